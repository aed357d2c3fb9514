import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { z } from 'zod';
import { wordingFor } from '../bodies/index.ts';
import { can } from '../platform/actor.ts';
import { NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { evidenceOf, permissions } from '../register/index.ts';
import { PLAN, PROGRESS, scopeOf } from './policy.ts';
import {
  about,
  isLate,
  seesTask,
  shape,
  taskColumns,
  TASKS,
  type About,
  type Raw,
  type TaskState,
  type Worded,
} from './rows.ts';

const LIMIT = 50;
const Code = z.string().max(60).describe('code of the roadmap, as in its address');

/** A roadmap as lists show it. */
export interface RoadmapRow {
  code: string;
  title: Worded;
  about: About;
  from: number;
  to: number;
  visibility: 'draft' | 'body' | 'public';
  /** Tasks by state, and those that are late. */
  counts: Record<TaskState | 'late', number>;
  /** The last release; null where there is none. */
  released: { number: number; dated: string } | null;
}

export const list = query({
  name: 'roadmaps.list',
  summary: 'Roadmaps in the order of lines and goals, with how far their tasks are; paged by key.',
  input: z.object({
    about: z.string().max(70).optional().describe('code of a line, goal or agenda'),
    body: z.string().max(60).optional().describe('code of the body that keeps them'),
    after: z.string().max(100).optional().describe('as `next` gave it'),
  }),
  policy: anyone,
  async run(ctx, input) {
    const [schemeOrd, ord, code] = /^(\d{1,9})~(\d{1,9})~(.+)$/.exec(input.after ?? '')?.slice(1) ?? [];
    const count = (condition: unknown) => sql`count(*) filter (where ${condition})::int`;
    const { rows } = await sql<RoadmapRow & { key: string }>`
      select roadmap.code, ${wordingFor('roadmap.id', 'title', ctx.lang)} as title, ${about(ctx)} as about,
        roadmap.from_year as from, roadmap.to_year as to, record.visibility, scheme.ord || '~' || concept.ord || '~' || roadmap.code as key,
        (select json_build_object('planned', ${count(sql`task.state = 'planned'`)}, 'under-way', ${count(sql`task.state = 'under-way'`)},
            'done', ${count(sql`task.state = 'done'`)}, 'dropped', ${count(sql`task.state = 'dropped'`)}, 'late', ${count(isLate(ctx.now))})
          from roadmap_task task where task.roadmap = roadmap.id) as counts,
        (select json_build_object('number', r.number, 'dated', r.dated) from roadmap_release r where r.roadmap = roadmap.id
          order by r.number desc limit 1) as released
      from roadmap join record on record.id = roadmap.id join party owner on owner.id = record.owner_body
        join concept on concept.code = roadmap.concept join scheme on scheme.code = concept.scheme
      where ${visibleTo(ctx.actor)} and record.withdrawn_at is null
        ${input.about === undefined ? sql`` : sql`and roadmap.concept = ${input.about}`}
        ${input.body === undefined ? sql`` : sql`and owner.code = ${input.body}`}
        ${code === undefined ? sql`` : sql`and (scheme.ord, concept.ord, roadmap.code) > (${Number(schemeOrd)}, ${Number(ord)}, ${code})`}
      order by scheme.ord, concept.ord, roadmap.code limit ${LIMIT + 1}`.execute(ctx.db as never);
    const page = rows.slice(0, LIMIT);
    return {
      roadmaps: page.map(({ key: _key, ...one }): RoadmapRow => one),
      next: rows.length > LIMIT ? (page.at(-1)?.key ?? null) : null,
    };
  },
});

interface Head {
  id: string;
  rev: number;
  code: string;
  title: Worded;
  about: About;
  owner: { id: string; code: string | null; name: Worded };
  from: number;
  to: number;
  visibility: 'draft' | 'body' | 'public';
}
/** What it says, in each language in which it says it. */
interface Said {
  description: Worded;
  wordings: { field: 'title' | 'description'; lang: Language; value: string; state: string }[];
}
const said = (record: string, lang: Language) => sql`${wordingFor(record, 'description', lang)} as description,
  (select coalesce(json_agg(json_build_object('field', w.field, 'lang', w.lang, 'value', w.value, 'state', w.state)
      order by w.state = 'authentic' desc, w.lang), '[]') from wording w
    where w.record = ${sql.ref(record)} and w.field in ('title', 'description')) as wordings`;

export const one = query({
  name: 'roadmaps.one',
  summary: 'A roadmap: its tasks as they stand, and the releases that are kept.',
  input: z.object({ code: Code }),
  policy: anyone,
  async run(ctx, { code }) {
    const { rows } = await sql<
      Head & Said & { releases: { number: number; dated: string; note: string | null; noteLang: string | null }[] }
    >`select roadmap.id, record.rev, roadmap.code, ${wordingFor('roadmap.id', 'title', ctx.lang)} as title, ${said('roadmap.id', ctx.lang)},
        ${about(ctx)} as about, roadmap.from_year as from, roadmap.to_year as to, record.visibility,
        json_build_object('id', owner.id, 'code', owner.code, 'name', ${wordingFor('owner.id', 'name', ctx.lang)}) as owner,
        (select coalesce(json_agg(json_build_object('number', r.number, 'dated', r.dated, 'note', r.note, 'noteLang', r.note_lang)
          order by r.number desc), '[]') from roadmap_release r where r.roadmap = roadmap.id) as releases
      from roadmap join record on record.id = roadmap.id join party owner on owner.id = record.owner_body
      where roadmap.code = ${code} and ${visibleTo(ctx.actor)}`.execute(ctx.db as never);
    const found = rows[0];
    if (!found) throw new NotFound(code);
    const tasks = await sql<Raw>`select ${taskColumns(ctx)} from ${TASKS}
      where task.roadmap = ${found.id} and ${seesTask(ctx)} order by task.number`.execute(ctx.db as never);
    const scope = scopeOf({ owner_body: found.owner.id, concept: found.about.code });
    return { ...found, tasks: tasks.rows.map(shape), may: { plan: can(ctx.actor, PLAN, scope) } };
  },
});

export const task = query({
  name: 'roadmaps.task',
  summary:
    'A task of a roadmap: what is to be done, who leads, by when, for which obligations, how far it is, and the evidence.',
  input: z.object({ code: Code, number: z.coerce.number().int().positive().max(1_000_000) }),
  policy: anyone,
  async run(ctx, { code, number }) {
    const { rows } = await sql<
      Raw & Said & { rev: number; roadmap: Omit<Head, 'rev' | 'visibility' | 'from' | 'to'>; served: ServedView[] }
    >`select ${taskColumns(ctx)}, ${said('task.id', ctx.lang)}, record.rev,
        json_build_object('id', roadmap.id, 'code', roadmap.code, 'title', ${wordingFor('roadmap.id', 'title', ctx.lang)}, 'about', ${about(ctx)},
          'owner', json_build_object('id', owner.id, 'code', owner.code, 'name', ${wordingFor('owner.id', 'name', ctx.lang)})) as roadmap,
        (select coalesce(json_agg(json_build_object('number', o.number, 'action', ${wordingFor('o.id', 'action', ctx.lang)}) order by o.number), '[]')
          from roadmap_task_obligation s join obligation o on o.id = s.obligation join record seen on seen.id = o.id
          where s.task = task.id and o.review = 'confirmed' and ${visibleTo(ctx.actor, 'seen')}) as served
      from ${TASKS} where roadmap.code = ${code} and task.number = ${number} and ${seesTask(ctx)}`.execute(
      ctx.db as never,
    );
    const found = rows[0];
    if (!found) throw new NotFound(`${code}/${number}`);
    const { owner, about: line } = found.roadmap;
    const scope = scopeOf({ owner_body: owner.id, concept: line.code, lead: found.lead?.id ?? null });
    const body = { body: owner.id };
    return {
      ...shape(found),
      evidence: await evidenceOf(ctx, { targets: [found.id] }),
      may: {
        plan: can(ctx.actor, PLAN, scope),
        progress: can(ctx.actor, PROGRESS, scope),
        evidence: can(ctx.actor, permissions.EVIDENCE, body),
        judge: can(ctx.actor, permissions.JUDGE, body),
      },
    };
  },
});
interface ServedView {
  number: number;
  action: Worded;
}

/** A task, as the page of an obligation names it. */
export interface Serving {
  code: string;
  number: number;
  title: Worded;
  roadmap: Worded;
  state: TaskState;
  late: boolean;
}

export const serving = query({
  name: 'roadmaps.serving',
  summary: 'Tasks of roadmaps that serve an obligation.',
  input: z.object({ obligation: z.coerce.number().int().positive().max(2_147_483_647).describe('its number') }),
  policy: anyone,
  async run(ctx, { obligation }) {
    const { rows } =
      await sql<Serving>`select roadmap.code, task.number, ${wordingFor('task.id', 'title', ctx.lang)} as title,
        ${wordingFor('roadmap.id', 'title', ctx.lang)} as roadmap, task.state, ${isLate(ctx.now)} as late
      from ${TASKS} join roadmap_task_obligation s on s.task = task.id join obligation o on o.id = s.obligation
        join record seen on seen.id = o.id
      where o.number = ${obligation} and o.review = 'confirmed' and ${visibleTo(ctx.actor, 'seen')} and ${seesTask(ctx)}
      order by roadmap.code, task.number limit 50`.execute(ctx.db as never);
    return { tasks: rows };
  },
});
