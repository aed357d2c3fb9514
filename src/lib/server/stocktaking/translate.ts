import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { can, type Actor } from '../platform/actor.ts';
import { command, type Handling } from '../platform/command.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { Id, Lang, plainText } from '../platform/input.ts';
import { signedIn, type Policy } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import type { Content } from './content.ts';
import * as did from './events.ts';
import { load, ownedBy, type Loaded } from './load.ts';
import { isOwn, TRANSLATE } from './policy.ts';

/*
 * Words of a public version in another language. Anyone signed in offers them; they are shown once someone else who may has
 * read them, always as unofficial. The entry's own people may read what others offer, and write themselves. Reviewed words
 * stay until better ones are reviewed; that a later version was published since makes them outdated, which is derived.
 */

const Words = { title: plainText(300), description: plainText(10_000) };
/** Words as they were offered. */
interface Offer {
  seq: number;
  title: string;
  description: string;
  machine: boolean;
  by: string | null;
  at: string;
}

const mayReview = (actor: Actor, one: Pick<Loaded, 'organisation' | 'submitter'>, lang: string): boolean =>
  isOwn(actor, one) || can(actor, TRANSLATE, { organisation: one.organisation, language: lang });

const published: Policy<Loaded> = {
  ...signedIn,
  also: (_actor, one) => (one.state === 'published' && one.withdrawn_at === null ? 'allow' : 'hide'),
};

async function rowOf(ctx: Handling, id: string, lang: string) {
  return ctx.db
    .selectFrom('initiative_translation')
    .selectAll()
    .where('initiative', '=', id)
    .where('lang', '=', lang)
    .forUpdate()
    .executeTakeFirst();
}

export const offerTranslation = command({
  name: 'stocktaking.translation.offer',
  summary: 'Offers the title and description of a published initiative in another language, to be reviewed.',
  input: z.object({
    id: Id,
    lang: Lang.describe('language of the words'),
    seq: z.coerce.number().int().positive().describe('the version that was translated'),
    ...Words,
    machine: z.enum(['yes', 'no']).default('no').describe('whether a machine made it'),
  }),
  load,
  policy: published,
  events: [did.translated],
  async handle(ctx, { lang, seq, title, description, machine }, one) {
    if (one.published !== seq) throw new Conflict('conflict', { published: one.published });
    const source = await ctx.db
      .selectFrom('initiative_version')
      .select('lang')
      .where('initiative', '=', one.id)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
    if (source.lang === lang) throw new InvalidInput([{ path: 'lang', code: 'same-language' }]);
    const was = await rowOf(ctx, one.id, lang);
    const said = { seq, title, description, machine: machine === 'yes' };
    // Another's offer that waits is not written over: it is reviewed first.
    const waits = was && (was.state === 'offered' ? was.written_by : (was.proposed as unknown as Offer | null)?.by);
    if (waits && waits !== ctx.actor.id && !mayReview(ctx.actor, one, lang)) throw new Conflict('translation-waits');
    const offer: Offer = { ...said, by: ctx.actor.id, at: ctx.now.toISOString() };
    if (was?.state === 'reviewed')
      await ctx.db
        .updateTable('initiative_translation')
        .set({ proposed: JSON.stringify(offer) })
        .where('initiative', '=', one.id)
        .where('lang', '=', lang)
        .execute();
    else {
      const row = { ...said, state: 'offered', written_by: ctx.actor.id, written_at: ctx.now };
      await ctx.db
        .insertInto('initiative_translation')
        .values({ initiative: one.id, lang, ...row })
        .onConflict((c) => c.columns(['initiative', 'lang']).doUpdateSet(row))
        .execute();
    }
    ctx.emit(did.translated, { lang, state: 'offered' }, one.id);
    return { id: one.id, lang };
  },
});

export const reviewTranslation = command({
  name: 'stocktaking.translation.review',
  summary:
    'Accepts a translation that was offered, corrected where words are given, or drops it; corrects a reviewed one.',
  input: z.object({
    id: Id,
    lang: Lang,
    decision: z.enum(['accept', 'drop']),
    title: Words.title.optional(),
    description: Words.description.optional(),
  }),
  load,
  policy: published,
  events: [did.translated],
  async handle(ctx, { lang, decision, title, description }, one) {
    if (!mayReview(ctx.actor, one, lang)) throw new Forbidden(TRANSLATE);
    const was = await rowOf(ctx, one.id, lang);
    if (!was) throw new NotFound();
    const proposed = was.proposed as unknown as Offer | null;
    const here = ctx.db.updateTable('initiative_translation').where('initiative', '=', one.id).where('lang', '=', lang);
    if (decision === 'drop') {
      if (was.state === 'reviewed') {
        if (!proposed) throw new InvalidInput([{ path: 'lang', code: 'nothing-waits' }]);
        await here.set({ proposed: null }).execute();
      } else
        await ctx.db
          .deleteFrom('initiative_translation')
          .where('initiative', '=', one.id)
          .where('lang', '=', lang)
          .execute();
      ctx.emit(did.translated, { lang, state: 'dropped' }, one.id);
      return { id: one.id, lang };
    }
    const offer: Offer = proposed ?? { ...was, by: was.written_by, at: was.written_at.toISOString() };
    const waits = proposed !== null || was.state === 'offered';
    const words = { title: title ?? offer.title, description: description ?? offer.description };
    const corrected = words.title !== offer.title || words.description !== offer.description;
    if (!waits && !corrected) throw new InvalidInput([{ path: 'title', code: 'nothing-changed' }]);
    // Two pairs of eyes, but for the entry's own people, whose words they are.
    if (waits && offer.by === ctx.actor.id && !isOwn(ctx.actor, one))
      throw new InvalidInput([{ path: 'lang', code: 'own-translation' }]);
    await here
      .set({
        ...words,
        seq: offer.seq,
        machine: offer.machine && !corrected,
        written_by: offer.by,
        state: 'reviewed',
        reviewed_by: ctx.actor.id,
        reviewed_at: ctx.now,
        proposed: null,
      })
      .execute();
    ctx.emit(did.translated, { lang, state: corrected ? 'corrected' : 'reviewed' }, one.id);
    return { id: one.id, lang };
  },
});

