import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * When a step of a document is late, as a condition on rows `milestone`, `occurrence`, `obligation` and `host` (the body
 * of the session, whose time zone counts). Like the occurrence itself it follows the reader's clock and is never stored.
 */
export const isStepLate = (
  now: Date,
): RawBuilder<SqlBool> => sql<SqlBool>`(milestone.done_on is null and obligation.binding and obligation.life = 'active'
  and occurrence.state in ('planned', 'in-progress', 'partly')
  and upper(milestone.due) <= (${now}::timestamptz at time zone host.time_zone)::date)`;

/** Rows of steps with all that they stand on. */
export const STEPS_FROM = sql`milestone join record mr on mr.id = milestone.id
  join occurrence on occurrence.id = milestone.occurrence join obligation on obligation.id = occurrence.obligation
  join record on record.id = obligation.id join session on session.id = occurrence.session join party host on host.id = session.body`;
