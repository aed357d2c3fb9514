import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Group, WordBlock } from '@suivi/texts';
import { readAkn } from '@suivi/texts/akn';
import { outline } from '@suivi/texts/outline';
import { textToDocx, toDocx } from '@suivi/texts/write/docx';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { tablesOf } from '#lib/ui/parts/tables.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { aknOf, commands, outlineOf, queries, receive } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const CELLS = [
  ['Quay', 'Lanterns'],
  ['North', '12'],
  ['South', '7'],
];
const paragraph = (text: string): WordBlock => ({ kind: 'paragraph', runs: [{ text }] });
const cellsOf = (groups: readonly Group[]): string[][] =>
  groups.flatMap((group) => [
    ...(group.table ?? []).map((row) => row.cells.map((cell) => cell.items.map((item) => item.text).join(' '))),
    ...cellsOf(group.groups),
  ]);

describe('a table in a text that is kept', () => {
  test('is a table on the page, in Word and in Akoma Ntoso, cell by cell', async () => {
    const file = toDocx({
      title: 'Lanterns',
      language: 'en',
      blocks: [
        ...sample().trim().split('\n').map(paragraph),
        {
          kind: 'table',
          rows: CELLS.map((cells, i) => ({
            ...(i === 0 ? { header: true as const } : {}),
            cells: cells.map((words) => ({ blocks: [paragraph(words)] })),
          })),
        },
      ],
    });
    expect(cellsOf(outline(file).texts[0]!.groups)).toEqual(CELLS);
    const { id } = await receive(world.as(world.officer), file, 'lanterns.docx');
    const saved = await execute(commands.saveIntake, world.as(world.officer), {
      id,
      text: 0,
      body: 'council',
      version: '2024',
      lang: 'en',
      visibility: 'public',
    });
    const page = await ask(queries.reading, world.as(), { slug: 'council-500', version: '2024', in: 'en' });
    const { rows, standing } = tablesOf(page.nodes);
    expect([...rows.values()]).toHaveLength(1);
    const [shown] = rows.values();
    expect(shown?.map((row) => row.cells.map((cell) => cell.nodes.map((node) => node.plain).join(' ')))).toEqual(CELLS);
    expect(standing.size).toBe(6);

    const text = await outlineOf(world.db.db.read, saved.edition);
    expect(cellsOf(text.groups)).toEqual(CELLS);
    expect(cellsOf(outline(textToDocx(text)).texts[0]!.groups)).toEqual(CELLS);
    const akn = await aknOf(
      world.db.db.read,
      saved.edition,
      { slug: 'council-500', number: '500', version: page.version, versions: page.versions },
      '2025-02-10',
    );
    expect(cellsOf(readAkn(new TextEncoder().encode(akn)).texts[0]!.groups)).toEqual(CELLS);
  });
});

describe('two languages of one version', () => {
  const french = [
    'RÉSOLUTION 500 (2024)',
    'Suivi du programme des ports',
    'Le Conseil,',
    'rappelant',
    "a)\tl'accord fondateur des villes portuaires;",
    'b)\tque chaque quai doit rester ouvert à tous,',
    'charge le Secrétaire général',
    "1\tde soumettre chaque année au Conseil un rapport sur l'état des quais;",
    '2\tde publier avant le 1er avril 2025 une feuille de route pour les phares;',
    '3\tde tenir une consultation sur les marées à sa session de 2025,',
    'invite les États Membres',
    '1\tà apporter des lanternes au fonds commun.',
    '',
  ].join('\n');

  test('are said to disagree where a date does, and only there', async () => {
    const en = await world.bring(sample(), { version: '2026' });
    const fr = await world.bring(french, { version: '2026', lang: 'fr' });
    const { disagreements } = await ask(queries.compare, world.as(), { left: en.edition, right: fr.edition });
    expect(
      disagreements?.map(({ kind, a, onlyA, onlyB }) => [kind, a?.label, onlyA[0]?.value, onlyB[0]?.value]),
    ).toEqual([['date', '2', '2025-03-01', '2025-04-01']]);
  });

  test('of two versions are not held against each other', async () => {
    const en = await world.bring(sample(), { version: '2027' });
    const other = await world.bring(french, { version: '2028', lang: 'fr' });
    const { disagreements } = await ask(queries.compare, world.as(), { left: en.edition, right: other.edition });
    expect(disagreements).toBeNull();
  });
});
