import { sql } from 'kysely';
import { ANONYMOUS, type Actor, type Grant } from '../platform/actor.ts';
import { now } from '../platform/clock.ts';
import type { Database, Read } from '../platform/db.ts';
import { accountOf } from './auth.ts';

/** A session whose password was right and whose second factor has not been shown. */
export interface Half {
  account: string;
  session: string;
}

/** Who makes this request, and the account behind it (for the header of the page). */
export async function actorOf(
  database: Database,
  headers: Headers,
): Promise<{ actor: Actor; account: { email: string; name: string } | null; half: Half | null }> {
  const nobody = { actor: ANONYMOUS, account: null, half: null };
  const account = await accountOf(database, headers);
  if (!account) return nobody;
  const { rows } = await sql<{ wanted: boolean }>`
    select exists (select from second_factor f join person p on p.id = f.person where p.account = ${account.id} and f.confirmed_at is not null)
      and not exists (select from second_factor_passed where session = ${account.session}) as wanted`.execute(
    database.read as never,
  );
  if (rows[0]?.wanted) return { ...nobody, half: { account: account.id, session: account.session } };
  const actor = await actorOfAccount(database.read, account.id, account.name, now());
  return actor ? { actor, account, half: null } : nobody;
}

/** The person of an account with all that was granted to them or to an organisation of theirs; null when suspended. */
export async function actorOfAccount(db: Read, account: string, name: string, at: Date): Promise<Actor | null> {
  const person = await db
    .selectFrom('person')
    .select('person.id')
    .select(
      sql<string[]>`coalesce((select array_agg(m.organisation) from membership m where m.person = person.id
        and m.since <= ${at} and (m.until is null or m.until > ${at})), '{}')`.as('organisations'),
    )
    .where('person.account', '=', account)
    .where('person.suspended_at', 'is', null)
    .executeTakeFirst();
  if (!person) return null;
  const rows = await db
    .selectFrom('access_grant')
    .innerJoin('role', 'role.name', 'access_grant.role')
    .select(['access_grant.role', 'role.permissions', 'scope_kind', 'scope_record', 'scope_value'])
    .where('holder', 'in', [person.id, ...person.organisations])
    .where('since', '<=', at)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', at)]))
    .execute();
  return { kind: 'person', id: person.id, name, organisations: person.organisations, grants: rows.map(grantOf) };
}

type Row = {
  role: string;
  permissions: string[];
  scope_kind: string;
  scope_record: string | null;
  scope_value: string | null;
};

function grantOf(row: Row): Grant {
  const { role, permissions } = row;
  if (row.scope_record && (row.scope_kind === 'body' || row.scope_kind === 'text' || row.scope_kind === 'organisation'))
    return { role, permissions, scope: { kind: row.scope_kind, record: row.scope_record } };
  if (row.scope_value && (row.scope_kind === 'language' || row.scope_kind === 'action-line'))
    return { role, permissions, scope: { kind: row.scope_kind, value: row.scope_value } };
  return { role, permissions, scope: { kind: 'all' } };
}
