import { z } from 'zod';
import { standingHeld } from '../accounts/index.ts';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { Conflict, Forbidden, InvalidInput } from '../platform/errors.ts';
import { Id, Lang, parseInput, plainText, Rev } from '../platform/input.ts';
import { signedIn } from '../platform/policy.ts';
import { Content, Stakeholder } from './content.ts';
import { Draft, pruned } from './draft.ts';
import { foundedBy } from './found.ts';
import * as did from './events.ts';
import { indexEntries } from './index-entry.ts';
import { load, type Loaded } from './load.ts';
import { assertRoomFor } from './limits.ts';
import { ownEntry } from './policy.ts';
import { RENEW } from './renew.ts';
import { addVersion, assertKnown } from './write.ts';

export const start = command({
  name: 'stocktaking.initiative.start',
  summary: 'Begins an initiative as a draft, for an organisation that you speak for.',
  input: z.object({ organisation: Id, lang: Lang, draft: Draft.default({}) }),
  load: async (ctx, { organisation }) => {
    const one = await standingHeld(ctx, organisation);
    return ctx.db
      .selectFrom('party')
      .leftJoin('organisation_profile', 'organisation_profile.party', 'party.id')
      .select(['party.id', 'organisation_profile.founded_by'])
      .where('party.id', '=', one?.id ?? null)
      .executeTakeFirst();
  },
  policy: {
    ...signedIn,
    also: (actor, one: { id: string; founded_by: string | null }) =>
      actor.organisations.includes(one.id) || (actor.id !== null && one.founded_by === actor.id) ? 'allow' : 'deny',
  },
  events: [did.started],
  async handle(ctx, { lang, draft }, { id: organisation }) {
    await assertRoomFor(ctx);
    const id = await newRecord(ctx, 'initiative');
    const { number } = await ctx.db
      .insertInto('initiative')
      .values({
        id,
        organisation,
        submitter: ctx.actor.id,
        state: 'draft',
        draft: JSON.stringify(pruned(draft)),
        draft_lang: lang,
      })
      .returning('number')
      .executeTakeFirstOrThrow();
    ctx.emit(did.started, { number: Number(number) }, [id, organisation]);
    return { id, number: Number(number), rev: 1 };
  },
});

/** What is being written, or what a new draft begins with: the version that is public or came back. */
export async function draftOf(ctx: Pick<Handling, 'db'>, one: Loaded): Promise<{ draft: Draft; lang: string | null }> {
  if (one.draft !== null) return { draft: one.draft as Draft, lang: one.draft_lang };
  const last = await ctx.db
    .selectFrom('initiative_version')
    .select(['content', 'lang'])
    .where('initiative', '=', one.id)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return { draft: (last?.content ?? {}) as Draft, lang: last?.lang ?? null };
}

export const save = command({
  name: 'stocktaking.initiative.save',
  summary: 'Saves fields of the draft, as typed; of a published initiative it begins its next version.',
  input: z.object({ id: Id, rev: Rev, lang: Lang.optional(), draft: Draft }),
  load,
  policy: ownEntry,
  events: [did.draftSaved],
  async handle(ctx, input, one) {
    const { draft, lang } = await draftOf(ctx, one);
    ctx.expectRev(one, input.rev, { rev: one.rev, draft });
    const all = { draft: pruned({ ...draft, ...input.draft }) };
    const whole = parseInput(z.object({ draft: Draft }), all).draft;
    await ctx.db
      .updateTable('initiative')
      .set({ draft: JSON.stringify(whole), draft_lang: input.lang ?? lang ?? ctx.lang })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.draftSaved, { fields: Object.keys(input.draft) }, one.id);
    return { id: one.id, rev: await touch(ctx, one.id) };
  },
});

export const drop = command({
  name: 'stocktaking.initiative.drop',
  summary: 'Drops the draft: of a published initiative the public version stays; one never submitted is withdrawn.',
  input: z.object({ id: Id, rev: Rev }),
  load,
  policy: ownEntry,
  events: [did.draftDropped],
  async handle(ctx, { rev }, one) {
    ctx.expectRev(one, rev);
    if (one.draft === null) throw new InvalidInput([{ path: 'id', code: 'no-draft' }]);
    await ctx.db
      .updateTable('initiative')
      .set({ draft: null, draft_lang: null, ...(one.state === 'draft' ? { state: 'withdrawn' } : {}) })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.draftDropped, {}, one.id);
    return { id: one.id, rev: await touch(ctx, one.id) };
  },
});

export const submit = command({
  name: 'stocktaking.initiative.submit',
  summary: 'Submits the draft to the moderators; it is complete, and its organisation and contact are known.',
  input: z.object({ id: Id, rev: Rev }),
  load,
  policy: ownEntry,
  events: [did.submitted],
  async handle(ctx, { rev }, one) {
    ctx.expectRev(one, rev);
    if (one.draft === null) throw new InvalidInput([{ path: 'id', code: 'no-draft' }]);
    const content = parseInput(Content, one.draft);
    await assertKnown(ctx, one.id, content);
    await assertReachable(ctx, one);
    const seq = await addVersion(ctx, one, { content, lang: one.draft_lang ?? ctx.lang });
    ctx.emit(did.submitted, { seq }, [one.id, one.organisation]);
    return { id: one.id, seq, rev: await touch(ctx, one.id) };
  },
});

