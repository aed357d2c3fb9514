import { sql } from 'kysely';
import { z } from 'zod';
import { translator } from '#lib/i18n/index.ts';
import { accountsFollowing, awaitOrganisations, moveAccounts, type Following } from '../accounts/index.ts';
import { amendmentsFollowing, moveAmendments } from '../amendments/index.ts';
import type { Actor } from '../platform/actor.ts';
import { command, type Handling } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, Lang } from '../platform/input.ts';
import { holdsEverywhere } from '../platform/policy.ts';
import { moveObligations, obligationsFollowing } from '../register/index.ts';
import { moveTasks, tasksFollowing } from '../roadmaps/index.ts';
import * as did from './events.ts';
import { indexEntries } from './index-entry.ts';
import { MANAGE } from './policy.ts';
import { RENEW } from './renew.ts';

/** Entries that are written into lists at once; more are left to a job. */
const AT_ONCE = 200;

/** Entries of an organisation, those of them whose id of another register the kept one has too, and what is said of it. */
async function entriesFollowing({ db }: { db: Read | Write }, from: string, into: string): Promise<Following> {
  const { rows } = await sql<{ initiatives: number; 'same-ids': number; profile: number }>`select
      (select count(*)::int from initiative where organisation = ${from}) as initiatives,
      (select count(*)::int from initiative a join initiative b on b.organisation = ${into} and b.external_id = a.external_id
        where a.organisation = ${from}) as "same-ids",
      (select count(*)::int from organisation_profile a where a.party = ${from}
        and not exists (select from organisation_profile b where b.party = ${into})) as profile`.execute(db as never);
  return { follows: { ...rows[0] }, refused: [] };
}

/** What would follow where one organisation is merged into another, from all rooms, and what forbids it. */
export async function followingOf(
  ctx: { db: Read | Write; actor: Actor },
  from: string,
  into: string,
): Promise<Following> {
  const all = [
    await entriesFollowing(ctx, from, into),
    await accountsFollowing(ctx, from, into),
    await obligationsFollowing(ctx, from, into),
    await amendmentsFollowing(ctx, from, into),
    await tasksFollowing(ctx, from),
  ];
  return {
    follows: Object.assign({}, ...all.map(({ follows }) => follows)) as Record<string, number>,
    refused: all.flatMap(({ refused }) => refused),
  };
}

/** An organisation as a merge finds it. */
interface Party {
  id: string;
  code: string | null;
  merged_into: string | null;
}

/** Both, locked; undefined where one is none. */
async function bothOf(ctx: Pick<Handling, 'db'>, { from, into }: { from: string; into: string }) {
  const { rows } =
    await sql<Party>`select party.id, party.code, record.merged_into from party join record on record.id = party.id
    where party.id in (${from}, ${into}) and party.kind = 'organisation' order by party.id for no key update of party`.execute(
      ctx.db,
    );
  const [one, kept] = [from, into].map((id) => rows.find((row) => row.id === id));
  return one && kept ? { one, kept } : undefined;
}

/** Languages in which the kept one takes the other's name; once or several times. */
const Names = z
  .union([Lang, z.array(Lang).max(6)])
  .transform((value) => [value].flat())
  .default([]);

export const mergeOrganisations = command({
  name: 'stocktaking.organisation.merge',
  summary:
    'Merges an organisation into another that is the same: all that names it follows, its address leads on, and it is still found by its names.',
  input: z.object({
    from: Id.describe('id of the organisation that goes'),
    into: Id.describe('id of the organisation that is kept'),
    names: Names.describe(
      'languages in which the kept one takes the name of the other; its own is kept as another name',
    ),
  }),
  async load(ctx, input) {
    // Who is about to name one of them has done so, and is seen below; before anything is locked, for they may lock it too.
    await awaitOrganisations(ctx);
    return bothOf(ctx, input);
  },
  policy: holdsEverywhere(MANAGE),
  events: [did.organisationMerged],
  async handle(ctx, { names }, { one, kept }) {
    if (one.id === kept.id) throw new InvalidInput([{ path: 'into', code: 'same-organisation' }]);
    for (const [each, path] of [
      [one, 'from'],
      [kept, 'into'],
    ] as const)
      if (each.merged_into !== null) throw new InvalidInput([{ path, code: 'already-merged' }]);
    const { follows, refused } = await followingOf(ctx, one.id, kept.id);
    if (refused.length > 0) throw new InvalidInput(refused);
    await exchangeNames(ctx, one.id, kept.id, names);
    const moved = await moveEntries(ctx, one.id, kept.id);
    await moveAccounts(ctx, one.id, kept.id, translator(ctx.lang)('organisations.asked-twice'));
    const elsewhere = [
      ...(await moveObligations(ctx, one.id, kept.id)),
      ...(await moveAmendments(ctx, one.id, kept.id)),
      ...(await moveTasks(ctx, one.id, kept.id)),
    ];
    await leadOnTo(ctx, one, kept);
    await show(ctx, kept.id);
    const told = Object.fromEntries(Object.entries(follows).filter(([, n]) => n > 0));
    ctx.emit(did.organisationMerged, { into: kept.id, follows: told }, [one.id, kept.id, ...moved, ...elsewhere]);
    return { id: kept.id, follows: told };
  },
});

