import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { history } from '../platform/audit.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as texts } from '../texts/index.ts';
import { commands, queries } from './index.ts';
import { makeHall, OPEN, type Hall } from './testing/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await makeHall();
});
afterAll(() => hall.world.close());

const see = (number: number, actor = hall.delegates.Aland) =>
  ask(queries.amendment, hall.world.as(actor), { slug: hall.slug, version: '2025', number });
const roadmap = (words: string) => words.replace('1 March 2025', '1 June 2025');

describe('a proposal', () => {
  test('changes words, adds, suppresses or keeps; each has the next number, its words and its reasons', async () => {
    const { eid, plain } = await hall.at('roadmap');
    const first = await hall.propose('Aland', { eid, kind: 'MOD', words: roadmap(plain), reasons: 'Too soon.' });
    const second = await hall.propose('Boria', { eid, kind: 'ADD', words: 'to light them all;', label: '2bis' });
    const third = await hall.propose('Cumbra', { eid, kind: 'SUP' });
    const fourth = await hall.propose('Cumbra', { eid: (await hall.at('tides')).eid, kind: 'NOC' });
    expect([first, second, third, fourth].map((one) => one.number)).toEqual([1, 2, 3, 4]);
    expect(await see(1)).toMatchObject({
      one: { number: 1, kind: 'MOD', organisationName: 'Aland', reasons: 'Too soon.', state: 'proposed', late: false },
      stands: [{ words: plain }],
      changes: [{ act: 'MOD', words: roadmap(plain) }],
    });
    expect((await see(2)).changes).toMatchObject([{ act: 'ADD', words: 'to light them all;', label: '2bis' }]);
    const { amendments } = await ask(queries.list, hall.world.as(hall.delegates.Aland), {});
    const named = amendments.filter((each) => each.eid === eid).map((each) => each.words);
    expect(named).toEqual([plain, plain, plain].map((each) => each.slice(0, 200)));
  });

  test('of no change, of no paragraph, without words or for no organisation is refused at its field', async () => {
    const { eid, plain } = await hall.at('roadmap');
    for (const [input, path, code] of [
      [{ eid, kind: 'MOD', words: plain }, 'words', 'nothing-changed'],
      [{ eid, kind: 'MOD' }, 'words', 'required'],
      [{ eid: 'nowhere', kind: 'SUP' }, 'eid', 'no-such-place'],
      [{ eid, kind: 'DEL' }, 'kind', 'not-one-of'],
    ] as const)
      await expect(hall.propose('Aland', input)).rejects.toMatchObject({ issues: [{ path, code }] });
    const body = { edition: hall.edition, organisation: hall.world.council, eid, kind: 'SUP' };
    await expect(execute(commands.propose, hall.world.as(hall.world.officer), body)).rejects.toMatchObject({
      issues: [{ path: 'organisation' }],
    });
  });

  test('of words typed over those that stand keeps what a form does not show', async () => {
    const { eid, plain } = await hall.at('tides');
    // A form shows one kind of space.
    const spaced = plain.replace(' ', '\u00a0');
    await expect(hall.propose('Aland', { eid, kind: 'MOD', words: spaced })).rejects.toMatchObject({
      issues: [{ path: 'words', code: 'nothing-changed' }],
    });
    for (const [input, code] of [
      [{ eid, kind: 'ADD', words: plain }, 'nothing-changed'],
      [{ eid, kind: 'MOD', words: `${plain}\n\nand more;` }, 'one-paragraph'],
    ] as const)
      await expect(hall.propose('Aland', input)).rejects.toMatchObject({ issues: [{ path: 'words', code }] });
  });

  test('is not made twice while it is open: it is said which one it is', async () => {
    const { eid, plain } = await hall.at('tides');
    const once = { eid, kind: 'MOD', words: `${plain} and more`, reasons: 'So.' };
    const { id, number } = await hall.propose('Boria', once);
    for (const [input, path] of [
      [once, ''],
      [{ ...once, reasons: 'Otherwise.' }, 'reasons'],
    ] as const)
      await expect(hall.propose('Boria', input)).rejects.toMatchObject({
        issues: [{ path, code: 'already-proposed', values: { number } }],
      });
    // Another organisation may, and the same one when it has taken it back.
    await hall.propose('Aland', once);
    await execute(commands.withdraw, hall.world.as(hall.delegates.Boria), { id });
    await hall.propose('Boria', once);
  });

  test('is made for an organisation one speaks for; who enters what was sent may for any', async () => {
    const { eid } = await hall.at('roadmap');
    await expect(
      hall.propose('Aland', { eid, kind: 'NOC', organisation: hall.organisations.Boria }),
    ).rejects.toMatchObject({ status: 403 });
    const input = { edition: hall.edition, eid, kind: 'NOC', organisation: hall.organisations.Boria };
    const { number } = await execute(commands.propose, hall.world.as(hall.world.officer), input);
    expect((await see(number)).one.organisationName).toBe('Boria');
  });

  test('of two at once each has its own number', async () => {
    const { eid } = await hall.at('tides');
    const made = await Promise.all([
      hall.propose('Aland', { eid, kind: 'ADD', words: 'one;' }),
      hall.propose('Boria', { eid, kind: 'ADD', words: 'two;' }),
    ]);
    expect(new Set(made.map((one) => one.number)).size).toBe(2);
  });

  test('to an amendment changes the words of that one; it stays on its paragraph', async () => {
    const { eid, plain } = await hall.at('roadmap');
    const words = roadmap(plain).replace('June', 'May');
    const parent = await hall.propose('Aland', { eid, kind: 'MOD', words });
    const { number } = await hall.propose('Boria', {
      eid,
      kind: 'MOD',
      words: plain.replace('1 March', '1 July'),
      amends: parent.id,
    });
    expect((await see(number)).stands).toEqual([{ label: null, words, lines: null, under: null }]);
    expect((await see(parent.number)).amendedBy).toMatchObject([{ number }]);
    const sup = await hall.propose('Boria', { eid, kind: 'SUP' });
    await expect(hall.propose('Boria', { eid, kind: 'MOD', words: 'x', amends: sup.id })).rejects.toMatchObject({
      issues: [{ path: 'kind', code: 'only-words' }],
    });
  });
});

