import type { RequestHandler } from './$types';
import { attachment, getFile } from '#lib/server/files/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { entryFile } from '#lib/server/stocktaking/index.ts';
import { NotFound } from '#lib/server/platform/errors.ts';

/** A picture or file of an initiative. Nothing of it runs; pictures are drawn where a page of ours asks for them. */
export const GET: RequestHandler = async ({ params, locals }) => {
  if (!/^\d{1,15}$/.test(params.number) || !/^[0-9a-f]{64}$/.test(params.sha256)) throw new NotFound(params.sha256);
  const { read: db } = contextOf(locals).database;
  const file = await entryFile({ db, actor: locals.actor }, Number(params.number), params.sha256);
  return new Response(Buffer.from(await getFile(params.sha256)), { headers: attachment(file.name, file.type) });
};
