import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { wordingFor } from '../bodies/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { Lang } from '../platform/input.ts';
import { holdsEverywhere } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { completeness, type Content } from './content.ts';
import { nameOf, type Named } from '../frameworks/index.ts';
import { namesOf } from './concepts.ts';
import { isOwn, MODERATE } from './policy.ts';

export const STANDINGS = ['new', 'changed', 'approved-first', 'asked', 'answered'] as const;
type Standing = (typeof STANDINGS)[number];

/** Most that is counted one by one. */
const COUNTED = 10_000;
const DAY_MS = 86_400_000;

/** By what the queue can be narrowed. */
export const QueueFilters = z.object({
  state: z
    .enum(STANDINGS)
    .optional()
    .describe('new, a change of what is public, approved by a first, asked about, or answered'),
  language: Lang.optional().describe('language of the submission'),
  line: z
    .string()
    .regex(/^C\d{1,2}(-[a-z-]{1,40})?$/)
    .optional()
    .describe('code of an action line: C2, C7, C7-e-health'),
  country: z
    .string()
    .regex(/^M49 \d{3}$/)
    .optional()
    .describe('code of a country: M49 250'),
});
type QueueFilters = z.output<typeof QueueFilters>;

/** One submission that waits. */
export interface QueueLine {
  id: string;
  number: number;
  /** The version that waits. */
  seq: number;
  title: string;
  lang: Language;
  organisation: string;
  countries: string[];
  standing: Standing[];
  submittedAt: string;
  /** Whole days since. */
  days: number;
  completeness: number;
  /** Likely duplicates found when it came in; null where nobody has looked yet. */
  alike: number | null;
  /** Whether the reader may decide: not on one's own, and not as first and second. */
  may: boolean;
}

const facetsOf = ({ state, language, line, country }: QueueFilters): string[] =>
  [state, language && `lang:${language}`, line, country].filter((one) => one !== undefined);

const narrowed = (filters: QueueFilters) => {
  const facets = facetsOf(filters);
  return facets.length === 0 ? sql<boolean>`true` : sql<boolean>`w.facets @> ${facets}::text[]`;
};

interface Row {
  id: string;
  number: string;
  seq: number;
  lang: Language;
  content: Content;
  organisation: string;
  submitter: string | null;
  seconded: string | null;
  name: string | null;
  facets: string[];
  submitted: Date;
  alike: number | null;
}

const shape = ({ actor, now }: QueryContext, row: Row): QueueLine => ({
  id: row.id,
  number: Number(row.number),
  seq: row.seq,
  title: row.content.title,
  lang: row.lang,
  organisation: row.name ?? '',
  countries: row.content.countries,
  standing: STANDINGS.filter((one) => row.facets.includes(one)),
  submittedAt: row.submitted.toISOString(),
  days: Math.max(0, Math.floor((now.getTime() - row.submitted.getTime()) / DAY_MS)),
  completeness: completeness(row.content),
  alike: row.alike,
  may: !isOwn(actor, row) && (actor.id === null || row.seconded !== actor.id),
});

/** Action lines and countries by which the queue can be narrowed: those that something waiting names. */
export const queueChoices = query({
  name: 'stocktaking.queue.choices',
  summary: 'Action lines and countries that submissions which wait name, with how many.',
  input: z.object({}),
  policy: holdsEverywhere(MODERATE),
  async run({ db, lang }) {
    const { rows } = await sql<{ code: string; n: number; scheme: string; name: Named | null }>`
      select f.code, f.n, c.scheme, ${nameOf('c.scheme', 'c.code', lang)} as name
      from (select facet as code, count(*)::int as n from (select facets from initiative_queue order by submitted_at, initiative limit ${COUNTED}) w,
          unnest(w.facets) facet where facet ~ '^(C[0-9]|M49 )' group by 1) f
        join concept c on c.code = f.code
      order by c.scheme, c.ord`.execute(db as never);
    return rows.map(({ code, n, scheme, name }) => ({
      code,
      n,
      line: scheme === 'wsis-action-lines',
      name: name?.value ?? code,
      lang: name?.lang ?? lang,
    }));
  },
});

// "2026-05-04T10:00:00.000Z~id": from where to go on, or back.
const Key = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z~[0-9a-f-]{36}$/);

export const queue = query({
  name: 'stocktaking.queue',
  summary: 'What waits for the moderators, oldest first, with what helps to choose; paged by key.',
  input: QueueFilters.extend({
    after: Key.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  policy: holdsEverywhere(MODERATE),
  async run(ctx, { after, limit, ...filters }) {
    const [at, id] = after?.split('~') ?? [];
    // The page of keys first, from the index; contents are read for these few only.
    const { rows } = await sql<Row & { at: string }>`
      with page as materialized (select w.initiative, w.seq, w.submitted_at, w.facets, w.alike from initiative_queue w
        where ${narrowed(filters)} ${at === undefined ? sql`` : sql`and (w.submitted_at, w.initiative) > (${at}::timestamptz, ${id}::uuid)`}
        order by w.submitted_at, w.initiative limit ${limit + 1})
      select initiative.id, initiative.number, page.seq, v.lang, v.content, initiative.organisation, initiative.submitter,
        v.seconded_by as seconded, (${wordingFor('initiative.organisation', 'name', ctx.lang)})->>'value' as name,
        page.facets, page.submitted_at as submitted, page.alike,
        to_char(page.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from page join initiative on initiative.id = page.initiative
        join initiative_version v on v.initiative = page.initiative and v.seq = page.seq
      order by page.submitted_at, page.initiative`.execute(ctx.db as never);
    const last = rows[limit - 1];
    const counted = await sql<{ n: number }>`
      select count(*)::int as n from (select from initiative_queue w where ${narrowed(filters)} limit ${COUNTED + 1}) few`.execute(
      ctx.db as never,
    );
    const total = counted.rows[0]?.n ?? 0;
    return {
      entries: rows.slice(0, limit).map((row) => shape(ctx, row)),
      next: rows.length > limit && last ? `${last.at}~${last.id}` : null,
      names: await namesOf(
        ctx.db,
        rows.slice(0, limit).flatMap(({ content }) => content.countries),
        ctx.lang,
      ),
      /** How many wait that fit; more than ten thousand are not counted out. */
      total: Math.min(total, COUNTED),
      more: total > COUNTED,
    };
  },
});
