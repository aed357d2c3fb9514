import { ALL_FEATURES, indexed, type Features, type Field } from '@suivi/search';
import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import type { Write } from '../db.ts';
import { arrayOf } from '../ids.ts';
import { EACH } from './count.ts';
import { numbersOf, packed } from './labels.ts';
import { labelOf } from './titles.ts';
import { keepWords } from './vocabulary.ts';

/** A record as lists find it. */
export interface SearchDocument {
  record: string;
  /** Kind of the record: a list is of one kind. */
  kind: string;
  /** Its texts in all languages, each with its weight. */
  fields: readonly Field[];
  /** What it is filtered and counted by: "country:M49 404", "line:C2", "year:2025". */
  labels: readonly string[];
  /** What it is filtered by and never counted: "organisation:0198…", of which there are thousands. */
  uncounted?: readonly string[];
  /** What "newest first" goes by. */
  at: Date;
  /**
   * What "by title" goes by: the title as it was written, and what readers of other languages get in its place. Each language of a
   * title stands among the labels, as "language:fr". Left out of kinds that no list has by title.
   */
  titles?: readonly { text: string; lang: Language }[];
}

const ROWS = 500;

/**
 * Puts records where lists find them, or writes anew what is there; a room's commands call it whenever what a list shows
 * or filters by has changed. Who sees a document is who sees its record; that is kept by the database.
 * @returns records whose text was longer than an index holds: the end of it is not found
 */
export async function putDocuments(
  ctx: { db: Write },
  documents: readonly SearchDocument[],
  features: Features = ALL_FEATURES,
): Promise<{ cut: string[] }> {
  const cut: string[] = [];
  for (let from = 0; from < documents.length; from += ROWS) {
    const some = documents.slice(from, from + ROWS);
    const numbers = await numbersOf(
      ctx,
      some.flatMap((one) => [...one.labels, EACH]),
    );
    const rows = some.map((one) => {
      const labels = [...new Set(one.labels), EACH];
      const { vector, words, cut: longer } = indexed(one.fields, [...labels, ...(one.uncounted ?? [])], features);
      if (longer) cut.push(one.record);
      return { record: one.record, kind: one.kind, at: one.at, codes: packed(labels, numbers), vector, words };
    });
    const sent = JSON.stringify(rows.map(({ words: _words, ...row }) => row));
    await sql`
      insert into search_document (record, kind, visibility, withdrawn_at, owner_body, at, codes, vector)
      select record.id, one.kind, record.visibility, record.withdrawn_at, record.owner_body, one.at, decode(one.codes, 'hex'), one.vector::tsvector
      from jsonb_to_recordset(${sent}::jsonb) as one(record uuid, kind text, at timestamptz, codes text, vector text)
      join record on record.id = one.record
      on conflict (record) do update set kind = excluded.kind, visibility = excluded.visibility, withdrawn_at = excluded.withdrawn_at,
        owner_body = excluded.owner_body, at = excluded.at, codes = excluded.codes, vector = excluded.vector`.execute(
      ctx.db,
    );
    await putTitles(ctx, some);
    await keepWords(
      ctx,
      rows.flatMap((row) => row.words),
    );
  }
  return { cut };
}

async function putTitles(ctx: { db: Write }, documents: readonly SearchDocument[]): Promise<void> {
  const titles = documents.flatMap(({ record, kind, labels, titles: [written, ...others] = [] }) => {
    if (!written) return [];
    const own = others.filter(({ lang }) => lang !== written.lang);
    for (const { lang } of [written, ...own])
      if (!labels.includes(labelOf(lang))) throw new RangeError(`a title in ${lang} without its label`);
    return [
      {
        record,
        kind,
        lang: null,
        besides: own.length === 0 ? null : own.map(({ lang }) => lang),
        in: written.lang,
        text: written.text,
      },
      ...own.map(({ lang, text }) => ({ record, kind, lang, besides: null, in: lang, text })),
    ];
  });
  await ctx.db
    .deleteFrom('search_title')
    .where('record', '=', sql<string>`any(${arrayOf(documents.map(({ record }) => record))}::uuid[])`)
    .execute();
  await sql`
    insert into search_title (record, kind, lang, besides, script, filing)
    select record, kind, lang, besides, script_of("in"), filing_of(text, "in")
    from jsonb_to_recordset(${JSON.stringify(titles)}::jsonb) as one(record uuid, kind text, lang text, besides text[], "in" text, text text)`.execute(
    ctx.db,
  );
}

/** Takes records out of all lists. */
export async function dropDocuments(ctx: { db: Write }, records: readonly string[]): Promise<void> {
  if (records.length > 0) await ctx.db.deleteFrom('search_document').where('record', 'in', records).execute();
}
