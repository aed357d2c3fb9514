import { sql } from 'kysely';
import { z } from 'zod';
import type { QueryContext } from '../platform/context.ts';
import type { Topic } from '../platform/data-version.ts';
import { PLANNED_ONCE } from '../platform/db.ts';
import { Kept } from '../platform/kept.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import {
  countsOf,
  find,
  SORTS,
  understand,
  type Counts,
  type Search,
  type Understood,
} from '../platform/search/index.ts';
import { FACETS, KIND, OTHER_LABELS, type Facet } from './index-entry.ts';
import { isPublic, lineColumns, lineFrom, type EntryLine } from './line.ts';
import { conceptNames } from './concepts.ts';
import { partnerKey } from './partners.ts';

/**
 * What the pages of lists (with their counts, maps, organisations and countries) are made of, and nothing else: they are kept until
 * one of these is written to (migration 0020). A list that reads more is to be kept by that too.
 */
export const LIST_TOPICS: readonly Topic[] = ['search', 'frameworks', 'initiatives'];

/** One value of a facet, or several, any of which may hold. */
const Chosen = z
  .union([z.string().max(80), z.array(z.string().max(80)).max(20)])
  .transform((value) => [value].flat().filter((one) => one !== ''))
  .optional();

const chosen = Object.fromEntries([...FACETS, ...OTHER_LABELS].map((facet) => [facet, Chosen])) as Record<
  Facet | (typeof OTHER_LABELS)[number],
  typeof Chosen
>;

/** Names of partners, any of which may be there: those of one organisation in six languages, and what it was called before. */
const Partners = z
  .union([z.string().max(300), z.array(z.string().max(300)).max(40)])
  .transform((value) => [value].flat().filter((one) => one.trim() !== ''))
  .optional()
  .describe('names of partners as they were written, whatever the case or accents: any of them');

/** What the public lists of the registry are narrowed by. */
export const Filters = z.object({
  q: z.string().max(400).optional().describe('words to be found, in any of the six languages'),
  ...chosen,
  partner: Partners,
});
export type Filters = z.output<typeof Filters>;

/** Filters as search takes them. */
export const searchOf = (filters: Filters): Search => ({
  kind: KIND,
  text: filters.q,
  labels: [...FACETS, ...OTHER_LABELS].flatMap((facet) => {
    const values = filters[facet] ?? [];
    const key = (value: string): string => (facet === 'partner' ? partnerKey(value) : value);
    return values.length === 0 ? [] : [values.map((value) => `${facet}:${key(value)}`)];
  }),
});

/** A page of entries, in order. */
export interface ListView {
  entries: EntryLine[];
  total: number;
  /** True where the total is told from a sample. */
  about: boolean;
  next: string | null;
  /** Words that were read as others: "did you mean". */
  mended: { typed: string; read: string }[];
  /** So many of the words may be missing from what was found. */
  missing: number;
}

/** Lines of entries by their ids, in the order of the ids; what is not public any more is left out. */
export async function linesOf({ db, lang, now }: QueryContext, ids: readonly string[]): Promise<EntryLine[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<EntryLine>`${PLANNED_ONCE}
    select ${lineColumns({ lang, now })} from ${lineFrom}
    where initiative.id = any(${[...ids]}::uuid[]) and ${isPublic}`.execute(db as never);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export const list = query({
  name: 'stocktaking.search',
  summary: 'Published initiatives that the words and filters leave, by relevance, date or title, paged by key.',
  input: Filters.extend({
    sort: z.enum(SORTS).optional(),
    after: z.string().max(700).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(25),
  }),
  policy: anyone,
  async run(ctx, { sort, after, limit, ...filters }): Promise<ListView> {
    const { read, counted } = await answered(ctx, filters);
    const found = await find(ctx, read, { sort: sort ?? 'relevance', after, limit }, counted);
    return {
      entries: await linesOf(ctx, found.records),
      total: counted.total,
      about: counted.about,
      next: found.next,
      mended: [...read.mended],
      missing: read.missing,
    };
  },
});

/** How many entries bear a value. */
export interface FacetCount {
  value: string;
  /** Of a line, goal or place; null where the page has words for the value. */
  name: string | null;
  /** What a line, goal or place is part of. */
  parent: string | null;
  n: number;
}
export interface FacetsView {
  total: number;
  about: boolean;
  facets: Record<Facet, FacetCount[]>;
  /** Names of the lines, goals and places that it was filtered by, whether or not anything bears them. */
  named: Record<string, string>;
}

const NAMED: ReadonlySet<string> = new Set<Facet>(['line', 'goal', 'compact', 'region', 'country']);

/** What was typed, as it is answered, and how many entries answer it. */
interface Answered {
  read: Understood;
  counted: Counts;
}
/**
 * How long counts may be old, ms: those told from a sample and rounded to two digits; exact ones of more entries than anyone counts
 * by hand. Fewer are always counted as they are now, and so are the lines of every list.
 */
const COUNTS_OLD = { about: 300_000, many: 30_000 };
/** More entries than these are many. */
const MANY = 1_000;
// A page asks for its list and its counts apart, and the next page for both again: what was typed is read once, and counted once.
const kept = new Kept<Answered>({
  shared: true,
  topics: ['search'],
  goodFor: ({ counted }) => (counted.about ? COUNTS_OLD.about : counted.total > MANY ? COUNTS_OLD.many : 0),
});

const answered = (ctx: QueryContext, filters: Filters): Promise<Answered> =>
  kept.answer(ctx, filters, async () => {
    const read = await understand(ctx, searchOf(filters));
    return { read, counted: await countsOf(ctx, read) };
  });

/** How many entries bear each label of some kinds. */
export async function labelsIn(
  ctx: QueryContext,
  filters: Filters,
  kinds: readonly string[],
): Promise<{ facet: string; value: string; n: number }[]> {
  return labelsOf((await answered(ctx, filters)).counted).filter(({ facet }) => kinds.includes(facet));
}

const labelsOf = ({ labels }: Counts): { facet: string; value: string; n: number }[] =>
  labels.map(({ label, n }) => {
    const at = label.indexOf(':');
    return { facet: label.slice(0, at), value: label.slice(at + 1), n };
  });

/** Counts of every facet, the names of lines, goals and places in the reader's language; the most frequent first, years in order. */
export async function facetsOf(ctx: QueryContext, filters: Filters): Promise<FacetsView> {
  const { counted } = await answered(ctx, filters);
  const split = labelsOf(counted);
  const names = await conceptNames(ctx);
  const of = (facet: Facet): FacetCount[] => {
    const rows = split
      .filter((one) => one.facet === facet)
      .map(({ value, n }) => {
        const concept = NAMED.has(facet) ? names.get(value) : undefined;
        return { value, name: concept?.name ?? null, parent: concept?.parent ?? null, n };
      });
    return facet === 'year' ? rows.sort((a, b) => (a.value < b.value ? 1 : -1)) : rows;
  };
  return {
    total: counted.total,
    about: counted.about,
    facets: Object.fromEntries(FACETS.map((facet) => [facet, of(facet)])) as Record<Facet, FacetCount[]>,
    named: Object.fromEntries(
      Object.values(filters)
        .flat()
        .flatMap((value) => {
          const name = names.get(String(value))?.name;
          return name ? [[String(value), name]] : [];
        }),
    ),
  };
}

export const facets = query({
  name: 'stocktaking.facets',
  summary: 'How many published initiatives bear each value, of those that the words and filters leave.',
  input: Filters,
  policy: anyone,
  run: facetsOf,
});
