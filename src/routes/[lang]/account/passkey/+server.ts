import type { RequestHandler } from './$types';
import { z } from 'zod';
import { commands } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { parseInput } from '#lib/server/platform/input.ts';
import { problem } from '#lib/server/platform/rest.ts';

const Body = z.object({ name: z.string().max(200).default(''), answer: z.unknown().optional() });

/** Asked with nothing, it says what the device is to sign; with what was signed, it keeps the passkey. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
  try {
    const ctx = contextOf(locals);
    const { name, answer } = parseInput(Body, await request.json().catch(() => null));
    if (answer === undefined || answer === null)
      return Response.json(await execute(commands.beginPasskey, ctx, { origin: url.origin }));
    await execute(commands.addPasskey, ctx, { origin: url.origin, answer, name });
    return Response.json({ done: true });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
