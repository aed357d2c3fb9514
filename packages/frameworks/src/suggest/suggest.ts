import { LANGUAGES, type Language } from '../concept.ts';
import { keywordsIn, wordsOf, type Keyword, type Keywords, type Word } from './keywords.ts';
import { COMPACT_WORDS, LINE_WORDS } from './line-words.ts';
import { SDG_WORDS } from './sdg-words.ts';

/** Words of a text that a suggestion rests on: `text.slice(from, to)`. */
export interface Evidence {
  words: string;
  from: number;
  to: number;
}
/** A concept that a text may be tagged with. It counts for nothing until a person confirms it. */
export interface TagSuggestion {
  scheme: string;
  concept: string;
  /** From 0 to 1: how much the words tell, not a probability. */
  score: number;
  /** The strongest first, each place once. */
  evidence: Evidence[];
}
/** Names of concepts by language, and how other texts cite them: of frameworks that were imported, or of places. */
export interface Named {
  code: string;
  scheme: string;
  names: Partial<Record<Language, string>>;
  /** True where a single word tells it, as of a place; a goal called "Growth" is not meant wherever something grows. */
  alone?: boolean;
}

export interface SuggestOptions {
  /** Below it nothing is suggested. */
  least?: number;
  /** What has less than this part of the scheme's best score is left out. */
  beside?: number;
  /** Most suggestions of a scheme. */
  most?: number;
}
/** As tuned on one half of the labelled projects and targets (bench/frameworks/suggest.ts); measured on the other half. */
export const TUNED: Required<SuggestOptions> = { least: 0.4, beside: 0.7, most: 4 };

const LISTS: Readonly<Record<string, Keywords>> = {
  'wsis-action-lines': LINE_WORDS,
  sdg: SDG_WORDS,
  gdc: COMPACT_WORDS,
};
/** Frameworks whose concepts have words of their own here; of any other, names alone are looked for. */
export const SUGGESTED_SCHEMES: readonly string[] = Object.keys(LISTS);

// How goals and objectives are cited by number in each language.
const CITED: Readonly<Record<Language, (n: string) => string[]>> = {
  en: (n) => [`SDG ${n}`, `goal ${n}`, `sustainable development goal ${n}`],
  fr: (n) => [`ODD ${n}`, `objectif ${n}`],
  es: (n) => [`ODS ${n}`, `objetivo ${n}`],
  ru: (n) => [`ЦУР ${n}`, `цель ${n}`],
  zh: (n) => [`可持续发展目标${n}`, `目标${n}`],
  ar: (n) => [`الهدف ${n}`, `هدف ${n}`],
};

interface Phrase extends Keyword {
  scheme: string;
}
interface Index {
  byFirst: ReadonlyMap<string, Phrase[]>;
  rarity: (phrase: Phrase) => number;
}
const built = new Map<Language, Index>();

// A keyword that several concepts of a scheme share tells less of each: log(1 + N/df) over log(1 + N).
function indexOf(lang: Language): Index {
  const known = built.get(lang);
  if (known) return known;
  const phrases: Phrase[] = [];
  for (const [scheme, list] of Object.entries(LISTS)) {
    phrases.push(...keywordsIn(list, lang).map((one) => ({ ...one, scheme })));
    if (scheme === 'sdg')
      for (const code of Object.keys(list))
        for (const words of CITED[lang](code.slice(4)))
          phrases.push({ scheme, concept: code, words, ...readOf(words, lang), worth: 2 });
  }
  const index = indexPhrases(phrases, (scheme) => Object.keys(LISTS[scheme] ?? {}).length);
  built.set(lang, index);
  return index;
}
const readOf = (words: string, lang: Language): { terms: string[]; sizes: number[] } => {
  const read = wordsOf(words, lang);
  return { terms: read.map((word) => word.first), sizes: read.map((word) => word.size) };
};

