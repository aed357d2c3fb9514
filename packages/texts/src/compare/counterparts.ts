import type { Outline, Text } from '../model/text.ts';

/**
 * The counterpart of each new text that has one (the same number, else the same place, else the same kind), and the old texts
 * that are nobody's.
 */
export function counterparts(old: Outline, next: Outline): { found: Map<Text, Text>; left: Text[] } {
  const left = [...old.texts];
  const found = new Map<Text, Text>();
  const fits: ((one: Text, text: Text) => boolean)[] = [
    (one, { number }) => number !== null && one.number === number,
    (one, text) => old.texts.indexOf(one) === next.texts.indexOf(text),
    (one, { kind }) => one.kind === kind,
  ];
  for (const fit of fits)
    for (const text of next.texts) {
      const at = found.has(text) ? -1 : left.findIndex((one) => fit(one, text));
      const [one] = at < 0 ? [] : left.splice(at, 1);
      if (one) found.set(text, one);
    }
  return { found, left };
}
