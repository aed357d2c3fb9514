import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { tasksAsCsv } from '#lib/server/roadmaps/index.ts';

export const GET: RequestHandler = async ({ url, locals, params }) =>
  new Response(await tasksAsCsv(contextOf(locals), params.roadmap, url.origin), {
    headers: csvHeaders(`roadmap-${params.roadmap}`),
  });
