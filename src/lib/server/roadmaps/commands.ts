import { z } from 'zod';
import { codeInAddress } from '#lib/i18n/index.ts';
import { setTags } from '../frameworks/index.ts';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, Rev, Visibility } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { visibleTo, type Shown } from '../platform/visibility.ts';
import * as did from './events.ts';
import { PLAN, scopeOf } from './policy.ts';
import { setWords, Words, WordsAnew } from './words.ts';

const Year = z.coerce.number().int().min(1990).max(2200);
const Period = { from: Year.describe('first year'), to: Year.describe('last year') };

const assertPeriod = ({ from, to }: { from: number; to: number }): void => {
  if (to < from) throw new InvalidInput([{ path: 'to', code: 'ends-before-start' }]);
};

export const create = command({
  name: 'roadmaps.create',
  summary: 'Makes a roadmap for an action line, a goal or an agenda, kept by a body.',
  input: z.object({
    body: Id.describe('id of the body that keeps it'),
    about: z.string().min(1).max(70).describe('code of the line, goal or agenda: C5, SDG 4, 2030 Agenda'),
    code: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
      .optional()
      .describe('for its address, small letters, digits and hyphens; left out, as the line is called: c5'),
    ...Words,
    ...Period,
    visibility: Visibility.default('body'),
  }),
  load: (ctx, { body }) =>
    ctx.db.selectFrom('party').select('id').where('id', '=', body).where('kind', '=', 'body').executeTakeFirst(),
  policy: holds(PLAN, (body: { id: string }, { about }: { about: string }) =>
    scopeOf({ owner_body: body.id, concept: about }),
  ),
  events: [did.created],
  async handle(ctx, input, body) {
    assertPeriod(input);
    const { about, visibility } = input;
    const code = input.code ?? codeInAddress(about).toLowerCase();
    const [line, taken] = await Promise.all([
      ctx.db.selectFrom('concept').select('retired').where('code', '=', about).executeTakeFirst(),
      ctx.db.selectFrom('roadmap').select('id').where('code', '=', code).executeTakeFirst(),
    ]);
    const issues = [
      ...(line === undefined ? [{ path: 'about', code: 'unknown-concept', values: { value: about } }] : []),
      ...(line?.retired ? [{ path: 'about', code: 'retired-concept', values: { value: about } }] : []),
      ...(taken ? [{ path: 'code', code: 'code-taken' }] : []),
    ];
    if (issues.length > 0) throw new InvalidInput(issues);
    const id = await newRecord(ctx, 'roadmap', { visibility, ownerBody: body.id });
    await ctx.db
      .insertInto('roadmap')
      .values({ id, code, concept: about, from_year: input.from, to_year: input.to })
      .execute();
    await ctx.db
      .insertInto('address')
      .values({ path: `roadmaps/${code}`, record: id, created_at: ctx.now })
      .execute();
    await setWords(ctx, id, input);
    // Whoever looks the line up finds its roadmap there.
    await setTags(ctx, id, [{ concept: about }]);
    ctx.emit(did.created, { roadmap: code }, [id, body.id]);
    return { id, code };
  },
});

/** A roadmap, locked, as its changes need it. */
export const loadRoadmap = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('roadmap')
    .innerJoin('record', 'record.id', 'roadmap.id')
    .selectAll('roadmap')
    .select(['record.owner_body', 'record.rev', 'record.visibility'])
    .where('roadmap.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('roadmap')
    .$narrowType<{ visibility: Shown }>()
    .executeTakeFirst();
export type Roadmap = NonNullable<Awaited<ReturnType<typeof loadRoadmap>>>;

export const edit = command({
  name: 'roadmaps.edit',
  summary: 'Says anew, or in a further language, what a roadmap is called and about, and which years it covers.',
  input: z.object({ id: Id, rev: Rev, ...WordsAnew, ...Period }),
  load: loadRoadmap,
  policy: holds(PLAN, scopeOf),
  events: [did.edited],
  async handle(ctx, input, one) {
    const { code, from_year, to_year } = one;
    ctx.expectRev(one, input.rev);
    assertPeriod(input);
    const fields = await setWords(ctx, one.id, input, input.standing);
    if (from_year !== input.from || to_year !== input.to) {
      fields.push('period');
      await ctx.db
        .updateTable('roadmap')
        .set({ from_year: input.from, to_year: input.to })
        .where('id', '=', one.id)
        .execute();
    }
    ctx.emit(did.edited, { roadmap: code, fields }, one.id);
    return { code, rev: await touch(ctx, one.id) };
  },
});

export const publish = command({
  name: 'roadmaps.publish',
  summary: 'Chooses who sees a roadmap with its tasks and all its releases.',
  input: z.object({ id: Id, visibility: Visibility }),
  load: loadRoadmap,
  policy: holds(PLAN, scopeOf),
  events: [did.shown],
  async handle(ctx, { visibility }, one) {
    const tasks = await ctx.db.selectFrom('roadmap_task').select('id').where('roadmap', '=', one.id).execute();
    const ids = [one.id, ...tasks.map(({ id }) => id)];
    await ctx.db.updateTable('record').set({ visibility }).where('id', 'in', ids).execute();
    ctx.emit(did.shown, { roadmap: one.code, visibility }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});
