import { z } from 'zod';
import { takesRev } from './input.ts';

interface Named {
  name: string;
  summary: string;
  input: z.ZodType;
  policy: { needs: string };
  internal?: true;
}

const PROBLEMS: Readonly<Record<number, string>> = {
  308: 'It has another address now: `to` names it',
  400: 'What was sent does not fit: `issues` names every field by its path',
  401: 'Sign in, or send a token that holds',
  403: 'Not allowed to you',
  404: 'Not there, or not to be seen by you',
  409: 'Someone else saved first: `current` is what stands now',
  412: 'The lock number of If-Match is stale: `current` is what stands now',
  413: 'Too large',
  415: 'Send application/json',
  422: 'The Idempotency-Key was used for another request',
  429: 'Too many requests: Retry-After says when to come back',
  503: 'The database does not answer',
  507: 'The disk is full: nothing can be written',
};

const text = (description: string): object => ({ description, schema: { type: 'string' } });
const HEADERS = {
  ETag: text('Of this answer: sent back as If-None-Match it spares the body'),
  RetryAfter: { description: 'Seconds to wait', schema: { type: 'integer' } },
  WWWAuthenticate: text('How to sign in: Bearer'),
  ContentLanguage: text('Language of `title` and of the messages'),
};
const header = (name: keyof typeof HEADERS): object => ({ $ref: `#/components/headers/${name}` });
const PARAMETERS = {
  IfNoneMatch: { name: 'If-None-Match', ...text('ETag of the answer you hold: unchanged, it answers 304') },
  IfMatch: {
    name: 'If-Match',
    ...text('Lock number last seen, in quotes, in place of `rev`: "3". A stale one answers 412'),
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    description: 'For who is signed in: sent again with the same request within a day, nothing is done twice',
    schema: { type: 'string', maxLength: 255 },
  },
};
const parameter = (name: keyof typeof PARAMETERS): object => ({ $ref: `#/components/parameters/${name}` });

const answerTo = (status: number): object => ({
  description: PROBLEMS[status],
  headers: {
    'Content-Language': header('ContentLanguage'),
    ...(status === 401 ? { 'WWW-Authenticate': header('WWWAuthenticate') } : {}),
    ...(status === 429 ? { 'Retry-After': header('RetryAfter') } : {}),
  },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const problems = (statuses: readonly number[]): object =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));
const done = (headers: object = {}): object => ({
  description: 'Done',
  headers,
  content: { 'application/json': { schema: {} } },
});

const ETAG = { ETag: header('ETag') };
const readAnswers = (one: Named): object => ({
  200: done(ETAG),
  304: { description: 'Unchanged since the answer whose ETag was sent', headers: ETAG },
  ...problems([308, 400, 401, ...(one.policy.needs === 'anyone' ? [] : [403]), 404, 503]),
});
const writeAnswers = (guarded: boolean): object => ({
  200: done(),
  ...problems([400, 401, 403, 404, 409, ...(guarded ? [412] : []), 413, 415, 422, 429, 503, 507]),
});

/**
 * The OpenAPI 3.1 description of the API, derived from the registry: `GET /api/v1/{query}` and `POST /api/v1/{command}`,
 * and `POST /api/v1/batch` for several commands in one transaction.
 */
export function openApi(commands: readonly Named[], queries: readonly Named[], origin: string): object {
  const paths: Record<string, object> = {};
  for (const q of queries.filter((one) => !one.internal)) {
    paths[`/${q.name}`] = {
      get: { ...head(q), parameters: [...parameters(q.input), parameter('IfNoneMatch')], responses: readAnswers(q) },
    };
  }
  for (const c of commands.filter((one) => !one.internal)) {
    const guarded = takesRev(c.input);
    paths[`/${c.name}`] = {
      post: {
        ...head(c),
        parameters: [...(guarded ? [parameter('IfMatch')] : []), parameter('IdempotencyKey')],
        requestBody: { required: true, content: { 'application/json': { schema: schemaOf(c.input) } } },
        responses: writeAnswers(guarded),
      },
    };
  }
  paths['/batch'] = {
    post: {
      operationId: 'batch',
      summary: 'Several commands in one transaction: all or nothing.',
      parameters: [parameter('IdempotencyKey')],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'array',
              maxItems: 500,
              items: {
                type: 'object',
                required: ['command', 'input'],
                properties: { command: { type: 'string' }, input: { type: 'object' } },
              },
            },
          },
        },
      },
      responses: writeAnswers(false),
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Suivi',
      version: '1',
      description: 'Texts, obligations and their follow-up. Queries are read with GET, commands sent with POST.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${origin}/api/v1` }],
    paths,
    components: {
      headers: HEADERS,
      parameters: Object.fromEntries(
        Object.entries(PARAMETERS).map(([name, one]) => [name, { in: 'header', required: false, ...one }]),
      ),
      responses: Object.fromEntries(
        Object.keys(PROBLEMS).map((status) => [`Problem${status}`, answerTo(Number(status))]),
      ),
      schemas: { Problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'suivi.session_token' },
        token: { type: 'http', scheme: 'bearer', description: 'A personal token' },
      },
    },
  };
}

const head = (one: Named): object => ({
  operationId: one.name,
  summary: one.summary,
  tags: [one.name.split('.')[0]],
  ...(one.policy.needs === 'anyone'
    ? {}
    : { security: [{ session: [] }, { token: [] }], 'x-permission': one.policy.needs }),
});

/** What went wrong (RFC 9457). */
const Problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    current: {},
    to: { type: 'string' },
  },
};

/** JSON Schema of what a command or query takes. */
export function schemaOf(input: z.ZodType): object {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '~standard'));
}

function parameters(input: z.ZodType): object[] {
  const schema = schemaOf(input) as { properties?: Record<string, object>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, one]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: one,
  }));
}
