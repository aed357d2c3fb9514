import { globSync } from 'node:fs';
import { isActionFailure, isRedirect, type Action } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as door from '../../routes/api/v1/[name]/+server.ts';
import { closeDatabase } from './app.ts';
import { covers } from './platform/actor.ts';
import { asExpected } from './platform/errors.ts';
import { permissionMatrix, type PermissionRow } from './platform/matrix.ts';
import { commands, commandsByName, queries } from './registry.ts';
import { eventFor, label, paramsOf, ROUTES, undoWrites } from './testing/doors.ts';
import { OPERATIONS, type Form, type Operation } from './testing/operations.ts';
import { makePlaces, reads, told, type Place, type Places, type Someone } from './testing/places.ts';

// Each command × role × record through the API and through its forms, compared with what the policies say; roles are
// granted within the first body only.

/** Actions that are not one command each; the rooms' own tests try them. */
const OTHER_ACTIONS = [
  'account/security confirm', // accounts.second-factor.confirm wants a code
  'account/security end', // accounts.second-factor.end, likewise
  'check default', // a draft is read and nothing kept
  'compare default', // likewise
  'frameworks cells', // frameworks.correspondence.import, with a file
  'frameworks release', // frameworks.release.import, with a file
  'frameworks trycells', // frameworks.correspondence.check, with a file
  'frameworks tryrelease', // frameworks.release.check, with a file
  'documents default', // documents.document.issue, with a file
  'stocktaking/import default', // stocktaking.import, with a file
  'import default', // texts.intake.create, with a file
  'register/[number] attach', // register.evidence.attached, with a file
  'stocktaking/confirm/[token] again', // stocktaking.yearly.again, by the link of a letter
  'stocktaking/confirm/[token] answer', // stocktaking.yearly.answer, likewise
  'stocktaking/[number]/edit/[step] picture', // stocktaking.file.keep, with a file
  'stocktaking/[number]/edit/[step] attach', // likewise
  'roadmaps/[roadmap]/tasks/[task] attach', // register.evidence.attached, with a file
  'texts/[slug]/[version]/evidence attach', // register.evidence.attached, with a file
  'texts/[slug]/[version]/amend/word take', // amendments.file.take, with a file
  'sign-in default',
  'sign-in/code default',
  'sign-out default',
  'sign-up default',
  'translation memory', // translation.memory.keep, with a file
  'translation/[to]/[slug]/[version] take', // translation.units.keep, with a file
  'translation/terms take', // translation.terms.take, with a file
  'welcome/[token] default',
];

/** They want a code of the person's own app: second-factor.test.ts tries them. */
const WITH_A_CODE = ['accounts.second-factor.confirm', 'accounts.second-factor.end'];

let all: Places;
let rows: Map<string, PermissionRow>;
let restore: () => void;

beforeAll(async () => {
  all = await makePlaces();
  process.env['DATABASE_URL'] = all.world.db.url;
  rows = new Map(permissionMatrix(commands, queries, all.roles).map((row) => [row.name, row]));
  restore = undoWrites();
});
afterAll(async () => {
  restore();
  await closeDatabase();
  await all.world.close();
});

