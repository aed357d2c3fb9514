import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { Conflict, Forbidden, InvalidInput, Moved, NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, NOW, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';
import { refused } from './testing/refused.ts';
import { registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world);
});
afterAll(() => world.close());

const moderator = () => world.as(registry.moderator);
const queue = (filters: object = {}) => ask(queries.queue, moderator(), filters);
const numbers = async (filters: object = {}): Promise<number[]> =>
  (await queue(filters)).entries.map(({ number }) => number);
const letters = async (): Promise<{ recipient: string; lang: string; subject: string; body: string }[]> =>
  (await world.db.db.pool.query('select recipient, lang, subject, body from message order by id')).rows;
/** Submits as on another day. */
const submitAt = async (days: number, draft: Record<string, unknown> = {}) => {
  const made = await registry.begin(draft);
  const now = new Date(NOW.getTime() - days * 86_400_000);
  return { ...made, ...(await execute(commands.submit, world.as(registry.submitter, { now }), made)) };
};

describe('the queue', () => {
  test('holds what waits, oldest first, with what helps to choose, and no draft', async () => {
    await registry.begin();
    const young = await submitAt(1, { title: 'Young' });
    const old = await submitAt(9, { title: 'Old' });
    const { entries, total } = await queue();
    expect(entries.map(({ number }) => number)).toEqual([old.number, young.number]);
    expect(entries[0]).toMatchObject({
      title: 'Old',
      days: 9,
      standing: ['new'],
      organisation: 'Quay Masters',
      may: true,
    });
    expect(entries[0]?.completeness).toBeGreaterThan(20);
    expect(total).toBe(2);
    expect(await refused(ask(queries.queue, world.as(registry.submitter), {}))).toBeInstanceOf(Forbidden);
  });

  test('goes on by key, each once, those of one moment too', async () => {
    for (let i = 0; i < 5; i++) await submitAt(3, { title: `At one moment ${i}` });
    const seen: number[] = [];
    for (let after: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof queue>> = await queue({ limit: 2, ...(after === null ? {} : { after }) });
      seen.push(...page.entries.map(({ number }) => number));
      after = page.next;
      if (after === null) break;
    }
    expect(seen).toEqual(await numbers());
    expect(new Set(seen).size).toBe(7);
  });

  test('is narrowed by language, action line with its branches, country and standing', async () => {
    const branch = await submitAt(2, { serves: [{ concept: 'C7-e-health' }], countries: ['M49 250', 'M49 356'] });
    expect(await numbers({ line: 'C7' })).toEqual([branch.number]);
    expect(await numbers({ line: 'C7-e-health', country: 'M49 356' })).toEqual([branch.number]);
    expect(await numbers({ line: 'C7', country: 'M49 686' })).toEqual([]);
    expect(await numbers({ language: 'fr' })).toEqual([]);
    const { id, rev, number } = await registry.publish({ title: 'Public' });
    expect(await numbers({ state: 'changed' })).toEqual([]);
    const saved = await execute(commands.save, world.as(registry.submitter), { id, rev, draft: { title: 'Changed' } });
    await execute(commands.submit, world.as(registry.submitter), { id, rev: saved.rev });
    expect(await numbers({ state: 'changed' })).toEqual([number]);
    expect(await numbers({ state: 'new' })).not.toContain(number);
  });

  test('loses what is taken back, and says of one’s own that others decide', async () => {
    const { id, rev, number } = await submitAt(0);
    const both = { ...registry.moderator, organisations: [registry.organisation] };
    const { entries } = await ask(queries.queue, world.as(both), {});
    expect(entries.find((one) => one.number === number)?.may).toBe(false);
    await execute(commands.takeBack, world.as(registry.submitter), { id, rev });
    expect(await numbers()).not.toContain(number);
  });
});

