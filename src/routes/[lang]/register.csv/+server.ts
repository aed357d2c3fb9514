import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { asCsv } from '#lib/server/register/index.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  new Response(asCsv(contextOf(locals), fieldsOf(url.searchParams), url.origin), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="register.csv"',
      'x-content-type-options': 'nosniff',
    },
  });
