import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedLanguage } from '#lib/i18n/index.ts';
import * as door from '../../routes/api/v1/[name]/+server.ts';
import { closeDatabase } from './app.ts';
import { ANONYMOUS, SYSTEM, type Actor } from './platform/actor.ts';
import { openApi } from './platform/openapi.ts';
import { testDatabase } from './platform/testing/database.ts';
import { commands, queries } from './registry.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  process.env['DATABASE_URL'] = db.url;
});
afterAll(async () => {
  await closeDatabase();
  await db.close();
});

async function send(path: string, init: RequestInit = {}, actor: Actor = SYSTEM, lang = 'fr'): Promise<Response> {
  const request = new Request(`http://localhost/api/v1/${path}`, init);
  const event = {
    params: { name: path.split('?')[0] },
    request,
    locals: { actor, lang, account: null },
    getClientAddress: () => '192.0.2.1',
  };
  const handler = init.method === 'POST' ? door.POST : door.GET;
  return handler(event as unknown as Parameters<typeof handler>[0]);
}
const post = (name: string, body: unknown, headers: Record<string, string> = {}, actor = SYSTEM): Promise<Response> =>
  send(
    name,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    },
    actor,
  );

async function makePerson(): Promise<Actor> {
  const sent = { name: 'Keeper', email: 'keeper@example.org' };
  const { id } = (await (await post('accounts.person.invite', sent)).json()) as { id: string };
  const grants = [{ role: 'officer', permissions: ['bodies.*'], scope: { kind: 'all' as const } }];
  return { kind: 'person', id, name: 'Keeper', organisations: [], grants };
}

test('an unchanged answer is not sent twice; a changed one is', async () => {
  const first = await send('bodies.list');
  const etag = first.headers.get('etag') ?? '';
  expect(first.status).toBe(200);
  expect((await send('bodies.list', { headers: { 'if-none-match': `W/${etag}` } })).status).toBe(304);
  expect((await post('bodies.body.create', { code: 'one', name: 'One', lang: 'en' })).status).toBe(200);
  expect((await send('bodies.list', { headers: { 'if-none-match': etag } })).status).toBe(200);
});

test('a stale If-Match answers 412, a stale rev in the body 409, a fitting one goes through', async () => {
  const body = (await (await post('bodies.body.create', { code: 'two', name: 'Two', lang: 'en' })).json()) as {
    id: string;
  };
  const made = await post('bodies.session.create', { body: body.id, code: '2026', from: '2026-05-04' });
  const { id } = (await made.json()) as { id: string };
  const move = { id, from: '2026-06-01' };
  expect((await post('bodies.session.move', move, { 'if-match': '"7"' })).status).toBe(412);
  expect((await post('bodies.session.move', { ...move, rev: 7 })).status).toBe(409);
  expect((await post('bodies.session.move', move, { 'if-match': '"1"' })).status).toBe(200);
  expect((await post('bodies.session.move', move, { 'if-match': 'seven' })).status).toBe(400);
  expect((await post('bodies.body.create', {}, { 'if-match': '"1"' })).status).toBe(400);
});

test('the wrong method, the wrong name and a missing sign-in have their own statuses and headers', async () => {
  const wrong = await send('bodies.body.create');
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await post('bodies.list', {})).headers.get('allow')).toBe('GET');
  expect((await send('bodies.nothing')).status).toBe(404);
  expect((await send('accounts.link.redeem')).status).toBe(404);
  const nobody = await post('bodies.body.create', { code: 'x', name: 'X', lang: 'en' }, {}, ANONYMOUS);
  expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Suivi"']);
});

test('a refusal names each field in the language of the reader', async () => {
  const told = (await (await post('bodies.body.create', { code: 'Not A Code', lang: 'en' })).json()) as {
    title: string;
    issues: { path: string; message: string }[];
  };
  expect(told.issues.map((one) => one.path)).toEqual(['code', 'name']);
  expect(told.title).toMatch(/[a-zéà]/);
  expect(told.issues.every((one) => one.message !== '')).toBe(true);
});

