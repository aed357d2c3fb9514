import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { Conflict, Forbidden, NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';
import { TRANSLATE } from './policy.ts';
import { refused } from './testing/refused.ts';
import { registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
let volunteer: Actor;
let reader: Actor;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world, 'Beacon Trust');
  volunteer = await world.person('volunteer', []);
  reader = await world.person('reader', [TRANSLATE], { kind: 'language', value: 'fr' });
});
afterAll(() => world.close());

const offer = (by: Actor, id: string, more: object = {}) =>
  execute(commands.offerTranslation, world.as(by), {
    id,
    lang: 'fr',
    seq: 1,
    title: 'Les marées au téléphone',
    description: 'Les pêcheurs demandent par la voix.',
    ...more,
  });
const review = (by: Actor, id: string, more: object = {}) =>
  execute(commands.reviewTranslation, world.as(by), { id, lang: 'fr', decision: 'accept', ...more });
const see = (by: Actor, number: number) => ask(queries.translation, world.as(by), { number, to: 'fr' });

describe('a translation', () => {
  test('is offered by anyone signed in and shown once another has reviewed it', async () => {
    const { id, number } = await registry.publish();
    await offer(volunteer, id);
    expect(await see(volunteer, number)).toMatchObject({ shown: null, offer: { mine: true }, may: { review: false } });
    // Nobody else reads what nobody has read.
    expect((await see(registry.moderator, number)).offer).toBeNull();
    expect(await refused(review(volunteer, id))).toBeInstanceOf(Forbidden);
    expect((await ask(queries.translations, world.as(reader), {})).map((one) => one.number)).toContain(number);
    await review(reader, id, { title: 'Les marées par téléphone' });
    expect(await see(volunteer, number)).toMatchObject({
      shown: { title: 'Les marées par téléphone', machine: false, outdated: false },
      offer: null,
    });
  });

  test('who reviews does not review what they offered, but the entry’s own people may write it themselves', async () => {
    const { id, number } = await registry.publish();
    await offer(reader, id, { machine: 'yes' });
    expect(await refused(review(reader, id))).toMatchObject({ issues: [{ code: 'own-translation' }] });
    await review(registry.submitter, id);
    expect((await see(reader, number)).shown).toMatchObject({ machine: true });
    const other = await registry.publish();
    await offer(registry.submitter, other.id);
    await review(registry.submitter, other.id);
    expect((await see(reader, other.number)).shown).not.toBeNull();
  });

  test('reviewed words stay until better ones are reviewed, and are outdated once a later version is public', async () => {
    const { id, number, rev } = await registry.publish();
    await offer(volunteer, id);
    await review(reader, id);
    const saved = await execute(commands.save, world.as(registry.submitter), { id, rev, draft: { title: 'Anew' } });
    const { seq } = await execute(commands.submit, world.as(registry.submitter), { id, rev: saved.rev });
    await execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'publish' });
    expect((await see(volunteer, number)).shown).toMatchObject({ outdated: true });
    expect(await refused(offer(volunteer, id))).toBeInstanceOf(Conflict);
    await offer(volunteer, id, { seq, title: 'De nouveau' });
    expect((await see(reader, number)).shown).toMatchObject({ title: 'Les marées au téléphone' });
    // Another's offer that waits is not written over.
    const third = await world.person('third', []);
    expect(await refused(offer(third, id, { seq, title: 'x' }))).toMatchObject({ code: 'translation-waits' });
    await review(reader, id, { decision: 'drop' });
    expect(await see(reader, number)).toMatchObject({ shown: { title: 'Les marées au téléphone' }, offer: null });
  });

  test('of a reviewer is another’s to review: they may only offer it anew', async () => {
    const { id, number } = await registry.publish();
    await offer(reader, id);
    expect(await see(reader, number)).toMatchObject({ offer: { mine: true }, may: { review: false } });
    expect(await refused(review(reader, id))).toMatchObject({ issues: [{ code: 'own-translation' }] });
    await offer(reader, id, { title: 'Mieux dit' });
    expect(await see(reader, number)).toMatchObject({ offer: { title: 'Mieux dit' } });
  });

  test('is of a public entry, into another language, and within the reviewer’s own', async () => {
    const draft = await registry.begin();
    expect(await refused(offer(volunteer, draft.id))).toBeInstanceOf(NotFound);
    const { id } = await registry.publish();
    expect(await refused(offer(volunteer, id, { lang: 'en' }))).toMatchObject({ issues: [{ code: 'same-language' }] });
    await offer(volunteer, id, { lang: 'es' });
    expect(await refused(review(reader, id, { lang: 'es' }))).toBeInstanceOf(Forbidden);
  });
});