describe('a submission as moderators weigh it', () => {
  test('shows word by word and item by item what a change would change', async () => {
    const { id, rev, number } = await registry.publish({ title: 'Tide tables by telephone', countries: ['M49 686'] });
    const draft = { title: 'Tide tables by radio', countries: ['M49 686', 'M49 270'], status: 'completed' };
    const saved = await execute(commands.save, world.as(registry.submitter), { id, rev, draft });
    await execute(commands.submit, world.as(registry.submitter), { id, rev: saved.rev });
    const one = await ask(queries.review, moderator(), { number });
    expect(one.changes).toEqual([
      {
        field: 'title',
        kind: 'words',
        pieces: [
          { kind: 'same', text: 'Tide tables by ' },
          { kind: 'deleted', text: 'telephone' },
          { kind: 'inserted', text: 'radio' },
        ],
      },
      { field: 'countries', kind: 'list', removed: [], added: ['M49 270'] },
      { field: 'status', kind: 'value', before: 'ongoing', after: 'completed' },
    ]);
    expect(one).toMatchObject({ waits: true, may: true, contact: { email: 'awa@example.org' }, unknown: [] });
    expect(one.steps.map(({ what, seq }) => `${what} ${seq}`)).toEqual(['submitted 2', 'published 1', 'submitted 1']);
  });

  test('is not there while it is a draft, and not for readers', async () => {
    const { number } = await registry.begin();
    expect(await refused(ask(queries.review, moderator(), { number }))).toBeInstanceOf(NotFound);
    expect(await refused(ask(queries.review, world.as(registry.submitter), { number }))).toBeInstanceOf(Forbidden);
  });
});

describe('a decision', () => {
  test('tells the contact in the language of the submission, prepared reasons first', async () => {
    const { id, seq, number } = await submitAt(1);
    await world.db.db.pool.query(`update initiative_contact set name = 'Fatou' where initiative = $1`, [id]);
    await execute(commands.decide, world.as(registry.moderator, { lang: 'fr' }), {
      id,
      seq,
      decision: 'return',
      prepared: ['results', 'codes'],
      reason: 'And when?',
    });
    const [letter] = (await letters()).slice(-1);
    expect(letter).toMatchObject({ recipient: 'awa@example.org', lang: 'en' });
    expect(letter?.subject).toContain(String(number));
    expect(letter?.body).toMatch(
      /^To Fatou\n\nPlease say what .*\nAn action line .*\nAnd when\?\n\nMend it on this page and submit it again:\nhttp/s,
    );
    const [version] = (await ask(queries.own, world.as(registry.submitter), { number })).versions;
    expect(version?.reason).toMatch(/^Please say what .*And when\?$/s);
  });

  test('as a duplicate names the public entry that it repeats, and no other', async () => {
    const kept = await registry.publish();
    const { id, seq } = await submitAt(1);
    const repeats = (number: number) =>
      execute(commands.decide, moderator(), { id, seq, decision: 'decline', repeats: number });
    const draft = await registry.begin();
    for (const number of [draft.number, 999_999]) {
      const error = await refused(repeats(number));
      expect((error as InvalidInput).issues).toEqual([{ path: 'repeats', code: 'no-such-initiative' }]);
    }
    expect((await repeats(kept.number)).state).toBe('declined');
    const { rows } = await world.db.db.pool.query(
      'select reason, prepared from initiative_version where initiative = $1',
      [id],
    );
    expect(rows[0]).toMatchObject({
      prepared: ['duplicate'],
      reason: expect.stringContaining(`stocktaking/${kept.number}`),
    });
  });

  test('on many says of which field it is that nothing was done', async () => {
    const { id, seq } = await registry.submit();
    const { report } = await execute(commands.decideMany, world.as(registry.moderator), {
      chosen: `${id}:${String(seq)}`,
      decision: 'decline',
    });
    expect(report).toMatchObject([{ id, state: 'left', code: 'required', path: 'reason' }]);
  });

  test('on many is taken one by one: what was taken meanwhile, or is one’s own, is left and said', async () => {
    const [a, b, taken] = [await submitAt(1), await submitAt(1), await submitAt(1)];
    await execute(commands.decide, moderator(), { ...taken, decision: 'publish' });
    const other = await registryIn(world, 'Lock Keepers');
    const own = await other.submit();
    const chosen = [a, taken, own, b].map(({ id, seq }) => `${id}:${seq}`);
    const actor = { ...registry.moderator, organisations: [other.organisation] };
    const given = { chosen: [...chosen, `${crypto.randomUUID()}:1`], decision: 'decline', prepared: 'test' };
    const { decided, left, report } = await execute(commands.decideMany, world.as(actor), given);
    expect([decided, left]).toEqual([2, 3]);
    expect(report.map((one) => (one.state === 'left' ? one.code : one.state))).toEqual([
      'declined',
      'already-decided',
      'forbidden',
      'declined',
      'not-found',
    ]);
    expect((await ask(queries.entry, world.as(ANONYMOUS), { number: taken.number })).state).toBe('published');
    expect(await numbers()).toContain(own.number);
  });

  test('with four eyes shows who may be the second', async () => {
    await execute(commands.setSettings, world.as(world.officer), { fourEyes: 'yes' });
    const { id, seq, number } = await submitAt(1);
    await execute(commands.decide, moderator(), { id, seq, decision: 'publish' });
    const mine = (await queue({ state: 'approved-first' })).entries.find((one) => one.number === number);
    expect(mine).toMatchObject({ may: false, standing: ['new', 'approved-first'] });
    expect(await ask(queries.review, moderator(), { number })).toMatchObject({ first: 'own', fourEyes: true });
    const officer = world.as(world.officer);
    expect(await ask(queries.review, officer, { number })).toMatchObject({ first: 'other' });
    await execute(commands.decide, officer, { id, seq, decision: 'publish' });
    await execute(commands.setSettings, officer, { fourEyes: 'no' });
    expect(await numbers()).not.toContain(number);
  });
});

