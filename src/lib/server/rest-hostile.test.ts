import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as describeApi } from '../../routes/api/v1/openapi.json/+server.ts';
import * as door from '../../routes/api/v1/[name]/+server.ts';
import { closeDatabase } from './app.ts';
import { ANONYMOUS } from './platform/actor.ts';
import { OPERATIONS } from './testing/operations.ts';
import { makePlaces, told, type Places, type Someone } from './testing/places.ts';

// Every operation of the OpenAPI document, through the real handlers, with values that no caller means well.

interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: unknown[];
  type?: string;
  format?: string;
  pattern?: string;
  items?: Schema;
  anyOf?: Schema[];
  minimum?: number;
}
interface Operation {
  parameters?: { name?: string; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
}

let all: Places;
let paths: [string, { get?: Operation; post?: Operation }][] = [];
const who: Record<string, Someone> = {};

beforeAll(async () => {
  all = await makePlaces();
  process.env['DATABASE_URL'] = all.world.db.url;
  for (const one of all.people) who[one.role || 'anonymous'] = one;
  const url = new URL('http://localhost/api/v1/openapi.json');
  const response = await describeApi({ url } as Parameters<typeof describeApi>[0]);
  paths = Object.entries(((await response.json()) as { paths: Record<string, never> }).paths);
});
afterAll(async () => {
  await closeDatabase();
  await all.world.close();
});

const DEEP = '['.repeat(5_000) + ']'.repeat(5_000);
const HOSTILE: unknown[] = [
  null,
  '',
  'x'.repeat(200_000),
  'a\u0000b',
  '\ud800',
  `'; drop table event; --`,
  '<script>alert(1)</script>{{7*7}}${1}',
  '../../etc/passwd%00',
  '%',
  -1,
  0,
  1e308,
  2 ** 31,
  9_007_199_254_740_993,
  '99999999999999999999',
  'NaN',
  '9999-12-31',
  '0000-00-00',
  '2025-02-31',
  true,
  [],
  {},
  ['x', null],
  { constructor: { prototype: 1 } },
  JSON.parse(DEEP.slice(4_900, 5_100)) as unknown,
  '018f0000-0000-7000-8000-000000000000',
];

/** A value that the schema would take, so that one wrong field at a time reaches the handler. */
function fitting(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, one]) => [name, fitting(one)]),
      );
    case 'array':
      return schema.items ? [fitting(schema.items)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'string':
      if (schema.format === 'uuid') return '018f0000-0000-7000-8000-000000000000';
      if (schema.format === 'email') return 'someone@example.org';
      if (schema.format === 'date') return '2026-02-03';
      if (schema.format === 'uri') return 'https://example.org/';
      if (schema.pattern?.includes('\\d{4}')) return '2026-02-03';
      return 'words';
    default:
      return 1;
  }
}

const faults: string[] = [];
let asked = 0;

async function send(
  role: string,
  method: 'GET' | 'POST',
  path: string,
  init: { search?: string; body?: BodyInit; type?: string },
) {
  const url = new URL(`http://localhost/api/v1${path}${init.search ?? ''}`);
  const request = new Request(url, {
    method,
    headers: { 'content-type': init.type ?? 'application/json' },
    ...(init.body === undefined ? {} : { body: init.body }),
  });
  const locals = { actor: who[role]?.actor ?? ANONYMOUS, lang: 'fr', account: null };
  // Each from an address of its own: what anyone may send is counted by address.
  const event = { params: { name: path.slice(1) }, request, url, locals, getClientAddress: () => String(asked) };
  const handler = method === 'GET' ? door.GET : door.POST;
  const response = await handler(event as unknown as Parameters<typeof handler>[0]);
  asked++;
  const text = await response.text();
  const sent = (init.search ?? (typeof init.body === 'string' ? init.body : '')).slice(0, 160);
  if (response.status >= 500) faults.push(`${role} ${method} ${path} ${sent} -> ${response.status}`);
  if (response.status >= 400) {
    const answered = JSON.parse(text) as { type?: string; title?: string; status?: number; code?: string };
    if (
      response.headers.get('content-type') !== 'application/problem+json; charset=utf-8' ||
      answered.status !== response.status ||
      !answered.type ||
      !answered.title ||
      !answered.code
    )
      faults.push(`${role} ${method} ${path}: not a problem: ${text.slice(0, 120)}`);
    if (/select |insert into|node_modules|\.ts:/.test(text))
      faults.push(`${path} tells of the inside: ${text.slice(0, 200)}`);
  }
  return { status: response.status, text };
}

