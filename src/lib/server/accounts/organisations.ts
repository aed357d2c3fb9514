import { sql } from 'kysely';
import type { Handling } from '../platform/command.ts';
import { newId } from '../platform/ids.ts';
import * as did from './events.ts';

/** Writes the name of a party in a language, over what stood there. */
export async function nameParty(ctx: Handling, record: string, lang: string, value: string): Promise<void> {
  await ctx.db
    .insertInto('wording')
    .values({ record, field: 'name', lang, value, state: 'authentic', written_by: ctx.actor.id, written_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['record', 'field', 'lang']).doUpdateSet({ value, written_at: ctx.now }))
    .execute();
}

interface Made {
  name: string;
  lang: string;
  kind?: 'organisation' | 'office' | 'group';
  code?: string | undefined;
  parent?: string | undefined;
}

/** Makes organisations within a command of any room that declares `organisationAdded`. Returns their ids, in order. */
export async function makeOrganisations(ctx: Handling, list: readonly Made[]): Promise<string[]> {
  if (list.length === 0) return [];
  const rows = list.map((one) => ({ ...one, id: newId(ctx.now.getTime()), kind: one.kind ?? 'organisation' }));
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as g(id uuid, name text, lang text, kind text, code text, parent uuid)`;
  await sql`insert into record (id, kind, visibility, created_at, updated_at)
    select id, kind, 'public', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz from ${given}`.execute(ctx.db);
  await sql`insert into party (id, kind, code, parent) select id, kind, code, parent from ${given}`.execute(ctx.db);
  await sql`insert into wording (record, field, lang, value, state, written_by, written_at)
    select id, 'name', lang, name, 'authentic', ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz from ${given}`.execute(
    ctx.db,
  );
  for (const { id, name } of rows) ctx.emit(did.organisationAdded, { name }, id);
  return rows.map(({ id }) => id);
}
