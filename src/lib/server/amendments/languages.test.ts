import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { french } from '../testing/world.ts';
import { commands, queries } from './index.ts';
import { makeHall, type Hall } from './testing/hall.ts';

let hall: Hall;
let edition: string;
beforeAll(async () => {
  hall = await makeHall();
  ({ edition } = await hall.world.bring(french(), { version: '2025', lang: 'fr', visibility: 'body' }));
});
afterAll(() => hall.world.close());

const compiled = (lang: 'en' | 'fr') =>
  ask(queries.compilation, hall.world.as(hall.world.officer), { slug: hall.slug, version: '2025', in: lang });

test('what is proposed in one language is told at the same paragraph of the others', async () => {
  const roadmap = await hall.at('roadmap');
  const { rows } = await hall.world.db.db.pool.query<{ eid: string; plain: string }>(
    `select eid, plain from node where edition = $1 and plain like '%feuille de route%' and kind = 'item'`,
    [edition],
  );
  const [place] = rows;
  const made = await execute(commands.propose, hall.world.as(hall.delegates.Boria), {
    edition,
    organisation: hall.organisations.Boria,
    eid: place?.eid,
    kind: 'MOD',
    words: place?.plain.replace('les phares', 'les phares et les bouées'),
  });

  const english = await compiled('en');
  expect(english.count).toBe(0);
  const told = english.paragraphs.filter((one) => one.elsewhere.length > 0);
  expect(told.map((one) => [one.eid, one.elsewhere.map((each) => [each.number, each.lang])])).toEqual([
    [roadmap.eid, [[made.number, 'fr']]],
  ]);
  expect(english.elsewhere).toEqual([]);

  const own = await compiled('fr');
  expect(own.count).toBe(1);
  expect(own.paragraphs.flatMap((one) => one.elsewhere)).toEqual([]);

  const word = await ask(queries.compiledText, hall.world.as(hall.world.officer), {
    slug: hall.slug,
    version: '2025',
    in: 'en',
  });
  expect(word.elsewhere).toEqual([
    { eid: roadmap.eid, number: made.number, kind: 'MOD', lang: 'fr', organisationName: 'Boria' },
  ]);
});
