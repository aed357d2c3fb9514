import type { Context } from '../platform/context.ts';
import { csvHead, csvLine, printed } from '../platform/csv.ts';
import { ask } from '../platform/query.ts';
import { parseInput } from '../platform/input.ts';
import { Filters, obligations, type ObligationRow } from './list.ts';

/** Every row that the filters leave, page after page by key. */
async function* all(ctx: Context, filters: Filters): AsyncGenerator<ObligationRow> {
  let after: string | null = null;
  do {
    const page: { rows: ObligationRow[]; next: string | null } = await ask(obligations, ctx, {
      ...filters,
      limit: 500,
      ...(after ? { after } : {}),
    });
    yield* page.rows;
    after = page.next;
  } while (after);
}

const names = (row: ObligationRow, role: string): string =>
  row.parties
    .filter((one) => one.role === role)
    .map((one) => one.name?.value ?? one.words)
    .join('; ');

/** The register as CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets read it), streamed. Errors: InvalidInput, before the first row. */
export function asCsv(ctx: Context, filters: Record<string, unknown>, origin: string): ReadableStream<Uint8Array> {
  const head = [
    'number',
    'addressee',
    'force',
    'action',
    'language',
    'recipient',
    'via',
    'deliverable',
    'frameworks',
    'life',
    'next_due_from',
    'next_due_to',
    'precision',
    'late',
    'text',
    'version',
    'paragraph',
    'address',
  ];
  return printed(csvHead(head), all(ctx, parseInput(Filters, filters)), (row) =>
    csvLine([
      row.number,
      names(row, 'addressee'),
      row.force,
      row.action?.value,
      row.action?.lang,
      names(row, 'recipient'),
      names(row, 'via'),
      row.deliverable,
      row.frameworks.join('; '),
      row.life,
      row.next?.due?.from,
      row.next?.due?.to,
      row.next?.due?.precision,
      row.next?.late ?? false,
      row.source?.slug,
      row.source?.version,
      row.source?.eid,
      `${origin}/${ctx.lang}/register/${row.number}`,
    ]),
  );
}

/** The register as a JSON list, streamed. Errors: InvalidInput, before the first row. */
export function asJson(ctx: Context, filters: Record<string, unknown>): ReadableStream<Uint8Array> {
  let first = true;
  return printed(
    '[',
    all(ctx, parseInput(Filters, filters)),
    (row) => {
      const text = `${first ? '\n' : ',\n'}${JSON.stringify(row)}`;
      first = false;
      return text;
    },
    '\n]\n',
  );
}
