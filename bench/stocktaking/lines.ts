// Entries in any number, made from the real projects of the inputs: repeated with new ids, places and dates; countries and
// action lines by Zipf (1.1); 35 % in English, 20 French, 15 Spanish, 10 each Russian, Chinese and Arabic.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION_LINES, PLACES } from '@suivi/frameworks';
import { readCsv } from '../../src/lib/server/platform/read-csv.ts';
import {
  GROUPS,
  KINDS,
  LEVELS,
  LICENCES,
  STAKEHOLDERS,
  STATUSES,
  TECHNOLOGIES,
} from '../../src/lib/server/stocktaking/content.ts';
import { PHRASES } from './phrases.ts';
import { root } from '../pages/server.ts';
import { LANGS } from '../search/languages.ts';

interface Project {
  name: string;
  words: string;
  owner: string;
}

/** A generator that gives the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Draws places of a list by Zipf's law with this exponent. */
export function zipf(n: number, exponent: number, random: () => number): () => number {
  const sums: number[] = [];
  let sum = 0;
  for (let i = 1; i <= n; i++) sums.push((sum += i ** -exponent));
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function projects(): Project[] {
  const folder = join(process.env['SUIVI_INPUTS'] ?? join(root, '../shared/inputs'), 'projects');
  if (!existsSync(folder)) throw new Error('needs the folder of inputs (SUIVI_INPUTS)');
  const bank = readCsv(readFileSync(join(folder, 'world-bank-projects-2014-2022.csv'), 'utf8')).rows.flatMap(
    ({ cells }) => {
      const words = cells.get('project development objective') ?? '';
      const owner = cells.get('implementing agency') ?? '';
      return words === '' ? [] : [{ name: cells.get('project name') ?? '', words, owner: owner.slice(0, 200) }];
    },
  );
  const goods = JSON.parse(readFileSync(join(folder, 'digital-public-goods.json'), 'utf8')) as {
    name: string;
    description?: string;
    organizations?: { name: string }[];
  }[];
  return [
    ...bank,
    ...goods.map((one) => ({
      name: one.name,
      words: one.description ?? one.name,
      owner: one.organizations?.[0]?.name ?? one.name,
    })),
  ];
}

const COUNTRIES = PLACES.filter(({ iso }) => iso !== null);
const LINES = ACTION_LINES.filter(({ code }) => code !== 'C7');

/** Lines `from` to `from + count` of a file of entries; the same for the same seed. */
export function* lines(count: number, seed = 1): Generator<{ line: number; fields: Record<string, unknown> }> {
  const random = seeded(seed);
  const real = projects();
  const country = zipf(COUNTRIES.length, 1.1, random);
  const line = zipf(LINES.length, 1.1, random);
  const owner = zipf(3_000, 1.1, random);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = <T>(list: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(list))),
  ];
  for (let n = 1; n <= count; n++) {
    const lang = pick(LANGS);
    const where = [...new Set(Array.from({ length: 1 + Math.floor(random() ** 3 * 4) }, () => COUNTRIES[country()]!))];
    const project = pick(real);
    const place = where[0]!.labels[lang];
    const words =
      lang === 'en'
        ? { title: `${project.name} (${place})`, description: project.words }
        : written(lang, place, pick, random);
    const year = 2004 + Math.floor(random() * 21);
    yield {
      line: n,
      fields: {
        id: `made-${seed}-${n}`,
        lang,
        organisation: {
          name: `${real[owner() % real.length]!.owner || project.name}`,
          kind: pick(STAKEHOLDERS),
          country: where[0]!.code,
        },
        ...words,
        kind: pick(KINDS),
        level: pick(LEVELS),
        countries: where.map(({ code }) => code),
        starts: `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`,
        status: pick(STATUSES),
        serves: [
          ...new Set([
            LINES[line()]!.code,
            ...(random() < 0.4 ? [LINES[line()]!.code] : []),
            ...some(
              Array.from({ length: 17 }, (_, i) => `SDG ${i + 1}`),
              3,
            ),
          ]),
        ].map((concept) => ({ concept })),
        technologies: some(TECHNOLOGIES, 3),
        groups: some(GROUPS, 3),
        licence: pick(LICENCES),
        consent: true,
      },
    };
  }
}

function written(
  lang: keyof typeof PHRASES,
  place: string,
  pick: <T>(list: readonly T[]) => T,
  random: () => number,
): { title: string; description: string } {
  const bank = PHRASES[lang];
  const title = bank.title(pick(bank.does), pick(bank.what), place);
  const sentences = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
    bank.sentence(
      pick(bank.does),
      pick(bank.what),
      pick(bank.whom),
      pick(bank.how),
      2 + Math.floor(random() ** 4 * 9_000),
      place,
    ),
  );
  return { title, description: sentences.join(' ') };
}
