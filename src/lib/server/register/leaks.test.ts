import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, type Actor } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { asExpected } from '../platform/errors.ts';
import { ask, type AnyQuery } from '../platform/query.ts';
import { commands as texts, documentFile } from '../texts/index.ts';
import { queriesByName } from '../registry.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { asCsv, asJson, commands, queries } from './index.ts';

// A word that stands only in what is private: wherever it shows, something leaks.
const SECRET = 'Xylophonite';
let world: World;
let hidden: { intake: string; text: string; version: string; edition: string };
let shown: typeof hidden;
let readers: [string, Actor][];

beforeAll(async () => {
  world = await makeWorld();
  shown = await world.bring(sample());
  // A further version of the public text, and a text of its own, both drafts.
  hidden = await world.bring(sample({ orders: [`to submit to the Council each year a report on ${SECRET};`] }), {
    version: '2025',
    visibility: 'draft',
  });
  await world.bring(
    sample({ title: `On ${SECRET}`, orders: [`to publish ${SECRET} by 1 March 2025;`] }).replace('500', '777'),
    { visibility: 'draft' },
  );
  // And one kept within the Council.
  await world.bring(
    sample({ title: `Within: ${SECRET}`, orders: [`to keep ${SECRET} by 1 March 2025;`] }).replace('500', '778'),
    { visibility: 'body' },
  );
  await world.confirmAll();
  await execute(texts.adoptVersion, world.as(world.officer), { id: shown.version, on: '2024-06-14' });
  const stranger = await world.person('stranger', ['register.evidence']);
  const elsewhere = await world.person('elsewhere', ['record.read-body'], { kind: 'body', record: world.forum });
  readers = [
    ['anyone', ANONYMOUS],
    ['a person without a role', stranger],
    ['a delegate of another body', elsewhere],
  ];
});
afterAll(() => world.close());

