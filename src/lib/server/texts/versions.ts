import { sql } from 'kysely';
import { z } from 'zod';
import { command, touch, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, Rev, Visibility } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { ADOPT, PUBLISH } from './policy.ts';
import { raiseVisibility, settleDocument, slugOf } from './save-edition.ts';

const loadVersion = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('version')
    .innerJoin('record', 'record.id', 'version.id')
    .innerJoin('text', 'text.id', 'version.text')
    .selectAll('version')
    .select(['record.rev', 'record.visibility', 'record.withdrawn_at', 'text.body'])
    .where('version.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('version')
    .executeTakeFirst();
type Version = NonNullable<Awaited<ReturnType<typeof loadVersion>>>;
const scope = (version: Version) => ({ body: version.body, text: version.text });

export const proposeVersion = command({
  name: 'texts.version.propose',
  summary: 'Says that a draft is now proposed to its body.',
  input: z.object({ id: Id }),
  load: loadVersion,
  policy: holds(ADOPT, scope),
  events: [did.versionProposed],
  async handle(ctx, { id }, version) {
    if (version.status !== 'draft') throw new InvalidInput([{ path: 'id', code: 'not-a-draft' }]);
    await ctx.db.updateTable('version').set({ status: 'proposed' }).where('id', '=', id).execute();
    ctx.emit(did.versionProposed, { text: version.text, version: id, label: version.label }, [version.text, id]);
    return { rev: await touch(ctx, id) };
  },
});

/**
 * Records that a version was adopted: it is in force from that day, the one before is superseded, its editions are sealed.
 * Leaves `textAdopted`. Errors: InvalidInput where it was adopted before, or on a day before the last adoption.
 */
export async function recordAdoption(
  ctx: Handling,
  version: { id: string; text: string; label: string; status: string },
  input: { on: string; decision?: string | undefined },
): Promise<void> {
  if (version.status !== 'draft' && version.status !== 'proposed')
    throw new InvalidInput([{ path: 'id', code: 'already-adopted' }]);
  const before = await ctx.db
    .selectFrom('version')
    .select(['id', sql<string | null>`adopted_on::text`.as('adopted_on')])
    .where('text', '=', version.text)
    .where('status', '=', 'adopted')
    .forUpdate()
    .executeTakeFirst();
  if (before?.adopted_on && before.adopted_on >= input.on)
    throw new InvalidInput([{ path: 'on', code: 'before-the-last' }]);
  if (before)
    await ctx.db
      .updateTable('version')
      .set({ status: 'superseded', in_force: sql<string>`daterange(lower(in_force), ${input.on}::date)` })
      .where('id', '=', before.id)
      .execute();
  await ctx.db
    .updateTable('version')
    .set({
      status: 'adopted',
      adopted_on: input.on,
      adopted_by: input.decision ?? null,
      in_force: sql<string>`daterange(${input.on}::date, null)`,
    })
    .where('id', '=', version.id)
    .execute();
  await ctx.db
    .updateTable('edition')
    .set({ sealed_at: ctx.now })
    .where('version', '=', version.id)
    .where('sealed_at', 'is', null)
    .execute();
  ctx.emit(
    did.textAdopted,
    { text: version.text, version: version.id, label: version.label, previous: before?.id ?? null, on: input.on },
    [version.text, version.id, ...(before ? [before.id] : [])],
  );
}

export const adoptVersion = command({
  name: 'texts.version.adopt',
  summary:
    'Records the adoption of a version: it is in force from then on, the one before is superseded, its editions are sealed.',
  input: z.object({ id: Id, on: z.iso.date().describe('day of adoption'), decision: Id.optional() }),
  load: loadVersion,
  policy: holds(ADOPT, scope),
  events: [did.textAdopted],
  async handle(ctx, input, version) {
    await recordAdoption(ctx, version, input);
    return { rev: await touch(ctx, input.id) };
  },
});

export const terminateVersion = command({
  name: 'texts.version.terminate',
  summary: 'Ends a version that was in force without another taking its place.',
  input: z.object({ id: Id, on: z.iso.date() }),
  load: loadVersion,
  policy: holds(ADOPT, scope),
  events: [did.versionTerminated],
  async handle(ctx, input, version) {
    if (version.status !== 'adopted') throw new InvalidInput([{ path: 'id', code: 'not-in-force' }]);
    await ctx.db
      .updateTable('version')
      .set({ status: 'terminated', in_force: sql<string>`daterange(lower(in_force), ${input.on}::date)` })
      .where('id', '=', input.id)
      .execute();
    ctx.emit(did.versionTerminated, { text: version.text, version: input.id, label: version.label }, [
      version.text,
      input.id,
    ]);
    return { rev: await touch(ctx, input.id) };
  },
});

export const renumberText = command({
  name: 'texts.text.renumber',
  summary: 'Gives a text another number, and with it another address; the old address leads on.',
  input: z.object({ id: Id, rev: Rev, number: z.string().trim().min(1).max(40) }),
  load: (ctx, { id }) =>
    ctx.db
      .selectFrom('text')
      .innerJoin('record', 'record.id', 'text.id')
      .innerJoin('party', 'party.id', 'text.body')
      .selectAll('text')
      .select(['record.rev', 'party.code'])
      .where('text.id', '=', id)
      .where(visibleTo(ctx.actor))
      .forUpdate('text')
      .executeTakeFirst(),
  policy: holds(ADOPT, (text: { id: string; body: string }) => ({ body: text.body, text: text.id })),
  events: [did.textRenumbered],
  async handle(ctx, input, text) {
    ctx.expectRev(text, input.rev);
    const slug = slugOf(text.code ?? 'body', text.kind, input.number, '');
    const taken = await ctx.db
      .selectFrom('address')
      .select('record')
      .where('path', '=', `texts/${slug}`)
      .where('record', '<>', text.id)
      .executeTakeFirst();
    if (taken) throw new InvalidInput([{ path: 'number', code: 'number-taken' }]);
    await ctx.db.updateTable('text').set({ number: input.number, slug }).where('id', '=', text.id).execute();
    await ctx.db.updateTable('address').set({ current: false }).where('record', '=', text.id).execute();
    await ctx.db
      .insertInto('address')
      .values({ path: `texts/${slug}`, record: text.id, created_at: ctx.now })
      .onConflict((c) => c.column('path').doUpdateSet({ current: true }))
      .execute();
    ctx.emit(did.textRenumbered, { from: text.slug, to: slug }, text.id);
    return { rev: await touch(ctx, text.id), slug };
  },
});

export const showVersion = command({
  name: 'texts.version.publish',
  summary: 'Chooses who sees a version: officers (draft), the body, or everyone (public).',
  input: z.object({ id: Id, visibility: Visibility }),
  load: loadVersion,
  policy: holds(PUBLISH, scope),
  events: [did.visibilityChanged],
  async handle(ctx, input, version) {
    const editions = await ctx.db
      .selectFrom('edition')
      .select(['id', 'document'])
      .where('version', '=', input.id)
      .execute();
    await ctx.db
      .updateTable('record')
      .set({ visibility: input.visibility, updated_at: ctx.now })
      .where('id', 'in', [input.id, ...editions.map((one) => one.id)])
      .execute();
    for (const one of editions) await settleDocument(ctx, one.document);
    await raiseVisibility(ctx, version.text, input.visibility);
    ctx.emit(did.visibilityChanged, { version: input.id, from: version.visibility, visibility: input.visibility }, [
      version.text,
      input.id,
    ]);
    return { rev: await touch(ctx, input.id) };
  },
});

export const withdrawVersion = command({
  name: 'texts.version.withdraw',
  summary: 'Withdraws a version from sight, or brings it back. Nothing is deleted.',
  input: z.object({ id: Id, withdrawn: z.boolean() }),
  load: loadVersion,
  policy: holds(PUBLISH, scope),
  events: [did.versionWithdrawn],
  async handle(ctx, input) {
    const editions = await ctx.db
      .selectFrom('edition')
      .select(['id', 'document'])
      .where('version', '=', input.id)
      .execute();
    await ctx.db
      .updateTable('record')
      .set({ withdrawn_at: input.withdrawn ? ctx.now : null })
      .where('id', 'in', [input.id, ...editions.map((one) => one.id)])
      .execute();
    for (const one of editions) await settleDocument(ctx, one.document);
    ctx.emit(did.versionWithdrawn, { version: input.id, withdrawn: input.withdrawn }, input.id);
    return { rev: await touch(ctx, input.id) };
  },
});
