import { alike, normaliseName, trigrams } from '@suivi/search';
import type { Language } from '@suivi/texts';
import { factsOf } from '@suivi/texts/words';
import type { Content } from '../content.ts';
import { folded } from './folded.ts';

/*
 * Whether two initiatives are one thing that was entered twice. Within a language by trigrams of normalised words; across
 * languages, where words cannot be compared, by what is written alike in all of them: organisation, countries, dates, figures,
 * links, and names in Latin letters, which stay so in any script. Each says how much it speaks for or against; the sum passes
 * through a logistic curve. The weights were fitted to made pairs, and judged on pairs held back
 * (bench/stocktaking/duplicates.ts, BENCHMARKS.md). It only suggests: a moderator looks at both.
 */

/** What is compared of an initiative, made once for each. */
export interface Sketch {
  lang: string;
  organisation: string;
  countries: ReadonlySet<string>;
  starts: string;
  ends: string | null;
  /** Host and path, without what varies. */
  links: ReadonlySet<string>;
  /** Names in Latin letters, folded. */
  names: ReadonlySet<string>;
  /** Figures from 20 on that are no years, western, without separators. */
  figures: ReadonlySet<string>;
  serves: ReadonlySet<string>;
  /** Numbers and Roman numerals of the title: "Phase II" is another than "Phase III". */
  numerals: string;
  title: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** Normalised words of title and description, each once. */
  terms: ReadonlySet<string>;
}

/** One thing that two initiatives have in common. */
export interface Common {
  kind: 'words' | 'organisation' | 'country' | 'date' | 'figure' | 'link' | 'name';
  words: string[];
}
export interface Likeness {
  /** 0 to 1: how likely they are one. */
  score: number;
  common: Common[];
}

type Compared = Pick<
  Content,
  'title' | 'description' | 'countries' | 'starts' | 'serves' | 'links' | 'results' | 'resources'
> &
  Partial<Pick<Content, 'ends'>>;

const LONGEST = 4_000;
// Names that half the registry bears tell nothing.
const COMMON_NAMES = new Set(
  'ict icts tic itu uit un onu unesco undp unicef wsis smsi cmsi sdg sdgs ods odd ngo ong ai ia iot gis gps sms pdf web wifi wi-fi covid covid-19 internet online it usa us uk eu ue africa world bank'.split(
    ' ',
  ),
);

/** Host and path of an address: what stays when it is written with www, https, a slash at its end or where from it was called. */
export function linkKey(url: string): string | null {
  try {
    const { hostname, pathname, search } = new URL(url);
    const asked = [...new URLSearchParams(search)].filter(([key]) => !/^(utm_|fbclid|gclid|lang$|ref$)/.test(key));
    const path = pathname.replace(/\/(index\.\w+)?$/, '').replace(/^\/(ar|en|es|fr|ru|zh)(?=\/|$)/, '');
    const query = asked.length === 0 ? '' : `?${String(new URLSearchParams(asked))}`;
    return `${hostname.replace(/^www\./, '')}${path.toLowerCase()}${query}`;
  } catch {
    return null;
  }
}

const LATIN =
  /(?<![\p{Script=Latin}\p{N}])[\p{Script=Latin}][\p{Script=Latin}\p{N}]*(?:[-.][\p{Script=Latin}\p{N}]+)*/gu;

/**
 * Names in Latin letters: within other scripts every Latin word; within Latin ones what is written with capitals where a
 * sentence does not ask for one (inside the word, all through, or after a small word).
 */
