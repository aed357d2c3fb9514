import type { Cell, Item, Mark, Row, Run, Text } from '../../src/index.ts';
import { textOf } from './drawing.ts';
import { withTable } from './table-drawing.ts';

const AUTHORS = ['A', 'B', 'C'];

/**
 * A text as a Word file would hold it after several authors worked in it: words that came and went, paragraphs added, struck,
 * split and joined, rows that came and went, cells that came, went, were merged and filled. Words that somebody put in are struck
 * by others at places (`gone`), and others' words stand amid them (`amid`).
 */
export function randomMarked(random: () => number): Text {
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const mark = (state: Mark['state'], author = pick(AUTHORS)): Mark => ({ state, author });
  let count = 0;
  const wordsOf = (own: string): Run[] =>
    own.split(/(?<= )/).flatMap((word): Run[] => {
      const kind = random();
      if (kind < 0.08) return [{ text: word, mark: mark('deleted') }];
      if (kind < 0.16) return [{ text: word }, { text: `new${++count} `, mark: mark('inserted') }];
      if (kind < 0.2) return [{ text: word }, ...nested()];
      return [{ text: word }];
    });
  // Words of one author in which another struck some, or put some amid.
  const nested = (author = pick(AUTHORS)): Run[] => {
    const other = pick(AUTHORS.filter((one) => one !== author));
    const passed = { text: `gone${++count} `, inserted: { author }, deleted: { author: other } };
    const amid: Run = { text: `amid${count} `, mark: mark('inserted', other) };
    return [
      { text: `new${count} `, mark: mark('inserted', author) },
      ...(chance(0.7) ? [{ text: '', passed }] : []),
      ...(chance(0.6) ? [amid] : []),
      { text: `new${count}. `, mark: mark('inserted', author) },
    ];
  };
  const whole = (own: string, state: Mark['state'], author = pick(AUTHORS)): Pick<Item, 'runs' | 'text' | 'state'> => {
    const more = state === 'inserted' && chance(0.3) ? nested(author) : [];
    const runs: Run[] = [{ text: own, mark: mark(state, author) }, ...more];
    const text = runs
      .map((run) => run.text)
      .join('')
      .trim();
    return { runs, text: state === 'inserted' ? text : '', state };
  };
  const kept = (item: Item): Item => {
    const runs = wordsOf(item.text);
    const text = runs.flatMap((run) => (run.mark?.state === 'deleted' ? [] : [run.text])).join('');
    // One of which every word is struck would be one that is struck.
    return runs.every((run) => run.mark !== undefined) ? item : { ...item, runs, text: text.trim() };
  };
  const list = (items: readonly Item[], ends: boolean): Item[] =>
    items.flatMap((item, i) => {
      const added: Item[] = chance(0.12)
        ? [
            {
              ...item,
              eId: `${item.eId}-x${++count}`,
              label: null,
              items: [],
              ...whole(`added words ${count};`, 'inserted'),
            },
          ]
        : [];
      if (ends && chance(0.12)) return [...added, { ...item, ...whole(item.text, 'deleted') }];
      const below = list(item.items, ends);
      const end = ends && item.items.length === 0 && i < items.length - 1 && chance(0.2);
      return [
        ...added,
        { ...kept(item), items: below, ...(end ? { end: mark(chance(0.5) ? 'inserted' : 'deleted') } : {}) },
      ];
    });
  const cellOf = (one: Cell, r: number, c: number): Cell => {
    if (one.items.length === 0)
      return chance(0.3)
        ? {
            ...one,
            items: [{ eId: `f${++count}`, label: null, lines: [], items: [], ...whole(`filled ${count}`, 'inserted') }],
          }
        : one;
    return { ...one, items: r === 0 && c === 0 ? one.items.map(kept) : list(one.items, false) };
  };
  const rows = (table: readonly Row[]): Row[] =>
    table.flatMap((row, r) => {
      const fresh = (): Cell => {
        const words = `cell ${++count}`;
        return {
          items: [
            {
              eId: `w${count}`,
              label: null,
              text: words,
              runs: [{ text: words }],
              state: 'kept',
              lines: [],
              items: [],
            },
          ],
        };
      };
      const come: Row[] = chance(0.25) ? [{ mark: mark('inserted'), cells: row.cells.map(fresh) }] : [];
      if (chance(0.15)) return [...come, { ...row, mark: mark('deleted') }];
      const cells = row.cells.map((one, c) => cellOf(one, r, c));
      const [first, second, ...others] = cells;
      if (first && second && chance(0.25)) {
        const by = pick(AUTHORS);
        const gone = second.items.map((item) => ({ ...item, ...whole(item.text || 'gone', 'deleted', by), items: [] }));
        const wide: Cell = { ...first, colspan: 2, was: { author: by, colspan: null } };
        return [...come, { ...row, cells: [wide, { ...second, items: gone, mark: mark('deleted', by) }, ...others] }];
      }
      return [...come, { ...row, cells }];
    });
  const base = withTable();
  const groups = base.groups.map((group) => ({
    ...group,
    items: list(group.items, true),
    ...(group.table ? { table: rows(group.table) } : {}),
  }));
  return { ...textOf('The Council,\nrecalling\na)\twords.'), ...base, groups };
}
