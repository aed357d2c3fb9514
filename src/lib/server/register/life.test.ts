import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands as bodies, queries as bodyQueries } from '../bodies/index.ts';
import { execute } from '../platform/command.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { commands as texts } from '../texts/index.ts';
import { makeWorld, ORDERS, sample, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';

let world: World;
let version: string;
beforeAll(async () => {
  world = await makeWorld();
  ({ version } = await world.bring(sample()));
});
afterAll(() => world.close());

const list = (filters: object = {}, now?: string) =>
  ask(queries.obligations, world.as(undefined, now ? { now: new Date(now) } : {}), { limit: 100, ...filters });
const about = async (words: string, now?: string) => {
  const states = ['active', 'proposed', 'lapsed', 'superseded'] as const;
  for (const state of states) {
    const row = (await list({ state }, now)).rows.find((each) => each.action?.value.includes(words));
    if (row)
      return ask(queries.obligation, world.as(undefined, now ? { now: new Date(now) } : {}), { number: row.number });
  }
  throw new Error(`nothing is asked about ${words}`);
};
const officer = (now?: string) => world.as(world.officer, now ? { now: new Date(now) } : {});

describe('a draft is not a mandate', () => {
  test('what it asks is shown apart, and is never late or counted', async () => {
    await world.confirmAll();
    expect((await list({}, '2031-01-01')).rows).toEqual([]);
    expect((await list({ state: 'late' }, '2031-01-01')).rows).toEqual([]);
    expect((await ask(queries.facets, world.as(), {})).total).toBe(0);
    expect((await list({ state: 'proposed' })).rows).toHaveLength(4);
  });

  test('adoption makes it active, with its occurrences', async () => {
    await execute(texts.adoptVersion, officer(), { id: version, on: '2024-06-14' });
    expect((await list()).rows).toHaveLength(4);
    const report = await about('report on the state');
    expect(report.occurrences.map((one) => one.key)).toEqual(['2024', '2025', '2026']);
    await expect(execute(texts.adoptVersion, officer(), { id: version, on: '2024-06-15' })).rejects.toBeInstanceOf(
      InvalidInput,
    );
  });

  test('sealed paragraphs are frozen by the database', async () => {
    await expect(
      world.db.db.pool.query(
        `update node set plain = 'other' where edition in (select id from edition where version = $1)`,
        [version],
      ),
    ).rejects.toThrow('sealed');
  });
});

describe('late', () => {
  test('follows the reader’s clock: a day is late after it, a year after its last instant', async () => {
    const roadmap = 'roadmap for the lighthouses';
    expect((await about(roadmap, '2025-03-01T20:00:00Z')).occurrences[0]?.late).toBe(false);
    // The Council keeps the time of Zurich: its second of March begins at 23:00 UTC.
    expect((await about(roadmap, '2025-03-01T23:30:00Z')).occurrences[0]?.late).toBe(true);
  });

  test('exists only where the force binds', async () => {
    const rows = (await list({ state: 'late' }, '2031-01-01')).rows;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((one) => one.binding)).toBe(true);
    expect((await about('lanterns', '2031-01-01')).occurrences.some((one) => one.late)).toBe(false);
  });

  test('a due month is late only when the month is over, in the body’s time zone', async () => {
    const id = (await about('report on the state')).occurrences.find((one) => one.key === '2026')?.id;
    await execute(commands.setDue, officer(), { id, due: '2026-04', reason: 'agreed with the chair' });
    const at = async (now: string) =>
      (await about('report on the state', now)).occurrences.find((one) => one.key === '2026');
    expect(await at('2026-04-30T21:00:00Z')).toMatchObject({ late: false, due: { precision: 'month' } });
    expect((await at('2026-04-30T22:30:00Z'))?.late).toBe(true);
  });

  test('is not stored: nothing is late any more once it is done', async () => {
    const one = (await about('roadmap for the lighthouses', '2025-04-01T00:00:00Z')).occurrences[0];
    expect(one?.late).toBe(true);
    await execute(commands.setState, officer('2025-04-01T00:00:00Z'), { id: one?.id, state: 'submitted' });
    expect((await about('roadmap for the lighthouses', '2025-04-01T00:00:00Z')).occurrences[0]?.late).toBe(false);
  });
});

