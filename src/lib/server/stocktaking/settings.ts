import { z } from 'zod';
import type { Handling } from '../platform/command.ts';

const NAME = 'stocktaking';
const Settings = z.object({ fourEyes: z.boolean().default(false) });
type Settings = z.output<typeof Settings>;

/** How the registry is run: whether two moderators must approve. */
export async function settingsOf(ctx: Pick<Handling, 'db'>): Promise<Settings> {
  const row = await ctx.db.selectFrom('setting').select('value').where('name', '=', NAME).executeTakeFirst();
  return Settings.parse(row?.value ?? {});
}

export async function keepSettings(ctx: Pick<Handling, 'db'>, settings: Settings): Promise<void> {
  const value = JSON.stringify(settings);
  await ctx.db
    .insertInto('setting')
    .values({ name: NAME, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}
