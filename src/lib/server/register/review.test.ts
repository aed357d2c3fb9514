import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.bring(
    sample({
      orders: Array.from({ length: 22 }, (_, i) => `to publish by ${i + 1} March 2026 the chart of quay ${i + 1};`),
    }),
  );
});
afterAll(() => world.close());

const waiting = () =>
  world.db.db.read.selectFrom('obligation').selectAll().where('review', '=', 'suggested').orderBy('number').execute();
const one = async (id: string) =>
  world.db.db.read.selectFrom('obligation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const register = (actor = world.officer) => ask(queries.obligations, world.as(actor), { limit: 100 });
// Publishing activates: what a version not adopted asks is shown apart.
const proposed = () => ask(queries.obligations, world.as(), { limit: 100, state: 'proposed' });

describe('review', () => {
  test('nothing counts before it is confirmed', async () => {
    expect((await waiting()).length).toBe(23);
    expect((await register()).rows).toEqual([]);
    expect((await proposed()).rows).toEqual([]);
  });

  test('two reviewers taking twenty items at once never get the same', async () => {
    const [ada, bo] = await Promise.all([
      world.person('ada', ['record.read-all', 'register.review']),
      world.person('bo', ['record.read-all', 'register.review']),
    ]);
    const taken = new Map<string, string>();
    const work = async (who: typeof ada): Promise<void> => {
      for (let i = 0; i < 10; i++) {
        const { id } = await execute(commands.claim, world.as(who), {});
        if (id === null) return;
        expect(taken.get(id) ?? who.name, `both got ${id}`).toBe(who.name);
        taken.set(id, who.name);
        await execute(commands.reject, world.as(who), { id });
      }
    };
    await Promise.all([work(ada), work(bo)]);
    expect(taken.size).toBe(20);
    expect(new Set(taken.values())).toEqual(new Set(['ada', 'bo']));
    // All of it can be taken back, act by act.
    for (const who of [ada, bo]) for (let i = 0; i < 10; i++) await execute(commands.undo, world.as(who), {});
    expect((await waiting()).length).toBe(23);
    await expect(execute(commands.undo, world.as(ada), {})).rejects.toBeInstanceOf(InvalidInput);
  });

  test('an item that another holds is refused, until the claim lapses', async () => {
    const cy = await world.person('cy', ['record.read-all', 'register.review']);
    const [first] = await waiting();
    const id = first?.id ?? '';
    await execute(commands.claim, world.as(cy), { id });
    await expect(execute(commands.confirm, world.as(world.officer), { id })).rejects.toMatchObject({
      code: 'held-by-another',
    });
    const later = new Date(world.as().now.getTime() + 11 * 60_000);
    await execute(commands.confirm, world.as(world.officer, { now: later }), { id });
    expect((await one(id)).review).toBe('confirmed');
    await execute(commands.undo, world.as(world.officer, { now: later }), {});
  });

  test('a reviewer who comes back gets the item that they held', async () => {
    const di = await world.person('di', ['record.read-all', 'register.review']);
    const first = await execute(commands.claim, world.as(di), {});
    expect(await execute(commands.claim, world.as(di), {})).toEqual(first);
  });

  test('what the machine said is kept beside what a person decided, and who confirmed it', async () => {
    const later = new Date(world.as().now.getTime() + 3_600_000);
    const item = (await waiting())[5]!;
    await execute(commands.confirm, world.as(world.officer, { now: later }), {
      id: item.id,
      action: 'publish the chart of the fifth quay',
      force: 'requests',
    });
    const view = await ask(queries.obligation, world.as(world.officer), { number: item.number });
    expect(view.force).toBe('requests');
    expect(view.action?.value).toBe('publish the chart of the fifth quay');
    expect(view.reviewedBy).toBe('officer');
    expect(view.machine.find((each) => each.field === 'force')).toMatchObject({ value: 'instructs', fate: 'edited' });
    expect(view.machine.find((each) => each.field === 'timing')).toMatchObject({ fate: 'confirmed' });
  });

  test('bulk confirms all or nothing', async () => {
    const later = new Date(world.as().now.getTime() + 3_600_000);
    const [a, b, c] = await waiting();
    await execute(commands.reject, world.as(world.officer, { now: later }), { id: c?.id });
    const ids = [a?.id, b?.id, c?.id];
    await expect(
      execute(commands.bulk, world.as(world.officer, { now: later }), { ids, act: 'confirm' }),
    ).rejects.toBeInstanceOf(Conflict);
    expect((await one(a?.id ?? '')).review).toBe('suggested');
    await execute(commands.bulk, world.as(world.officer, { now: later }), { ids: ids.slice(0, 2), act: 'confirm' });
    expect((await one(a?.id ?? '')).review).toBe('confirmed');
    expect((await one(b?.id ?? '')).review).toBe('confirmed');
    const { ids: undone } = await execute(commands.undo, world.as(world.officer, { now: later }), {});
    expect(undone).toHaveLength(2);
  });

  test('split makes a second on the same paragraph; undo takes it away', async () => {
    const later = new Date(world.as().now.getTime() + 7_200_000);
    const item = (await waiting())[3]!;
    const made = await execute(commands.splitOne, world.as(world.officer, { now: later }), {
      id: item.id,
      action: 'translate the chart',
    });
    const sources = await world.db.db.read
      .selectFrom('basis')
      .select(['obligation', 'provision'])
      .where('obligation', 'in', [item.id, made.id])
      .execute();
    expect(new Set(sources.map((each) => each.provision)).size).toBe(1);
    await execute(commands.undo, world.as(world.officer, { now: later }), {});
    expect((await one(made.id)).review).toBe('rejected');
    expect((await one(item.id)).review).toBe('suggested');
  });

  test('merge gives one duty two paragraphs; undo parts them again', async () => {
    const later = new Date(world.as().now.getTime() + 7_200_000);
    const [a, b] = await waiting();
    await execute(commands.confirm, world.as(world.officer, { now: later }), { id: a?.id });
    await execute(commands.merge, world.as(world.officer, { now: later }), { id: b?.id, into: a?.number });
    const count = async (): Promise<number> =>
      (await ask(queries.obligation, world.as(world.officer), { number: a?.number })).sources.length;
    expect(await count()).toBe(2);
    expect((await one(b?.id ?? '')).review).toBe('rejected');
    await execute(commands.undo, world.as(world.officer, { now: later }), {});
    expect(await count()).toBe(1);
    expect((await one(b?.id ?? '')).review).toBe('suggested');
  });

  test('of two people who edit, the second is told what stands now and loses nothing', async () => {
    const later = new Date(world.as().now.getTime() + 7_200_000);
    const item = (await waiting())[0]!;
    await execute(commands.confirm, world.as(world.officer, { now: later }), { id: item.id });
    const { rev } = await ask(queries.obligation, world.as(world.officer), { number: item.number });
    await execute(commands.editObligation, world.as(world.officer), { id: item.id, rev, action: 'first to save' });
    const refused = await execute(commands.editObligation, world.as(world.officer), {
      id: item.id,
      rev,
      action: 'second to save',
    }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Conflict);
    expect((refused as Conflict).status).toBe(409);
    expect((refused as Conflict).current).toMatchObject({ action: { en: 'first to save' } });
    const view = await ask(queries.obligation, world.as(world.officer), { number: item.number });
    expect(view.action?.value).toBe('first to save');
  });
});
