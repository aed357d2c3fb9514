/** Taking it away: what a reader sees, filtered, as a Word file or a PDF, in any of the six languages. */
import { queries as bodies } from '../bodies/index.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { queries as planning } from '../planning/index.ts';
import { queries, type ObligationRow } from '../register/index.ts';
import { pdfOf } from './pdf.ts';
import type { Format, Sheet } from './sheet.ts';
import { addresseeSheet, calendarSheet, registerSheet, type Reader } from './sheets.ts';
import { wordOf } from './word.ts';

export { sheetOfReport } from './report-sheet.ts';
export { answer, answerForm } from './answer.ts';
export { checkedDraft } from './checked.ts';
export { FORMATS, TYPES, type Format, type Sheet } from './sheet.ts';

/** A sheet is for reading and printing: above this many rows the data formats (CSV, JSON) serve better. */
export const MOST_ROWS = 2_000;

const tooMany = (): AppError => new AppError('too-many-rows', 422, { max: MOST_ROWS });
const readerOf = (ctx: Context, origin: string): Reader => ({ lang: ctx.lang, now: ctx.now, origin });

/** All rows that the filters leave. Errors: AppError `too-many-rows` (422) above `most`. */
async function rowsOf(ctx: Context, filters: Record<string, unknown>, most: number): Promise<ObligationRow[]> {
  const rows: ObligationRow[] = [];
  const { after: _after, limit: _limit, ...given } = filters;
  let after: string | null = null;
  do {
    const page: { rows: ObligationRow[]; next: string | null } = await ask(queries.obligations, ctx, {
      ...given,
      limit: Math.min(1_000, most + 1),
      ...(after === null ? {} : { after }),
    });
    rows.push(...page.rows);
    if (rows.length > most) throw tooMany();
    after = page.next;
  } while (after !== null);
  return rows;
}

/** The register as `/register` filters it. In: the page's filters. Errors: `too-many-rows`, InvalidInput. */
export const sheetOfRegister = async (
  ctx: Context,
  filters: Record<string, unknown>,
  origin: string,
  most = MOST_ROWS,
): Promise<Sheet> => registerSheet(await rowsOf(ctx, filters, most), filters, readerOf(ctx, origin));

/** What is asked of one addressee. Errors: NotFound, `too-many-rows`. */
export async function sheetOfAddressee(ctx: Context, code: string, origin: string, most = MOST_ROWS): Promise<Sheet> {
  const party = await ask(bodies.body, ctx, { code });
  const rows = await rowsOf(ctx, { addressee: code, sort: 'due' }, most);
  return addresseeSheet(party.name?.value ?? party.code ?? code, rows, readerOf(ctx, origin));
}

/** A year, of a body, an addressee or a person where asked. Errors: InvalidInput, Forbidden, `too-many-rows`. */
export async function sheetOfYear(
  ctx: Context,
  fields: Record<string, unknown>,
  origin: string,
  most = MOST_ROWS,
): Promise<Sheet> {
  const year = await ask(planning.year, ctx, fields);
  if (year.more || year.entries.length > most) throw tooMany();
  return calendarSheet(year, readerOf(ctx, origin));
}

/** A sheet's bytes. Errors: those of `pdfOf`. */
export const bytesOf = async (sheet: Sheet, format: Format): Promise<Uint8Array> =>
  format === 'pdf' ? pdfOf(sheet) : wordOf(sheet);

export { asAtom } from './atom.ts';
export { appointment, asCalendar, folded, ownAppointment, type Appointment } from './ics.ts';
