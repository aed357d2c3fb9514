/** The one normaliser for index and query, in six languages; stored as a 'simple' tsvector. */
import type { Language } from '@suivi/texts';

const segmenters = new Map<string, Intl.Segmenter>();
const segmenterOf = (lang: string): Intl.Segmenter => {
  let segmenter = segmenters.get(lang);
  if (!segmenter) segmenters.set(lang, (segmenter = new Intl.Segmenter(lang, { granularity: 'word' })));
  return segmenter;
};

/** Words of a text as the index holds them: marks off, lower case, endings off, in order. */
export function searchWords(text: string, lang: Language): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’']/g, ' ')
    .replace(/ـ/g, '');
  const hasHan = /\p{Script=Han}/u.test(plain);
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenterOf(hasHan ? 'zh' : lang).segment(plain)) {
    if (!isWordLike) continue;
    for (const part of segment.split(/[^\p{L}\p{N}]+/u)) if (part) words.push(stem(part));
  }
  return words;
}

/** The same, joined by spaces: what to_tsvector('simple', …) takes. */
export const searchText = (text: string, lang: Language): string => searchWords(text, lang).join(' ');

/** A query that wants every word, the last as a beginning; null where nothing is left to look for. */
export function searchQuery(text: string, lang: Language): string | null {
  const words = searchWords(text.slice(0, 200), lang).slice(0, 12);
  if (words.length === 0) return null;
  return words.map((word, i) => (i === words.length - 1 && word.length > 2 ? `${word}:*` : word)).join(' & ');
}

// Light stemming by script: plural and case endings, the Arabic article. Never so short that words fall together.
function stem(word: string): string {
  if (/^\p{Script=Arabic}/u.test(word)) {
    const bare = word
      .replace(/[أإآٱ]/g, 'ا')
      .replace(/ى/g, 'ي')
      .replace(/ة$/, 'ه')
      .replace(/^(?:وال|بال|كال|فال|لل|ال)(?=.{3})/, '');
    return bare.replace(/(?<=.{3})(?:ات|ون|ين|ان|ه)$/, '');
  }
  if (/^\p{Script=Cyrillic}/u.test(word))
    return word.length < 5
      ? word
      : word.replace(
          /(?:иями|ями|ами|иях|ого|его|ому|ему|ыми|ими|ией|ий|ый|ой|ей|ия|ие|ии|ию|ах|ях|ов|ев|ам|ям|ом|ем|ую|юю|ая|яя|ое|ее|ые|ы|и|а|я|о|е|у|ю|ь)$/,
          '',
        );
  if (/^\p{Script=Latin}/u.test(word) && word.length > 4)
    return word
      .replace(/(?:ies|y)$/, 'i')
      .replace(/(?:aux|al)$/, 'al')
      .replace(/(?<=.{4})(?:es|s|e)$/, '');
  return word;
}

export { dropDocuments, putDocuments, type SearchDocument } from './documents.ts';
export { COUNT_TO, countsOf, totalOf, type Counts, type Total } from './count.ts';
export { find, SORTS, type Found, type Page, type Sort } from './find.ts';
export { understand, type How, type Search, type Understood } from './understand.ts';
export { countWords, foldWords, mend, type Mended } from './vocabulary.ts';
