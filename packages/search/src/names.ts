import { ALL_FEATURES, LANGUAGES, type Features, type Language } from './features.ts';
import { isStopWord } from './stop-words.ts';
import { tokens } from './words.ts';

/**
 * A title or a name for finding what was entered twice: its words as the index holds them, in order, joined by spaces, without
 * stop words of any language where the language is unknown. Two names that differ in accents, endings, hamza, capitals or
 * punctuation only give the same.
 */
export function normaliseName(text: string, lang: Language | null = null, features: Features = ALL_FEATURES): string {
  const words: string[] = [];
  let last = 0;
  for (const token of tokens(text, lang, { ...features, hanWords: false, acronyms: false })) {
    if (token.besides || token.position === last) continue;
    last = token.position;
    if (lang === null && isStopWord(token.word, null)) continue;
    words.push(token.term);
  }
  return words.join(' ');
}

/** Stretches of three signs of a text, each word with a space before it and after; of any script. */
export function trigrams(text: string): ReadonlySet<string> {
  const signs = [...` ${text} `];
  return new Set(signs.slice(2).map((sign, i) => `${signs[i] ?? ''}${signs[i + 1] ?? ''}${sign}`));
}

/** Share of what two sets have in common, of all (Dice): 0 to 1. */
export function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const one of few) if (many.has(one)) shared++;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

/**
 * The language a text is most likely in, by its letters and, for Latin ones, by the stop words it holds; null where nothing
 * tells. For queries and short titles; a person's own word goes before it.
 */
export function likelyLanguage(text: string): Language | null {
  const letters = (script: RegExp): number => text.match(script)?.length ?? 0;
  const counts = [
    ['ar', letters(/\p{Script=Arabic}/gu)],
    ['ru', letters(/\p{Script=Cyrillic}/gu)],
    ['zh', letters(/\p{Script=Han}/gu) * 2],
    ['latin', letters(/\p{Script=Latin}/gu)],
  ] as const;
  const [script, most] = counts.reduce((best, one) => (one[1] > best[1] ? one : best));
  if (most === 0) return null;
  if (script !== 'latin') return script;
  const plain = tokens(text, null).length;
  const kept = LANGUAGES.slice(0, 3).map((lang) => [lang, plain - tokens(text, lang).length] as const);
  const [lang, dropped] = kept.reduce((best, one) => (one[1] > best[1] ? one : best));
  return dropped > 0 && kept.filter((one) => one[1] === dropped).length === 1 ? lang : null;
}
