import { sql } from 'kysely';
import type { Handling } from '../platform/command.ts';
import { InvalidInput, TooManyRequests } from '../platform/errors.ts';

/** Drafts that one person may begin in a day, and have open at once: more is an import, or a machine. */
const A_DAY = 200;
const OPEN = 500;

/** Refuses `more` entries of one person beyond what a day and a desk may hold. Errors: `too-many-requests` 429, `too-many-drafts`. */
export async function assertRoomFor(ctx: Handling, more = 1): Promise<void> {
  const { rows } = await sql<{ today: number; open: number }>`
    select count(*) filter (where record.created_at > ${ctx.now}::timestamptz - interval '1 day')::int as today,
      count(*) filter (where initiative.state in ('draft', 'submitted'))::int as open
    from initiative join record on record.id = initiative.id where initiative.submitter = ${ctx.actor.id}`.execute(
    ctx.db,
  );
  if ((rows[0]?.today ?? 0) + more > A_DAY) throw new TooManyRequests(86_400);
  if ((rows[0]?.open ?? 0) + more > OPEN) throw new InvalidInput([{ path: 'organisation', code: 'too-many-drafts' }]);
}
