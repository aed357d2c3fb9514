import { expect, test } from 'vitest';
import { axisOf, cellsIn, type AxisConcept } from './grid.ts';

/** "C1 C7(C7a C7b) C8": concepts in order, those below in brackets. */
function tree(drawn: string): AxisConcept[] {
  const out: AxisConcept[] = [];
  const open: string[] = [];
  for (const sign of drawn.match(/[\w.]+|[()]/g) ?? [])
    if (sign === '(') open.push(out.at(-1)?.code ?? '');
    else if (sign === ')') open.pop();
    else out.push({ code: sign, parent: open.at(-1) ?? null, ord: out.length });
  return out;
}
const heads = (drawn: string, named: string): string =>
  axisOf(tree(drawn), new Set(named.split(' ')))
    .map((one) => one.code)
    .join(' ');

test('rows are what is named, in the order of the tree', () => expect(heads('A B C', 'C A B')).toBe('A B C'));
test('what stands beside a named one is an empty row', () => expect(heads('A B C', 'A C')).toBe('A B C'));
test('a branch stands for its line where only branches are named', () =>
  expect(heads('C1 C7(a b) C8', 'C1 a C8')).toBe('C1 a b C8'));
test('a target is shown with its goal', () => expect(heads('S(G1(1.1 1.2) G2(2.1))', 'G1 1.2 G2')).toBe('G1 G2'));
test('a target whose goal no one names heads its own column', () =>
  expect(heads('S(G1(1.1) G2(2.1 2.2))', 'G1 2.1')).toBe('G1 2.1 2.2'));

test('a place is official where something it stands for is, and counts what stands below', () => {
  const [rows, columns] = [
    axisOf(tree('A B'), new Set(['A'])),
    axisOf(tree('G(G.1 G.2)'), new Set(['G', 'G.1', 'G.2'])),
  ];
  const links = [
    { from: 'A', to: 'G', standing: 'to-confirm' as const },
    { from: 'A', to: 'G.1', standing: 'official' as const },
    { from: 'A', to: 'G.2', standing: 'to-confirm' as const },
  ];
  expect(cellsIn(links, rows, columns)).toEqual([{ from: 'A', to: 'G', standing: 'official', below: 2 }]);
});
