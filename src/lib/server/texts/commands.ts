import type { Text } from '@suivi/texts';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, Lang, plainText, Rev, Visibility } from '../platform/input.ts';
import { holds, type Policy } from '../platform/policy.ts';
import { Correction, correct } from './correct.ts';
import * as did from './events.ts';
import { IMPORT } from './policy.ts';
import { saveEdition } from './save-edition.ts';

const OutlineJson = z.looseObject({ texts: z.array(z.looseObject({})).min(1) });

/** Keeps a file that was read (intake.ts reads it in a worker). Internal: its outline is the engine's, never a caller's. */
export const createIntake = command({
  name: 'texts.intake.create',
  summary: 'Takes in a document that was read; the same bytes again lead to the same record.',
  input: z.object({
    sha256: z.string(),
    publicCopy: z.string().nullable(),
    size: z.number(),
    type: z.string(),
    name: z.string().max(255),
    lang: Lang.nullable(),
    engine: z.string(),
    outline: OutlineJson,
  }),
  policy: holds<undefined>(IMPORT),
  internal: true,
  events: [did.documentReceived],
  async handle(ctx, input) {
    for (const sha256 of [input.publicCopy, input.sha256]) {
      if (sha256 === null) continue;
      await ctx.db
        .insertInto('file')
        .values({
          sha256,
          size: String(input.size),
          type: input.type,
          public_copy: sha256 === input.sha256 ? input.publicCopy : null,
          created_at: ctx.now,
        })
        .onConflict((c) => c.doNothing())
        .execute();
    }
    const document = await newRecord(ctx, 'document');
    await ctx.db
      .insertInto('document')
      .values({ id: document, file: input.sha256, name: input.name, lang: input.lang })
      .execute();
    const id = await newRecord(ctx, 'intake');
    const outline = JSON.stringify(input.outline);
    await ctx.db
      .insertInto('intake')
      .values({ id, document, engine_version: input.engine, outline, corrected: outline, created_by: ctx.actor.id })
      .execute();
    ctx.emit(did.documentReceived, { name: input.name, sha256: input.sha256 }, [id, document]);
    return { id, document };
  },
});

/** A document that is not saved yet concerns no body: it is open to who brought it in, and to who may everywhere. */
const ofIntake: Policy<{ created_by: string | null }> = {
  needs: IMPORT,
  also: (actor, intake) =>
    can(actor, IMPORT, {}) || (actor.id !== null && intake.created_by === actor.id) ? 'allow' : 'hide',
};

const loadIntake = async (ctx: { db: Handling['db'] }, { id }: { id: string }) =>
  ctx.db
    .selectFrom('intake')
    .innerJoin('record', 'record.id', 'intake.id')
    .selectAll('intake')
    .select('record.rev')
    .where('intake.id', '=', id)
    .forUpdate('intake')
    .executeTakeFirst();

export const correctIntake = command({
  name: 'texts.intake.correct',
  summary: 'Corrects how a document was read: kind, label, level, heading, addressee, merge, split, repairs.',
  input: z.object({ id: Id, rev: Rev, corrections: z.array(Correction).min(1).max(200) }),
  load: loadIntake,
  policy: ofIntake,
  events: [did.intakeCorrected],
  async handle(ctx, input, intake) {
    if (intake.state !== 'open') throw new InvalidInput([{ path: 'id', code: 'intake-closed' }]);
    ctx.expectRev(intake, input.rev);
    const before = intake.corrected as unknown as { texts: Text[] };
    const after = input.corrections.reduce((outline, one) => correct(outline, one), before);
    const list = [...(Array.isArray(intake.corrections) ? intake.corrections : []), ...input.corrections];
    await ctx.db
      .updateTable('intake')
      .set({ corrected: JSON.stringify(after), corrections: JSON.stringify(list) })
      .where('id', '=', input.id)
      .execute();
    ctx.emit(did.intakeCorrected, { corrections: input.corrections.length }, input.id);
    return { rev: await touch(ctx, input.id) };
  },
});

export const abandonIntake = command({
  name: 'texts.intake.abandon',
  summary: 'Puts a document that was taken in aside. Nothing is deleted.',
  input: z.object({ id: Id }),
  load: loadIntake,
  policy: ofIntake,
  events: [did.intakeAbandoned],
  async handle(ctx, { id }) {
    await ctx.db.updateTable('intake').set({ state: 'abandoned' }).where('id', '=', id).execute();
    ctx.emit(did.intakeAbandoned, {}, id);
    await touch(ctx, id);
  },
});

const Label = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
  .describe('label of the version in its address: 2024');

export const saveIntake = command({
  name: 'texts.intake.save',
  summary: 'Saves a text of a document as an edition: a new text, a new version of a known one, or another language.',
  input: z.object({
    id: Id,
    /** Which text of the document: 0 is the first. */
    text: z.coerce.number().int().min(0).max(50),
    body: z.string().describe('code of the body that speaks'),
    number: z.string().trim().max(40).optional(),
    title: plainText(1000).optional(),
    version: Label,
    lang: Lang.optional(),
    authority: z.enum(['authentic', 'official', 'unofficial', 'machine']).default('official'),
    visibility: Visibility.default('draft'),
  }),
  load: loadIntake,
  policy: ofIntake,
  events: [did.textAdded, did.editionSaved],
  async handle(ctx, input, intake) {
    const outline = intake.corrected as unknown as { texts: Text[] };
    const text = outline.texts[input.text];
    if (!text) throw new InvalidInput([{ path: 'text', code: 'no-such-text' }]);
    const saved = await saveEdition(ctx, {
      ...input,
      content: text,
      document: intake.document,
      number: input.number ?? text.number,
      title: input.title ?? (text.title || (text.number ?? '')),
      lang: input.lang ?? text.language,
    });
    await ctx.db.updateTable('intake').set({ state: 'saved' }).where('id', '=', input.id).execute();
    await touch(ctx, input.id);
    return saved;
  },
});
