import type { Deliverable } from '../model/obligation.ts';
import { DELIVERABLES } from '../model/obligation.ts';
import { bodiesIn } from './bodies.ts';
import type { Vocabulary } from './vocabulary/types.ts';
import { pattern, word, type Range } from './plain.ts';

export interface DeliverableAt extends Range {
  kind: Deliverable;
}

const known: ReadonlySet<string> = new Set(DELIVERABLES);
const isDeliverable = (kind: string): kind is Deliverable => known.has(kind);

/** Kinds that a verb at the head of the action decides, whatever its object is: "examine the report" is a review. */
const BY_VERB: ReadonlySet<Deliverable> = new Set([
  'review',
  'appointment',
  'participation',
  'contribution',
  'consultation',
  'coordination',
]);

/**
 * What kind of thing an action yields: the verb where it tells, else the first noun that tells.
 * In: plain text, the stretch of the action. Out: the kind and the word it rests on; "other" with an empty place.
 */
export function deliverableOf(text: string, action: Range, vocabulary: Vocabulary): DeliverableAt {
  // Names of bodies hold such words too ("Forum", "Conference"): they are blanked. The first words count most.
  return (
    within(text, { from: action.from, to: Math.min(action.to, action.from + 130) }, vocabulary) ??
    within(text, action, vocabulary) ?? { kind: 'other', from: action.from, to: action.from }
  );
}

function within(text: string, action: Range, vocabulary: Vocabulary): DeliverableAt | null {
  let stretch = text.slice(action.from, action.to);
  for (const body of bodiesIn(text, action.from, action.to)) {
    const at = body.from - action.from;
    if (at < stretch.length)
      stretch =
        stretch.slice(0, at) +
        ' '.repeat(Math.min(body.to - body.from, stretch.length - at)) +
        stretch.slice(body.to - action.from);
  }
  if (/^(?:prendre note|take note|prendre acte)/i.test(stretch))
    return { kind: 'other', from: action.from, to: action.from };
  let best: DeliverableAt | null = null;
  let weak: DeliverableAt | null = null;
  for (const [kind, pieces] of vocabulary.deliverables) {
    if (!isDeliverable(kind)) continue;
    const match = pattern(word(pieces), 'iu').exec(stretch);
    if (match === null) continue;
    const at = { kind, from: action.from + match.index, to: action.from + match.index + match[0].length };
    const heads = match.index <= 26 && BY_VERB.has(kind) && !/^\p{L}+(?:ions?|s)$/u.test(match[0]);
    // A measure, information or a programme is named in passing by many: any firmer kind goes first.
    if (kind === 'measure' || kind === 'information' || kind === 'programme') {
      if (weak === null || at.from < weak.from) weak = at;
    } else if (best === null || at.from < best.from || (heads && at.from <= best.from)) best = at;
  }
  if (best !== null && weak !== null && weak.from + 45 < best.from) return weak;
  return best ?? weak;
}
