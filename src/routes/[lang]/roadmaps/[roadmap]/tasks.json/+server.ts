import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { tasksAsJson } from '#lib/server/roadmaps/index.ts';

export const GET: RequestHandler = async ({ locals, params }) =>
  new Response(await tasksAsJson(contextOf(locals), params.roadmap), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="roadmap-${params.roadmap}.json"`,
      'x-content-type-options': 'nosniff',
    },
  });
