import type { RequestHandler } from './$types';
import { attachment, getFile } from '#lib/server/files/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { evidenceFile } from '#lib/server/register/index.ts';

/** A file put forward as evidence; `?snapshot` gives what its link showed. Nothing of it runs. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
  const { read } = contextOf(locals).database;
  const file = await evidenceFile(read, locals.actor, params.id, url.searchParams.has('snapshot'));
  return new Response(Buffer.from(await getFile(file.sha256)), { headers: attachment(file.name, file.type) });
};
