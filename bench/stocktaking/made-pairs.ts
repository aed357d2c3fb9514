/*
 * Pairs of initiatives that are one, or only near. Within English from real projects of the test inputs: sent again in other words
 * (synonyms, sentences turned round and left out, other order of the title, by a partner, with a coarser date, with the link
 * written otherwise), and against them the real project whose title is nearest and another of the same owner or country. Across
 * languages from texts of our own in six languages, with names, figures and dates put in: the same initiative told in another
 * language with part of its facts changed or gone, and against it others of the same house and country, and of the same kind.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { alike, normaliseName, trigrams } from '@suivi/search';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import type { Content } from '../../src/lib/server/stocktaking/content.ts';
import { TOLD } from './told.ts';

export interface Made {
  lang: Language;
  organisation: string;
  content: Pick<
    Content,
    'title' | 'description' | 'countries' | 'starts' | 'ends' | 'serves' | 'links' | 'results' | 'resources'
  >;
}
export interface Pair {
  a: Made;
  b: Made;
  same: boolean;
  kind: string;
  /** 0: for fitting; 1: held back. */
  half: 0 | 1;
}

const inputs = resolve(import.meta.dirname, '../..', process.env['SUIVI_INPUTS'] ?? '../shared/inputs');

// Mulberry32: the same pairs on every machine.
let state = 20261125;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
const chance = (share: number): boolean => random() < share;
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((one) => [random(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);

/** Reads CSV with quotes: a header and rows. */
function csv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end !== ',') rows.push([]);
  }
  const [head = [], ...body] = rows;
  return body
    .filter((row) => row.length === head.length)
    .map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}

const link = (url: string) => (URL.canParse(url) ? [{ url }] : []);

function bankProjects(): Made[] {
  return csv(readFileSync(`${inputs}/projects/world-bank-projects-2014-2022.csv`, 'utf8'))
    .filter((row) => (row['Project Development Objective'] ?? '').length > 80)
    .map((row) => ({
      lang: 'en',
      organisation: row['Implementing Agency'] || row['Borrower'] || (row['Country'] ?? ''),
      content: {
        title: row['Project Name'] ?? '',
        description: row['Project Development Objective'] ?? '',
        countries: [row['Country'] ?? ''],
        starts: (row['Board Approval Date'] ?? '').slice(0, 10),
        serves: [{ concept: `C${1 + ((row['Sector 1'] ?? '').length % 11)}` }],
        links: link(row['Project URL'] ?? ''),
        results: [],
        resources:
          Number(row['Current Project Cost']) > 0
            ? [{ kind: 'budget' as const, amount: Number(row['Current Project Cost']) }]
            : [],
      },
    }));
}

interface Good {
  name: string;
  description: string;
  website?: string;
  organizations?: { name: string }[];
  sdgs?: { SDGNumber: number }[];
  countries?: { countries_of_deployment?: string[] };
}
function publicGoods(): Made[] {
  const goods = JSON.parse(readFileSync(`${inputs}/projects/digital-public-goods.json`, 'utf8')) as Good[];
  return goods
    .filter((one) => (one.description ?? '').length > 120)
    .map((one) => ({
      lang: 'en',
      organisation: one.organizations?.[0]?.name ?? one.name,
      content: {
        title:
          one.name.length > 18 ? one.name : `${one.name}: ${one.description.split(/[.,;]/)[0] ?? ''}`.slice(0, 120),
        description: one.description,
        countries: (one.countries?.countries_of_deployment ?? []).slice(0, 5),
        starts: String(2012 + (one.name.length % 12)),
        serves: (one.sdgs ?? []).map(({ SDGNumber }) => ({ concept: `SDG ${SDGNumber}` })),
        links: link(one.website ?? ''),
        results: [],
        resources: [],
      },
    }));
}

const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  [/\bimprov(e|ing)\b/gi, 'strengthen'],
  [/\bincreas(e|ing)\b/gi, 'raise'],
  [/\bsupport(ing)?\b/gi, 'help'],
  [/\baccess to\b/gi, 'use of'],
  [/\bprovid(e|es|ing)\b/gi, 'offer'],
  [/\bproject\b/gi, 'programme'],
  [/\bdevelopment\b/gi, 'growth'],
  [/\bthe objective is to\b/gi, 'we want to'],
  [/\bopen[- ]source\b/gi, 'free'],
  [/\bsoftware\b/gi, 'programs'],
  [/\bplatform\b/gi, 'system'],
  [/\bdata\b/gi, 'information'],
  [/\btool\b/gi, 'instrument'],
  [/\bselected\b/gi, 'chosen'],
  [/\bservices\b/gi, 'offers'],
  [/\benhanc(e|ing)\b/gi, 'better'],
  [/\brural\b/gi, 'country'],
  [/\bmanagement\b/gi, 'running'],
  [/\bcapacity\b/gi, 'ability'],
  [/\bis (a|an)\b/gi, 'serves as $1'],
  [/\bin order to\b/gi, 'to'],
];
const reworded = (text: string): string =>
  SYNONYMS.reduce((words, [from, to]) => (chance(0.75) ? words.replace(from, to) : words), text)
    .split(' ')
    // What an editor leaves out.
    .filter((word, i) => i === 0 || /[.;:]$/.test(word) || chance(0.85))
    .join(' ');

