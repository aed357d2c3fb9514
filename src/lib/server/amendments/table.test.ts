import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../platform/db.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as texts } from '../texts/index.ts';
import { commands, follow, queries, type Changes } from './index.ts';
import { makeHall, type Hall } from './testing/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await makeHall({ visibility: 'public', window: { shown: 'public' } });
});
afterAll(() => hall.world.close());

const see = (step?: number, actor?: Hall['world']['officer']) =>
  ask(queries.table, hall.world.as(actor), {
    slug: hall.slug,
    version: '2025',
    ...(step === undefined ? {} : { step }),
  });
const wordsOf = (seen: Awaited<ReturnType<typeof see>>) =>
  seen.rows.map((row) => row.runs.map((run) => run.text).join(''));
const reword = async (from: string, to: string, more: object = {}) => {
  const { rows, seq } = await see(undefined, hall.world.officer);
  const row = rows.find((one) => one.runs.some((run) => run.text.includes(from)));
  const words = row?.runs
    .map((run) => run.text)
    .join('')
    .replace(from, to);
  const input = { edition: hall.edition, eid: row?.eid, seq, words, ...more };
  return execute(commands.edit, hall.world.as(hall.world.officer), input);
};

/** Events of a stream as they come. */
async function* events(stream: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: unknown }> {
  const decoder = new TextDecoder();
  let left = '';
  for await (const piece of stream) {
    left += decoder.decode(piece, { stream: true });
    for (let at = left.indexOf('\n\n'); at >= 0; at = left.indexOf('\n\n')) {
      const one = left.slice(0, at);
      left = left.slice(at + 2);
      const name = /^event: (.+)$/m.exec(one)?.[1];
      if (name) yield { event: name, data: JSON.parse(/^data: (.+)$/m.exec(one)?.[1] ?? 'null') as unknown };
    }
  }
}

test('each step keeps the text whole, with its reason; the steps before it can be read', async () => {
  const { seq } = await reword('a roadmap', 'a chart', { reason: 'Asked for by the chair.' });
  expect(seq).toBe(1);
  const now = await see();
  expect(wordsOf(now).join('\n')).toContain('a chart for the lighthouses');
  // A label is printed as in the page, by the server: the page that follows live has no other.
  expect(now.rows.filter((row) => row.label === 'a').map((row) => row.printed)).toContain('a)');
  expect(now.steps).toMatchObject([{ seq: 1, act: 'edit', reason: 'Asked for by the chair.', by: 'officer' }]);
  const before = await see(0);
  expect(before.then).toBe(0);
  expect(wordsOf(before).join('\n')).toContain('a roadmap for the lighthouses');
  // The version itself is as it was.
  expect((await hall.at('roadmap')).plain).toContain('a roadmap');
  await expect(see(2)).rejects.toMatchObject({ status: 404 });
});

test('a step on an older text is refused, as is one that changes nothing or is taken by no pen-holder', async () => {
  await expect(reword('a chart', 'a map', { seq: 0 })).rejects.toMatchObject({ status: 409 });
  await expect(reword('a chart', 'a chart')).rejects.toMatchObject({ issues: [{ code: 'nothing-changed' }] });
  const { eid } = await hall.at('tides');
  await expect(
    execute(commands.edit, hall.world.as(hall.delegates.Aland), { edition: hall.edition, eid, words: 'x' }),
  ).rejects.toMatchObject({ status: 403 });
});

test('an amendment to what was reworded since it was read is told so; one to another paragraph comes through', async () => {
  const { eid } = await hall.at('lighthouses');
  const stale = { eid, kind: 'MOD', words: 'to publish nothing;', seq: 0 };
  await expect(hall.propose('Aland', stale)).rejects.toMatchObject({
    status: 409,
    current: { words: expect.stringContaining('chart') as string },
  });
  const { eid: other, plain } = await hall.at('tides');
  await hall.propose('Aland', { eid: other, kind: 'MOD', words: plain.replace('tides', 'tides and winds'), seq: 0 });
});

