import { sql } from 'kysely';
import { makeOrganisations } from '../../accounts/index.ts';
import type { Handling } from '../../platform/command.ts';
import * as did from '../events.ts';
import type { About } from './line.ts';

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
  // One at a time, so that two imports do not make the same one twice.
  await sql`select pg_advisory_xact_lock(hashtext('suivi.organisations'))`.execute(ctx.db);
  const { rows } = await sql<{ name: string; id: string }>`
    select distinct on (g.name) g.name, party.id from unnest(${names}::text[]) as g(name)
      join wording w on w.field = 'name' and lower(w.value) = lower(g.name)
      join party on party.id = w.record and party.kind in ('organisation', 'office', 'group')
    order by g.name, party.id`.execute(ctx.db);
  const found = new Map(rows.map(({ name, id }) => [name, id]));
  const profiles: { party: string; kind: string; country: string | null; site: string | null }[] = [];
  if (!make) return found;
  const fresh = [...wanted].filter(([name]) => !found.has(name));
  const ids = await makeOrganisations(
    ctx,
    fresh.map(([name, { lang }]) => ({ name, lang })),
  );
  fresh.forEach(([name], i) => found.set(name, ids[i] ?? ''));
  for (const [name, about] of wanted) {
    profiles.push({
      party: found.get(name) ?? '',
      kind: about.organisation?.kind ?? 'other',
      country: about.organisation?.country ?? null,
      site: about.organisation?.site ?? null,
    });
  }
  const { rows: described } = await sql<{ party: string; kind: string }>`
    insert into organisation_profile (party, kind, country, site)
    select distinct on (g.party) g.party, g.kind, c.code, g.site
    from jsonb_to_recordset(${JSON.stringify(profiles)}::jsonb) as g(party uuid, kind text, country text, site text)
      left join concept c on c.code = g.country
    on conflict (party) do nothing returning party, kind`.execute(ctx.db);
  for (const { party, kind } of described) ctx.emit(did.described, { kind }, party);
  return found;
}
