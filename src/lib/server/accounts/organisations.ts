import { newRecord, type Handling } from '../platform/command.ts';
import * as did from './events.ts';

/** Writes the name of a party in a language, over what stood there. */
export async function nameParty(ctx: Handling, record: string, lang: string, value: string): Promise<void> {
  await ctx.db
    .insertInto('wording')
    .values({ record, field: 'name', lang, value, state: 'authentic', written_by: ctx.actor.id, written_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['record', 'field', 'lang']).doUpdateSet({ value, written_at: ctx.now }))
    .execute();
}

/** Makes an organisation within a command of any room that declares `organisationAdded`. Returns its id. */
export async function makeOrganisation(
  ctx: Handling,
  input: { name: string; lang: string; kind?: 'organisation' | 'office' | 'group'; code?: string; parent?: string },
): Promise<string> {
  const kind = input.kind ?? 'organisation';
  const id = await newRecord(ctx, kind, { visibility: 'public' });
  await ctx.db
    .insertInto('party')
    .values({ id, kind, code: input.code ?? null, parent: input.parent ?? null })
    .execute();
  await nameParty(ctx, id, input.lang, input.name);
  ctx.emit(did.organisationAdded, { name: input.name }, id);
  return id;
}
