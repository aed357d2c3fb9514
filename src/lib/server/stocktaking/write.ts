import { sql } from 'kysely';
import type { Handling } from '../platform/command.ts';
import { texts, uuids } from '../platform/arrays.ts';
import { PLANNED_ONCE, type Read, type Write } from '../platform/db.ts';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import type { Language } from '@suivi/texts';
import { setTagsOfMany, tagNew, type TagGiven } from '../frameworks/index.ts';
import { codesOf, unknownCodesIn } from './concepts.ts';
import type { Content } from './content.ts';
import { indexEntries } from './index-entry.ts';
import type { Loaded } from './load.ts';

/** The address of an initiative's page, without origin and language. */
export const addressOf = (number: number | string): string => `stocktaking/${String(number)}`;

/**
 * What the database knows to be wrong with a content that is complete in itself: codes that no framework holds, or holds no
 * longer; pictures and files that were never sent for this initiative.
 */
export async function unknownIn(ctx: { db: Read | Write }, id: string, content: Content): Promise<Issue[]> {
  const { rows } = await sql<{ known: string[]; files: string[] }>`
    select array(select code from concept where code = any(${codesOf(content)}::text[]) and not retired) as known,
      array(select sha256 from initiative_file where initiative = ${id}) as files`.execute(ctx.db as never);
  const [known, files] = [new Set(rows[0]?.known), new Set(rows[0]?.files)];
  return [
    ...unknownCodesIn(content, known),
    ...(['pictures', 'files'] as const).flatMap((field) =>
      content[field].flatMap(({ sha256 }, i) =>
        files.has(sha256) ? [] : [{ path: `${field}.${i}`, code: 'no-such-file' }],
      ),
    ),
  ];
}

/** Refuses what `unknownIn` finds. */
export async function assertKnown(ctx: Pick<Handling, 'db'>, id: string, content: Content): Promise<void> {
  const issues = await unknownIn(ctx, id, content);
  if (issues.length > 0) throw new InvalidInput(issues);
}

/** A version to be: of which initiative, in which language. */
export interface VersionGiven {
  id: string;
  lang: string;
  content: Content;
}

/**
 * Adds a version to each of these initiatives, which waits for moderators; one that waited already is taken back for it. In a
 * few statements, however many they are. Returns the versions' numbers, by initiative.
 */
export async function addVersions(
  ctx: Pick<Handling, 'db' | 'actor' | 'now'>,
  list: readonly VersionGiven[],
): Promise<Map<string, number>> {
  if (list.length === 0) return new Map();
  const ids = list.map(({ id }) => id);
  await sql`update initiative_version set state = 'taken-back' where state = 'waiting' and initiative = any(${ids}::uuid[])`.execute(
    ctx.db,
  );
  const given = JSON.stringify(list.map(({ id, lang, content }) => ({ id, lang, content })));
  const { rows } = await sql<{ id: string; seq: number }>`
    insert into initiative_version (initiative, seq, lang, content, submitted_by, submitted_at, state)
    select id, (select coalesce(max(seq), 0) + 1 from initiative_version v where v.initiative = g.id), lang, content,
      ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz, 'waiting'
    from jsonb_to_recordset(${given}::jsonb) as g(id uuid, lang text, content jsonb) returning initiative as id, seq`.execute(
    ctx.db,
  );
  await sql`update initiative set waiting = g.seq, draft = null, draft_lang = null,
      state = case when initiative.state = 'published' then 'published' else 'submitted' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, seq int) where g.id = initiative.id`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}

/** The same for one. */
export const addVersion = async (
  ctx: Pick<Handling, 'db' | 'actor' | 'now'>,
  one: Pick<Loaded, 'id'>,
  version: Omit<VersionGiven, 'id'>,
): Promise<number> => (await addVersions(ctx, [{ id: one.id, ...version }])).get(one.id) ?? 0;

/** A version that is, or becomes, the public one of its initiative. */
export interface Published extends VersionGiven {
  number: number | string;
  organisation: string;
  seq: number;
  lang: Language;
}

/** Makes waiting versions the public ones; those before are superseded. The caller has judged who may. */
export async function publishAll(
  { db, now, actor }: Pick<Handling, 'db' | 'now' | 'actor'>,
  list: readonly Published[],
): Promise<void> {
  if (list.length === 0) return;
  const given = JSON.stringify(list.map(({ id, seq }) => ({ id, seq })));
  const g = sql`jsonb_to_recordset(${given}::jsonb) as g(id uuid, seq int)`;
  await sql`update initiative_version v set state = 'superseded' from ${g} where v.initiative = g.id and v.state = 'published'`.execute(
    db,
  );
  await sql`update initiative_version v set state = 'published', decided_by = ${actor.id}::uuid, decided_at = ${now}::timestamptz
    from ${g} where v.initiative = g.id and v.seq = g.seq`.execute(db);
  await sql`update initiative set state = 'published', published = g.seq, waiting = null,
      published_at = coalesce(published_at, ${now}::timestamptz), confirmed_on = ${now.toISOString().slice(0, 10)}::date
    from ${g} where g.id = initiative.id`.execute(db);
  await sql`update record set visibility = 'public', withdrawn_at = null, updated_at = ${now}::timestamptz from ${g} where g.id = record.id`.execute(
    db,
  );
}

/**
 * Gives published initiatives their addresses, and the tags that their versions name. Lists are for the caller to write.
 * @param fresh initiatives that this transaction has made
 */
export async function place(
  ctx: Pick<Handling, 'db' | 'now' | 'actor'>,
  list: readonly Published[],
  { fresh = false } = {},
): Promise<void> {
  const [first] = list;
  if (first === undefined) return;
  await sql`${PLANNED_ONCE} insert into address (path, record, created_at) select path, id, ${ctx.now}::timestamptz
    from unnest(${texts(list.map(({ number }) => addressOf(number)))}::text[], ${uuids(list.map(({ id }) => id))}::uuid[]) as g(path, id)
    ${fresh ? sql`` : sql`on conflict (path) do nothing`}`.execute(ctx.db);
  // An organisation that was put on record for one of them is named from now on.
  const organisations = [...new Set(list.map(({ organisation }) => organisation))];
  await sql`${PLANNED_ONCE} update record set visibility = 'public' where id in
    (select id from record where id = any(${organisations}::uuid[]) and visibility <> 'public' order by id for no key update)`.execute(
    ctx.db,
  );
  const tags = list.map((one) => ({ record: one.id, concepts: tagsIn(one) }));
  // Each reason is in the language of its own entry.
  const tagging = { ...ctx, lang: first.lang };
  await (fresh ? tagNew(tagging, tags) : setTagsOfMany(tagging, tags));
}

/** Publishes one version, all that is to be done at once: it stands in the lists when the command ends. */
export async function publish(
  ctx: Pick<Handling, 'db' | 'now' | 'actor'>,
  one: Pick<Loaded, 'id' | 'number' | 'organisation'>,
  version: { seq: number; lang: Language; content: Content },
): Promise<void> {
  const list = [{ id: one.id, number: one.number, organisation: one.organisation, ...version }];
  await publishAll(ctx, list);
  await place(ctx, list);
  await indexEntries(ctx, [one.id]);
}

/** What a content says that it serves, and where: the tags of its record. */
const tagsIn = ({ content, lang }: Published): TagGiven[] => [
  ...content.serves.map(({ concept, reason }) => ({ concept, words: reason ?? null, lang })),
  ...content.countries.map((concept) => ({ concept })),
];
