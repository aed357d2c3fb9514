import { sql } from 'kysely';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { Id, Lang, plainText, Rev } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { reachedBy, visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { EDIT, REVIEW } from './policy.ts';
import { drawOccurrences, reindex, setAction } from './write.ts';
import { applyFields, Fields } from './fields.ts';
import { remember } from './acts.ts';

/** How long a claim on an item holds, in minutes. */
const CLAIM_MINUTES = 10;

export const loadObligation = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('obligation')
    .innerJoin('record', 'record.id', 'obligation.id')
    .innerJoin('text', 'text.id', 'obligation.text')
    .selectAll('obligation')
    .select(['record.rev', 'record.visibility', 'text.body'])
    .where('obligation.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('obligation')
    .executeTakeFirst();
export type Obligation = NonNullable<Awaited<ReturnType<typeof loadObligation>>>;
export const scopeOf = (one: Obligation) => ({ body: one.body, text: one.text });

/** Takes the next item for a reviewer: two at once never get the same. */
export const claim = command({
  name: 'register.review.claim',
  summary: 'Takes the next suggestion to review; it is yours for ten minutes.',
  input: z.object({ text: Id.optional(), id: Id.optional() }),
  load: async (ctx, { id }) => (id === undefined ? null : loadObligation(ctx, { id })),
  policy: {
    needs: REVIEW,
    also: (actor, one: Obligation | null) => (one === null || can(actor, REVIEW, scopeOf(one)) ? 'allow' : 'deny'),
  },
  silent: true,
  events: [],
  async handle(ctx, input) {
    const reviewer = ctx.actor.id;
    if (reviewer === null) throw new InvalidInput([{ path: '', code: 'person-wanted' }]);
    const until = new Date(ctx.now.getTime() + CLAIM_MINUTES * 60_000);
    const mine =
      input.id === undefined
        ? await ctx.db
            .selectFrom('review_claim')
            .innerJoin('obligation', 'obligation.id', 'review_claim.obligation')
            .select('obligation.id')
            .where('reviewer', '=', reviewer)
            .where('until', '>', ctx.now)
            .where('review', '=', 'suggested')
            .$if(input.text !== undefined, (q) => q.where('obligation.text', '=', input.text ?? ''))
            .orderBy('number')
            .executeTakeFirst()
        : undefined;
    // A claim made since the item was looked for stands; then another is looked for.
    for (let tries = 0; tries < 20; tries++) {
      const next = mine ?? (await nextFor(ctx, input, reviewer));
      if (!next) break;
      const got = await ctx.db
        .insertInto('review_claim')
        .values({ obligation: next.id, reviewer, until })
        .onConflict((c) =>
          c
            .column('obligation')
            .doUpdateSet({ reviewer, until })
            .where((eb) =>
              eb.or([eb('review_claim.until', '<=', ctx.now), eb('review_claim.reviewer', '=', reviewer)]),
            ),
        )
        .returning('obligation')
        .executeTakeFirst();
      if (got) return { id: next.id };
      if (mine) break;
    }
    return { id: null };
  },
});

// The first suggestion that the reviewer reaches, that no other holds, and that no other is taking at this moment.
const nextFor = (ctx: Handling, input: { text?: string | undefined; id?: string | undefined }, reviewer: string) =>
  ctx.db
    .selectFrom('obligation')
    .innerJoin('record', 'record.id', 'obligation.id')
    .innerJoin('text', 'text.id', 'obligation.text')
    .select('obligation.id')
    .where('review', '=', 'suggested')
    .where(visibleTo(ctx.actor))
    .where(reachedBy(ctx.actor, REVIEW, { body: 'text.body', text: 'obligation.text' }))
    .$if(input.text !== undefined, (q) => q.where('obligation.text', '=', input.text ?? ''))
    .$if(input.id !== undefined, (q) => q.where('obligation.id', '=', input.id ?? ''))
    .where(
      sql<boolean>`not exists (select 1 from review_claim c where c.obligation = obligation.id and c.until > ${ctx.now} and c.reviewer <> ${reviewer})`,
    )
    .orderBy('obligation.number')
    .limit(1)
    .forUpdate('obligation')
    .skipLocked()
    .executeTakeFirst();

async function assertFree(ctx: Handling, id: string): Promise<void> {
  const held = await ctx.db
    .selectFrom('review_claim')
    .select('reviewer')
    .where('obligation', '=', id)
    .where('until', '>', ctx.now)
    .executeTakeFirst();
  if (held && held.reviewer !== ctx.actor.id) throw new Conflict('held-by-another');
}

async function confirmOne(ctx: Handling, one: Obligation, fields: Fields): Promise<string[]> {
  if (one.review !== 'suggested') throw new Conflict('already-reviewed');
  const changed = await applyFields(ctx, one, fields);
  const version = await ctx.db
    .selectFrom('basis')
    .innerJoin('version', 'version.id', 'basis.first_version')
    .innerJoin('record', 'record.id', 'version.id')
    .select(['version.status', 'record.visibility'])
    .where('obligation', '=', one.id)
    .where('fate', '<>', 'gone')
    .orderBy(sql`version.status = 'adopted'`, 'desc')
    .executeTakeFirst();
  const informs = fields.informs ?? one.informs;
  const life = version?.status === 'adopted' && !informs ? 'active' : 'proposed';
  await ctx.db
    .updateTable('obligation')
    .set({ review: 'confirmed', reviewed_by: ctx.actor.id, reviewed_at: ctx.now, life })
    .where('id', '=', one.id)
    .execute();
  await ctx.db
    .updateTable('record')
    .set({ visibility: version?.visibility ?? 'draft' })
    .where('id', '=', one.id)
    .execute();
  await ctx.db
    .updateTable('basis')
    .set({ confirmed_by: ctx.actor.id, confirmed_at: ctx.now })
    .where('obligation', '=', one.id)
    .where('confirmed_at', 'is', null)
    .where('fate', '=', 'new')
    .execute();
  await ctx.db
    .updateTable('suggestion')
    .set({
      fate: sql<string>`case when field = any(${changed}::text[]) then 'edited' else 'confirmed' end`,
      fate_by: ctx.actor.id,
      fate_at: ctx.now,
    })
    .where('record', '=', one.id)
    .where('fate', '=', 'open')
    .execute();
  await ctx.db
    .updateTable('tag')
    .set({ state: 'confirmed', tagged_by: ctx.actor.id, tagged_at: ctx.now })
    .where('record', '=', one.id)
    .where('state', '=', 'suggested')
    .execute();
  if (life === 'active') await drawOccurrences(ctx, one.id);
  await reindex(ctx, one.id);
  await touch(ctx, one.id);
  ctx.emit(did.confirmed, { number: one.number, edited: changed }, one.id);
  return changed;
}

export const confirm = command({
  name: 'register.review.confirm',
  summary: 'Confirms a suggestion, with what you corrected. From now on it counts.',
  input: Fields.extend({ id: Id }),
  load: loadObligation,
  policy: holds(REVIEW, scopeOf),
  events: [did.confirmed],
  async handle(ctx, input, one) {
    await assertFree(ctx, one.id);
    await confirmOne(ctx, one, input);
    await remember(ctx, 'confirm', { ids: [one.id] });
    return { id: one.id, number: one.number };
  },
});

async function rejectOne(ctx: Handling, one: Obligation): Promise<void> {
  if (one.review !== 'suggested') throw new Conflict('already-reviewed');
  await ctx.db
    .updateTable('obligation')
    .set({ review: 'rejected', reviewed_by: ctx.actor.id, reviewed_at: ctx.now })
    .where('id', '=', one.id)
    .execute();
  await ctx.db
    .updateTable('suggestion')
    .set({ fate: 'rejected', fate_by: ctx.actor.id, fate_at: ctx.now })
    .where('record', '=', one.id)
    .where('fate', '=', 'open')
    .execute();
  await touch(ctx, one.id);
  ctx.emit(did.rejected, { number: one.number }, one.id);
}

export const reject = command({
  name: 'register.review.reject',
  summary: 'Rejects a suggestion: the text does not ask this.',
  input: z.object({ id: Id }),
  load: loadObligation,
  policy: holds(REVIEW, scopeOf),
  events: [did.rejected],
  async handle(ctx, _input, one) {
    await assertFree(ctx, one.id);
    await rejectOne(ctx, one);
    await remember(ctx, 'reject', { ids: [one.id] });
    return { id: one.id, number: one.number };
  },
});

export const bulk = command({
  name: 'register.review.bulk',
  summary: 'Confirms or rejects several suggestions at once.',
  input: z.object({
    ids: z.union([Id.transform((id) => [id]), z.array(Id).min(1).max(200)]),
    act: z.enum(['confirm', 'reject']),
  }),
  policy: holds<undefined>(REVIEW),
  events: [did.confirmed, did.rejected],
  async handle(ctx, { ids, act }) {
    for (const id of ids) {
      const one = await loadObligation(ctx, { id });
      if (!one) throw new NotFound(id);
      if (!can(ctx.actor, REVIEW, scopeOf(one))) throw new Forbidden(REVIEW);
      await assertFree(ctx, id);
      if (act === 'confirm') await confirmOne(ctx, one, {});
      else await rejectOne(ctx, one);
    }
    await remember(ctx, act, { ids: [...ids] });
    return { done: ids.length };
  },
});

export const splitOne = command({
  name: 'register.review.split',
  summary: 'Splits a suggestion in two: the words given become a second one on the same paragraph.',
  input: z.object({ id: Id, action: plainText(2000), lang: Lang.optional() }),
  load: loadObligation,
  policy: holds(REVIEW, scopeOf),
  events: [did.split],
  async handle(ctx, input, one) {
    await assertFree(ctx, one.id);
    if (one.review !== 'suggested') throw new Conflict('already-reviewed');
    const id = await newRecord(ctx, 'obligation', { ownerBody: one.body });
    const { rows } = await sql<{ n: string }>`select nextval('obligation_number') n`.execute(ctx.db);
    const number = Number(rows[0]?.n);
    await ctx.db
      .insertInto('obligation')
      .values({
        id,
        number,
        text: one.text,
        force: one.force,
        deliverable: one.deliverable,
        rule: JSON.stringify(one.rule),
      })
      .execute();
    await setAction(ctx, id, input.lang ?? ctx.lang, input.action, 'official');
    await sql`insert into basis (obligation, provision, first_version, edition, eid, from_char, to_char, quote_hash, fate)
      select ${id}, provision, first_version, edition, eid, from_char, to_char, quote_hash, fate from basis where obligation = ${one.id}`.execute(
      ctx.db,
    );
    await sql`insert into obligation_party (obligation, role, ord, party, words, since)
      select ${id}, role, ord, party, words, ${ctx.now} from obligation_party where obligation = ${one.id} and until is null`.execute(
      ctx.db,
    );
    await ctx.db
      .updateTable('suggestion')
      .set({ fate: 'split', fate_by: ctx.actor.id, fate_at: ctx.now })
      .where('record', '=', one.id)
      .where('fate', '=', 'open')
      .where('field', '=', 'action')
      .execute();
    await reindex(ctx, id);
    await touch(ctx, one.id);
    ctx.emit(did.split, { number: one.number, into: number }, [one.id, id]);
    await remember(ctx, 'split', { ids: [one.id, id] });
    return { id, number };
  },
});

export const merge = command({
  name: 'register.review.merge',
  summary: 'Joins a suggestion to an obligation that asks the same: its paragraph becomes a further source.',
  input: z.object({ id: Id, into: z.coerce.number().int().positive() }),
  load: loadObligation,
  policy: holds(REVIEW, scopeOf),
  events: [did.merged],
  async handle(ctx, input, one) {
    await assertFree(ctx, one.id);
    if (one.review !== 'suggested') throw new Conflict('already-reviewed');
    const target = await ctx.db
      .selectFrom('obligation')
      .innerJoin('record', 'record.id', 'obligation.id')
      .innerJoin('text', 'text.id', 'obligation.text')
      .select(['obligation.id', 'obligation.number', 'obligation.text', 'text.body'])
      .where('obligation.number', '=', input.into)
      .where('review', '<>', 'rejected')
      .where('obligation.id', '<>', one.id)
      .where(visibleTo(ctx.actor))
      .forUpdate('obligation')
      .executeTakeFirst();
    if (target && !can(ctx.actor, REVIEW, { body: target.body, text: target.text })) throw new Forbidden(REVIEW);
    if (!target) throw new InvalidInput([{ path: 'into', code: 'no-such-obligation' }]);
    await sql`insert into basis (obligation, provision, first_version, edition, eid, from_char, to_char, quote_hash, fate, confirmed_by, confirmed_at)
      select ${target.id}, provision, first_version, edition, eid, from_char, to_char, quote_hash, fate, ${ctx.actor.id}, ${ctx.now} from basis where obligation = ${one.id}
      on conflict do nothing`.execute(ctx.db);
    await ctx.db
      .updateTable('obligation')
      .set({ review: 'rejected', reviewed_by: ctx.actor.id, reviewed_at: ctx.now, superseded_by: target.id })
      .where('id', '=', one.id)
      .execute();
    await ctx.db.updateTable('record').set({ merged_into: target.id }).where('id', '=', one.id).execute();
    await ctx.db
      .updateTable('suggestion')
      .set({ fate: 'merged', fate_by: ctx.actor.id, fate_at: ctx.now })
      .where('record', '=', one.id)
      .where('fate', '=', 'open')
      .execute();
    await reindex(ctx, target.id);
    await touch(ctx, target.id);
    ctx.emit(did.merged, { number: one.number, into: target.number }, [one.id, target.id]);
    await remember(ctx, 'merge', { ids: [one.id] });
    return { id: target.id, number: target.number };
  },
});

export const editObligation = command({
  name: 'register.obligation.edit',
  summary: 'Changes a confirmed obligation. If someone else saved first, you are shown both.',
  input: Fields.extend({ id: Id, rev: Rev }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.edited],
  async handle(ctx, input, one) {
    const action = await ctx.db
      .selectFrom('wording')
      .select(['lang', 'value'])
      .where('record', '=', one.id)
      .where('field', '=', 'action')
      .execute();
    ctx.expectRev(one, input.rev, {
      rev: one.rev,
      force: one.force,
      deliverable: one.deliverable,
      rule: one.rule,
      action: Object.fromEntries(action.map((each) => [each.lang, each.value])),
    });
    const fields = await applyFields(ctx, one, input);
    if (fields.length === 0) throw new InvalidInput([{ path: '', code: 'nothing-changed' }]);
    if (fields.some((field) => field === 'timing' || field === 'recipient') && one.life === 'active')
      await drawOccurrences(ctx, one.id);
    await reindex(ctx, one.id);
    ctx.emit(did.edited, { number: one.number, fields }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});
