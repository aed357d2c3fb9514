import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { translator, type MessageKey } from '#lib/i18n/index.ts';
import { InvalidInput } from '../../platform/errors.ts';
import { readCsv } from '../../platform/read-csv.ts';
import { orderOf, plainDay } from '../../platform/typed-day.ts';
import { asWritten, choiceOf } from './choices.ts';
import type { Line } from './line.ts';

/*
 * A CSV file: a column for each field, headed by its name in the API or by the label of the form in any of the six
 * languages; lists within a cell are parted by semicolons, or by commas and spaces, the parts of a row of results, partners or links by bars.
 * `placeOf` and `codeOf` take what people write for a country or a goal.
 */

/** Columns of the template, in their order, with what an example line holds. */
export const COLUMNS: readonly (readonly [name: string, example: string])[] = [
  ['id', 'tides-01'],
  ['lang', 'en'],
  ['organisation', 'Quay Masters'],
  ['organisation_kind', 'civil-society'],
  ['organisation_country', 'SN'],
  ['organisation_site', 'https://quays.example.org'],
  ['title', 'Tide tables by telephone'],
  ['description', 'Fishers ask by voice when the tide turns, in three languages of the coast.'],
  ['kind', 'project'],
  ['level', 'national'],
  ['countries', 'SN; GM'],
  ['starts', '2023-04'],
  ['ends', ''],
  ['status', 'ongoing'],
  ['action_lines', 'C3 | Knowledge of the tides reaches those who cannot read.; C7-e-environment'],
  ['goals', 'SDG 14; SDG 1.5'],
  ['compact', 'GDC 1'],
  ['partners', 'Harbour University | academia'],
  ['technologies', 'mobile'],
  ['groups', 'rural-communities'],
  ['results', 'Calls answered | calls a year | 0 | 20000 | 12500 | 2023–2024'],
  ['resources', 'budget | 50000 | USD'],
  ['links', 'https://quays.example.org/tides | About the service'],
  ['licence', 'CC-BY-4.0'],
  ['consent', 'yes'],
];

/** What the form calls each column. */
export const COLUMN_LABELS: Readonly<Record<string, MessageKey>> = {
  id: 'bringing.id',
  lang: 'bringing.lang',
  organisation: 'stocktaking.field.organisation',
  organisation_kind: 'stocktaking.stakeholder',
  organisation_country: 'stocktaking.seat',
  organisation_site: 'stocktaking.field.site',
  title: 'stocktaking.field.title',
  description: 'stocktaking.field.description',
  kind: 'stocktaking.kind',
  level: 'stocktaking.level',
  countries: 'stocktaking.field.countries',
  starts: 'stocktaking.field.starts',
  ends: 'stocktaking.field.ends',
  status: 'stocktaking.status',
  action_lines: 'stocktaking.lines',
  goals: 'stocktaking.goals',
  compact: 'stocktaking.objectives',
  partners: 'stocktaking.field.partners',
  technologies: 'stocktaking.technology',
  groups: 'stocktaking.group',
  results: 'stocktaking.field.results',
  resources: 'stocktaking.resources',
  links: 'stocktaking.field.links',
  licence: 'stocktaking.field.licence',
  consent: 'stocktaking.field.consent',
};

/** What heads a column for readers of a language; without one, its name. */
export function headingOf(name: string, lang: Language | undefined): string {
  const label = COLUMN_LABELS[name];
  return lang === undefined || label === undefined ? name : translator(lang)(label);
}

let headings: ReadonlyMap<string, string> | undefined;
/** The column that a heading stands for, in whichever language; undefined where it is none of ours. */
function columnOf(heading: string): string | undefined {
  headings ??= new Map(
    COLUMNS.flatMap(([name]) =>
      [undefined, ...LANGUAGES].map((lang): [string, string] => [asWritten(headingOf(name, lang)), name]),
    ),
  );
  return headings.get(asWritten(heading));
}