function indexPhrases(given: readonly Phrase[], size: (scheme: string) => number): Index {
  // Two keywords of a concept that come to the same terms are one: the one that is worth more.
  const one = new Map<string, Phrase>();
  for (const phrase of given) {
    const key = `${phrase.concept}\n${phrase.terms.join(' ')}`;
    if ((one.get(key)?.worth ?? -1) < phrase.worth) one.set(key, phrase);
  }
  const phrases = [...one.values()];
  const byFirst = new Map<string, Phrase[]>();
  const shared = new Map<string, Set<string>>();
  for (const phrase of phrases) {
    const key = `${phrase.scheme}\n${phrase.terms.join(' ')}`;
    shared.set(key, (shared.get(key) ?? new Set()).add(phrase.concept));
    const first = phrase.terms[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return {
    byFirst,
    rarity: ({ scheme, terms }) => {
      const n = size(scheme);
      const df = shared.get(`${scheme}\n${terms.join(' ')}`)?.size ?? 1;
      return Math.log(1 + n / df) / Math.log(1 + n);
    },
  };
}

// Endings differ by few letters; where a Latin word is much longer or shorter, one stem stands for two words
// ("products", "productivity").
const isWord = (word: Word | undefined, term: string, size: number): boolean =>
  word !== undefined && word.terms.has(term) && (Math.abs(word.size - size) <= 2 || !/^\p{Script=Latin}/u.test(term));

interface Hit {
  phrase: Phrase;
  at: number;
}
// Where phrases stand, the longest first at each place: within a longer phrase of its scheme a shorter one is not counted.
function hitsIn(words: readonly Word[], index: Index): Hit[] {
  const found: Hit[] = [];
  for (const [at, word] of words.entries()) {
    const phrases = new Set([...word.terms].flatMap((term) => index.byFirst.get(term) ?? []));
    for (const phrase of phrases)
      if (phrase.terms.every((term, i) => isWord(words[at + i], term, phrase.sizes[i] ?? 0)))
        found.push({ phrase, at });
  }
  const covered = new Map<string, number>();
  for (const { phrase, at } of found)
    for (let i = at; i < at + phrase.terms.length; i++) {
      const key = `${phrase.scheme} ${i}`;
      covered.set(key, Math.max(covered.get(key) ?? 0, phrase.terms.length));
    }
  return found.filter(({ phrase, at }) =>
    phrase.terms.every((_, i) => covered.get(`${phrase.scheme} ${at + i}`) === phrase.terms.length),
  );
}

/**
 * Tags that the words of a text speak for. In: the text and its language; names of further concepts that should be found
 * when they are named in full. Out: concepts by framework, the strongest first, each with the words it rests on. The same
 * text gives the same answer. Nothing is ever applied by it.
 */
export function suggestTags(
  text: string,
  lang: Language,
  named: readonly Named[] = [],
  options: SuggestOptions = {},
): TagSuggestion[] {
  const { least, beside, most } = { ...TUNED, ...options };
  const words = wordsOf(text, lang);
  const own = indexOf(lang);
  const hits = hitsIn(words, own).map((hit) => ({ ...hit, rarity: own.rarity(hit.phrase) }));
  if (named.length > 0) {
    const others = namesIndex(named, lang);
    hits.push(...hitsIn(words, others).map((hit) => ({ ...hit, rarity: 1 })));
  }
  const byConcept = Map.groupBy(hits, ({ phrase }) => `${phrase.scheme}\n${phrase.concept}`);
  const scored = [...byConcept.values()].flatMap((of): (TagSuggestion & { sum: number })[] => {
    const [first] = of;
    if (!first) return [];
    const byWords = [...Map.groupBy(of, (hit) => hit.phrase.terms.join(' ')).values()];
    // Said again, a word adds less each time.
    const sum = byWords.reduce((total, same) => {
      const [hit] = same;
      return hit ? total + hit.phrase.worth * hit.rarity * (1 + 0.35 * Math.log2(same.length)) : total;
    }, 0);
    if (sum <= 0) return [];
    const evidence = of
      .toSorted((a, b) => b.phrase.worth * b.rarity - a.phrase.worth * a.rarity || a.at - b.at)
      .flatMap(({ phrase, at }): Evidence[] => {
        const [from, to] = [words[at]?.from ?? 0, words[at + phrase.terms.length - 1]?.to ?? 0];
        return [{ words: text.slice(from, to), from, to }];
      });
    const { scheme, concept } = first.phrase;
    return [{ scheme, concept, score: 1 - Math.exp(-sum), evidence: evidence.slice(0, 20), sum }];
  });
  return [...Map.groupBy(scored, (one) => one.scheme).values()].flatMap((of) => {
    const best = Math.max(...of.map((one) => one.score));
    return (
      of
        .filter((one) => one.score >= least && one.score >= beside * best)
        // Of a long text all scores are near 1: the sums still tell them apart.
        .sort((a, b) => b.sum - a.sum || (a.concept < b.concept ? -1 : 1))
        .slice(0, most)
        .map(({ sum: _sum, ...one }) => one)
    );
  });
}

// A name of one to six words is looked for in full; a longer one is a sentence that no other text repeats.
function namesIndex(named: readonly Named[], lang: Language): Index {
  const phrases = named.flatMap(({ code, scheme, names, alone }): Phrase[] => {
    const name = names[lang] ?? '';
    const { terms, sizes } = readOf(name, lang);
    const han = /^\p{Script=Han}/u.test(name);
    const long = han ? 16 : 6;
    return terms.length === 0 || terms.length > long || (!alone && terms.length < (han ? 4 : 2))
      ? []
      : [{ scheme, concept: code, words: name, terms, sizes, worth: 1 }];
  });
  return indexPhrases(phrases, () => named.length);
}

export const SUGGEST_LANGUAGES = LANGUAGES;