const text = async (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

// Fields that a query does not know are dropped by its schema: of inputs that come to the same, one is asked.
const distinct = (query: AnyQuery, inputs: Record<string, unknown>[]): Record<string, unknown>[] => [
  ...new Map(
    inputs.map((input) => {
      const parsed = query.input.safeParse(input) as { success: boolean; data?: unknown };
      return [parsed.success ? JSON.stringify(parsed.data) : `refused ${Object.keys(input).join(' ')}`, input] as const;
    }),
  ).values(),
];

describe('nothing private leaks', () => {
  test('through any query, asked with every id, number, slug and code on record', async () => {
    const db = world.db.db.read;
    const ids = (await db.selectFrom('record').select('id').execute()).map((one) => one.id);
    const numbers = (await db.selectFrom('obligation').select('number').execute()).map((one) => one.number);
    const slugs = (await db.selectFrom('text').select('slug').execute()).map((one) => one.slug);
    const codes = (await db.selectFrom('party').select('code').execute()).map((one) => one.code);
    const labels = ['2024', '2025'];
    const inputs: Record<string, unknown>[] = [
      {},
      ...ids.flatMap((id) => [{ id }, { record: id }, { left: id, right: shown.edition }, { after: id }]),
      ...numbers.map((number) => ({ number })),
      ...slugs.flatMap((slug) =>
        labels.flatMap((version) => [
          { slug, version },
          { slug, version, in: 'en' },
        ]),
      ),
      ...codes.flatMap((code) => [{ code }, { body: code }, { addressee: code }]),
      ...['draft', 'proposed', 'adopted', 'late', 'active', 'upcoming'].flatMap((state) => [
        { state },
        { status: state },
      ]),
      { q: SECRET },
      { q: SECRET, state: 'proposed' },
      { year: 2025 },
      { sort: 'due', limit: 100 },
    ];
    let answered = 0;
    for (const [who, actor] of readers)
      for (const query of queriesByName.values())
        for (const input of distinct(query, inputs)) {
          const answer = await ask(query, world.as(actor), input).catch((error: unknown) => {
            const known = asExpected(error);
            expect(known, `${query.name} ${JSON.stringify(input)}`).not.toBeNull();
            // What was sent may be told back; what is on record may not.
            return known?.status === 409 ? known : null;
          });
          if (answer === null) continue;
          answered++;
          const told = JSON.stringify(answer);
          expect(told.includes(SECRET), `${query.name} tells ${who} for ${JSON.stringify(input)}`).toBe(false);
          expect(told.includes(hidden.version), `${query.name} names the draft to ${who}`).toBe(false);
        }
    expect(answered).toBeGreaterThan(300);
  });

  test('through counts and search: a secret word finds as little as a word that is nowhere', async () => {
    for (const [, actor] of readers)
      for (const state of [undefined, 'proposed'] as const) {
        const facets = await ask(queries.facets, world.as(actor), { q: SECRET, state });
        expect(facets.total).toBe(0);
        expect(facets.year).toEqual([]);
      }
    expect(
      (await ask(queries.facets, world.as(world.officer), { q: SECRET, state: 'proposed' })).total,
    ).toBeGreaterThan(0);
  });

  test('through downloads', async () => {
    for (const [, actor] of readers)
      for (const filters of [{}, { state: 'proposed' }]) {
        expect(await text(asCsv(world.as(actor), filters, 'http://localhost'))).not.toContain(SECRET);
        expect(await text(asJson(world.as(actor), filters))).not.toContain(SECRET);
      }
  });

  test('through the file of a draft', async () => {
    const documents = await world.db.db.read
      .selectFrom('document')
      .innerJoin('edition', 'edition.document', 'document.id')
      .select('document.id')
      .where('edition.version', '=', hidden.version)
      .execute();
    expect(documents).toHaveLength(1);
    for (const [, actor] of readers)
      await expect(documentFile(world.db.db.read, actor, documents[0]?.id ?? '', false)).rejects.toMatchObject({
        status: 404,
      });
  });

  test('through commands on what may not be seen: it is as if it were not there', async () => {
    const row = await world.db.db.read
      .selectFrom('obligation')
      .innerJoin('record', 'record.id', 'obligation.id')
      .select('obligation.id')
      .where('record.visibility', '=', 'draft')
      .executeTakeFirstOrThrow();
    const stranger = readers[1]![1];
    await expect(
      execute(commands.giveEvidence, world.as(stranger), { target: row.id, url: 'https://example.org', claim: 'x' }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(execute(commands.makeRemark, world.as(), { about: row.id, message: 'hello' })).rejects.toMatchObject({
      status: 404,
    });
  });

  test('who may read within a body reads what is kept within it, and no draft', async () => {
    const within = await world.person('within', ['record.read-body'], { kind: 'body', record: world.council });
    const facets = await ask(queries.facets, world.as(within), { q: SECRET, state: 'proposed' });
    expect(facets.total).toBeGreaterThan(0);
    const rows = (await ask(queries.obligations, world.as(within), { q: SECRET, state: 'proposed' })).rows;
    expect(rows.map((one) => one.source?.slug)).toEqual(rows.map(() => 'council-778'));
  });
});

describe('visibility is a choice that obligations follow', () => {
  const find = async (actor?: Actor) =>
    (await ask(queries.obligations, world.as(actor), { q: SECRET, limit: 100 })).rows.length;

  test('published, the draft and what it asks can be read; taken back, it is gone again', async () => {
    const before = await find();
    await execute(texts.showVersion, world.as(world.officer), { id: hidden.version, visibility: 'public' });
    expect(await find()).toBeGreaterThan(before);
    await execute(texts.showVersion, world.as(world.officer), { id: hidden.version, visibility: 'draft' });
    expect(await find()).toBe(before);
  });

  test('a text withdrawn takes its obligations out of sight, and brings them back', async () => {
    const count = async () => (await ask(queries.obligations, world.as(), { limit: 100 })).rows.length;
    const before = await count();
    expect(before).toBeGreaterThan(2);
    await execute(texts.withdrawVersion, world.as(world.officer), { id: shown.version, withdrawn: true });
    expect(await count()).toBe(0);
    await execute(texts.withdrawVersion, world.as(world.officer), { id: shown.version, withdrawn: false });
    expect(await count()).toBe(before);
  });

  test('what an officer set narrower stays so when its text is published', async () => {
    const [row] = (await ask(queries.obligations, world.as(), { limit: 100 })).rows;
    await execute(commands.show, world.as(world.officer), { id: row?.id, visibility: 'draft' });
    await execute(texts.showVersion, world.as(world.officer), { id: shown.version, visibility: 'public' });
    await expect(ask(queries.obligation, world.as(), { number: row?.number })).rejects.toMatchObject({ status: 404 });
  });
});
