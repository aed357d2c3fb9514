import { sql } from 'kysely';
import type { QueryContext } from '../platform/context.ts';
import { isPublic, lineColumns, lineFrom, type EntryLine } from './line.ts';

/** Of each concept so many of the latest entries are looked at: the work does not grow with the registry. */
const LOOKED_AT = 40;
const SHOWN = 5;

/**
 * Entries that have most in common with one: shared action lines, goals and countries, one point each; the same
 * organisation, two. Only the latest entries of each concept are candidates.
 */
export async function relatedTo(
  { db, lang, now }: Pick<QueryContext, 'db' | 'lang' | 'now'>,
  one: { id: string; organisation: string },
): Promise<EntryLine[]> {
  const { rows } = await sql<EntryLine>`
    with shared as (
      select near.record as id, 1 as points from tag own cross join lateral (
        select t.record from tag t join initiative i on i.id = t.record where t.concept = own.concept and t.state = 'confirmed'
          and t.record <> own.record order by t.record desc limit ${LOOKED_AT}) near
      where own.record = ${one.id} and own.state = 'confirmed'
      union all
      (select i.id, 2 from initiative i where i.organisation = ${one.organisation} and i.id <> ${one.id} order by i.id desc limit ${LOOKED_AT})
    ), scored as (select id, sum(points) as points from shared group by id order by points desc, id desc limit ${SHOWN * 4})
    select ${lineColumns({ lang, now })} from scored join ${lineFrom} on initiative.id = scored.id
    where ${isPublic} and scored.points > 1 order by scored.points desc, initiative.id desc limit ${SHOWN}`.execute(
    db as never,
  );
  return rows;
}