interface Description {
  paths: Record<string, Record<string, { parameters: { $ref?: string }[]; responses: Record<string, unknown> }>>;
  components: Record<'parameters' | 'headers' | 'responses', Record<string, object>>;
}
const described = (): Description => openApi(commands, queries, 'http://localhost') as Description;

test('what is described of a query, it does', async () => {
  const { get } = described().paths['/bodies.list'] ?? {};
  expect(get?.parameters).toContainEqual({ $ref: '#/components/parameters/IfNoneMatch' });
  expect(get?.responses).toMatchObject({
    200: { headers: { ETag: {} } },
    304: { headers: { ETag: {} } },
    400: {},
    401: {},
  });
  expect(Object.keys(get?.responses ?? {})).not.toContain('403');
  const first = await send('bodies.list');
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{27}"$/);
  const again = await send('bodies.list', { headers: { 'if-none-match': etag } });
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
});

test('what is described of a command, it does', async () => {
  const { post: move } = described().paths['/bodies.session.move'] ?? {};
  expect(move?.parameters).toEqual([
    { $ref: '#/components/parameters/IfMatch' },
    { $ref: '#/components/parameters/IdempotencyKey' },
  ]);
  const { post: make } = described().paths['/bodies.session.create'] ?? {};
  expect(make?.parameters).toEqual([{ $ref: '#/components/parameters/IdempotencyKey' }]);
  expect(Object.keys(make?.responses ?? {})).not.toContain('412');
  const statuses = Object.keys(move?.responses ?? {});

  const person = await makePerson();
  const body = (await (await post('bodies.body.create', { code: 'three', name: 'Three', lang: 'en' })).json()) as {
    id: string;
  };
  const key = { 'idempotency-key': 'once' };
  const input = { body: body.id, code: '2026', from: '2026-05-04' };
  const made = await post('bodies.session.create', input, key, person);
  const told = (await made.json()) as { id: string };
  expect(await (await post('bodies.session.create', input, key, person)).json()).toEqual(told);
  const to = { id: told.id, from: '2026-06-01' };
  const answers = [
    await post('bodies.session.move', to, { 'if-match': '"1"' }, person),
    await post('bodies.session.move', to, { 'if-match': '"1"' }, person),
    await post('bodies.session.move', { ...to, rev: 1 }, {}, person),
    await post('bodies.session.move', { ...to, rev: 2 }, key, person),
    await post('bodies.session.move', {}, {}, person),
    await post('bodies.session.move', { ...to, rev: 2 }, {}, ANONYMOUS),
    await post('bodies.session.move', { ...to, rev: 2 }, {}, { ...person, grants: [] }),
    await post('bodies.session.move', { ...to, id: body.id, rev: 2 }, {}, person),
    await post('bodies.session.move', to, { 'content-type': 'text/plain' }, person),
  ];
  expect(answers.map((one) => one.status)).toEqual([200, 412, 409, 422, 400, 401, 403, 404, 415]);
  for (const one of answers) expect(statuses).toContain(String(one.status));
});

test('each reference of the description leads somewhere', () => {
  const whole = described();
  const wanted = new Set(JSON.stringify(whole).match(/(?<="\$ref":")[^"]+/g));
  expect(wanted.size).toBeGreaterThan(15);
  for (const ref of wanted) {
    const at = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], whole);
    expect(at, ref).toBeTypeOf('object');
  }
});

test('what anyone may send is counted by the address it comes from', async () => {
  const remark = { about: '018f0000-0000-7000-8000-000000000000', message: 'x' };
  const statuses = [];
  for (let n = 0; n < 22; n++) statuses.push((await post('register.remark.make', remark, {}, ANONYMOUS)).status);
  expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
  const last = await post('batch', [{ command: 'register.remark.make', input: remark }], {}, ANONYMOUS);
  expect([last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect((await post('register.remark.make', remark)).status).toBe(404);
});

test.each([
  ['fr;q=0.4, ar', 'ar'],
  ['de, fr-CH;q=0.9, en;q=0.8', 'fr'],
  ['zh-Hant-TW', 'zh'],
  ['fr;q=0, es;q=0.1', 'es'],
  ['', 'en'],
  [null, 'en'],
])('%s asks for %s', (header, lang) => {
  expect(acceptedLanguage(header)).toBe(lang);
});
