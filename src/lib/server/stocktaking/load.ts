import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor } from '../platform/actor.ts';
import { can } from '../platform/actor.ts';
import type { CommandContext } from '../platform/context.ts';
import { visibleTo } from '../platform/visibility.ts';
import { MODERATE } from './policy.ts';

/** Loads and locks an initiative for a command. The policy says who may go on. */
export const load = (ctx: Pick<CommandContext, 'db'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('initiative')
    .innerJoin('record', 'record.id', 'initiative.id')
    .selectAll('initiative')
    .select(['record.rev', 'record.withdrawn_at'])
    .where('initiative.id', '=', id)
    .forUpdate('initiative')
    .executeTakeFirst();

/** An initiative as commands hold it, locked. */
export type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

/**
 * What a reader may see of initiatives, as a condition on rows of `initiative` and `record`: what is public, one's own and
 * one's organisation's, and to moderators whatever was ever submitted. A draft is nobody else's.
 */
export function entrySeenBy(actor: Actor): RawBuilder<SqlBool> {
  const open = can(actor, MODERATE, {})
    ? sql<SqlBool>`(${visibleTo(actor)} and record.visibility = 'public' or initiative.state <> 'draft')`
    : sql<SqlBool>`(record.visibility = 'public' and record.withdrawn_at is null)`;
  if (actor.id === null) return open;
  return sql<SqlBool>`(${open} or ${ownedBy(actor)})`;
}

/** Own entries, as a condition on a row of `initiative`. */
export const ownedBy = (actor: Actor): RawBuilder<SqlBool> =>
  sql<SqlBool>`(initiative.submitter = ${actor.id}::uuid or initiative.organisation = any(${[...actor.organisations]}::uuid[]))`;
