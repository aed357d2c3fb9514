import type { Language } from '@suivi/texts';
import { sql, type RawBuilder } from 'kysely';
import type { QueryContext } from '../context.ts';
import { matches, type Counts } from './count.ts';
import type { Found } from './find.ts';
import type { Understood } from './understand.ts';

/*
 * Lists in the order of titles as a reader gets them (search_title, migration 0022): script after script, the reader's own first,
 * within each by the rules of its own. How many of what is found stand in a script is told by the labels of languages that were
 * counted: where they stand close, they are walked in order and what does not answer is passed over; where that is most of
 * them, all that answer are gathered and put in order. The count may be an old one: it decides on the way, not on what is shown.
 */

/** Scripts as `script_of` numbers them (migration 0022), with the languages that are written in them. */
const SCRIPTS: readonly { script: number; langs: readonly Language[] }[] = [
  { script: 1, langs: ['en', 'fr', 'es'] },
  { script: 2, langs: ['ru'] },
  { script: 3, langs: ['ar'] },
  { script: 4, langs: ['zh'] },
];
/** The label that a document with a title in this language bears. */
export const labelOf = (lang: Language): string => `language:${lang}`;

const scriptsFor = (lang: Language): typeof SCRIPTS => [
  ...SCRIPTS.filter(({ langs }) => langs.includes(lang)),
  ...SCRIPTS.filter(({ langs }) => !langs.includes(lang)),
];

interface Row {
  record: string;
  filing: string;
}
interface Cursor extends Row {
  script: number;
}

const cursorOf = (after: string | undefined): Cursor | null => {
  const parts = /^t~(\d)~([0-9a-f-]{36})~([\w-]*)$/.exec(after ?? '');
  const [, script = '', record = '', filing = ''] = parts ?? [];
  return parts ? { script: Number(script), record, filing: Buffer.from(filing, 'base64url').toString() } : null;
};
const written = ({ script, record, filing }: Cursor): string =>
  `t~${script}~${record}~${Buffer.from(filing).toString('base64url')}`;

/** A page of what was understood, by title. `counted`: how many answer, by label. A cursor that is none begins at the first page. */
export async function findByTitle(
  ctx: QueryContext,
  understood: Understood,
  counted: Counts,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Found> {
  const cursor = cursorOf(after);
  const scripts = scriptsFor(ctx.lang);
  const first = Math.max(
    0,
    scripts.findIndex(({ script }) => script === cursor?.script),
  );
  const found: Cursor[] = [];
  for (const { script, langs } of scripts.slice(first)) {
    const labels = langs.map(labelOf);
    const hits = counted.labels.reduce((sum, { label, n }) => (labels.includes(label) ? sum + n : sum), 0);
    const rows = await inScript(
      ctx,
      understood,
      { script, labels, hits },
      cursor?.script === script ? cursor : null,
      limit + 1 - found.length,
    );
    found.push(...rows.map((row) => ({ ...row, script })));
    if (found.length > limit) break;
  }
  const last = found[limit - 1];
  return {
    records: found.slice(0, limit).map(({ record }) => record),
    next: found.length > limit && last ? written(last) : null,
  };
}

async function inScript(
  ctx: QueryContext,
  understood: Understood,
  { script, labels, hits }: { script: number; labels: readonly string[]; hits: number },
  cursor: Row | null,
  limit: number,
): Promise<Row[]> {
  const { kind, vector, all } = understood;
  const shown = sql`search_title.kind = ${kind} and search_title.script = ${script} and (search_title.lang = ${ctx.lang}
    or search_title.lang is null and (search_title.besides is null or ${ctx.lang} <> all(search_title.besides)))`;
  const after = cursor
    ? sql`(search_title.filing, search_title.record) > (${cursor.filing} collate title_order, ${cursor.record}::uuid)`
    : sql`true`;
  const read = async (from: RawBuilder<unknown>): Promise<Row[]> =>
    (
      await sql<Row>`select record, filing from (${from}) found order by filing, record limit ${limit}`.execute(
        ctx.db as never,
      )
    ).rows;
  const walked = (reach: number | null): Promise<Row[]> =>
    read(sql`
      select search_document.record, titles.filing from (
        select record, filing from search_title where ${shown} and ${after} order by filing, record limit ${reach}) titles
      join search_document on search_document.record = titles.record where ${matches(ctx, understood)}`);
  // Some more than are likely to be needed, and again as many more until there are enough: of one in ten, 26 stand among some 400.
  const likely = vector === null ? limit : Math.ceil((limit * 1.5 * all) / Math.max(hits, 1)) + 50;
  for (let reach = likely; vector === null ? reach < all : reach < hits; reach *= 4) {
    const rows = await walked(reach);
    if (rows.length >= limit) return rows;
  }
  if (vector === null) return walked(null);
  const one = labels.map((label) => `'${label}'`).join(' | ');
  return read(sql`
    select hits.record, search_title.filing from (
      select record from search_document where ${matches(ctx, { kind, vector: `(${vector}) & (${one})` })} offset 0) hits
    join search_title on search_title.record = hits.record where ${shown} and ${after}`);
}
