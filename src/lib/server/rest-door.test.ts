import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedLanguage } from '#lib/i18n/index.ts';
import * as door from '../../routes/api/v1/[name]/+server.ts';
import { closeDatabase } from './app.ts';
import { ANONYMOUS, SYSTEM, type Actor } from './platform/actor.ts';
import { testDatabase } from './platform/testing/database.ts';

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
  const event = { params: { name: path.split('?')[0] }, request, locals: { actor, lang, account: null } };
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
