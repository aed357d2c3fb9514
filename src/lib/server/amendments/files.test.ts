import type { Item } from '@suivi/texts';
import { textToDocx } from '@suivi/texts/write/docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { fieldsOf } from '../platform/rest.ts';
import { commands as texts, outlineOf, receive } from '../texts/index.ts';
import { commands, queries, takeFile } from './index.ts';
import { makeHall, OPEN, type Hall } from './testing/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await makeHall();
});
afterAll(() => hall.world.close());
const officer = () => hall.world.as(hall.world.officer);
const at = () => ({ slug: hall.slug, version: '2025' });
const send = (bytes: Uint8Array, edition = hall.edition) => {
  const form = new FormData();
  form.set('edition', edition);
  form.set('file', new Blob([new Uint8Array(bytes)]), 'amendments.docx');
  return takeFile(officer(), new Request('http://localhost/x', { method: 'POST', body: form }));
};

test('of which nobody is named for any author is not entered', async () => {
  const { eid, plain } = await hall.at('tides');
  const marked = structuredClone(await outlineOf(officer().database.read, hall.edition));
  const walk = (items: Item[]): void => {
    for (const item of items) {
      walk(item.items);
      const more = { text: ' and more', mark: { state: 'inserted' as const, author: 'A. Land' } };
      if (item.eId === eid) item.runs = [{ text: plain }, more];
    }
  };
  for (const group of marked.groups) walk(group.items);
  const { id } = await send(textToDocx(marked, { changes: 'tracked' }));
  await expect(execute(commands.enterFile, officer(), { id, organisations: 'none' })).rejects.toMatchObject({
    issues: [{ path: 'organisations', code: 'required' }],
  });
});

test('marks that stand in the text already are not proposed again; comments are the reasons', async () => {
  const earlier = { author: 'Reviser', date: '2024-12-01T10:00:00Z' };
  const marked = structuredClone(await outlineOf(officer().database.read, hall.edition));
  const [first, second] = marked.groups.flatMap((group) => (group.part === 'operative' ? group.items : []));
  if (!first || !second) throw new Error('the sample asks too little');
  first.runs = [{ text: first.text }, { text: ' in full', mark: { state: 'inserted', ...earlier } }];
  second.state = 'deleted';
  second.runs = [{ text: second.text, mark: { state: 'deleted', ...earlier } }];
  const { id: intake } = await receive(officer(), textToDocx(marked, { changes: 'tracked' }), 'draft.docx');
  const draft = { id: intake, text: 0, body: 'council', version: 'marked', lang: 'en', visibility: 'body' };
  const { version, edition } = await execute(texts.saveIntake, officer(), draft);
  await execute(commands.setWindow, officer(), { version, ...OPEN });
  const next = structuredClone(await outlineOf(officer().database.read, edition));
  const item = next.groups.flatMap((group) => group.items).find((one) => one.text === `${first.text} in full`);
  if (!item) throw new Error('the mark was not kept');
  item.runs.push({ text: ' and in short', mark: { state: 'inserted', author: 'A. Land' } });
  const remarks = [{ eId: item.eId, words: 'Long ones are read by few.', author: 'A. Land' }];
  const { id } = await send(textToDocx(next, { changes: 'tracked', remarks }), edition);
  const found = await ask(queries.file, officer(), { id, slug: hall.slug, version: 'marked' });
  expect(found.notes).toEqual([]);
  expect(found.authors).toMatchObject([
    {
      author: 'A. Land',
      changes: [
        {
          act: 'MOD',
          on: null,
          was: `${first.text} in full`,
          words: `${first.text} in full and in short`,
          reasons: 'Long ones are read by few.',
        },
      ],
    },
  ]);
});

describe('a file in which one author changed the words of another', () => {
  /** Aland inserts words in which Boria strikes one and puts another. */
  const nested = async (words: string): Promise<Uint8Array> => {
    const { eid, plain } = await hall.at(words);
    const marked = structuredClone(await outlineOf(officer().database.read, hall.edition));
    const [a, b] = [{ author: 'A. Land' }, { author: 'B. Oria' }];
    const walk = (items: Item[]): void => {
      for (const item of items) {
        walk(item.items);
        if (item.eId !== eid) continue;
        item.runs = [
          { text: plain },
          { text: ' with the old ', mark: { state: 'inserted', ...a } },
          { text: '', passed: { text: 'cranes', inserted: a, deleted: b } },
          { text: 'lamps', mark: { state: 'inserted', ...b } },
        ];
      }
    };
    for (const group of marked.groups) walk(group.items);
    return textToDocx(marked, { changes: 'tracked' });
  };
  const enter = async (bytes: Uint8Array, organisations: string[]) => {
    const { id } = await send(bytes);
    const { authors } = await ask(queries.file, officer(), { id, ...at() });
    expect(authors.map((one) => [one.author, one.changes.map((each) => each.on)])).toEqual([
      ['A. Land', [null]],
      ['B. Oria', ['A. Land']],
    ]);
    // As the form sends it: a field left empty would not come, and the next author's would stand in its place.
    const sent = organisations.map((each) => ['organisations', each] as const);
    await execute(commands.enterFile, officer(), fieldsOf([['id', id], ...sent]));
    const { amendments } = await ask(queries.list, officer(), {});
    return amendments.map((one) => ({ ...one, of: one.organisationName })).sort((a, b) => a.number - b.number);
  };

  test('each has an amendment, the one amending the other; colleagues one together; without the other its own words', async () => {
    const { Aland, Boria } = hall.organisations;
    const before = (await ask(queries.list, officer(), {})).amendments.length;
    const bytes = await nested('roadmap');
    const both = (await enter(bytes, [Aland, Boria])).slice(before);
    expect(both).toMatchObject([
      { of: 'Aland', amends: null },
      { of: 'Boria', amends: both[0]?.number },
    ]);
    expect(both[1]?.eid).toBe(both[0]?.eid);
    // Aland's lies on the table already: what Boria would have in it amends that.
    const third = (await enter(bytes, ['none', Boria])).slice(before + 2);
    expect(third).toMatchObject([{ of: 'Boria', amends: both[0]?.number }]);
    for (const one of [...both, ...third]) await execute(commands.withdraw, officer(), { id: one.id });
    const own = (await enter(bytes, ['none', Boria])).slice(before + 3);
    expect(own).toMatchObject([{ of: 'Boria', amends: null, kind: 'MOD' }]);
    const colleagues = (await enter(bytes, [Aland, Aland])).slice(before + 4);
    expect(colleagues).toMatchObject([{ of: 'Aland', amends: null }]);
    for (const one of [...own, ...colleagues]) {
      const shown = await ask(queries.amendment, officer(), { ...at(), number: one.number });
      expect(shown.changes[0]?.words).toMatch(/ with the old lamps$/);
      await execute(commands.withdraw, officer(), { id: one.id });
    }
  });
});
