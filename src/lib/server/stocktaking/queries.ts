import { sql } from 'kysely';
import { z } from 'zod';
import { wordingFor } from '../bodies/index.ts';
import { Moved, NotFound } from '../platform/errors.ts';
import type { QueryContext } from '../platform/context.ts';
import { Id } from '../platform/input.ts';
import { anyone, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { completeness, Content, lacking } from './content.ts';
import type { Draft } from './draft.ts';
import { entrySeenBy, ownedBy } from './load.ts';
import { isOwn, mayModerate } from './policy.ts';
import { addressOf } from './write.ts';
import { unknownIn } from './write.ts';

/** A version of an initiative as readers get it. */
export interface VersionView {
  seq: number;
  lang: string;
  state: string;
  content: Content;
  submittedAt: string;
  decidedAt: string | null;
  reason: string | null;
}

/** An initiative as its page shows it. */
export interface EntryView {
  id: string;
  number: number;
  rev: number;
  state: string;
  withdrawn: boolean;
  /** What is public; null where nothing is yet. */
  version: VersionView | null;
  organisation: { id: string; name: string; kind: string | null; country: string | null; site: string | null };
  publishedAt: string | null;
  confirmedOn: string | null;
  /** True where its organisation said nothing for two years. */
  unconfirmed: boolean;
  may: { edit: boolean; moderate: boolean };
}

/** Entries that nobody confirmed for so long are marked. */
const UNCONFIRMED_YEARS = 2;

interface Row extends Omit<EntryView, 'withdrawn' | 'version' | 'organisation' | 'may' | 'unconfirmed' | 'number'> {
  number: string;
  withdrawn: boolean;
  version: VersionView | null;
  organisation: string;
  submitter: string | null;
  name: string | null;
  kind: string | null;
  country: string | null;
  site: string | null;
}

const nameOf = (lang: string) => sql`(${wordingFor('initiative.organisation', 'name', lang)})->>'value'`;

/** Columns of a version as JSON, from rows of `v`. */
export const versionJson = sql`jsonb_build_object('seq', v.seq, 'lang', v.lang, 'state', v.state, 'content', v.content,
  'submittedAt', v.submitted_at, 'decidedAt', v.decided_at, 'reason', v.reason)`;

async function entryRow({ db, actor, lang }: QueryContext, number: number): Promise<Row> {
  const { rows } = await sql<Row>`
    select initiative.id, initiative.number, record.rev, initiative.state, record.withdrawn_at is not null as withdrawn,
      initiative.organisation, initiative.submitter, ${nameOf(lang)} as name, p.kind, p.country, p.site,
      (select ${versionJson} from initiative_version v where v.initiative = initiative.id and v.seq = initiative.published) as version,
      initiative.published_at as "publishedAt", initiative.confirmed_on::text as "confirmedOn"
    from initiative join record on record.id = initiative.id
      left join organisation_profile p on p.party = initiative.organisation
    where initiative.number = ${number} and ${entrySeenBy(actor)}`.execute(db as never);
  const [row] = rows;
  if (row) return row;
  // One that was merged into another leads on to it.
  const kept = await keptFor(db, number);
  throw kept && !kept.withdrawn ? new Moved(addressOf(kept.number)) : new NotFound(addressOf(number));
}

/** The entry that stays where this one was found to be the same and merged into it, if it was; it may be withdrawn since. */
export async function keptFor(
  db: QueryContext['db'],
  number: number,
): Promise<{ number: string; withdrawn: boolean } | undefined> {
  const { rows } = await sql<{ number: string; withdrawn: boolean }>`
    select kept.number, record.withdrawn_at is not null as withdrawn
    from address a join initiative kept on kept.id = a.record join record on record.id = kept.id
    where a.path = ${addressOf(number)} and kept.number <> ${number} and record.visibility = 'public'`.execute(
    db as never,
  );
  return rows[0];
}

const asView = ({ actor, now }: QueryContext, row: Row): EntryView => {
  const since = new Date(now);
  since.setUTCFullYear(since.getUTCFullYear() - UNCONFIRMED_YEARS);
  return {
    id: row.id,
    number: Number(row.number),
    rev: row.rev,
    state: row.state,
    withdrawn: row.withdrawn,
    version: row.version,
    organisation: {
      id: row.organisation,
      name: row.name ?? '',
      kind: row.kind,
      country: row.country,
      site: row.site,
    },
    publishedAt: row.publishedAt,
    confirmedOn: row.confirmedOn,
    unconfirmed: row.confirmedOn !== null && row.confirmedOn < since.toISOString().slice(0, 10),
    may: { edit: isOwn(actor, row), moderate: mayModerate(actor, row) },
  };
};

export const entry = query({
  name: 'stocktaking.entry',
  summary: 'An initiative by its number: what is public of it, its organisation, when it was last confirmed.',
  input: z.object({ number: z.coerce.number().int().positive().max(1e15) }),
  policy: anyone,
  run: async (ctx, { number }): Promise<EntryView> => asView(ctx, await entryRow(ctx, number)),
});

/** What a submitter has on the table. */
export interface OwnView extends EntryView {
  draft: Draft | null;
  draftLang: string | null;
  /** What the draft lacks before it can be submitted. */
  lacking: { path: string; code: string; values?: Record<string, string | number> }[];
  /** How much of it is said, 0 to 100. */
  completeness: number;
  contact: { name: string; email: string } | null;
  versions: VersionView[];
  files: { sha256: string; name: string; type: string; size: number }[];
  /** What moderators asked, the last first, and what was answered. */
  questions: { id: string; question: string; askedAt: string; answer: string | null; answeredAt: string | null }[];
}

export const own = query({
  name: 'stocktaking.own',
  summary: 'An initiative of yours with its draft, what the draft lacks, its versions and its contact.',
  input: z.object({ number: z.coerce.number().int().positive().max(1e15) }),
  policy: signedIn,
  async run(ctx, { number }): Promise<OwnView> {
    const row = await entryRow(ctx, number);
    if (!isOwn(ctx.actor, row)) throw new NotFound(`stocktaking/${number}`);
    const { rows } = await sql<Pick<OwnView, 'draft' | 'draftLang' | 'contact' | 'versions' | 'files' | 'questions'>>`
      select initiative.draft, initiative.draft_lang as "draftLang",
        (select jsonb_build_object('name', c.name, 'email', c.email) from initiative_contact c where c.initiative = initiative.id) as contact,
        (select coalesce(jsonb_agg(${versionJson} order by v.seq desc), '[]') from initiative_version v where v.initiative = initiative.id) as versions,
        (select coalesce(jsonb_agg(jsonb_build_object('sha256', f.sha256, 'name', f.name, 'type', file.type, 'size', file.size) order by f.added_at), '[]')
          from initiative_file f join file on file.sha256 = f.sha256 where f.initiative = initiative.id) as files,
        (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'question', q.question, 'askedAt', q.asked_at, 'answer', q.answer, 'answeredAt', q.answered_at) order by q.id desc), '[]')
          from initiative_question q where q.initiative = initiative.id) as questions
      from initiative where initiative.id = ${row.id}`.execute(ctx.db as never);
    const more = rows[0]!;
    return {
      ...asView(ctx, row),
      ...more,
      lacking: more.draft === null ? [] : await lackingOf(ctx, row, more),
      completeness: completeness((more.draft ?? row.version?.content ?? {}) as Partial<Content>),
    };
  },
});

// What submitting would refuse, said before.
async function lackingOf(
  ctx: QueryContext,
  row: Row,
  { draft, contact }: Pick<OwnView, 'draft' | 'contact'>,
): Promise<OwnView['lacking']> {
  const whole = Content.safeParse(draft);
  return [
    ...(whole.success ? await unknownIn({ db: ctx.db as never }, row.id, whole.data) : lacking(draft)),
    ...(row.kind === null ? [{ path: 'organisation', code: 'no-profile' }] : []),
    ...(contact === null ? [{ path: 'contact', code: 'required' }] : []),
  ];
}

/** A line of one's own list. */
export interface OwnLine {
  id: string;
  number: number;
  state: string;
  title: string;
  organisation: string;
  writing: boolean;
  waiting: boolean;
  confirmedOn: string | null;
  updatedAt: string;
}

export const mine = query({
  name: 'stocktaking.mine',
  summary: 'Initiatives of yours and of the organisations that you speak for, the last changed first, paged by key.',
  input: z.object({ before: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  policy: signedIn,
  async run({ db, actor, lang }, { before, limit }) {
    const { rows } = await sql<OwnLine & { number: string }>`
      select initiative.id, initiative.number, initiative.state, ${nameOf(lang)} as organisation,
        coalesce(nullif(initiative.draft->>'title', ''), (select v.content->>'title' from initiative_version v
          where v.initiative = initiative.id order by v.seq desc limit 1), '') as title,
        initiative.draft is not null as writing, initiative.waiting is not null as waiting,
        initiative.confirmed_on::text as "confirmedOn", record.updated_at as "updatedAt"
      from initiative join record on record.id = initiative.id
      where ${ownedBy(actor)} ${before === undefined ? sql`` : sql`and initiative.id < ${before}`}
      order by initiative.id desc limit ${limit + 1}`.execute(db as never);
    return {
      entries: rows.slice(0, limit).map((row): OwnLine => ({ ...row, number: Number(row.number) })),
      next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
    };
  },
});
