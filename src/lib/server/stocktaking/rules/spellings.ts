import { alike, isStopWord, likelyLanguage, normaliseName, trigrams } from '@suivi/search';
import type { Language } from '@suivi/texts';
import { linkKey } from './duplicates.ts';

/*
 * Which organisations on record may be one that was written in several ways. Four signs: the same words whatever their order, their
 * endings and the form of the company; names that are nearly the same, which also meets words that languages share (union
 * internationale, international union); the one's acronym as the other's name or in its brackets; the same site. Where both say
 * their country and it is another, only the site counts: ministries of many countries bear one name. Names are compared only where
 * they share a word or a pair of words that few bear, so that ten thousand take about a second. It only suggests: a person decides.
 */

/** An organisation as it is compared. */
export interface Spelling {
  id: string;
  names: readonly { value: string; lang: Language | null }[];
  country: string | null;
  site: string | null;
}
export const SIGNS = ['words', 'near', 'acronym', 'site'] as const;
export type Sign = (typeof SIGNS)[number];

/** Two that may be one; `score` 0 to 100 orders them. */
export interface Double {
  first: string;
  second: string;
  signs: Sign[];
  score: number;
}

const FORMS = new Set(
  'ag asbl bv co corp corporation gmbh inc incorporated limited limitada llc llp ltd ltda nv oy plc pvt sa sarl sas sl spa srl'.split(
    ' ',
  ),
);
/** Sites that many share: only the whole address tells who is meant. */
const SHARED =
  /(?:^|\.)(?:facebook|linkedin|twitter|x|youtube|instagram|github|medium|wordpress|blogspot|google|wixsite|weebly)\.\w+$/;
/** Of a sign that more bear, nobody is told apart. */
const MANY = 80;
/** A site of more organisations is that of something they share: a ministry, a network, a host of pages. */
const ONE_SITE = 3;
const NEAR = { sameCountry: 0.6, countryUnknown: 0.75 };
const WORTH: Record<Sign, number> = { words: 90, near: 70, acronym: 60, site: 65 };

const folded = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Words of a name in one form and order, without brackets and the form of a company. */
export function bareName(value: string, lang: Language | null): string[] {
  const bare = value.replace(/[([（【][^)\]）】]*[)\]）】]/gu, ' ').trim() || value;
  const kept = wordsIn(bare).filter((word) => !FORMS.has(word.toLowerCase()) && !isStopWord(word.toLowerCase(), null));
  const words = normaliseName(kept.join(' '), likelyLanguage(bare) ?? lang)
    .split(' ')
    .filter(Boolean);
  return [...new Set(words)].toSorted();
}

interface Acronyms {
  /** Written as one: "ITU", "… (ITU)". */
  said: Set<string>;
  /** What the first letters of its words would make. */
  made: Set<string>;
}
const WRITTEN = /^[\p{Lu}\p{N}]{3,10}$/u;

/** Acronyms that a name bears, and the one that its first letters make. */
export function acronymsOf(value: string): Acronyms {
  const said = new Set<string>();
  const add = (text: string): void => {
    const joined = text.trim().replace(/[.\s]/g, '');
    if (WRITTEN.test(joined)) said.add(folded(joined));
  };
  add(value);
  for (const [, inside] of value.matchAll(/[([（]([^)\]）]{2,14})[)\]）]/gu)) add(inside ?? '');
  const lead = /^(\S+)\s*[-–—:]\s+/u.exec(value)?.[1];
  if (lead) add(lead);
  const words = wordsIn(value.replace(/[([（][^)\]）]*[)\]）]/gu, ' ')).filter(
    (word) => !isStopWord(word.toLowerCase(), null),
  );
  const made = folded(words.map((word) => [...word][0] ?? '').join(''));
  return { said, made: new Set(words.length >= 3 && words.length <= 10 ? [made] : []) };
}

interface Compared {
  one: Spelling;
  words: Set<string>;
  grams: ReadonlySet<string>[];
  acronyms: Acronyms;
  site: string | null;
}

