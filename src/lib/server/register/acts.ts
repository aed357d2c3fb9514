import type { Handling } from '../platform/command.ts';
import { newId } from '../platform/ids.ts';

/** What an act of review was about, and what its taking back needs to know of how things stood. */
export interface Before {
  ids: string[];
  /** Of what became of an obligation in a version: what was said of each paragraph before, and whether by a person. */
  fates?: { version: string; were: { provision: string; fate: string; by: string | null; at: Date | string | null }[] };
}

/** Keeps an act of review, so that its reviewer can take it back (undo.ts). */
export async function remember(ctx: Handling, act: string, before: Before): Promise<void> {
  if (ctx.actor.id === null) return;
  await ctx.db
    .insertInto('review_act')
    .values({ id: newId(ctx.now.getTime()), reviewer: ctx.actor.id, at: ctx.now, act, before: JSON.stringify(before) })
    .execute();
}
