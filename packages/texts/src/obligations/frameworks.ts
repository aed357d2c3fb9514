import { FRAMEWORKS } from './vocabulary/frameworks.ts';
import { bodiesIn, insideName } from './bodies.ts';
import { matches, type Range } from './plain.ts';

export interface FrameworkAt extends Range {
  code: string;
}

/** Words that make "C2" an action line of the Geneva Plan of Action and not a session of the Council. */
const ACTION_LINE =
  'action lines?|grandes? orientations?|líneas? de acción|направлени\\p{L}* деятельности|行动方面|行动方针|خطوط? (?:ال)?عمل|مسارات? (?:ال)?عمل';
const LINE = '(?<![\\p{L}\\d])C(?<n>1[01]|[1-9])(?:(?: ?(?:-|–|à|to|al?) ?)C(?<end>1[01]|[1-9]))?(?![\\d])';
const GOAL =
  '(?<![\\p{L}\\d])(?:Sustainable Development Goals?|SDGs?|Goals?|(?:les )?ODD|Objectifs? de développement durable|Objectifs?|ODS|ЦУР|可持续发展目标|target|targets|cibles?) ?(?:n° ?)?(?<list>(?:1[0-7]|[1-9])(?:\\.[\\da-d]{1,2})?(?:(?:, | and | et | y | и |、|和)(?:1[0-7]|[1-9])(?:\\.[\\da-d]{1,2})?(?![\\d\\p{L}]))*)(?![\\d\\p{L}])';

/**
 * Frameworks named in a stretch: action lines one by one ("C2, C4 to C6"), goals with their number, and single names.
 * In: plain text and its stretch. Out: codes in order of first appearance, each with its first place.
 */
export function frameworksIn(text: string, from: number, to: number): FrameworkAt[] {
  const bodies = bodiesIn(text, from, to);
  const found: FrameworkAt[] = [];
  const add = (code: string, at: number, length: number) => found.push({ code, from: at, to: at + length });

  let open = -1; // end of the last action line read: a list goes on from it
  const named = [...matches(ACTION_LINE, text, Math.max(0, from - 80), to)].map((m) => m.index + m[0].length);
  for (const match of matches(LINE, text, from, to, 'gu')) {
    const near =
      named.some((at) => match.index >= at && match.index - at < 60) || (open >= 0 && match.index - open < 70);
    if (!near) continue;
    const first = Number(match.groups?.['n']);
    const last = Number(match.groups?.['end'] ?? first);
    for (let line = first; line <= last; line += 1) add(`C${line}`, match.index, match[0].length);
    open = match.index + match[0].length;
  }
  for (const match of matches(GOAL, text, from, to, 'gu')) {
    for (const goal of (match.groups?.['list'] ?? '').matchAll(/(1[0-7]|[1-9])(?:\.[\da-d]{1,2})?/g))
      add(`SDG ${goal[1]}`, match.index, match[0].length);
  }
  for (const [code, pieces] of FRAMEWORKS) {
    for (const match of matches(
      `(?<!\\p{L})(?:${pieces.join('|')})`,
      text,
      from,
      to,
      code === 'GDC' || code === 'SDG' ? 'giu' : 'gu',
    )) {
      if (insideName(bodies, match.index)) continue;
      add(code, match.index, match[0].length);
      break;
    }
  }
  found.sort((a, b) => a.from - b.from || a.code.localeCompare(b.code, 'en', { numeric: true }));
  return found.filter((one, index) => found.findIndex((other) => other.code === one.code) === index);
}