/** Rows of every table, but for what counts attempts and what is kept of sessions and repeated requests. */
async function checksum(): Promise<string> {
  const { pool } = all.world.db.db;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
     and relname not in ('attempt', 'idempotency', 'account_session') order by 1`,
  );
  const sums = tables.map(
    ({ name }) => `select '${name}' as t, count(*) as n, sum(hashtext(x::text)) as h from "${name}" x`,
  );
  return JSON.stringify((await pool.query(`${sums.join(' union all ')} order by t`)).rows);
}

/** What the policies say: the permission by the matrix, then the scope of the grant and the visibility of the record. */
function expected(row: PermissionRow, { concerns, others }: Operation, who: Someone, place: Place): number {
  if (row.needs !== 'anyone') {
    if (who.actor.kind === 'anonymous') return 401;
    if (row.needs !== 'signed-in' && !row.roles.includes(who.role)) return 403;
  }
  const within = row.needs === 'anyone' || who.everywhere || place.code === 'council';
  switch (concerns) {
    case 'mine':
      return 200;
    case 'installation':
      return who.everywhere ? 200 : 403;
    case 'author':
      return who.everywhere ? 200 : 404;
    case 'party':
      return within ? 200 : 403;
    case 'record':
    case 'suggestion':
      if (!reads(who, concerns === 'record' ? place : { ...place, shown: 'draft' })) return 404;
      if (others && !who.permissions.some((one) => covers(one, others))) return 403;
      return within ? 200 : 403;
  }
}

async function byRest(name: string, input: unknown, who: Someone): Promise<[number, string]> {
  const headers = { 'content-type': 'application/json' };
  const event = eventFor(who, `/api/v1/${name}`, { name }, { method: 'POST', headers, body: JSON.stringify(input) });
  const response = await door.POST(event as unknown as Parameters<typeof door.POST>[0]);
  return [response.status, await response.text()];
}

async function byForm(
  form: Form,
  input: Record<string, unknown>,
  who: Someone,
  place: Place,
): Promise<[number, string]> {
  const { actions } = (await import(`${ROUTES}${form.page}/+page.server.ts`)) as { actions: Record<string, Action> };
  const body = new FormData();
  for (const [key, value] of Object.entries(form.fields?.(input) ?? input))
    for (const one of [value].flat()) body.append(key, String(one));
  const event = eventFor(who, `/en/${form.page}`, paramsOf(place), { method: 'POST', body });
  try {
    const result: unknown = await actions[form.action]?.(event as never);
    return [isActionFailure(result) ? result.status : 200, JSON.stringify(result)];
  } catch (error) {
    if (isRedirect(error)) return [200, error.location];
    return [asExpected(error)?.status ?? 500, ''];
  }
}

test('each command of the doors has its line, and each form its command', async () => {
  const open = [...commandsByName.values()].filter((one) => !one.internal).map((one) => one.name);
  expect([...Object.keys(OPERATIONS), ...WITH_A_CODE].sort()).toEqual(open.sort());
  const known = Object.values(OPERATIONS).flatMap((one) => one.forms ?? []);
  const found: string[] = [];
  for (const file of globSync('**/+page.server.ts', { cwd: ROUTES })) {
    const { actions } = (await import(ROUTES + file)) as { actions?: object };
    const page = file.replace(/\/?\+page\.server\.ts$/, '');
    for (const action of Object.keys(actions ?? {})) found.push(`${page} ${action}`);
  }
  expect([...known.map((one) => `${one.page} ${one.action}`), ...OTHER_ACTIONS].sort()).toEqual(found.sort());
  // What no door opens, and why no line is needed.
  expect([...commandsByName.values()].filter((one) => one.internal).map((one) => one.name)).toEqual([
    'accounts.link.first-admin',
    'accounts.link.redeem',
    'accounts.second-factor.pass',
    'accounts.passkey.begin',
    'accounts.passkey.add',
    'accounts.passkey.ask',
    'accounts.passkey.use',
    'accounts.passkey.session',
    'accounts.sign-up.request',
    'mail.message.take',
    'mail.message.settle',
    'frameworks.load',
    'texts.intake.create',
    'texts.copies.renew',
    'documents.document.issue',
    'register.occurrences.refresh',
    'register.evidence.attached',
    'register.evidence.keep-snapshot',
    'translation.units.keep',
    'translation.memory.keep',
    'planning.reminders.make',
    'amendments.file.take',
    'stocktaking.alike.look',
    'stocktaking.file.keep',
    'stocktaking.yearly.ask',
    'stocktaking.yearly.answer',
    'stocktaking.yearly.again',
    'stocktaking.saved-search.tell',
    'platform.words.renew',
  ]);
});

test('each command × role × record answers as the policies say, by the API and by form; what is refused changes nothing', async () => {
  const wrong: string[] = [];
  let tried = 0;
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const row = rows.get(name);
    if (!row) continue;
    const before = await checksum();
    for (const place of all.places)
      for (const who of all.people) {
        const wanted = expected(row, operation, who, place);
        const input = operation.input(place, who, all);
        const answers: [string, [number, string]][] = [['api', await byRest(name, input, who)]];
        for (const form of operation.forms ?? [])
          answers.push([`form ${form.action}`, await byForm(form, input, who, place)]);
        for (const [by, [status, answer]] of answers) {
          tried++;
          const at = `${name} by ${by}, ${label(who)}, ${place.name}`;
          if (status !== wanted)
            wrong.push(`${at}: ${status}, not ${wanted} ${status >= 400 ? answer.slice(0, 150) : ''}`);
          const leaked = told(all, answer, who);
          if (leaked.length > 0) wrong.push(`${at} tells ${leaked.join(', ')}`);
        }
      }
    if ((await checksum()) !== before) wrong.push(`${name} changed something`);
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(3_000);
});

const life = { life: 'superseded', reason: 'replaced' };

test('no command reaches through a second record that its actor may not change or see', async () => {
  const [own, other, draft, hidden] = all.places as [Place, Place, Place, Place];
  const officer = all.people.find((one) => one.role === 'officer')!;
  const focal = all.people.find((one) => one.role === 'focal-point')!;
  const [id, second] = own.suggested;
  const tries: [Someone, string, object, number][] = [
    [officer, 'register.review.merge', { id, into: other.number }, 403],
    [officer, 'register.review.merge', { id, into: hidden.number }, 400],
    [officer, 'register.review.bulk', { ids: [id, other.suggested[0]], act: 'reject' }, 404],
    [officer, 'register.obligation.set-life', { ...life, id: own.obligation, by: hidden.number }, 400],
    [officer, 'register.obligation.link', { id: own.obligation, edition: hidden.edition, eid: hidden.eid }, 400],
    [officer, 'texts.intake.save', { id: own.intake, text: 0, body: other.code, version: '2024' }, 404],
    [officer, 'bodies.meeting.create', { body: own.body, session: other.session, number: 1, from: '2030' }, 400],
    [officer, 'bodies.session.create', { body: all.bystander, code: '2031', from: '2031' }, 404],
    [officer, 'bodies.name.set', { party: all.bystander, lang: 'en', name: 'Other' }, 404],
    [focal, 'register.evidence.add', { target: own.occurrence, claim: 'x', record: draft.text }, 400],
    [focal, 'register.remark.make', { about: draft.obligation, message: 'x' }, 404],
    // What would be allowed, were each record within reach.
    [officer, 'register.review.bulk', { ids: [id, second], act: 'reject' }, 200],
    [officer, 'register.review.merge', { id, into: own.number }, 200],
  ];
  const before = await checksum();
  for (const [who, name, input, wanted] of tries)
    expect((await byRest(name, input, who))[0], `${name} ${JSON.stringify(input)}`).toBe(wanted);
  expect(await checksum()).toBe(before);
});

test('a document brought in by oneself is saved within the grant only', async () => {
  const officer = all.people.find((one) => one.role === 'officer')!;
  const [own] = all.places as [Place];
  await all.world.db.db.pool.query('update intake set created_by = $1 where id = $2', [officer.actor.id, own.intake]);
  const save = async (body: string): Promise<number> =>
    (await byRest('texts.intake.save', { id: own.intake, text: 0, body, version: '2024' }, officer))[0];
  expect([await save('council'), await save('forum')]).toEqual([200, 403]);
});