describe('occurrences', () => {
  test('postponed wants the decision, missed wants a reason', async () => {
    const id = (await about('report on the state')).occurrences[0]?.id;
    await expect(
      execute(commands.setState, officer(), { id, state: 'postponed', reason: 'by agreement' }),
    ).rejects.toMatchObject({ issues: [{ path: 'source', code: 'decision-wanted' }] });
    await expect(execute(commands.setState, officer(), { id, state: 'missed' })).rejects.toBeInstanceOf(InvalidInput);
    await execute(commands.setState, officer(), {
      id,
      state: 'postponed',
      reason: 'by agreement',
      source: 'Decision 12 of the 2024 session',
    });
  });

  test('move with their session, and their evidence stays', async () => {
    const session = (await ask(bodyQueries.body, world.as(), { code: 'council' })).sessions.find(
      (one) => one.code === '2025',
    );
    const before = (await about('consultation on tides')).occurrences[0];
    expect(before?.due).toMatchObject({ from: '2025-06-10', to: '2025-06-20' });
    await execute(commands.giveEvidence, officer(), {
      target: before?.id,
      url: 'https://example.org/tides',
      claim: 'Held on the first day',
    });
    await execute(bodies.moveSession, officer(), {
      id: session?.id,
      rev: session?.rev,
      from: '2025-07-01',
      to: '2025-07-09',
    });
    const view = await about('consultation on tides');
    const after = view.occurrences[0];
    expect(after).toMatchObject({ id: before?.id, key: before?.key, due: { from: '2025-07-01', to: '2025-07-09' } });
    expect(view.evidence).toHaveLength(1);
    // The yearly report is owed to the same session and moves with it; the one that a person dated stays.
    const report = await about('report on the state');
    expect(report.occurrences.find((one) => one.key === '2025')?.due?.from).toBe('2025-07-01');
    expect(report.occurrences.find((one) => one.key === '2026')?.due?.from).toBe('2026-04-01');
  });

  test('evidence is judged, with the reason where it does not suffice', async () => {
    const [one] = (await about('consultation on tides')).evidence;
    await expect(execute(commands.judge, officer(), { id: one?.id, judged: 'insufficient' })).rejects.toBeInstanceOf(
      InvalidInput,
    );
    await execute(commands.judge, officer(), { id: one?.id, judged: 'insufficient', reason: 'No minutes' });
    expect((await about('consultation on tides')).evidence[0]).toMatchObject({
      judged: 'insufficient',
      reason: 'No minutes',
    });
  });

  test('are drawn for the years to come at each start, and none twice', async () => {
    const draw = () => execute(commands.refreshOccurrences, officer('2027-01-02T00:00:00Z'), {});
    await draw();
    await draw();
    expect((await about('report on the state')).occurrences.map((one) => one.key)).toEqual([
      '2024',
      '2025',
      '2026',
      '2027',
      '2028',
    ]);
  });
});

