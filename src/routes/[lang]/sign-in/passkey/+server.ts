import type { RequestHandler } from './$types';
import { z } from 'zod';
import { commands, limit, signInByPasskey } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { parseInput } from '#lib/server/platform/input.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { setCookies } from '#lib/server/web.ts';

const Body = z.object({ answer: z.unknown().optional() });

/** Asked with nothing, it says what the device is to sign; with what was signed, it opens a session. */
export const POST: RequestHandler = async ({ request, locals, url, cookies, getClientAddress }) => {
  try {
    await limit(database(), 'sign-in-from', getClientAddress(), 60, 600);
    const { answer } = parseInput(Body, await request.json().catch(() => null));
    if (answer === undefined || answer === null)
      return Response.json(await execute(commands.askPasskey, contextOf(locals), { origin: url.origin }));
    setCookies(cookies, await signInByPasskey(contextOf(locals), { origin: url.origin, answer }));
    return Response.json({ done: true });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
