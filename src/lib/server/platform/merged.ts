import { sql, type RawBuilder } from 'kysely';

/**
 * A record (the name of a column in SQL) and those that were merged into it, as an array for `= any(…)`: each is looked up by key, where
 * "this one or one of those" would read the whole table.
 */
export const withMerged = (column: string): RawBuilder<string[]> =>
  sql`array(select ${sql.ref(column)} union all select old.id from record old where old.merged_into = ${sql.ref(column)})`;