describe('a new version of a known text', () => {
  let next: string;
  test('carries over what stands on the same words, and says what changed, is new, or is gone', async () => {
    const saved = await world.bring(
      sample({
        orders: [
          'to draw up an inventory of the cranes by 1 May 2027;',
          ORDERS[0] ?? '',
          'to publish by 1 March 2026 a roadmap for the lighthouses and the buoys;',
        ],
      }),
      { version: '2025' },
    );
    next = saved.version;
    const fates = await world.db.db.read
      .selectFrom('basis')
      .innerJoin('wording', 'wording.record', 'basis.obligation')
      .select(['basis.fate', 'wording.value'])
      .where('basis.first_version', '=', next)
      .execute();
    const of = (words: string) => fates.find((one) => one.value.includes(words))?.fate;
    expect(of('report on the state')).toBe('carried');
    expect(of('lighthouses')).toBe('changed');
    expect(of('tides')).toBe('gone');
    expect(of('cranes')).toBe('new');
    // Who confirms it sees what became of the words.
    const shown = (await ask(queries.reviewItem, officer(), {})).fates.map(({ fate, change }) => [
      fate,
      change.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text.trim()}`),
    ]);
    expect(shown).toContainEqual(['gone', [expect.stringMatching(/^deleted to .*tides/)]]);
    expect(shown).toContainEqual(['changed', expect.arrayContaining([expect.stringMatching(/^inserted .*the buoys/)])]);
    // The version in force rules until the next is adopted.
    expect((await about('consultation on tides')).life).toBe('active');
  });

  test('once adopted, what it dropped lapses with the reason, and the rest stays the same obligation', async () => {
    const report = await about('report on the state');
    await world.confirmAll();
    await execute(texts.adoptVersion, officer(), { id: next, on: '2025-07-08' });
    expect(await about('consultation on tides')).toMatchObject({ life: 'lapsed', lifeReason: '2025' });
    const after = await about('report on the state');
    expect(after.number).toBe(report.number);
    expect(after.sources.map((one) => one.version)).toEqual(['2025', '2024']);
    expect((await about('inventory of the cranes')).life).toBe('active');
  });

  test('who reviews confirms what became of it: what is gone from the version in force lapses, and is active again if not', async () => {
    const reviewer = world.as(await world.person('ida', ['record.read-all', 'register.review']));
    const { id } = await about('roadmap for the lighthouses');
    const say = (fate: string) => execute(commands.confirmFate, reviewer, { id, version: next, fate });
    await say('gone');
    expect(await about('roadmap for the lighthouses')).toMatchObject({ life: 'lapsed', lifeReason: '2025' });
    await say('changed');
    expect(await about('roadmap for the lighthouses')).toMatchObject({ life: 'active', lifeReason: null });
    const { fates } = await ask(queries.reviewItem, reviewer, {});
    expect(fates.map((one) => one.obligation)).not.toContain(id);
  });

  test('and takes it back: what the machine said stands again, waits to be confirmed, and rules', async () => {
    const reviewer = world.as(await world.person('ove', ['record.read-all', 'register.review']));
    const { id } = await about('consultation on tides');
    const waits = async () =>
      (await ask(queries.reviewItem, reviewer, {})).fates.some(
        ({ obligation, fate }) => obligation === id && fate === 'gone',
      );
    expect(await waits()).toBe(true);
    await execute(commands.confirmFate, reviewer, { id, version: next, fate: 'changed' });
    expect(await about('consultation on tides')).toMatchObject({ life: 'active', lifeReason: null });
    expect(await waits()).toBe(false);
    expect(await execute(commands.undo, reviewer, {})).toEqual({ act: 'fate', ids: [id] });
    expect(await about('consultation on tides')).toMatchObject({ life: 'lapsed', lifeReason: '2025' });
    expect(await waits()).toBe(true);
  });

  test('a version ended without another lets its obligations lapse', async () => {
    await execute(texts.terminateVersion, officer(), { id: next, on: '2026-01-01' });
    expect((await list({ state: 'active' })).rows).toEqual([]);
  });
});

describe('one duty in two texts', () => {
  test('rests on both paragraphs and outlives one of them', async () => {
    const other = await world.bring(
      sample({ orders: [ORDERS[0] ?? ''], invites: [] }).replace('RESOLUTION 500', 'RESOLUTION 501'),
    );
    const rows = (await ask(queries.reviewItem, officer(), {})).queue;
    const duty = await about('report on the state');
    await execute(commands.merge, officer(), { id: rows.at(-1)?.id, into: duty.number });
    expect((await about('report on the state')).sources.map((one) => one.slug)).toContain('council-501');
    const last = await world.db.db.read
      .selectFrom('basis')
      .select(['edition', 'eid'])
      .where('obligation', '=', duty.id)
      .where('first_version', '=', other.version)
      .executeTakeFirstOrThrow();
    await execute(commands.link, officer(), { id: duty.id, ...last, change: 'unlinked' });
    expect((await about('report on the state')).sources.map((one) => one.slug)).not.toContain('council-501');
  });

  test('a record that is not there answers 404', async () => {
    await expect(ask(queries.obligation, world.as(), { number: 99_999 })).rejects.toBeInstanceOf(NotFound);
  });
});
