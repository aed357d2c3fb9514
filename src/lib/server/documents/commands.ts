import { sql } from 'kysely';
import { z } from 'zod';
import { fileName, kindOf, putFile, sha256Of, withUpload } from '../files/index.ts';
import { command, execute, newRecord, touch, type Handling } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, Lang, plainText, Visibility } from '../platform/input.ts';
import { assertMay, holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import { parse } from '../texts/index.ts';
import * as did from './events.ts';
import { ISSUE } from './policy.ts';
import { citedAs, PARTS, slugOf } from './symbol.ts';

/** What is said of a document when it is issued. */
const Issue = {
  body: Id.describe('the body it is put before'),
  session: Id.optional(),
  symbol: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9/&().:+ -]{0,80}$/)
    .describe('symbol of the document itself, without Corr., Add., Rev.: C25/45'),
  part: z.enum(PARTS).default('base'),
  number: z.coerce.number().int().min(1).max(99).optional().describe('of the revision, corrigendum or addendum'),
  lang: Lang,
  dated: z.iso.date(),
  title: plainText(500),
  visibility: Visibility.default('public'),
};

/** Internal: the file was kept a moment ago by `addDocument`; a caller could name anyone's file by its hash. */
export const issue = command({
  name: 'documents.document.issue',
  summary: 'Issues a document in one language, or a revision, corrigendum or addendum of one.',
  input: z.object({
    ...Issue,
    sha256: z.string(),
    publicCopy: z.string().nullable(),
    size: z.number(),
    type: z.string(),
    name: z.string(),
  }),
  load: (ctx, { body }) =>
    ctx.db.selectFrom('party').select('id').where('id', '=', body).where('kind', '=', 'body').executeTakeFirst(),
  policy: holds(ISSUE, (body: { id: string }) => ({ body: body.id })),
  internal: true,
  events: [did.issued],
  async handle(ctx, input) {
    const { part, symbol, lang } = input;
    const number = part === 'base' ? null : (input.number ?? 1);
    // One symbol at a time: of two revisions at once, the second replaces the first.
    await sql`select pg_advisory_xact_lock(hashtext(${`document ${symbol}`}))`.execute(ctx.db);
    const known = await ctx.db
      .selectFrom('document')
      .select(['id', 'part', 'number', 'lang'])
      .where('symbol', '=', symbol)
      .execute();
    if (known.some((one) => one.part === part && one.number === number && one.lang === lang))
      throw new InvalidInput([{ path: 'symbol', code: 'symbol-taken' }]);
    const own = known
      .filter((one) => one.lang === lang && (one.part === 'base' || one.part === 'rev'))
      .sort((a, b) => (b.number ?? 0) - (a.number ?? 0));
    if (part !== 'base' && own.length === 0) throw new InvalidInput([{ path: 'symbol', code: 'no-such-symbol' }]);
    const before = own.find((one) => (one.number ?? 0) < (number ?? 0));
    await ctx.db
      .insertInto('file')
      .values(
        [input.publicCopy ?? input.sha256, input.sha256].map((sha256) => ({
          sha256,
          size: String(input.size),
          type: input.type,
          created_at: ctx.now,
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute();
    if (input.publicCopy)
      await ctx.db
        .updateTable('file')
        .set({ public_copy: input.publicCopy })
        .where('sha256', '=', input.sha256)
        .execute();
    const id = await newRecord(ctx, 'document', { visibility: input.visibility, ownerBody: input.body });
    await ctx.db
      .insertInto('document')
      .values({
        id,
        symbol,
        session: input.session ?? null,
        part,
        number,
        lang,
        dated: input.dated,
        title: input.title,
        slug: slugOf(symbol, part, number),
        of_document: part === 'base' ? null : (own[0]?.id ?? null),
        replaces: part === 'rev' ? (before?.id ?? null) : null,
        file: input.sha256,
        name: input.name,
      })
      .execute();
    ctx.emit(did.issued, { symbol: citedAs(symbol, part, number), lang }, [id, input.body]);
    return { id, slug: slugOf(symbol, part, number) };
  },
});

/**
 * Issues the file that a request carries; the other fields are those of a document. A Word file is read, and its public
 * copy holds neither the names of reviewers nor their remarks. Who may not is told before a byte of it is read. Errors:
 * those of `withUpload` and of the command; `unreadable-*` 422 for a damaged Word file.
 */
export async function addDocument(ctx: Context, request: Request): Promise<{ id: string; slug: string }> {
  assertMay(issue.policy, ctx.actor);
  return withUpload(request, async ({ bytes, name, fields }) => {
    const type = kindOf(bytes);
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
    const wanted = z.object(Issue).safeParse(given);
    // What is wrong with the fields is told before the file is kept.
    if (!wanted.success) return execute(issue, ctx, { ...given, sha256: '', publicCopy: null, size: 0, type, name });
    const word = type.includes('wordprocessingml');
    const sha256 = sha256Of(bytes);
    const size = bytes.byteLength;
    const { copy, bytes: kept } = word ? await parse(bytes, name) : { copy: null, bytes };
    await putFile(kept);
    const publicCopy = copy === null ? sha256 : await putFile(copy);
    return execute(issue, ctx, {
      ...given,
      sha256,
      publicCopy: publicCopy === sha256 ? null : publicCopy,
      size,
      type,
      name: fileName(name, 'document'),
    });
  });
}

const load = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('document')
    .innerJoin('record', 'record.id', 'document.id')
    .select(['document.id', 'document.symbol', 'document.part', 'document.number', 'record.owner_body', 'record.rev'])
    .where('document.id', '=', id)
    .where('document.symbol', 'is not', null)
    .where(visibleTo(ctx.actor))
    .forUpdate('document')
    .executeTakeFirst();
type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

export const withdraw = command({
  name: 'documents.document.withdraw',
  summary: 'Withdraws a document from sight, or brings it back; it stays on record.',
  input: z.object({ id: Id, withdrawn: z.enum(['yes', 'no']).default('yes') }),
  load,
  policy: holds(ISSUE, (one: Loaded) => ({ body: one.owner_body })),
  events: [did.documentWithdrawn],
  async handle(ctx, { id, withdrawn }, one) {
    const gone = withdrawn === 'yes';
    await ctx.db
      .updateTable('record')
      .set({ withdrawn_at: gone ? ctx.now : null })
      .where('id', '=', id)
      .execute();
    const symbol = citedAs(one.symbol ?? '', one.part as 'base', one.number);
    ctx.emit(did.documentWithdrawn, { symbol, withdrawn: gone }, id);
    return { rev: await touch(ctx, id) };
  },
});
