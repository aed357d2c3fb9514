import type { Language } from '../model/text.ts';

export type TokenKind = 'word' | 'number' | 'reference' | 'space' | 'mark';

/** The smallest stretch that a change deletes or inserts. */
export interface Token {
  text: string;
  kind: TokenKind;
}

/** Scripts written without spaces between words: their words are found by dictionary. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const LETTER = String.raw`(?:(?!${UNSPACED})[\p{L}\p{M}\p{N}])`;

/** "A/RES/70/1", "E/CN.7/2012/L.2", "A/80/6(Sect.6)": a symbol of the United Nations. */
const SYMBOL = String.raw`(?<![\p{L}\p{N}])[A-Z]{1,6}(?=\S{0,40}\d)(?:\/[A-Z\d][\p{L}\d]*(?:[.-][\p{L}\d]+)*)+(?:\([\p{L}\d]+\.?[\p{L}\d]*\))?`;
/** "(Rev. Bucharest, 2022)": where and when an instrument was last revised. */
const REVISION = String.raw`[(（](?:Rev|Rév|Пересм|المراج)[^()（）\n]{1,60}[)）]|[(（][^()（）\n]{1,40}修订版?[)）]`;
/** "217 A (III)", "70/125", "2023/3". */
const ACT = String.raw`\p{Nd}{1,5}(?: [A-Z])? ?\([IVXL]{1,8}\)|\p{Nd}+(?:\/\p{Nd}+)+(?!${LETTER})`;
/** "1,200,000.50", "3.5", "2.10.1", "٢٬٥٠٠"; a plain space parts thousands in the languages that print it so. */
const numberIn = (spaced: boolean): string =>
  String.raw`(?:\p{Nd}{1,3}(?:[,.٬'’\u00a0\u202f${spaced ? ' ' : ''}]\p{Nd}{3})+(?!\p{Nd})(?:[.,٫]\p{Nd}{1,4}(?!\p{Nd}))?|\p{Nd}+(?:[.:٫]\p{Nd}+)*(?:,\p{Nd}{1,2}(?!\p{Nd}))?)(?!${LETTER})`;
/** French: the article that leans on the next word is a word of its own. */
const ELIDED = String.raw`(?<!\p{L})(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi|[Pp]res)?[qQ]u)['’](?=\p{L})`;

const patternOf = (language: Language): RegExp =>
  new RegExp(
    [
      String.raw`(\s+)`,
      `(${SYMBOL}|${REVISION}|${ACT})`,
      `(${numberIn(language === 'fr' || language === 'ru' || language === 'es')})`,
      `(${UNSPACED}+)`,
      `(${language === 'fr' ? `${ELIDED}|` : ''}${LETTER}+(?:['’ʼ]${LETTER}+)*)`,
      String.raw`(\.{2,}|_{2,}|[^])`,
    ].join('|'),
    'uy',
  );

const patterns = new Map<Language, RegExp>();
const patternFor = (language: Language): RegExp => {
  const pattern = patterns.get(language) ?? patternOf(language);
  patterns.set(language, pattern);
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

/** Scripts of letters up to the Arabic block: 1 for a letter or a sign on it, 2 for what certainly ends a word. */
const LETTERS = 0x700;
const classes = new Uint8Array(LETTERS);
for (let code = 0; code < LETTERS; code += 1) if (/[\p{L}\p{M}]/u.test(String.fromCharCode(code))) classes[code] = 1;
for (const sign of ' ,.;:()\n\t\u00a0،؛') classes[sign.charCodeAt(0)] = 2;

/** End of the word that begins at `from`; -1 where it takes a closer look to say. */
function plainWord(text: string, from: number): number {
  let at = from;
  while (classes[text.charCodeAt(at)] === 1) at += 1;
  return at > from && (at === text.length || classes[text.charCodeAt(at)] === 2) ? at : -1;
}

const KINDS = ['space', 'reference', 'number', 'unspaced', 'word', 'mark'] as const;

/**
 * The words of a text, its numbers and references whole ("70/125", "(Rev. Bucharest, 2022)", "1,200.50"), its spaces and
 * its marks. Joined again they are the text, character for character. Chinese and other scripts without spaces are parted
 * by `Intl.Segmenter`. Time is linear in the length, whatever the text.
 */
export function tokensOf(text: string, language: Language): Token[] {
  const pattern = patternFor(language);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const word = plainWord(text, at);
    if (word > 0) {
      tokens.push({ text: text.slice(at, word), kind: 'word' });
      at = word;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? [text.slice(at)];
    const [whole] = match;
    const kind = KINDS[match.findIndex((group, i) => i > 0 && group !== undefined) - 1] ?? 'mark';
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

/** How many words and figures a stretch holds: spaces and marks are none. */
export const wordCount = (tokens: readonly Token[]): number =>
  tokens.reduce((n, token) => (token.kind === 'space' || token.kind === 'mark' ? n : n + 1), 0);
