import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, NOW, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';
import { refused } from './testing/refused.ts';
import { registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world, 'Tide Office');
});
afterAll(() => world.close());

const after = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
const run = (days: number) => execute(commands.askYearly, world.as(SYSTEM, { now: after(days) }), {});
const letters = async (): Promise<{ recipient: string; lang: string; subject: string; body: string }[]> =>
  (
    await world.db.db.pool.query(
      `select recipient, lang, subject, body from message where key like 'stocktaking-yearly:%' order by queued_at, id`,
    )
  ).rows;
const tokenOf = (body: string): string => /confirm\/([\w-]+)/.exec(body)?.[1] ?? '';
const answer = (token: string, days: number, fields: object) =>
  execute(commands.answerYearly, world.as(ANONYMOUS, { now: after(days) }), { token, ...fields });
const page = (number: number, days: number) =>
  ask(queries.entry, world.as(ANONYMOUS, { now: after(days) }), { number });

describe('the yearly letter', () => {
  test('is sent to the contact a year after the last confirmation, once a year, with a link that opens no account', async () => {
    const { number } = await registry.publish({ title: 'Letters by tide' });
    expect((await run(360)).asked).toBe(0);
    expect((await run(366)).asked).toBe(1);
    expect((await run(367)).asked).toBe(0);
    const [letter] = await letters();
    expect(letter).toMatchObject({ recipient: 'awa@example.org', lang: 'en' });
    expect(letter?.subject).toContain('Letters by tide');
    const token = tokenOf(letter?.body ?? '');
    // Only its hash is on record.
    const { rows } = await world.db.db.pool.query('select token_hash from initiative_link');
    expect(JSON.stringify(rows)).not.toContain(token);
    const asked = await ask(queries.askedBy, world.as(ANONYMOUS, { now: after(370) }), { token });
    expect(asked).toMatchObject({ number, closed: null, content: { title: 'Letters by tide' } });
    expect(JSON.stringify(asked)).not.toContain('awa@');
    expect(await answer(token, 370, { answer: 'right' })).toEqual({ number, state: 'confirmed' });
    expect((await page(number, 370)).confirmedOn).toBe(after(370).toISOString().slice(0, 10));
    // It opens once; a year on the next letter comes.
    expect(await refused(answer(token, 371, { answer: 'right' }))).toMatchObject({ code: 'link-used', status: 410 });
    expect((await run(370 + 364)).asked).toBe(0);
    expect((await run(370 + 367)).asked).toBe(1);
  });

  test('its link lapses after sixty days, and a wrong one leads nowhere', async () => {
    const token = tokenOf((await letters()).at(-1)?.body ?? '');
    expect(await refused(answer(token, 737 + 61, { answer: 'right' }))).toMatchObject({ code: 'link-expired' });
    expect(await refused(answer('x'.repeat(32), 737, { answer: 'right' }))).toBeInstanceOf(NotFound);
  });

  test('used or lapsed, it has another sent to the contact alone, once a day; an open one, or a wrong one, has none', async () => {
    const token = tokenOf((await letters()).at(-1)?.body ?? '');
    const again = (link: string, days: number) =>
      execute(commands.askAgain, world.as(ANONYMOUS, { now: after(days) }), { token: link });
    expect(await refused(again(token, 740))).toMatchObject({ status: 409 });
    expect(await refused(again('x'.repeat(32), 740))).toBeInstanceOf(NotFound);
    const before = (await letters()).length;
    expect(await again(token, 737 + 61)).toEqual({});
    expect(await again(token, 737 + 61)).toEqual({});
    const sent = (await letters()).slice(before);
    expect(sent).toMatchObject([{ recipient: 'awa@example.org', lang: 'en' }]);
    const fresh = tokenOf(sent[0]?.body ?? '');
    expect(fresh).not.toBe(token);
    expect(await answer(fresh, 737 + 62, { answer: 'right' })).toMatchObject({ state: 'confirmed' });
    // What was confirmed by it is not asked about before the next year.
    expect((await run(737 + 63)).asked).toBe(0);
  });

  test('what is changed by it waits for the moderators, and a draft that is being written stays', async () => {
    const { id, number, rev } = await registry.publish({ title: 'Nets by post' });
    await execute(commands.save, world.as(registry.submitter), { id, rev, draft: { title: 'Nets by air' } });
    await run(366);
    const token = tokenOf((await letters()).find((one) => one.subject.includes('Nets by post'))?.body ?? '');
    const same = await refused(answer(token, 368, { answer: 'changed', status: 'ongoing' }));
    expect(same).toMatchObject({ issues: [{ path: 'answer', code: 'nothing-changed' }] });
    await answer(token, 368, { answer: 'changed', status: 'suspended', links: [{ url: 'https://example.org/nets' }] });
    const own = await ask(queries.own, world.as(registry.submitter), { number });
    expect(own.draft?.['title']).toBe('Nets by air');
    expect(own.versions[0]).toMatchObject({
      state: 'waiting',
      content: { title: 'Nets by post', status: 'suspended' },
    });
    expect((await page(number, 368)).version?.content.status).toBe('ongoing');
  });

  test('an end is a change like others: the entry says so once a moderator agrees', async () => {
    const { id, number } = await registry.publish({ title: 'Ferries by night' });
    await run(366);
    const token = tokenOf((await letters()).find((one) => one.subject.includes('Ferries'))?.body ?? '');
    await answer(token, 367, { answer: 'ended', ends: '2025-12' });
    await execute(commands.decide, world.as(registry.moderator), { id, seq: 2, decision: 'publish' });
    expect((await page(number, 367)).version?.content).toMatchObject({ status: 'completed', ends: '2025-12' });
  });
});

test('an entry that nobody confirmed for two years is marked, and stays', async () => {
  const { number } = await registry.publish({ title: 'Silent buoys' });
  expect((await page(number, 729)).unconfirmed).toBe(false);
  expect((await page(number, 732)).unconfirmed).toBe(true);
  // In lists as well.
  const inList = async (days: number) => {
    const now = new Date(NOW.getTime() + days * 86_400_000);
    const { entries } = await ask(queries.list, world.as(ANONYMOUS, { now }), { q: 'silent buoys' });
    return entries.find((one) => one.number === number)?.unconfirmed;
  };
  expect([await inList(729), await inList(732)]).toEqual([false, true]);
});
