import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands as accounts, queries as accountQueries } from '../accounts/index.ts';
import { commands as amendments } from '../amendments/index.ts';
import { queries as bodies } from '../bodies/index.ts';
import { can, type Actor } from '../platform/actor.ts';
import { history } from '../platform/audit.ts';
import { execute } from '../platform/command.ts';
import { asExpected, InvalidInput, Moved } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { commands as register } from '../register/index.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { start } from './commands.ts';
import { found } from './found.ts';
import { takeLines, Options } from './import/take.ts';
import { keepApart, mergeOrganisations } from './merging.ts';
import { page as entryPage } from './page.ts';
import { organisation as organisationPage } from './places.ts';
import { MANAGE } from './policy.ts';
import { list } from './search.ts';
import { doubles, pair } from './spellings.ts';
import { complete, registryIn } from './testing/registry.ts';

let world: World;
let officer: Actor;
beforeAll(async () => {
  world = await makeWorld();
  officer = await world.person('keeper', [MANAGE]);
});
afterAll(() => world.close());

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await world.db.db.pool.query(text, values)).rows as T[];
const merge = (from: string, into: string, more: object = {}, by = officer) =>
  execute(mergeOrganisations, world.as(by), { from, into, ...more });
const refused = (run: Promise<unknown>) =>
  run.then(
    () => [],
    (error: unknown) => (error instanceof InvalidInput ? error.issues : [{ path: '', code: asExpected(error)?.code }]),
  );
const bring = (lines: readonly object[]) =>
  takeLines(
    { ...world.as(world.officer), door: 'import' },
    Buffer.from(JSON.stringify(lines)),
    Options.parse({ publish: true }),
  );
const organisation = async (name: string, lang = 'en') =>
  (await execute(accounts.addOrganisation, world.as(world.officer), { name, lang })).id;

/*
 * Every column that may hold an organisation, and what becomes of it. What a person did, and what is of bodies and persons only, stays;
 * so does what was before (memberships, supports, roles and grants that ended).
 */
const FOLLOWS = [
  'access_grant.holder',
  'access_grant.scope_record',
  'amendment.organisation',
  'amendment_support.organisation',
  'amendment_window.house_order',
  'initiative.organisation',
  'membership.organisation',
  'membership_request.organisation',
  'obligation_party.party',
  'organisation_profile.party',
  'party.parent',
  'record.merged_into',
  'roadmap_task.lead',
  'roadmap_task_partner.party',
];
const STAYS = new Set([
  // Bodies.
  ...['record.owner_body', 'session.body', 'meeting.body', 'decision.body', 'text.body', 'lead_time.body'],
  // What was compared; the one that goes is not compared again.
  ...['organisation_pair.first', 'organisation_pair.second'],
]);

test('each column that refers to a party is one of persons or bodies, or follows', async () => {
  const keys = await rows<{ at: string }>(
    `select c.conrelid::regclass || '.' || a.attname as at from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'party'::regclass and c.conrelid::regclass::text !~ '^event_'`,
  );
  const left = keys
    .map(({ at }) => at)
    .filter((at) => !FOLLOWS.includes(at) && !STAYS.has(at))
    .filter((at) => !/\.(id|person|.*_by|by)$/.test(at));
  expect(left).toEqual([]);
  // No other column holds ids of organisations without a foreign key: those that the triggers of 0026 look for are known.
  const bare = await rows<{ at: string }>(
    `select table_name || '.' || column_name as at from information_schema.columns
     where table_schema = 'public' and data_type in ('uuid', 'ARRAY') and column_name ~ 'organisation|party|house'`,
  );
  expect(bare.map(({ at }) => at).filter((at) => !FOLLOWS.includes(at) && !/^event/.test(at))).toEqual([]);
});

