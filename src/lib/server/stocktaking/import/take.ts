import type { Language } from '@suivi/texts';
import { ReadError } from '@suivi/texts/read';
import { z } from 'zod';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { withUpload } from '../../files/index.ts';
import { can } from '../../platform/actor.ts';
import { execute } from '../../platform/command.ts';
import type { Context } from '../../platform/context.ts';
import { csvHead, csvLine } from '../../platform/csv.ts';
import { AppError, type Issue } from '../../platform/errors.ts';
import { decoded, headOf } from '../../platform/read-csv.ts';
import { Id, parseInput } from '../../platform/input.ts';
import { assertMay } from '../../platform/policy.ts';
import { MANAGE } from '../policy.ts';
import { bring, stretches } from './bring.ts';
import { asWritten, choicesIn, wordsOf } from './choices.ts';
import { COLUMNS, headingOf, linesFromCsv } from './csv.ts';
import { linesFromIati } from './iati.ts';
import { linesFromJson, tidying } from './json.ts';
import { namesOnce, withRepeats, type Line, type LineReport } from './line.ts';

/** Formats that a file may come in. */
export const FORMATS = ['csv', 'json', 'iati'] as const;
export type Format = (typeof FORMATS)[number];

const Yes = z
  .union([z.boolean(), z.enum(['yes', 'no', 'true', 'false', 'on'])])
  .default(false)
  .transform((value) => value === true || value === 'yes' || value === 'true' || value === 'on');

/** What a file does not say of all its lines. */
export const Options = z.object({
  organisation: Id.optional(),
  publish: Yes,
  dryRun: Yes,
  format: z.enum(FORMATS).optional().describe('left out, told by the content'),
  lang: z.string().max(2).optional().describe('language of lines that name none'),
  serves: z.string().max(400).optional().describe('codes for lines that name no action line: "C3; C7-e-health"'),
  licence: z.string().max(40).optional().describe('for lines that name none'),
  consent: Yes.describe('that all may be published'),
});
export type Options = z.output<typeof Options>;

/** What became of a file. */
export interface FileReport {
  format: Format;
  dryRun: boolean;
  added: number;
  changed: number;
  same: number;
  refused: number;
  lines: LineReport[];
}

const formatOf = (bytes: Uint8Array): Format => {
  const head = headOf(bytes)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head.startsWith('<')) return 'iati';
  return head.startsWith('{') || head.startsWith('[') ? 'json' : 'csv';
};

/** Stretches in hand at a time: while the database writes some, the next is judged. */
const AT_A_TIME = 3;

/**
 * Brings in a file of initiatives by the command `stocktaking.import`, some hundred lines to a transaction: a line is taken
 * whole or not at all, and one that is refused stops no other. Where a stretch fails as a whole none is begun after it; those
 * before it, and the one that was in hand beside it, stay.
 * Errors: of the file as a whole: InvalidInput (unknown columns, bad JSON, no lines), `unreadable-*` for broken XML.
 */
export async function takeLines(ctx: Context, bytes: Uint8Array, options: Options): Promise<FileReport> {
  const format = options.format ?? formatOf(bytes);
  const { read, fieldsOf } = await linesOf(ctx, bytes, format);
  const lines = withRepeats(read);
  const { organisation, publish, dryRun } = options;
  const overlap = mayOverlap(ctx, lines);
  const reports = (
    await eachOf(stretches(overlap ? namesFirst(lines) : lines), overlap ? AT_A_TIME : 1, (some) =>
      execute(bring, ctx, {
        organisation,
        publish,
        dryRun,
        lines: some.map((one) => ({ ...one, fields: withStandards(fieldsOf(one), options) })),
      }),
    )
  )
    .flatMap((one) => one.lines)
    .sort((a, b) => a.line - b.line);
  const count = (outcome: LineReport['outcome']): number => reports.filter((one) => one.outcome === outcome).length;
  return {
    format,
    dryRun,
    added: count('added'),
    changed: count('changed'),
    same: count('same'),
    refused: count('refused'),
    lines: reports,
  };
}

/**
 * Whether stretches may be written beside each other: not where one line may change what another makes, and not where what
 * one person may bring is counted.
 */
function mayOverlap({ actor }: Context, lines: readonly Line[]): boolean {
  const ids = lines.flatMap(({ fields }) =>
    typeof fields['id'] === 'string' ? [fields['id'].normalize('NFC').trim()] : [],
  );
  return can(actor, MANAGE, {}) && new Set(ids).size === ids.length;
}

/**
 * Lines that name an organisation for the first time, then the others, in the order in which theirs was named: whoever makes one is
 * waited for by all who name it, in capitals or small, and the first of the others name those that were made long since.
 */
function namesFirst(lines: readonly Line[]): Line[] {
  const nameIn = namesOnce();
  const order = new Map<string, number>();
  const first: Line[] = [];
  const other: { line: Line; at: number }[] = [];
  for (const line of lines) {
    const name = nameIn(line.fields)?.toLowerCase();
    const at = name === undefined ? -1 : order.get(name);
    if (name !== undefined && at === undefined) {
      order.set(name, first.length);
      first.push(line);
    } else other.push({ line, at: at ?? -1 });
  }
  return [...first, ...other.sort((a, b) => a.at - b.at).map(({ line }) => line)];
}