describe('a question', () => {
  test('reaches the contact and the submitter, is answered once, and the queue says whether it was', async () => {
    const { id, number } = await submitAt(1);
    const asked = await execute(commands.askBack, moderator(), { id, question: 'Which quays?' });
    expect((await letters()).at(-1)).toMatchObject({
      recipient: 'awa@example.org',
      body: expect.stringContaining('Which quays?'),
    });
    expect(await numbers({ state: 'asked' })).toEqual([number]);
    expect(await numbers({ state: 'answered' })).toEqual([]);
    const questions = () => ask(queries.questions, world.as(registry.submitter), { number });
    expect(await questions()).toMatchObject([{ question: 'Which quays?', answer: null }]);
    const stranger = await world.person('stranger', []);
    expect(await refused(ask(queries.questions, world.as(stranger), { number }))).toBeInstanceOf(NotFound);
    const answer = (by = registry.submitter) =>
      execute(commands.answer, world.as(by), { id: asked.id, answer: 'The northern ones.' });
    expect(await refused(answer(stranger))).toBeInstanceOf(NotFound);
    await answer();
    expect(await refused(answer())).toBeInstanceOf(Conflict);
    expect(await numbers({ state: 'asked' })).toEqual([]);
    expect(await numbers({ state: 'answered' })).toEqual([number]);
    expect((await ask(queries.review, moderator(), { number })).questions).toMatchObject([
      { answer: 'The northern ones.' },
    ]);
  });

  test('is not asked about what does not wait', async () => {
    const { id } = await registry.publish();
    expect(await refused(execute(commands.askBack, moderator(), { id, question: 'Why?' }))).toBeInstanceOf(Conflict);
  });
});

