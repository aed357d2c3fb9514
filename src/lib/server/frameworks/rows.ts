import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { z } from 'zod';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import { readCsv, type CsvRow } from '../platform/read-csv.ts';
import { plainDay } from '../platform/typed-day.ts';

/** Codes of concepts: "C2", "SDG 9.c", "2030 Agenda". They stand in addresses and in lists parted by lines. */
export const CODE = /^[\p{L}\p{N}][\p{L}\p{N} ._&-]{0,59}$/u;

export interface NameGiven {
  value: string;
  source: string | null;
  seenOn: string | null;
}
/**
 * How an indicator, or any concept, stands: in use, replaced by another or ended; or nobody has confirmed it, as in a list whose
 * age is not known.
 */
export const STATUSES = ['current', 'replaced', 'retired', 'to-confirm'] as const;
export type Status = (typeof STATUSES)[number];

export interface ConceptGiven {
  line: number;
  code: string;
  parent: string | null;
  names: Partial<Record<Language, NameGiven>>;
  retired: boolean;
  details?: object;
}
export interface CellGiven {
  line: number;
  from: string;
  to: string;
  reason: string | null;
  source: string | null;
  seenOn: string | null;
}

const day = (row: CsvRow, issues: Issue[]): string | null => {
  const value = plainDay(row.cells.get('seen') ?? '');
  if (value === '') return null;
  if (z.iso.date().safeParse(value).success) return value;
  issues.push({ path: `csv.${row.line}`, code: 'csv-day' });
  return null;
};
const given = (row: CsvRow, column: string): string | null => row.cells.get(column) || null;

function demand(columns: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((one) => !one.split('|').some((name) => columns.includes(name)));
  if (missing.length > 0)
    throw new InvalidInput([
      {
        path: 'csv',
        code: 'csv-columns',
        values: { columns: missing.map((one) => one.replace('|', ' / ')).join(', ') },
      },
    ]);
}

/**
 * Concepts of a CSV file: columns `code` (or `id`), `parent`, a name for each language (`en`, `fr`, …), `source` and `seen`
 * for the names of that line, `retired` (yes), `status` (one of STATUSES). Without a parent, a code with full stops stands under the part before the last
 * one, where that is in the file or among `known`. Errors: InvalidInput naming every line.
 * @param prefix put before each code and parent: "SDG " makes "9.c" "SDG 9.c"
 * @param standing status of the lines that say none
 */
export function conceptsOf(
  csv: string,
  prefix: string,
  known: ReadonlySet<string>,
  standing: Status | null = null,
): ConceptGiven[] {
  const { columns, rows } = readCsv(csv);
  demand(columns, ['code|id']);
  const issues: Issue[] = [];
  const fault = (row: CsvRow, code: string, value: string): void =>
    void issues.push({ path: `csv.${row.line}`, code, values: { value } });
  const codeOf = (row: CsvRow): string => `${prefix}${given(row, 'code') ?? given(row, 'id') ?? ''}`;
  const all = new Set([...known, ...rows.map(codeOf)]);
  const seen = new Set<string>();
  const concepts = rows.map((row): ConceptGiven => {
    const code = codeOf(row);
    if (!CODE.test(code)) fault(row, 'csv-code', code);
    if (seen.has(code)) fault(row, 'csv-twice', code);
    seen.add(code);
    const asked = given(row, 'parent');
    const above = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null;
    const parent = asked === null ? (above !== null && all.has(above) ? above : null) : `${prefix}${asked}`;
    if (parent !== null && (!all.has(parent) || parent === code)) fault(row, 'csv-parent', parent);
    const source = given(row, 'source');
    const seenOn = day(row, issues);
    const names: ConceptGiven['names'] = {};
    for (const lang of LANGUAGES) {
      const value = given(row, lang);
      if (value !== null && value.length > 2000) fault(row, 'csv-long', lang);
      else if (value !== null) names[lang] = { value, source, seenOn };
    }
    const said = given(row, 'status')?.toLowerCase() ?? standing;
    const status = STATUSES.find((one) => one === said) ?? null;
    if (said !== null && status === null) fault(row, 'csv-status', said);
    const retired =
      /^(?:yes|1|true)$/i.test(row.cells.get('retired') ?? '') || status === 'retired' || status === 'replaced';
    return { line: row.line, code, parent, names, retired, ...(status === null ? {} : { details: { status } }) };
  });
  if (issues.length > 0) throw new InvalidInput(issues.slice(0, 100));
  return ordered(concepts, issues);
}

// Parents before children; a ring of parents is no tree.
function ordered(concepts: readonly ConceptGiven[], issues: Issue[]): ConceptGiven[] {
  const byCode = new Map(concepts.map((one) => [one.code, one]));
  const done = new Set<string>();
  const out: ConceptGiven[] = [];
  for (const concept of concepts) {
    const chain: ConceptGiven[] = [];
    for (let one: ConceptGiven | undefined = concept; one && !done.has(one.code);) {
      if (chain.includes(one)) {
        issues.push({ path: `csv.${one.line}`, code: 'csv-ring', values: { value: one.code } });
        throw new InvalidInput(issues);
      }
      chain.push(one);
      one = one.parent === null ? undefined : byCode.get(one.parent);
    }
    for (const one of chain.reverse()) {
      done.add(one.code);
      out.push(one);
    }
  }
  return out;
}

/** Cells of a CSV file: columns `from`, `to`, `reason`, `source`, `seen`. Errors: InvalidInput naming every line. */
export function cellsOf(csv: string): CellGiven[] {
  const { columns, rows } = readCsv(csv);
  demand(columns, ['from', 'to']);
  const issues: Issue[] = [];
  const cells = new Map<string, CellGiven>();
  for (const row of rows) {
    const [from, to] = [given(row, 'from') ?? '', given(row, 'to') ?? ''];
    const key = `${from}\n${to}`;
    if (cells.has(key))
      issues.push({ path: `csv.${row.line}`, code: 'csv-twice', values: { value: `${from}, ${to}` } });
    cells.set(key, {
      line: row.line,
      from,
      to,
      reason: given(row, 'reason'),
      source: given(row, 'source'),
      seenOn: day(row, issues),
    });
  }
  if (issues.length > 0) throw new InvalidInput(issues.slice(0, 100));
  return [...cells.values()];
}
