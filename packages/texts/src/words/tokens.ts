import type { Language } from '../model/text.ts';

export type TokenKind = 'word' | 'number' | 'reference' | 'space' | 'mark';

/** The smallest stretch that a change deletes or inserts. */
export interface Token {
  text: string;
  kind: TokenKind;
}

/** Scripts written without spaces between words: their words are found by dictionary. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;

/** Scripts of letters up to the Arabic block, as one stretch. */
const LETTERS = String.fromCharCode(...new Uint16Array(0x700).keys());
/** What a sign of a word is; what is none of these ends it. */
const [LETTER, ON_LETTER, FIGURE, NUMERAL] = [1, 2, 3, 4];
const classes = new Uint8Array(LETTERS.length);
const rangesOf = (pattern: RegExp, of: number): string => {
  let ranges = '';
  for (const { 0: stretch, index } of LETTERS.matchAll(pattern)) {
    classes.fill(of, index, index + stretch.length);
    ranges += `${stretch.charAt(0)}-${stretch.charAt(stretch.length - 1)}`;
  }
  return ranges;
};

/** What a pattern calls a letter and a numeral (within a class), a letter with its signs and numerals, and a figure. */
interface Alphabet {
  letter: string;
  numeral: string;
  wordly: string;
  figure: string;
}
const WHOLE: Alphabet = {
  letter: String.raw`\p{L}`,
  numeral: String.raw`\p{N}`,
  wordly: String.raw`(?:(?!${UNSPACED})[\p{L}\p{M}\p{N}])`,
  figure: String.raw`\p{Nd}`,
};
// The same for texts that hold nothing beyond those scripts: the tables of Unicode take ten milliseconds to compile.
const numeral = rangesOf(/\p{N}+/gu, NUMERAL);
const figure = rangesOf(/\p{Nd}+/gu, FIGURE);
const letter = rangesOf(/\p{L}+/gu, LETTER);
const NARROW: Alphabet = {
  letter,
  numeral,
  wordly: `[${letter}${rangesOf(/\p{M}+/gu, ON_LETTER)}${numeral}]`,
  figure: `[${figure}]`,
};

const BEYOND = /[^\0-\u06ff\u2000-\u206f]/;

/** "A/RES/70/1", "E/CN.7/2012/L.2", "A/80/6(Sect.6)": a symbol of the United Nations. */
const symbolIn = ({ letter: L, numeral: N }: Alphabet): string =>
  String.raw`(?<![${L}${N}])[A-Z]{1,6}(?=\S{0,40}\d)(?:\/[A-Z\d][${L}\d]*(?:[.-][${L}\d]+)*)+(?:\([${L}\d]+\.?[${L}\d]*\))?`;
/** "(Rev. Bucharest, 2022)": where and when an instrument was last revised. */
const REVISION = String.raw`[(（](?:Rev|Rév|Пересм|المراج)[^()（）\n]{1,60}[)）]|[(（][^()（）\n]{1,40}修订版?[)）]`;
/** "217 A (III)", "70/125", "2023/3". */
const actIn = ({ figure: D, wordly }: Alphabet): string =>
  String.raw`${D}{1,5}(?: [A-Z])? ?\([IVXL]{1,8}\)|${D}+(?:\/${D}+)+(?!${wordly})`;
/** "1,200,000.50", "3.5", "2.10.1", "٢٬٥٠٠", "5 000". */
const numberIn = ({ figure: D, wordly }: Alphabet): string =>
  String.raw`(?:${D}{1,3}(?:[,.٬'’\u00a0\u202f ]${D}{3})+(?!${D})(?:[.,٫]${D}{1,4}(?!${D}))?|${D}+(?:[.:٫]${D}+)*(?:,${D}{1,2}(?!${D}))?)(?!${wordly})`;
/** French: the article that leans on the next word is a word of its own. */
const ELIDED = '(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi|[Pp]res)?[qQ]u)';