describe('two entries that are one', () => {
  test('are merged: the address of the one leads on to the other', async () => {
    const [gone, kept] = [await registry.publish(), await registry.publish()];
    const other = await (await registryIn(world, 'Pilots')).publish();
    const merge = (into: number) => execute(commands.mergeInto, moderator(), { id: gone.id, rev: gone.rev, into });
    expect(((await refused(merge(other.number))) as InvalidInput).issues).toEqual([
      { path: 'into', code: 'other-organisation' },
    ]);
    await merge(kept.number);
    const error = await refused(ask(queries.entry, world.as(ANONYMOUS), { number: gone.number }));
    expect(error).toBeInstanceOf(Moved);
    expect((error as Moved).to).toBe(`stocktaking/${kept.number}`);
  });
});

test('service times are told to anyone: by month, half and nine in ten, and what waits', async () => {
  const now = new Date('2027-03-10T09:00:00Z');
  const days = [1, 2, 3, 10];
  for (const [i, wait] of days.entries()) {
    const made = await registry.begin({ title: `Timed ${i}` });
    const at = new Date(now.getTime() - wait * 86_400_000);
    const sent = await execute(commands.submit, world.as(registry.submitter, { now: at }), made);
    await execute(commands.decide, world.as(registry.moderator, { now }), { ...sent, decision: 'publish' });
  }
  const { months, waiting, oldest } = await ask(queries.times, world.as(ANONYMOUS, { now }), {});
  expect(months[0]).toEqual({ month: '2027-03', decided: 4, published: 4, median: 2.5, ninety: 7.9 });
  expect(months.every(({ month }) => month > '2026-03')).toBe(true);
  expect(waiting).toBe((await queue()).total);
  expect(oldest).toBeGreaterThan(700);
});

describe('likely duplicates', () => {
  const look = () => execute(commands.look, world.as(SYSTEM), {});
  const again = {
    title: 'Tide tables on the telephone',
    description: 'By voice, in three languages of the coast, fishers of the northern quays ask when the tide turns.',
  };

  test('are counted for the queue, shown with what speaks for them, and not asked about again', async () => {
    const pilots = await registryIn(world, 'River Pilots');
    const { number: first } = await pilots.publish();
    await pilots.publish({
      title: 'Paper for the archive',
      description: 'Old charts are read into a machine.',
      starts: '2011',
      serves: [{ concept: 'C10' }],
    });
    const { id, number } = await pilots.submit(again);
    const line = async () =>
      (await ask(queries.queue, moderator(), { limit: 200 })).entries.find((one) => one.number === number);
    expect((await line())?.alike).toBeNull();
    while ((await look()).left);
    expect((await line())?.alike).toBeGreaterThan(0);
    const found = async () => (await ask(queries.review, moderator(), { number })).alike.map((one) => one.number);
    const [seen] = (await ask(queries.review, moderator(), { number })).alike.filter((one) => one.number === first);
    expect(seen).toMatchObject({ public: true, judged: null });
    expect(seen?.common.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['words', 'organisation', 'date']));
    await execute(commands.judgePair, moderator(), { id, other: first, judged: 'different' });
    expect(await found()).not.toContain(first);
    await execute(commands.judgePair, moderator(), { id, other: first, judged: 'same' });
    expect((await ask(queries.review, moderator(), { number })).alike.find((one) => one.number === first)?.judged).toBe(
      'same',
    );
  });

  test('are none that were withdrawn, declined or are drafts', async () => {
    const divers = await registryIn(world, 'Divers');
    const given = {
      ...again,
      title: 'Lamps under water',
      description: 'Divers learn to mend lamps under water by video.',
    };
    const gone = await divers.publish(given);
    await execute(commands.withdraw, world.as(divers.submitter), { id: gone.id, rev: gone.rev, reason: 'over' });
    const declined = await divers.submit(given);
    await execute(commands.decide, moderator(), { ...declined, decision: 'decline', prepared: 'test' });
    await divers.begin(given);
    const { number } = await divers.submit(given);
    while ((await look()).left);
    expect((await ask(queries.review, moderator(), { number })).alike.map((one) => one.title)).not.toContain(
      given.title,
    );
  });
});
