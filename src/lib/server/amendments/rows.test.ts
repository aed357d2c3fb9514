import type { Group, PassedRow, Row, Text } from '@suivi/texts';
import { redlineToHtml } from '@suivi/texts/compare';
import { outline } from '@suivi/texts/outline';
import { textToDocx, toDocx } from '@suivi/texts/write/docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tablesOf } from '#lib/ui/parts/tables.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { sample } from '../testing/world.ts';
import { commands as texts, outlineOf, queries as textQueries, receive } from '../texts/index.ts';
import { commands, queries, takeFile } from './index.ts';
import { tablesIn } from './table.ts';
import { makeHall, type Hall } from './testing/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await makeHall();
});
afterAll(() => hall.world.close());
const officer = () => hall.world.as(hall.world.officer);

const [A, B] = [
  { author: 'A. Land', date: '2025-02-03T10:00:00Z' },
  { author: 'B. Oria', date: '2025-02-04T10:00:00Z' },
];
const paragraph = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] });
const rowOf = (...cells: string[]) => ({ cells: cells.map((words) => ({ blocks: [paragraph(words)] })) });

/** A text with a table of quays, as a Word file. */
const plain = (title: string): Uint8Array =>
  toDocx({
    title,
    language: 'en',
    blocks: [
      ...sample({ title }).trim().split('\n').map(paragraph),
      { kind: 'table', rows: [rowOf('Quay', 'Lanterns'), rowOf('North', '12'), rowOf('South', '7')] },
    ],
  });
/** The row that A adds and B strikes. */
function west(): PassedRow {
  const items = (text: string) => [
    {
      eId: '',
      label: null,
      text: '',
      state: 'deleted' as const,
      runs: [{ text: '', passed: { text, inserted: A, deleted: B } }],
      lines: [],
      items: [],
    },
  ];
  const cells = [{ items: items('West') }, { items: items('9') }];
  return { at: 2, row: { mark: { ...B, state: 'deleted' }, cells }, inserted: A };
}
const inTable = (groups: readonly Group[], change: (group: Group) => Group): Group[] =>
  groups.map((group) => (group.table ? change(group) : { ...group, groups: inTable(group.groups, change) }));
const marked = (text: Text): Uint8Array =>
  textToDocx({ ...text, groups: inTable(text.groups, (group) => ({ ...group, passedRows: [west()] })) });
const passedIn = (text: Text): [number, string | undefined, string | undefined, (string | undefined)[]][] => {
  const found: ReturnType<typeof passedIn> = [];
  inTable(text.groups, (group) => {
    for (const { at, row, inserted } of group.passedRows ?? [])
      found.push([
        at,
        inserted.author,
        row.mark?.author,
        row.cells.map((cell) => cell.items[0]?.runs[0]?.passed?.text),
      ]);
    return group;
  });
  return found;
};
const WEST = [[2, 'A. Land', 'B. Oria', ['West', '9']]];

const keep = async (file: Uint8Array, version: string) => {
  const { id } = await receive(officer(), file, `${version}.docx`);
  const saving = { id, text: 0, body: 'council', version, lang: 'en', visibility: 'public' };
  return execute(texts.saveIntake, officer(), saving);
};

test('a row that one adds and another strikes in a file is kept with the text, shown on its page and written to Word again', async () => {
  const [clean] = outline(plain('Quays of the west'), { name: 'quays.docx' }).texts;
  const saved = await keep(marked(clean!), '2031');
  const text = await outlineOf(hall.world.db.db.read, saved.edition);
  expect(passedIn(text)).toEqual(WEST);
  expect(passedIn(outline(textToDocx(text), { name: 'again.docx' }).texts[0]!)).toEqual(WEST);
  expect(redlineToHtml(text)).toContain('West</del></ins>');
  const page = await ask(textQueries.reading, officer(), { slug: saved.slug, version: '2031', in: 'en' });
  const [rows] = tablesOf(page.nodes).rows.values();
  expect(rows?.map(({ state, cells }) => [state, cells[0]?.nodes.map((node) => node.runs[0])])).toMatchObject([
    ['kept', [{ text: 'Quay' }]],
    ['kept', [{ text: 'North' }]],
    ['deleted', [{ text: '', passed: { text: 'West', inserted: A, deleted: B } }]],
    ['kept', [{ text: 'South' }]],
  ]);
  // Neither reading has it: it is found by no word, and asks nothing of anybody.
  const { rows: found } = await hall.world.db.db.pool.query(
    `select 1 from node where edition = $1 and (plain <> '' and state = 'deleted' or search @@ to_tsquery('simple', 'west'))`,
    [saved.edition],
  );
  expect(found.filter((_, i) => i > 0)).toEqual([]);
});

