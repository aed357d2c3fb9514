import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getFile } from '../files/index.ts';
import { ANONYMOUS, SYSTEM } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { AppError } from '../platform/errors.ts';
import { startJobs } from '../platform/jobs.ts';
import { ask } from '../platform/query.ts';
import { commands as texts } from '../texts/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { attachEvidence, commands, evidenceFile, queries } from './index.ts';
import { SNAPSHOT } from './evidence.ts';
import { snapshot } from './snapshot.ts';

let world: World;
let number: number;
let occurrence: string;
beforeAll(async () => {
  world = await makeWorld();
  const { version } = await world.bring(sample());
  await world.confirmAll();
  await execute(texts.adoptVersion, world.as(world.officer), { id: version, on: '2024-06-14' });
  const row = (await ask(queries.obligations, world.as(), { q: 'lighthouses' })).rows[0];
  number = row?.number ?? 0;
  occurrence = row?.next?.id ?? '';
});
afterAll(() => world.close());

const page = (actor = world.officer) => ask(queries.obligation, world.as(actor), { number });
const give = (fields: object) =>
  execute(commands.giveEvidence, world.as(world.officer), { target: occurrence, claim: 'It is out', ...fields });
const read = () => world.db.db.read;

describe('a link as evidence', () => {
  test('leaves a job that keeps what it showed, and the copy is served', async () => {
    const { id } = await give({ url: 'https://example.org/roadmap' });
    await snapshot(world.as(SYSTEM), id, () =>
      Promise.resolve({ bytes: new TextEncoder().encode('<h1>Roadmap</h1>'), type: 'text/html' }),
    );
    const [one] = (await page()).evidence;
    expect(one).toMatchObject({ id, snapshot: true, snapshotError: null });
    const file = await evidenceFile(read(), ANONYMOUS, id, true);
    expect(file).toMatchObject({ name: 'example.org-snapshot.html', type: 'text/html' });
    expect(new TextDecoder().decode(await getFile(file.sha256))).toBe('<h1>Roadmap</h1>');
  });

  test('says why when nothing could be kept, and tries again only what may mend', async () => {
    const refused = await give({ url: 'https://example.org/inside' });
    await snapshot(world.as(SYSTEM), refused.id, () => Promise.reject(new AppError('fetch-refused', 422)));
    expect((await page()).evidence.find((one) => one.id === refused.id)).toMatchObject({
      snapshot: false,
      snapshotError: 'fetch-refused',
    });
    const broken = await give({ url: 'https://example.org/broken' });
    await expect(
      snapshot(world.as(SYSTEM), broken.id, () => Promise.reject(new Error('a fault of ours'))),
    ).rejects.toThrow('a fault of ours');
  });

  test('is taken by one worker after the commit, once', async () => {
    const { id } = await give({ url: 'https://example.org/once' });
    const done: string[] = [];
    let finished: () => void = () => {};
    const seen = new Promise<void>((resolve) => (finished = resolve));
    const stop = await startJobs(
      world.db.url,
      [
        {
          queue: SNAPSHOT,
          retryLimit: 0,
          work: (_, data) => {
            done.push((data as { id: string }).id);
            if (done.includes(id)) finished();
            return Promise.resolve();
          },
        },
      ],
      () => world.as(SYSTEM),
    );
    await seen;
    await stop();
    expect(done.filter((one) => one === id)).toEqual([id]);
  });
});

describe('a file as evidence', () => {
  const form = (fields: Record<string, string>, bytes = 'minutes of the day'): Request => {
    const data = new FormData();
    for (const [key, value] of Object.entries(fields)) data.set(key, value);
    data.set('file', new File([bytes], '../../minutes<b>.txt'));
    return new Request('http://localhost/x', { method: 'POST', body: data });
  };

  test('is kept under its hash, named without folders, and never said to be what it is not', async () => {
    const { id } = await attachEvidence(world.as(world.officer), form({ target: occurrence, claim: 'The minutes' }));
    const file = await evidenceFile(read(), ANONYMOUS, id, false);
    expect(file.name).not.toMatch(/[/\\]/);
    expect(file.type).toBe('application/octet-stream');
    expect(new TextDecoder().decode(await getFile(file.sha256))).toBe('minutes of the day');
  });

  test('is refused to who may not, before it is read', async () => {
    const sent = form({ target: occurrence, claim: 'x' });
    await expect(attachEvidence(world.as(), sent)).rejects.toMatchObject({ status: 401 });
    expect(sent.bodyUsed).toBe(false);
  });

  test('is seen by who may see it and what it is for', async () => {
    const { id } = await attachEvidence(
      world.as(world.officer),
      form({ target: occurrence, claim: 'Within', visibility: 'draft' }, 'secret'),
    );
    await expect(evidenceFile(read(), ANONYMOUS, id, false)).rejects.toMatchObject({ status: 404 });
    expect((await page(ANONYMOUS)).evidence.map((one) => one.id)).not.toContain(id);
    expect((await evidenceFile(read(), world.officer, id, false)).sha256).toHaveLength(64);
  });

  test('cannot be claimed by its hash through the API', async () => {
    await expect(give({ file: 'a'.repeat(64) })).rejects.toMatchObject({ issues: [{ code: 'one-source' }] });
  });
});

describe('a record as evidence', () => {
  test('is named by what it is', async () => {
    const other = (await ask(queries.obligations, world.as(), { q: 'tides' })).rows[0];
    const { id } = await give({ record: other?.id });
    expect((await page()).evidence.find((one) => one.id === id)).toMatchObject({
      recordKind: 'obligation',
      recordNumber: other?.number,
    });
  });

  test('that is not there, or two sources at once, are refused', async () => {
    await expect(give({ record: '01900000-0000-7000-8000-000000000000' })).rejects.toMatchObject({
      issues: [{ path: 'record', code: 'no-such-record' }],
    });
    await expect(give({ record: occurrence, url: 'https://example.org' })).rejects.toMatchObject({
      issues: [{ code: 'one-source' }],
    });
  });
});
