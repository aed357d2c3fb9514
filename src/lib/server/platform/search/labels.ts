import { sql } from 'kysely';
import type { Read, Write } from '../db.ts';

/*
 * Labels that lists are counted by, as numbers of two bytes (search_label): a document bears those of its labels side by side, the
 * higher byte first, and a list is counted by adding up.
 */

/** Numbers of labels; those that have none yet get one. Two that write at once wait for each other only where both bring the same new one. */
export async function numbersOf(ctx: { db: Write }, labels: readonly string[]): Promise<Map<string, number>> {
  const distinct = [...new Set(labels)].sort();
  const read = async (): Promise<Map<string, number>> => {
    const rows = await ctx.db
      .selectFrom('search_label')
      .select(['code', 'label'])
      .where('label', '=', sql<string>`any(${distinct}::text[])`)
      .execute();
    return new Map(rows.map(({ label, code }) => [label, code]));
  };
  const known = await read();
  const missing = distinct.filter((label) => !known.has(label));
  if (missing.length === 0) return known;
  // A number is drawn for a row that is new, and for none that is there: there are 32,767.
  await sql`insert into search_label (label) select label from unnest(${missing}::text[]) one(label) order by label
    on conflict (label) do nothing`.execute(ctx.db);
  return read();
}

/** Numbers side by side, in hexadecimal. Throws where a label has none. */
export const packed = (labels: readonly string[], numbers: ReadonlyMap<string, number>): string =>
  labels
    .map((label) => {
      const code = numbers.get(label);
      if (code === undefined) throw new RangeError(`a label without a number: ${label}`);
      return code;
    })
    .sort((a, b) => a - b)
    .map((code) => code.toString(16).padStart(4, '0'))
    .join('');

// One for all tallies: each is taken in one go, and another of its size for each would be most of the work.
const counts = new Uint32Array(0x8000);

/** How often each number stands among those side by side. */
export function tally(codes: Uint8Array): Map<number, number> {
  counts.fill(0);
  let last = 0;
  for (let i = 0; i + 1 < codes.length; i += 2) {
    const code = ((codes[i] ?? 0) << 8) | (codes[i + 1] ?? 0);
    counts[code] = (counts[code] ?? 0) + 1;
    if (code > last) last = code;
  }
  const found = new Map<number, number>();
  for (let code = 0; code <= last; code++) {
    const n = counts[code] ?? 0;
    if (n > 0) found.set(code, n);
  }
  return found;
}

/** Labels by their numbers as far as one database was asked: they keep them, so what is known stays true. */
const known = new WeakMap<Read, Map<number, string>>();

/** Counts under their labels. */
export async function named(db: Read, tallied: ReadonlyMap<number, number>): Promise<{ label: string; n: number }[]> {
  const labels = known.get(db) ?? new Map<number, string>();
  known.set(db, labels);
  const missing = [...tallied.keys()].filter((code) => !labels.has(code));
  if (missing.length > 0) {
    const rows = await db
      .selectFrom('search_label')
      .select(['code', 'label'])
      .where('code', '=', sql<number>`any(${missing}::int[])`)
      .execute();
    for (const { code, label } of rows) labels.set(code, label);
  }
  return [...tallied].flatMap(([code, n]) => {
    const label = labels.get(code);
    return label === undefined ? [] : [{ label, n }];
  });
}
