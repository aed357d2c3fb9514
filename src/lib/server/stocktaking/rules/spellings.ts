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
  site: Site | null;
}
/** A site by its host, and its whole address as `linkKey` has it. */
interface Site {
  whole: string;
  host: string;
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

function siteOf(url: string): Site | null {
  const whole = linkKey(url);
  const host = whole?.split(/[/?]/)[0] ?? '';
  return whole === null || (whole === host && SHARED.test(host)) ? null : { whole, host };
}
// Two pages of one site are of two that live there; a page and the whole site may be of one.
const oneSite = (a: Site, b: Site): boolean =>
  a.whole === b.whole || (a.host === b.host && (a.whole === a.host || b.whole === b.host));

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
  if (site !== null) keys.add(`s ${site.host}`);
  return keys;
}

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => b.has(one));

const countriesApart = (a: Compared, b: Compared): boolean =>
  a.one.country !== null && b.one.country !== null && a.one.country !== b.one.country;

/** What speaks for two being one; no sign where nothing does. */
function compare(a: Compared, b: Compared): Pick<Double, 'signs' | 'score'> {
  const known = a.one.country !== null && b.one.country !== null;
  const apart = countriesApart(a, b);
  let near = 0;
  for (const one of a.grams)
    for (const other of b.grams) {
      // No more can be shared than the shorter one has.
      const most = (2 * Math.min(one.size, other.size)) / (one.size + other.size);
      if (most > near) near = Math.max(near, alike(one, other));
    }
  const signs: Sign[] = [];
  if (!apart) {
    if (meet(a.words, b.words)) signs.push('words');
    else if (near >= (known ? NEAR.sameCountry : NEAR.countryUnknown)) signs.push('near');
    const { said, made } = a.acronyms;
    if (meet(said, b.acronyms.said) || meet(said, b.acronyms.made) || meet(made, b.acronyms.said))
      signs.push('acronym');
  }
  if (a.site !== null && b.site !== null && oneSite(a.site, b.site)) signs.push('site');
  // Each further sign says half as much as what is still open.
  const score = signs.reduce((sum, sign) => sum + ((100 - sum) * WORTH[sign]) / 100, 0);
  return { signs, score: signs.length === 0 ? 0 : Math.min(99, Math.round(score * 0.8 + near * 20)) };
}

/** Key of a pair, whichever comes first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Work between two pauses, in organisations or in places where some meet. */
const STRETCH = 100;

/**
 * Pairs that may be one organisation, the likeliest first. `pause` is waited for between stretches of the work, so that others
 * are answered meanwhile.
 */
export async function likelyDoubles(
  list: readonly Spelling[],
  pause: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Double[]> {
  const bearers = new Map<string, number>();
  for (const { site } of list) {
    const whole = site === null ? undefined : siteOf(site)?.whole;
    if (whole !== undefined) bearers.set(whole, (bearers.get(whole) ?? 0) + 1);
  }
  const all: Compared[] = [];
  const meeting = new Map<string, number[]>();
  for (const [i, spelling] of list.entries()) {
    if (i % STRETCH === STRETCH - 1) await pause();
    const one = compared(spelling);
    if (one.site !== null && (bearers.get(one.site.whole) ?? 0) > ONE_SITE) one.site = null;
    all.push(one);
    for (const key of keysOf(one)) {
      const there = meeting.get(key);
      if (there) there.push(i);
      else meeting.set(key, [i]);
    }
  }
  // A pair by its places in the list, as one number.
  const tried = new Set<number>();
  const found: Double[] = [];
  const consider = (i: number, j: number): void => {
    const [a, b] = [all[i], all[j]];
    if (!a || !b || (countriesApart(a, b) && a.site === null)) return;
    const place = i * all.length + j;
    if (tried.has(place)) return;
    tried.add(place);
    const { signs, score } = compare(a, b);
    if (signs.length === 0) return;
    const pair = pairKey(a.one.id, b.one.id);
    const [first = '', second = ''] = pair.split(' ');
    found.push({ first, second, signs, score });
  };
  let n = 0;
  for (const [key, there] of meeting) {
    if (++n % STRETCH === 0) await pause();
    if (there.length < 2 || (there.length > MANY && !key.startsWith('w '))) continue;
    const few = there.slice(0, MANY);
    for (const [at, i] of few.entries()) for (let next = at + 1; next < few.length; next++) consider(i, few[next] ?? i);
  }
  return found.toSorted((x, y) => y.score - x.score || (x.first + x.second < y.first + y.second ? -1 : 1));
}
