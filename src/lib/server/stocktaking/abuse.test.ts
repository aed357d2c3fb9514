import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANONYMOUS } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { InvalidInput, TooManyRequests } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, NOW, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';
import { refused } from './testing/refused.ts';
import { complete, registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world);
});
afterAll(() => world.close());

const start = (now = NOW) =>
  execute(commands.start, world.as(registry.submitter, { now }), { organisation: registry.organisation, lang: 'en' });

test('one account begins two hundred a day and has five hundred open, and no more', async () => {
  for (let i = 0; i < 200; i++) await start();
  expect(await refused(start())).toBeInstanceOf(TooManyRequests);
  for (let day = 2; day < 4; day++)
    for (let i = 0; i < 150; i++) await start(new Date(NOW.getTime() + day * 86_400_000));
  const error = await refused(start(new Date(NOW.getTime() + 9 * 86_400_000)));
  expect((error as InvalidInput).issues).toEqual([{ path: 'organisation', code: 'too-many-drafts' }]);
});

test('ten thousand that wait by one account leave the queue, its filters and others’ submissions usable', async () => {
  const { db } = world.db;
  const content = JSON.stringify(
    complete({ partners: [], results: [], resources: [], links: [], pictures: [], files: [] }),
  );
  await sql`with r as (insert into record (id, kind, created_at, updated_at) select gen_random_uuid(), 'initiative', now(), now() from generate_series(1, 10000) returning id),
      i as (insert into initiative (id, organisation, submitter, state, waiting)
        select id, ${registry.organisation}, ${registry.submitter.id}, 'submitted', 1 from r returning id, number)
    insert into initiative_version (initiative, seq, lang, content, submitted_at, state)
    select id, 1, 'en', jsonb_set(${content}::jsonb, '{title}', to_jsonb('Flood ' || number)), ${NOW}::timestamptz - number * interval '1 second', 'waiting' from i`.execute(
    db.UNSAFE_write,
  );
  const other = await registryIn(world, 'Small House');
  const { number } = await other.submit({ countries: ['M49 250'], serves: [{ concept: 'C9' }] });
  const moderator = world.as(registry.moderator);
  const all = await ask(queries.queue, moderator, {});
  expect(all).toMatchObject({ total: 10_000, more: true });
  expect(all.entries).toHaveLength(50);
  const narrowed = await ask(queries.queue, moderator, { line: 'C9' });
  expect(narrowed.entries.map((one) => one.number)).toEqual([number]);
  expect(narrowed).toMatchObject({ total: 1, more: false, next: null });
  expect((await ask(queries.queueChoices, moderator, {})).find(({ code }) => code === 'C3')?.n).toBeGreaterThan(9_000);
  // The owner's own list goes on by key; two hundred at once are declined with one reason.
  expect((await ask(queries.mine, world.as(registry.submitter), {})).next).not.toBeNull();
  const page = await ask(queries.queue, moderator, { limit: 200 });
  const chosen = page.entries.map(({ id, seq }) => `${id}:${seq}`);
  const { decided } = await execute(commands.decideMany, moderator, {
    chosen,
    decision: 'decline',
    prepared: 'advertising',
  });
  expect(decided).toBe(200);
  expect((await ask(queries.queue, moderator, { limit: 1 })).entries[0]?.number).not.toBe(page.entries[0]?.number);
  // Its likely duplicates are bounded, however many are alike.
  expect((await ask(queries.review, moderator, { number: page.entries[0]?.number })).alike.length).toBeLessThanOrEqual(
    10,
  );
});

test('what turns the reading order or cannot be seen is not kept, and is no title by itself', async () => {
  const house = await registryIn(world, 'Signs');
  const title = 'Tables\u202e of\u2066 tides\u0007 🌊👩‍🔬';
  const { number } = await house.publish({ title, description: `${'x'.repeat(9_000)} ${'波'.repeat(400)}` });
  const { version } = await ask(queries.entry, world.as(ANONYMOUS), { number });
  expect(version?.content.title).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u001f]/);
  expect(version?.content.title).toContain('👩‍🔬');
  const empty = await refused(house.submit({ title: '\u200b\u2060\ufeff' }));
  expect((empty as InvalidInput).issues.map(({ path, code }) => `${path} ${code}`)).toEqual(['title required']);
});

test('markup and formulas are kept as the plain words they are', async () => {
  const house = await registryIn(world, 'Markup');
  const hostile = '<script>hit()</script>"><img src=x onerror=hit()>{{1+1}}=HYPERLINK("x")';
  const { id, seq, number } = await house.submit({
    title: hostile,
    description: hostile,
    partners: [{ name: hostile }],
  });
  const moderator = world.as(registry.moderator);
  await execute(commands.askBack, moderator, { id, question: hostile });
  const one = await ask(queries.review, moderator, { number });
  expect([one.version.content.title, one.questions[0]?.question]).toEqual([hostile, hostile]);
  await execute(commands.decide, moderator, { id, seq, decision: 'return', reason: hostile });
  const { versions } = await ask(queries.own, world.as(house.submitter), { number });
  expect(versions[0]?.reason).toBe(hostile);
});

test('a link that is no address of the web is refused', async () => {
  const house = await registryIn(world, 'Links');
  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'ftp://example.org'])
    expect(await refused(house.submit({ links: [{ url }] })), url).toBeInstanceOf(InvalidInput);
});