describe('support', () => {
  test('is put beside an amendment and taken away, and told once', async () => {
    const { eid } = await hall.at('tides');
    const { id, number } = await hall.propose('Aland', { eid, kind: 'SUP' });
    const boria = { id, organisation: hall.organisations.Boria };
    const as = hall.world.as(hall.delegates.Boria);
    await execute(commands.support, as, boria);
    await expect(execute(commands.support, as, boria)).rejects.toMatchObject({ status: 409 });
    expect((await see(number)).one.supporters).toMatchObject([{ name: 'Boria' }]);
    await execute(commands.support, as, { ...boria, support: 'no' });
    expect((await see(number)).one.supporters).toEqual([]);
    await expect(execute(commands.support, as, { ...boria, support: 'no' })).rejects.toMatchObject({ status: 404 });
    await expect(
      execute(commands.support, hall.world.as(hall.delegates.Aland), { id, organisation: hall.organisations.Aland }),
    ).rejects.toMatchObject({ issues: [{ code: 'own-amendment' }] });
    await expect(execute(commands.support, hall.world.as(hall.delegates.Aland), boria)).rejects.toMatchObject({
      status: 403,
    });
  });

  test('of one that is taken back goes with it; who takes it over is its owner, and supports it no more', async () => {
    const { eid } = await hall.at('tides');
    const { id, number } = await hall.propose('Aland', { eid, kind: 'ADD', words: 'three;' });
    const boria = { id, organisation: hall.organisations.Boria };
    const as = hall.world.as(hall.delegates.Boria);
    await execute(commands.support, as, boria);
    await expect(execute(commands.withdraw, as, { id })).rejects.toMatchObject({ status: 403 });
    await expect(execute(commands.takeOver, as, boria)).rejects.toMatchObject({ issues: [{ code: 'not-withdrawn' }] });
    await execute(commands.withdraw, hall.world.as(hall.delegates.Aland), { id, reason: 'Met elsewhere.' });
    expect((await see(number)).one).toMatchObject({ state: 'withdrawn', stateReason: 'Met elsewhere.' });
    await expect(execute(commands.withdraw, hall.world.as(hall.delegates.Aland), { id })).rejects.toMatchObject({
      issues: [{ code: 'already-withdrawn' }],
    });
    await execute(commands.takeOver, as, boria);
    expect((await see(number)).one).toMatchObject({ state: 'proposed', organisationName: 'Boria', supporters: [] });
    const { events } = await ask(history, as, { record: id });
    expect(events.map((one) => one.kind)).toEqual([
      'amendment.taken-over',
      'amendment.withdrawn',
      'amendment.supported',
      'amendment.proposed',
    ]);
    // Who had proposed it, and why it was taken back, is still told.
    expect((await see(number)).story).toMatchObject([
      { kind: 'amendment.taken-over', organisation: 'Boria', reason: null },
      { kind: 'amendment.withdrawn', organisation: 'Aland', reason: 'Met elsewhere.' },
      { kind: 'amendment.supported', organisation: 'Boria', support: true },
      { kind: 'amendment.proposed', organisation: 'Aland' },
    ]);
  });
});

