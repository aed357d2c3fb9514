import type { Suggestion } from '../model/obligation.ts';
import type { Group, Item, Text } from '../model/text.ts';

/** The stroke that lengthens an Arabic word on the line (tatweel): it says nothing of which word it is. */
const STROKE = '\u0640';
const without = (words: string): string => words.replaceAll(STROKE, '');

/** A text whose words are not lengthened, for patterns; the same object where none is. Runs stay as they are. */
export function unstretched(text: Text): Text {
  if (text.language !== 'ar') return text;
  const item = (one: Item): Item => ({ ...one, text: without(one.text), items: one.items.map(item) });
  const group = (one: Group): Group => ({
    ...one,
    heading: without(one.heading),
    addressees: one.addressees.map(without),
    items: one.items.map(item),
    groups: one.groups.map(group),
  });
  return { ...text, title: without(text.title), groups: text.groups.map(group) };
}

/** What was found in a text that is not lengthened, with its places in the words as they stand. */
export function stretchedBack(found: readonly Suggestion[], text: Text): Suggestion[] {
  const words = new Map<string, string>();
  const items = (list: readonly Item[]): void => {
    for (const one of list) {
      words.set(one.eId, one.text);
      items(one.items);
    }
  };
  const groups = (list: readonly Group[]): void => {
    for (const one of list) {
      words.set(one.eId, one.heading);
      items(one.items);
      groups(one.groups);
    }
  };
  groups(text.groups);
  return found.map((one) => ({
    ...one,
    spans: one.spans.map((span) => {
      const printed = words.get(span.eId) ?? '';
      if (!printed.includes(STROKE)) return span;
      const from = placeIn(printed, span.from);
      return { ...span, from, to: span.to > span.from ? placeIn(printed, span.to - 1) + 1 : from };
    }),
  }));
}

// The place of the character that is the nth one when strokes do not count.
function placeIn(printed: string, n: number): number {
  let left = n;
  for (let i = 0; i < printed.length; i++)
    if (printed[i] !== STROKE) {
      if (left === 0) return i;
      left -= 1;
    }
  return printed.length;
}
