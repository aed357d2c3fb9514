import type { Deliverable } from '../model/obligation.ts';
import type { Vocabulary } from './vocabulary/types.ts';
import { deliverableOf } from './deliverable.ts';
import { owedTo } from './recipients.ts';
import { matches, pattern, trim, type Range } from './plain.ts';

/** Kinds of which two in one sentence are two things; the others often only say how the first is done. */
const FIRM: ReadonlySet<Deliverable> = new Set(['report', 'roadmap', 'contribution', 'consultation', 'meeting', 'appointment', 'database', 'fund', 'prize', 'participation', 'review']);

/**
 * Divides what is asked into things: at a second infinitive joined to the first, where it has its own kind of
 * deliverable or its own recipient, and does not take up the object of the first ("and to present it to …").
 * In: plain text, stretch from the first infinitive. Out: one stretch per thing, in order, none overlapping.
 */
export function splitThings(text: string, thing: Range, vocabulary: Vocabulary, bare: boolean): Range[] {
  const whole = trim(text, thing);
  const infinitives = bare ? `(?:${vocabulary.infinitive}|${vocabulary.bare.replace('?<verb>', '?:')})` : vocabulary.infinitive;
  const pieces = `${vocabulary.and} ?(?:also |further |également |en outre )?${infinitives}`;
  const starts: number[] = [whole.from];
  for (const match of matches(pieces, text, whole.from, whole.to)) {
    const joint = pattern(`^${vocabulary.and} ?(?:also |further |également |en outre )?(?:to |de |d'|à )?`, 'iu').exec(match[0]);
    starts.push(match.index + (joint?.[0].length ?? 0));
  }
  const things: Range[] = [];
  let current: Range = { from: whole.from, to: whole.to };
  const first = action(text, { from: starts[0] ?? whole.from, to: starts[1] ?? whole.to }, vocabulary);
  let kind = deliverableOf(text, first, vocabulary).kind;
  for (let index = 1; index < starts.length; index += 1) {
    const from = starts[index] ?? whole.to;
    const stretch = { from, to: starts[index + 1] ?? whole.to };
    const words = text.slice(from, stretch.to);
    const short = action(text, stretch, vocabulary);
    const itsKind = deliverableOf(text, short, vocabulary).kind;
    const report = /^(?:report|rendre compte|faire rapport)/i.test(words);
    const takesUp = pattern(`^(?:(?:\\p{L}+ ){0,2}?)(?:${vocabulary.anaphor})`, 'iu').test(words) && !(report && kind !== 'report');
    if (takesUp) continue;
    const currentKindFirm = FIRM.has(kind);
    const ownDelivery = FIRM.has(itsKind) && itsKind !== kind && (currentKindFirm || itsKind !== 'review') && (currentKindFirm || hands(text, stretch, vocabulary) || report || itsKind === 'contribution' || itsKind === 'meeting');
    const ownRecipient = hands(text, stretch, vocabulary) && (itsKind !== kind || hands(text, current.to === whole.to ? { from: current.from, to: from } : current, vocabulary));
    if (!ownDelivery && !ownRecipient) continue;
    things.push({ from: current.from, to: beforeJoint(text, current.from, from) });
    current = { from, to: whole.to };
    kind = itsKind;
  }
  things.push(current);
  return things.map((one) => trim(text, one));
}

const hands = (text: string, range: Range, vocabulary: Vocabulary): boolean => owedTo(text, range, vocabulary).recipients.length > 0;

/** End of the thing before a joint: without the conjunction and the marker. */
function beforeJoint(text: string, from: number, at: number): number {
  const joint = /(?:,? ?(?:and|et|ainsi que|as well as|;)?(?: also| further| également| en outre)?,? ?(?:to |de |d'|à )?)$/i.exec(text.slice(from, at));
  return at - (joint?.[0].length ?? 0);
}

/**
 * The shortest stretch that says what is to be done: verb and object, without purpose, manner and circumstance.
 * In: plain text and one thing. Out: a stretch that starts where the thing starts.
 */
export function action(text: string, thing: Range, vocabulary: Vocabulary): Range {
  const words = text.slice(thing.from, thing.to);
  const after = 14;
  const tail = pattern(`(?<!\\p{L})(?:${vocabulary.tail})`, 'iu');
  const rest = words.slice(after);
  const cut = tail.exec(rest);
  let to = cut === null ? words.length : after + cut.index;
  const stop = /[;:.](?: |$)/.exec(words);
  if (stop !== null && stop.index > 10) to = Math.min(to, stop.index);
  if (to > 240) {
    const comma = words.slice(0, 240).lastIndexOf(', ');
    to = comma > 60 ? comma : words.slice(0, 240).lastIndexOf(' ');
  }
  return trim(text, { from: thing.from, to: thing.from + to });
}
