// Entries of a made-up registry: real projects of inputs/projects in English, repeated with other places and dates, and sentences
// of our own in five languages. Countries and action lines by Zipf with exponent 1.1. The same seed gives the same entries.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Field, Language } from '@suivi/search';
import { readCsv } from '../../src/lib/server/platform/read-csv.ts';
import { quality } from '../../src/lib/server/platform/search/testing/quality.ts';
import { PHRASES, SYLLABLES } from './phrases.ts';

export interface Entry {
  id: string;
  lang: Language;
  title: string;
  organisation: string;
  description: string;
  place: string;
  labels: string[];
  at: Date;
}
export const fieldsOf = ({ lang, title, organisation, description, place }: Entry): Field[] => [
  { text: title, lang, weight: 'A' },
  { text: organisation, lang, weight: 'B' },
  { text: description, lang, weight: 'C' },
  { text: place, lang, weight: 'D' },
];

export const inputs =
  process.env['SUIVI_INPUTS'] ?? resolve(fileURLToPath(new URL('../../../shared/inputs', import.meta.url)));
if (!existsSync(join(inputs, 'projects'))) throw new Error(`no projects in ${inputs}: SUIVI_INPUTS names the folder`);
const read = (path: string): string => readFileSync(join(inputs, path), 'utf8').replace(/^\uFEFF/, '');

/** A generator of numbers in [0, 1) that always gives the same (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws places of a list of `n` by Zipf: the i-th with a share as 1 / i^1.1. */
export function zipfOf(n: number, exponent = 1.1): (share: number) => number {
  const ends: number[] = [];
  let sum = 0;
  for (let i = 1; i <= n; i++) ends.push((sum += i ** -exponent));
  return (share) => {
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < share * sum) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const SHARES: readonly (readonly [Language, number])[] = [
  ['en', 0.35],
  ['fr', 0.2],
  ['es', 0.15],
  ['ru', 0.1],
  ['zh', 0.1],
  ['ar', 0.1],
];
const LANGS = SHARES.map(([lang]) => lang);
const STATUSES = ['ongoing', 'completed', 'planned', 'suspended'];
const LEVELS = ['national', 'local', 'regional', 'international'];
const KINDS = ['project', 'programme', 'training', 'platform', 'policy', 'network', 'conference', 'publication'];

/** Names of countries by language, in one order, with their codes. */
const countries = new Map(
  LANGS.map((lang) => [
    lang,
    readCsv(read(`countries/m49-${lang}.csv`))
      .rows.map(({ cells }) => ({
        name: cells.get('country or area') ?? '',
        code: `M49 ${cells.get('m49 code') ?? ''}`,
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  ]),
);
const count = countries.get('en')?.length ?? 0;

function projects(): { title: string; text: string; organisation: string }[] {
  const bank = readCsv(read('projects/world-bank-projects-2014-2022.csv')).rows.map(({ cells }) => ({
    title: cells.get('project name') ?? '',
    text: cells.get('project development objective') ?? '',
    organisation: cells.get('implementing agency') ?? '',
  }));
  const goods = (
    JSON.parse(read('projects/digital-public-goods.json')) as {
      name: string;
      description: string;
      organizations?: { name: string }[];
    }[]
  ).map((one) => ({ title: one.name, text: one.description, organisation: one.organizations?.[0]?.name ?? '' }));
  return [...bank, ...goods].filter((one) => one.title);
}

/** Endless entries. */
export function* entries(seed = 1): Generator<Entry> {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const real = projects();
  const country = zipfOf(count);
  const line = zipfOf(11);
  const goal = zipfOf(17);
  const few = zipfOf(40_000, 0.8);
  const own = new Map(
    LANGS.map((lang) => {
      const list = quality().initiatives.filter((one) => one.lang === lang);
      return [
        lang,
        {
          titles: list.map(({ one }) => one.title),
          sentences: list.flatMap(({ one }) => one.description.split(/(?<=[.。؟])\s*/u)),
        },
      ];
    }),
  );
  const nameOf = (letters: keyof typeof SYLLABLES): string => {
    // The number says the name: few places are named often, most seldom.
    let rest = few(random()) + 400;
    const parts = SYLLABLES[letters];
    let name = '';
    for (; rest > 0; rest = Math.floor(rest / parts.length)) name += parts[rest % parts.length] ?? '';
    return name.charAt(0).toUpperCase() + name.slice(1);
  };
  for (let n = 0; ; n++) {
    let share = random();
    const lang = SHARES.find(([, part]) => (share -= part) < 0)?.[0] ?? 'en';
    const letters = lang === 'ru' ? 'cyrillic' : lang === 'zh' ? 'han' : lang === 'ar' ? 'arabic' : 'latin';
    const where = country(random());
    const land = countries.get(lang)?.[where] ?? { name: '', code: '' };
    const place = nameOf(letters);
    const at = new Date(
      Date.UTC(
        2010 + Math.floor(16 * Math.sqrt(random())),
        Math.floor(random() * 12),
        1 + Math.floor(random() * 28),
        0,
        0,
        n % 86_400,
      ),
    );
    const fill = (text: string): string =>
      text
        .replaceAll('{p}', place)
        .replaceAll('{c}', land.name)
        .replaceAll('{o}', nameOf(letters))
        .replaceAll('{n}', String(2 + Math.floor(random() ** 3 * 20_000)))
        .replaceAll('{y}', String(at.getUTCFullYear()));
    let title: string;
    let description: string;
    let organisation: string;
    if (lang === 'en') {
      const one = pick(real);
      title = `${one.title}, ${place}`;
      description = `${one.text} In ${place}, ${land.name}, ${2 + Math.floor(random() ** 3 * 20_000)} people were reached by ${at.getUTCFullYear()}.`;
      organisation = one.organisation || `${nameOf(letters)} Foundation`;
    } else {
      const { titles, sentences } = PHRASES[lang];
      const more = own.get(lang) ?? { titles: [], sentences: [] };
      title = random() < 0.6 ? fill(pick(titles)) : `${pick(more.titles)}, ${place}`;
      description = Array.from({ length: 3 + Math.floor(random() * 4) }, () =>
        fill(pick(random() < 0.5 ? sentences : more.sentences)),
      ).join(lang === 'zh' ? '' : ' ');
      organisation = `${nameOf(letters)} ${nameOf(letters)}`;
    }
    yield {
      id: `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
      lang,
      title,
      description,
      organisation,
      place: `${place}, ${land.name}`,
      at,
      labels: [
        ...new Set([
          `country:${land.code}`,
          ...Array.from({ length: 1 + Math.floor(random() * 2) }, () => `line:C${1 + line(random())}`),
          ...Array.from({ length: 1 + Math.floor(random() * 3) }, () => `goal:SDG ${1 + goal(random())}`),
          `year:${at.getUTCFullYear()}`,
          `lang:${lang}`,
          `status:${pick(STATUSES)}`,
          `level:${pick(LEVELS)}`,
          `kind:${pick(KINDS)}`,
        ]),
      ],
    };
  }
}

const BATCH = 2_000;

/** The first so many, two thousand at a time. */
export function* batches(many: number): Generator<Entry[]> {
  let batch: Entry[] = [];
  let left = many;
  for (const one of entries()) {
    if (left-- === 0) break;
    if (batch.push(one) === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
