import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { asSkos } from '#lib/server/frameworks/index.ts';

/** A framework as a SKOS concept scheme. */
export const GET: RequestHandler = async ({ params, locals, url }) =>
  Response.json(await asSkos(contextOf(locals), params.scheme, url.origin), {
    headers: { 'content-type': 'application/ld+json', 'access-control-allow-origin': '*' },
  });
