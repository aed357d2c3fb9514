import { sql } from 'kysely';
import { z } from 'zod';
import { fileName, forPage, hasMacros, kindOf, putFile, toSave, withUpload, type Drawn } from '../files/index.ts';
import { can } from '../platform/actor.ts';
import { command, execute, touch } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { AppError, asExpected, InvalidInput, NotFound } from '../platform/errors.ts';
import { Id, parseInput, plainText, Rev } from '../platform/input.ts';
import { ask } from '../platform/query.ts';
import { draftOf, save } from './commands.ts';
import { PICTURE_BYTES } from './content.ts';
import { Draft } from './draft.ts';
import * as did from './events.ts';
import { draftFrom } from './form.ts';
import { load, ownedBy } from './load.ts';
import { MODERATE, ownEntry } from './policy.ts';
import { own } from './queries.ts';

/** Pictures that a browser draws, and that are drawn anew. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp']);
/** Files that one initiative may have been sent, over all its versions. */
const MOST = 60;

/** Internal: the file was kept a moment ago by `addFile`; a caller could name anyone's file by its hash. */
export const keepFile = command({
  name: 'stocktaking.file.keep',
  summary: 'Adds a picture or a file to the draft of an initiative.',
  input: z.object({
    id: Id,
    rev: Rev,
    as: z.enum(['picture', 'file']),
    sha256: z.string(),
    size: z.number(),
    type: z.string(),
    name: plainText(200),
    alt: plainText(500).optional(),
  }),
  load,
  policy: ownEntry,
  internal: true,
  events: [did.fileAdded],
  async handle(ctx, { rev, as, sha256, size, type, name, alt }, one) {
    ctx.expectRev(one, rev);
    const { draft, lang } = await draftOf(ctx, one);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from initiative_file where initiative = ${one.id}`.execute(ctx.db);
    if ((rows[0]?.n ?? 0) >= MOST)
      throw new InvalidInput([{ path: 'file', code: 'too-big-list', values: { maximum: MOST } }]);
    await ctx.db
      .insertInto('file')
      .values({ sha256, size: String(size), type, created_at: ctx.now })
      .onConflict((c) => c.doNothing())
      .execute();
    await ctx.db
      .insertInto('initiative_file')
      .values({ initiative: one.id, sha256, name, added_by: ctx.actor.id, added_at: ctx.now })
      .onConflict((c) => c.doNothing())
      .execute();
    const field = as === 'picture' ? 'pictures' : 'files';
    const there = draft[field];
    const rest = (Array.isArray(there) ? there : []).filter(
      (row) => typeof row !== 'object' || row === null || row['sha256'] !== sha256,
    );
    const added = { ...draft, [field]: [...rest, as === 'picture' ? { sha256, alt: alt ?? '' } : { sha256, name }] };
    const whole = parseInput(z.object({ draft: Draft }), { draft: added }).draft;
    await ctx.db
      .updateTable('initiative')
      .set({ draft: JSON.stringify(whole), draft_lang: lang ?? ctx.lang })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.fileAdded, { name }, one.id);
    return { id: one.id, sha256, rev: await touch(ctx, one.id) };
  },
});

/**
 * Adds the picture or file that a request carries to one's own initiative. Whose it is not is told before a byte is read,
 * and of what says that it is too large only the words beside it are read. Of a picture only its pixels are kept. Words of the form's step
 * that come along are saved first, whatever becomes of the file; `typed` is told them. Errors: those of
 * `withUpload`; `picture-too-large` 413, `not-a-picture`, `unreadable-not-supported`, `file-has-macros` 422; of the command.
 */
export async function addFile(
  ctx: Context,
  request: Request,
  number: unknown,
  as: 'picture' | 'file',
  typed: (fields: Readonly<Record<string, string>>) => void = () => {},
  raw?: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; rev: number }> {
  const mine = await ask(own, ctx, { number });
  const limit = as === 'picture' ? PICTURE_BYTES : undefined;
  const read = withUpload(
    request,
    async ({ bytes, name, fields }) => {
      typed(fields);
      const rev = await savedAlong(ctx, mine, fields);
      if (bytes.byteLength === 0) throw new InvalidInput([{ path: as, code: 'required' }]);
      const alt = fields['alt']?.trim() || undefined;
      if (as === 'picture' && alt === undefined) throw new InvalidInput([{ path: 'alt', code: 'required' }]);
      const kept = await keptOf(bytes, name, as);
      const sha256 = await putFile(kept.bytes);
      const input = { id: mine.id, rev, as, sha256, size: kept.bytes.byteLength, type: kept.type, alt };
      return execute(keepFile, ctx, { ...input, name: fileName(name, as).slice(-200) });
    },
    {
      atMost: limit,
      field: as,
      mayBeEmpty: true,
      raw,
      beside: async (fields) => {
        typed(fields);
        await savedAlong(ctx, mine, fields);
      },
    },
  );
  return read.catch((error: unknown) => {
    if (as === 'picture' && asExpected(error)?.code === 'unreadable-too-large')
      throw new AppError('picture-too-large', 413, { most: PICTURE_BYTES / 1e6 });
    throw error;
  });
}

// Words typed in the same form as the file; the revision after them.
async function savedAlong(
  ctx: Context,
  { id, rev }: { id: string; rev: number },
  fields: Readonly<Record<string, string>>,
): Promise<unknown> {
  const seen = fields['rev'] ?? rev;
  if (fields['step'] !== 'show') return seen;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return (await execute(save, ctx, { id, rev: seen, draft: draftFrom('show', form) })).rev;
}

// The bytes that are kept: of pictures their pixels, of documents what came.
async function keptOf(bytes: Uint8Array, name: string, as: 'picture' | 'file'): Promise<Drawn> {
  const type = kindOf(bytes);
  if (PICTURES.has(type)) {
    const drawn = await (as === 'picture' ? forPage(bytes) : toSave(bytes));
    if (drawn === null) throw new AppError('not-a-picture', 422);
    return drawn;
  }
  if (as === 'picture') throw new AppError('not-a-picture', 422);
  if (hasMacros(bytes)) throw new AppError('file-has-macros', 422);
  const known = type !== 'application/octet-stream' && type !== 'application/zip';
  if (!known && !(/\.(csv|tsv|txt|md|json)$/i.test(name) && isText(bytes)))
    throw new AppError('unreadable-not-supported', 422);
  return { bytes, type };
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * A picture or file of an initiative by its hash: public where the public version names it, else for those whose entry it
 * is, and for moderators where it was submitted. Errors: NotFound.
 */
export async function initiativeFile(
  ctx: Context,
  number: string,
  sha256: string,
): Promise<{ name: string; type: string; picture: boolean; open: boolean }> {
  const names = (
    alias: string,
  ) => sql`(${sql.ref(`${alias}.content`)} @? format('$.pictures[*] ? (@.sha256 == "%s")', ${sha256}::text)::jsonpath
    or ${sql.ref(`${alias}.content`)} @? format('$.files[*] ? (@.sha256 == "%s")', ${sha256}::text)::jsonpath)`;
  if (!/^\d{1,12}$/.test(number) || !/^[0-9a-f]{64}$/.test(sha256)) throw new NotFound();
  const open = sql<boolean>`(record.visibility = 'public' and record.withdrawn_at is null and exists (select from initiative_version v
    where v.initiative = initiative.id and v.seq = initiative.published and ${names('v')}))`;
  const mine = ctx.actor.id === null ? sql`false` : ownedBy(ctx.actor);
  const judged = can(ctx.actor, MODERATE, {})
    ? sql`exists (select from initiative_version w where w.initiative = initiative.id and ${names('w')})`
    : sql`false`;
  const { rows } = await sql<{ name: string; type: string; open: boolean }>`
    select f.name, file.type, ${open} as open from initiative_file f join file on file.sha256 = f.sha256
      join initiative on initiative.id = f.initiative join record on record.id = initiative.id
    where initiative.number = ${number}::bigint and f.sha256 = ${sha256} and (${open} or ${mine} or ${judged})`.execute(
    ctx.database.read as never,
  );
  const [row] = rows;
  if (!row) throw new NotFound();
  return { ...row, picture: PICTURES.has(row.type) };
}