test('it is one member’s amendment and the other’s to it, through compilation, Word and export', async () => {
  const saved = await keep(plain('Quays of the east'), '2032');
  const at = { slug: saved.slug, version: '2032' };
  await execute(commands.setWindow, officer(), {
    version: saved.version,
    opens: '2025-02-01T09:00',
    closes: '2025-02-20T18:00',
  });
  const form = new FormData();
  form.set('edition', saved.edition);
  const file = marked(await outlineOf(hall.world.db.db.read, saved.edition));
  form.set('file', new Blob([new Uint8Array(file)]), 'amendments.docx');
  const { id } = await takeFile(officer(), new Request('http://localhost/x', { method: 'POST', body: form }));
  const shown = await ask(queries.file, officer(), { id, ...at });
  expect(
    shown.authors.map(({ author, changes }) => [author, changes.map(({ act, on, words }) => [act, on, words])]),
  ).toEqual([
    ['A. Land', [['ADD', null, 'West | 9']]],
    ['B. Oria', [['SUP', 'A. Land', '']]],
  ]);
  const { Aland, Boria } = hall.organisations;
  await execute(commands.enterFile, officer(), { id, organisations: [Aland, Boria] });
  const { amendments } = await ask(queries.list, officer(), {});
  expect(
    amendments.map(({ organisationName, kind, number, amends }) => [organisationName, kind, number, amends]).sort(),
  ).toEqual([
    ['Aland', 'ADD', 1, null],
    ['Boria', 'SUP', 2, 1],
  ]);

  const page = await ask(queries.compilation, officer(), at);
  expect(page.loose).toEqual([]);
  const told = page.paragraphs.flatMap((one) => one.rows.map(({ act, by, on, words }) => [act, by, on, words]));
  expect(told).toEqual([
    ['ADD', 'Aland', null, 'West | 9'],
    ['SUP', 'Boria', '1', ''],
  ]);
  expect(JSON.stringify(page.paragraphs.map((one) => one.runs))).toContain('West');
  const { text } = await ask(queries.compiledText, officer(), at);
  const [word] = outline(textToDocx(text), { name: 'compiled.docx' }).texts;
  const words = JSON.stringify(word?.groups);
  for (const one of ['[Aland: West', 'Aland (Boria)']) expect(words).toContain(one);
  const { rows } = await ask(queries.exported, officer(), at);
  expect(rows.map(({ number, act, by, on, outcome }) => [number, act, by, on, outcome])).toEqual([
    [1, 'ADD', 'Aland', null, 'bracketed'],
    [2, 'SUP', 'Boria', '1', 'bracketed'],
  ]);

  // Boria's amendment accepted, the row is not made; rejected, it may be.
  const [, against] = amendments.toSorted((a, b) => a.number - b.number);
  await execute(commands.decide, officer(), { id: against?.id, decision: 'reject' });
  const [add] = amendments.toSorted((a, b) => a.number - b.number);
  await execute(commands.decide, officer(), { id: add?.id, decision: 'accept' });
  const now = await ask(queries.table, officer(), at);
  expect(now.rows.map((row) => row.runs.map((run) => run.text).join('')).join(' ')).toContain('West 9');
});

test('rows that were put into the text all at once and stand in what is adopted are told as accepted', async () => {
  const saved = await keep(plain('Quays of the south'), '2033');
  const at = { slug: saved.slug, version: '2033' };
  await execute(commands.setWindow, officer(), {
    version: saved.version,
    opens: '2025-02-01T09:00',
    closes: '2025-02-20T18:00',
  });
  const text = await outlineOf(hall.world.db.db.read, saved.edition);
  const [of] = tablesIn(text.groups);
  const mark = (author: string, state: 'inserted' | 'deleted') => ({ state, author, date: A.date });
  const change = (row: Row, c: number, to: string, author: string): Row => ({
    ...row,
    cells: row.cells.map((cell, i) => ({
      ...cell,
      items: cell.items.map((item) =>
        i !== c
          ? item
          : {
              ...item,
              runs: [
                { text: item.text, mark: mark(author, 'deleted') },
                { text: to, mark: mark(author, 'inserted') },
              ],
              text: to,
            },
      ),
    })),
  });
  const added = (author: string, ...cells: string[]): Row => ({
    mark: mark(author, 'inserted'),
    cells: cells.map((words) => ({
      items: [
        {
          eId: '',
          label: null,
          text: words,
          runs: [{ text: words, mark: mark(author, 'inserted') }],
          state: 'inserted',
          lines: [],
          items: [],
        },
      ],
    })),
  });
  const gone = (row: Row, author: string): Row => ({
    ...row,
    mark: mark(author, 'deleted'),
    cells: row.cells.map((cell) => ({
      ...cell,
      items: cell.items.map((item) => ({
        ...item,
        state: 'deleted',
        runs: item.runs.map((run) => ({ ...run, mark: mark(author, 'deleted') })),
      })),
    })),
  });
  const [head, north, south] = of?.table ?? [];
  // One author adds a row, the second strikes one, the third changes a cell.
  const table = [head!, change(north!, 1, '14', 'C. Umbra'), gone(south!, 'B. Oria'), added('A. Land', 'East', '3')];
  const form = new FormData();
  form.set('edition', saved.edition);
  const file = textToDocx({ ...text, groups: inTable(text.groups, (group) => ({ ...group, table })) });
  form.set('file', new Blob([new Uint8Array(file)]), 'rows.docx');
  const { id } = await takeFile(officer(), new Request('http://localhost/x', { method: 'POST', body: form }));
  const { authors } = await ask(queries.file, officer(), { id, ...at });
  const { Aland, Boria, Cumbra } = hall.organisations;
  const by: Record<string, string> = { 'A. Land': Aland, 'B. Oria': Boria, 'C. Umbra': Cumbra };
  await execute(commands.enterFile, officer(), { id, organisations: authors.map(({ author }) => by[author] ?? '') });
  const mine = async () => {
    const { amendments } = await ask(queries.list, officer(), {});
    return amendments
      .filter((one) => one.version === '2033')
      .map((one) => `${one.organisationName} ${one.kind} ${one.state}`)
      .sort();
  };
  expect(await mine()).toEqual(['Aland ADD proposed', 'Boria SUP proposed', 'Cumbra MOD proposed']);
  await execute(commands.put, officer(), { edition: saved.edition });
  const now = await ask(queries.table, officer(), at);
  const words = now.rows.map((row) => row.runs.map((run) => run.text).join('')).join(' ');
  expect(words).toContain('North 14 East 3');
  await execute(commands.adopt, officer(), { edition: saved.edition, label: '2034', on: '2025-02-21' });
  expect(await mine()).toEqual(['Aland ADD accepted', 'Boria SUP accepted', 'Cumbra MOD accepted']);
});
