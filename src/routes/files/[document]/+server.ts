import type { RequestHandler } from './$types';
import { attachment, getFile } from '#lib/server/files/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { Forbidden } from '#lib/server/platform/errors.ts';
import { documentFile, ORIGINAL } from '#lib/server/texts/index.ts';

/** The public copy of a document; `?original` gives officers the bytes as received. Nothing of it runs: an attachment in a sandbox. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
  const original = url.searchParams.has('original');
  if (original && !can(locals.actor, ORIGINAL)) throw new Forbidden(ORIGINAL);
  const file = await documentFile(contextOf(locals).database.read, locals.actor, params.document, original);
  const bytes = await getFile(file.sha256);
  return new Response(Buffer.from(bytes), {
    headers: attachment(file.name, file.type),
  });
};
