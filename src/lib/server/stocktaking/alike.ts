import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { wordingFor } from '../bodies/index.ts';
import { command, execute } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';
import type { Job } from '../platform/jobs.ts';
import { holdsEverywhere } from '../platform/policy.ts';
import type { Content } from './content.ts';
import { MODERATE } from './policy.ts';
import { compare, keysOf, LIKELY, sketchOf, type Common } from './rules/duplicates.ts';

/** Of each key so many entries are looked at: what hundreds share tells nothing. */
const OF_A_KEY = 60;
/** So many candidates are compared in full. */
const COMPARED = 30;
const SHOWN = 10;

/** An initiative that may be the same. */
export interface AlikeView {
  id: string;
  number: number;
  /** Whether all can see it, or it waits too. */
  public: boolean;
  title: string;
  description: string;
  lang: Language;
  organisation: { id: string; name: string };
  starts: string;
  countries: string[];
  /** 0 to 100. */
  score: number;
  common: Common[];
  judged: 'same' | null;
}

/** What is looked for: an initiative's content, its language and its organisation. */
export interface Sought {
  id: string;
  organisation: string;
  lang: Language;
  content: Content;
}

interface Candidate extends Sought {
  number: string;
  public: boolean;
  name: string | null;
  judged: 'same' | null;
}

/**
 * Likely duplicates of an initiative among what is public and what waits, the likeliest first, without pairs that were judged to
 * be different. Candidates share a key in an index; those that share the rarest are compared in full.
 */
export async function likelyDuplicates(db: Read | Write, lang: Language, one: Sought): Promise<AlikeView[]> {
  const sketch = sketchOf(one.content, one.lang, one.organisation);
  const keys = keysOf(sketch, one.content.title);
  const { rows } = await sql<Candidate>`
    with met as materialized (select p.initiative, count(*) over (partition by k.key) as hits
        from unnest(${keys}::integer[]) k(key) cross join lateral (select initiative from initiative_print
          where keys @> array[k.key] and keys is not null limit ${OF_A_KEY}) p),
      near as materialized (select initiative from met where initiative <> ${one.id} group by initiative
        order by sum(1.0 / hits) desc, initiative limit ${COMPARED})
    select initiative.id, initiative.number, initiative.organisation, v.lang, v.content, pair.judged,
      record.visibility = 'public' and record.withdrawn_at is null as public,
      (${wordingFor('initiative.organisation', 'name', lang)})->>'value' as name
    from near join initiative on initiative.id = near.initiative join record on record.id = initiative.id
      join initiative_version v on v.initiative = initiative.id and v.seq = coalesce(initiative.waiting, initiative.published)
      left join initiative_pair pair on pair.first = least(initiative.id, ${one.id}::uuid) and pair.second = greatest(initiative.id, ${one.id}::uuid)
    where initiative.state <> 'withdrawn' and pair.judged is distinct from 'different'`.execute(db as never);
  return rows
    .map((row) => ({ row, ...compare(sketch, sketchOf(row.content, row.lang, row.organisation)) }))
    .filter(({ score, row }) => score >= LIKELY || row.judged === 'same')
    .toSorted((a, b) => b.score - a.score || Number(a.row.number) - Number(b.row.number))
    .slice(0, SHOWN)
    .map(({ row, score, common }): AlikeView => ({
      id: row.id,
      number: Number(row.number),
      public: row.public,
      title: row.content.title,
      description: row.content.description,
      lang: row.lang,
      organisation: { id: row.organisation, name: row.name ?? '' },
      starts: row.content.starts,
      countries: row.content.countries,
      score: Math.round(score * 100),
      common,
      judged: row.judged,
    }));
}

/** Entries whose keys are made in one transaction. */
const BATCH = 100;

export const look = command({
  name: 'stocktaking.alike.look',
  summary: 'Makes the keys by which duplicates are found, and looks for duplicates of what came in.',
  input: z.object({}),
  policy: holdsEverywhere(MODERATE),
  internal: true,
  // It writes what follows from what is there.
  silent: true,
  events: [],
  async handle({ db, lang }) {
    const unmade = await sql<Sought & { waits: boolean }>`
      select p.initiative as id, i.organisation, v.lang, v.content
      from (select initiative from initiative_print where keys is null order by initiative limit ${BATCH} for update skip locked) p
        join initiative i on i.id = p.initiative
        left join initiative_version v on v.initiative = i.id and v.seq = coalesce(i.waiting, i.published)`.execute(db);
    const there = unmade.rows.filter(({ content }) => content !== null);
    const gone = unmade.rows.filter(({ content }) => content === null).map(({ id }) => id);
    if (gone.length > 0) await db.deleteFrom('initiative_print').where('initiative', 'in', gone).execute();
    for (const one of there) {
      const keys = keysOf(sketchOf(one.content, one.lang, one.organisation), one.content.title);
      await db.updateTable('initiative_print').set({ keys }).where('initiative', '=', one.id).execute();
    }
    const fresh = await sql<Sought>`
      select w.initiative as id, i.organisation, v.lang, v.content
      from (select initiative, seq from initiative_queue where alike is null order by submitted_at, initiative limit ${BATCH} for update skip locked) w
        join initiative i on i.id = w.initiative
        join initiative_version v on v.initiative = w.initiative and v.seq = w.seq`.execute(db);
    for (const one of fresh.rows) {
      const found = await likelyDuplicates(db, lang, one);
      await db.updateTable('initiative_queue').set({ alike: found.length }).where('initiative', '=', one.id).execute();
    }
    return { left: unmade.rows.length === BATCH || fresh.rows.length === BATCH };
  },
});

/** Each minute, until nothing is left or the next run is near. */
export const alikeJob: Job = {
  queue: 'stocktaking-alike',
  retryLimit: 0,
  cron: '* * * * *',
  async work(ctx) {
    const until = Date.now() + 50_000;
    while ((await execute(look, ctx, {})).left && Date.now() < until);
  },
};
