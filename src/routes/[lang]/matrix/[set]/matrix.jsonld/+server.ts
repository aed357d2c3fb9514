import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { matrixAsSkos } from '#lib/server/frameworks/index.ts';

/** Correspondences as SKOS mappings. */
export const GET: RequestHandler = async ({ params, locals, url }) =>
  Response.json(await matrixAsSkos(contextOf(locals), params.set, url.origin), {
    headers: { 'content-type': 'application/ld+json', 'access-control-allow-origin': '*' },
  });
