import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands, queries, commandsByName, queriesByName } from '../registry.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import type { Actor } from './actor.ts';
import { execute } from './command.ts';
import { asExpected } from './errors.ts';
import { permissionMatrix } from './matrix.ts';
import { ask } from './query.ts';

let world: World;
let roles: { name: string; permissions: string[] }[];
const people = new Map<string, Actor>();
beforeAll(async () => {
  world = await makeWorld();
  await world.bring(sample(), { visibility: 'draft' });
  roles = await world.db.db.read.selectFrom('role').select(['name', 'permissions']).orderBy('ord').execute();
  for (const role of roles) people.set(role.name, await world.person(role.name, role.permissions));
});
afterAll(() => world.close());

/** What the door says to a role: true where the actor's role lets it in, whatever comes after. */
const letIn = async (run: () => Promise<unknown>): Promise<boolean> => {
  const status = await run().then(
    () => 200,
    (error: unknown) => asExpected(error)?.status ?? 500,
  );
  return status !== 401 && status !== 403;
};
const tables = async (): Promise<unknown> =>
  (
    await world.db.db.pool.query(
      `select (select count(*) from event) e, (select count(*) from record) r, (select md5(string_agg(o::text, ',' order by id)) from obligation o) o,
              (select md5(string_agg(v::text, ',' order by id)) from version v) v, (select count(*) from access_grant) g, (select count(*) from access_token) t`,
    )
  ).rows[0];

describe('the permissions page', () => {
  test('holds every command and query that a door opens', () => {
    const rows = permissionMatrix(commands, queries, roles);
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
    const open = [...commandsByName.values(), ...queriesByName.values()].filter((one) => !one.internal);
    expect(rows.map((row) => row.name).sort()).toEqual(open.map((one) => one.name).sort());
    for (const row of rows) expect(row.summary, row.name).toMatch(/^\p{Lu}.*\.$/u);
  });

  test('says of each role and operation what the door says, and a refusal changes nothing', async () => {
    const wrong: string[] = [];
    // A record that is there and not published, so that what comes after the role is reached.
    const draft = await world.db.db.read.selectFrom('version').select('id').executeTakeFirstOrThrow();
    const input = { id: draft.id, rev: 1, name: 'x' };
    for (const row of permissionMatrix(commands, queries, roles)) {
      if (row.kind === 'query') {
        for (const role of roles) {
          const may = await letIn(() => ask(queriesByName.get(row.name)!, world.as(people.get(role.name)), {}));
          if (may !== row.roles.includes(role.name)) wrong.push(`${row.name} ${role.name}`);
        }
        continue;
      }
      const command = commandsByName.get(row.name)!;
      const parsed = command.input.safeParse(input).success;
      const before = await tables();
      for (const role of roles.filter((one) => !row.roles.includes(one.name))) {
        // Judged on the actor alone before anything is loaded: what was sent must parse first.
        const may = await letIn(() => execute(command, world.as(people.get(role.name)), input));
        if (parsed && may) wrong.push(`${row.name} ${role.name}`);
      }
      const anonymous = await letIn(() => execute(command, world.as(), input));
      if (parsed && anonymous !== (row.needs === 'anyone')) wrong.push(`${row.name} anyone`);
      expect(await tables(), row.name).toEqual(before);
    }
    expect(wrong).toEqual([]);
  });
});
