import { sql, type RawBuilder } from 'kysely';
import type { Language, Timing } from '@suivi/texts';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { anyone, holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import type { QueryContext } from '../platform/context.ts';
import { searchQuery } from '../platform/search/index.ts';
import { reachedBy, visibleTo } from '../platform/visibility.ts';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { isLate } from './rules/late.ts';
import { EDIT, EVIDENCE, JUDGE, OCCURRENCE, REMARKS, REVIEW } from './policy.ts';

/** States a reader may ask for: those of lives, what is late, and what is only proposed. */
export const LIST_STATES = [
  'active',
  'late',
  'upcoming',
  'proposed',
  'fulfilled',
  'superseded',
  'retired',
  'lapsed',
] as const;

export const Filters = z.object({
  q: z.string().trim().max(200).optional(),
  body: z.string().max(60).optional(),
  addressee: z.string().max(200).optional(),
  recipient: z.string().max(200).optional(),
  deliverable: z.string().max(40).optional(),
  force: z.string().max(40).optional(),
  state: z.enum(LIST_STATES).optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  line: z.string().max(40).optional(),
  sort: z.enum(['number', 'due']).default('number'),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(30),
});
export type Filters = z.output<typeof Filters>;

/** The conditions of a list, in one place: facets, pages, counts and downloads all use it. `skip` leaves one filter out. */
export function where(ctx: QueryContext, input: Filters, skip?: keyof Filters): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [
    sql`obligation.review = 'confirmed'`,
    sql`not obligation.informs`,
    visibleTo(ctx.actor),
  ];
  const has = (key: keyof Filters): boolean => key !== skip && input[key] !== undefined;
  if (has('q')) {
    const wanted = searchQuery(input.q ?? '', ctx.lang);
    parts.push(wanted === null ? sql`false` : sql`obligation.search @@ to_tsquery('simple', ${wanted})`);
  }
  if (has('body')) parts.push(sql`body.code = ${input.body}`);
  const party = (
    role: string,
    value: string | undefined,
  ): RawBuilder<unknown> => sql`exists (select 1 from obligation_party p left join party pp on pp.id = p.party
    where p.obligation = obligation.id and p.role = ${role} and p.until is null and (pp.code = ${value} or (p.party is null and p.words = ${value})))`;
  if (has('addressee')) parts.push(party('addressee', input.addressee));
  if (has('recipient')) parts.push(party('recipient', input.recipient));
  if (has('deliverable')) parts.push(sql`obligation.deliverable = ${input.deliverable}`);
  if (has('force')) parts.push(sql`obligation.force = ${input.force}`);
  if (has('line'))
    parts.push(
      sql`exists (select 1 from tag t where t.record = obligation.id and t.concept = ${input.line} and t.state = 'confirmed')`,
    );
  if (has('year'))
    parts.push(
      sql`exists (select 1 from occurrence where occurrence.obligation = obligation.id and occurrence.due && daterange(make_date(${input.year}::int, 1, 1), make_date(${input.year}::int + 1, 1, 1)))`,
    );
  if (has('state')) {
    if (input.state === 'late')
      parts.push(
        sql`exists (select 1 from occurrence where occurrence.obligation = obligation.id and ${isLate(ctx.now)})`,
      );
    else if (input.state === 'upcoming')
      parts.push(
        sql`obligation.life = 'active' and exists (select 1 from occurrence where occurrence.obligation = obligation.id and occurrence.state in ('planned','in-progress','partly') and upper(occurrence.due) > ${ctx.now}::date)`,
      );
    else parts.push(sql`obligation.life = ${input.state}`);
  } else if (skip !== 'state') parts.push(sql`obligation.life <> 'proposed'`);
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

export const FROM = sql`obligation join record on record.id = obligation.id join text on text.id = obligation.text join party body on body.id = text.body join party owner on owner.id = text.body`;

/** One party of an obligation as a reader sees it. */
export interface PartyView {
  role: string;
  words: string;
  code: string | null;
  name: { value: string; lang: string; state: string } | null;
}
export interface OccurrenceView {
  id: string;
  key: string;
  state: string;
  late: boolean;
  due: { from: string; to: string; precision: string } | null;
  words: string;
}
/** A row of the register. */
export interface ObligationRow {
  id: string;
  number: number;
  force: string;
  binding: boolean;
  deliverable: string;
  life: string;
  action: { value: string; lang: string; state: string } | null;
  parties: PartyView[];
  frameworks: string[];
  source: {
    slug: string;
    version: string;
    eid: string;
    lang: string;
    label: string | null;
    number: string | null;
    kind: string;
    status: string;
  } | null;
  next: OccurrenceView | null;
  answers: number;
  timing: Timing;
}

function rowColumns(ctx: QueryContext): RawBuilder<unknown> {
  return sql`obligation.id, obligation.number, obligation.force, obligation.binding, obligation.deliverable, obligation.life, obligation.rule as timing,
    ${wordingFor('obligation.id', 'action', ctx.lang)} as action,
    (select coalesce(json_agg(json_build_object('role', p.role, 'words', p.words, 'code', pp.code, 'name', ${wordingFor('pp.id', 'name', ctx.lang)}) order by p.role, p.ord), '[]')
       from obligation_party p left join party pp on pp.id = p.party where p.obligation = obligation.id and p.until is null) as parties,
    (select coalesce(json_agg(t.concept order by c.ord), '[]') from tag t join concept c on c.code = t.concept where t.record = obligation.id and t.state = 'confirmed') as frameworks,
    (select json_build_object('slug', tx.slug, 'version', v.label, 'eid', b.eid, 'lang', e.lang, 'label', n.label, 'number', tx.number, 'kind', tx.kind, 'status', v.status)
       from basis b join version v on v.id = b.first_version join edition e on e.id = b.edition join text tx on tx.id = v.text join node n on n.edition = b.edition and n.eid = b.eid
       join record on record.id = e.id join record vr on vr.id = v.id
       where b.obligation = obligation.id and b.fate <> 'gone' and ${visibleTo(ctx.actor)} and ${visibleTo(ctx.actor, 'vr')} order by v.status = 'adopted' desc, v.seq desc, e.lang = ${ctx.lang} desc limit 1) as source,
    (select json_build_object('id', occurrence.id, 'key', occurrence.key, 'state', occurrence.state, 'due', occurrence.due::text, 'precision', occurrence.precision, 'words', occurrence.words, 'late', ${isLate(ctx.now)})
       from occurrence where occurrence.obligation = obligation.id and occurrence.state in ('planned', 'in-progress', 'partly')
       order by occurrence.due nulls last limit 1) as next,
    (select count(*)::int from evidence ev join record on record.id = ev.id where ev.target = obligation.id and ev.kind = 'answer' and ${visibleTo(ctx.actor)}) as answers`;
}

type Raw = Omit<ObligationRow, 'next'> & {
  next: (Omit<OccurrenceView, 'due'> & { due: string | null; precision: string }) | null;
};
const shape = (row: Raw): ObligationRow => ({
  ...row,
  next: row.next
    ? { ...row.next, due: row.next.due ? { ...daysOf(row.next.due), precision: row.next.precision } : null }
    : null,
});

export const obligations = query({
  name: 'register.obligations',
  summary: 'The register: who must do what for whom by when. Filtered, searched, paged by key.',
  input: Filters,
  policy: anyone,
  async run(ctx, input) {
    const byDue = input.sort === 'due';
    const due = sql`coalesce((select min(upper(occurrence.due)) from occurrence where occurrence.obligation = obligation.id and occurrence.state in ('planned','in-progress','partly')), 'infinity'::date)`;
    const [cursorDue, cursorNumber] = byDue ? (input.after ?? '').split('~') : [undefined, input.after];
    const after = !input.after
      ? sql``
      : byDue
        ? sql`and (${due}, obligation.number) > (${/^(\d{4}-\d{2}-\d{2}|infinity)$/.test(cursorDue ?? '') ? cursorDue : 'infinity'}::date, ${Number(cursorNumber) || 0})`
        : sql`and obligation.number > ${Number(cursorNumber) || 0}`;
    const { rows } = await sql<
      Raw & { dueKey: string }
    >`select ${rowColumns(ctx)}, ${byDue ? sql`(${due})::text` : sql`''`} as "dueKey" from ${FROM}
      where ${where(ctx, input)} ${after} order by ${byDue ? sql`${due}, obligation.number` : sql`obligation.number`} limit ${input.limit + 1}`.execute(
      ctx.db as never,
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: page.map(shape),
      next: rows.length > input.limit && last ? (byDue ? `${last.dueKey}~${last.number}` : String(last.number)) : null,
    };
  },
});

/** Exact to this many hits, then "about". */
export const COUNT_TO = 10_000;

export const facets = query({
  name: 'register.facets',
  summary: 'How many obligations each filter would leave, exact to 10,000.',
  input: Filters,
  policy: anyone,
  async run(ctx, input) {
    const hits = (skip?: keyof Filters): RawBuilder<unknown> =>
      sql`select obligation.* from ${FROM} where ${where(ctx, input, skip)} limit ${COUNT_TO + 1}`;
    const partyFacet = (role: 'addressee' | 'recipient'): RawBuilder<unknown> => sql`
      select ${role} as facet, coalesce(pp.code, p.words) as value, min((${wordingFor('pp.id', 'name', ctx.lang)})->>'value') as name, count(distinct h.id)::int as n
      from (${hits(role)}) h join obligation_party p on p.obligation = h.id and p.role = ${role} and p.until is null left join party pp on pp.id = p.party
      group by coalesce(pp.code, p.words)`;
    const { rows } = await sql<{ facet: string; value: string; name: string | null; n: number }>`
      select 'total' as facet, '' as value, null as name, count(*)::int as n from (${hits()}) h
      union all select 'force', force, null, count(*)::int from (${hits('force')}) h group by force
      union all select 'deliverable', deliverable, null, count(*)::int from (${hits('deliverable')}) h group by deliverable
      union all select 'state', life, null, count(*)::int from (${hits('state')}) h group by life
      union all select 'state', 'late', null, count(distinct obligation.id)::int from (${hits('state')}) obligation join occurrence on occurrence.obligation = obligation.id join text on text.id = obligation.text join party owner on owner.id = text.body where ${isLate(ctx.now)}
      union all select 'body', body.code, min((${wordingFor('body.id', 'name', ctx.lang)})->>'value'), count(*)::int from (${hits('body')}) h join text on text.id = h.text join party body on body.id = text.body group by body.code
      union all select 'line', t.concept, null, count(*)::int from (${hits('line')}) h join tag t on t.record = h.id and t.state = 'confirmed' group by t.concept
      union all select 'year', extract(year from lower(o.due))::int::text, null, count(distinct h.id)::int from (${hits('year')}) h join occurrence o on o.obligation = h.id where o.due is not null group by 2
      union all ${partyFacet('addressee')}
      union all ${partyFacet('recipient')}`.execute(ctx.db as never);
    const of = (facet: string) =>
      rows.filter((row) => row.facet === facet).sort((a, b) => b.n - a.n || a.value.localeCompare(b.value));
    const total = rows.find((row) => row.facet === 'total')?.n ?? 0;
    return {
      total: Math.min(total, COUNT_TO),
      about: total > COUNT_TO,
      body: of('body'),
      addressee: of('addressee').slice(0, 30),
      recipient: of('recipient').slice(0, 30),
      deliverable: of('deliverable'),
      force: of('force'),
      state: of('state').filter((row) => row.n > 0),
      line: of('line'),
      year: of('year').sort((a, b) => a.value.localeCompare(b.value)),
    };
  },
});

export const obligation = query({
  name: 'register.obligation',
  summary: 'One obligation: its source words, timing, occurrences, evidence, and what machine and people said.',
  input: z.object({ number: z.coerce.number().int().positive() }),
  policy: anyone,
  async run(ctx, { number }) {
    const officer = can(ctx.actor, REVIEW);
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
        evidence: EvidenceView[];
        machine: { field: string; value: unknown; words: string | null; fate: string; confidence: number }[];
      }
    >`
      select ${rowColumns(ctx)}, record.rev, record.visibility, obligation.review, obligation.reviewed_at as "reviewedAt", obligation.life_reason as "lifeReason", obligation.life_source as "lifeSource", obligation.informs,
        obligation.text as "textId", text.body as "bodyId", (select s.number from obligation s where s.id = obligation.superseded_by) as "supersededBy",
        (select min(w.value) from wording w where w.record = obligation.reviewed_by and w.field = 'name') as "reviewedBy",
        (select coalesce(json_agg(json_build_object('lang', w.lang, 'value', w.value, 'state', w.state) order by w.lang), '[]') from wording w where w.record = obligation.id and w.field = 'action') as wordings,
        (select coalesce(json_agg(json_build_object('slug', tx.slug, 'number', tx.number, 'kind', tx.kind, 'version', v.label, 'versionId', v.id, 'status', v.status, 'eid', b.eid, 'label', n.label, 'lang', e.lang, 'plain', n.plain, 'from', b.from_char, 'to', b.to_char, 'fate', b.fate, 'confirmedAt', b.confirmed_at, 'heading',
            (select g.plain from node g where g.edition = n.edition and g.eid = n.parent_eid)) order by v.seq desc), '[]')
           from basis b join version v on v.id = b.first_version join edition e on e.id = b.edition join text tx on tx.id = v.text join node n on n.edition = b.edition and n.eid = b.eid join record on record.id = e.id join record vr on vr.id = v.id
           where b.obligation = obligation.id and ${visibleTo(ctx.actor)} and ${visibleTo(ctx.actor, 'vr')}) as sources,
        (select coalesce(json_agg(json_build_object('id', occurrence.id, 'key', occurrence.key, 'state', occurrence.state, 'due', occurrence.due::text, 'precision', occurrence.precision, 'words', occurrence.words, 'late', ${isLate(ctx.now)},
            'reason', occurrence.state_reason, 'source', occurrence.state_source, 'explanation', occurrence.explanation, 'rev', record.rev, 'overridden', occurrence.override_reason,
            'session', (select s.code from session s where s.id = occurrence.session)) order by occurrence.due nulls last, occurrence.key), '[]')
           from occurrence join record on record.id = occurrence.id where occurrence.obligation = obligation.id and ${visibleTo(ctx.actor)}) as occurrences,
        (select coalesce(json_agg(json_build_object('id', ev.id, 'target', ev.target, 'kind', ev.kind, 'url', ev.url, 'file', ev.file, 'fileName', ev.file_name, 'claim', ev.claim, 'lang', ev.lang, 'judged', ev.judged, 'reason', ev.judged_reason, 'snapshotAt', ev.snapshot_at, 'snapshot', ev.snapshot is not null, 'snapshotError', ev.snapshot_error, 'record', ev.source_record, 'mine', coalesce(ev.given_by = ${ctx.actor.id}, false), 'recordKind', (select r.kind from record r where r.id = ev.source_record), 'recordNumber', (select o.number from obligation o join record shown on shown.id = o.id where o.id = ev.source_record and ${visibleTo(ctx.actor, 'shown')}), 'recordSlug', (select x.slug from text x join record shown on shown.id = x.id where x.id = ev.source_record and ${visibleTo(ctx.actor, 'shown')})) order by ev.id), '[]')
           from evidence ev join record on record.id = ev.id where (ev.target = obligation.id or ev.target in (select o.id from occurrence o where o.obligation = obligation.id)) and ${visibleTo(ctx.actor)}) as evidence,
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
}
export interface EvidenceView {
  id: string;
  target: string;
  kind: string;
  url: string | null;
  file: string | null;
  fileName: string | null;
  claim: string;
  lang: string;
  judged: string;
  reason: string | null;
  snapshotAt: string | null;
  /** Put forward by the reader. */
  mine: boolean;
  /** Whether what the link showed is kept; else why not. */
  snapshot: boolean;
  snapshotError: string | null;
  /** A record of Suivi that shows it: an obligation by its number, a text by its address. */
  record: string | null;
  recordKind: string | null;
  recordNumber: number | null;
  recordSlug: string | null;
}

export const reviewItem = query({
  name: 'register.review.item',
  summary: 'A suggestion to review, with its source words and what the machine said; and how many are left.',
  input: z.object({ id: Id.optional() }),
  policy: holds<never>(REVIEW),
  async run(ctx, { id }) {
    const mine = sql`${visibleTo(ctx.actor)} and ${reachedBy(ctx.actor, REVIEW, { body: 'text.body', text: 'text.id' })}`;
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
    // What a new version made of obligations on record, where a person has not said yet whether that is right.
    const fates = await sql<{
      number: number;
      fate: string;
      version: string;
      versionId: string;
      obligation: string;
      text: string | null;
      slug: string;
      action: { value: string; lang: string } | null;
    }>`
      select obligation.number, basis.fate, version.label as version, version.id as "versionId", obligation.id as obligation, text.number as text, text.slug,
        ${wordingFor('obligation.id', 'action', ctx.lang)} as action
      from basis join obligation on obligation.id = basis.obligation join version on version.id = basis.first_version join text on text.id = version.text
        join record on record.id = version.id
      where ${mine} and basis.fate in ('changed', 'gone') and basis.confirmed_at is null and obligation.review = 'confirmed'
      order by version.id, obligation.number limit 100`.execute(ctx.db as never);
    return { left, item, queue: queue.rows, fates: fates.rows };
  },
});

export const calendar = query({
  name: 'register.calendar',
  summary: 'What is due in a year, by date, and the sessions of bodies.',
  input: z.object({
    year: z.coerce.number().int().min(1900).max(2200).optional(),
    body: z.string().optional(),
    addressee: z.string().optional(),
    // One more than a sheet holds, so that it knows when there is more.
    limit: z.coerce.number().int().min(1).max(2001).default(500),
  }),
  policy: anyone,
  async run(ctx, input) {
    const year = input.year ?? ctx.now.getUTCFullYear();
    const span = sql`daterange(make_date(${year}::int, 1, 1), make_date(${year}::int + 1, 1, 1))`;
    const { rows } = await sql<{
      id: string;
      key: string;
      state: string;
      due: string;
      precision: string;
      late: boolean;
      number: number;
      action: { value: string; lang: string; state: string } | null;
      addressee: string | null;
      recipient: string | null;
    }>`
      select occurrence.id, occurrence.key, occurrence.state, occurrence.due::text, occurrence.precision, ${isLate(ctx.now)} as late, obligation.number, ${wordingFor('obligation.id', 'action', ctx.lang)} as action,
        (select coalesce((${wordingFor('p.party', 'name', ctx.lang)})->>'value', p.words) from obligation_party p where p.obligation = obligation.id and p.role = 'addressee' and p.until is null order by p.ord limit 1) as addressee,
        (select coalesce((${wordingFor('p.party', 'name', ctx.lang)})->>'value', p.words) from obligation_party p where p.obligation = obligation.id and p.role = 'recipient' and p.until is null order by p.ord limit 1) as recipient
      from occurrence join ${FROM} on obligation.id = occurrence.obligation
      where occurrence.due && ${span} and obligation.review = 'confirmed' and obligation.life in ('active', 'fulfilled') and ${visibleTo(ctx.actor)}
        ${input.body ? sql`and body.code = ${input.body}` : sql``}
      order by upper(occurrence.due), obligation.number limit ${input.limit}`.execute(ctx.db as never);
    const sessions = await sql<{
      code: string;
      body: string;
      name: { value: string; lang: string } | null;
      span: string;
      precision: string;
      status: string;
    }>`
      select session.code, party.code as body, ${wordingFor('party.id', 'name', ctx.lang)} as name, session.span::text, session.precision, session.status from session join record on record.id = session.id join party on party.id = session.body
      where session.span && ${span} and ${visibleTo(ctx.actor)} order by lower(session.span) limit 200`.execute(
      ctx.db as never,
    );
    return {
      year,
      occurrences: rows.map((row) => ({ ...row, due: { ...daysOf(row.due), precision: row.precision } })),
      sessions: sessions.rows.map((row) => ({ ...row, ...daysOf(row.span) })),
    };
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
