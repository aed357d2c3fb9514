import { NORMALISER_VERSION } from '@suivi/search';
import { z } from 'zod';
import { command, execute, type Handling } from '../command.ts';
import { foldChanges } from '../data-version.ts';
import type { Job } from '../jobs.ts';
import { holds } from '../policy.ts';
import { countWords, foldWords } from './vocabulary.ts';

/** Vectors that a room keeps, and how they are written anew when words come out differently than before. */
export interface Renewal {
  name: string;
  /** Writes the next ones after a key; returns the last key written, null where none was left. */
  batch: (ctx: Handling, after: string | null) => Promise<string | null>;
}

const State = z.object({ version: z.number(), room: z.number(), after: z.string().nullable() });
const SETTING = 'search-words';
const DONE = 1_000_000;

/**
 * Writes the next stretch of stored vectors anew where they were made by an older normaliser, and takes new words into the
 * vocabulary. How far it came is kept with what it wrote; readers find by old words what is not reached yet.
 */
export const renewWords = (renewals: readonly Renewal[]) =>
  command({
    name: 'platform.words.renew',
    summary: 'Takes new words into the vocabulary of search, and writes vectors of an older normaliser anew.',
    input: z.object({ count: z.boolean().default(false).describe('count anew how often words are used') }),
    policy: holds<undefined>('platform.words'),
    internal: true,
    silent: true,
    events: [],
    async handle(ctx, { count }) {
      // Two servers that wake at once do not both do it.
      const mine = await ctx.db
        .selectFrom('setting')
        .select('value')
        .where('name', '=', SETTING)
        .forUpdate()
        .executeTakeFirst();
      await foldWords(ctx.db);
      await foldChanges(ctx.db);
      if (count) await countWords(ctx.db);
      const before = State.safeParse(mine?.value);
      let state = { version: NORMALISER_VERSION, room: 0, after: null as string | null };
      if (before.success && before.data.version === NORMALISER_VERSION) state = before.data;
      const renewal = renewals[state.room];
      if (!renewal) {
        if (state.room !== DONE) await keep(ctx, { ...state, room: DONE, after: null });
        return { more: false };
      }
      const after = await renewal.batch(ctx, state.after);
      await keep(ctx, after === null ? { ...state, room: state.room + 1, after: null } : { ...state, after });
      return { more: true };
    },
  });

async function keep(ctx: Handling, state: z.output<typeof State>): Promise<void> {
  const value = JSON.stringify(state);
  await ctx.db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}

const LONGEST_MS = 40_000;

/** Each minute; at three in the morning it counts how often words are used, too. */
export const wordsJob = (renew: ReturnType<typeof renewWords>): Job => ({
  queue: 'platform.words',
  retryLimit: 0,
  cron: '* * * * *',
  async work(ctx) {
    const until = performance.now() + LONGEST_MS;
    const count = ctx.now.getUTCHours() === 3 && ctx.now.getUTCMinutes() === 0;
    let { more } = await execute(renew, ctx, { count });
    while (more && performance.now() < until) ({ more } = await execute(renew, ctx, {}));
  },
});
