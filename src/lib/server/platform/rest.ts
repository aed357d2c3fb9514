import { createHash } from 'node:crypto';
import type { Language } from '@suivi/texts';
import type { z } from 'zod';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { executeMany, type AnyCommand } from './command.ts';
import type { Context } from './context.ts';
import {
  AppError,
  asExpected,
  Conflict,
  InvalidInput,
  MethodNotAllowed,
  Moved,
  NotFound,
  PreconditionFailed,
} from './errors.ts';
import type { Once } from './idempotency.ts';
import { takesRev } from './input.ts';
import { ask, type AnyQuery } from './query.ts';

/**
 * RFC 9457: what went wrong, as JSON, in the reader's language, with no trace of the inside. `type` leads to a page that
 * lists the codes; `issues` names each field by its path.
 */
export function problem(error: unknown, lang: Language): Response {
  const t = translator(lang);
  const known = asExpected(error);
  if (!known) console.error(error);
  const status = known?.status ?? 500;
  const code = known?.code ?? 'internal';
  const body: Record<string, unknown> = {
    type: `/api/v1/problems/${code}`,
    // What is asked for here is a record or an operation and no page.
    title: messageOf(t, 'errors', code === 'not-found' ? 'nothing-there' : code, 'errors.internal', known?.values),
    status,
    code,
  };
  if (known && (known.issues.length > 0 || known instanceof InvalidInput))
    body['issues'] = known.issues.map((issue) => ({
      ...issue,
      message: messageOf(t, 'issues', issue.code, 'issues.bad-form', issue.values),
    }));
  if (known && 'current' in known && known.current) body['current'] = known.current;
  if (known instanceof Moved) body['to'] = known.to;
  return new Response(JSON.stringify(body), { status, headers: { ...headersOf(known), 'content-language': lang } });
}

const headersOf = (known: AppError | null): Record<string, string> => ({
  'content-type': 'application/problem+json; charset=utf-8',
  'cache-control': 'no-store',
  vary: VARY,
  'x-content-type-options': 'nosniff',
  ...(known?.status === 429 ? { 'retry-after': String(known.values['seconds'] ?? 60) } : {}),
  ...(known?.status === 401 ? { 'www-authenticate': 'Bearer realm="Suivi"' } : {}),
  ...(known instanceof MethodNotAllowed ? { allow: known.allow } : {}),
});

/** What an answer depends on besides its address. */
const VARY = 'Accept-Language, Authorization, Cookie';

const json = (text: string, more: Record<string, string>): Response =>
  new Response(text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      vary: VARY,
      'x-content-type-options': 'nosniff',
      ...more,
    },
  });

/**
 * `GET /api/v1/{query}?field=value`: repeated fields make a list where the schema wants one. The answer carries an ETag;
 * sent back as If-None-Match it spares the body (304).
 */
export async function restQuery(
  doors: { commands: ReadonlyMap<string, AnyCommand>; queries: ReadonlyMap<string, AnyQuery> },
  name: string,
  request: Request,
  ctx: Context,
): Promise<Response> {
  const query = doors.queries.get(name);
  if (!query || query.internal) {
    const command = doors.commands.get(name);
    if (name === 'batch' || (command && !command.internal)) throw new MethodNotAllowed('POST');
    throw new NotFound(name);
  }
  const { search, searchParams } = new URL(request.url);
  if (!isUtf8(search)) throw new InvalidInput([{ path: '', code: 'bad-encoding' }]);
  const text = JSON.stringify((await ask(query, ctx, fieldsOf(searchParams))) ?? null);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers: { ...headers, vary: VARY } });
  return json(text, headers);
}

// Weak comparison (RFC 9110, 13.1.2): a proxy that compresses makes a tag weak.
const matches = (header: string | null, etag: string): boolean =>
  header !== null && header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);