async function assertReachable(ctx: Handling, one: Loaded): Promise<void> {
  const profile = await ctx.db
    .selectFrom('organisation_profile')
    .select('party')
    .where('party', '=', one.organisation)
    .executeTakeFirst();
  const contact = await ctx.db
    .selectFrom('initiative_contact')
    .select('initiative')
    .where('initiative', '=', one.id)
    .executeTakeFirst();
  const issues = [
    ...(profile ? [] : [{ path: 'organisation', code: 'no-profile' }]),
    ...(contact ? [] : [{ path: 'contact', code: 'required' }]),
  ];
  if (issues.length > 0) throw new InvalidInput(issues);
}

export const takeBack = command({
  name: 'stocktaking.initiative.take-back',
  summary: 'Takes back what waits for the moderators, to go on writing.',
  input: z.object({ id: Id, rev: Rev }),
  load,
  policy: ownEntry,
  events: [did.takenBack],
  async handle(ctx, { rev }, one) {
    ctx.expectRev(one, rev);
    if (one.waiting === null) throw new InvalidInput([{ path: 'id', code: 'nothing-waits' }]);
    const version = await ctx.db
      .updateTable('initiative_version')
      .set({ state: 'taken-back' })
      .where('initiative', '=', one.id)
      .where('seq', '=', one.waiting)
      .returning(['content', 'lang'])
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable('initiative')
      .set({
        waiting: null,
        draft: JSON.stringify(one.draft ?? version.content),
        draft_lang: one.draft_lang ?? version.lang,
        ...(one.state === 'published' ? {} : { state: 'draft' }),
      })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.takenBack, { seq: one.waiting }, one.id);
    return { id: one.id, rev: await touch(ctx, one.id) };
  },
});

export const confirm = command({
  name: 'stocktaking.initiative.confirm',
  summary: 'Confirms that what is public of an initiative is still right.',
  input: z.object({ id: Id }),
  load,
  policy: ownEntry,
  events: [did.confirmed],
  async handle(ctx, _, one) {
    if (one.published === null) throw new Conflict('not-published');
    const on = ctx.now.toISOString().slice(0, 10);
    await ctx.db.updateTable('initiative').set({ confirmed_on: on }).where('id', '=', one.id).execute();
    ctx.emit(did.confirmed, { on }, one.id);
    return { id: one.id, on };
  },
});

export const withdraw = command({
  name: 'stocktaking.initiative.withdraw',
  summary: 'Withdraws a published initiative, with the reason: its page says so, and nothing is deleted.',
  input: z.object({ id: Id, rev: Rev, reason: plainText(500) }),
  load,
  policy: ownEntry,
  events: [did.withdrawn],
  async handle(ctx, { rev, reason }, one) {
    ctx.expectRev(one, rev);
    if (one.published === null || one.state === 'withdrawn') throw new Conflict('not-published');
    await ctx.db.updateTable('initiative').set({ state: 'withdrawn' }).where('id', '=', one.id).execute();
    await ctx.db.updateTable('record').set({ withdrawn_at: ctx.now }).where('id', '=', one.id).execute();
    await indexEntries(ctx, [one.id]);
    ctx.emit(did.withdrawn, { reason }, [one.id, one.organisation]);
    return { id: one.id, rev: await touch(ctx, one.id) };
  },
});

export const setContact = command({
  name: 'stocktaking.contact.set',
  summary: 'Says whom moderators and the yearly letter may reach; never shown in public.',
  input: z.object({ id: Id, name: plainText(200), email: z.email().max(320) }),
  load,
  policy: ownEntry,
  events: [did.contactSet],
  async handle(ctx, { name, email }, one) {
    await ctx.db
      .insertInto('initiative_contact')
      .values({ initiative: one.id, name, email })
      .onConflict((c) => c.column('initiative').doUpdateSet({ name, email }))
      .execute();
    ctx.emit(did.contactSet, {}, one.id, { name, email });
    return { id: one.id };
  },
});

export const describe = command({
  name: 'stocktaking.organisation.describe',
  summary: 'Says what kind of stakeholder an organisation is, its country and its site.',
  input: Stakeholder.extend({ organisation: Id }),
  policy: signedIn,
  events: [did.described],
  async handle(ctx, { organisation, kind, country, site }) {
    const speaks = ctx.actor.kind === 'system' || ctx.actor.organisations.includes(organisation);
    if (!speaks && !(await foundedBy(ctx, organisation))) throw new Forbidden();
    const values = { kind, country: country ?? null, site: site ?? null };
    await ctx.db
      .insertInto('organisation_profile')
      .values({ party: organisation, ...values })
      .onConflict((c) => c.column('party').doUpdateSet(values))
      .execute();
    const shown = await ctx.db
      .selectFrom('initiative')
      .select('id')
      .where('organisation', '=', organisation)
      .where('published', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    if (shown) ctx.enqueue(RENEW, { organisation });
    ctx.emit(did.described, { kind }, organisation);
    return { organisation };
  },
});
