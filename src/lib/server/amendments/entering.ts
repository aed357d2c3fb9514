import { decide, proposedWords, type Amendment, type AmendmentOp, type Text } from '@suivi/texts';
import type { OnTable } from './table.ts';

/** An amendment found in a file that is to be entered, and what it amends. */
export interface ToEnter {
  one: Amendment;
  organisation: string;
  /** Id of another one found in the file, which stands before it in the list. */
  on: string | null;
  /** Number and change of one that lies on the table already. */
  onTable: { number: number; op: string } | null;
}

/**
 * What of a file is entered once each author has an organisation (`of`: its id by author; "" leaves the author's changes
 * out). What colleagues change in each other's words is one amendment. What amends an author who is left out amends the same
 * proposal where it lies on the table (`numbers`: those that the actor may see); else it stands as its own words.
 */
export function entering(
  found: readonly Amendment[],
  of: ReadonlyMap<string, string>,
  { text, amendments: lying }: Pick<OnTable, 'text' | 'amendments'>,
  numbers: ReadonlySet<number>,
): ToEnter[] {
  const all = joined(found, of, text);
  const homes = new Map(all.flatMap((one) => one.ops.map((op) => [op.id, { one, op }] as const)));
  const out: ToEnter[] = [];
  for (const one of all) {
    const organisation = of.get(one.by) ?? '';
    const open = one.ops.filter((op) => (op.state ?? 'open') === 'open');
    if (organisation === '' || open.length === 0) continue;
    const entry: ToEnter = { one: { ...one, ops: open }, organisation, on: null, onTable: null };
    const [first] = open;
    const parent = first === undefined || one.parent === undefined ? undefined : homes.get(first.target);
    if (first === undefined || parent === undefined) out.push(entry);
    else if (out.some((each) => each.one.id === parent.one.id)) out.push({ ...entry, on: parent.one.id });
    else {
      const same = lying.find(
        (each) =>
          numbers.has(Number(each.id)) && each.status === 'proposed' && each.ops.some((op) => isSame(op, parent.op)),
      );
      const op = same?.ops.find((each) => isSame(each, parent.op));
      if (same !== undefined && op !== undefined) {
        const ops = open.map((each) => ({ ...each, target: op.id }));
        out.push({ ...entry, one: { ...entry.one, ops }, onTable: { number: Number(same.id), op: op.id } });
        continue;
      }
      const ops = open.flatMap((each) => alone(each, homes));
      if (ops.length > 0) out.push({ ...entry, one: { ...entry.one, ops } });
    }
  }
  return out;
}

function joined(found: readonly Amendment[], of: ReadonlyMap<string, string>, text: Text): Amendment[] {
  let all = [...found];
  for (const { id } of found) {
    const one = all.find((each) => each.id === id);
    const parent = all.find((each) => each.id === one?.parent);
    const [own, other] = [one && of.get(one.by), parent && of.get(parent.by)];
    if (own && own === other) all = decide(text, all, { kind: 'accept', amendment: id }).amendments;
  }
  return all.filter(({ status }) => status === 'proposed');
}

const isSame = (a: AmendmentOp, b: AmendmentOp): boolean =>
  a.act === b.act && a.target === b.target && a.row === b.row && proposedWords(a) === proposedWords(b);

// A change of words that nobody proposes here, as a proposal of its own; to strike such words asks nothing.
function alone(op: AmendmentOp, homes: ReadonlyMap<string, { op: AmendmentOp }>): AmendmentOp[] {
  if (op.act !== 'MOD') return [];
  let root = op;
  for (let next = homes.get(root.target); next !== undefined; next = homes.get(root.target)) root = next.op;
  const { runs, rows, id } = op;
  return [{ ...root, id, ...(runs === undefined ? {} : { runs }), ...(rows === undefined ? {} : { rows }) }];
}
