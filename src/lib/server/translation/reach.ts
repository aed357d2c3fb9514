import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { can, covers, type Actor } from '../platform/actor.ts';
import { READ_ALL, reachedBy, visibleTo } from '../platform/visibility.ts';

/**
 * What a person may see for their work in one language: what they may see anyway; and where a role that reads everything
 * was given for a language, all that is not withdrawn. Such a grant opens this room in this language, and no other.
 */
export const seenFor = (actor: Actor, lang: string, alias = 'record'): RawBuilder<SqlBool> =>
  actor.grants.some(
    (grant) =>
      grant.scope.kind === 'language' &&
      grant.scope.value === lang &&
      grant.permissions.some((pattern) => covers(pattern, READ_ALL)),
  )
    ? sql<SqlBool>`(${sql.id(alias)}.withdrawn_at is null or ${visibleTo(actor, alias)})`
    : visibleTo(actor, alias);

/** Whether a grant with this permission reaches a text in this language, as a condition on a row of `text`. */
export const reachedIn = (actor: Actor, permission: string, lang: string): RawBuilder<SqlBool> =>
  can(actor, permission, { language: lang })
    ? sql<SqlBool>`true`
    : reachedBy(actor, permission, { body: 'text.body', text: 'text.id' });
