import type { Group, Item, Language } from '../model/text.ts';
import { addresseesOf, openingVerb } from './words.ts';

/** What an operative paragraph says in its own opening words, with the stretches it rests on. */
export interface Operative {
  verb: string;
  addressees: string[];
  /** Ranges in `item.text`; null when the group's heading says it. */
  verbSpan: [number, number] | null;
  addresseeSpans: [number, number][];
}

/**
 * The verb and addressees of a paragraph: from the heading above it (conferences and councils of ITU), else from its own
 * opening words (the United Nations). Null where neither gives a verb.
 */
export function operativeOf(item: Item, group: Group, language: Language): Operative | null {
  if (group.verb !== null)
    return { verb: group.verb, addressees: group.addressees, verbSpan: null, addresseeSpans: [] };
  const match = openingVerb(item.text, language);
  if (!match || match.kind !== 'operative') return null;
  const stop = item.text.search(/\s(?:to|de|d['’]|à|que|qu['’]|that|when|,)\b/u);
  const heading = item.text.slice(0, stop > match.length ? stop : Math.min(item.text.length, match.length + 160));
  const addressees = addresseesOf(heading, match, language);
  const spans = addressees.flatMap((one): [number, number][] => {
    const from = item.text.indexOf(one);
    return from < 0 ? [] : [[from, from + one.length]];
  });
  return { verb: match.verb, addressees, verbSpan: [0, match.length], addresseeSpans: spans };
}
