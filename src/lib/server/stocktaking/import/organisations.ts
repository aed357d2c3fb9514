import { sql } from 'kysely';
import { holdOrganisations, makeOrganisations, organisationKinds } from '../../accounts/index.ts';
import { texts } from '../../platform/arrays.ts';
import type { Handling } from '../../platform/command.ts';
import * as did from '../events.ts';
import type { About } from './line.ts';

/** Names that are locked one by one; more are as well locked all together, for the table of locks is not without end. */
const ONE_BY_ONE = 500;

/**
 * Two imports that name the same new organisation do not both make it: who comes second waits for the other's end. Those that
 * name others go on side by side.
 */
async function lock(ctx: Handling, names: readonly string[]): Promise<void> {
  const few = names.length <= ONE_BY_ONE;
  await sql`select ${sql.raw(few ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')}(hashtext('suivi.organisations'))`.execute(
    ctx.db,
  );
  // In one order, so that two do not wait for each other.
  if (few)
    await sql`select pg_advisory_xact_lock(hashtext('suivi.organisations'), key)
      from (select distinct hashtext(lower(name)) as key from unnest(${[...names]}::text[]) as name order by key) keys`.execute(
      ctx.db,
    );
}

interface Known {
  id: string;
  /** Whether its kind and country are on record. */
  described: boolean;
}

async function known(ctx: Handling, names: readonly string[]): Promise<Map<string, Known>> {
  // Each is looked up by key: what the planner knows of a table that an import is filling is old.
  const { rows } = await sql<Known & { name: string }>`
    select g.name, one.id, exists (select from organisation_profile p where p.party = one.id offset 0) as described
    from unnest(${texts(names)}::text[]) as g(name)
      cross join lateral (select coalesce(record.merged_into, party.id) as id
        from wording w join party on party.id = w.record join record on record.id = party.id
        where w.field = 'name' and lower(w.value) = lower(g.name) and party.kind in (${organisationKinds})
        order by record.merged_into is not null, party.id limit 1) one`.execute(ctx.db);
  return new Map(rows.map(({ name, ...one }) => [name, one]));
}

/**
 * The organisations that lines name, by name: those that are known under it in any language; where `make` says so the others
 * too, made with their kind and country. What is known of one already is left as it stands.
 */
export async function organisationsFor(
  ctx: Handling,
  lines: readonly { about: About }[],
  make: boolean,
): Promise<Map<string, string>> {
  const wanted = new Map(
    lines.flatMap(({ about }) => (about.organisation ? [[about.organisation.name, about] as const] : [])),
  );
  const names = [...wanted.keys()];
  if (names.length === 0) return new Map();
  await holdOrganisations(ctx);
  const found = await known(ctx, names);
  const ids = (): Map<string, string> => new Map([...found].map(([name, { id }]) => [name, id]));
  if (!make) return ids();
  const unknown = names.filter((name) => !found.has(name));
  if (unknown.length > 0) {
    await lock(ctx, unknown);
    for (const [name, one] of await known(ctx, unknown)) found.set(name, one);
  }
  const fresh = [...wanted].filter(([name]) => !found.has(name));
  const made = await makeOrganisations(
    ctx,
    fresh.map(([name, { lang }]) => ({ name, lang })),
  );
  fresh.forEach(([name], i) => found.set(name, { id: made[i] ?? '', described: false }));
  await describe(
    ctx,
    [...wanted].flatMap(([name, { organisation }]) => {
      const one = found.get(name);
      return organisation && one && !one.described ? [{ party: one.id, organisation }] : [];
    }),
  );
  return ids();
}

async function describe(
  ctx: Handling,
  list: readonly { party: string; organisation: NonNullable<About['organisation']> }[],
): Promise<void> {
  if (list.length === 0) return;
  const profiles = list.map(({ party, organisation: { kind, country, site } }) => ({ party, kind, country, site }));
  const { rows } = await sql<{ party: string; kind: string }>`
    insert into organisation_profile (party, kind, country, site)
    select distinct on (g.party) g.party, g.kind, c.code, g.site
    from jsonb_to_recordset(${JSON.stringify(profiles)}::jsonb) as g(party uuid, kind text, country text, site text)
      left join concept c on c.code = g.country
    on conflict (party) do nothing returning party, kind`.execute(ctx.db);
  for (const { party, kind } of rows) ctx.emit(did.described, { kind }, party);
}
