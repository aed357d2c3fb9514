import type { Group } from '../model/text.ts';
import { attributionsOf, sorted } from './attribution.ts';
import type { Live } from './gather.ts';
import { shortKey } from './merge.ts';
import type { Attribution, CompiledPlace } from './model.ts';
import { markOf, type Printing } from './render.ts';
import { keyOf, marked, textIn } from './runs.ts';
import type { Plan, Units } from './units.ts';

type Rows = NonNullable<Group['table']>;

/** Rows of tables that come and go, each under the marks of those who propose it; alike ones are joined. */
export function changeTables(
  plan: Plan,
  places: CompiledPlace[],
  live: readonly Live[],
  units: Units,
  printing: Printing,
  compare: (a: string, b: string) => number,
): void {
  const tables = new Map<string, Live[]>();
  for (const one of live) {
    const unit = units.find(one.op.target);
    if (unit) tables.set(unit.eId, [...(tables.get(unit.eId) ?? []), one]);
  }
  for (const [eId, own] of tables) {
    const come = new Map<number, Map<string, { rows: Rows; by: Attribution[]; op: string }>>();
    const go = new Map<number, Attribution[]>();
    for (const { op, amendment, on } of own) {
      const row = op.row ?? 0;
      const by = attributionsOf(amendment, op, on);
      if (op.act === 'SUP') go.set(row, [...(go.get(row) ?? []), ...by]);
      else if (op.act === 'ADD') {
        const key = JSON.stringify(
          (op.rows ?? []).map((one) => one.cells.map((cell) => cell.items.map((item) => keyOf(item.runs)))),
        );
        const at = come.get(row) ?? new Map<string, { rows: Rows; by: Attribution[]; op: string }>();
        come.set(row, at);
        const same = at.get(key) ?? { rows: op.rows ?? [], by: [], op: op.id };
        same.by.push(...by);
        at.set(key, same);
      }
    }
    const record = (kind: 'add' | 'delete', by: Attribution[], key: string, target: string): void => {
      places.push({
        target,
        eId,
        label: null,
        kind: 'row',
        original: [],
        segments: [
          {
            kind: 'choice',
            choice: {
              id: `${target}#${kind}`,
              reason: 'proposed',
              options: [
                { key: 'original', original: true, by: [], segments: [] },
                { key, by, segments: [] },
              ],
            },
          },
        ],
        kept: [],
        contested: false,
      });
    };
    for (const [row, by] of go) record('delete', sorted(by, compare), 'delete', `${eId}/${row}`);
    for (const at of come.values())
      for (const [key, one] of at) record('add', sorted(one.by, compare), shortKey(key), one.op);
    plan.groups.set(eId, (group) => {
      const old = group.table ?? [];
      const table = [...old.keys(), old.length].flatMap((r): Rows => {
        const added = [...come]
          .filter(([row]) => row === r || (r === old.length && row > r))
          .flatMap(([, at]) =>
            [...at.values()].flatMap(({ rows, by }) => rows.map((row) => insertedRow(row, by, printing, compare))),
          );
        const row = old[r];
        const by = go.get(r);
        if (row === undefined) return added;
        return [...added, by === undefined ? row : { ...row, mark: markOf('deleted', sorted(by, compare), printing) }];
      });
      return [{ ...group, table }];
    });
  }
}

function insertedRow(
  row: Rows[number],
  by: Attribution[],
  printing: Printing,
  compare: (a: string, b: string) => number,
): Rows[number] {
  const mark = markOf('inserted', sorted(by, compare), printing);
  return {
    ...row,
    mark,
    cells: row.cells.map((cell) => ({
      ...cell,
      items: cell.items.map((item) => {
        const runs = marked(item.runs, mark);
        return { ...item, runs, text: textIn(runs), state: 'inserted' as const };
      }),
    })),
  };
}
