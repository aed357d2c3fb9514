import { sql } from 'kysely';
import { z } from 'zod';
import { daysOf, rangeOf, spanOf } from '../bodies/index.ts';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { FuzzyDate, Id, Lang, plainText, Rev } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import { loadRoadmap } from './commands.ts';
import * as did from './events.ts';
import { namedIn, Named, setObligations, setPartners } from './named.ts';
import { PLAN, PROGRESS, scopeOf } from './policy.ts';
import { setWords, Words, WordsAnew } from './words.ts';

const Due = FuzzyDate.optional().describe('by when it is to be done: a day, a month or a year');
const dueOf = (due: string | undefined) => {
  const span = due === undefined ? null : spanOf(due);
  return { due: span && rangeOf(span), precision: span && span.precision };
};

export const add = command({
  name: 'roadmaps.task.add',
  summary: 'Adds a task to a roadmap: what is to be done, who leads, with whom, by when, for which obligations.',
  input: z.object({ roadmap: Id, ...Words, ...Named, due: Due }),
  load: (ctx, { roadmap: id }) => loadRoadmap(ctx, { id }),
  policy: holds(PLAN, scopeOf),
  events: [did.taskAdded],
  async handle(ctx, input, roadmap) {
    const { lead, partners, obligations } = await namedIn(ctx, input);
    // The roadmap is locked: two who add at once are given two numbers.
    const { n } = await ctx.db
      .selectFrom('roadmap_task')
      .select(sql<number>`coalesce(max(number), 0)::int`.as('n'))
      .where('roadmap', '=', roadmap.id)
      .executeTakeFirstOrThrow();
    const number = n + 1;
    const { visibility, owner_body: ownerBody } = roadmap;
    const id = await newRecord(ctx, 'roadmap-task', { visibility, ownerBody });
    await ctx.db
      .insertInto('roadmap_task')
      .values({ id, roadmap: roadmap.id, number, lead, ...dueOf(input.due) })
      .execute();
    const path = `roadmaps/${roadmap.code}/tasks/${number}`;
    await ctx.db.insertInto('address').values({ path, record: id, created_at: ctx.now }).execute();
    await setWords(ctx, id, input);
    await setPartners(ctx, id, partners);
    await setObligations(ctx, id, obligations);
    ctx.emit(did.taskAdded, { roadmap: roadmap.code, number }, [id, roadmap.id]);
    return { id, number };
  },
});

/** A task, locked, as its changes need it. */
const load = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('roadmap_task as task')
    .innerJoin('record', 'record.id', 'task.id')
    .innerJoin('roadmap', 'roadmap.id', 'task.roadmap')
    .selectAll('task')
    .select(['record.owner_body', 'record.rev', 'roadmap.concept', 'roadmap.code'])
    .where('task.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('task')
    .executeTakeFirst();
type Task = NonNullable<Awaited<ReturnType<typeof load>>>;

/** The day, month or year of a task, as it was given. */
const dueAsGiven = ({ due, precision }: { due: string | null; precision: string | null }): string | null =>
  due && daysOf(due).from.slice(0, { year: 4, month: 7 }[precision ?? ''] ?? 10);

/** What a person who saved too late is shown. */
const standing = (one: Task) => ({ state: one.state, note: one.note, due: dueAsGiven(one) });

export const edit = command({
  name: 'roadmaps.task.edit',
  summary:
    'Says anew what a task is, in one language, who leads it, with whom, by when; what is left out is taken away.',
  input: z.object({ id: Id, rev: Rev, ...WordsAnew, ...Named, due: Due }),
  load,
  policy: holds(PLAN, scopeOf),
  events: [did.taskEdited],
  async handle(ctx, input, one) {
    ctx.expectRev(one, input.rev, standing(one));
    const { lead, partners, obligations } = await namedIn(ctx, input);
    const set = { lead, ...dueOf(input.due) };
    const [before, after] = [dueAsGiven(one), dueAsGiven(set)];
    const moved = before !== after;
    const words = await setWords(ctx, one.id, input, input.standing);
    const fields = [
      ...words,
      ...(lead === one.lead ? [] : ['lead']),
      ...(moved ? ['due'] : []),
      ...((await setPartners(ctx, one.id, partners)) ? ['partners'] : []),
      ...((await setObligations(ctx, one.id, obligations)) ? ['obligations'] : []),
    ];
    await ctx.db.updateTable('roadmap_task').set(set).where('id', '=', one.id).execute();
    const told = {
      ...(words.length > 0 ? { words: input.lang ?? ctx.lang } : {}),
      ...(moved ? { due: { from: before, to: after } } : {}),
    };
    ctx.emit(did.taskEdited, { roadmap: one.code, number: one.number, fields, ...told }, [one.id, one.roadmap]);
    return { rev: await touch(ctx, one.id) };
  },
});

const said = { lang: Lang.optional().describe('language of what is said; left out, yours') };

/** Sets state and note of a task that the actor has seen as it stands, and leaves the event. */
async function report(
  ctx: Handling,
  one: Task,
  rev: number,
  {
    state,
    note,
    lang,
  }: { state: 'planned' | 'under-way' | 'done' | 'dropped'; note?: string | undefined; lang?: string | undefined },
): Promise<{ rev: number }> {
  ctx.expectRev(one, rev, standing(one));
  const words = note === undefined ? { note: null, note_lang: null } : { note, note_lang: lang ?? ctx.lang };
  await ctx.db
    .updateTable('roadmap_task')
    .set({ state, ...words })
    .where('id', '=', one.id)
    .execute();
  const told = { roadmap: one.code, number: one.number, from: one.state, note: words.note, lang: words.note_lang };
  if (state === 'dropped') ctx.emit(did.taskDropped, told, [one.id, one.roadmap]);
  else ctx.emit(did.taskProgressed, { ...told, to: state }, [one.id, one.roadmap]);
  return { rev: await touch(ctx, one.id) };
}

export const progress = command({
  name: 'roadmaps.task.progress',
  summary: 'Says how far a task is, with a note; one that was dropped is taken up again by it.',
  input: z.object({
    id: Id,
    rev: Rev,
    state: z.enum(['planned', 'under-way', 'done']),
    note: plainText(2000).optional(),
    ...said,
  }),
  load,
  policy: holds(PROGRESS, scopeOf),
  events: [did.taskProgressed],
  handle: (ctx, input, one) => report(ctx, one, input.rev, input),
});

export const drop = command({
  name: 'roadmaps.task.drop',
  summary: 'Drops a task and says why; it stays on the roadmap with its number.',
  input: z.object({ id: Id, rev: Rev, reason: plainText(2000), ...said }),
  load,
  policy: holds(PLAN, scopeOf),
  events: [did.taskDropped],
  handle: (ctx, { rev, reason: note, lang }, one) => report(ctx, one, rev, { state: 'dropped', note, lang }),
});
