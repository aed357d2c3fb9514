import type { Language } from '@suivi/texts';
import { sql, type RawBuilder } from 'kysely';
import type { QueryContext } from '../context.ts';
import { matches, type Counts, type Looked } from './count.ts';
import type { Found } from './find.ts';
import type { Understood } from './understand.ts';

/*
 * Lists in the order of titles as a reader gets them (search_title, migration 0022): script after script, the reader's own first,
 * within each by the rules of its own. Few hits are gathered and put in order. Of many, those of one script after the other are
 * looked for; how many these are is told by the labels of languages that were counted: where they stand close, titles are
 * walked in order and what does not answer is passed over; else they are gathered. Counts may be old: they decide on the way, not on
 * what is shown.
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
  script: number;
}

const cursorOf = (after: string | undefined): Row | null => {
  const parts = /^t~(\d)~([0-9a-f-]{36})~([\w-]*)$/.exec(after ?? '');
  const [, script = '', record = '', filing = ''] = parts ?? [];
  return parts ? { script: Number(script), record, filing: Buffer.from(filing, 'base64url').toString() } : null;
};
const written = ({ script, record, filing }: Row): string =>
  `t~${script}~${record}~${Buffer.from(filing).toString('base64url')}`;

/** To so many hits all are gathered at once. */
const GATHERED = 3_000;
/** So many titles are looked at one by one, whether they answer. */
const WALKED = 3_000;

/** A page of what was understood, by title. `counted`: how many answer, by label. A cursor that is none begins at the first page. */
export async function findByTitle(
  ctx: QueryContext,
  understood: Understood,
  counted: Counts,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Found> {
  const cursor = cursorOf(after);
  const found: Row[] = [];
  if (understood.vector !== null && counted.total <= GATHERED)
    found.push(...(await gathered(ctx, understood, cursor, limit + 1)));
  else {
    const scripts = scriptsFor(ctx.lang);
    const first = scripts.findIndex(({ script }) => script === cursor?.script);
    for (const { script, langs } of scripts.slice(Math.max(0, first))) {
      const hits = counted.labels.reduce(
        (sum, { label, n }) => (langs.map(labelOf).includes(label) ? sum + n : sum),
        0,
      );
      const from = cursor?.script === script ? cursor : null;
      found.push(...(await inScript(ctx, understood, { script, langs, hits }, from, limit + 1 - found.length)));
      if (found.length > limit) break;
    }
  }
  const last = found[limit - 1];
  return {
    records: found.slice(0, limit).map(({ record }) => record),
    next: found.length > limit && last ? written(last) : null,
  };
}

/** The titles that a reader gets, as a condition on rows of search_title. */
const shownTo = (lang: Language): RawBuilder<boolean> =>
  sql<boolean>`(search_title.lang = ${lang} or search_title.lang is null and (search_title.besides is null or ${lang} <> all(search_title.besides)))`;

/** The first of all that answer, whose titles are in some scripts, after a cursor. */
async function gathered(
  ctx: QueryContext,
  looked: Looked,
  cursor: Row | null,
  limit: number,
  scripts = SCRIPTS.map(({ script }) => script),
): Promise<Row[]> {
  const order = scriptsFor(ctx.lang).map(({ script }) => script);
  const turn = sql`array_position(${order}::smallint[], search_title.script)`;
  const after = cursor
    ? sql`(${turn}, search_title.filing, search_title.record) > (${order.indexOf(cursor.script) + 1}, ${cursor.filing} collate title_order, ${cursor.record}::uuid)`
    : sql`true`;
  // Title by title, by key: how many documents a word has is a guess of the planner's, and it would rather read all titles.
  const { rows } = await sql<Row>`
    select hits.record, filing, script from (select record from search_document where ${matches(ctx, looked)} offset 0) hits
    cross join lateral (select filing, script from search_title where search_title.record = hits.record and script = any(${scripts}::smallint[])
      and ${shownTo(ctx.lang)} and ${after} offset 0) search_title
    order by ${turn}, filing, hits.record limit ${limit}`.execute(ctx.db as never);
  return rows;
}

/** The first of those whose title is in one script, after a cursor. */
async function inScript(
  ctx: QueryContext,
  understood: Understood,
  { script, langs, hits }: { script: number; langs: readonly Language[]; hits: number },
  cursor: Row | null,
  limit: number,
): Promise<Row[]> {
  const { kind, vector, all } = understood;
  const after = cursor
    ? sql`(filing, record) > (${cursor.filing} collate title_order, ${cursor.record}::uuid)`
    : sql`true`;
  const walked = async (reach: number | null): Promise<Row[]> => {
    const { rows } = await sql<Row>`
      select titles.record, filing, script from (select * from search_title
        where kind = ${kind} and script = ${script} and ${shownTo(ctx.lang)} and ${after} order by filing, record limit ${reach}) titles
      join search_document on search_document.record = titles.record where ${matches(ctx, understood)}
      order by filing, titles.record limit ${limit}`.execute(ctx.db as never);
    return rows;
  };
  if (vector === null) return walked(null);
  // Some more than are likely to be needed: of one in ten, 26 stand among some 400. But words and titles go together: where a word
  // stands in the titles of one language, there may be none among those of another that come before.
  const reach = Math.ceil((limit * 1.5 * all) / Math.max(hits, 1)) + 50;
  if (reach < Math.min(WALKED, hits)) {
    const rows = await walked(reach);
    if (rows.length >= limit) return rows;
  }
  const one = langs.map((lang) => `'${labelOf(lang)}'`).join(' | ');
  return gathered(ctx, { kind, vector: `(${vector}) & (${one})` }, cursor, limit, [script]);
}
