import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { attachment, getFile, inPage } from '#lib/server/files/index.ts';
import { initiativeFile } from '#lib/server/stocktaking/index.ts';

/** A picture of an initiative, drawn in its page, or a file to save. Nothing of it runs. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const file = await initiativeFile(contextOf(locals), params.number, params.sha256);
  const bytes = await getFile(params.sha256);
  return new Response(Buffer.from(bytes), {
    headers: {
      ...(file.picture ? inPage(file.type) : attachment(file.name, file.type)),
      // Its address names its bytes; whether one may see them is asked again.
      'cache-control': file.open ? 'public, no-cache' : 'private, no-store',
      etag: `"${params.sha256}"`,
    },
  });
};
