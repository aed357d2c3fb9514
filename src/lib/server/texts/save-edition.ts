import { sql } from 'kysely';
import type { Text } from '@suivi/texts';
import { pairParagraphs } from '@suivi/texts/compare';
import { can } from '../platform/actor.ts';
import { newRecord, type Handling } from '../platform/command.ts';
import { Forbidden, InvalidInput } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { RANK, type Shown } from '../platform/visibility.ts';
import { vectorOf } from '../platform/search/index.ts';
import * as did from './events.ts';
import { IMPORT } from './policy.ts';
import { treeRows } from './queries.ts';
import { rowsOf, treeOf, type NodeRow } from './rows.ts';

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

export const slugOf = (body: string, kind: string, number: string | null, title: string): string => {
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
export async function settleDocument(ctx: Handling, document: string | null): Promise<void> {
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
export async function raiseVisibility(ctx: Handling, id: string, visibility: string): Promise<void> {
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
