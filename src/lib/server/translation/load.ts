import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { newRecord, touch, type Handling } from '../platform/command.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { Id, Lang } from '../platform/input.ts';
import { can } from '../platform/actor.ts';
import { REVISE } from './policy.ts';
import { workOf, type Piece, type Work } from './work.ts';

/** What names a list: a version, and the language it is put into. */
export const OfWork = { version: Id, lang: Lang.describe('language translated into') };

/** Loads what a version wants in a language; one change at a time. */
export async function loadWork(
  ctx: Pick<Handling, 'db' | 'actor' | 'now'>,
  { version, lang }: { version: string; lang: Language },
): Promise<Work | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`translation ${version} ${lang}`}))`.execute(ctx.db);
  const [work] = await workOf(ctx.db, ctx.actor, [version], lang, ctx.now);
  return work;
}

/** What a grant must reach to change it. */
export const within = (work: Work) => ({ body: work.body, text: work.text, language: work.lang });

/** The piece with this address. Errors: NotFound. */
export function pieceOf(work: Work, piece: string): Piece {
  const found = work.pieces.find((one) => one.piece === piece);
  if (!found) throw new NotFound(piece);
  return found;
}

/** Refuses work on a piece that another holds, but for who gives the work out. */
export function assertFree(ctx: Pick<Handling, 'actor'>, work: Work, piece: Piece): void {
  if (!isFree(ctx, work, piece)) throw new Conflict('translation-held');
}
export const isFree = (ctx: Pick<Handling, 'actor'>, work: Work, piece: Piece): boolean =>
  piece.assignee === null || piece.assignee === ctx.actor.id || can(ctx.actor, REVISE, within(work));

/** What changes in the row of a piece. */
interface Change {
  assignee?: string | null;
  state?: string;
  runs?: string;
  plain?: string;
  source_hash?: string;
  source_plain?: string;
  written_by?: string | null;
  written_at?: Date;
  confirmed_by?: string | null;
  confirmed_at?: Date | null;
  returned?: string | null;
  delivered_at?: Date | null;
}

/** Changes the row of a piece, made where it has none yet; returns its id. */
export async function change(ctx: Handling, work: Work, piece: Piece, values: Change): Promise<string> {
  if (piece.row !== null) {
    await ctx.db.updateTable('translation').set(values).where('id', '=', piece.row).execute();
    await touch(ctx, piece.row);
    return piece.row;
  }
  const id = await newRecord(ctx, 'translation', { ownerBody: work.body });
  await ctx.db
    .insertInto('translation')
    .values({ id, version: work.version, key: piece.key, lang: work.lang, ...values })
    .execute();
  return id;
}