function compared(one: Spelling): Compared {
  const names = one.names.map(({ value, lang }) => bareName(value, lang)).filter((words) => words.length > 0);
  const acronyms = one.names.map(({ value }) => acronymsOf(value));
  return {
    one,
    words: new Set(names.map((words) => words.join(' '))),
    grams: names.map((words) => trigrams(words.join(' '))),
    acronyms: {
      said: new Set(acronyms.flatMap(({ said }) => [...said])),
      made: new Set(acronyms.flatMap(({ made }) => [...made])),
    },
    site: one.site === null ? null : siteOf(one.site),
  };
}

function siteOf(url: string): string | null {
  const key = linkKey(url);
  const host = key?.split('/')[0] ?? '';
  return key === null ? null : SHARED.test(host) ? key : host;
}

/** Where two may meet: words or pairs of them, acronyms, sites. */
function keysOf({ words, acronyms, site }: Compared): Set<string> {
  const keys = new Set<string>();
  for (const name of words) {
    keys.add(`w ${name}`);
    const stems = name.split(' ').map((word) => [...word].slice(0, 5).join(''));
    const longest = [...new Set(stems)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 6);
    longest.forEach((a, i) => {
      keys.add(`p ${a}`);
      for (const b of longest.slice(i + 1)) keys.add(`p ${[a, b].toSorted().join(' ')}`);
    });
  }
  for (const each of [...acronyms.said, ...acronyms.made]) keys.add(`a ${each}`);
  if (site !== null) keys.add(`s ${site}`);
  return keys;
}

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => b.has(one));

/** What speaks for two being one; no sign where nothing does. */
function compare(a: Compared, b: Compared): Pick<Double, 'signs' | 'score'> {
  const known = a.one.country !== null && b.one.country !== null;
  const apart = known && a.one.country !== b.one.country;
  const near = Math.max(0, ...a.grams.flatMap((one) => b.grams.map((other) => alike(one, other))));
  const signs: Sign[] = [];
  if (!apart) {
    if (meet(a.words, b.words)) signs.push('words');
    else if (near >= (known ? NEAR.sameCountry : NEAR.countryUnknown)) signs.push('near');
    const { said, made } = a.acronyms;
    if (meet(said, b.acronyms.said) || meet(said, b.acronyms.made) || meet(made, b.acronyms.said))
      signs.push('acronym');
  }
  if (a.site !== null && a.site === b.site) signs.push('site');
  // Each further sign says half as much as what is still open.
  const score = signs.reduce((sum, sign) => sum + ((100 - sum) * WORTH[sign]) / 100, 0);
  return { signs, score: signs.length === 0 ? 0 : Math.min(99, Math.round(score * 0.8 + near * 20)) };
}

/** Key of a pair, whichever comes first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Pairs that may be one organisation, the likeliest first, without those that were judged to be two (`pairKey`). */
export function likelyDoubles(list: readonly Spelling[], apart: ReadonlySet<string> = new Set()): Double[] {
  const all = list.map(compared);
  const sites = Map.groupBy(all, ({ site }) => site);
  for (const one of all) if ((sites.get(one.site)?.length ?? 0) > ONE_SITE) one.site = null;
  const meeting = new Map<string, number[]>();
  all.forEach((one, i) => {
    for (const key of keysOf(one)) {
      const there = meeting.get(key);
      if (there) there.push(i);
      else meeting.set(key, [i]);
    }
  });
  const tried = new Set<string>();
  const found: Double[] = [];
  for (const [key, there] of meeting) {
    if (there.length < 2 || (there.length > MANY && !key.startsWith('w '))) continue;
    const few = there.slice(0, MANY);
    few.forEach((i, at) => {
      for (const j of few.slice(at + 1)) {
        const [a, b] = [all[i], all[j]];
        if (!a || !b) continue;
        const pair = pairKey(a.one.id, b.one.id);
        if (tried.has(pair)) continue;
        tried.add(pair);
        const { signs, score } = compare(a, b);
        if (signs.length > 0 && !apart.has(pair)) {
          const [first = '', second = ''] = pair.split(' ');
          found.push({ first, second, signs, score });
        }
      }
    });
  }
  return found.toSorted((x, y) => y.score - x.score || (x.first + x.second < y.first + y.second ? -1 : 1));
}
