import { sql } from 'kysely';
import { pairParagraphs, type Text } from '@suivi/texts';
import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { Forbidden, InvalidInput } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Id, Lang, plainText, Rev, Visibility } from '../platform/input.ts';
import { holds, type Policy } from '../platform/policy.ts';
import { RANK, visibleTo, type Shown } from '../platform/visibility.ts';
import { Correction, correct } from './correct.ts';
import { vectorOf } from '../platform/search/index.ts';
import * as did from './events.ts';
import { ADOPT, IMPORT, PUBLISH } from './policy.ts';
import { treeRows } from './queries.ts';
import { rowsOf, treeOf, type NodeRow } from './rows.ts';

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

interface Saving {
  content: Text;
  document: string | null;
  body: string;
  number: string | null;
  title: string;
  version: string;
  lang: Text['language'];
  authority: string;
  visibility: 'draft' | 'body' | 'public';
  /** The text that it is a version of, where that is known; else it is found by body, kind and number. */
  into?: { id: string; slug: string };
  /** True where paragraphs carry their identity (`wId`), as those of a text that was amended do. */
  identified?: boolean;
}

/**
 * Saves a text as an edition of the version labelled so, which is made where there is none. Leaves `textAdded` and
 * `editionSaved`. Errors: InvalidInput, Forbidden where the actor may not bring texts into the body.
 */
export async function saveEdition(
  ctx: Handling,
  saving: Saving,
): Promise<{ text: string; slug: string; version: string; edition: string }> {
  const body = await ctx.db
    .selectFrom('party')
    .select(['id', 'code'])
    .where('code', '=', saving.body)
    .executeTakeFirst();
  if (!body) throw new InvalidInput([{ path: 'body', code: 'unknown-body' }]);
  const text = saving.into ?? (await textFor(ctx, saving, body));
  if (!can(ctx.actor, IMPORT, { body: body.id, text: text.id })) throw new Forbidden(IMPORT);
  const { version, previous } = await versionFor(ctx, saving, text.id, body.id);
  const twin = await ctx.db
    .selectFrom('edition')
    .select('id')
    .where('version', '=', version)
    .where('lang', '=', saving.lang)
    .executeTakeFirst();
  if (twin) throw new InvalidInput([{ path: 'lang', code: 'edition-exists' }]);
  const edition = await newRecord(ctx, 'edition', { visibility: saving.visibility, ownerBody: body.id });
  await ctx.db
    .insertInto('edition')
    .values({
      id: edition,
      version,
      lang: saving.lang,
      authority: saving.authority,
      document: saving.document,
      title: saving.title,
      profile: saving.content.profile,
      extras: JSON.stringify({
        footnotes: saving.content.footnotes,
        repairs: saving.content.repairs,
        warnings: saving.content.warnings,
        status: saving.content.status,
      }),
    })
    .execute();
  await settleDocument(ctx, saving.document);
  await insertNodes(ctx, edition, text.id, version, previous, saving);
  ctx.emit(
    did.editionSaved,
    { text: text.id, version, edition, lang: saving.lang, label: saving.version, previousVersion: previous },
    [text.id, version, edition],
  );
  return { text: text.id, slug: text.slug, version, edition };
}

const slugOf = (body: string, kind: string, number: string | null, title: string): string => {
  const tail = (number ?? title)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return [body, kind === 'resolution' || number === null ? '' : kind, tail || newId().slice(0, 8)]
    .filter(Boolean)
    .join('-');
};

