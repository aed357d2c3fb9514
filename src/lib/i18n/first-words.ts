/**
 * The first words of a paragraph, by which a list names it: whole where they are short, else cut after a word, with "…".
 * A script that writes no spaces is cut after a character; `length` is in UTF-16 units, as much as is kept at most.
 */
export function firstWords(words: string, length = 90): string {
  const line = words.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const kept = line.slice(0, length + 1);
  const space = kept.lastIndexOf(' ');
  const cut = space > length / 2 ? kept.slice(0, space) : kept.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/[\s,;:.،؛，；：。]+$/u, '')}…`;
}
