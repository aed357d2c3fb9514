import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { anyone, holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { reachedBy, visibleTo } from '../platform/visibility.ts';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { evidenceOf } from './evidence-view.ts';
import { facets } from './facets.ts';
import { fatesOf } from './fates.ts';
import { Filters, FROM, obligations, rowColumns, shape, type OccurrenceView, type Raw } from './list.ts';
import { isLate } from './rules/late.ts';
import { EDIT, EVIDENCE, JUDGE, OCCURRENCE, REMARKS, REVIEW } from './policy.ts';

export const obligation = query({
  name: 'register.obligation',
  summary: 'One obligation: its source words, timing, occurrences, evidence, and what machine and people said.',
  input: z.object({ number: z.coerce.number().int().positive() }),
  policy: anyone,
  async run(ctx, { number }) {
    const officer = can(ctx.actor, REVIEW);
    // The same paragraph in the reader's language, where the version has it: the obligation rests on one edition's words.
    const inOwn = sql`(select json_build_object('lang', oe.lang, 'eid', own.eid, 'label', own.label, 'plain', own.plain,
        'heading', (select g.plain from node g where g.edition = own.edition and g.eid = own.parent_eid))
      from node own join edition oe on oe.id = own.edition join record er on er.id = oe.id
      where oe.version = v.id and oe.lang = ${ctx.lang} and oe.lang <> e.lang and own.provision = n.provision and ${visibleTo(ctx.actor, 'er')}
      limit 1)`;
    const { rows } = await sql<
      Raw & {
        rev: number;
        visibility: string;
        review: string;
        reviewedAt: Date | null;
        reviewedBy: string | null;
        lifeReason: string | null;
        lifeSource: string | null;
        informs: boolean;
        textId: string;
        bodyId: string;
        supersededBy: number | null;
        wordings: { lang: Language; value: string; state: string }[];
        sources: SourceView[];
        occurrences: (Omit<OccurrenceView, 'due'> & {
          due: string | null;
          precision: string;
          reason: string | null;
          source: string | null;
          explanation: string | null;
          session: string | null;
          rev: number;
          overridden: string | null;
        })[];
        machine: { field: string; value: unknown; words: string | null; fate: string; confidence: number }[];
      }
    >`
      select ${rowColumns(ctx)}, record.rev, record.visibility, obligation.review, obligation.reviewed_at as "reviewedAt", obligation.life_reason as "lifeReason", obligation.life_source as "lifeSource", obligation.informs,
        obligation.text as "textId", text.body as "bodyId", (select s.number from obligation s where s.id = obligation.superseded_by) as "supersededBy",
        (select min(w.value) from wording w where w.record = obligation.reviewed_by and w.field = 'name') as "reviewedBy",
        (select coalesce(json_agg(json_build_object('lang', w.lang, 'value', w.value, 'state', w.state) order by w.lang), '[]') from wording w where w.record = obligation.id and w.field = 'action') as wordings,
        (select coalesce(json_agg(json_build_object('slug', tx.slug, 'number', tx.number, 'kind', tx.kind, 'version', v.label, 'versionId', v.id, 'status', v.status, 'eid', b.eid, 'label', n.label, 'lang', e.lang, 'plain', n.plain, 'from', b.from_char, 'to', b.to_char, 'fate', b.fate, 'confirmedAt', b.confirmed_at, 'heading',
            (select g.plain from node g where g.edition = n.edition and g.eid = n.parent_eid), 'own', ${inOwn}) order by v.status <> 'adopted', v.seq desc), '[]')
           from basis b join version v on v.id = b.first_version join edition e on e.id = b.edition join text tx on tx.id = v.text join node n on n.edition = b.edition and n.eid = b.eid join record on record.id = e.id join record vr on vr.id = v.id
           where b.obligation = obligation.id and ${visibleTo(ctx.actor)} and ${visibleTo(ctx.actor, 'vr')}) as sources,
        (select coalesce(json_agg(json_build_object('id', occurrence.id, 'key', occurrence.key, 'state', occurrence.state, 'due', occurrence.due::text, 'precision', occurrence.precision, 'words', occurrence.words, 'late', ${isLate(ctx.now)},
            'reason', occurrence.state_reason, 'source', occurrence.state_source, 'explanation', occurrence.explanation, 'rev', record.rev, 'overridden', occurrence.override_reason,
            'session', (select s.code from session s where s.id = occurrence.session)) order by occurrence.due nulls last, occurrence.key), '[]')
           from occurrence join record on record.id = occurrence.id where occurrence.obligation = obligation.id and ${visibleTo(ctx.actor)}) as occurrences,
        (select coalesce(json_agg(json_build_object('field', s.field, 'value', s.value, 'words', s.words, 'fate', s.fate, 'confidence', s.confidence) order by s.field), '[]') from suggestion s where s.record = obligation.id) as machine
      from ${FROM} where obligation.number = ${number} and ${visibleTo(ctx.actor)} and (obligation.review = 'confirmed' or ${officer})`.execute(
      ctx.db as never,
    );
    const row = rows[0];
    if (!row) throw new NotFound(String(number));
    const scope = { body: row.bodyId, text: row.textId };
    return {
      ...row,
      ...shape(row),
      evidence: await evidenceOf(ctx, { targets: [row.id, ...row.occurrences.map((one) => one.id)] }),
      occurrences: row.occurrences.map((one) => ({
        ...one,
        due: one.due ? { ...daysOf(one.due), precision: one.precision } : null,
      })),
      may: {
        edit: can(ctx.actor, EDIT, scope),
        review: can(ctx.actor, REVIEW, scope),
        occurrence: can(ctx.actor, OCCURRENCE, scope),
        evidence: can(ctx.actor, EVIDENCE, scope),
        judge: can(ctx.actor, JUDGE, scope),
      },
    };
  },
});
export interface SourceView {
  slug: string;
  number: string | null;
  kind: string;
  version: string;
  versionId: string;
  status: string;
  eid: string;
  label: string | null;
  lang: Language;
  plain: string;
  from: number;
  to: number;
  fate: string;
  confirmedAt: string | null;
  heading: string | null;
  /** The same paragraph in the reader's language, where that is another. */
  own: { lang: Language; eid: string; label: string | null; plain: string; heading: string | null } | null;
}
export const reviewItem = query({
  name: 'register.review.item',
  summary: 'A suggestion to review, with its source words and what the machine said; and how many are left.',
  input: z.object({ id: Id.optional() }),
  policy: holds<never>(REVIEW),
  async run(ctx, { id }) {
    const mine = sql<boolean>`${visibleTo(ctx.actor)} and ${reachedBy(ctx.actor, REVIEW, { body: 'text.body', text: 'text.id' })}`;
    const { rows } = await sql<{
      number: number;
      title: string;
      left: number;
    }>`select count(*)::int as left, text.number as title from ${FROM} where review = 'suggested' and ${mine} group by text.number`.execute(
      ctx.db as never,
    );
    const left = rows.reduce((sum, row) => sum + row.left, 0);
    const one = id
      ? await ctx.db.selectFrom('obligation').select('number').where('id', '=', id).executeTakeFirst()
      : undefined;
    const item = one ? await obligation.run(ctx, { number: one.number }) : null;
    const queue = await sql<{
      id: string;
      number: number;
      action: { value: string; lang: string } | null;
      label: string | null;
      text: string | null;
    }>`
      select obligation.id, obligation.number, ${wordingFor('obligation.id', 'action', ctx.lang)} as action, text.number as text,
        (select n.label from basis b join node n on n.edition = b.edition and n.eid = b.eid where b.obligation = obligation.id limit 1) as label
      from ${FROM} where review = 'suggested' and ${mine} order by obligation.number limit 100`.execute(
      ctx.db as never,
    );
    return { left, item, queue: queue.rows, fates: await fatesOf(ctx, mine) };
  },
});

export const overview = query({
  name: 'register.overview',
  summary: 'What the mandate asks, what is late, what comes next.',
  input: z.object({}),
  policy: anyone,
  async run(ctx) {
    const filters = Filters.parse({ limit: 5, sort: 'due' });
    const [late, next, counts] = await Promise.all([
      obligations.run(ctx, { ...filters, state: 'late' }),
      obligations.run(ctx, { ...filters, state: 'upcoming' }),
      facets.run(ctx, filters),
    ]);
    return {
      late: late.rows,
      next: next.rows.filter((row) => !row.next?.late),
      total: counts.total,
      about: counts.about,
      state: counts.state,
      body: counts.body,
    };
  },
});

export const remarks = query({
  name: 'register.remarks',
  summary: 'What readers said is wrong, open ones first.',
  input: z.object({ state: z.enum(['open', 'answered', 'closed']).default('open'), after: Id.optional() }),
  policy: holds<never>(REMARKS),
  run: (ctx, input) =>
    ctx.db
      .selectFrom('remark')
      .innerJoin('record', 'record.id', 'remark.id')
      .innerJoin('record as of', 'of.id', 'remark.about')
      .leftJoin('obligation', 'obligation.id', 'remark.about')
      .select([
        'remark.id',
        'remark.message',
        'remark.contact',
        'remark.lang',
        'remark.state',
        'remark.answer',
        'record.created_at',
        'obligation.number',
      ])
      .where('remark.state', '=', input.state)
      .where(visibleTo(ctx.actor, 'of'))
      .where(reachedBy(ctx.actor, REMARKS, { body: 'of.owner_body' }))
      .$if(input.after !== undefined, (q) => q.where('remark.id', '>', input.after ?? ''))
      .orderBy('remark.id')
      .limit(100)
      .execute(),
});
