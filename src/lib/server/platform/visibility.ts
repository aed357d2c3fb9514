import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { can, covers, type Actor, type Grant } from './actor.ts';

/** The permission to read everything, drafts and withdrawn records included. */
export const READ_ALL = 'record.read-all';
/** The permission to read what is kept within a body. */
export const READ_BODY = 'record.read-body';

/**
 * Whether a grant of the actor with this permission reaches a row, as a condition: what `can` says of one record, for
 * lists of many. `body` and `text` name columns.
 */
export function reachedBy(
  actor: Actor,
  permission: string,
  columns: { body?: string; text?: string },
): RawBuilder<SqlBool> {
  if (can(actor, permission, {})) return sql<SqlBool>`true`;
  const within = (kind: 'body' | 'text'): string[] =>
    actor.grants.flatMap((grant) =>
      grant.scope.kind === kind && grant.permissions.some((pattern) => covers(pattern, permission))
        ? [grant.scope.record]
        : [],
    );
  const parts = (['body', 'text'] as const).flatMap((kind) => {
    const column = columns[kind];
    return column === undefined ? [] : [sql`${sql.ref(column)} = any(${within(kind)}::uuid[])`];
  });
  return sql<SqlBool>`(${sql.join([sql`false`, ...parts], sql` or `)})`;
}

/** Who sees a record, from few to all. */
export type Shown = 'draft' | 'body' | 'public';
export const RANK: Record<Shown, number> = { draft: 0, body: 1, public: 2 };

/** What an actor's grants open to them beyond what is public. */
function openTo(actor: Actor): { all: boolean; everyBody: boolean; bodies: string[]; allOf: string[] } {
  const all = can(actor, READ_ALL, {});
  const holds = (g: Grant, permission: string): boolean => g.permissions.some((pattern) => covers(pattern, permission));
  const everyBody = actor.grants.some((g) => holds(g, READ_BODY) && g.scope.kind === 'all');
  const bodiesOf = (permission: string): string[] =>
    all ? [] : actor.grants.flatMap((g) => (holds(g, permission) && g.scope.kind === 'body' ? [g.scope.record] : []));
  return { all, everyBody, bodies: everyBody ? [] : bodiesOf(READ_BODY), allOf: bodiesOf(READ_ALL) };
}

/** The same for two actors whom `visibleTo` shows the same records: what is counted for one holds for the other. */
export const sightOf = (actor: Actor): string => {
  const { all, everyBody, bodies, allOf } = openTo(actor);
  return all ? 'all' : JSON.stringify([everyBody, [...new Set(bodies)].sort(), [...new Set(allOf)].sort()]);
};

/**
 * The one place that says what a reader may see, as a condition on a row of `record` under the alias given. Every list,
 * feed, search, count, export and event page puts it into its query.
 *
 * Public and not withdrawn: anyone. Kept within a body: who holds `record.read-body` there. Draft: who holds
 * `record.read-all`.
 */
export function visibleTo(actor: Actor, alias = 'record'): RawBuilder<SqlBool> {
  const { all, everyBody, bodies, allOf } = openTo(actor);
  if (all) return sql<SqlBool>`true`;
  const row = sql.id(alias);
  const open = sql<SqlBool>`(${row}.visibility = 'public' and ${row}.withdrawn_at is null)`;
  if (everyBody) return sql<SqlBool>`(${open} or (${row}.visibility = 'body' and ${row}.withdrawn_at is null))`;
  if (bodies.length === 0 && allOf.length === 0) return open;
  return sql<SqlBool>`(${open}
    or (${row}.visibility = 'body' and ${row}.withdrawn_at is null and ${row}.owner_body = any(${bodies}::uuid[]))
    or ${row}.owner_body = any(${allOf}::uuid[]))`;
}
