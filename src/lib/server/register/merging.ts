import { sql } from 'kysely';
import type { Following } from '../accounts/index.ts';
import type { Handling } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';

/** Obligations that name an organisation; refused where both stand in one, each in another role: a person says first which holds. */
export async function obligationsFollowing(
  { db }: { db: Read | Write },
  from: string,
  into: string,
): Promise<Following> {
  const { rows } = await sql<{ obligations: number; numbers: number[] }>`select
      (select count(distinct obligation)::int from obligation_party where party = ${from} and until is null) as obligations,
      array(select distinct o.number from obligation_party a join obligation_party b on b.obligation = a.obligation
          join obligation o on o.id = a.obligation
        where a.party = ${from} and b.party = ${into} and a.until is null and b.until is null and a.role <> b.role
        order by o.number limit 20) as numbers`.execute(db as never);
  const { obligations = 0, numbers = [] } = rows[0] ?? {};
  return {
    follows: { obligations },
    refused:
      numbers.length > 0 ? [{ path: 'from', code: 'both-in-obligation', values: { numbers: numbers.join(', ') } }] : [],
  };
}

/** Has them follow; where both stand in one role, the kept one's line stays. What was before stays as it was. Returns their ids. */
export async function moveObligations(ctx: Handling, from: string, into: string): Promise<string[]> {
  const ended = await sql<{ obligation: string }>`update obligation_party p set until = ${ctx.now}
    where p.party = ${from} and p.until is null and exists (select from obligation_party o where o.obligation = p.obligation
      and o.role = p.role and o.party = ${into} and o.until is null) returning p.obligation`.execute(ctx.db);
  const moved = await sql<{ obligation: string }>`update obligation_party set party = ${into}
    where party = ${from} and until is null returning obligation`.execute(ctx.db);
  return [...new Set([...ended.rows, ...moved.rows].map(({ obligation }) => obligation))];
}