function isUtf8(search: string): boolean {
  try {
    decodeURIComponent(search.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}

/**
 * `POST /api/v1/{command}` with a JSON object, or `batch` with a list of `{ command, input }`. Where the command takes
 * `rev`, `If-Match: "<rev>"` gives it, and a stale one answers 412 rather than 409.
 */
export async function restCommand(
  doors: { commands: ReadonlyMap<string, AnyCommand>; queries: ReadonlyMap<string, AnyQuery> },
  name: string,
  request: Request,
  ctx: Context,
): Promise<Response> {
  const command = doors.commands.get(name);
  if (name !== 'batch' && (!command || command.internal)) {
    const query = doors.queries.get(name);
    if (query && !query.internal) throw new MethodNotAllowed('GET');
    throw new NotFound(name);
  }
  const body = await bodyOf(request);
  const ifMatch = request.headers.get('if-match');
  const guarded = ifMatch !== null && ifMatch.trim() !== '*';
  const steps = command
    ? [{ command, input: guarded ? withRev(command, body, ifMatch) : body }]
    : stepsOf(doors.commands, body, guarded);
  try {
    const results = await executeMany(steps, { ...ctx, ...onceOf(request, name, steps) });
    return json(JSON.stringify((command ? results[0] : results) ?? null), { 'cache-control': 'no-store' });
  } catch (error) {
    if (guarded && error instanceof Conflict && error.code === 'conflict') throw new PreconditionFailed(error.current);
    throw error;
  }
}

/** `Idempotency-Key`, for people signed in: the same request again does nothing twice (draft-ietf-httpapi-idempotency-key). */
function onceOf(request: Request, name: string, steps: readonly { input: unknown }[]): { once?: Once } {
  const key = request.headers.get('idempotency-key')?.trim();
  if (key === undefined || key === '') return {};
  if (key.length > 255) throw new InvalidInput([{ path: 'Idempotency-Key', code: 'bad-form' }]);
  return { once: { key, request: `${name} ${JSON.stringify(steps.map((step) => step.input))}` } };
}

const isJson = (type: string | null): boolean =>
  /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i.test((type ?? '').trim());

async function bodyOf(request: Request): Promise<unknown> {
  if (!isJson(request.headers.get('content-type'))) throw new AppError('unsupported-media-type', 415);
  const bytes = await request.arrayBuffer().catch((cause: unknown) => {
    const tooLarge = typeof cause === 'object' && cause !== null && 'status' in cause && cause.status === 413;
    throw tooLarge
      ? new AppError('too-large', 413, {}, { cause })
      : new InvalidInput([{ path: '', code: 'bad-json' }], { cause });
  });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidInput([{ path: '', code: 'bad-encoding' }], { cause });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new InvalidInput([{ path: '', code: 'bad-json' }], { cause });
  }
}

function stepsOf(commands: ReadonlyMap<string, AnyCommand>, body: unknown, guarded: boolean) {
  if (guarded) throw new InvalidInput([{ path: 'If-Match', code: 'no-rev' }]);
  if (!Array.isArray(body) || body.length > 500) throw new InvalidInput([{ path: '', code: 'list-wanted' }]);
  return body.map((step: unknown, i) => {
    const name = typeof step === 'object' && step !== null && 'command' in step ? step.command : undefined;
    const command = typeof name === 'string' ? commands.get(name) : undefined;
    if (!command || command.internal) throw new InvalidInput([{ path: `${i}.command`, code: 'unknown-command' }]);
    return { command, input: typeof step === 'object' && step !== null && 'input' in step ? step.input : undefined };
  });
}

/** The input with the lock number of If-Match. Errors: 400 where the command takes none, or the body gives another. */
function withRev(command: AnyCommand, body: unknown, ifMatch: string): unknown {
  if (!takesRev(command.input as z.ZodType)) throw new InvalidInput([{ path: 'If-Match', code: 'no-rev' }]);
  const rev = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  if (rev === undefined) throw new InvalidInput([{ path: 'If-Match', code: 'bad-form' }]);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  if ('rev' in body && Number(body.rev) !== Number(rev))
    throw new InvalidInput([{ path: 'If-Match', code: 'bad-form' }]);
  return { ...body, rev: Number(rev) };
}

/** Fields of a form or an address as an object: a field that comes twice makes a list; an empty one is left out. */
export function fieldsOf(fields: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  // A map, not an object: a field may be called "constructor" or "__proto__".
  const out = new Map<string, unknown>();
  for (const [key, value] of fields) {
    if (value === '') continue;
    const before = out.get(key);
    out.set(
      key,
      before === undefined ? value : Array.isArray(before) ? [...(before as unknown[]), value] : [before, value],
    );
  }
  return Object.fromEntries(out);
}
