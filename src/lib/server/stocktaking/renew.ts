import { sql } from 'kysely';
import { z } from 'zod';
import { command, execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { Id } from '../platform/input.ts';
import type { Job } from '../platform/jobs.ts';
import { holdsEverywhere } from '../platform/policy.ts';
import * as did from './events.ts';
import { indexEntries } from './index-entry.ts';
import { MANAGE } from './policy.ts';

/** Queue of jobs that write lists anew: of entries that were imported, of an organisation, or of all. */
export const RENEW = 'stocktaking.index';
const ROWS = 500;

export const renew = command({
  name: 'stocktaking.index.renew',
  summary: 'Writes the next few hundred entries anew into the tables that lists are read from; says where to go on.',
  input: z.object({
    after: Id.optional(),
    organisation: Id.optional(),
    ids: z.array(Id).max(2_000).optional(),
    from: Id.optional(),
    to: Id.optional(),
  }),
  policy: holdsEverywhere(MANAGE),
  // What lists show follows from entries that have their own events.
  silent: true,
  events: [],
  async handle(ctx, { after, organisation, ids, from, to }) {
    const rows = await ctx.db
      .selectFrom('initiative')
      .select('id')
      .where('published', 'is not', null)
      .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
      .$if(ids !== undefined, (q) => q.where('id', '=', sql<string>`any(${ids ?? []}::uuid[])`))
      .$if(from !== undefined, (q) => q.where('id', '>=', from ?? ''))
      .$if(to !== undefined, (q) => q.where('id', '<=', to ?? ''))
      .$if(organisation !== undefined, (q) => q.where('organisation', '=', organisation ?? ''))
      .orderBy('id')
      .limit(ROWS)
      .execute();
    await indexEntries(
      ctx,
      rows.map(({ id }) => id),
    );
    return { written: rows.length, next: rows.length === ROWS ? (rows.at(-1)?.id ?? null) : null };
  },
});

export const rebuild = command({
  name: 'stocktaking.index.rebuild',
  summary: 'Has all lists of initiatives written anew, by a job.',
  input: z.object({}),
  policy: holdsEverywhere(MANAGE),
  events: [did.rebuilt],
  handle(ctx) {
    ctx.enqueue(RENEW, {});
    ctx.emit(did.rebuilt, {}, []);
    return Promise.resolve();
  },
});

const Data = z.object({
  organisation: z.uuid().optional(),
  ids: z.array(z.uuid()).optional(),
  from: z.uuid().optional(),
  to: z.uuid().optional(),
});

/** All entries, or those of an organisation, those named, those between two, batch after batch, each in a transaction of its own. */
export async function renewAll(ctx: Context, data: unknown = {}): Promise<number> {
  const which = Data.parse(data ?? {});
  let written = 0;
  let after: string | null = null;
  do {
    const done: { written: number; next: string | null } = await execute(renew, ctx, {
      ...which,
      ...(after ? { after } : {}),
    });
    written += done.written;
    after = done.next;
  } while (after);
  return written;
}

export const renewJob: Job = {
  queue: RENEW,
  retryLimit: 3,
  retryDelay: 30,
  work: async (ctx, data) => void (await renewAll(ctx, data)),
};
