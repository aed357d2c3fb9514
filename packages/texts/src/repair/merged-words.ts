import type { Block, Language, Repair } from '../model/text.ts';

/** Small words that no one writes together. Those of a language whose words are not set apart, or join, are none. */
const SMALL: Partial<Record<Language, readonly string[]>> = {
  en: [
    'the',
    'of',
    'and',
    'to',
    'in',
    'for',
    'on',
    'with',
    'by',
    'from',
    'at',
    'an',
    'its',
    'their',
    'this',
    'these',
    'that',
    'which',
    'as',
    'or',
  ],
  fr: [
    'le',
    'la',
    'les',
    'de',
    'des',
    'du',
    'et',
    'à',
    'au',
    'aux',
    'en',
    'dans',
    'pour',
    'par',
    'sur',
    'avec',
    'un',
    'une',
    'ses',
    'leur',
    'leurs',
    'ces',
    'cette',
    'ou',
    'que',
    'qui',
  ],
  es: [
    'el',
    'la',
    'los',
    'las',
    'de',
    'del',
    'y',
    'en',
    'a',
    'al',
    'con',
    'por',
    'para',
    'un',
    'una',
    'sus',
    'su',
    'que',
    'o',
    'como',
  ],
  ru: ['в', 'на', 'и', 'по', 'для', 'с', 'от', 'к', 'о', 'об', 'из', 'за', 'при', 'его', 'их', 'что', 'или'],
};
/** Words that are two small ones, and are words all the same. */
const REAL: Partial<Record<Language, ReadonlySet<string>>> = {
  en: new Set(['into', 'onto', 'within']),
  fr: new Set(['parle', 'parla', 'parles', 'aude']),
  es: new Set(['porque', 'conque', 'conde']),
  ru: new Set(['поза']),
};
const YEARS = /(?<![\d-])((?:19|20)\d\d)((?:19|20)\d\d)(?![\d-])/g;
const WORD = /[\p{L}\p{M}]+/gu;
/** Shortest half, when it is a word of the text and not a small one. */
const LONG = 5;

/**
 * Words that ran together where a struck stretch ended and an added one began: "20242025", "ODDPacte", "desde" in French. Told
 * from the text itself: both halves stand in it as words, and the whole does not. Where unsure it abstains: a clean text has
 * none. Pure; blocks are not changed, for where one stretch ends and the other begins is for the reader to say.
 * @returns the repairs of each block, by its index
 */
export function mergedWords(blocks: readonly Block[], language: Language): Map<number, Omit<Repair, 'eId'>[]> {
  const found = new Map<number, Omit<Repair, 'eId'>[]>();
  if (language === 'zh' || language === 'ar') return yearsOnly(blocks);
  const texts = blocks.map(textOf);
  const seen = new Map<string, number>();
  for (const text of texts) for (const [word] of text.matchAll(WORD)) seen.set(word, (seen.get(word) ?? 0) + 1);
  const lower = new Map<string, number>();
  for (const [word, count] of seen) lower.set(word.toLowerCase(), (lower.get(word.toLowerCase()) ?? 0) + count);
  const small = new Set(SMALL[language] ?? []);
  for (const [at, text] of texts.entries()) {
    const line = blocks[at]?.line ?? 0;
    const repairs = years(text, line);
    for (const [word] of text.matchAll(WORD)) {
      if (word.length < 4 || (seen.get(word) ?? 0) > 1) continue;
      const parts = byCase(word, seen, lower, small) ?? bySmall(word, small, language);
      if (parts) repairs.push(merged(word, parts, line));
    }
    if (repairs.length > 0) found.set(at, repairs);
  }
  return found;
}

// Words of runs that the file's own marks tell apart did not run together.
const textOf = (block: Block): string =>
  block.runs
    .map((run, i) => {
      const before = block.runs[i - 1];
      return (before !== undefined && before.mark?.state !== run.mark?.state ? '\n' : '') + run.text;
    })
    .join('');

function yearsOnly(blocks: readonly Block[]): Map<number, Omit<Repair, 'eId'>[]> {
  const found = new Map<number, Omit<Repair, 'eId'>[]>();
  for (const [at, block] of blocks.entries()) {
    const repairs = years(textOf(block), block.line);
    if (repairs.length > 0) found.set(at, repairs);
  }
  return found;
}

const years = (text: string, line: number): Omit<Repair, 'eId'>[] =>
  [...text.matchAll(YEARS)]
    .filter((match) => Math.abs(Number(match[2]) - Number(match[1])) <= 15)
    .map((match) => ({
      kind: 'words-merged' as const,
      oldLabel: null,
      newLabel: null,
      deleted: match[1] ?? null,
      inserted: match[2] ?? null,
      confidence: 0.9,
      line,
    }));

// "ODDPacte", "mondialeLe": a capital within a word, after a small letter or a word of capitals.
function byCase(
  word: string,
  seen: ReadonlyMap<string, number>,
  lower: ReadonlyMap<string, number>,
  small: ReadonlySet<string>,
): [string, string] | null {
  for (const match of word.matchAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/gu)) {
    const [before, after] = [word.slice(0, match.index), word.slice(match.index)];
    const capitals = /^\p{Lu}{2,}$/u.test(before);
    const knownBefore = capitals ? (seen.get(before) ?? 0) > 0 : (lower.get(before.toLowerCase()) ?? 0) > 0;
    const knownAfter = (lower.get(after.toLowerCase()) ?? 0) > 0 || small.has(after.toLowerCase());
    const solid = before.length >= (capitals ? 3 : LONG) || small.has(before.toLowerCase());
    if (knownBefore && knownAfter && solid && after.length >= 2) return [before, after];
  }
  return null;
}

// "desde" in French, "ofthe" in English: two small words.
function bySmall(word: string, small: ReadonlySet<string>, language: Language): [string, string] | null {
  if (word !== word.toLowerCase() || word.length > 9 || small.has(word) || REAL[language]?.has(word)) return null;
  for (let cut = 2; cut <= word.length - 2; cut++) {
    const [before, after] = [word.slice(0, cut), word.slice(cut)];
    if (small.has(before) && small.has(after)) return [before, after];
  }
  return null;
}

const merged = (word: string, [before, after]: [string, string], line: number): Omit<Repair, 'eId'> => ({
  kind: 'words-merged',
  oldLabel: null,
  newLabel: null,
  deleted: null,
  inserted: null,
  confidence: 0.7,
  question: `"${word}": were words that end in "${before}" struck, and words that begin with "${after}" added?`,
  line,
});
