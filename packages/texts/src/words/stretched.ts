/**
 * Signs within an Arabic word that say nothing of which word it is: vowel signs, and the stroke that lengthens it on the line
 * (tatweel; Unicode 16, 9.2, table 9-3).
 */
const SIGNS = /[\u064b-\u0652\u0670\u0640]/g;

/** Words without those signs, for patterns. */
export const bare = (words: string): string => words.replace(SIGNS, '');

/** What is found in words without those signs, with its places and its words in the words as they stand. */
export function onBare<T extends { text: string; from: number; to: number }>(
  text: string,
  find: (words: string) => T[],
): T[] {
  const words = bare(text);
  if (words.length === text.length) return find(text);
  const at: number[] = [];
  for (let i = 0; i < text.length; i++) if (bare(text.charAt(i)) !== '') at.push(i);
  return find(words).map((one) => {
    const from = at[one.from] ?? text.length;
    // An empty place is where it begins.
    const to = one.to > one.from ? (at[one.to - 1] ?? text.length - 1) + 1 : from;
    return { ...one, from, to, ...(one.to > one.from && { text: text.slice(from, to) }) };
  });
}