describe('merging an organisation into another', () => {
  test('its entries, members, asks, offices and rights follow, and what was before stays told', async () => {
    const kept = await registryIn(world, 'Lantern Union');
    const other = await registryIn(world, 'Lantern Unoin');
    const { id: entry, number } = await other.publish({ title: 'Lanterns by post' });
    const draft = await other.begin();
    const office = await execute(accounts.addOrganisation, world.as(world.officer), {
      name: 'Wick desk',
      lang: 'en',
      kind: 'office',
      parent: other.organisation,
    });
    const asker = await world.person('lantern-asker', []);
    const ask1 = await execute(accounts.askMembership, world.as(asker), { organisation: other.organisation });
    const both = await world.person('lantern-both', []);
    await execute(accounts.askMembership, world.as(both), { organisation: other.organisation });
    await execute(accounts.askMembership, world.as(both), { organisation: kept.organisation });

    const before = await ask(pair, world.as(officer), { from: other.organisation, into: kept.organisation });
    expect(before.follows).toMatchObject({ initiatives: 2, members: 1, requests: 2, offices: 1, amendments: 0 });
    expect(before.refused).toEqual([]);
    expect(before.from.entries.map((one) => one.title)).toContain('Lanterns by post');

    await merge(other.organisation, kept.organisation);
    const of = await rows<{ id: string; organisation: string }>(
      'select id, organisation from initiative where id = any($1)',
      [[entry, draft.id]],
    );
    expect(new Set(of.map((one) => one.organisation))).toEqual(new Set([kept.organisation]));
    const members = await rows<{ organisation: string; open: boolean }>(
      'select organisation, until is null as open from membership where person = $1',
      [other.submitter.id],
    );
    expect(members).toHaveLength(2);
    expect(members).toContainEqual({ organisation: kept.organisation, open: true });
    expect(members).toContainEqual({ organisation: other.organisation, open: false });
    expect(await rows('select parent from party where id = $1', [office.id])).toEqual([{ parent: kept.organisation }]);
    expect(await rows('select state, organisation from membership_request where id = $1', [ask1.id])).toEqual([
      { state: 'asked', organisation: kept.organisation },
    ]);
    expect(
      await rows('select organisation from membership_request where person = $1 and state = $2', [both.id, 'asked']),
    ).toEqual([{ organisation: kept.organisation }]);
    // The history of the entry tells of it to those who may see both.
    const { events } = await ask(history, world.as(world.officer), { record: entry });
    expect(events[0]).toMatchObject({ kind: 'organisation.merged', payload: { into: kept.organisation } });
    expect(events[0]?.records.map(({ id }) => id)).toContain(other.organisation);
    const shown = await ask(list, world.as(), { organisation: kept.organisation });
    expect(shown.entries.map((one) => one.number)).toEqual([number]);
  });

  test('what is asked of it is under the code of the kept one from then on, for those too who read what was withdrawn', async () => {
    const kept = await registryIn(world, 'Tar Burners');
    const other = await registryIn(world, 'Burners of Tar');
    await world.db.db.pool.query('update party set code = $2 where id = $1', [kept.organisation, 'tar']);
    await world.db.db.pool.query('update party set code = $2 where id = $1', [other.organisation, 'burners']);
    expect((await ask(bodies.body, world.as(), { code: 'burners' })).code).toBe('burners');
    await merge(other.organisation, kept.organisation);
    for (const reader of [undefined, await world.person('reader-of-all', ['record.read-all'])])
      await expect(ask(bodies.body, world.as(reader), { code: 'burners' })).rejects.toMatchObject({
        code: 'moved',
        to: 'addressees/tar',
      });
    expect((await ask(bodies.body, world.as(), { code: 'tar' })).name?.value).toBe('Tar Burners');
  });

  test('a partner named by what it was called leads to the kept one, and its page names where it is one', async () => {
    const kept = await registryIn(world, 'Ferry Wardens');
    const other = await registryIn(world, 'Wardens of the Ferry');
    const third = await registryIn(world, 'Buoy Painters');
    await kept.publish({ title: 'Ferries at night' });
    await other.publish({ title: 'Ferries by day' });
    const partners = [{ name: 'WARDENS of the  Férry' }, { name: 'Nobody on record' }];
    const named = await third.publish({ title: 'Painted buoys', partners });
    const exact = await third.publish({ title: 'Painted poles', partners: [{ name: 'Wardens of the Ferry' }] });
    const partnersOf = async (number: number) => (await ask(entryPage, world.as(), { number })).one?.partners;
    expect(await partnersOf(exact.number)).toEqual({ 'Wardens of the Ferry': other.organisation });
    const before = await ask(organisationPage, world.as(), { id: kept.organisation });
    expect(before.partnerIn.page.total).toBe(0);

    await merge(other.organisation, kept.organisation);
    expect(await partnersOf(exact.number)).toEqual({ 'Wardens of the Ferry': kept.organisation });
    expect(await partnersOf(named.number)).toEqual({});
    const { partnerIn } = await ask(organisationPage, world.as(), { id: kept.organisation });
    expect(partnerIn.page.entries.map(({ number }) => number).toSorted()).toEqual([named.number, exact.number]);
    expect(partnerIn.names).toEqual(['Ferry Wardens', 'Wardens of the Ferry']);
    const narrowed = await ask(list, world.as(), { partner: ['nobody on record'] });
    expect(narrowed.entries.map(({ number }) => number)).toEqual([named.number]);
  });

  test('its address leads on, a list narrowed to it goes on, and it is found by what it was called', async () => {
    const kept = await registryIn(world, 'Reed Cutters');
    const other = await registryIn(world, 'Cutters of Sedge');
    const { number } = await other.publish({ title: 'Reeds by barge' });
    await merge(other.organisation, kept.organisation);
    await expect(ask(organisationPage, world.as(), { id: other.organisation })).rejects.toThrow(Moved);
    const page = await ask(organisationPage, world.as(), { id: kept.organisation });
    expect(page.otherNames).toEqual([{ value: 'Cutters of Sedge', lang: 'en' }]);
    for (const search of [{ organisation: other.organisation }, { q: 'sedge' }])
      expect((await ask(list, world.as(), search)).entries.map((one) => one.number)).toEqual([number]);
    // Merged again, the first leads all the way.
    const last = await registryIn(world, 'Reed House');
    await merge(kept.organisation, last.organisation);
    await expect(ask(organisationPage, world.as(), { id: other.organisation })).rejects.toMatchObject({
      to: `stocktaking/organisations/${last.organisation}`,
    });
    expect((await ask(list, world.as(), { q: 'sedge' })).entries.map((one) => one.number)).toEqual([number]);
    const { open } = await ask(accountQueries.memberships, world.as(officer), { named: 'sedge' });
    expect(open).toEqual([{ id: last.organisation, name: 'Reed House' }]);
  });

  test('later imports, forms and texts that say its name mean the kept one', async () => {
    const [kept, other] = [await organisation('Weir Keepers'), await organisation('Keepers of Weirs')];
    await merge(other, kept);
    const line = { id: 'w-1', ...complete(), organisation: { name: 'Keepers of Weirs', kind: 'academia' }, lang: 'en' };
    const report = await bring([line]);
    expect(report.lines[0]).toMatchObject({ outcome: 'added', issues: [] });
    expect(await rows('select organisation from initiative where external_id = $1', ['w-1'])).toEqual([
      { organisation: kept },
    ]);
    // By an id of before: an address kept from yesterday.
    const founder = await world.person('weir-founder', []);
    const member: Actor = { ...founder, organisations: [kept] };
    await execute(start, world.as(member), { organisation: other, lang: 'en' });
    expect(await rows('select organisation from initiative where submitter = $1', [founder.id])).toEqual([
      { organisation: kept },
    ]);
    expect(
      await refused(execute(found, world.as(founder), { name: 'keepers of weirs', lang: 'en', kind: 'academia' })),
    ).toMatchObject([{ code: 'organisation-exists' }]);
    const { organisations } = await ask(doubles, world.as(officer), { named: 'keepers of weirs' });
    expect(organisations).toBeGreaterThan(0);
  });

  test('the kept one takes its name in languages that are named, and is still found by its own', async () => {
    const [kept, other] = [await organisation('IHLU'), await organisation('International Harbour Lantern Union')];
    await rows(
      `insert into wording (record, field, lang, value, state, written_at) values ($1, 'name', 'fr', 'Union des lanternes', 'authentic', now())`,
      [other],
    );
    expect(await refused(merge(other, kept, { names: ['zh'] }))).toMatchObject([{ path: 'names', code: 'no-name' }]);
    await merge(other, kept, { names: ['en', 'fr'] });
    const side = (await ask(doubles, world.as(officer), { named: 'IHLU' })).found[0];
    expect(side?.names).toEqual([
      { value: 'International Harbour Lantern Union', lang: 'en', other: false },
      { value: 'Union des lanternes', lang: 'fr', other: false },
      { value: 'IHLU', lang: 'en', other: true },
    ]);
  });

  test('obligations and amendments follow; nobody stands twice in one role', async () => {
    const [kept, other] = [await organisation('Tide Office'), await organisation('Office of Tides')];
    const { edition, version } = await world.bring(
      'RESOLUTION 9 (2024)\nTides\nThe Council,\ninstructs the Secretary-General\n1\tto publish by 1 March 2025 a table of tides.\n',
      { version: '2024' },
    );
    await execute(register.suggest, world.as(world.officer), { edition }).catch(() => undefined);
    await world.confirmAll();
    const [obligation] = await rows<{ id: string; number: number }>(
      'select id, number from obligation order by number desc limit 1',
    );
    const assign = (role: string, names: string) =>
      execute(register.assign, world.as(world.officer), { id: obligation?.id, role, names });
    await assign('contributor', 'Office of Tides\nTide Office');
    await assign('responsible', 'Office of Tides');
    expect(await refused(merge(other, kept))).toEqual([
      { path: 'from', code: 'both-in-obligation', values: { numbers: String(obligation?.number) } },
    ]);
    await assign('responsible', 'Harbour Forum');
    await merge(other, kept);
    expect(
      await rows(
        'select role, party, words from obligation_party where obligation = $1 and role = $2 and until is null',
        [obligation?.id, 'contributor'],
      ),
    ).toEqual([{ role: 'contributor', party: kept, words: 'Tide Office' }]);
    expect(version).toBeTruthy();
  });

  test('is refused where both stand in the order of one house', async () => {
    const [kept, other] = [await organisation('North Pier'), await organisation('Pier of the North')];
    const third = await organisation('South Pier');
    const { version } = await world.bring(
      'RESOLUTION 10 (2024)\nPiers\nThe Council,\ninstructs the Secretary-General\n1\tto count the piers.\n',
      { version: '2030' },
    );
    const order = (names: string) =>
      execute(amendments.setWindow, world.as(world.officer), {
        version,
        opens: '2025-01-01T00:00',
        closes: '2026-01-01T00:00',
        order: names,
      });
    await order('North Pier\nPier of the North');
    expect(await refused(merge(other, kept))).toMatchObject([{ path: 'from', code: 'both-in-house-order' }]);
    await order('South Pier\nPier of the North');
    await merge(other, kept);
    expect(await rows('select house_order from amendment_window where version = $1', [version])).toEqual([
      { house_order: [third, kept] },
    ]);
    // A name of before in the order means the kept one.
    await order('Pier of the North\nSouth Pier');
    expect(await rows('select house_order from amendment_window where version = $1', [version])).toEqual([
      { house_order: [kept, third] },
    ]);
  });

  test('an entry whose id of another register both have keeps its number and loses the id', async () => {
    const [kept, other] = [await organisation('Salt Pans'), await organisation('Pans of Salt')];
    const line = (name: string, title: string) => ({
      id: 's-1',
      ...complete({ title }),
      organisation: { name, kind: 'academia' },
      lang: 'en',
    });
    await bring([line('Salt Pans', 'Salt'), line('Pans of Salt', 'Brine')]);
    expect((await ask(pair, world.as(officer), { from: other, into: kept })).follows).toMatchObject({ 'same-ids': 1 });
    await merge(other, kept);
    expect(await rows('select external_id from initiative where organisation = $1 order by number', [kept])).toEqual([
      { external_id: 's-1' },
      { external_id: null },
    ]);
  });

  test('is refused with itself, twice, for what is no organisation, and by who does not keep the registry', async () => {
    const [kept, other] = [await organisation('Dune Wardens'), await organisation('Wardens of Dunes')];
    expect(await refused(merge(kept, kept))).toMatchObject([{ path: 'into', code: 'same-organisation' }]);
    expect(await refused(merge(world.council, kept))).toMatchObject([{ code: 'not-found' }]);
    expect(await refused(merge(other, kept, {}, await world.person('dune-reader', [])))).toMatchObject([
      { code: 'forbidden' },
    ]);
    await merge(other, kept);
    expect(await refused(merge(other, kept))).toMatchObject([{ path: 'from', code: 'already-merged' }]);
    expect(await refused(merge(kept, other))).toMatchObject([{ path: 'into', code: 'already-merged' }]);
  });

  test('gives nobody rights that the one who merges does not hold', async () => {
    const [kept, other] = [await organisation('Lock Keepers'), await organisation('Keepers of Locks')];
    await execute(accounts.grantRole, world.as(world.officer), { holder: kept, role: 'administrator' });
    expect(can(officer, '*', {})).toBe(false);
    expect(await refused(merge(other, kept))).toMatchObject([{ path: 'from', code: 'rights-beyond-yours' }]);
    await merge(other, kept, {}, world.officer);
    expect(await rows('select id from access_grant where holder = $1', [kept])).toHaveLength(1);
  });

  test('an import that began before it ends before it, and leaves nothing behind', async () => {
    const [kept, other] = [await organisation('Ferry Guild'), await organisation('Guild of Ferries')];
    const client = await world.db.db.pool.connect();
    let merging: Promise<unknown>;
    try {
      await client.query('begin');
      await client.query('select hold_references()');
      merging = merge(other, kept);
      const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ 'suivi.references'`;
      while ((await rows(waits)).length === 0);
      await client.query(`insert into membership (person, organisation, since) values ($1, $2, now())`, [
        officer.id,
        other,
      ]);
      await client.query('commit');
    } finally {
      client.release();
    }
    await merging;
    expect(await rows('select person from membership where organisation = $1 and until is null', [other])).toEqual([]);
    expect(await rows('select person from membership where organisation = $1 and until is null', [kept])).toHaveLength(
      1,
    );
  });
});

test('two that a person kept apart are not offered again', async () => {
  const [a, b] = [await organisation('Blue Buoys'), await organisation('blue buoys')];
  const offered = async () =>
    (await ask(doubles, world.as(officer), { limit: 200 })).doubles.filter(({ first, second }) =>
      [first.id, second.id].every((id) => id === a || id === b),
    );
  expect((await offered()).map(({ signs }) => signs)).toEqual([['words']]);
  await execute(keepApart, world.as(officer), { from: b, into: a });
  await execute(keepApart, world.as(officer), { from: a, into: b });
  expect(await offered()).toEqual([]);
});
