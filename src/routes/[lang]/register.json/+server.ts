import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { asJson } from '#lib/server/register/index.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  new Response(asJson(contextOf(locals), fieldsOf(url.searchParams)), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="register.json"',
      'x-content-type-options': 'nosniff',
    },
  });
