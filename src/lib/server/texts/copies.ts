/** Public copies that an older engine made are made anew: each file once, after an upgrade that leaves more out of them. */
import { COPY_VERSION } from '@suivi/texts/scrub';
import { z } from 'zod';
import { getFile, putFile } from '../files/index.ts';
import { command, execute, type Handling } from '../platform/command.ts';
import type { Read } from '../platform/db.ts';
import type { Job } from '../platform/jobs.ts';
import { holds } from '../platform/policy.ts';
import { inEngine, ownBytes, Unreadable } from './engine.ts';

const SETTING = 'public-copies';
/** How far copies of a version have come: up to the file of this hash, or through all. */
const State = z.object({ version: z.number(), after: z.string(), done: z.boolean() });
type State = z.output<typeof State>;

export const renewCopy = command({
  name: 'texts.copies.renew',
  summary:
    'Puts the public copy of a file in the place of the one that an older engine made, or notes that all are done.',
  input: z.object({
    file: z.string().nullable(),
    copy: z.object({ sha256: z.string(), size: z.number() }).nullable().describe('null: there is no better one'),
  }),
  policy: holds<undefined>('texts.copies'),
  internal: true,
  // What the copy is made of stays as it is.
  silent: true,
  events: [],
  async handle(ctx, { file, copy }) {
    if (file !== null && copy !== null) {
      await ctx.db
        .insertInto('file')
        .columns(['sha256', 'size', 'type', 'created_at'])
        .expression((from) =>
          from
            .selectFrom('file')
            .select(({ val, ref }) => [
              val(copy.sha256).as('sha256'),
              val(String(copy.size)).as('size'),
              ref('file.type').as('type'),
              val(ctx.now).as('created_at'),
            ])
            .where('sha256', '=', file),
        )
        .onConflict((c) => c.doNothing())
        .execute();
      const own = copy.sha256 === file ? null : copy.sha256;
      await ctx.db.updateTable('file').set({ public_copy: own }).where('sha256', '=', file).execute();
    }
    await keep(ctx, { version: COPY_VERSION, after: file ?? '', done: file === null });
  },
});

async function keep(ctx: Handling, state: State): Promise<void> {
  const value = JSON.stringify(state);
  await ctx.db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}

/** The next Word file that a document is, by its hash; null after the last; undefined where all are done. */
async function nextOf(db: Read): Promise<string | null | undefined> {
  const kept = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  const { data: state } = State.safeParse(kept?.value);
  const current = state?.version === COPY_VERSION ? state : { after: '', done: false };
  if (current.done) return undefined;
  const row = await db
    .selectFrom('file')
    .select('sha256')
    .where('type', 'like', '%wordprocessingml%')
    .where('sha256', '>', current.after)
    .where(({ exists, selectFrom }) => exists(selectFrom('document').select('id').whereRef('file', '=', 'file.sha256')))
    .orderBy('sha256')
    .limit(1)
    .executeTakeFirst();
  return row?.sha256 ?? null;
}

/** The copy of a file, kept; null where its bytes are gone or can no longer be read: the copy that it has stays. */
async function copyOf(sha256: string): Promise<{ sha256: string; size: number } | null> {
  const bytes = await getFile(sha256).catch(() => null);
  if (bytes === null) return null;
  const own = ownBytes(bytes);
  try {
    const copy = await inEngine('copy', { bytes: own }, [own]);
    return { sha256: await putFile(copy.bytes), size: copy.bytes.length };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return null;
  }
}

const LONGEST_MS = 40_000;

/** Each minute, until all are done; then it costs one look at the setting. */
export const copiesJob: Job = {
  queue: 'texts.copies',
  retryLimit: 0,
  cron: '* * * * *',
  async work(ctx) {
    const until = performance.now() + LONGEST_MS;
    let file = await nextOf(ctx.database.read);
    while (file !== undefined && performance.now() < until) {
      await execute(renewCopy, ctx, { file, copy: file === null ? null : await copyOf(file) });
      file = await nextOf(ctx.database.read);
    }
  },
};