/** An initiative beside its words in another language. */
export interface TranslationView {
  id: string;
  number: number;
  seq: number;
  source: { lang: Language; title: string; description: string };
  /** What is shown to all; null where nothing is. */
  shown: { title: string; description: string; machine: boolean; outdated: boolean } | null;
  /** What waits for review. */
  offer: { title: string; description: string; machine: boolean; outdated: boolean; mine: boolean } | null;
  may: { review: boolean };
}

export const translation = query({
  name: 'stocktaking.translation',
  summary: 'A published initiative beside its words in another language: what is shown, and what waits for review.',
  input: z.object({ number: z.coerce.number().int().positive(), to: Lang }),
  policy: signedIn,
  async run({ db, actor }, { number, to }): Promise<TranslationView> {
    const { rows } = await sql<{
      id: string;
      organisation: string;
      submitter: string | null;
      seq: number;
      lang: Language;
      content: Content;
      t: {
        seq: number;
        title: string;
        description: string;
        machine: boolean;
        state: string;
        by: string | null;
        proposed: Offer | null;
      } | null;
    }>`select initiative.id, initiative.organisation, initiative.submitter, v.seq, v.lang, v.content,
        (select jsonb_build_object('seq', t.seq, 'title', t.title, 'description', t.description, 'machine', t.machine, 'state', t.state, 'by', t.written_by, 'proposed', t.proposed)
          from initiative_translation t where t.initiative = initiative.id and t.lang = ${to}) as t
      from initiative join record on record.id = initiative.id
        join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published
      where initiative.number = ${number} and initiative.state = 'published' and record.withdrawn_at is null`.execute(
      db as never,
    );
    const [row] = rows;
    if (!row || row.lang === to) throw new NotFound(`stocktaking/${number}`);
    const { t } = row;
    const review = mayReview(actor, row, to);
    const asShown = ({
      title,
      description,
      machine,
      seq,
    }: {
      title: string;
      description: string;
      machine: boolean;
      seq: number;
    }) => ({
      title,
      description,
      machine,
      outdated: seq < row.seq,
    });
    const waiting = t && (t.state === 'offered' ? t : t.proposed);
    const mine = waiting?.by === actor.id;
    return {
      id: row.id,
      number,
      seq: row.seq,
      source: { lang: row.lang, title: row.content.title, description: row.content.description },
      shown: t?.state === 'reviewed' ? asShown(t) : null,
      // Words that nobody read yet are for who wrote them and who reviews.
      offer: waiting && (mine || review) ? { ...asShown(waiting), mine } : null,
      // One's own offer is another's to review, but for the entry's own people: it may be offered anew.
      may: { review: review && !(mine && !isOwn(actor, row)) },
    };
  },
});

/** A translation that waits. */
export interface WaitingTranslation {
  number: number;
  title: string;
  lang: Language;
  to: Language;
  offered: string;
  at: string;
}

export const translations = query({
  name: 'stocktaking.translations',
  summary: 'Translations that wait for your review, the longest waiting first.',
  input: z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) }),
  policy: signedIn,
  async run({ db, actor }, { limit }): Promise<WaitingTranslation[]> {
    const everywhere = can(actor, TRANSLATE, {});
    const langs = ['ar', 'en', 'es', 'fr', 'ru', 'zh'].filter((lang) => can(actor, TRANSLATE, { language: lang }));
    const { rows } = await sql<WaitingTranslation & { number: string }>`
      select initiative.number, v.content->>'title' as title, v.lang, t.lang as to,
        coalesce(t.proposed->>'title', t.title) as offered, coalesce((t.proposed->>'at')::timestamptz, t.written_at) as at
      from initiative_translation t join initiative on initiative.id = t.initiative join record on record.id = initiative.id
        join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published
      where (t.state = 'offered' or t.proposed is not null) and initiative.state = 'published' and record.withdrawn_at is null
        and (${everywhere} or t.lang = any(${langs}::text[]) or ${ownedBy(actor)})
      order by at, t.initiative, t.lang limit ${limit}`.execute(db as never);
    return rows.map((row) => ({ ...row, number: Number(row.number) }));
  },
});
