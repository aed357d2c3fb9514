import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { organisationKinds } from '../accounts/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { folded } from './rules/folded.ts';

/*
 * Partners of an initiative are words: who hands it in names whom they like, on record or not. A name that is one of an organisation's,
 * in any language or as it was called before a merge, leads there when it is read; nothing has to be written when organisations
 * are founded, renamed or merged.
 */

/** A partner's name as lists are narrowed by it, short whatever its length: capitals, accents, marks and spaces make no other name. */
export const partnerKey = (name: string): string =>
  createHash('sha256').update(folded(name).replace(/\s+/g, ' ').trim()).digest('base64url').slice(0, 16);

/**
 * Organisations with a page in the registry, by the names of partners that are theirs. A name that several bear leads to none of them.
 */
export async function organisationsNamed(
  { db }: Pick<QueryContext, 'db'>,
  names: readonly string[],
): Promise<Record<string, string>> {
  if (names.length === 0) return {};
  // Each name by key.
  const { rows } = await sql<{ name: string; ids: string[] }>`
    select g.name, one.ids from unnest(${[...new Set(names)]}::text[]) as g(name) cross join lateral (
      select array_agg(distinct coalesce(record.merged_into, party.id)) as ids
      from wording w join party on party.id = w.record join record on record.id = party.id
      where w.field = 'name' and lower(w.value) = lower(g.name) and party.kind in (${organisationKinds})
        and (record.withdrawn_at is null or record.merged_into is not null)) one
    where cardinality(one.ids) = 1 and exists (select from initiative i join search_document d on d.record = i.id
      where i.organisation = one.ids[1] and d.kind = 'initiative' and d.visibility = 'public' and d.withdrawn_at is null)`.execute(
    db as never,
  );
  return Object.fromEntries(rows.map(({ name, ids }) => [name, ids[0] ?? '']));
}

/** All names of an organisation, those of organisations merged into it too. */
export async function namesOfOrganisation({ db }: Pick<QueryContext, 'db'>, id: string): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select distinct w.value from wording w join record on record.id = w.record
    where w.field = 'name' and (record.id = ${id} or record.merged_into = ${id}) order by w.value`.execute(db as never);
  return rows.map(({ value }) => value);
}
