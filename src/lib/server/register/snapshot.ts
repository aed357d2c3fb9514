import { putFile } from '../files/index.ts';
import { execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { fetchPublic } from '../platform/fetch-public.ts';
import type { Job } from '../platform/jobs.ts';
import { z } from 'zod';
import { keepSnapshot, SNAPSHOT } from './evidence.ts';

const Data = z.object({ id: z.uuid() });

/**
 * Keeps what a link of evidence shows, as bytes under their hash; or why that could not be had, in a stable code that the
 * page words: a link that is refused or gone is not tried again, a line that broke is.
 */
export async function snapshot(ctx: Context, id: string, fetch: typeof fetchPublic = fetchPublic): Promise<void> {
  const row = await ctx.database.read
    .selectFrom('evidence')
    .select(['url', 'snapshot_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.url || row.snapshot_at) return;
  try {
    const { bytes, type } = await fetch(row.url);
    const file = await putFile(bytes);
    await execute(keepSnapshot, ctx, { id, file, size: bytes.byteLength, type });
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('fetch-')) throw error;
    await execute(keepSnapshot, ctx, { id, file: null, error: error.code });
  }
}

export const snapshotJob: Job = {
  queue: SNAPSHOT,
  retryLimit: 3,
  work: (ctx, data) => snapshot(ctx, Data.parse(data).id),
};
