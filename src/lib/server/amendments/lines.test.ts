import { lineName } from '@suivi/texts/amend/lines';
import { readSource } from '@suivi/texts/outline';
import { textToDocx } from '@suivi/texts/write/docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands, exportCsv, queries } from './index.ts';
import { makeHall, type Hall } from './testing/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await makeHall({ visibility: 'public', window: { shown: 'public' } });
});
afterAll(() => hall.world.close());

const at = (lines: 'yes' | 'no' = 'yes') => ({ slug: hall.slug, version: '2025', lines });
const officer = () => hall.world.as(hall.world.officer);
const numbersOf = async (words: string) => {
  const { rows } = await ask(queries.table, officer(), at());
  const row = rows.find((one) => one.runs.some((run) => run.text.includes(words)));
  return row?.lines.map(lineName);
};

test('lines are numbered where it is asked for, through the whole text', async () => {
  expect((await ask(queries.table, officer(), at('no'))).rows.flatMap((row) => row.lines)).toEqual([]);
  const { rows } = await ask(queries.table, officer(), at());
  const all = rows.flatMap((row) => row.lines.map((one) => one.from));
  expect(all).toEqual(all.map((_, i) => i + 1));
  expect(all.length).toBeGreaterThan(8);
});

test('numbers stay while amendments come, are accepted, and paragraphs are added and reworded', async () => {
  const before = await numbersOf('tides');
  const roadmap = await hall.at('roadmap');
  const quays = await hall.at('state of the quays');
  const added = await hall.propose('Aland', {
    eid: quays.eid,
    kind: 'ADD',
    words:
      'to keep a list of all lamps of all harbours, and to publish it each spring with the names of their keepers;',
  });
  const changed = await hall.propose('Boria', {
    eid: roadmap.eid,
    kind: 'MOD',
    words: roadmap.plain.replace(
      'a roadmap',
      'a roadmap, a chart, a table and a calendar for each of the years to come',
    ),
  });
  const compiled = await ask(queries.compilation, officer(), at());
  const of = (eid: string) => compiled.paragraphs.find((one) => one.eid === eid);
  const first = await numbersOf('roadmap');
  expect(of(roadmap.eid)?.lines.map(lineName)).toEqual(first);
  expect(compiled.paragraphs.filter((one) => one.place?.kind === 'addition').map((one) => one.lines)).toEqual([[]]);

  const { rows } = await ask(queries.exported, officer(), at());
  expect(rows.map((row) => row.lines)).toContain(first?.at(0));
  expect(exportCsv(rows).split('\r\n')[0]).toContain('label,lines,');
  const { stands } = await ask(queries.amendment, officer(), { ...at(), number: changed.number });
  expect(stands[0]?.lines?.from).toBe(Number(first?.[0]));

  for (const { id } of [added, changed])
    await execute(commands.decide, officer(), { id, decision: 'accept', seq: id === added.id ? 0 : 1 });
  expect(await numbersOf('tides')).toEqual(before);
  expect(await numbersOf('calendar')).toEqual(first);
  expect(await numbersOf('list of all lamps')).toEqual([]);
});

test('a correction of the edition once steps were taken moves no number', async () => {
  const before = await numbersOf('tides');
  await hall.world.db.db.pool.query(
    `update node set plain = plain || repeat(' and more', 40), runs = jsonb_build_array(jsonb_build_object('text', plain || repeat(' and more', 40)))
     where edition = $1 and plain like '%founding agreement%'`,
    [hall.edition],
  );
  expect(await numbersOf('tides')).toEqual(before);
});

test('in Word the numbers of lines are those of the page', async () => {
  const { text } = await ask(queries.compiledText, officer(), at());
  const plain = await ask(queries.compiledText, officer(), at('no'));
  const words = (bytes: Uint8Array) =>
    readSource(bytes, 'x.docx').blocks.map((one) => one.runs.map((run) => run.text).join(''));
  const lined = textToDocx(text, { changes: 'tracked' });
  expect(lined.length).toBeGreaterThan(textToDocx(plain.text, { changes: 'tracked' }).length);
  expect(words(lined)).toEqual(words(textToDocx(plain.text, { changes: 'tracked' })));
});
