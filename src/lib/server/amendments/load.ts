import { sql } from 'kysely';
import { standingHeld } from '../accounts/index.ts';
import type { Handling } from '../platform/command.ts';
import { RANK, visibleTo, type Shown } from '../platform/visibility.ts';

type Loading = Pick<Handling, 'db' | 'actor'>;

/** Whether a version was adopted with its amendments: the next one stands in its place, and nothing more is proposed to it. */
export const spent = sql<boolean>`exists (select 1 from version next where next.based_on = version.id and next.adopted_on is not null)`;

/** The version that something is proposed to, as far as the actor may see it, with what a grant is compared with. */
export const loadVersion = async (ctx: Loading, id: string) =>
  ctx.db
    .selectFrom('version')
    .innerJoin('record', 'record.id', 'version.id')
    .innerJoin('text', 'text.id', 'version.text')
    .innerJoin('party', 'party.id', 'text.body')
    .select(['version.id', 'version.text', 'version.status', 'version.label', 'text.body', 'record.visibility'])
    .select('party.time_zone as zone')
    .select(spent.as('spent'))
    .where('version.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('version')
    .executeTakeFirst();
export type Version = NonNullable<Awaited<ReturnType<typeof loadVersion>>>;

/** An edition and its version, locked: of two that propose at once the second gets the next number. */
export async function loadEdition(ctx: Loading, id: string) {
  const edition = await ctx.db
    .selectFrom('edition')
    .innerJoin('record', 'record.id', 'edition.id')
    .select(['edition.id', 'edition.version', 'edition.lang', 'edition.title'])
    .where('edition.id', '=', id)
    .where(visibleTo(ctx.actor))
    .executeTakeFirst();
  const version = edition && (await loadVersion(ctx, edition.version));
  return version && { ...version, edition: edition.id, lang: edition.lang, title: edition.title };
}
export type Edition = NonNullable<Awaited<ReturnType<typeof loadEdition>>>;

/** An amendment that the actor may see, locked, with its version. */
export async function loadAmendment(ctx: Loading, id: string) {
  const amendment = await ctx.db
    .selectFrom('amendment')
    .innerJoin('record', 'record.id', 'amendment.id')
    .selectAll('amendment')
    .select('record.rev')
    .where('amendment.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('amendment')
    .executeTakeFirst();
  const version = amendment && (await loadVersion(ctx, amendment.version));
  return version && { ...amendment, body: version.body, text: version.text };
}
export type Amendment = NonNullable<Awaited<ReturnType<typeof loadAmendment>>>;

/** Whether a version may still be amended and adopted. */
export const stands = (version: { status: string; spent: boolean }): boolean =>
  !version.spent && (version.status === 'draft' || version.status === 'proposed');

/** Whether something of it is still to be decided. */
export const isOpen = ({ state }: { state: string }): boolean => state === 'proposed' || state === 'partly-accepted';

export const scopeOf = ({ body, text }: { body: string; text: string }) => ({ body, text });

/** Nothing about a version is seen by more than see the version. */
export const narrower = (a: Shown, b: Shown): Shown => (RANK[a] < RANK[b] ? a : b);

/** An organisation, office or group on record that was not merged into another. */
export const isOrganisation = async (ctx: Pick<Handling, 'db'>, id: string): Promise<boolean> =>
  (await standingHeld(ctx, id))?.id === id;

export const nextNumber = async (ctx: Pick<Handling, 'db'>, version: string): Promise<number> => {
  const row = await ctx.db
    .selectFrom('amendment')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return row.next;
};
