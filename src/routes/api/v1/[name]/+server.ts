import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
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

export const POST: RequestHandler = async ({ params, request, locals }) => {
  try {
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
