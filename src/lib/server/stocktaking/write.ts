import { sql } from 'kysely';
import type { Handling } from '../platform/command.ts';
import type { Read, Write } from '../platform/db.ts';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import type { Language } from '@suivi/texts';
import { setTags, type TagGiven } from '../frameworks/index.ts';
import { codesIn, codesOf } from './concepts.ts';
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
    ...codesIn(content).flatMap(({ path, code: concept }) =>
      known.has(concept) ? [] : [{ path, code: 'no-such-concept', values: { concept } }],
    ),
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

/** Adds a version that waits for moderators; one that waited already is taken back for it. Returns its number. */
export async function addVersion(
  ctx: Pick<Handling, 'db' | 'actor' | 'now'>,
  one: Pick<Loaded, 'id' | 'state'>,
  version: { content: Content; lang: string },
): Promise<number> {
  await ctx.db
    .updateTable('initiative_version')
    .set({ state: 'taken-back' })
    .where('initiative', '=', one.id)
    .where('state', '=', 'waiting')
    .execute();
  const { seq } = await ctx.db
    .insertInto('initiative_version')
    .values((eb) => ({
      initiative: one.id,
      seq: eb
        .selectFrom('initiative_version')
        .select(sql<number>`coalesce(max(seq), 0) + 1`.as('seq'))
        .where('initiative', '=', one.id),
      lang: version.lang,
      content: JSON.stringify(version.content),
      submitted_by: ctx.actor.id,
      submitted_at: ctx.now,
      state: 'waiting',
    }))
    .returning('seq')
    .executeTakeFirstOrThrow();
  await ctx.db
    .updateTable('initiative')
    .set({
      draft: null,
      draft_lang: null,
      waiting: seq,
      ...(one.state === 'published' ? {} : { state: 'submitted' }),
    })
    .where('id', '=', one.id)
    .execute();
  return seq;
}

/**
 * Makes a waiting version the public one: the one before is superseded, the record is public under its address, its tags
 * are those that the version names. The caller has judged who may.
 */
export async function publish(
  ctx: Pick<Handling, 'db' | 'now' | 'actor'>,
  one: Pick<Loaded, 'id' | 'number' | 'organisation'>,
  version: { seq: number; lang: Language; content: Content },
): Promise<void> {
  const { db, now } = ctx;
  await db
    .updateTable('initiative_version')
    .set({ state: 'superseded' })
    .where('initiative', '=', one.id)
    .where('state', '=', 'published')
    .execute();
  await db
    .updateTable('initiative_version')
    .set({ state: 'published', decided_by: ctx.actor.id, decided_at: now })
    .where('initiative', '=', one.id)
    .where('seq', '=', version.seq)
    .execute();
  await db
    .updateTable('initiative')
    .set((eb) => ({
      state: 'published',
      published: version.seq,
      waiting: null,
      published_at: eb.fn.coalesce('published_at', eb.val(now)),
      confirmed_on: now.toISOString().slice(0, 10),
    }))
    .where('id', '=', one.id)
    .execute();
  await db.updateTable('record').set({ visibility: 'public', withdrawn_at: null }).where('id', '=', one.id).execute();
  // An organisation that was put on record for it is named from now on.
  await db
    .updateTable('record')
    .set({ visibility: 'public' })
    .where('id', '=', one.organisation)
    .where('visibility', '<>', 'public')
    .execute();
  await db
    .insertInto('address')
    .values({ path: addressOf(one.number), record: one.id, created_at: now })
    .onConflict((c) => c.column('path').doNothing())
    .execute();
  await setTags({ ...ctx, lang: version.lang }, one.id, tagsIn(version.content));
  await indexEntries(ctx, [one.id]);
}

/** What a content says that it serves, and where: the tags of its record. */
export const tagsIn = (content: Content): TagGiven[] => [
  ...content.serves.map(({ concept, reason }) => ({ concept, words: reason ?? null })),
  ...content.countries.map((concept) => ({ concept })),
];