export function namesIn(title: string, description: string): Set<string> {
  const names = new Set<string>();
  for (const text of [title, description]) {
    const latin = (text.match(/\p{Script=Latin}/gu) ?? []).length;
    const foreign = latin < ((text.match(/\p{L}/gu) ?? []).length - latin) * 4;
    const words = [...text.matchAll(LATIN)];
    const capital = words.filter(([word]) => /^\p{Lu}/u.test(word)).length;
    const titled = !foreign && capital * 2 > words.length;
    for (const match of words) {
      const [word] = match;
      const first = /(?:^|[.!?:;•–—"“«(]\s*|\n\s*)$/u.test(text.slice(Math.max(0, match.index - 4), match.index));
      const marked = /^.+\p{Lu}/u.test(word) || (/\p{L}/u.test(word) && /\p{N}/u.test(word));
      if (foreign ? word.length > 2 : marked || (!titled && !first && /^\p{Lu}\p{L}{2}/u.test(word))) {
        const name = folded(word);
        if (name.length > 1 && !COMMON_NAMES.has(name)) names.add(name);
      }
    }
  }
  return names;
}

const isYear = (value: string): boolean => /^(?:19[5-9]|20[0-6])\d$/.test(value);

function figuresOf(one: Compared, lang: Language): Set<string> {
  const figures = new Set<string>();
  const add = (value: string | number | undefined): void => {
    const text = String(value ?? '');
    if (Number(text) >= 20 && !isYear(text)) figures.add(text);
  };
  for (const fact of factsOf(`${one.title}\n${one.description}`.slice(0, LONGEST), lang))
    if (fact.kind === 'figure') add(fact.value);
  for (const { baseline, target, actual } of one.results) [baseline, target, actual].forEach(add);
  for (const { amount } of one.resources) add(amount);
  return figures;
}

/** What is compared of an initiative: its content, the language it is written in, its organisation. */
export function sketchOf(one: Compared, lang: Language, organisation: string): Sketch {
  const title = normaliseName(one.title, lang);
  const text = `${title} ${normaliseName(one.description.slice(0, LONGEST), lang)}`;
  return {
    lang,
    organisation,
    countries: new Set(one.countries),
    starts: one.starts,
    ends: one.ends ?? null,
    links: new Set(one.links.flatMap(({ url }) => linkKey(url) ?? [])),
    names: namesIn(one.title, one.description.slice(0, LONGEST)),
    figures: figuresOf(one, lang),
    serves: new Set(one.serves.map(({ concept }) => concept)),
    numerals: (one.title.match(/\d+|\b[IVX]{1,5}\b/gu) ?? []).filter((each) => !isYear(each)).join(' '),
    title: trigrams(title),
    words: trigrams(text),
    terms: new Set(text.split(' ').filter(Boolean)),
  };
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((one) => b.has(one));
/** Share of the smaller set that is in the other; 0 where either is empty. */
const contained = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size === 0 || b.size === 0 ? 0 : shared(a, b).length / Math.min(a.size, b.size);
const both = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size > 0 && b.size > 0;

/** Agreement of two fuzzy dates: 1 as far as both say it, a half in the same year, 0 else. */
function sameDate(a: string | null, b: string | null): number {
  if (a === null || b === null) return 0;
  const length = Math.min(a.length, b.length);
  if (a.slice(0, length) === b.slice(0, length)) return length > 4 ? 1 : 0.6;
  return a.slice(0, 4) === b.slice(0, 4) ? 0.3 : 0;
}

/** Names of what is weighed, in the order of the weights. */
export const FEATURES = [
  'one',
  'title',
  'words',
  'within',
  'organisation',
  'country',
  'other-country',
  'starts',
  'ends',
  'link',
  'figures',
  'other-figures',
  'names',
  'shared-names',
  'other-names',
  'serves',
  'numerals',
] as const;

/** What two sketches have in common, as numbers of about 0 to 1; words count within one language only. */
export function featuresOf(a: Sketch, b: Sketch): number[] {
  const words = a.lang === b.lang;
  const names = shared(a.names, b.names).length;
  const figures = shared(a.figures, b.figures).length;
  return [
    1,
    words ? alike(a.title, b.title) : 0,
    words ? alike(a.words, b.words) : 0,
    words ? contained(a.terms, b.terms) : 0,
    a.organisation === b.organisation ? 1 : 0,
    contained(a.countries, b.countries),
    both(a.countries, b.countries) && shared(a.countries, b.countries).length === 0 ? 1 : 0,
    sameDate(a.starts, b.starts),
    sameDate(a.ends, b.ends),
    shared(a.links, b.links).length > 0 ? 1 : 0,
    Math.min(figures, 3) / 3,
    both(a.figures, b.figures) && figures === 0 ? 1 : 0,
    contained(a.names, b.names),
    Math.min(names, 3) / 3,
    both(a.names, b.names) && names === 0 ? 1 : 0,
    contained(a.serves, b.serves),
    a.numerals !== b.numerals && (words || (a.numerals !== '' && b.numerals !== '')) ? 1 : 0,
  ];
}

/** Fitted by bench/stocktaking/duplicates.ts; one list within a language, one across. */
export const WEIGHTS: Record<'within' | 'across', readonly number[]> = {
  within: [-4.08, -1.17, 1.42, 3.12, 0.2, -0.01, -0.8, 3.37, 0, 1.01, 1.11, -2.08, 0.43, 0.39, -1.32, -0.08, -1.44],
  across: [1.17, 0, 0, 0, 0.21, 0.08, -2.56, 0.95, 1.38, 1.76, 1.67, -3.76, 1.64, -0.04, -2.16, 0.04, 0],
};
/** From here on a pair is shown. */
export const LIKELY = 0.5;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** How likely two initiatives are one, by given weights. */
export const scoreOf = (features: readonly number[], weights: readonly number[]): number =>
  logistic(features.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0));

/** How likely two initiatives are one, and what speaks for it. */
export function compare(a: Sketch, b: Sketch): Likeness {
  const score = scoreOf(featuresOf(a, b), WEIGHTS[a.lang === b.lang ? 'within' : 'across']);
  const common: Common[] = [];
  const add = (kind: Common['kind'], words: string[]): void => {
    if (words.length > 0) common.push({ kind, words: words.slice(0, 12) });
  };
  if (a.lang === b.lang) {
    const terms = shared(a.terms, b.terms).filter((word) => word.length > 3 || /\p{Script=Han}/u.test(word));
    add(
      'words',
      terms.toSorted((x, y) => y.length - x.length),
    );
  }
  if (a.organisation === b.organisation) common.push({ kind: 'organisation', words: [] });
  add('country', shared(a.countries, b.countries));
  if (sameDate(a.starts, b.starts) >= 0.6)
    add('date', [a.starts, ...(sameDate(a.ends, b.ends) >= 0.6 ? [a.ends ?? ''] : [])]);
  add('figure', shared(a.figures, b.figures));
  add('link', shared(a.links, b.links));
  add('name', shared(a.names, b.names));
  return { score, common };
}

// FNV-1a, 32 bit, mixed at the end (MurmurHash3's finaliser): even, and the same in every engine.
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** Bands of two lowest hashes each: two texts that share half of their words meet in one of these all but surely. */
const BANDS = 14;

/**
 * Keys by which candidates are found in an index: two initiatives that are one share at least one, as good as always. Links,
 * names, figures with the country, the organisation with the year, pairs of the title's longest words; and samples of the words
 * (MinHash, A. Broder 1997) in bands.
 */
export function keysOf(sketch: Sketch, title: string): number[] {
  const keys = new Set<number>();
  const key = (kind: string, value: string): void => {
    keys.add(hash(`${kind}\u0000${value}`, 7));
  };
  for (const link of sketch.links) key('link', link);
  for (const name of [...sketch.names].slice(0, 12)) key('name', name);
  for (const country of [...sketch.countries].slice(0, 6)) {
    for (const figure of [...sketch.figures].slice(0, 6)) key('figure', `${country} ${figure}`);
    if (sketch.starts.length > 4) key('month', `${country} ${sketch.starts.slice(0, 7)}`);
  }
  key('house', `${sketch.organisation} ${sketch.starts.slice(0, 4)}`);
  const longest = [...new Set(normaliseName(title, sketch.lang as Language).split(' '))]
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, 5);
  longest.forEach((a, i) => longest.slice(i + 1).forEach((b) => key('title', [a, b].toSorted().join(' '))));
  if (longest.length === 1) key('title', longest[0] ?? '');
  const terms = [...sketch.terms].filter((word) => word.length > 3 || /\p{Script=Han}/u.test(word));
  if (terms.length > 0)
    for (let band = 0; band < BANDS; band++) {
      const least = (seed: number): number => terms.reduce((low, word) => Math.min(low, hash(word, seed)), 2 ** 31);
      key('words', `${sketch.lang} ${band} ${least(band * 2 + 1)} ${least(band * 2 + 2)}`);
    }
  return [...keys];
}
