import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as register, queries as registered } from '../register/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';

let world: World;
let translator: Actor;
let number = 0;
beforeAll(async () => {
  world = await makeWorld();
  await world.bring(sample(), { visibility: 'public' });
  await world.confirmAll();
  translator = await world.person('translator', ['texts.translate', 'record.read-body'], {
    kind: 'language',
    value: 'fr',
  });
  const { rows } = await world.db.db.pool.query<{ number: number }>(
    `update record set visibility = 'public' from obligation o where o.id = record.id and o.review = 'confirmed' returning o.number`,
  );
  number = rows[0]?.number ?? 0;
});
afterAll(() => world.close());

const french = () => world.as(translator, { lang: 'fr' });
const one = () => ask(queries.obligation, french(), { number });
const save = (lang: string, words: string, who = translator) =>
  one().then(({ id }) => execute(commands.saveObligation, world.as(who), { id, lang, words }));

test('what an obligation asks is put into a language, as an unofficial wording that its readers get', async () => {
  const before = await ask(queries.obligations, french(), { lang: 'fr' });
  expect(before.left).toBeGreaterThan(1);
  expect((await one()).languages).toEqual([{ lang: 'fr', words: null, stale: false }]);
  await save('fr', 'présenter chaque année un rapport au Conseil');
  const shown = await ask(registered.obligation, world.as(undefined, { lang: 'fr' }), { number });
  expect(shown.action).toMatchObject({
    value: 'présenter chaque année un rapport au Conseil',
    lang: 'fr',
    state: 'unofficial',
  });
  const after = await ask(queries.obligations, french(), { lang: 'fr' });
  expect(after.left).toBe(before.left - 1);
  expect(after.obligations.map((each) => each.number)).not.toContain(number);
});

test('once its source is changed, a translation is told to be of other words, and may be written anew', async () => {
  const { id } = await one();
  const shown = await ask(registered.obligation, world.as(world.officer), { number });
  await execute(register.editObligation, world.as(world.officer), {
    id,
    rev: shown.rev,
    action: 'submit two reports',
    lang: 'en',
  });
  expect((await one()).languages).toMatchObject([{ lang: 'fr', stale: true }]);
  expect((await ask(queries.obligations, french(), { lang: 'fr' })).obligations).toContainEqual(
    expect.objectContaining({ number, stale: true, words: 'submit two reports' }),
  );
  await save('fr', 'présenter deux rapports');
  expect((await one()).languages).toMatchObject([{ words: 'présenter deux rapports', stale: false }]);
});

test('the words of the text itself are nobody’s to translate over, and a grant for one language opens no other', async () => {
  await expect(save('es', 'presentar un informe')).rejects.toMatchObject({ status: 403 });
  const everyone = await world.person('all-round', ['texts.translate', 'record.read-body']);
  await expect(save('en', 'submit nothing', everyone)).rejects.toMatchObject({
    issues: [{ code: 'words-of-the-text' }],
  });
  await expect(
    save('fr', 'x', world.officer.kind === 'person' ? { ...everyone, grants: [] } : everyone),
  ).rejects.toMatchObject({
    status: 403,
  });
});

test('totals say what each language lacks of each version, whoever does it', async () => {
  const everyone = await world.person('overseer', ['texts.translate', 'record.read-body']);
  const { languages, versions } = await ask(queries.totals, world.as(everyone), {});
  expect(languages).toHaveLength(6);
  const lacks = versions[0]?.lacks ?? [];
  expect(lacks.map((each) => each.lang).sort()).toEqual(['ar', 'es', 'fr', 'ru', 'zh']);
  for (const each of lacks) expect(each).toMatchObject({ missing: true });
  expect(new Set(lacks.map((each) => each.words)).size).toBe(1);
  expect(lacks[0]?.words).toBeGreaterThan(20);
  const own = await ask(queries.totals, french(), {});
  expect(own.versions[0]?.lacks.map((each) => each.lang)).toEqual(['fr']);
});
