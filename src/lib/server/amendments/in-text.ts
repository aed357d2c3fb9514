import { sql } from 'kysely';
import type { Read } from '../platform/db.ts';

/**
 * Which amendments stand in the text on the table already though nobody decided on them: all their changes were put into it, or
 * it says what they ask. In: the editions. Out: "edition/number" of each.
 */
export async function inText(db: Read, editions: readonly string[]): Promise<Set<string>> {
  if (editions.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select last.edition || '/' || (one->>'id') as key
    from unnest(${editions}::uuid[]) as at(edition)
    cross join lateral (select w.edition, w.content->'amendments' as list from working_state w
      where w.edition = at.edition order by w.seq desc limit 1) last
    cross join lateral jsonb_array_elements(last.list) one
    where one @? '$.ops[*] ? (@.state == "met")' and not one @? '$.ops[*] ? (!exists(@.state) || @.state == "open")'`.execute(
    db as never,
  );
  return new Set(rows.map(({ key }) => key));
}
