/**
 * The same text with apostrophes, hyphens and spaces made plain, one character for one, so that places stay true.
 * In: any text. Out: text of equal length that the vocabularies match.
 */
export function plain(text: string): string {
  return text
    .replace(/[\u00a0\u202f\u2007\u2009\u2002\u2003\t\n]/g, ' ')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'");
}

/** A compiled vocabulary piece; compiled once per piece, for patterns are asked for again with every paragraph. */
const compiled = new Map<string, RegExp>();
export function pattern(source: string, flags = 'giu'): RegExp {
  const key = `${flags}/${source}`;
  let found = compiled.get(key);
  if (found === undefined) {
    found = new RegExp(source, flags);
    compiled.set(key, found);
  }
  found.lastIndex = 0;
  return found;
}

/** A whole word or phrase: no letter or digit on either side; Chinese has no such bounds. */
export const word = (pieces: string): string =>
  /\p{Script=Han}/u.test(pieces) ? `(?:${pieces})` : `(?<![\\p{L}\\d])(?:${pieces})(?![\\p{L}\\d])`;

export interface Range {
  from: number;
  to: number;
}

/** Every match of a pattern within a stretch. */
export function* matches(
  source: string,
  text: string,
  from = 0,
  to = text.length,
  flags = 'giu',
): Generator<RegExpExecArray> {
  const expression = pattern(source, flags);
  expression.lastIndex = from;
  // A match may be consumed by a caller that starts another search with the same pattern: the place is kept here.
  for (let found = expression.exec(text); found !== null; found = expression.exec(text)) {
    if (found.index >= to) return;
    const next = found.index + Math.max(1, found[0].length);
    if (found.index + found[0].length <= to) yield found;
    expression.lastIndex = next;
  }
}

/** A stretch without blanks and closing punctuation at its ends. */
export function trim(text: string, range: Range, ends = /[\s,;:.]/): Range {
  let { from, to } = range;
  while (from < to && /[\s,;:]/.test(text.charAt(from))) from += 1;
  while (to > from && ends.test(text.charAt(to - 1))) to -= 1;
  return { from, to };
}