/** Does a piece of work for each of a list, so many at a time; what comes of it in the list's order. The first error ends it. */
async function eachOf<T, R>(list: readonly T[], atATime: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < list.length && !failed; i = next++) {
      try {
        out[i] = await work(list[i] as T);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: atATime }, lane));
  for (const one of lanes) if (one.status === 'rejected') throw one.reason;
  return out;
}

/** The file that a request carries, with its options as the other fields; those given here stand above them. */
export async function takeFile(ctx: Context, request: Request, above: { dryRun?: true } = {}): Promise<FileReport> {
  assertMay(bring.policy, ctx.actor);
  return withUpload(request, ({ bytes, fields }) => {
    const { name: _name, ...given } = fields;
    const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    return takeLines(ctx, bytes, parseInput(Options, { ...options, ...above }));
  });
}

/** The lines of a file, and what makes their fields: JSON's are gone through when their stretch is, while others are written. */
async function linesOf(
  ctx: Context,
  bytes: Uint8Array,
  format: Format,
): Promise<{ read: Line[]; fieldsOf: (line: Line) => Line['fields'] }> {
  const places = await placesIn(ctx);
  if (format === 'json') {
    const tidied = tidying(places);
    return { read: linesFromJson(decoded(bytes)), fieldsOf: ({ fields }) => tidied(fields) };
  }
  return {
    read: format === 'iati' ? iati(bytes, places) : linesFromCsv(decoded(bytes), places),
    fieldsOf: ({ fields }) => fields,
  };
}

function iati(bytes: Uint8Array, places: ReadonlyMap<string, string>): Line[] {
  try {
    return linesFromIati(bytes, places);
  } catch (cause) {
    throw cause instanceof ReadError ? new AppError(`unreadable-${cause.code}`, 422, {}, { cause }) : cause;
  }
}

/** Countries by their two letters, and countries and regions by their names in any language. */
async function placesIn(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.database.read
    .selectFrom('concept')
    .select(['code', 'short'])
    .where('scheme', '=', 'm49')
    .where('short', 'is not', null)
    .execute();
  const names = await ctx.database.read
    .selectFrom('framework_name')
    .select(['concept', 'value'])
    .where('scheme', '=', 'm49')
    .where('concept', 'is not', null)
    .execute();
  return new Map([
    ...names.map(({ concept, value }): [string, string] => [asWritten(value), concept ?? '']),
    ...rows.map(({ code, short }): [string, string] => [asWritten(short ?? ''), code]),
  ]);
}

function withStandards(fields: Line['fields'], options: Options): Line['fields'] {
  const serves: unknown[] = Array.isArray(fields['serves']) ? fields['serves'] : [];
  const lined = serves.some(
    (one) =>
      typeof one === 'object' &&
      one !== null &&
      'concept' in one &&
      typeof one.concept === 'string' &&
      /^C\d/.test(one.concept),
  );
  const more =
    lined || options.serves === undefined
      ? []
      : options.serves
          .split(/[;,]/)
          .map((concept) => ({ concept: concept.trim() }))
          .filter(({ concept }) => concept !== '');
  return {
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    ...(options.licence === undefined ? {} : { licence: options.licence }),
    ...(options.consent ? { consent: true } : {}),
    ...fields,
    serves: [...serves, ...more],
  };
}

// Spreadsheets of these languages take a file apart at semicolons.
const SEMICOLONS: ReadonlySet<Language> = new Set(['es', 'fr', 'ru']);

/**
 * An empty file to fill in, with a line that shows how; in a language headed by its labels, with its words for what is chosen,
 * and parted as its spreadsheets have it, or without one as the API has them.
 */
export function template(lang?: Language): string {
  const by = lang !== undefined && SEMICOLONS.has(lang) ? ';' : ',';
  return (
    csvHead(
      COLUMNS.map(([name]) => headingOf(name, lang)),
      by,
    ) +
    csvLine(
      COLUMNS.map(([name, example]) => wordsOf(name, example, lang)),
      by,
    )
  );
}

/** What is wrong with a line, in words of a language. */
export const faultIn = (lang: Language, issue: Issue): string =>
  messageOf(translator(lang), 'issues', issue.code, 'issues.bad-form', choicesIn(lang, issue));

/** The report as CSV: a line for each line of the file, its faults with their fields. */
export function reportAsCsv(report: FileReport, lang: Language): string {
  return (
    csvHead(['line', 'title', 'outcome', 'number', 'faults']) +
    report.lines
      .map((one) =>
        csvLine([
          one.line,
          one.title,
          one.outcome,
          one.number ?? '',
          one.issues.map((issue) => `${issue.path}: ${faultIn(lang, issue)}`).join(' · '),
        ]),
      )
      .join('')
  );
}
