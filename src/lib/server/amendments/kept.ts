import type { AmendmentOp, AmendmentStatus, Row, Text } from '@suivi/texts';
import { changesOf, isOpenOp, rebase, rowWords } from '@suivi/texts/amend';
import type { Handling } from '../platform/command.ts';
import { rowsOf } from '../texts/index.ts';
import { onTable, sameWords, standing, tableAt, tablesIn } from './table.ts';

/**
 * What became of the amendments that were put into the text all at once, by the text that is adopted: accepted where their
 * words stand in it, rejected where they do not, in part where some do. In: the edition, the text adopted. Out: by number.
 */
export async function keptOf(ctx: Handling, edition: string, adopted: Text): Promise<Map<string, AmendmentStatus>> {
  const puts = await ctx.db
    .selectFrom('working_state')
    .select('seq')
    .where('edition', '=', edition)
    .where('act', '=', 'put')
    .orderBy('seq')
    .execute();
  const out = new Map<string, AmendmentStatus>();
  for (const { seq } of puts) {
    const [then, now] = [await onTable(ctx.db, edition, seq - 1), await onTable(ctx.db, edition, seq)];
    const met = new Set(now.amendments.flatMap(({ ops }) => ops.flatMap((op) => (op.state === 'met' ? [op.id] : []))));
    const put = then.amendments.filter(({ ops }) => ops.some((op) => met.has(op.id) && isOpenOp(op)));
    const left = rebase(
      then.text,
      adopted,
      put.map((one) => ({ ...one, status: 'proposed' as const })),
    );
    for (const one of left.amendments) {
      const before = put.find(({ id }) => id === one.id)?.ops ?? [];
      const stay = one.ops.map((op, i) => share(then.text, adopted, before[i], op));
      const some = stay.some((part) => part > 0);
      out.set(one.id, stay.every((part) => part === 1) ? 'accepted' : some ? 'partly-accepted' : 'rejected');
    }
  }
  return out;
}

const cellsOf = (row: Row): string[] => row.cells.map((cell) => rowWords({ cells: [cell] }));

/** How much of a change stands in the text adopted, from 0 to 1; `was` before it was put into the text, `op` carried onto that adopted. */
function share(then: Text, adopted: Text, was: AmendmentOp | undefined, op: AmendmentOp): number {
  if (op.state === 'met' || op.state === 'accepted') return 1;
  if (was === undefined) return 0;
  if (was.rows ?? was.row !== undefined) return shareOfRows(then, adopted, was, op);
  if (was.act === 'ADD') {
    const added = standing(was.runs ?? []);
    return rowsOf(adopted).some(({ plain }) => sameWords(plain, added)) ? 1 : 0;
  }
  const wordsAt = (text: Text): string | undefined =>
    rowsOf(text).find((row) => (row.wid ?? row.eid) === was.target || row.eid === was.target)?.plain;
  if (was.act === 'NOC') return wordsAt(then) === wordsAt(adopted) ? 1 : 0;
  if (!isOpenOp(op)) return 0;
  // Its words that differ from the text adopted, of those that differed before.
  const all = changesOf(then, was).length;
  return all === 0 ? 0 : Math.max(0, 1 - changesOf(adopted, op).length / all);
}

// Of rows that are added those that stand in a table of the text adopted; of a row that is changed the cells that stand so.
function shareOfRows(then: Text, adopted: Text, was: AmendmentOp, op: AmendmentOp): number {
  const { rows = [] } = was;
  if (was.act === 'ADD') {
    const stand = tablesIn(adopted.groups).flatMap(({ table }) => table);
    const kept = rows.filter((row) => stand.some((one) => sameWords(rowWords(one), rowWords(row))));
    return rows.length === 0 ? 0 : kept.length / rows.length;
  }
  const old = tableAt(then.groups, was.target)?.[was.row ?? 0];
  const now = isOpenOp(op) ? tableAt(adopted.groups, op.target)?.[op.row ?? 0] : undefined;
  if (old === undefined || now === undefined || was.act === 'SUP') return 0;
  if (was.act === 'NOC') return sameWords(rowWords(old), rowWords(now)) ? 1 : 0;
  const [before, is, next] = [cellsOf(old), cellsOf(now), rows.flatMap(cellsOf)];
  const changed = [...next.keys()].filter((i) => !sameWords(next[i] ?? '', before[i] ?? ''));
  const kept = changed.filter((i) => sameWords(next[i] ?? '', is[i] ?? ''));
  return changed.length === 0 ? 0 : kept.length / changed.length;
}
