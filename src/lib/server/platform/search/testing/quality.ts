import { readFileSync } from 'node:fs';
import { ALL_FEATURES, LANGUAGES, type Language } from '@suivi/search';
import { z } from 'zod';
import { ANONYMOUS } from '../../actor.ts';
import type { QueryContext } from '../../context.ts';
import type { Database } from '../../db.ts';
import { newId } from '../../ids.ts';
import { countWords, find, foldWords, putDocuments, understand, type How } from '../index.ts';

const Quality = z.object({
  initiatives: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      organisation: z.string(),
      place: z.string(),
    }),
  ),
  queries: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      tests: z.array(z.string()),
      expected: z.array(z.string()).min(3),
      near: z.array(z.string()).min(2),
    }),
  ),
});
type Set = z.output<typeof Quality>;
export interface Initiative {
  lang: Language;
  one: Set['initiatives'][number];
}
export type Asked = Set['queries'][number] & { lang: Language };

const folder = new URL('../../../../../../packages/search/test/quality/', import.meta.url);

/** The made-up initiatives and the questions of packages/search/test/quality. */
export function quality(): { initiatives: Initiative[]; queries: Asked[] } {
  const sets = LANGUAGES.map((lang) => ({
    lang,
    set: Quality.parse(JSON.parse(readFileSync(new URL(`${lang}.json`, folder), 'utf8'))),
  }));
  return {
    initiatives: sets.flatMap(({ lang, set }) => set.initiatives.map((one) => ({ lang, one }))),
    queries: sets.flatMap(({ lang, set }) => set.queries.map((one) => ({ ...one, lang }))),
  };
}

/** What one query found: places of what is expected and of what is near, from 1; null where not within the first ten. */
export interface Outcome {
  asked: Asked;
  found: string[];
  /** Share of what is expected within the first ten. */
  recall: number;
  /** Pairs of an expected and a near one, and those of them where the near one stands above. */
  pairs: number;
  wrong: number;
}

/** Puts the initiatives into an empty registry and asks every question. */
export async function ask(database: Database, how: How): Promise<Outcome[]> {
  const { initiatives, queries } = quality();
  const ids = new Map(initiatives.map(({ one }) => [one.id, newId()]));
  const names = new Map(Array.from(ids, ([name, id]) => [id, name]));
  const db = database.UNSAFE_write;
  const at = new Date('2026-01-01T00:00:00Z');
  await db
    .insertInto('record')
    .values(
      [...ids.values()].map((id) => ({ id, kind: 'initiative', visibility: 'public', created_at: at, updated_at: at })),
    )
    .execute();
  await db.transaction().execute(async (trx) => {
    const documents = initiatives.map(({ lang, one }) => ({
      record: ids.get(one.id) ?? '',
      kind: 'initiative',
      at,
      labels: [`lang:${lang}`],
      fields: [
        { text: one.title, lang, weight: 'A' as const },
        { text: one.organisation, lang, weight: 'B' as const },
        { text: one.description, lang, weight: 'C' as const },
        { text: one.place, lang, weight: 'D' as const },
      ],
    }));
    await putDocuments({ db: trx }, documents, how.features);
    await foldWords(trx);
    await countWords(trx);
  });
  const ctx: QueryContext = { db: database.read, actor: ANONYMOUS, now: at, lang: 'en' };
  const outcomes: Outcome[] = [];
  for (const asked of queries) {
    const understood = await understand(ctx, { kind: 'initiative', text: asked.text }, how);
    const { records } = await find(ctx, understood, { sort: 'relevance', limit: 30 });
    const found = records.map((id) => names.get(id) ?? '');
    const place = (id: string): number => (found.includes(id) ? found.indexOf(id) : Infinity);
    const pairs = asked.expected.flatMap((expected) => asked.near.map((near) => [expected, near] as const));
    outcomes.push({
      asked,
      found,
      recall: asked.expected.filter((id) => place(id) < 10).length / asked.expected.length,
      pairs: pairs.length,
      wrong: pairs.filter(([expected, near]) => place(near) < place(expected)).length,
    });
  }
  await db.deleteFrom('search_document').execute();
  await db.deleteFrom('search_word').execute();
  await db
    .deleteFrom('record')
    .where('id', 'in', [...ids.values()])
    .execute();
  return outcomes;
}

/** Mean recall at ten, and the share of pairs that stand the wrong way round. */
export const told = (outcomes: readonly Outcome[]): { recall: number; wrong: number } => ({
  recall: outcomes.reduce((sum, one) => sum + one.recall, 0) / outcomes.length,
  wrong: outcomes.reduce((sum, one) => sum + one.wrong, 0) / outcomes.reduce((sum, one) => sum + one.pairs, 0),
});

export const WHOLE: How = { features: ALL_FEATURES, mending: true, relaxing: true };
