import type { Deliverable } from '../model/obligation.ts';
import type { Vocabulary } from './vocabulary/types.ts';
import { deliverableOf } from './deliverable.ts';
import { owedTo } from './recipients.ts';
import { bodiesIn } from './bodies.ts';
import { matches, pattern, trim, word, type Range } from './plain.ts';

/** Kinds that stand for themselves wherever they appear. */
const CLEAR: ReadonlySet<Deliverable> = new Set(['report', 'roadmap', 'appointment', 'database', 'fund', 'prize']);
/** Kinds of which two in one sentence are two things; the others often only say how the first is done. */
const FIRM: ReadonlySet<Deliverable> = new Set([
  'report',
  'roadmap',
  'contribution',
  'consultation',
  'meeting',
  'appointment',
  'database',
  'fund',
  'prize',
  'participation',
  'review',
]);

/**
 * Divides what is asked into things: at a second infinitive joined to the first, where it has its own kind of
 * deliverable or its own recipient, and does not take up the object of the first ("and to present it to …").
 * In: plain text, stretch from the first infinitive. Out: one stretch per thing, in order, none overlapping.
 */
export function splitThings(text: string, thing: Range, vocabulary: Vocabulary, bare: boolean): Range[] {
  const whole = trim(text, thing);
  const infinitives = bare
    ? `(?:${vocabulary.infinitive}|${vocabulary.bare.replace('?<verb>', '?:')})`
    : vocabulary.infinitive;
  const pieces = `${vocabulary.and} ?(?:also |further |également |en outre )?${infinitives}`;
  const starts: number[] = [whole.from];
  for (const match of matches(pieces, text, whole.from, whole.to)) {
    const joint = pattern(`^${vocabulary.and} ?(?:also |further |également |en outre )?(?:to |de |d'|à )?`, 'iu').exec(
      match[0],
    );
    starts.push(match.index + (joint?.[0].length ?? 0));
  }
  const things: Range[] = [];
  let current: Range = { from: whole.from, to: whole.to };
  const first = action(text, { from: starts[0] ?? whole.from, to: starts[1] ?? whole.to }, vocabulary);
  let kind = deliverableOf(text, { from: headOf(text, first, vocabulary), to: first.to }, vocabulary).kind;
  for (let index = 1; index < starts.length; index += 1) {
    const from = starts[index] ?? whole.to;
    const stretch = { from, to: starts[index + 1] ?? whole.to };
    const words = text.slice(from, stretch.to);
    const short = action(text, stretch, vocabulary);
    const itsKind = deliverableOf(text, { from: headOf(text, short, vocabulary), to: short.to }, vocabulary).kind;
    const report = /^(?:report|rendre compte|faire rapport)/i.test(words);
    const takesUp =
      pattern(`^(?:(?:\\p{L}+ ){0,2}?)(?:${vocabulary.anaphor})`, 'iu').test(words) && !(report && kind !== 'report');
    if (takesUp) continue;
    // "to examine and to approve the report": one object for both verbs.
    if (!/[ '].*\p{L}/su.test(text.slice(current.from, beforeJoint(text, current.from, from)))) continue;
    const currentKindFirm = FIRM.has(kind);
    const ownDelivery =
      FIRM.has(itsKind) &&
      itsKind !== kind &&
      (CLEAR.has(itsKind) || currentKindFirm || itsKind === 'contribution' || itsKind === 'meeting') &&
      (currentKindFirm || itsKind !== 'review') &&
      (currentKindFirm ||
        hands(text, stretch, vocabulary) ||
        CLEAR.has(itsKind) ||
        itsKind === 'contribution' ||
        itsKind === 'meeting');
    const ownRecipient =
      hands(text, stretch, vocabulary) &&
      (itsKind !== kind ||
        hands(text, current.to === whole.to ? { from: current.from, to: from } : current, vocabulary));
    if (!ownDelivery && !ownRecipient) continue;
    things.push({ from: current.from, to: beforeJoint(text, current.from, from) });
    current = { from, to: whole.to };
    kind = itsKind;
  }
  things.push(current);
  return things.map((one) => trim(text, one));
}

const hands = (text: string, range: Range, vocabulary: Vocabulary): boolean =>
  owedTo(text, range, vocabulary).recipients.length > 0;

/** End of the thing before a joint: without the conjunction and the marker. */
function beforeJoint(text: string, from: number, at: number): number {
  const joint =
    /(?:,? ?(?:and|et|ainsi que|as well as|;)?(?: also| further| également| en outre)?,? ?(?:to |de |d'|à )?)$/i.exec(
      text.slice(from, at),
    );
  return at - (joint?.[0].length ?? 0);
}

/** Where what is to be done starts: "invite X to harmonise …" is to harmonise. */
export function headOf(text: string, thing: Range, vocabulary: Vocabulary): number {
  const words = text.slice(thing.from, thing.to);
  const passes = vocabulary.nested.some(([, pieces]) =>
    pattern(`^(?:${pieces.replace(/^\(\?:(?:to |de \|d'|a )\)\??/, '')})(?!\\p{L})`, 'iu').test(words),
  );
  const inner = passes ? pattern(`(?<![\\p{L}\\d])${vocabulary.infinitive}`, 'iu').exec(words.slice(4)) : null;
  return inner === null
    ? thing.from
    : thing.from + 4 + inner.index + (/^(?:to |de |d'|à )/i.exec(inner[0])?.[0].length ?? 0);
}

/** Whether there is an object besides the verb, its adverbs and those who receive it. */
function objectSeen(words: string, vocabulary: Vocabulary): boolean {
  let rest = words.replace(/^\S+\s*/, '');
  if (
    !pattern(`^(?:\\p{L}+[ '-]){0,2}?${word(vocabulary.transmit)}`, 'iu').test(words) &&
    !/^(?:élaborer|organi[sz]e|convene|organiser|prepare|préparer)/i.test(words)
  )
    return true;
  for (const body of bodiesIn(rest).reverse()) rest = rest.slice(0, body.from) + rest.slice(body.to);
  rest = rest
    .replace(
      /(?:,? ?(?:at|during|to|in|and) (?:its|the|their)[^,;]{0,60}sessions?(?:,? in 20\d\d)?|à (?:sa|la) [^,;]{0,40}(?:session|réunion)(?: de 20\d\d)?|chaque année|each year|annually|on an? \p{L}+ basis|\bde 20\d\d)/giu,
      ' ',
    )
    .replace(pattern(`(?<!\\p{L})(?:${vocabulary.to}|${vocabulary.via})`), ' ');
  return rest.replace(/[^\p{L}]/gu, '').length > 6;
}

/**
 * The shortest stretch that says what is to be done: verb and object, without purpose, manner and circumstance.
 * In: plain text and one thing. Out: a stretch that starts where the thing starts.
 */
export function action(text: string, thing: Range, vocabulary: Vocabulary): Range {
  const words = text.slice(thing.from, thing.to);
  // "make concrete efforts to fulfil" goes on; a purpose further on does not belong to the short form.
  const after = 14 + headOf(text, thing, vocabulary) - thing.from;
  let to = words.length;
  for (const cut of matches(`(?<!\\p{L}(?=\\p{L}))(?:${vocabulary.tail})`, words, after)) {
    // "submit to the Council, at its next session, a report": the object has still to come.
    if (!objectSeen(words.slice(0, cut.index), vocabulary)) continue;
    if (/^ to /.test(cut[0]) && cut.index < after + 20) continue;
    to = cut.index;
    break;
  }
  // Those who receive it, once the object is said, are a field of their own.
  const named = bodiesIn(words);
  for (const at of matches(`(?<!\\p{L})(?:${vocabulary.to})`, words, after, to)) {
    const body = named.find((one) => one.from === at.index + at[0].length);
    if (
      body === undefined ||
      /^(?:and|et)/i.test(at[0]) ||
      !objectSeen(words.slice(0, at.index), vocabulary) ||
      body.code === 'itu'
    )
      continue;
    to = at.index;
    break;
  }
  const stop = /[;:.](?: |$)/.exec(words);
  if (stop !== null && stop.index > 10) to = Math.min(to, stop.index);
  const most = 240 + after - 14;
  if (to > most) {
    const comma = words.slice(0, most).lastIndexOf(', ');
    to =
      comma > after + 46 && objectSeen(words.slice(0, comma), vocabulary)
        ? comma
        : words.slice(0, most).lastIndexOf(' ');
  }
  // A cut may leave a word hanging that led to what was cut.
  const hanging =
    /(?:[ ,]+(?:of|on|for|in|how|and|the|to|are|is|related|pertaining|et|de|du|des|la|le|les|d'|sur|ou|or))+$/iu.exec(
      words.slice(0, to),
    );
  if (hanging !== null && to < words.length) to = hanging.index;
  return trim(text, { from: thing.from, to: thing.from + to });
}
