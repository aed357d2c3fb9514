import type { Language } from '@suivi/texts';
import type { Handling } from './command.ts';

/** Words of a record in one language. */
export interface Wording {
  record: string;
  /** What they are of it: its name, its title, what is to be done. */
  field: string;
  lang: Language;
  value: string;
  /** Whether it was written in this language, or how far a translation is answered for. */
  state: 'authentic' | 'official' | 'unofficial' | 'machine';
}

/** Writes words of a record in a language over what stood there, and who wrote them. */
export async function setWording(ctx: Pick<Handling, 'db' | 'actor' | 'now'>, one: Wording): Promise<void> {
  const by = { written_by: ctx.actor.id, written_at: ctx.now };
  const { value, state } = one;
  await ctx.db
    .insertInto('wording')
    .values({ ...one, ...by })
    .onConflict((c) => c.columns(['record', 'field', 'lang']).doUpdateSet({ value, state, ...by }))
    .execute();
}
