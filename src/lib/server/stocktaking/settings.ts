import { sql } from 'kysely';
import { z } from 'zod';
import type { Handling } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';

const NAME = 'stocktaking';
const Settings = z.object({ fourEyes: z.boolean().default(false) });
type Settings = z.output<typeof Settings>;

/** How the registry is run: whether two moderators must approve. */
export async function settingsOf(ctx: { db: Read | Write }): Promise<Settings> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where name = ${NAME}`.execute(
    ctx.db as never,
  );
  return Settings.parse(rows[0]?.value ?? {});
}

export async function keepSettings(ctx: Pick<Handling, 'db'>, settings: Settings): Promise<void> {
  const value = JSON.stringify(settings);
  await ctx.db
    .insertInto('setting')
    .values({ name: NAME, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}
