import { sql } from 'kysely';
import type { Following } from '../accounts/index.ts';
import type { Handling } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';

const NAMED = (id: string) => sql`t.lead = ${id}
  or exists (select from roadmap_task_partner p where p.task = t.id and p.party = ${id})`;

/** Tasks that an organisation leads or takes part in; nothing of them forbids that it be merged. */
export async function tasksFollowing({ db }: { db: Read | Write }, from: string): Promise<Following> {
  const { rows } = await sql<{
    tasks: number;
  }>`select count(*)::int as tasks from roadmap_task t where ${NAMED(from)}`.execute(db as never);
  return { follows: { tasks: rows[0]?.tasks ?? 0 }, refused: [] };
}

/** Has them follow; who leads a task is not its partner besides. What was released stays as it was. Returns their ids. */
export async function moveTasks({ db }: Handling, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select t.id from roadmap_task t where ${NAMED(from)} for update`.execute(
    db,
  );
  const ids = rows.map(({ id }) => id);
  await sql`update roadmap_task set lead = ${into} where lead = ${from}`.execute(db);
  await sql`insert into roadmap_task_partner (task, party, ord) select task, ${into}::uuid, ord from roadmap_task_partner
    where party = ${from} on conflict do nothing`.execute(db);
  await sql`delete from roadmap_task_partner p using roadmap_task t where t.id = p.task and t.id = any(${ids}::uuid[])
    and (p.party = ${from} or p.party = t.lead)`.execute(db);
  return ids;
}
