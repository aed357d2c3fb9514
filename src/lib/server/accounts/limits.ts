import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import { TooManyRequests } from '../platform/errors.ts';

/**
 * Counts an attempt, in the database so that the limit holds over several processes. Errors: TooManyRequests when `who`
 * has made more than `most` attempts at `what` within `seconds`.
 */
export async function limit(
  database: Database,
  what: string,
  who: string,
  most: number,
  seconds: number,
): Promise<void> {
  const { rows } = await sql<{ count: number; left: number }>`
    insert into attempt as a (what, who, since, count) values (${what}, ${who}, now(), 1)
    on conflict (what, who) do update set
      count = case when a.since < now() - make_interval(secs => ${seconds}) then 1 else a.count + 1 end,
      since = case when a.since < now() - make_interval(secs => ${seconds}) then now() else a.since end
    returning count, ceil(extract(epoch from a.since + make_interval(secs => ${seconds}) - now()))::int as left
  `.execute(database.UNSAFE_write);
  const row = rows[0];
  if (row && row.count > most) throw new TooManyRequests(Math.max(1, row.left));
}
