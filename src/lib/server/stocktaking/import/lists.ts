import { z } from 'zod';
import { command, execute } from '../../platform/command.ts';
import { Id } from '../../platform/input.ts';
import type { Job } from '../../platform/jobs.ts';
import { holdsEverywhere } from '../../platform/policy.ts';
import { indexEntries } from '../index-entry.ts';
import { MANAGE } from '../policy.ts';

/** Queue of jobs that bring imported entries into the lists. */
export const LISTS = 'stocktaking.lists';

/** Internal: what was imported in bulk is read into the lists after the commit, so that an import does not wait for it. */
export const enlist = command({
  name: 'stocktaking.lists.take',
  summary: 'Brings entries that were imported into the public lists.',
  input: z.object({ ids: z.array(Id).max(2_000) }),
  policy: holdsEverywhere(MANAGE),
  internal: true,
  silent: true,
  events: [],
  handle: (ctx, { ids }) => indexEntries(ctx, ids),
});

export const listsJob: Job = {
  queue: LISTS,
  retryLimit: 5,
  retryDelay: 10,
  work: async (ctx, data) => void (await execute(enlist, ctx, data)),
};
