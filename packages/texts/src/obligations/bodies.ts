import { BODIES } from './vocabulary/bodies.ts';
import { matches, type Range } from './plain.ts';

export interface BodyAt extends Range {
  code: string;
}

const cjkOrArabic = /^[\p{Script=Han}\p{Script=Arabic}]/u;
const alternatives = BODIES.flatMap(([code, pieces]) => pieces.map((piece) => ({ code, piece })));
const union = alternatives.map(({ piece }, index) =>
  cjkOrArabic.test(piece) ? `(?<b${index}>${piece})` : `(?<b${index}>(?<![\\p{L}\\d])(?:${piece})(?![\\p{L}\\d-]))`,
);

/** Bodies named in a stretch of plain text, in order, the longest name at each place. */
export function bodiesIn(text: string, from = 0, to = text.length): BodyAt[] {
  return allBodies(text).filter((body) => body.from >= from && body.to <= to);
}

/** The stages ask for the bodies of one paragraph many times over: the last one read is kept. */
let last: { text: string; bodies: BodyAt[] } = { text: '', bodies: [] };
function allBodies(text: string): BodyAt[] {
  if (last.text === text) return last.bodies;
  const from = 0;
  const to = text.length;
  const found: BodyAt[] = [];
  union.forEach((source, index) => {
    const code = alternatives[index]?.code ?? '';
    for (const match of matches(source, text, from, to, 'gu'))
      found.push({ code, from: match.index, to: match.index + match[0].length });
  });
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: BodyAt[] = [];
  for (const body of found) {
    const before = kept.at(-1);
    if (before === undefined || body.from >= before.to) kept.push(body);
  }
  last = { text, bodies: kept };
  return kept;
}

/** Code of the body a name stands for, or null: "le Conseil de l'UIT" gives "council". */
export function bodyCode(name: string): string | null {
  const bodies = bodiesIn(name);
  return bodies[0]?.code ?? null;
}

/** Whether an offset lies inside the name of a body that is not a framework by itself (a working group, a task force). */
export const insideName = (bodies: readonly BodyAt[], at: number): boolean =>
  bodies.some(({ code, from, to }) => (code.startsWith('cwg') || code === 'wsis-task-force') && at >= from && at < to);
