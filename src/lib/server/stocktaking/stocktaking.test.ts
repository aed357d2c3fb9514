import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, type World } from '../testing/world.ts';
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

const own = (number: number) => ask(queries.own, world.as(registry.submitter), { number });

describe('an initiative', () => {
  test('is nobody else’s while it is a draft, and public once a moderator publishes it', async () => {
    const { id, number, seq } = await registry.submit();
    expect(await refused(ask(queries.entry, world.as(ANONYMOUS), { number }))).toBeInstanceOf(NotFound);
    await execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'publish' });
    const entry = await ask(queries.entry, world.as(ANONYMOUS), { number });
    expect(entry).toMatchObject({ number, state: 'published', version: { seq: 1, lang: 'en' }, unconfirmed: false });
    expect(JSON.stringify(entry)).not.toContain('awa@example.org');
    const { rows } = await world.db.db.pool.query('select concept, words from tag where record = $1 order by 1', [id]);
    expect(rows.map(({ concept }) => concept)).toEqual(['C3', 'M49 686', 'SDG 14']);
  });

  test('keeps a half-filled draft as it was typed and says what it lacks', async () => {
    const { id, number, rev } = await registry.begin({ starts: 'some time', results: [{ unit: '%' }], serves: [] });
    const before = await own(number);
    expect(before.draft).toMatchObject({ starts: 'some time', results: [{ unit: '%' }] });
    expect(before.lacking.map(({ path }) => path).sort()).toEqual(['results.0.indicator', 'serves', 'starts']);
    const error = await refused(execute(commands.submit, world.as(registry.submitter), { id, rev }));
    expect(error).toBeInstanceOf(InvalidInput);
    expect((await own(number)).draft).toEqual(before.draft);
  });

  test('may name only codes that a framework holds, and files that were sent for it', async () => {
    const { id, rev } = await registry.begin({
      serves: [{ concept: 'C3' }, { concept: 'SDG 99' }],
      pictures: [{ sha256: 'a'.repeat(64), alt: 'a quay' }],
    });
    const error = await refused(execute(commands.submit, world.as(registry.submitter), { id, rev }));
    expect((error as InvalidInput).issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'serves.1.concept unknown-concept',
      'pictures.0 no-such-file',
    ]);
  });

  test('is changed in versions: the public one stays until the next is published', async () => {
    const { id, number, rev } = await registry.publish({ title: 'First words' });
    const saved = await execute(commands.save, world.as(registry.submitter), { id, rev, draft: { title: 'Second' } });
    const { seq } = await execute(commands.submit, world.as(registry.submitter), { id, rev: saved.rev });
    const title = async () => (await ask(queries.entry, world.as(ANONYMOUS), { number })).version?.content.title;
    expect(await title()).toBe('First words');
    await execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'publish' });
    expect(await title()).toBe('Second');
    expect((await own(number)).versions.map(({ state }) => state)).toEqual(['published', 'superseded']);
  });

  test('comes back with a reason and its words on the table again', async () => {
    const { id, number, seq } = await registry.submit();
    const bare = await refused(execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'return' }));
    expect((bare as InvalidInput).issues).toEqual([{ path: 'reason', code: 'required' }]);
    await execute(commands.decide, world.as(registry.moderator), {
      id,
      seq,
      decision: 'return',
      reason: 'Say which quays.',
    });
    const back = await own(number);
    expect(back).toMatchObject({ state: 'returned', draft: { title: 'Tide tables by telephone' } });
    expect(back.versions[0]?.reason).toBe('Say which quays.');
  });

  test('what was submitted is never changed', async () => {
    const { id } = await registry.submit();
    const change = world.db.db.pool.query(`update initiative_version set content = '{}' where initiative = $1`, [id]);
    await expect(change).rejects.toThrow('never changed');
  });

  test('can be withdrawn by its organisation and by no moderator', async () => {
    const { id, number, rev } = await registry.publish();
    const by = (actor: Registry['submitter']) =>
      execute(commands.withdraw, world.as(actor), { id, rev, reason: 'The quay is closed.' });
    expect(await refused(by(registry.moderator))).toBeInstanceOf(Forbidden);
    await by(registry.submitter);
    expect(await refused(ask(queries.entry, world.as(ANONYMOUS), { number }))).toBeInstanceOf(NotFound);
    expect((await own(number)).withdrawn).toBe(true);
  });
});

describe('moderation', () => {
  test('no one decides on what their own organisation submitted', async () => {
    const { id, seq } = await registry.submit();
    const both = { ...registry.moderator, organisations: [registry.organisation] };
    const error = await refused(execute(commands.decide, world.as(both), { id, seq, decision: 'publish' }));
    expect(error).toBeInstanceOf(Forbidden);
  });

  test('a version that was replaced meanwhile is not decided on', async () => {
    const { id, seq, rev } = await registry.submit();
    const back = await execute(commands.takeBack, world.as(registry.submitter), { id, rev });
    await execute(commands.submit, world.as(registry.submitter), { id, rev: back.rev });
    const error = await refused(
      execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'publish' }),
    );
    expect(error).toBeInstanceOf(Conflict);
  });

  test('four eyes: the second must be another’s', async () => {
    await execute(commands.setSettings, world.as(world.officer), { fourEyes: 'yes' });
    const { id, number, seq } = await registry.submit();
    const approve = (actor = registry.moderator) =>
      execute(commands.decide, world.as(actor), { id, seq, decision: 'publish' });
    expect((await approve()).state).toBe('approved-first');
    expect(await refused(approve())).toBeInstanceOf(InvalidInput);
    expect((await approve(world.officer)).state).toBe('published');
    expect((await ask(queries.entry, world.as(ANONYMOUS), { number })).state).toBe('published');
    await execute(commands.setSettings, world.as(world.officer), { fourEyes: 'no' });
  });
});
