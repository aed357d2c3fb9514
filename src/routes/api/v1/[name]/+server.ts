import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { problem, restCommand, restQuery } from '#lib/server/platform/rest.ts';
import { commandsByName, queriesByName } from '#lib/server/registry.ts';

export const GET: RequestHandler = async ({ params, url, locals }) => {
  try {
    return await restQuery(queriesByName, params.name, url.searchParams, contextOf(locals, 'rest'));
  } catch (error) {
    return problem(error, locals.lang);
  }
};

export const POST: RequestHandler = async ({ params, request, locals }) => {
  try {
    return await restCommand(commandsByName, params.name, request, contextOf(locals, 'rest'));
  } catch (error) {
    return problem(error, locals.lang);
  }
};
