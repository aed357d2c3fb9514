import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { wordingFor } from '../bodies/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { NotFound, type Issue } from '../platform/errors.ts';
import { holdsEverywhere, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { likelyDuplicates, type AlikeView } from './alike.ts';
import { changesOf, type Change } from './changes.ts';
import { completeness, type Content } from './content.ts';
import { entrySeenBy } from './load.ts';
import { codesOf, namesOf } from './concepts.ts';
import { isOwn, mayModerate, MODERATE } from './policy.ts';
import { versionJson, type VersionView } from './queries.ts';
import { settingsOf } from './settings.ts';
import { unknownIn } from './write.ts';

/** A question of the moderators. Who asked is not told: the registry did. */
export interface QuestionView {
  id: string;
  seq: number;
  question: string;
  askedAt: string;
  answer: string | null;
  answeredAt: string | null;
}

/** What was done with an entry, for those who decide on it. */
export interface Step {
  at: string;
  seq: number;
  what: 'submitted' | 'approved-first' | 'published' | 'returned' | 'declined' | 'asked' | 'answered';
  by: string | null;
  words: string | null;
}

/** A submission as a moderator weighs it. */
export interface ReviewView {
  id: string;
  number: number;
  rev: number;
  state: string;
  organisation: { id: string; name: string; kind: string | null; country: string | null; site: string | null };
  /** The version that waits; the last one where none does. */
  version: VersionView;
  waits: boolean;
  published: VersionView | null;
  changes: Change[];
  completeness: number;
  /** Codes and files that are no longer known: it cannot be published so. */
  unknown: Issue[];
  alike: AlikeView[];
  contact: { name: string; email: string } | null;
  questions: QuestionView[];
  steps: Step[];
  names: Awaited<ReturnType<typeof namesOf>>;
  fourEyes: boolean;
  /** Whether somebody approved it first; whether that was the reader. */
  first: 'none' | 'own' | 'other';
  may: boolean;
  /** Whether they may merge it into another: it is public and not theirs. */
  mayMerge: boolean;
  /** Numbers of those that wait before it and after it. */
  previous: number | null;
  next: number | null;
}

interface Row {
  id: string;
  number: string;
  rev: number;
  state: string;
  organisation: string;
  submitter: string | null;
  waiting: number | null;
  name: string | null;
  kind: string | null;
  country: string | null;
  site: string | null;
  version: VersionView;
  seconded: string | null;
  published: VersionView | null;
  contact: ReviewView['contact'];
  questions: QuestionView[];
}

const questionsJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'seq', q.seq, 'question', q.question,
  'askedAt', q.asked_at, 'answer', q.answer, 'answeredAt', q.answered_at) order by q.id), '[]')
  from initiative_question q where q.initiative = initiative.id)`;

async function stepsOf({ db, lang }: QueryContext, id: string): Promise<Step[]> {
  const by = (column: string) => sql`(${wordingFor(column, 'name', lang)})->>'value'`;
  const { rows } = await sql<Step>`
    select * from (
      select submitted_at as at, seq, 'submitted' as what, ${by('v.submitted_by')} as by, null as words
        from initiative_version v where v.initiative = ${id}
      union all select decided_at, seq, case when state = 'superseded' then 'published' else state end, ${by('v.decided_by')}, reason
        from initiative_version v where v.initiative = ${id} and decided_at is not null
      union all select asked_at, seq, 'asked', ${by('q.asked_by')}, question from initiative_question q where q.initiative = ${id}
      union all select answered_at, seq, 'answered', ${by('q.answered_by')}, answer from initiative_question q
        where q.initiative = ${id} and answered_at is not null
      union all select e.at, (e.payload->>'seq')::int, 'approved-first', ${by('e.actor')}, null
        from event_record r join event e on e.at = r.at and e.seq = r.seq where r.record = ${id} and e.kind = 'initiative.approved-first'
    ) step order by at desc, seq desc, array_position(array['submitted', 'asked', 'answered', 'approved-first'], what) desc nulls first limit 100`.execute(
    db as never,
  );
  return rows;
}

// The one that came in just before or after it and waits still; also where it waits no longer itself.
async function neighbour(
  { db }: QueryContext,
  at: string,
  id: string,
  side: 'before' | 'after',
): Promise<number | null> {
  const [than, order] = side === 'before' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const { rows } = await sql<{ number: string }>`
    select i.number from initiative_queue w join initiative i on i.id = w.initiative
    where (w.submitted_at, w.initiative) ${than} (${at}::timestamptz, ${id}::uuid)
    order by w.submitted_at ${order}, w.initiative ${order} limit 1`.execute(db as never);
  return rows[0] ? Number(rows[0].number) : null;
}

export const review = query({
  name: 'stocktaking.review',
  summary:
    'A submission as moderators weigh it: what the public would read, what changed, completeness, questions and history.',
  input: z.object({ number: z.coerce.number().int().positive().max(1e15) }),
  policy: holdsEverywhere(MODERATE),
  async run(ctx, { number }): Promise<ReviewView> {
    const { rows } = await sql<Row>`
      select initiative.id, initiative.number, record.rev, initiative.state, initiative.organisation, initiative.submitter,
        initiative.waiting, (${wordingFor('initiative.organisation', 'name', ctx.lang)})->>'value' as name, p.kind, p.country, p.site,
        ${versionJson} as version, v.seconded_by as seconded,
        (select ${versionJson} from initiative_version v where v.initiative = initiative.id and v.seq = initiative.published) as published,
        (select jsonb_build_object('name', c.name, 'email', c.email) from initiative_contact c where c.initiative = initiative.id) as contact,
        ${questionsJson} as questions
      from initiative join record on record.id = initiative.id
        left join organisation_profile p on p.party = initiative.organisation
        join lateral (select * from initiative_version v where v.initiative = initiative.id
          order by v.seq = initiative.waiting desc nulls last, v.seq desc limit 1) v on true
      where initiative.number = ${number} and initiative.state <> 'draft'`.execute(ctx.db as never);
    const [row] = rows;
    if (!row) throw new NotFound(`stocktaking/${number}`);
    const waits = row.waiting === row.version.seq;
    const content: Content = row.version.content;
    const before = waits ? row.published : null;
    return {
      id: row.id,
      number: Number(row.number),
      rev: row.rev,
      state: row.state,
      organisation: {
        id: row.organisation,
        name: row.name ?? '',
        kind: row.kind,
        country: row.country,
        site: row.site,
      },
      version: row.version,
      waits,
      published: row.published,
      changes: before === null ? [] : changesOf(before.content, content, row.version.lang as Language),
      completeness: completeness(content),
      unknown: waits ? await unknownIn(ctx, row.id, content) : [],
      alike: await likelyDuplicates(ctx.db, ctx.lang, {
        id: row.id,
        organisation: row.organisation,
        lang: row.version.lang as Language,
        content,
      }),
      contact: row.contact,
      questions: row.questions,
      names: await namesOf(
        ctx.db,
        [
          ...codesOf(content),
          ...(before === null ? [] : codesOf(before.content)),
          ...(row.country === null ? [] : [row.country]),
        ],
        ctx.lang,
      ),
      steps: await stepsOf(ctx, row.id),
      fourEyes: (await settingsOf(ctx)).fourEyes,
      first: row.seconded === null ? 'none' : row.seconded === ctx.actor.id ? 'own' : 'other',
      may: waits && mayModerate(ctx.actor, row),
      mayMerge: row.state === 'published' && mayModerate(ctx.actor, row),
      previous: await neighbour(ctx, row.version.submittedAt, row.id, 'before'),
      next: await neighbour(ctx, row.version.submittedAt, row.id, 'after'),
    };
  },
});

export const questions = query({
  name: 'stocktaking.questions',
  summary: 'What the moderators asked about an initiative of yours, and what was answered.',
  input: z.object({ number: z.coerce.number().int().positive().max(1e15) }),
  policy: signedIn,
  async run(ctx, { number }): Promise<QuestionView[]> {
    const { rows } = await sql<{ organisation: string; submitter: string | null; questions: QuestionView[] }>`
      select initiative.organisation, initiative.submitter, ${questionsJson} as questions
      from initiative join record on record.id = initiative.id
      where initiative.number = ${number} and ${entrySeenBy(ctx.actor)}`.execute(ctx.db as never);
    const [row] = rows;
    if (!row || !isOwn(ctx.actor, row)) throw new NotFound(`stocktaking/${number}`);
    return row.questions;
  },
});

export const settings = query({
  name: 'stocktaking.settings',
  summary: 'How the registry is run: whether two moderators must approve.',
  input: z.object({}),
  policy: holdsEverywhere(MODERATE),
  run: (ctx) => settingsOf(ctx),
});
