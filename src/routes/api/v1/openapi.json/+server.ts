import type { RequestHandler } from './$types';
import { openApi } from '#lib/server/platform/openapi.ts';
import { commands, queries } from '#lib/server/registry.ts';

export const GET: RequestHandler = ({ url }) =>
  new Response(JSON.stringify(openApi(commands, queries, url.origin)), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
