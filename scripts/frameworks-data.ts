// `node scripts/frameworks-data.ts`: writes packages/frameworks/data/*.json from the lists of goals and of countries and
// areas in the inputs (SUIVI_INPUTS): short names of the goals, codes of the targets, names of the M49 standard.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCsv } from '../src/lib/server/platform/read-csv.ts';

const inputs = process.env['SUIVI_INPUTS'] ?? fileURLToPath(new URL('../../shared/inputs', import.meta.url));
const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;
const rows = (path: string): Map<string, string>[] =>
  readCsv(readFileSync(`${inputs}/${path}`, 'utf8')).rows.map((row) => row.cells);
const write = (name: string, value: unknown): void =>
  writeFileSync(
    fileURLToPath(new URL(`../packages/frameworks/data/${name}.json`, import.meta.url)),
    `${JSON.stringify(value)}\n`,
  );
type Names = Record<string, string>;

write('sdg', {
  goals: rows('sdg/goals-short.csv').map((row) => [
    row.get('id'),
    Object.fromEntries(LANGUAGES.map((lang) => [lang, row.get(lang)])),
  ]),
  targets: rows('sdg/targets.csv').map((row) => row.get('id')),
});

// One row a country or area in each language; what stands above it is told on the row, from the widest to the narrowest.
const LEVELS = [
  ['Global Code', 'Global Name'],
  ['Region Code', 'Region Name'],
  ['Sub-region Code', 'Sub-region Name'],
  ['Intermediate Region Code', 'Intermediate Region Name'],
  ['M49 Code', 'Country or Area'],
] as const;
const GROUPS = {
  LDC: 'Least Developed Countries (LDC)',
  LLDC: 'Land Locked Developing Countries (LLDC)',
  SIDS: 'Small Island Developing States (SIDS)',
} as const;
const places = new Map<string, { parent: string | null; names: Names; iso?: string; groups?: string[] }>();
for (const lang of LANGUAGES)
  for (const row of rows(`countries/m49-${lang}.csv`)) {
    let parent: string | null = null;
    for (const [codeIn, nameIn] of LEVELS) {
      const code = row.get(codeIn.toLowerCase());
      if (!code) continue;
      const place = places.get(code) ?? { parent, names: {} };
      place.names[lang] = row.get(nameIn.toLowerCase()) ?? '';
      if (codeIn === 'M49 Code' && lang === 'en') {
        const groups = Object.entries(GROUPS).flatMap(([group, column]) =>
          row.get(column.toLowerCase()) ? [group] : [],
        );
        place.iso = row.get('iso-alpha2 code') ?? '';
        if (groups.length > 0) place.groups = groups;
      }
      places.set(code, place);
      parent = code;
    }
  }
write(
  'm49',
  [...places].map(([code, { parent, names, iso, groups }]) => [code, parent, names, iso ?? '', groups ?? []]),
);
