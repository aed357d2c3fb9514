import { isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from './app.ts';
import { ANONYMOUS } from './platform/actor.ts';
import { execute } from './platform/command.ts';
import { asExpected } from './platform/errors.ts';
import { commands as stocktaking } from './stocktaking/index.ts';
import { registryIn } from './stocktaking/testing/registry.ts';
import { eventFor, ROUTES } from './testing/doors.ts';
import { makeWorld, type World } from './testing/world.ts';

// Pages of an organisation that was merged into another lead on by their own doors, and a wrong address is no page.

let world: World;
let kept: string;
let other: string;
beforeAll(async () => {
  world = await makeWorld();
  process.env['DATABASE_URL'] = world.db.url;
  kept = (await registryIn(world, 'Tar Burners')).organisation;
  other = (await registryIn(world, 'Burners of Tar')).organisation;
  await world.db.db.pool.query(
    `update party set code = case id when $1 then 'tar' else 'burners' end where id in ($1, $2)`,
    [kept, other],
  );
  await execute(stocktaking.mergeOrganisations, world.as(world.officer), { from: other, into: kept });
});
afterAll(async () => {
  await closeDatabase();
  await world.close();
});

/** Where a door leads, or the status that it answers with. */
async function through(door: string, params: Record<string, string>): Promise<string | number> {
  const module = (await import(`${ROUTES}${door}.ts`)) as Record<'load' | 'GET', (event: unknown) => unknown>;
  const who = { role: '', actor: ANONYMOUS, permissions: [], everywhere: false } as unknown as Parameters<
    typeof eventFor
  >[0];
  try {
    await (module.load ?? module.GET)(eventFor(who, '/en', { lang: 'en', ...params }));
    return 200;
  } catch (error) {
    return isRedirect(error) ? `${error.status} ${error.location}` : (asExpected(error)?.status ?? 500);
  }
}

test('the page of its duties and their files lead on to the code of the kept one', async () => {
  expect(await through('addressees/[code]/+page.server', { code: 'burners' })).toBe('308 /en/addressees/tar');
  for (const format of ['docx', 'pdf'])
    expect(await through('addressees/[code].[format]/+server', { code: 'burners', format })).toBe(
      `308 /en/addressees/tar.${format}`,
    );
  expect(await through('addressees/[code].[format]/+server', { code: 'tar', format: 'exe' })).toBe(404);
  expect(await through('addressees/[code]/+page.server', { code: 'nobody' })).toBe(404);
});

test('its page in the registry leads on by its id, and what is no id is no page', async () => {
  const page = 'stocktaking/organisations/[id]/+page.server';
  expect(await through(page, { id: other })).toBe(`308 /en/stocktaking/organisations/${kept}`);
  for (const id of ['burners', `${other}x`, '01900000-0000-7000-8000-000000000000', ''])
    expect(await through(page, { id }), id).toBe(404);
});
