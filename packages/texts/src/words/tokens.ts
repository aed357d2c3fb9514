import type { Language } from '../model/text.ts';

export type TokenKind = 'word' | 'number' | 'reference' | 'space' | 'mark';

/** The smallest stretch that a change deletes or inserts. */
export interface Token {
  text: string;
  kind: TokenKind;
}

/** Scripts written without spaces between words: their words are found by dictionary. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;

/** Scripts of letters up to the Arabic block: 1 for a letter or a sign on it, 2 for what certainly ends a word. */
const LETTERS = 0x700;
const classes = new Uint8Array(LETTERS);
for (let code = 0; code < LETTERS; code += 1) if (/[\p{L}\p{M}]/u.test(String.fromCharCode(code))) classes[code] = 1;
for (const sign of ' ,.;:()\n\t\u00a0،؛-"«»?!') classes[sign.charCodeAt(0)] = 2;

/** What a pattern calls a letter and a numeral (within a class), a letter with its signs and numerals, and a figure. */
interface Alphabet {
  letter: string;
  numeral: string;
  wordly: string;
  figure: string;
  unspaced: string | null;
}
const WHOLE: Alphabet = {
  letter: String.raw`\p{L}`,
  numeral: String.raw`\p{N}`,
  wordly: String.raw`(?:(?!${UNSPACED})[\p{L}\p{M}\p{N}])`,
  figure: String.raw`\p{Nd}`,
  unspaced: UNSPACED,
};
// The same for texts that hold nothing beyond those scripts: the tables of Unicode take ten milliseconds to compile.
const FIGURES = '0-9\u0660-\u0669\u06f0-\u06f9';
const NUMERALS = `${FIGURES}\u00b2\u00b3\u00b9\u00bc-\u00be`;
const narrow = (): Alphabet => ({
  letter: below((code) => /\p{L}/u.test(String.fromCharCode(code))),
  numeral: NUMERALS,
  wordly: `[${below((code) => classes[code] === 1)}${NUMERALS}]`,
  figure: `[${FIGURES}]`,
  unspaced: null,
});
function below(has: (code: number) => boolean): string {
  let out = '';
  for (let code = 0; code < LETTERS; code += 1) {
    const from = code;
    while (code < LETTERS && has(code)) code += 1;
    if (code > from) out += `${String.fromCharCode(from)}-${String.fromCharCode(code - 1)}`;
  }
  return out;
}
function isNarrow(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= LETTERS && (code < 0x2000 || code > 0x206f)) return false;
  }
  return true;
}

/** "A/RES/70/1", "E/CN.7/2012/L.2", "A/80/6(Sect.6)": a symbol of the United Nations. */
const symbolIn = ({ letter: L, numeral: N }: Alphabet): string =>
  String.raw`(?<![${L}${N}])[A-Z]{1,6}(?=\S{0,40}\d)(?:\/[A-Z\d][${L}\d]*(?:[.-][${L}\d]+)*)+(?:\([${L}\d]+\.?[${L}\d]*\))?`;
/** "(Rev. Bucharest, 2022)": where and when an instrument was last revised. */
const REVISION = String.raw`[(（](?:Rev|Rév|Пересм|المراج)[^()（）\n]{1,60}[)）]|[(（][^()（）\n]{1,40}修订版?[)）]`;
/** "217 A (III)", "70/125", "2023/3". */
const actIn = ({ figure: D, wordly }: Alphabet): string =>
  String.raw`${D}{1,5}(?: [A-Z])? ?\([IVXL]{1,8}\)|${D}+(?:\/${D}+)+(?!${wordly})`;
/** "1,200,000.50", "3.5", "2.10.1", "٢٬٥٠٠"; a plain space parts thousands in the languages that print it so. */
const numberIn = ({ figure: D, wordly }: Alphabet, spaced: boolean): string =>
  String.raw`(?:${D}{1,3}(?:[,.٬'’\u00a0\u202f${spaced ? ' ' : ''}]${D}{3})+(?!${D})(?:[.,٫]${D}{1,4}(?!${D}))?|${D}+(?:[.:٫]${D}+)*(?:,${D}{1,2}(?!${D}))?)(?!${wordly})`;
/** French: the article that leans on the next word is a word of its own. */
const elidedIn = ({ letter: L }: Alphabet): string =>
  String.raw`(?<![${L}])(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi|[Pp]res)?[qQ]u)['’](?=[${L}])`;

