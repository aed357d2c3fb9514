import { tokens } from '@suivi/search';
import type { Language } from '../concept.ts';

/**
 * Words and phrases by concept and language, parted by commas (، and 、). A sign after one says what it is worth: `+` decides
 * by itself, none supports, `-` counts beside others only, `=` counts for nothing and keeps its words from counting ("machine
 * learning" is no learning).
 */
export type Keywords = Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>>;

/** What a keyword is worth before its rarity is looked at. */
const WORTH = { '+': 1, '': 0.55, '-': 0.25, '=': 0 } as const;

export interface Keyword {
  concept: string;
  words: string;
  /** Terms of the one normaliser, stop words left out; signs, where the words are Chinese. */
  terms: readonly string[];
  /** Letters of each of its words. */
  sizes: readonly number[];
  worth: number;
}

/** The terms of each word of a text that is not a stop word, and where the word stands. */
export interface Word {
  terms: ReadonlySet<string>;
  first: string;
  /** Letters that it is written with. */
  size: number;
  from: number;
  to: number;
}

const WORD = /[\p{Script=Han}々〇]+|[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])*/gu;
const HAN = /^\p{Script=Han}/u;

/**
 * Words of a text with their terms and places (UTF-16, end excluded). Chinese signs stand one by one: a phrase of them is
 * found wherever its signs follow one another, however the text would be cut.
 */
export function wordsOf(text: string, lang: Language): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (HAN.test(word)) {
      let from = index;
      for (const sign of word) {
        words.push({ terms: new Set([sign]), first: sign, size: 1, from, to: from + sign.length });
        from += sign.length;
      }
      continue;
    }
    const found = tokens(word, lang);
    const [first] = found;
    if (first)
      words.push({
        terms: new Set(found.flatMap((one) => [one.term, one.word])),
        first: found.find((one) => !one.besides)?.term ?? first.term,
        size: word.length,
        from: index,
        to: index + word.length,
      });
  }
  return words;
}

/** The keywords of a list in one language, in the terms of the normaliser. */
export function keywordsIn(list: Keywords, lang: Language): Keyword[] {
  return Object.entries(list).flatMap(([concept, of]) =>
    (of[lang] ?? '')
      .split(/[,،、]\s*/u)
      .filter(Boolean)
      .map((entry): Keyword => {
        const sign = /[+=-]$/.exec(entry)?.[0] as keyof typeof WORTH | undefined;
        const words = sign ? entry.slice(0, -1) : entry;
        const read = wordsOf(words, lang);
        return {
          concept,
          words,
          terms: read.map((word) => word.first),
          sizes: read.map((word) => word.size),
          worth: WORTH[sign ?? ''],
        };
      })
      .filter((one) => one.terms.length > 0),
  );
}
