import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { Moved } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { french, FRENCH, makeWorld, ORDERS, sample, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';

let world: World;
const reading = (version: string, lang: 'en' | 'fr') =>
  ask(queries.reading, world.as(), { slug: 'council-500', version, in: lang });

beforeAll(async () => {
  world = await makeWorld();
  const first = await world.bring(sample());
  await world.bring(french(FRENCH), { lang: 'fr' });
  await execute(commands.adoptVersion, world.as(world.officer), { id: first.version, on: '2024-06-14' });
  await world.bring(
    sample({
      orders: [
        'to draw up an inventory of the cranes;',
        ORDERS[0]!,
        'to publish by 1 March 2027 a roadmap for the lighthouses;',
        ORDERS[2]!,
      ],
    }),
    { version: '2025' },
  );
  await world.bring(french(['de dresser un inventaire des grues;', ...FRENCH]), { version: '2025', lang: 'fr' });
  // A version that only English has in full.
  await world.bring(sample({ orders: [...ORDERS, 'to name the new quay;'] }), { version: '2026' });
  await world.bring(french(FRENCH), { version: '2026', lang: 'fr' });
});
afterAll(() => world.close());

describe('a paragraph in a language', () => {
  test('is outdated when its source changed and its own words did not', async () => {
    const { standing, nodes } = await reading('2025', 'fr');
    expect(standing.reference).toBe('en');
    expect(standing.outdated.map((eid) => nodes.find((one) => one.eid === eid)?.plain)).toEqual([FRENCH[1]]);
    expect((await reading('2025', 'en')).standing).toEqual({ reference: null, outdated: [], missing: [] });
  });

  test('is missing when only its source has it', async () => {
    const { standing } = await reading('2026', 'fr');
    expect(standing.missing.map((one) => one.plain)).toEqual(['to name the new quay;']);
  });
});

test('on a day before the first version none was in force, and that is what is said', async () => {
  const on = (at: string) => ask(queries.reading, world.as(), { slug: 'council-500', at });
  expect((await on('2024-06-14')).version.label).toBe('2024');
  await expect(on('2024-06-13')).rejects.toMatchObject({ code: 'not-in-force', status: 404 });
  await expect(on('2024-02-30')).rejects.toMatchObject({ code: 'invalid-input' });
});

describe('an old address', () => {
  test('of a paragraph leads to where it stands now', async () => {
    const [before, after] = [await reading('2024', 'en'), await reading('2025', 'en')];
    const was = before.nodes.find((one) => one.plain === ORDERS[2]);
    const is = after.nodes.find((one) => one.plain === ORDERS[2]);
    expect(is?.eid).not.toBe(was?.eid);
    // The third paragraph became the fourth; its old address now belongs to another and is not taken from it.
    expect(after.nodes.some((one) => one.eid === was?.eid)).toBe(true);
    expect(Object.values(after.former).flat()).not.toContain(was?.eid);
    // Read the other way round, the fourth has no other bearer: it leads to the third.
    expect(before.former[was?.eid ?? '']).toEqual([is?.eid]);
  });

  test('of a text that was renumbered leads on', async () => {
    const text = await world.db.db.read
      .selectFrom('text')
      .innerJoin('record', 'record.id', 'text.id')
      .select(['text.id', 'record.rev'])
      .where('slug', '=', 'council-500')
      .executeTakeFirstOrThrow();
    const renumber = (number: string, rev: number) =>
      execute(commands.renumberText, world.as(world.officer), { id: text.id, rev, number });
    const { rev } = await renumber('512', text.rev);
    const moved = await reading('2024', 'en').catch((error: unknown) => error);
    expect(moved).toBeInstanceOf(Moved);
    expect((moved as Moved).to).toBe('texts/council-512');
    await world.bring(sample({ title: 'Another' }).replace('500', '600'));
    await expect(renumber('600', rev)).rejects.toMatchObject({ issues: [{ path: 'number', code: 'number-taken' }] });
    await renumber('500', rev);
    expect((await reading('2024', 'en')).text.slug).toBe('council-500');
  });
});
