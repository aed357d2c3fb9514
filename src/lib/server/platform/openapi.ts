import { z } from 'zod';

interface Named {
  name: string;
  summary: string;
  input: z.ZodType;
  policy: { needs: string };
  internal?: true;
}

const problem = { $ref: '#/components/responses/Problem' };

/**
 * The OpenAPI 3.1 description of the API, derived from the registry: `GET /api/v1/{query}` and `POST /api/v1/{command}`,
 * and `POST /api/v1/batch` for several commands in one transaction.
 */
export function openApi(commands: readonly Named[], queries: readonly Named[], origin: string): object {
  const paths: Record<string, object> = {};
  for (const q of queries.filter((one) => !one.internal)) {
    paths[`/${q.name}`] = { get: { ...head(q), parameters: parameters(q.input), responses: responses() } };
  }
  for (const c of commands.filter((one) => !one.internal)) {
    paths[`/${c.name}`] = {
      post: {
        ...head(c),
        requestBody: { required: true, content: { 'application/json': { schema: schemaOf(c.input) } } },
        responses: responses(),
      },
    };
  }
  paths['/batch'] = {
    post: {
      operationId: 'batch',
      summary: 'Several commands in one transaction: all or nothing.',
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
      responses: responses(),
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
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457)',
          content: {
            'application/problem+json': {
              schema: {
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
                },
              },
            },
          },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'suivi.session_token' } },
    },
  };
}

const head = (one: Named): object => ({
  operationId: one.name,
  summary: one.summary,
  tags: [one.name.split('.')[0]],
  ...(one.policy.needs === 'anyone' ? {} : { security: [{ session: [] }], 'x-permission': one.policy.needs }),
});

const responses = (): object => ({
  200: { description: 'Done', content: { 'application/json': { schema: {} } } },
  400: problem,
  401: problem,
  403: problem,
  404: problem,
  405: problem,
  409: problem,
  412: problem,
  413: problem,
  415: problem,
  429: problem,
  503: problem,
  507: problem,
});

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
