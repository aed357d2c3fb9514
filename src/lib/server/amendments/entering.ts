import type { Amendment, AmendmentOp, Text } from '@suivi/texts';
import { decide, isOpenOp, proposedWords } from '@suivi/texts/amend';
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
  const homes: Homes = new Map(all.flatMap((one) => one.ops.map((op) => [op.id, { one, op }] as const)));
  const seen = lying.filter((one) => numbers.has(Number(one.id)) && one.status === 'proposed');
  const out: ToEnter[] = [];
  for (const one of all) {
    const organisation = of.get(one.by) ?? '';
    const [first, ...others] = one.ops.filter(isOpenOp);
    if (organisation === '' || first === undefined) continue;
    const ops = [first, ...others];
    const entry: ToEnter = { one: { ...one, ops }, organisation, on: null, onTable: null };
    const parent = one.parent === undefined ? undefined : homes.get(first.target);
    if (parent === undefined) out.push(entry);
    else if (out.some((each) => each.one.id === parent.one.id)) out.push({ ...entry, on: parent.one.id });
    else out.push(...withoutParent(entry, parent.op, seen, homes));
  }
  return out;
}

/** Where each change found in a file stands. */
type Homes = ReadonlyMap<string, { one: Amendment; op: AmendmentOp }>;

// What amends a change that is not entered: on the same one where it lies on the table, else as words of its own, if any.
function withoutParent(entry: ToEnter, amended: AmendmentOp, lying: readonly Amendment[], homes: Homes): ToEnter[] {
  const withOps = (ops: AmendmentOp[]): ToEnter => ({ ...entry, one: { ...entry.one, ops } });
  for (const { id, ops } of lying) {
    const same = ops.find((op) => isSame(op, amended));
    if (same === undefined) continue;
    const moved = withOps(entry.one.ops.map((op) => ({ ...op, target: same.id })));
    return [{ ...moved, onTable: { number: Number(id), op: same.id } }];
  }
  const ops = entry.one.ops.flatMap((op) => alone(op, homes));
  return ops.length > 0 ? [withOps(ops)] : [];
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
function alone(op: AmendmentOp, homes: Homes): AmendmentOp[] {
  if (op.act !== 'MOD') return [];
  let root = op;
  for (let next = homes.get(root.target); next !== undefined; next = homes.get(root.target)) root = next.op;
  const { runs, rows, id } = op;
  return [{ ...root, id, ...(runs === undefined ? {} : { runs }), ...(rows === undefined ? {} : { rows }) }];
}