async function textFor(
  ctx: Handling,
  saving: Saving,
  body: { id: string; code: string | null },
): Promise<{ id: string; slug: string }> {
  const { kind } = saving.content;
  if (saving.number !== null) {
    const known = await ctx.db
      .selectFrom('text')
      .select(['id', 'slug'])
      .where('body', '=', body.id)
      .where('kind', '=', kind)
      .where('number', '=', saving.number)
      .executeTakeFirst();
    if (known) {
      await raiseVisibility(ctx, known.id, saving.visibility);
      return known;
    }
  }
  const id = await newRecord(ctx, 'text', { visibility: saving.visibility, ownerBody: body.id });
  const slug = slugOf(body.code ?? 'body', kind, saving.number, saving.title);
  const taken = await ctx.db.selectFrom('text').select('id').where('slug', '=', slug).executeTakeFirst();
  const own = taken ? `${slug}-${id.slice(-4)}` : slug;
  await ctx.db.insertInto('text').values({ id, body: body.id, kind, number: saving.number, slug: own }).execute();
  await ctx.db
    .insertInto('address')
    .values({ path: `texts/${own}`, record: id, created_at: ctx.now })
    .execute();
  ctx.emit(did.textAdded, { slug: own }, id);
  return { id, slug: own };
}

/**
 * A document holds all its texts: its file is shown no wider than the narrowest of their editions, and to officers alone
 * while one of them is not saved.
 */
async function settleDocument(ctx: Handling, document: string | null): Promise<void> {
  if (document === null) return;
  const editions = await ctx.db
    .selectFrom('edition')
    .innerJoin('record', 'record.id', 'edition.id')
    .select(['record.visibility', 'record.withdrawn_at', 'record.owner_body'])
    .where('edition.document', '=', document)
    .execute();
  const held = await ctx.db
    .selectFrom('intake')
    .select(sql<number>`jsonb_array_length(corrected -> 'texts')`.as('texts'))
    .where('document', '=', document)
    .executeTakeFirst();
  const shown = editions.map((one) => (one.withdrawn_at === null ? (one.visibility as Shown) : 'draft'));
  const whole = shown.length >= (held?.texts ?? 1);
  const visibility = whole ? shown.reduce((a, b) => (RANK[b] < RANK[a] ? b : a)) : 'draft';
  // Within a body where all its texts are of that one.
  const bodies = new Set(editions.map((one) => one.owner_body));
  const owner_body = whole && bodies.size === 1 ? ([...bodies][0] ?? null) : null;
  await ctx.db.updateTable('record').set({ visibility, owner_body }).where('id', '=', document).execute();
}

// A text is seen by whoever may see one of its versions.
async function raiseVisibility(ctx: Handling, id: string, visibility: string): Promise<void> {
  if (visibility === 'draft') return;
  await ctx.db
    .updateTable('record')
    .set({ visibility })
    .where('id', '=', id)
    .where('visibility', 'in', visibility === 'public' ? ['draft', 'body'] : ['draft'])
    .execute();
}

async function versionFor(
  ctx: Handling,
  saving: Saving,
  text: string,
  body: string,
): Promise<{ version: string; previous: string | null }> {
  const versions = await ctx.db
    .selectFrom('version')
    .select(['id', 'label', 'seq', 'based_on'])
    .where('text', '=', text)
    .orderBy('seq')
    .forUpdate()
    .execute();
  const known = versions.find((one) => one.label === saving.version);
  if (known) return { version: known.id, previous: known.based_on };
  const last = versions.at(-1);
  const id = await newRecord(ctx, 'version', { visibility: saving.visibility, ownerBody: body });
  await ctx.db
    .insertInto('version')
    .values({ id, text, seq: (last?.seq ?? 0) + 1, label: saving.version, status: 'draft', based_on: last?.id ?? null })
    .execute();
  return { version: id, previous: last?.id ?? null };
}

