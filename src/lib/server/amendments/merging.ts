import { sql } from 'kysely';
import type { Following } from '../accounts/index.ts';
import type { Handling } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';

/** Amendments that an organisation proposed or supports; refused where both stand in the order of one house. */
export async function amendmentsFollowing(
  { db }: { db: Read | Write },
  from: string,
  into: string,
): Promise<Following> {
  const { rows } = await sql<{ amendments: number; supports: number; versions: string[] }>`select
      (select count(*)::int from amendment where organisation = ${from}) as amendments,
      (select count(*)::int from amendment_support where organisation = ${from} and until is null) as supports,
      array(select v.label from amendment_window w join version v on v.id = w.version
        where w.house_order @> array[${from}, ${into}]::uuid[] order by v.label limit 20) as versions`.execute(
    db as never,
  );
  const { versions = [], amendments = 0, supports = 0 } = rows[0] ?? {};
  return {
    follows: { amendments, supports },
    refused:
      versions.length > 0
        ? [{ path: 'from', code: 'both-in-house-order', values: { versions: versions.join(', ') } }]
        : [],
  };
}

/** Has them follow. Nobody stands beside an amendment twice, nor beside their own. Returns the amendments' ids. */
export async function moveAmendments(ctx: Handling, from: string, into: string): Promise<string[]> {
  const own = await sql<{
    id: string;
  }>`update amendment set organisation = ${into} where organisation = ${from} returning id`.execute(ctx.db);
  await sql`update amendment_support s set until = ${ctx.now} where s.until is null and (
      s.organisation = ${from} and exists (select from amendment_support o where o.amendment = s.amendment
        and o.organisation = ${into} and o.until is null)
      or s.organisation in (${from}, ${into}) and exists (select from amendment a where a.id = s.amendment and a.organisation = ${into}))`.execute(
    ctx.db,
  );
  const supported = await sql<{ id: string }>`update amendment_support set organisation = ${into}
    where organisation = ${from} and until is null returning amendment as id`.execute(ctx.db);
  await sql`update amendment_window set house_order = array_replace(house_order, ${from}::uuid, ${into}::uuid)
    where ${from}::uuid = any(house_order)`.execute(ctx.db);
  return [...new Set([...own.rows, ...supported.rows].map(({ id }) => id))];
}
