import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { nameOf, type Named } from '../frameworks/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { visibleTo } from '../platform/visibility.ts';

/** States of a task, in the order in which they come. */
export const STATES = ['planned', 'under-way', 'done', 'dropped'] as const;
export type TaskState = (typeof STATES)[number];

/** Words with the language that they are in. */
export type Worded = { value: string; lang: string; state: string } | null;

/** Who leads or takes part. */
export interface PartyView {
  id: string;
  code: string | null;
  name: Worded;
}
/** A line of a roadmap, as it stands or as a release keeps it. */
export interface TaskRow {
  id: string;
  number: number;
  title: Worded;
  state: TaskState;
  late: boolean;
  due: { from: string; to: string; precision: string } | null;
  lead: PartyView | null;
  partners: PartyView[];
  /** Numbers of those that the reader sees. */
  obligations: number[];
  note: string | null;
  noteLang: string | null;
}
/** What a roadmap is for. */
export interface About {
  code: string;
  short: string;
  scheme: string;
  name: Named | null;
}

export const about = (
  ctx: QueryContext,
) => sql<About>`(select json_build_object('code', c.code, 'short', coalesce(c.short, c.code),
  'scheme', c.scheme, 'name', ${nameOf('c.scheme', 'c.code', ctx.lang)}) from concept c where c.code = roadmap.concept)`;

/**
 * The one place that says when a task is late, as a condition on rows `task` and `owner` (the body that keeps the roadmap, whose
 * time zone counts). Never stored. A month or a year is late only after its last day.
 */
export const isLate = (now: Date): RawBuilder<SqlBool> => sql<SqlBool>`(task.state in ('planned', 'under-way')
  and task.due is not null and upper(task.due) <= (${now}::timestamptz at time zone owner.time_zone)::date)`;

/** Those of these obligations that the reader sees, by number. `ids` is a list of ids. */
const seenObligations = (ctx: QueryContext, ids: RawBuilder<unknown>) => sql<number[]>`array(select o.number
  from obligation o join record seen on seen.id = o.id where o.id in ${ids} and o.review = 'confirmed' and ${visibleTo(ctx.actor, 'seen')}
  order by o.number)`;

const party = (ctx: QueryContext) =>
  sql`json_build_object('id', party.id, 'code', party.code, 'name', ${wordingFor('party.id', 'name', ctx.lang)})`;

/** Columns of a line, from rows `task` and `owner`. */
export const taskColumns = (
  ctx: QueryContext,
) => sql`task.id, task.number, ${wordingFor('task.id', 'title', ctx.lang)} as title,
  task.state, ${isLate(ctx.now)} as late, task.due::text as due, task.precision, task.note, task.note_lang as "noteLang",
  (select ${party(ctx)} from party where party.id = task.lead) as lead,
  (select coalesce(json_agg(${party(ctx)} order by p.ord), '[]') from roadmap_task_partner p join party on party.id = p.party
    where p.task = task.id) as partners,
  ${seenObligations(ctx, sql`(select s.obligation from roadmap_task_obligation s where s.task = task.id)`)} as obligations`;

/** Where tasks stand, with their roadmap and the body that keeps it; both as far as the reader sees them. */
export const TASKS = sql`roadmap_task task join record on record.id = task.id join roadmap on roadmap.id = task.roadmap
  join record whole on whole.id = roadmap.id join party owner on owner.id = whole.owner_body`;
export const seesTask = (ctx: QueryContext) =>
  sql<SqlBool>`(${visibleTo(ctx.actor)} and ${visibleTo(ctx.actor, 'whole')})`;

export type Raw = Omit<TaskRow, 'due'> & { due: string | null; precision: string | null };
export const shape = <T extends Raw>({ due, precision, ...row }: T) => ({
  ...row,
  due: due === null || precision === null ? null : { ...daysOf(due), precision },
});
