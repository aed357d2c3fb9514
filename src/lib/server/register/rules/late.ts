import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** States in which a thing is still owed. */
export const OPEN_STATES = ['planned', 'in-progress', 'partly'] as const;

/**
 * The one place that says when an occurrence is late, as a condition on rows `occurrence`, `obligation` and `owner` (the
 * party whose time zone counts). Never stored: it follows the reader's clock. A month or a year is late only after its last
 * instant; an invitation never is, nor what a version not in force asks (product.md, principles).
 */
export const isLate = (
  now: Date,
): RawBuilder<SqlBool> => sql<SqlBool>`(obligation.binding and obligation.life = 'active'
  and occurrence.state in ('planned', 'in-progress', 'partly') and occurrence.due is not null
  and upper(occurrence.due) <= (${now}::timestamptz at time zone owner.time_zone)::date)`;

/** Whether an obligation has a late occurrence, told from its nearest open one (`obligation.next_due`, kept by a trigger). */
export const isObligationLate = (
  now: Date,
): RawBuilder<SqlBool> => sql<SqlBool>`coalesce(obligation.binding and obligation.life = 'active'
  and obligation.next_due <= (${now}::timestamptz at time zone owner.time_zone)::date, false)`;
