import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import { LANGUAGES } from '@suivi/texts/model';
import { keptOrganisations, MEMBERS } from '../accounts/index.ts';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { can } from '../platform/actor.ts';
import type { QueryContext } from '../platform/context.ts';
import { signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { reachedBy, visibleTo } from '../platform/visibility.ts';
import { isLate, permissions, REGISTER_FROM, toJudge, type ToJudge } from '../register/index.ts';
import { registryDesk, type RegistryDesk } from '../stocktaking/index.ts';
import { waitingFor, type Waiting } from '../translation/index.ts';
import { isStepLate, STEPS_FROM } from './late.ts';
import { noticeWords } from './letters.ts';

const { EDIT, JUDGE, REMARKS, REVIEW } = permissions;
const TRANSLATE = 'texts.translate';

/** Days ahead that count as coming next. */
const AHEAD = 60;
const LISTED = 20;

/** What a person has to do, late or coming next. */
export interface Mine {
  number: number;
  key: string;
  /** A step before the session; null for what is due itself. */
  step: string | null;
  late: boolean;
  due: { from: string; to: string };
  precision: string;
  state: string;
  action: { value: string; lang: string; state: string } | null;
}

/** What waits for the person who asks: nothing leaves it because a state changed, only because it was done. */
export interface Desk {
  /** Of all that must be done; what only comes next is not counted. */
  waiting: number;
  confirm: number;
  fates: number;
  remarks: number;
  /** Who asks to speak for an organisation whose focal point the reader is; to administrators, for one that has none. */
  approve: { organisation: string; name: string; n: number }[];
  /** What waits in the registry of initiatives. */
  registry: RegistryDesk;
  /** Late ones within reach of who keeps the register: to be chased. */
  chase: number;
  /** Handed in, to be accepted or sent back. */
  accept: number;
  /** Editions of adopted versions that are wanted in the languages of a translator. */
  translate: { slug: string; version: string; number: string | null; lang: string; total: number }[];
  /** Paragraphs in the hands of a translator, and those that wait for a reviser, by language. */
  translation: Waiting[];
  /** Evidence that nobody has judged, with what it is for. */
  judge: ToJudge[];

  notices: { id: string; words: string; at: Date }[];
  mine: Mine[];
}

export const desk = query({
  name: 'planning.desk',
  summary: 'What waits for you: to confirm, judge, accept, answer, translate, chase, and what you have to do yourself.',
  input: z.object({}),
  policy: signedIn,
  async run(ctx): Promise<Desk> {
    const { actor, now } = ctx;
    const db = ctx.db as never;
    const open = sql`join ${REGISTER_FROM} on obligation.id = occurrence.obligation`;
    const mayReview = sql`${visibleTo(actor)} and ${reachedBy(actor, REVIEW, { body: 'text.body', text: 'text.id' })}`;
    const count = (may: boolean, from: ReturnType<typeof sql>): ReturnType<typeof sql> =>
      may ? sql`(select count(*)::int from ${from})` : sql`0`;
    const counts = await sql<Pick<Desk, 'confirm' | 'fates' | 'remarks' | 'chase' | 'accept'>>`select
      ${count(can(actor, REVIEW), sql`(select 1 from ${REGISTER_FROM} where review = 'suggested' and ${mayReview} limit 1000) x`)} as confirm,
      ${count(can(actor, REVIEW), sql`basis b join ${REGISTER_FROM} on obligation.id = b.obligation where b.fate in ('changed', 'gone') and b.confirmed_at is null and review = 'confirmed' and ${mayReview}`)} as fates,
      ${count(can(actor, REMARKS), sql`remark join record on record.id = remark.about where state = 'open' and ${visibleTo(actor)} and ${reachedBy(actor, REMARKS, { body: 'record.owner_body' })}`)} as remarks,
      ${count(can(actor, EDIT), sql`(select 1 from occurrence ${open} where ${isLate(now)} and ${visibleTo(actor)} and ${reachedBy(actor, EDIT, { body: 'text.body', text: 'text.id' })} limit 1000) x`)} as chase,
      ${count(can(actor, JUDGE), sql`(select 1 from occurrence ${open} where occurrence.state = 'submitted' and obligation.life = 'active' and ${visibleTo(actor)} and ${reachedBy(actor, JUDGE, { body: 'text.body', text: 'text.id' })} limit 1000) x`)} as accept`.execute(
      db,
    );
    const judge = await toJudge(ctx, LISTED);
    const translate = await wanted(ctx);
    const translation = await waitingFor(ctx);
    const mine = actor.id === null ? [] : await own(ctx);
    const registry = await registryDesk(ctx);
    const approve = await sql<Desk['approve'][number]>`select organisation, count(*)::int as n,
        coalesce((${wordingFor('organisation', 'name', ctx.lang)})->>'value', '') as name from membership_request
      where state = 'asked' and person is distinct from ${actor.id}::uuid and (organisation = any(${keptOrganisations(actor)}::uuid[])
        or ${can(actor, MEMBERS, {}) && actor.id !== null} and not ${hasFocalPoint(ctx.now)})
      group by organisation order by 2 desc, organisation limit ${LISTED}`.execute(db);
    const notices = await sql<{ id: string; kind: string; detail: Record<string, string | number>; at: Date }>`
      select id, kind, detail, at from notice where person = ${actor.id} and seen_at is null order by id desc limit ${LISTED}`.execute(
      db,
    );
    const row = counts.rows[0] ?? { confirm: 0, fates: 0, remarks: 0, chase: 0, accept: 0 };
    return {
      ...row,
      judge: judge.listed,
      approve: approve.rows,
      registry,
      translate: translate.rows,
      translation,
      notices: notices.rows.map(({ id, kind, detail, at }) => ({ id, at, words: noticeWords(ctx.lang, kind, detail) })),
      mine,
      waiting:
        Object.values(row).reduce((sum, n) => sum + n, 0) +
        judge.total +
        (translate.rows[0]?.total ?? 0) +
        translation.reduce((sum, one) => sum + one.mine + one.review, 0) +
        notices.rows.length +
        approve.rows.reduce((sum, one) => sum + one.n, 0) +
        registry.moderate +
        registry.translations +
        registry.own.length +
        mine.filter((one) => one.late).length,
    };
  },
});

// Whether somebody decides on who speaks for the organisation of a request.
const hasFocalPoint = (now: Date): RawBuilder<SqlBool> =>
  sql`exists (select from access_grant g join role on role.name = g.role where g.scope_record = membership_request.organisation
    and role.permissions && ${[MEMBERS, `${MEMBERS.split('.')[0] ?? ''}.*`, '*']}::text[]
    and g.since <= ${now} and (g.until is null or g.until > ${now}))`;

// Adopted versions that lack a language which the translator's grants name (all six where a grant names none). Who may
// translate only because they may do everything has not been asked to.
async function wanted(ctx: QueryContext): Promise<{ rows: Desk['translate'] }> {
  const asked = ctx.actor.grants.filter((grant) => grant.permissions.includes(TRANSLATE));
  const langs = asked.some((grant) => grant.scope.kind !== 'language')
    ? [...LANGUAGES]
    : asked.flatMap((grant) => (grant.scope.kind === 'language' ? [grant.scope.value] : []));
  return sql<Desk['translate'][number]>`
    select text.slug, version.label as version, text.number, l.lang, (count(*) over ())::int as total
    from version join record on record.id = version.id join text on text.id = version.text cross join unnest(${langs}::text[]) l(lang)
    where version.status = 'adopted' and record.withdrawn_at is null
      and exists (select from edition e where e.version = version.id)
      and not exists (select from edition e where e.version = version.id and e.lang = l.lang)
    order by version.id desc, l.lang limit ${LISTED}`.execute(ctx.db as never);
}

// What the person, or a unit of theirs, has to do: occurrences and the steps before them.
async function own(ctx: QueryContext): Promise<Mine[]> {
  const mine = sql`(exists (select from duty d where d.obligation = obligation.id and d.person = ${ctx.actor.id} and d.until is null)
    or exists (select from obligation_party p where p.obligation = obligation.id and p.role in ('responsible', 'contributor')
      and p.until is null and p.party = any(${[...ctx.actor.organisations]}::uuid[])))`;
  const open = sql`obligation.life = 'active' and occurrence.state in ('planned', 'in-progress', 'partly') and ${visibleTo(ctx.actor)} and ${mine}`;
  const columns = sql`obligation.number, occurrence.key, occurrence.state, ${wordingFor('obligation.id', 'action', ctx.lang)} as action`;
  const { rows } = await sql<Omit<Mine, 'due'> & { due: string }>`
    select ${columns}, null as step, ${isLate(ctx.now)} as late, occurrence.due::text as due, occurrence.precision
    from occurrence join ${REGISTER_FROM} on obligation.id = occurrence.obligation
    where occurrence.due is not null and lower(occurrence.due) < (${ctx.now}::date + ${AHEAD}::int) and ${open}
    union all
    select ${columns}, milestone.step, ${isStepLate(ctx.now)}, milestone.due::text, 'day'
    from ${STEPS_FROM} where milestone.done_on is null and lower(milestone.due) < (${ctx.now}::date + ${AHEAD}::int) and ${open}
    order by late desc, due, number limit ${LISTED * 2}`.execute(ctx.db as never);
  return rows.map((one) => ({ ...one, due: daysOf(one.due) }));
}