const patternOf = (language: Language): RegExp =>
  new RegExp(
    [
      String.raw`(\s+)`,
      `(${symbolIn(WHOLE)}|${REVISION}|${actIn(WHOLE)})`,
      `(${numberIn(WHOLE)})`,
      `(${UNSPACED}+)`,
      `(${language === 'fr' ? String.raw`(?<!\p{L})${ELIDED}['’](?=\p{L})|` : ''}${WHOLE.wordly}+(?:['’ʼ]${WHOLE.wordly}+)*)`,
      String.raw`(\.{2,}|_{2,}|[^])`,
    ].join('|'),
    'uy',
  );
/** Makes something for a key once, when it is first asked for. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    return found;
  };
}
const patternFor = once(patternOf);
// Of a narrow text only what begins with a figure, a bracket, or capitals and a stroke is held against a pattern.
const figures = once(() => new RegExp(`(${actIn(NARROW)})|${numberIn(NARROW)}`, 'y'));
const SYMBOL = new RegExp(symbolIn(NARROW), 'y');
const REVISED = new RegExp(REVISION, 'y');
const LEANS = new RegExp(`^${ELIDED}$`);
// Dictionaries are loaded for those texts that need them.
const segmenterFor = once((language: Language) => new Intl.Segmenter(language, { granularity: 'word' }));

/** "二十五", "二〇二五": a figure written in characters, when it is longer than one (一 alone stands in many words). */
const HAN_FIGURE = /([〇零一二三四五六七八九十百千万亿]{2,})/u;

const KINDS = ['space', 'reference', 'number', 'unspaced', 'word', 'mark'] as const;
const SPACE: Token = { text: ' ', kind: 'space' };
const [BLANK, BRACKET, STROKE, STOP, LINE, APOSTROPHE, QUOTE] = [0x20, 0x28, 0x2f, 0x2e, 0x5f, 0x27, 0x2019];

/**
 * The words of a text, its numbers and references whole ("70/125", "(Rev. Bucharest, 2022)", "1,200.50"), its spaces and
 * its marks. Joined again they are the text, character for character. Chinese and other scripts without spaces are parted
 * by `Intl.Segmenter`. Time is linear in the length, whatever the text.
 */
export function tokensOf(text: string, language: Language): Token[] {
  if (!BEYOND.test(text)) return narrowTokens(text, language);
  const tokens: Token[] = [];
  const pattern = patternFor(language);
  for (let at = 0; at < text.length;) {
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

const LATIN = /^[A-Za-z]+$/;
// Most words are letters between two spaces, and taken as they are; what is more is looked at sign by sign.
function narrowTokens(text: string, language: Language): Token[] {
  const tokens: Token[] = [];
  let [at, from] = [0, 0];
  text.split(' ').forEach((stretch) => {
    const end = from + stretch.length;
    if (at === from && LATIN.test(stretch)) {
      tokens.push({ text: stretch, kind: 'word' });
      at = end;
    }
    while (at <= end && at < text.length) {
      const token = narrowToken(text, at, language);
      tokens.push(token);
      at += token.text.length;
    }
    from = end + 1;
  });
  return tokens;
}

// The same by hand, sign by sign: patterns with so many letters cost more to compile than a resolution to part.
function narrowToken(text: string, from: number, language: Language): Token {
  const code = text.charCodeAt(from);
  const kind = classes[code] ?? 0;
  if (kind > 0) {
    if (kind === FIGURE) {
      const found = matchAt(figures(undefined), text, from);
      if (found) return { text: found[0], kind: found[1] === undefined ? 'number' : 'reference' };
    }
    let to = wordlyEnd(text, from);
    if (text.charCodeAt(to) === STROKE && code >= 0x41 && code <= 0x5a) {
      const found = matchAt(SYMBOL, text, from);
      if (found) return { text: found[0], kind: 'reference' };
    }
    for (let first = true; isApostrophe(text.charCodeAt(to)); first = false) {
      if (first && language === 'fr' && leans(text, from, to)) return { text: text.slice(from, to + 1), kind: 'word' };
      const end = wordlyEnd(text, to + 1);
      if (end === to + 1) break;
      to = end;
    }
    return { text: text.slice(from, to), kind: 'word' };
  }
  if (code === BLANK && (classes[text.charCodeAt(from + 1)] ?? 0) > 0) return SPACE;
  if (isSpace(code)) {
    let to = from + 1;
    while (isSpace(text.charCodeAt(to))) to += 1;
    return code === BLANK && to === from + 1 ? SPACE : { text: text.slice(from, to), kind: 'space' };
  }
  if (code === BRACKET) {
    const found = matchAt(REVISED, text, from);
    if (found) return { text: found[0], kind: 'reference' };
  }
  let to = from + 1;
  if (code === STOP || code === LINE) while (text.charCodeAt(to) === code) to += 1;
  return { text: text.slice(from, to), kind: 'mark' };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
const isApostrophe = (code: number): boolean => code === APOSTROPHE || code === QUOTE;
const isSpace = (code: number): boolean =>
  code === BLANK ||
  (code >= 9 && code <= 13) ||
  code === 0xa0 ||
  (code >= 0x2000 && /\s/.test(String.fromCharCode(code)));
function wordlyEnd(text: string, from: number): number {
  let to = from;
  while ((classes[text.charCodeAt(to)] ?? 0) > 0) to += 1;
  return to;
}
const leans = (text: string, from: number, to: number): boolean =>
  classes[text.charCodeAt(from - 1)] !== LETTER &&
  classes[text.charCodeAt(to + 1)] === LETTER &&
  LEANS.test(text.slice(from, to));

function pushUnspaced(tokens: Token[], stretch: string, language: Language): void {
  for (const [i, part] of stretch.split(HAN_FIGURE).entries()) {
    if (i % 2 === 1) tokens.push({ text: part, kind: 'number' });
    else for (const { segment } of segmenterFor(language).segment(part)) tokens.push({ text: segment, kind: 'word' });
  }
}

/** Parts texts of one language into words, each text once. */
export const tokenizer = (language: Language): ((text: string) => readonly Token[]) =>
  once((text) => tokensOf(text, language));

/** How many words and figures a stretch holds: spaces and marks are none. */
export const wordCount = (tokens: readonly Token[]): number =>
  tokens.reduce((n, token) => (token.kind === 'space' || token.kind === 'mark' ? n : n + 1), 0);
