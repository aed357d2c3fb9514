import type { RequestHandler } from './$types';
import { limit } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { MethodNotAllowed, NotFound } from '#lib/server/platform/errors.ts';
import { problem, restCommand, restQuery } from '#lib/server/platform/rest.ts';
import { commandsByName, queriesByName } from '#lib/server/registry.ts';

const doors = { commands: commandsByName, queries: queriesByName };

export const GET: RequestHandler = async ({ params, request, locals }) => {
  try {
    return await restQuery(doors, params.name, request, contextOf(locals, 'rest'));
  } catch (error) {
    return problem(error, locals.lang);
  }
};

/** What anyone may send, as a remark, is counted by the address of the network: the same few an hour as by the page. */
async function slowDown(name: string, locals: App.Locals, address: () => string): Promise<void> {
  const open = name === 'batch' || commandsByName.get(name)?.policy.needs === 'anyone';
  if (open && locals.actor.kind === 'anonymous') await limit(database(), 'remark', address(), 20, 3600);
}

export const POST: RequestHandler = async ({ params, request, locals, getClientAddress }) => {
  try {
    await slowDown(params.name, locals, getClientAddress);
    return await restCommand(doors, params.name, request, contextOf(locals, 'rest'));
  } catch (error) {
    return problem(error, locals.lang);
  }
};

/** Any other method: 405 with what the address takes. */
export const fallback: RequestHandler = ({ params, locals }) =>
  problem(
    queriesByName.has(params.name) || commandsByName.has(params.name) || params.name === 'batch'
      ? new MethodNotAllowed(queriesByName.has(params.name) ? 'GET' : 'POST')
      : new NotFound(params.name),
    locals.lang,
  );
