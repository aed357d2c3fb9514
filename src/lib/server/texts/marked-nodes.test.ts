import type { Group, Item, Run, Text } from '@suivi/texts';
import { compare } from '@suivi/texts/compare';
import { outline } from '@suivi/texts/outline';
import { expect, test } from 'vitest';
import { markedNodes } from './marked-nodes.ts';

test('a heading and a row that moved are read where they stand now, with the words that changed, and lead to where they stood', () => {
  const words = 'The Council,\ninstructs the Secretary-General\n1\tto keep the quays.';
  const [text] = outline(new TextEncoder().encode(words), { name: 'a.txt' }).texts;
  const item = (eId: string, told: string): Item => ({
    eId,
    label: null,
    text: told,
    runs: [{ text: told }],
    state: 'kept',
    lines: [],
    items: [],
  });
  const group = (eId: string, heading: string, more: Partial<Group>): Group => ({
    ...{ eId, part: 'section', heading, verb: null, addressees: [], state: 'kept', lines: [], items: [], groups: [] },
    ...more,
  });
  const lamps = (heading: string): Group =>
    group('lamps', heading, { items: [item('lamps__p', 'Oil is bought in May.')] });
  const tides = group('tides', 'Tides of the outer harbour', {
    items: [
      item(
        'tides__p',
        'Tides are told to all ships an hour before they turn, by day with flags and by night with lamps.',
      ),
    ],
  });
  const rows = [
    ['Aldmouth', '12'],
    ['Brighaven', '7'],
    ['Calder', '31'],
  ].map(([port = '', ships = ''], i) => [
    item(`r${i}__a`, `Port of ${port} upon the outer quays`),
    item(`r${i}__b`, `${ships} ships`),
  ]);
  const table = (...order: Item[][]): Group =>
    group('table', '', {
      part: 'table',
      table: order.map((cells) => ({ cells: cells.map((one) => ({ items: [one] })) })),
    });
  const [a = [], b = [], c = []] = rows;
  const [before, after] = [
    [lamps('Lamps and their keepers along the quays'), tides, table(a, b, c)],
    [
      tides,
      lamps('Lamps and their oil along the quays'),
      table([item('r2__a', c[0]?.text ?? ''), item('r2__b', '32 ships')], a, b),
    ],
  ].map((groups): Text => ({ ...text!, groups }));
  const nodes = markedNodes(compare(before!, after!).merged);
  const changed = (runs: readonly Run[]): string[] =>
    runs.flatMap(({ mark, text: part }) => (mark ? [`${mark.state} ${part.trim()}`] : []));
  const moved = nodes.filter((node) => node.moved !== null);
  expect(
    moved.map(({ kind, eid, moved: move, runs }) => [kind, move?.way, move?.other !== eid, changed(runs)]),
  ).toEqual([
    ['group', 'away', true, []],
    ['item', 'away', true, []],
    ['group', 'here', true, ['deleted keepers', 'inserted oil']],
    ['item', 'here', true, []],
    ['item', 'here', true, []],
    ['item', 'away', true, []],
  ]);
  // What bears no number is named by how it begins, a row with its cells.
  expect(moved.map(({ kind, moved: move }) => [kind, move?.label ?? null, move?.words])).toEqual([
    ['group', null, 'Lamps and their oil along the quays'],
    ['item', null, 'Oil is bought in May.'],
    ['group', null, 'Lamps and their keepers along the quays'],
    ['item', null, 'Oil is bought in May.'],
    ['item', null, 'Port of Calder upon the outer quays | 31 ships'],
    ['item', null, 'Port of Calder upon the outer quays | 32 ships'],
  ]);
  for (const { moved: move } of moved) expect(nodes.map(({ eid }) => eid)).toContain(move?.other);
  expect(nodes.filter(({ eid }) => eid.startsWith('r2__b')).map(({ runs }) => changed(runs))).toEqual([
    ['deleted 31', 'inserted 32'],
    [],
  ]);
  // The row is no longer marked as one that came or went.
  expect(nodes.find(({ eid }) => eid === 'table')?.grid?.some((row) => row.mark)).toBe(false);
});