/** The kept one takes the other's name in these languages; what it was called there is the other's name from then on. */
async function exchangeNames(ctx: Handling, from: string, into: string, langs: readonly string[]): Promise<void> {
  const rows = await ctx.db
    .selectFrom('wording')
    .select(['record', 'lang', 'value', 'state'])
    .where('record', 'in', [from, into])
    .where('field', '=', 'name')
    .execute();
  const put = async (record: string, lang: string, { value, state }: { value: string; state: string }) =>
    ctx.db
      .insertInto('wording')
      .values({ record, field: 'name', lang, value, state, written_by: ctx.actor.id, written_at: ctx.now })
      .onConflict((c) => c.columns(['record', 'field', 'lang']).doUpdateSet({ value, state, written_at: ctx.now }))
      .execute();
  for (const lang of new Set(langs)) {
    const [taken, own] = [from, into].map((id) => rows.find((row) => row.record === id && row.lang === lang));
    if (!taken) throw new InvalidInput([{ path: 'names', code: 'no-name', values: { lang } }]);
    await put(into, lang, taken);
    if (own) await put(from, lang, own);
  }
}

/** Entries change hands. One whose id of another register the kept one has too loses it: the next import changes the kept one's. */
async function moveEntries(ctx: Handling, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update initiative i set organisation = ${into},
      external_id = case when exists (select from initiative o where o.organisation = ${into} and o.external_id = i.external_id)
        then null else i.external_id end
    where i.organisation = ${from} returning i.id`.execute(ctx.db);
  const ids = rows.map(({ id }) => id);
  // They are compared anew: by the organisation too.
  await sql`update initiative_print set keys = null where initiative = any(${ids}::uuid[])`.execute(ctx.db);
  await sql`update initiative_queue set alike = null where initiative = any(${ids}::uuid[])`.execute(ctx.db);
  // Whoever put the other on record speaks for their own entries and not for the kept one.
  await sql`insert into organisation_profile (party, kind, country, site)
    select ${into}, kind, country, site from organisation_profile where party = ${from} on conflict (party) do nothing`.execute(
    ctx.db,
  );
  await sql`update organisation_profile set founded_by = null where party = ${from}`.execute(ctx.db);
  return ids;
}

/** Its record leads on, and so do those that led to it; a code that only the other had is the kept one's. */
async function leadOnTo(ctx: Handling, one: Party, kept: Party): Promise<void> {
  if (one.code !== null && kept.code === null) {
    await ctx.db.updateTable('party').set({ code: null }).where('id', '=', one.id).execute();
    await ctx.db.updateTable('party').set({ code: one.code }).where('id', '=', kept.id).execute();
  }
  await sql`update record set merged_into = ${kept.id}, updated_at = ${ctx.now}, rev = rev + 1,
      withdrawn_at = coalesce(withdrawn_at, ${ctx.now})
    where id = ${one.id} or merged_into = ${one.id}`.execute(ctx.db);
}

/** Lists have the entries of the kept one, by all its names. */
async function show(ctx: Handling, organisation: string): Promise<void> {
  const shown = await ctx.db
    .selectFrom('initiative')
    .select('id')
    .where('organisation', '=', organisation)
    .where('published', 'is not', null)
    .limit(AT_ONCE + 1)
    .execute();
  if (shown.length > AT_ONCE) ctx.enqueue(RENEW, { organisation });
  else
    await indexEntries(
      ctx,
      shown.map(({ id }) => id),
    );
}

export const keepApart = command({
  name: 'stocktaking.organisation.keep-apart',
  summary: 'Says that two organisations are not the same, so that they are not offered as one again.',
  input: z.object({ from: Id, into: Id.describe('id of the other') }),
  load: bothOf,
  policy: holdsEverywhere(MANAGE),
  events: [did.organisationsApart],
  async handle(ctx, _, { one, kept }) {
    if (one.id === kept.id) throw new InvalidInput([{ path: 'into', code: 'same-organisation' }]);
    const [first = '', second = ''] = [one.id, kept.id].toSorted();
    await ctx.db
      .insertInto('organisation_pair')
      .values({ first, second, judged_by: ctx.actor.id, judged_at: ctx.now })
      .onConflict((c) => c.columns(['first', 'second']).doNothing())
      .execute();
    ctx.emit(did.organisationsApart, {}, [first, second]);
    return { first, second };
  },
});
