import { ALL_FEATURES, type Features, type Language } from './features.ts';
import { fold, prepare } from './fold.ts';
import { termsOf } from './stems.ts';
import { isStopWord } from './stop-words.ts';

/** A word of a text as the index holds it. */
export interface Token {
  /** The word, folded: what a reader would have typed. */
  readonly word: string;
  /** What stands in the index for it. */
  readonly term: string;
  /** Counted from 1, stop words included. A word that stands for several (a compound, a Chinese word) has that of its first. */
  readonly position: number;
  /** `besides`: read besides the word itself (a compound as one, an Arabic word without its prefix); a query need not hold it. */
  readonly besides: boolean;
}

export const LONGEST_WORD = 64;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-‐‑][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
const HAN = /[\p{Script=Han}々〇]+/gu;
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const CAPITALS = /^\p{Lu}[\p{Lu}\p{N}]{1,7}$/u;
/** What makes more of a word than one part: a hyphen, a Chinese sign, a script without spaces. */
const SEVERAL = new RegExp(`[-‐‑]|${HAN.source}|${UNSPACED.source}`, 'u');

const segmenters = new Map<string, Intl.Segmenter>();
const segment = (lang: string, text: string): string[] => {
  let segmenter = segmenters.get(lang);
  if (!segmenter) segmenters.set(lang, (segmenter = new Intl.Segmenter(lang, { granularity: 'word' })));
  return Array.from(segmenter.segment(text), (part) => part.segment);
};

/** A stretch of a text between what separates words. */
export type Piece =
  | { readonly kind: 'han'; readonly signs: readonly string[]; readonly words: readonly string[] }
  | { readonly kind: 'word'; readonly parts: readonly string[]; readonly capitals: boolean };

/** Cuts a text into pieces: runs of Chinese signs with the words in them, and words of all other scripts with their hyphens. */
export function pieces(text: string, features: Features = ALL_FEATURES): Piece[] {
  const found = prepare(text, features).match(WORD) ?? [];
  const capitals = found.filter((word) => CAPITALS.test(word)).length;
  // In a title all in capitals, capitals say nothing.
  const telling = features.acronyms && (capitals <= 1 || capitals * 2 <= found.length);
  return found.flatMap((compound): Piece | Piece[] =>
    SEVERAL.test(compound)
      ? split(compound, features, telling)
      : { kind: 'word', parts: [compound], capitals: telling && CAPITALS.test(compound) },
  );
}

function split(compound: string, features: Features, telling: boolean): Piece[] {
  const list: Piece[] = [];
  let parts: string[] = [];
  const flush = (): void => {
    if (parts.length > 0)
      list.push({ kind: 'word', parts, capitals: telling && parts.every((part) => CAPITALS.test(part)) });
    parts = [];
  };
  for (const part of compound.split(/[-‐‑]/u)) {
    let from = 0;
    const rest = (to: number): void => {
      const word = part.slice(from, to);
      if (!word) return;
      if (UNSPACED.test(word)) {
        flush();
        for (const one of segment('th', word))
          if (/[\p{L}\p{N}]/u.test(one)) list.push({ kind: 'word', parts: [one], capitals: false });
      } else parts.push(word);
    };
    for (const run of part.matchAll(HAN)) {
      rest(run.index);
      flush();
      const words = features.hanWords ? segment('zh', run[0]) : [];
      list.push({ kind: 'han', signs: [...run[0]], words });
      from = run.index + run[0].length;
    }
    rest(part.length);
  }
  flush();
  return list;
}

/** What is known of a word as it was written, so that a word that comes again is worked out once. */
interface Known {
  /** As folded: empty where it holds neither letter nor digit. */
  readonly word: string;
  /** Letters and a number written together, as two words: "SDG4" is "SDG 4" too. */
  readonly numbered: Folded | null;
  /** Terms by language, as they are asked for. */
  readonly terms: Map<Language | null, readonly string[]>;
}
// Words of a language come again and again; a hostile text of ever new ones empties the store, and that is all.
const known = new Map<string, Known>();
const KNOWN = 50_000;

function knownOf(part: string, features: Features): Known {
  const there = features === ALL_FEATURES ? known.get(part) : undefined;
  if (there) return there;
  const word = fold(part, features).slice(0, LONGEST_WORD);
  const numbered = features.acronyms ? /^(\p{Script=Latin}{2,})(\p{Nd}{0,3}[0-9])$/u.exec(word) : null;
  const made: Known = {
    word: /[\p{L}\p{N}]/u.test(word) ? word : '',
    numbered: numbered && { parts: [numbered[1] ?? '', numbered[2] ?? ''], whole: word },
    terms: new Map(),
  };
  if (features === ALL_FEATURES) {
    if (known.size >= KNOWN) known.clear();
    known.set(part, made);
  }
  return made;
}
/** Terms of a word that was folded already (folding twice changes nothing). */
function termsKnown(word: string, lang: Language | null, features: Features): readonly string[] {
  const { terms } = knownOf(word, features);
  let list = terms.get(lang);
  if (!list) terms.set(lang, (list = termsOf(word, lang, features)));
  return list;
}

/** The words of one compound as index and query hold them: each part, and the whole without hyphens where there are several. */
export interface Folded {
  readonly parts: readonly string[];
  readonly whole: string | null;
}
export function foldParts(parts: readonly string[], features: Features): Folded {
  const each = parts.map((part) => knownOf(part, features)).filter(({ word }) => word !== '');
  const [only] = each;
  if (each.length === 1 && only?.numbered) return only.numbered;
  const words = each.map(({ word }) => word);
  return { parts: words, whole: features.acronyms && words.length > 1 ? words.join('').slice(0, LONGEST_WORD) : null };
}

/**
 * The words of a text in a language (`null` where that is unknown), in order, as an index holds them. Any string will do;
 * none throws. Terms hold letters, digits and marks only, at most `LONGEST_WORD` of them.
 */
export function tokens(
  text: string,
  lang: Language | null = null,
  features: Features = ALL_FEATURES,
): readonly Token[] {
  if (features !== ALL_FEATURES || text.length > SHORT) return read(text, lang, features);
  const key = `${lang ?? ''} ${text}`;
  const there = names.get(key);
  if (there) return there;
  if (names.size >= NAMES) names.clear();
  const list = read(text, lang, features);
  names.set(key, list);
  return list;
}

// Names of places and organisations come again and again, in all languages.
const names = new Map<string, readonly Token[]>();
const NAMES = 10_000;
const SHORT = 80;

function read(text: string, lang: Language | null, features: Features): Token[] {
  const list: Token[] = [];
  let position = 0;
  const add = (word: string, term: string, at: number, besides = false): void => {
    if (term) list.push({ word, term, position: at, besides });
  };
  for (const piece of pieces(text, features)) {
    if (piece.kind === 'han') {
      for (const token of hanTokens(piece.signs, piece.words, features))
        add(token.word, token.word, position + 1 + token.at);
      position += piece.signs.length;
      continue;
    }
    const { parts, whole } = foldParts(piece.parts, features);
    if (whole !== null) add(whole, whole, position + 1, true);
    for (const word of parts) {
      position++;
      if (features.stopWords && !piece.capitals && lang !== null && isStopWord(word, lang)) continue;
      const [term = '', ...besides] = termsKnown(word, lang, features);
      if (piece.capitals) add(word, word, position);
      if (!piece.capitals || term !== word) add(word, term, position, piece.capitals);
      for (const one of besides) add(word, one, position, true);
    }
  }
  return list;
}

/** Words of a run of Chinese signs, pairs of neighbours, and the last sign, so that a single sign is found as a beginning. */
function hanTokens(
  signs: readonly string[],
  words: readonly string[],
  features: Features,
): { word: string; at: number }[] {
  const found = new Map<string, { word: string; at: number }>();
  const add = (word: string, at: number): void => void found.set(`${at} ${word}`, { word, at });
  let at = 0;
  for (const word of words) {
    const length = [...word].length;
    if (length > 1 || !features.hanPairs) add(word, at);
    at += length;
  }
  if (features.hanPairs) {
    for (let i = 0; i + 1 < signs.length; i++) add(`${signs[i] ?? ''}${signs[i + 1] ?? ''}`, i);
    add(signs.at(-1) ?? '', signs.length - 1);
  }
  return [...found.values()];
}