/** What follows it: the same house and aim, another phase with its own dates and money. */
function nextPhase(one: Made): Made {
  const { content } = one;
  const year = Number(content.starts.slice(0, 4)) + 3;
  return {
    ...one,
    content: {
      ...content,
      title: `${content.title} ${pick(['Phase 2', 'II', '2', '- Second Phase'])}`,
      description: reworded(content.description),
      starts: `${year}${content.starts.slice(4)}`,
      links: content.links.map(({ url }) => ({ url: `${url}-2` })),
      resources: content.resources.map((each) => ({ ...each, amount: Math.round((each.amount ?? 0) * 1.7) })),
    },
  };
}

/** The same, as somebody would enter it again. */
function again(one: Made): Made {
  const { content } = one;
  const sentences = content.description.split(/(?<=[.;])\s+/);
  const kept = (sentences.length > 2 ? shuffled(sentences).filter((_, i) => i === 0 || chance(0.7)) : sentences).map(
    reworded,
  );
  const description =
    sentences.length < 3 && chance(0.5)
      ? kept
          .join(' ')
          .split(/,\s+/)
          .slice(0, chance(0.5) ? 2 : 9)
          .join(', ')
      : kept.join(' ');
  const words = content.title.split(/\s+/);
  const title = chance(0.25)
    ? reworded(content.description.split(/\s+/).slice(3, 10).join(' '))
    : chance(0.4)
      ? reworded(content.title)
      : chance(0.5) && words.length > 3
        ? `${words.slice(2).join(' ')}: ${words.slice(0, 2).join(' ')}`
        : words.slice(0, Math.max(3, words.length - 2)).join(' ');
  return {
    lang: one.lang,
    organisation: chance(0.7) ? one.organisation : `partner of ${one.organisation}`,
    content: {
      ...content,
      title,
      description,
      countries: chance(0.15) ? [] : content.countries,
      starts: chance(0.3)
        ? content.starts.slice(0, 4)
        : chance(0.85)
          ? content.starts
          : String(Number(content.starts.slice(0, 4)) + 1),
      links: chance(0.5)
        ? []
        : content.links.map(({ url }) => ({
            url: url.replace('https://', 'http://www.').replace(/\/?$/, '/?utm_source=x'),
          })),
      resources: chance(0.5) ? [] : content.resources,
      serves: content.serves.filter(() => chance(0.7)),
    },
  };
}

function withinEnglish(): Pair[] {
  const pairs: Pair[] = [];
  for (const all of [bankProjects(), publicGoods()]) {
    const titles = all.map((one) => trigrams(normaliseName(one.content.title, 'en')));
    for (const [n, i] of shuffled([...all.keys()])
      .slice(0, 80)
      .entries()) {
      const half = (n % 2) as 0 | 1;
      const one = all[i]!;
      const add = (b: Made | undefined, kind: string, same = false): void => {
        if (b) pairs.push({ a: one, b, same, kind, half });
      };
      add(again(one), 'sent again in other words', true);
      if (chance(0.5)) add(nextPhase(one), 'next phase');
      const near = all
        .map((other, j) => [i === j ? 0 : alike(titles[i]!, titles[j]!), other] as const)
        // The same title in the same country is a later payment for the same thing: nobody can say which it is.
        .filter(([like, other]) => like < 0.95 || other.content.countries[0] !== one.content.countries[0])
        .toSorted(([a], [b]) => b - a);
      add(near[0]?.[1], 'nearest title');
      const house = all.filter(
        (other) =>
          other !== one &&
          other.content.title !== one.content.title &&
          (other.organisation === one.organisation || other.content.countries[0] === one.content.countries[0]),
      );
      if (house.length > 0) add(pick(house), 'same house or country');
    }
  }
  return pairs;
}