test('who follows sees what a step changed, in another process too, and nothing else', async () => {
  // Two pools stand for two processes: what is said reaches each by the database.
  const second = openDatabase(hall.world.db.url, { max: 2 });
  const { seq, edition } = await see();
  const streams = [hall.world.db.db, second].map((database) =>
    events(follow({ ...hall.world.as(), database }, edition.id, seq)),
  );
  const next = streams.map((one) => one.next());
  await new Promise((resolve) => setTimeout(resolve, 300));
  await reword('a chart', 'two charts');
  for (const one of await Promise.all(next)) {
    const change = one.value?.data as Changes;
    expect(one.value?.event).toBe('step');
    expect([change.from, change.seq]).toEqual([seq, seq + 1]);
    expect(change.rows.map((row) => row.runs.map((run) => run.text).join(''))).toEqual([
      expect.stringContaining('two charts'),
    ]);
    expect(change.order).toEqual((await see()).rows.map((row) => row.id));
  }
  for (const one of streams) await one.return(undefined);
  await second.close();
});

test('who comes with an older step is told to read anew', async () => {
  const { edition, seq } = await see();
  const stream = events(follow(hall.world.as(), edition.id, 0));
  expect((await stream.next()).value).toEqual({ event: 'behind', data: { seq } });
  await stream.return(undefined);
});

test('once the version is hidden its readers are let go before the next step is told', async () => {
  const { edition, seq } = await see();
  const stream = events(follow(hall.world.as(), edition.id, seq));
  const next = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await execute(texts.showVersion, hall.world.as(hall.world.officer), { id: hall.version, visibility: 'body' });
  await reword('two charts', 'three charts');
  expect(await next).toEqual({ done: true, value: undefined });
  await expect(see()).rejects.toMatchObject({ status: 404 });
});

test('a paragraph is followed over the versions by what it is, not by its number', async () => {
  const { eid } = await hall.at('tides');
  const officer = hall.world.as(hall.world.officer);
  const { versions } = await ask(queries.past, officer, { slug: hall.slug, version: '2025', eid });
  expect(versions).toMatchObject([{ label: '2025', eid, words: expect.stringContaining('tides') as string }]);
  // Several headings have a paragraph of that number: what it stands under tells which.
  expect(versions[0]?.under).toEqual({ heading: 'instructs the Secretary-General', labels: [] });
  await expect(ask(queries.past, hall.world.as(), { slug: hall.slug, version: '2025', eid })).rejects.toMatchObject({
    status: 404,
  });
});

test('what was put into the text all at once is told, when the text is adopted, by what it says', async () => {
  const own = await makeHall({ visibility: 'public', window: { shown: 'public' } });
  try {
    const officer = own.world.as(own.world.officer);
    const at = { slug: own.slug, version: '2025' };
    const { eid, plain } = await own.at('roadmap');
    const words = (day: string): string => plain.replace('1 March', day);
    await own.propose('Aland', { eid, kind: 'MOD', words: words('1 June') });
    await own.propose('Boria', { eid, kind: 'MOD', words: words('1 July') });
    await own.propose('Cumbra', { eid, kind: 'ADD', words: 'to light them all;' });
    await execute(commands.put, officer, { edition: own.edition });
    const { brackets } = await ask(queries.table, officer, at);
    const chosen = brackets.find((one) => one.by.includes('Boria'));
    await execute(commands.bracket, officer, { edition: own.edition, bracket: chosen?.id, do: 'choose' });
    await execute(commands.adopt, officer, { edition: own.edition, label: '2025-adopted', on: '2025-03-01' });
    const { amendments } = await ask(queries.list, officer, {});
    const states = amendments.map((one) => [one.organisationName, one.state]).sort();
    expect(states).toEqual([
      ['Aland', 'rejected'],
      ['Boria', 'accepted'],
      ['Cumbra', 'accepted'],
    ]);
  } finally {
    await own.world.close();
  }
});
