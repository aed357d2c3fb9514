import type { Amendment, AmendmentOp, Text } from '../../src/index.ts';
import { unitsOf } from '../../src/amend/units.ts';
import { add, by, mod, noc, sup } from './drawing.ts';
import { row, ROWS } from './table-drawing.ts';

/** Random proposals: words replaced, struck, inserted; paragraphs added and taken out; amendments to amendments. */
export function randomAmendments(text: Text, random: () => number, count: number): Amendment[] {
  const units = unitsOf(text).all.filter((unit) => unit.item !== null);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const words = ['old', 'new', 'not', 'may', 'five', 'all', 'clear', 'with care', '2030'];
  const changed = (old: string): string => {
    const parts = old.split(' ');
    for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
      const i = Math.floor(random() * parts.length);
      const kind = random();
      if (kind < 0.4) parts[i] = pick(words);
      else if (kind < 0.7) parts.splice(i, 1);
      else parts.splice(i, 0, pick(words));
    }
    return parts.join(' ');
  };
  const out: Amendment[] = [];
  for (let n = 0; n < count; n++) {
    const ops = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i) => {
      const unit = pick(units);
      const id = `r${n}-${i}`;
      const kind = random();
      if (kind < 0.6) return { ...mod(unit.eId, changed(unit.item?.text ?? '')), id };
      if (kind < 0.75)
        return { ...add(unit.eId, pick(words), { place: pick(['before', 'after', 'inside'] as const) }), id };
      if (kind < 0.85) return { ...sup(unit.eId), id };
      if (kind < 0.92) return { ...noc(unit.eId), id };
      const other = pick(out.length > 0 ? out : [undefined]);
      const target = other?.ops[0];
      return target?.runs ? { ...mod(target.id, changed(target.runs[0]?.text ?? '')), id } : { ...sup(unit.eId), id };
    });
    out.push({
      ...by(pick(['A', 'B', 'C', 'D', 'E', 'F', 'G']), ops),
      id: `am${n}`,
      ...(random() < 0.1 ? { status: 'withdrawn' as const } : {}),
    });
  }
  return out;
}
/** Random proposals for the rows of the table in `withTable`, and for the words of its cells. */
export function randomTableAmendments(text: Text, random: () => number, count: number): Amendment[] {
  const words = randomAmendments(text, random, count);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const cells = (r: number): string[] => {
    const [a = '', b = '', c = ''] = ROWS[r] ?? [];
    return pick([
      [a, `2:${b} ${c}`],
      [`2:${a} ${b}`, c],
      [a, c],
      [a, b, c || 'one lamp'],
      [a, '6', `${c} more`],
      [a, b, 'new', c],
    ]);
  };
  return words.map((one, n) => {
    const r = Math.floor(random() * ROWS.length);
    const kind = random();
    const target = 'table_1';
    const id = `row${n}`;
    const op: AmendmentOp =
      kind < 0.25
        ? { id, act: 'SUP', target, row: r }
        : kind < 0.5
          ? {
              id,
              act: 'ADD',
              target,
              row: r,
              rows: [
                row(
                  pick([
                    ['West', '2', 'none'],
                    ['Isle', '1', ''],
                  ]),
                ),
              ],
            }
          : kind < 0.9
            ? { id, act: 'MOD', target, row: r, rows: [row(cells(r))] }
            : { id, act: 'NOC', target, row: r };
    const more: AmendmentOp[] =
      kind > 0.7 && kind < 0.9
        ? [
            {
              ...op,
              id: `${id}x`,
              row: (r + 1) % ROWS.length,
              rows: [row(cells((r + 1) % ROWS.length))],
              together: 't',
            },
          ]
        : [];
    return { ...one, ops: [...one.ops, more.length > 0 ? { ...op, together: 't' } : op, ...more] };
  });
}
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};
export const shuffled = <T>(list: readonly T[], random: () => number): T[] => {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
};

export function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((one, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one, ...rest]),
  );
}