const patternOf = (language: Language, alphabet: Alphabet): RegExp =>
  new RegExp(
    [
      String.raw`(\s+)`,
      `(${symbolIn(alphabet)}|${REVISION}|${actIn(alphabet)})`,
      `(${numberIn(alphabet, language === 'fr' || language === 'ru' || language === 'es')})`,
      `(${alphabet.unspaced === null ? '(?!)' : `${alphabet.unspaced}+`})`,
      `(${language === 'fr' ? `${elidedIn(alphabet)}|` : ''}${alphabet.wordly}+(?:['’ʼ]${alphabet.wordly}+)*)`,
      String.raw`(\.{2,}|_{2,}|[^])`,
    ].join('|'),
    alphabet.unspaced === null ? 'y' : 'uy',
  );

const patterns = new Map<string, RegExp>();
const patternFor = (language: Language, isPlain: boolean): RegExp => {
  const key = `${language} ${isPlain}`;
  const pattern = patterns.get(key) ?? patternOf(language, isPlain ? narrow() : WHOLE);
  patterns.set(key, pattern);
  return pattern;
};
// Dictionaries are loaded for those texts that need them.
const segmenters = new Map<Language, Intl.Segmenter>();
const segmenterFor = (language: Language): Intl.Segmenter => {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return segmenter;
};

/** "二十五", "二〇二五": a figure written in characters, when it is longer than one (一 alone stands in many words). */
const FIGURE = /([〇零一二三四五六七八九十百千万亿]{2,})/u;

/** End of the word that begins at `from`; -1 where it takes a closer look to say. */
function plainWord(text: string, from: number): number {
  let at = from;
  while (classes[text.charCodeAt(at)] === 1) at += 1;
  return at > from && (at === text.length || classes[text.charCodeAt(at)] === 2) ? at : -1;
}

const KINDS = ['space', 'reference', 'number', 'unspaced', 'word', 'mark'] as const;
const SPACE: Token = { text: ' ', kind: 'space' };
const [BLANK, COMMA, SEMICOLON] = [32, 44, 59];

/**
 * The words of a text, its numbers and references whole ("70/125", "(Rev. Bucharest, 2022)", "1,200.50"), its spaces and
 * its marks. Joined again they are the text, character for character. Chinese and other scripts without spaces are parted
 * by `Intl.Segmenter`. Time is linear in the length, whatever the text.
 */
export function tokensOf(text: string, language: Language): Token[] {
  const pattern = patternFor(language, isNarrow(text));
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const word = plainWord(text, at);
    if (word > 0) {
      tokens.push({ text: text.slice(at, word), kind: 'word' });
      at = word;
      continue;
    }
    const code = text.charCodeAt(at);
    if (code === BLANK && (classes[text.charCodeAt(at + 1)] === 1 || at + 1 === text.length)) {
      tokens.push(SPACE);
      at += 1;
      continue;
    }
    if (code === COMMA || code === SEMICOLON) {
      tokens.push({ text: text.charAt(at), kind: 'mark' });
      at += 1;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? [text.slice(at)];
    const [whole] = match;
    let group = 1;
    while (group < match.length && match[group] === undefined) group += 1;
    const kind = KINDS[group - 1] ?? 'mark';
    if (kind === 'unspaced') pushUnspaced(tokens, whole, language);
    else tokens.push({ text: whole, kind });
    at += whole.length;
  }
  return tokens;
}

function pushUnspaced(tokens: Token[], stretch: string, language: Language): void {
  for (const [i, part] of stretch.split(FIGURE).entries()) {
    if (i % 2 === 1) tokens.push({ text: part, kind: 'number' });
    else for (const { segment } of segmenterFor(language).segment(part)) tokens.push({ text: segment, kind: 'word' });
  }
}

/** Parts texts of one language into words, each text once. */
export function tokenizer(language: Language): (text: string) => readonly Token[] {
  const known = new Map<string, Token[]>();
  return (text) => {
    const found = known.get(text) ?? tokensOf(text, language);
    known.set(text, found);
    return found;
  };
}

/** How many words and figures a stretch holds: spaces and marks are none. */
export const wordCount = (tokens: readonly Token[]): number =>
  tokens.reduce((n, token) => (token.kind === 'space' || token.kind === 'mark' ? n : n + 1), 0);