describe('a window', () => {
  const at = (instant: string, actor = hall.delegates.Aland) => hall.world.as(actor, { now: new Date(instant) });
  const send = async (instant: string) => {
    const { eid } = await hall.at('tides');
    const input = { edition: hall.edition, organisation: hall.organisations.Aland, eid, kind: 'ADD', words: instant };
    return execute(commands.propose, at(instant), input);
  };

  test('opens and closes on the clock of the body’s place; late ones are marked', async () => {
    // 18:00 in Zurich, in winter.
    await expect(send('2025-02-01T07:59:59Z')).rejects.toMatchObject({ issues: [{ code: 'window-not-open' }] });
    const inTime = await send('2025-02-20T16:59:59Z');
    const late = await send('2025-02-20T17:00:00Z');
    expect((await see(inTime.number)).one.late).toBe(false);
    expect((await see(late.number)).one.late).toBe(true);
  });

  test('that refuses late ones keeps those that came', async () => {
    const before = await ask(queries.list, hall.world.as(hall.delegates.Aland), {});
    const officer = hall.world.as(hall.world.officer);
    await execute(commands.setWindow, officer, { version: hall.version, ...OPEN, late: 'refused' });
    await expect(send('2025-02-20T17:00:00Z')).rejects.toMatchObject({ issues: [{ code: 'window-closed' }] });
    const after = await ask(queries.list, at('2025-03-01T00:00:00Z'), {});
    expect(after.amendments).toEqual(before.amendments);
    expect([before.windows.length, after.windows.length]).toEqual([1, 0]);
    // Nobody is given a form whose words would be refused.
    const receives = async (instant: string) =>
      (await ask(queries.editor, at(instant), { slug: hall.slug, version: '2025' })).window?.receives;
    const moments = ['2025-02-01T07:59:59Z', '2025-02-20T16:59:59Z', '2025-02-20T17:00:00Z'];
    expect(await Promise.all(moments.map(receives))).toEqual([false, true, false]);
    await execute(commands.setWindow, officer, { version: hall.version, ...OPEN });
    expect(await Promise.all(moments.map(receives))).toEqual([false, true, true]);
  });

  test('names the house order, and says which line is no organisation; a stale edit is told', async () => {
    const officer = hall.world.as(hall.world.officer);
    const set = { version: hall.version, ...OPEN };
    await expect(
      execute(commands.setWindow, officer, { ...set, order: 'Boria\nNowhere\nAland' }),
    ).rejects.toMatchObject({ issues: [{ path: 'order', code: 'unknown-organisation', values: { name: 'Nowhere' } }] });
    const { rev } = await execute(commands.setWindow, officer, { ...set, order: 'Boria\nAland' });
    const seen = await ask(queries.editor, officer, { slug: hall.slug, version: '2025' });
    // In the reader's language, whichever name comes first by its letters.
    await hall.world.db.db.pool.query(
      `insert into wording (record, field, lang, value, state, written_at) values ($1, 'name', 'fr', 'Alandie', 'official', now())`,
      [hall.organisations.Aland],
    );
    const french = hall.world.as(hall.world.officer, { lang: 'fr' });
    const inFrench = await ask(queries.editor, french, { slug: hall.slug, version: '2025' });
    expect(inFrench.window?.order).toEqual(['Boria', 'Alandie']);
    expect(seen.window).toMatchObject({ order: ['Boria', 'Aland'], zone: 'Europe/Zurich', state: 'open', ...OPEN });
    await expect(execute(commands.setWindow, officer, { ...set, rev: rev - 1 })).rejects.toMatchObject({ status: 409 });
    await expect(execute(commands.setWindow, officer, { ...set, closes: OPEN.opens })).rejects.toMatchObject({
      issues: [{ path: 'closes', code: 'ends-before-start' }],
    });
  });

  test('and its amendments are hidden from who may not see the version, and as the version is shown wider stay as said', async () => {
    const outsider = await hall.world.person('outsider', ['record.read-body', 'amendments.propose'], {
      kind: 'body',
      record: hall.world.forum,
    });
    const { eid } = await hall.at('tides');
    for (const actor of [undefined, outsider]) {
      const as = hall.world.as(actor);
      await expect(ask(queries.amendment, as, { slug: hall.slug, version: '2025', number: 1 })).rejects.toMatchObject({
        status: 404,
      });
      expect(await ask(queries.list, as, {})).toMatchObject({ amendments: [], windows: [] });
      expect(JSON.stringify(await ask(history, as, { limit: 200 }))).not.toContain('amendment.');
    }
    await expect(
      execute(commands.propose, hall.world.as(outsider), {
        edition: hall.edition,
        organisation: hall.organisations.Aland,
        eid,
        kind: 'SUP',
      }),
    ).rejects.toMatchObject({ status: 404 });
    // Published, the version is seen by all; what is proposed to it within the body only, as its window says.
    const officer = hall.world.as(hall.world.officer);
    await execute(texts.showVersion, officer, { id: hall.version, visibility: 'public' });
    expect((await ask(queries.list, hall.world.as(), {})).amendments).toEqual([]);
    await execute(commands.setWindow, officer, { version: hall.version, ...OPEN, shown: 'public' });
    expect((await ask(queries.list, hall.world.as(), {})).amendments.length).toBeGreaterThan(5);
    await execute(texts.showVersion, officer, { id: hall.version, visibility: 'body' });
    expect((await ask(queries.list, hall.world.as(), {})).amendments).toEqual([]);
  });
});