/** Whether a field takes an id, alone or in a list. */
const takesId = (schema: Schema): boolean =>
  schema.format === 'uuid' ||
  (schema.items !== undefined && takesId(schema.items)) ||
  (schema.anyOf?.some(takesId) ?? false);

/** One record of each kind, visibility and body, withdrawn and not; a person, a token, and a number that is no one's. */
async function someIds(): Promise<string[]> {
  const { rows } = await all.world.db.db.pool.query<{ id: string }>(
    `select distinct on (kind, visibility, withdrawn_at is null, owner_body) id from record
     order by kind, visibility, withdrawn_at is null, owner_body, id`,
  );
  return [...rows.map((row) => row.id), all.bystander, who['delegate']?.token ?? ''];
}

// Readers first: what an administrator does next may publish what they may not see.
test.each(['anonymous', 'delegate', 'administrator'])(
  'ids of records of every kind and visibility break nothing and tell nothing: %s',
  async (role) => {
    const person = who[role]!;
    const place = all.places[0]!;
    const ids = await someIds();
    expect(ids.length).toBeGreaterThan(40);
    const numbers = all.places.map((one) => one.number);
    const names = all.places.flatMap((one) => [one.slug, one.code]);
    const queries: Record<string, Record<string, string>> = {
      '/texts.compare': { left: place.edition, right: place.edition },
      '/texts.reading': { slug: place.slug, version: '2024' },
    };
    const before = asked;
    for (const [path, { get, post }] of paths) {
      const sends: Parameters<typeof send>[] = [];
      for (const { name, schema } of get?.parameters ?? [])
        for (const value of !name ? [] : takesId(schema) ? ids : schema.type === 'string' ? names : numbers) {
          const search = `?${String(new URLSearchParams({ ...queries[path], [name ?? '']: String(value) }))}`;
          sends.push([role, 'GET', path, { search }]);
        }
      if (post && path !== '/batch') {
        const { properties = {} } = post.requestBody?.content['application/json'].schema ?? {};
        const good = OPERATIONS[path.slice(1)]?.input(place, person, all) ?? {};
        for (const [name, schema] of Object.entries(properties))
          for (const id of takesId(schema) ? ids : name === 'into' || name === 'by' ? numbers : []) {
            const body = JSON.stringify({ ...good, [name]: Array.isArray(good[name]) ? [place.suggested[0], id] : id });
            sends.push([role, 'POST', path, { body }]);
          }
      }
      for (const one of sends) {
        const leaked = told(all, (await send(...one)).text, person);
        if (leaked.length > 0) faults.push(`${role} ${path} ${JSON.stringify(one[3])} tells ${leaked.join(', ')}`);
      }
    }
    expect(asked - before).toBeGreaterThan(2_000);
    expect(faults).toEqual([]);
  },
  120_000,
);

test.each(['anonymous', 'officer', 'administrator'])(
  'no value breaks an operation of the API: %s',
  async (role) => {
    expect(paths.length).toBeGreaterThan(40);
    for (const [path, { get, post }] of paths) {
      if (get) {
        for (const { name } of get.parameters?.filter((one) => one.name) ?? [])
          for (const value of HOSTILE) {
            if (typeof value === 'string' && value.length > 10_000) continue;
            const words = typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value);
            await send(role, 'GET', path, { search: `?${name}=${encodeURIComponent(words)}&${name}=` });
            await send(role, 'GET', path, { search: `?${name}=${encodeURIComponent(words)}&${name}=2` });
          }
        await send(role, 'GET', path, { search: '?x=%ff%fe&__proto__=1&constructor=2' });
      }
      if (post) {
        const schema = post.requestBody?.content['application/json'].schema ?? {};
        const good = fitting(schema);
        if (typeof good === 'object' && good !== null && !Array.isArray(good))
          for (const name of Object.keys(schema.properties ?? {})) {
            const without = Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
            await send(role, 'POST', path, { body: JSON.stringify(without) });
            for (const value of HOSTILE)
              await send(role, 'POST', path, { body: JSON.stringify({ ...good, [name]: value }) });
          }
        for (const body of ['', 'null', '[]', '"x"', '{', '{"__proto__":{"rev":1}}', DEEP, `{"id":${DEEP}}`])
          await send(role, 'POST', path, { body });
        await send(role, 'POST', path, { body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) });
        expect((await send(role, 'POST', path, { body: '{}', type: 'text/plain' })).status).toBe(415);
        const form = { body: 'a=1', type: 'application/x-www-form-urlencoded' };
        expect((await send(role, 'POST', path, form)).status).toBe(415);
      }
    }
    expect(asked).toBeGreaterThan(500);
    expect(faults).toEqual([]);
  },
  300_000,
);