async function insertNodes(
  ctx: Handling,
  edition: string,
  text: string,
  version: string,
  previous: string | null,
  saving: Saving,
): Promise<void> {
  const rows = rowsOf({ ...saving.content, language: saving.lang });
  const provisions =
    saving.identified === true
      ? await ownOf(ctx, rows, text)
      : await identify(ctx, { ...saving.content, language: saving.lang }, edition, version, previous);
  const fresh = rows
    .filter((row) => !provisions.has(row.eid))
    .map((row) => ({ eid: row.eid, id: newId(ctx.now.getTime()) }));
  for (const part of chunks(fresh, 1000))
    await ctx.db
      .insertInto('provision')
      .values(part.map(({ id }) => ({ id, text })))
      .execute();
  for (const { eid, id } of fresh) provisions.set(eid, id);
  for (const part of chunks(rows, 500)) {
    await ctx.db
      .insertInto('node')
      .values(
        part.map(({ wid: _wid, ...row }) => ({
          ...row,
          edition,
          provision: provisions.get(row.eid) ?? null,
          addressees: JSON.stringify(row.addressees),
          runs: JSON.stringify(row.runs),
          grid: row.grid && JSON.stringify(row.grid),
          search: vectorOf([{ text: row.plain, lang: saving.content.language }]),
        })),
      )
      .execute();
  }
  await insertCitations(ctx, edition, saving.content);
}

// Paragraphs that say who they are: those of this text keep it, the others begin.
async function ownOf(ctx: Handling, rows: readonly NodeRow[], text: string): Promise<Map<string, string>> {
  const known = await ctx.db.selectFrom('provision').select('id').where('text', '=', text).execute();
  const ids = new Set(known.map((one) => one.id));
  return new Map(rows.flatMap((row) => (row.wid !== null && ids.delete(row.wid) ? [[row.eid, row.wid]] : [])));
}

// Another language of the same version: paragraphs at the same address are the same. Else by likeness to the version before.
async function identify(
  ctx: Handling,
  text: Text,
  edition: string,
  version: string,
  previous: string | null,
): Promise<Map<string, string>> {
  const sibling = await knownOf(ctx, version, null, edition);
  if (sibling.length > 0) return provisionsOf(sibling);
  if (previous === null) return new Map();
  const before = await knownOf(ctx, previous, text.language, edition);
  const provisions = provisionsOf(before);
  const found = new Map<string, string>();
  for (const [is, was] of pairParagraphs({ groups: treeOf(before) }, text)) {
    const provision = provisions.get(was);
    if (provision !== undefined) found.set(is, provision);
  }
  return found;
}

type Known = Awaited<ReturnType<typeof treeRows>>;
const provisionsOf = (rows: Known): Map<string, string> =>
  new Map(rows.flatMap((row) => (row.wid === null || row.state === 'deleted' ? [] : [[row.eid, row.wid]])));

// Paragraphs of an edition of a version, in this language where it has one.
async function knownOf(ctx: Handling, version: string, lang: string | null, besides: string): Promise<Known> {
  const edition = await ctx.db
    .selectFrom('edition')
    .select('id')
    .where('version', '=', version)
    .where('id', '<>', besides)
    .orderBy(sql`lang = ${lang ?? ''}`, 'desc')
    .orderBy('id')
    .executeTakeFirst();
  if (!edition) return [];
  return treeRows(ctx.db, edition.id);
}

async function insertCitations(ctx: Handling, edition: string, text: Text): Promise<void> {
  if (text.references.length === 0) return;
  const numbers = [...new Set(text.references.map((one) => one.number))];
  const known = await ctx.db
    .selectFrom('text')
    .innerJoin('party', 'party.id', 'text.body')
    .select(['text.id', 'text.number', 'party.code'])
    .where('text.number', 'in', numbers)
    .execute();
  const seen = new Set<string>();
  const rows = text.references.flatMap((one) => {
    const key = `${one.eId} ${one.from}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const target = known.find((each) => each.number === one.number && each.code === one.body)?.id ?? null;
    return [
      {
        edition,
        eid: one.eId,
        from_char: one.from,
        to_char: one.to,
        words: one.text,
        body: one.body,
        kind: one.kind,
        number: one.number,
        revision: one.revision,
        year: one.year,
        target,
      },
    ];
  });
  for (const part of chunks(rows, 500)) await ctx.db.insertInto('citation').values(part).execute();
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

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
