import { sessionMoved } from '../bodies/index.ts';
import type { Follower, Handling } from '../platform/command.ts';
import { RANK, type Shown } from '../platform/visibility.ts';
import { editionSaved, textAdopted, versionTerminated, versionWithdrawn, visibilityChanged } from '../texts/index.ts';
import * as did from './events.ts';
import { lapse } from './confirm-fate.ts';
import { suggestFor } from './suggest.ts';
import { drawOccurrences, reindex } from './write.ts';

const onSaved: Follower<typeof editionSaved.payload> = {
  kind: editionSaved,
  events: [did.suggested, did.carried],
  async handle(ctx, { edition }) {
    const count = await suggestFor(ctx, edition);
    ctx.emit(did.suggested, { edition, count }, edition);
  },
};

// Adoption moves links, not obligations: what the new version still asks stays; what it dropped lapses; what it adds begins.
const onAdopted: Follower<typeof textAdopted.payload> = {
  kind: textAdopted,
  events: [did.activated, did.lifeChanged],
  async handle(ctx, { version, previous, label }) {
    const links = await ctx.db
      .selectFrom('basis')
      .innerJoin('obligation', 'obligation.id', 'basis.obligation')
      .select(['obligation.id', 'obligation.number', 'obligation.life', 'obligation.review', 'basis.fate'])
      .where('basis.first_version', '=', version)
      .execute();
    const starting = links.filter(
      (one) => one.review === 'confirmed' && one.life === 'proposed' && one.fate !== 'gone',
    );
    for (const one of starting) {
      await ctx.db
        .updateTable('obligation')
        .set({ life: 'active', life_reason: null })
        .where('id', '=', one.id)
        .execute();
      await drawOccurrences(ctx, one.id);
    }
    if (starting.length > 0)
      ctx.emit(did.activated, { version, count: starting.length }, [version, ...starting.map((one) => one.id)]);
    for (const one of links.filter(
      (link) =>
        link.fate === 'gone' && (link.life === 'active' || link.life === 'proposed') && link.review === 'confirmed',
    ))
      await lapse(ctx, one, { version, label });
    if (previous)
      await ctx.db
        .updateTable('basis')
        .set({ last_version: previous })
        .where('first_version', '=', previous)
        .where('last_version', 'is', null)
        .execute();
  },
};

const onTerminated: Follower<typeof versionTerminated.payload> = {
  kind: versionTerminated,
  events: [did.lifeChanged],
  async handle(ctx, { version, label }) {
    const rows = await ctx.db
      .selectFrom('basis')
      .innerJoin('obligation', 'obligation.id', 'basis.obligation')
      .select(['obligation.id', 'obligation.number'])
      .where('basis.first_version', '=', version)
      .where('obligation.life', '=', 'active')
      .execute();
    for (const one of rows) {
      await ctx.db
        .updateTable('obligation')
        .set({ life: 'lapsed', life_reason: label, life_source: version })
        .where('id', '=', one.id)
        .execute();
      ctx.emit(did.lifeChanged, { number: one.number, life: 'lapsed', reason: label }, one.id);
    }
  },
};

// A session that moves takes what is due at it along; what a person dated by hand stays.
const onMoved: Follower<typeof sessionMoved.payload> = {
  kind: sessionMoved,
  events: [did.occurrenceMoved],
  async handle(ctx, { session, from, to }) {
    const row = await ctx.db
      .selectFrom('session')
      .select(['precision'])
      .where('id', '=', session)
      .executeTakeFirstOrThrow();
    const moved = await ctx.db
      .updateTable('occurrence')
      .set({ due: to, precision: row.precision })
      .where('session', '=', session)
      .where('derived_from_rule', '=', true)
      .returning(['id', 'key', 'obligation'])
      .execute();
    for (const one of moved) ctx.emit(did.occurrenceMoved, { key: one.key, from, to }, [one.id, one.obligation]);
  },
};

/**
 * Nobody sees of an obligation what they may not see of its sources: it is shown no wider than the widest of the versions
 * it rests on, and withdrawn while those that let it be seen are. What had the version's old visibility follows it to the new one; what an
 * officer set narrower stays so.
 */
async function followVisibility(ctx: Handling, version: string, from: string | null): Promise<void> {
  const rows = await ctx.db
    .selectFrom('basis')
    .innerJoin('obligation', 'obligation.id', 'basis.obligation')
    .innerJoin('record', 'record.id', 'obligation.id')
    .select(['obligation.id', 'record.visibility'])
    .where('basis.first_version', '=', version)
    .where('obligation.review', '=', 'confirmed')
    .distinct()
    .execute();
  for (const one of rows) {
    const sources = await ctx.db
      .selectFrom('basis')
      .innerJoin('record', 'record.id', 'basis.first_version')
      .select(['record.visibility', 'record.withdrawn_at'])
      .where('basis.obligation', '=', one.id)
      .where('basis.fate', '<>', 'gone')
      .execute();
    const widest = (list: typeof sources): Shown =>
      list.map((each) => each.visibility as Shown).reduce<Shown>((a, b) => (RANK[b] > RANK[a] ? b : a), 'draft');
    const standing = sources.filter((each) => each.withdrawn_at === null);
    const own = one.visibility as Shown;
    const next = RANK[own] > RANK[widest(sources)] || own === from ? widest(sources) : own;
    const hidden = standing.length === 0 || RANK[widest(standing)] < RANK[next];
    const ids = await ctx.db.selectFrom('occurrence').select('id').where('obligation', '=', one.id).execute();
    await ctx.db
      .updateTable('record')
      .set({ visibility: next, withdrawn_at: hidden ? ctx.now : null })
      .where('id', 'in', [one.id, ...ids.map((each) => each.id)])
      .execute();
  }
  const editions = await ctx.db.selectFrom('edition').select('id').where('version', '=', version).execute();
  for (const edition of editions) await suggestFor(ctx, edition.id);
  for (const one of rows) await reindex(ctx, one.id);
}

const onShown: Follower<typeof visibilityChanged.payload> = {
  kind: visibilityChanged,
  events: [did.carried],
  handle: (ctx, { version, from }) => followVisibility(ctx, version, from ?? null),
};
const onWithdrawn: Follower<typeof versionWithdrawn.payload> = {
  kind: versionWithdrawn,
  events: [did.carried],
  handle: (ctx, { version }) => followVisibility(ctx, version, null),
};

export const followers = [onSaved, onAdopted, onTerminated, onMoved, onShown, onWithdrawn];
