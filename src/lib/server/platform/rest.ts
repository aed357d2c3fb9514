import type { Language } from '@suivi/texts';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { execute, executeMany, type AnyCommand } from './command.ts';
import type { Context } from './context.ts';
import { asExpected, InvalidInput, NotFound, type AppError } from './errors.ts';
import { ask, type AnyQuery } from './query.ts';

/** RFC 9457: what went wrong, as JSON, in the reader's language, with no trace of the inside. */
export function problem(error: unknown, lang: Language): Response {
  const t = translator(lang);
  const known = asExpected(error);
  const status = known?.status ?? 500;
  const code = known?.code ?? 'internal';
  const body: Record<string, unknown> = {
    type: `about:blank#${code}`,
    title: messageOf(t, 'errors', code, 'errors.internal', known?.values),
    status,
    code,
  };
  if (known instanceof InvalidInput)
    body['issues'] = known.issues.map((issue) => ({
      ...issue,
      message: messageOf(t, 'issues', issue.code, 'issues.bad-form', issue.values),
    }));
  if (known && 'current' in known && known.current) body['current'] = known.current;
  return new Response(JSON.stringify(body), { status, headers: headersOf(known) });
}

const headersOf = (known: AppError | null): Record<string, string> => ({
  'content-type': 'application/problem+json; charset=utf-8',
  'cache-control': 'no-store',
  ...(known?.status === 429 ? { 'retry-after': String(known.values['seconds'] ?? 60) } : {}),
});

const json = (value: unknown, noStore: boolean): Response =>
  new Response(JSON.stringify(value ?? null), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': noStore ? 'no-store' : 'private, no-cache',
      'x-content-type-options': 'nosniff',
    },
  });

/** `GET /api/v1/{query}?field=value`: repeated fields make a list where the schema wants one. */
export async function restQuery(
  queries: ReadonlyMap<string, AnyQuery>,
  name: string,
  search: URLSearchParams,
  ctx: Context,
): Promise<Response> {
  const query = queries.get(name);
  if (!query || query.internal) throw new NotFound(name);
  return json(await ask(query, ctx, fieldsOf(search)), false);
}

/** `POST /api/v1/{command}` with a JSON object, or `batch` with a list of `{ command, input }`. */
export async function restCommand(
  commands: ReadonlyMap<string, AnyCommand>,
  name: string,
  request: Request,
  ctx: Context,
): Promise<Response> {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json'))
    throw new InvalidInput([{ path: '', code: 'json-wanted' }]);
  const body: unknown = await request.json().catch((cause: unknown) => {
    throw new InvalidInput([{ path: '', code: 'bad-json' }], { cause });
  });
  if (name !== 'batch') {
    const command = commands.get(name);
    if (!command || command.internal) throw new NotFound(name);
    return json(await execute(command, ctx, body), true);
  }
  if (!Array.isArray(body) || body.length > 500) throw new InvalidInput([{ path: '', code: 'list-wanted' }]);
  const steps = body.map((step: unknown, i) => {
    const commandName = typeof step === 'object' && step !== null && 'command' in step ? step.command : undefined;
    const command = typeof commandName === 'string' ? commands.get(commandName) : undefined;
    if (!command || command.internal) throw new InvalidInput([{ path: `${i}.command`, code: 'unknown-command' }]);
    return { command, input: typeof step === 'object' && step !== null && 'input' in step ? step.input : undefined };
  });
  return json(await executeMany(steps, ctx), true);
}

/** Fields of a form or an address as an object: a field that comes twice makes a list; an empty one is left out. */
export function fieldsOf(fields: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of fields) {
    if (value === '') continue;
    const before = out[key];
    out[key] =
      before === undefined ? value : Array.isArray(before) ? [...(before as unknown[]), value] : [before, value];
  }
  return out;
}
