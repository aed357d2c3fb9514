import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { csvHead, csvLine, printed } from '../platform/csv.ts';
import { parseInput } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { ask, query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { addressesOf } from './addresses.ts';

/** What people decided about what others brought; and what was put right of what stood on record. */
const ACTS = {
  moderation: [
    'obligation.rejected',
    'evidence.judged',
    'evidence.withdrawn',
    'version.withdrawn',
    'document.withdrawn',
    'remark.answered',
  ],
  correction: [
    'obligation.edited',
    'obligation.split',
    'obligation.merged',
    'obligation.life',
    'obligation.linked',
    'obligation.shown',
    'occurrence.changed',
    'occurrence.moved',
    'review.undone',
    'text.renumbered',
    'version.shown',
  ],
  stocktaking: [
    'initiative.published',
    'initiative.returned',
    'initiative.declined',
    'initiative.merged',
    'organisation.merged',
  ],
} as const;

/** Decisions on what never was public: told without saying on what, by the prepared reasons alone. */
const UNNAMED = ['initiative.returned', 'initiative.declined'];

/** One decision or correction. Who took it is not told; that an office did is. */
export interface LogEntry {
  at: string;
  /** Key to go on from. */
  seq: number;
  act: string;
  /** Kinds of the records it touched, and where the first of them that has a page is. */
  records: { id: string; kind: string }[];
  address: string | null;
  payload: Record<string, unknown>;
}

export const log = query({
  name: 'register.log',
  summary: 'What was moderated and what was corrected, newest first, paged by key.',
  input: z.object({
    what: z.enum(['moderation', 'correction', 'stocktaking']).optional(),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  policy: anyone,
  async run({ db, actor }, input) {
    const kinds = input.what ? ACTS[input.what] : Object.values(ACTS).flat();
    const unseen = sql`exists (select from event_record er join record on record.id = er.record
          where er.at = event.at and er.seq = event.seq and record.kind <> 'remark' and not ${visibleTo(actor)})`;
    const initiative = sql`event.kind = any(${[...ACTS.stocktaking]}::text[])`;
    const unnamed = sql`(event.kind = any(${UNNAMED}::text[]) or ${initiative} and event.kind <> 'initiative.merged' and ${unseen})`;
    const { rows } = await sql<Omit<LogEntry, 'at' | 'seq' | 'address'> & { at: Date; seq: string }>`
      select event.at, event.seq, event.kind as act,
        case when ${unnamed} then jsonb_strip_nulls(jsonb_build_object('prepared', event.payload->'prepared'))
          else event.payload - 'privateHash' end as payload,
        (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind) order by r.kind), '[]')
          from event_record er join record r on r.id = er.record where er.at = event.at and er.seq = event.seq and r.kind not in ('remark', 'organisation', 'person') and not ${unnamed}) as records
      from event where event.kind = any(${[...kinds]}::text[])
        ${input.before === undefined ? sql`` : sql`and event.seq < ${input.before}`}
        -- A remark is private, that it was answered is not: it counts by what it is about.
        and (${initiative} or not ${unseen})
        and (event.kind <> 'remark.answered' or exists (select from event_record er join remark on remark.id = er.record
          join record on record.id = remark.about where er.at = event.at and er.seq = event.seq and ${visibleTo(actor)}))
        and exists (select from event_record er where er.at = event.at and er.seq = event.seq)
      order by event.seq desc limit ${input.limit + 1}`.execute(db as never);
    const page = rows.slice(0, input.limit);
    const addresses = await addressesOf(
      db,
      actor,
      page.flatMap((row) => row.records.map((one) => one.id)),
    );
    return {
      entries: page.map((row): LogEntry => ({
        ...row,
        at: row.at.toISOString(),
        seq: Number(row.seq),
        address: row.records.map((one) => addresses.get(one.id)).find((one) => one !== undefined) ?? null,
      })),
      next: rows.length > input.limit ? Number(page.at(-1)?.seq) : null,
    };
  },
});

async function* everything(ctx: Context, fields: Record<string, unknown>): AsyncGenerator<LogEntry> {
  let before: number | null = null;
  do {
    const page: { entries: LogEntry[]; next: number | null } = await ask(log, ctx, {
      ...fields,
      limit: 500,
      ...(before === null ? {} : { before }),
    });
    yield* page.entries;
    before = page.next;
  } while (before !== null);
}

/** The log as CSV, streamed. Errors: InvalidInput, before the first row. */
export function logAsCsv(ctx: Context, fields: Record<string, unknown>, origin: string): ReadableStream<Uint8Array> {
  parseInput(log.input, fields);
  return printed(
    csvHead(['when', 'what', 'act', 'record_kinds', 'address', 'from', 'to', 'reason', 'details']),
    everything(ctx, fields),
    (row) => {
      const { from, to, reason, ...rest } = row.payload;
      const [what] = Object.entries(ACTS).find(([, acts]) => (acts as readonly string[]).includes(row.act)) ?? [];
      const prepared = Array.isArray(rest['prepared']) ? rest['prepared'].join('; ') : '';
      return csvLine([
        row.at,
        what,
        row.act,
        [...new Set(row.records.map((one) => one.kind))].join('; '),
        row.address === null ? '' : `${origin}/${ctx.lang}/${row.address}`,
        from,
        to ?? rest['judged'] ?? rest['life'] ?? rest['state'],
        reason ?? prepared,
        JSON.stringify(rest),
      ]);
    },
  );
}