const SYLLABLES = 'ta lo ra bi sa ken du mi vo nel pa ri so lu gan te'.split(' ');
const made = (): string => {
  const word = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1) + pick(['', '', 'Net', 'Link', '-2', ' Hub']);
};
type Name = [code: string, parent: string | null, names: Record<Language, string>, iso: string];
const places = (
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../packages/frameworks/data/m49.json'), 'utf8')) as Name[]
).filter(([, , , iso]) => iso !== '');

/** What an initiative is, before it is told in a language. */
interface Base {
  topic: number;
  name: string;
  organisation: string;
  place: Name;
  figures: [number, number];
  starts: string;
  ends: string | null;
  site: string;
  serves: string[];
}
function base(from: Partial<Base> = {}): Base {
  const name = made();
  const year = 2014 + Math.floor(random() * 12);
  return {
    topic: Math.floor(random() * TOLD.length),
    name,
    organisation: `house ${Math.floor(random() * 1e6)}`,
    place: pick(places),
    figures: [20 + Math.floor(random() * 900), 1_000 + Math.floor(random() * 90_000)],
    starts: `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`,
    ends: chance(0.5) ? String(year + 2) : null,
    site: `https://${name.toLowerCase().replaceAll(' ', '')}.example.org/about`,
    serves: [`C${1 + Math.floor(random() * 11)}`, `SDG ${1 + Math.floor(random() * 17)}`],
    ...from,
  };
}

const OURS: Record<Language, string> = {
  ar: 'مشروعنا',
  en: 'our programme',
  es: 'nuestro programa',
  fr: 'notre programme',
  ru: 'наша программа',
  zh: '本项目',
};
function told(one: Base, lang: Language, whole = true): Made {
  const keep = (share: number): boolean => whole || chance(share);
  const says = TOLD[one.topic]![lang];
  const number = (value: number): string =>
    new Intl.NumberFormat(lang === 'ar' && chance(0.4) ? 'ar-EG' : lang).format(value);
  // Names are written in the letters of the language, or translated; figures grow between two tellings.
  const name = !whole && chance(/^(?:ar|ru|zh)$/.test(lang) ? 0.45 : 0.15) ? OURS[lang] : one.name;
  const few = !whole && chance(0.3) ? one.figures[0] + 7 : one.figures[0];
  const many = !whole && chance(0.4) ? one.figures[1] + 310 : one.figures[1];
  const fill = (text: string): string =>
    text
      .replaceAll('{name}', name)
      .replaceAll('{place}', one.place[2][lang])
      .replaceAll('{few}', number(few))
      .replaceAll('{many}', number(many));
  const description = says.description.filter((_, i) => i === 0 || keep(0.75)).map(fill);
  return {
    lang,
    organisation: keep(0.7) ? one.organisation : `partner of ${one.organisation}`,
    content: {
      title: keep(0.6)
        ? fill(says.title)
        : fill(says.title)
            .replace(one.name, '')
            .replace(/^[\s:：,،-]+/, ''),
      description: description.join(lang === 'zh' ? '' : ' '),
      countries: keep(0.85) ? [`M49 ${one.place[0]}`] : [],
      starts: keep(0.6)
        ? one.starts
        : chance(0.6)
          ? one.starts.slice(0, 4)
          : String(Number(one.starts.slice(0, 4)) + 1),
      ...(one.ends !== null && keep(0.7) ? { ends: one.ends } : {}),
      serves: one.serves.filter(() => keep(0.75)).map((concept) => ({ concept })),
      links: keep(0.45) ? [{ url: one.site }] : chance(0.5) ? [{ url: one.site.replace('/about', `/${lang}/`) }] : [],
      results: [],
      resources: [],
    },
  };
}

function acrossLanguages(): Pair[] {
  const pairs: Pair[] = [];
  for (let n = 0; n < 160; n++) {
    const half = (n % 2) as 0 | 1;
    const one = base();
    const [from, to] = shuffled(LANGUAGES) as [Language, Language];
    const a = told(one, from);
    const add = (b: Base, kind: string, same = false): void => {
      pairs.push({ a, b: told(b, to, !same), same, kind, half });
    };
    add(one, 'told in another language', true);
    const { organisation, place, topic, starts, serves } = one;
    add(
      base({ organisation, place, ...(chance(0.5) ? { starts } : {}), ...(chance(0.6) ? { serves } : {}) }),
      'same house and country, another thing',
    );
    const { name, site } = one;
    if (chance(0.5))
      add(
        base({ organisation, name, serves, site: site.replace('about', 'more') }),
        'same name, another country and time',
      );
    add(base(chance(0.5) ? { topic, place, starts, serves } : { topic, serves }), 'same kind, another house');
  }
  return pairs;
}

/** All pairs, the same in each run. */
export const madePairs = (): Pair[] => [...withinEnglish(), ...acrossLanguages()];