const list = (cell: string): string[] =>
  cell
    .split(/[;；؛\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
/** The same, parted at commas too where what stands there is not known as a whole: names of countries may hold one. */
const words = (cell: string, known: (one: string) => boolean): string[] =>
  list(cell).flatMap((one) =>
    known(one)
      ? [one]
      : one
          .split(/[，،、]|,(?=\s)/u)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
  );
const parts = (one: string): string[] => one.split('|').map((part) => part.trim());
const given = (row: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).filter((pair): pair is [string, string] => (pair[1] ?? '') !== ''));

/** Rows of cells "a | b | c" under the names given. */
const rowsOf = (cell: string, names: readonly string[]): Record<string, string>[] =>
  list(cell).map((one) => given(Object.fromEntries(parts(one).map((part, i) => [names[i] ?? 'note', part]))));

const codes = (cell: string): { concept: string; reason?: string }[] =>
  words(cell, (one) => one.includes('|')).map((one) => {
    const [concept = '', ...reason] = parts(one);
    return { concept: codeOf(concept), ...(reason.length > 0 ? { reason: reason.join(' | ') } : {}) };
  });

/** A goal or target as people write it ("5", "5.b", "ODD 5") as its code; others as they stand. */
export function codeOf(written: string): string {
  const goal = /^(?:SDG|ODD|ODS|ЦУР|Goal|Target)?\s*(\d{1,2}(?:\.[0-9a-z]{1,2})?)$/iu.exec(written.trim());
  if (goal) return `SDG ${(goal[1] ?? '').toLowerCase()}`;
  const line = /^c\s*(\d{1,2})(.*)$/iu.exec(written.trim());
  return line ? `C${line[1] ?? ''}${(line[2] ?? '').toLowerCase()}` : written.trim();
}

/**
 * Lines of a CSV file. In: its text, and the codes of countries by their two letters ("SN" → "M49 686").
 * Errors: those of `readCsv`; InvalidInput `csv-column` for a column that is none of ours, `csv-twice` for one that stands
 * twice, in whichever languages, lest it be lost in silence.
 */
export function linesFromCsv(text: string, places: ReadonlyMap<string, string>): Line[] {
  const { columns, rows } = readCsv(text);
  const headed = new Map<string, string>();
  const wrong = columns
    .filter((heading) => heading !== '')
    .flatMap((value) => {
      const name = columnOf(value);
      const code = name === undefined ? 'csv-column' : headed.has(name) ? 'csv-twice' : null;
      if (name !== undefined && code === null) headed.set(name, value);
      return code === null ? [] : [{ path: 'csv.1', code, values: { value } }];
    });
  if (wrong.length > 0) throw new InvalidInput(wrong);
  const cellOf = (cells: ReadonlyMap<string, string>, name: string): string => cells.get(headed.get(name) ?? '') ?? '';
  const order = orderOf(rows.flatMap(({ cells }) => [cellOf(cells, 'starts'), cellOf(cells, 'ends')]));
  return rows.map(({ line, cells }) => {
    const cell = (name: string): string => cellOf(cells, name);
    const place = (written: string): string => placeOf(written, places);
    const organisation = given({
      name: cell('organisation'),
      kind: choiceOf('organisation_kind', cell('organisation_kind')),
      country: cell('organisation_country') === '' ? '' : place(cell('organisation_country')),
      site: cell('organisation_site'),
    });
    const plain = given(
      Object.fromEntries(
        ['id', 'lang', 'title', 'description', 'kind', 'level', 'starts', 'ends', 'status', 'licence'].map((name) => [
          name,
          name === 'starts' || name === 'ends' ? plainDay(cell(name), order) : choiceOf(name, cell(name)),
        ]),
      ),
    );
    const fields = {
      ...plain,
      ...(organisation['name'] === undefined ? {} : { organisation }),
      countries: words(cell('countries'), (one) => places.has(asWritten(one))).map(place),
      serves: [...codes(cell('action_lines')), ...codes(cell('goals')), ...codes(cell('compact'))],
      partners: rowsOf(cell('partners'), ['name', 'kind']).map((one) => chosen('partners', one)),
      technologies: words(cell('technologies'), (one) => choiceOf('technologies', one) !== one).map((one) =>
        choiceOf('technologies', one),
      ),
      groups: words(cell('groups'), (one) => choiceOf('groups', one) !== one).map((one) => choiceOf('groups', one)),
      results: rowsOf(cell('results'), ['indicator', 'unit', 'baseline', 'target', 'actual', 'period']),
      resources: rowsOf(cell('resources'), ['kind', 'amount', 'currency', 'note']).map((one) =>
        chosen('resources', one),
      ),
      links: rowsOf(cell('links'), ['url', 'label']),
      ...(/^(yes|true|1|oui|sí|si|да|是|نعم)$/iu.test(cell('consent')) ? { consent: true } : {}),
    };
    return { line, fields };
  });
}

// The kind that a row names, as its code.
const chosen = (column: string, row: Record<string, string>): Record<string, string> =>
  row['kind'] === undefined ? row : { ...row, kind: choiceOf(column, row['kind']) };

/** A country as people write it (its name, two letters, three digits, the code itself) as its code. */
export function placeOf(written: string, places: ReadonlyMap<string, string>): string {
  const trimmed = written.trim();
  if (/^\d{3}$/.test(trimmed)) return `M49 ${trimmed}`;
  return places.get(asWritten(trimmed)) ?? trimmed;
}
