import { sql } from 'kysely';
import { can, type Actor } from '../platform/actor.ts';
import type { Handling } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';
import type { Issue } from '../platform/errors.ts';
import { organisationKinds } from './parties.ts';

/** What would follow where one organisation is merged into another, and what forbids it. */
export interface Following {
  /** How much of each kind. */
  follows: Record<string, number>;
  refused: Issue[];
}

/**
 * Held to the transaction's end by whoever is about to name an organisation: a merge waits for it, and who comes after a merge finds
 * the organisation that was kept (migration 0026).
 */
export async function holdOrganisations(ctx: Pick<Handling, 'db'>): Promise<void> {
  await sql`select hold_references()`.execute(ctx.db);
}

/** The other side of it: waits for all who are naming one. */
export async function awaitOrganisations(ctx: Pick<Handling, 'db'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('suivi.references'))`.execute(ctx.db);
}

/** The organisation, office or group that stands for an id: itself, or the one it was merged into. */
export const standing = async (ctx: { db: Read | Write }, id: string): Promise<{ id: string } | undefined> =>
  (
    await sql<{ id: string }>`select party.id from party
      where party.id = standing_party(${id}::uuid) and party.kind in (${organisationKinds})`.execute(ctx.db as never)
  ).rows[0];

/** The same, held for as long as the transaction lasts. */
export async function standingHeld(
  ctx: Handling | Pick<Handling, 'db'>,
  id: string,
): Promise<{ id: string } | undefined> {
  await holdOrganisations(ctx);
  return standing(ctx, id);
}

/**
 * Who speaks for it, who asks to, offices below it, and the rights that it holds or that hold for it. Members of the one gain what the
 * other holds: refused where that is more than the actor holds.
 */
export async function accountsFollowing(
  { db, actor }: { db: Read | Write; actor: Actor },
  from: string,
  into: string,
): Promise<Following> {
  const { rows } = await sql<{
    members: number;
    requests: number;
    offices: number;
    grants: number;
    permissions: string[];
  }>`select
      (select count(*)::int from membership m where m.organisation = ${from} and m.until is null and not exists
        (select from membership o where o.person = m.person and o.organisation = ${into} and o.until is null)) as members,
      (select count(*)::int from membership_request r where r.organisation = ${from} and r.state = 'asked') as requests,
      (select count(*)::int from party where parent = ${from}) as offices,
      (select count(*)::int from access_grant g where g.until is null and (g.holder = ${from} or g.scope_record = ${from})) as grants,
      array(select distinct unnest(role.permissions) from access_grant g join role on role.name = g.role
        where g.until is null and (g.holder in (${from}, ${into}) or g.scope_record = ${from})) as permissions`.execute(
    db as never,
  );
  const { permissions = [], ...follows } = rows[0] ?? {};
  const beyond = permissions.filter((one) => !can(actor, one, {}));
  return {
    follows,
    refused:
      beyond.length > 0 ? [{ path: 'from', code: 'rights-beyond-yours', values: { rights: beyond.join(', ') } }] : [],
  };
}

/** Has members, requests, offices and rights follow. Within a command that has asked `accountsFollowing`. */
export async function moveAccounts(ctx: Handling, from: string, into: string, reason: string): Promise<void> {
  const { db, now } = ctx;
  await sql`insert into membership (person, organisation, since)
    select m.person, ${into}::uuid, ${now}::timestamptz from membership m where m.organisation = ${from} and m.until is null
      and not exists (select from membership o where o.person = m.person and o.organisation = ${into} and o.until is null)
    on conflict do nothing`.execute(db);
  await sql`update membership set until = ${now} where organisation = ${from} and until is null`.execute(db);
  // Who speaks for the kept one already, or asks for it too, is not asked about twice.
  await sql`update membership_request r set state = 'refused', reason = ${reason}, decided_by = ${ctx.actor.id}, decided_at = ${now}
    where r.organisation = ${from} and r.state = 'asked' and (
      exists (select from membership m where m.person = r.person and m.organisation = ${into} and m.until is null)
      or exists (select from membership_request o where o.person = r.person and o.organisation = ${into} and o.state = 'asked'))`.execute(
    db,
  );
  await sql`update membership_request set organisation = ${into} where organisation = ${from} and state = 'asked'`.execute(
    db,
  );
  await sql`update party set parent = ${into} where parent = ${from}`.execute(db);
  // One that the kept one has too ends; the others change hands.
  await sql`update access_grant g set until = ${now} where g.until is null and (g.holder = ${from} or g.scope_record = ${from})
    and exists (select from access_grant o where o.until is null and o.id <> g.id and o.role = g.role and o.scope_kind = g.scope_kind
      and o.holder = case when g.holder = ${from} then ${into} else g.holder end
      and o.scope_record is not distinct from case when g.scope_record = ${from} then ${into} else g.scope_record end
      and o.scope_value is not distinct from g.scope_value)`.execute(db);
  await sql`update access_grant set holder = case when holder = ${from} then ${into} else holder end,
      scope_record = case when scope_record = ${from} then ${into} else scope_record end
    where until is null and (holder = ${from} or scope_record = ${from})`.execute(db);
}
