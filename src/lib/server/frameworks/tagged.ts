import { sql } from 'kysely';
import { z } from 'zod';
import type { QueryContext } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { taggable, taggables, type Called, type Taggable } from './taggable.ts';
import { tagsOf } from './tags.ts';

/** A record that bears tags, as the reader sees it. Errors: NotFound where it is of no such kind or may not be seen. */
export async function borne(ctx: QueryContext, record: string) {
  const row = await ctx.db
    .selectFrom('record')
    .select(['id', 'kind', 'rev'])
    .where('id', '=', record)
    .where(visibleTo(ctx.actor))
    .executeTakeFirst();
  const of = row && taggable(row.kind);
  if (!row || !of) throw new NotFound(record);
  return { ...row, of };
}

export const tags = query({
  name: 'frameworks.tags',
  summary: 'The tags of a record, from every framework, with the reason of each.',
  input: z.object({ record: Id }),
  policy: anyone,
  async run(ctx, { record }) {
    const { id, kind, rev, of } = await borne(ctx, record);
    const [called, found, may] = await Promise.all([
      of.called(ctx, [id]),
      tagsOf(ctx.db, [id], ctx.lang),
      of.may(ctx, id),
    ]);
    return { record: id, kind, rev, called: called[0] ?? null, may, tags: found.get(id) ?? [] };
  },
});

/** Counts go no further: beyond, they are told as "more than". */
const MOST = 10_000;
const FIRST = 10;
const PAGE = 50;

/** What stands under a concept, or under several at once, of one kind. */
export interface TaggedKind {
  kind: string;
  n: number;
  /** True where there are more than `n`. */
  more: boolean;
  records: Called[];
  /** Where the list goes on: give it as `after`, with the kind. */
  next: string | null;
}

export const tagged = query({
  name: 'frameworks.tagged',
  summary:
    'What is tagged with a concept or with what stands below it, or with several at once; by kind, newest first.',
  input: z.object({
    concept: z
      .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string().max(70)).min(1).max(4))
      .describe('a code, or up to four: what bears all of them'),
    kind: z.string().max(40).optional().describe('"obligation": only these'),
    after: Id.optional(),
  }),
  policy: anyone,
  async run(ctx, { concept: codes, kind, after }) {
    const kinds = taggables().filter((one) => kind === undefined || one.kind === kind);
    const size = kind === undefined ? FIRST : PAGE;
    const found = await Promise.all(kinds.map((one) => ofKind(ctx, one, codes, { size, after })));
    return { kinds: found.filter((one) => one.n > 0 || one.kind === kind) };
  },
});

async function ofKind(
  ctx: QueryContext,
  of: Taggable,
  codes: readonly string[],
  { size, after }: { size: number; after: string | undefined },
): Promise<TaggedKind> {
  const bears = codes.map(
    (code) => sql`record.id in (select tag.record from tag where tag.state = 'confirmed' and tag.concept in
      (with recursive under as (select ${code}::text as code union all
         select c.code from concept c join under on c.parent = under.code) select code from under))`,
  );
  const { rows } = await sql<{ id: string }>`select record.id from record
    where record.kind = ${of.kind} and ${visibleTo(ctx.actor)} and record.withdrawn_at is null
      and ${of.listed ?? sql`true`} and ${sql.join(bears, sql` and `)}
    order by record.id desc limit ${MOST + 1}`.execute(ctx.db as never);
  const from = after === undefined ? 0 : rows.findIndex((row) => row.id < after);
  const page = from < 0 ? [] : rows.slice(from, from + size).map((row) => row.id);
  const called = new Map((page.length === 0 ? [] : await of.called(ctx, page)).map((one) => [one.id, one]));
  return {
    kind: of.kind,
    n: Math.min(rows.length, MOST),
    more: rows.length > MOST,
    records: page.flatMap((id) => called.get(id) ?? []),
    next: from >= 0 && rows.length > from + size ? (page.at(-1) ?? null) : null,
  };
}
