import type { Cookies } from '@sveltejs/kit';
import { fail, redirect } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { contextOf } from './app.ts';
import { execute, type AnyCommand } from './platform/command.ts';
import { asExpected, Moved, type AppError, type Issue } from './platform/errors.ts';
import { fieldsOf } from './platform/rest.ts';

/** What a form page shows again after a refusal: every issue, the code of the fault, and all that was typed. */
export interface Refusal {
  code: string;
  values: Record<string, string | number>;
  issues: Issue[];
  /** What was typed, but for passwords and files. */
  typed: Record<string, string>;
  /** What stands now, when someone else saved first. */
  current?: unknown;
}

/**
 * Runs a form's command. A fault that a person may expect comes back to the form with its status and all that was typed;
 * one of ours goes on to the error page.
 */
export async function act<T>(form: FormData, run: (fields: Record<string, unknown>) => Promise<T>) {
  try {
    return await run(fieldsOf([...form].filter(([, value]) => typeof value === 'string')));
  } catch (error) {
    const known = asExpected(error);
    if (!known || known.status === 401 || known.status === 404) throw error;
    return fail(known.status, { refusal: refusalOf(known, form) });
  }
}

/** What a form action gets, as far as a command needs it: the parameters of its address are the page's. */
interface Sent<P> {
  request: Request;
  locals: App.Locals;
  params: P;
  url: URL;
}

/** The action of a form that sends one command; the page says that it is done. */
export const doing = (command: AnyCommand) => doingThen(command, () => ({ done: true }));

/**
 * The same, with what the page gets from what the command gave: words to show, or the way on (`goOn`).
 */
export const doingThen =
  <T, P = unknown>(command: AnyCommand, then: (result: unknown, event: Sent<P>) => T) =>
  async (event: Sent<P>) =>
    act(await event.request.formData(), async (fields) =>
      then(await execute(command, contextOf(event.locals), fields), event),
    );

function refusalOf(error: AppError, form: FormData): Refusal {
  const typed: Record<string, string> = {};
  for (const [key, value] of form) if (typeof value === 'string' && !key.startsWith('password')) typed[key] = value;
  return {
    code: error.code,
    values: error.values,
    issues: [...error.issues],
    typed,
    ...('current' in error ? { current: error.current } : {}),
  };
}

/** Puts the account library's cookies into the answer. */
export function setCookies(cookies: Cookies, headers: readonly string[]): void {
  for (const header of headers) {
    for (const [name, one] of parseSetCookieHeader(header)) {
      cookies.set(name, decodeURIComponent(one.value), {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: Boolean(one.secure),
        ...(one['max-age'] === undefined ? {} : { maxAge: Number(one['max-age']) }),
      });
    }
  }
}

/** A place within Suivi to go on to, from what an address said; anything else leads home. */
export const safeNext = (next: string | null, lang: string): string =>
  next && /^\/(?![/\\])/.test(next) ? next : `/${lang}`;

/** Goes on after a form: 303, so that a reload does not send it again. */
export const goOn = (to: string): never => redirect(303, to);

/** Reads what may have another address now, and leads on to that: `address` makes the page's from the record's. */
export async function leadOn<T>(read: () => Promise<T>, address: (to: string) => string): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Moved) redirect(308, address(error.to));
    throw error;
  }
}
