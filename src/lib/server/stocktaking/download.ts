import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { csvHead, csvLine, printed } from '../platform/csv.ts';
import { parseInput } from '../platform/input.ts';
import { ask } from '../platform/query.ts';
import { SORTS } from '../platform/search/index.ts';
import type { EntryLine } from './line.ts';
import { Filters, list, type ListView } from './search.ts';
import { addressOf } from './write.ts';

/** What is taken away: what the filters leave, the newest first where nothing else is said. */
const Taken = Filters.extend({ sort: z.enum(SORTS).default('newest') });
type Taken = z.output<typeof Taken>;

/** Every entry of it, page after page by key. */
async function* all(ctx: Context, taken: Taken): AsyncGenerator<EntryLine> {
  let after: string | null = null;
  do {
    const page: ListView = await ask(list, ctx, {
      ...taken,
      limit: 500,
      ...(after ? { after } : {}),
    });
    yield* page.entries;
    after = page.next;
  } while (after);
}

/** The list as CSV (RFC 4180, UTF-8 with a mark), streamed. Errors: InvalidInput, before the first row. */
export function entriesAsCsv(ctx: Context, taken: Record<string, unknown>, origin: string): ReadableStream<Uint8Array> {
  const head = [
    'number',
    'title',
    'language',
    'organisation',
    'kind',
    'status',
    'level',
    'starts',
    'ends',
    'countries',
    'serves',
    'published',
    'confirmed',
    'address',
  ];
  return printed(csvHead(head), all(ctx, parseInput(Taken, taken)), (line) =>
    csvLine([
      line.number,
      line.title.value,
      line.title.lang,
      line.organisation.name,
      line.kind,
      line.status,
      line.level,
      line.starts,
      line.ends,
      line.countries.join('; '),
      line.serves.join('; '),
      dayOf(line.publishedAt),
      line.confirmedOn,
      `${origin}/${ctx.lang}/${addressOf(line.number)}`,
    ]),
  );
}

const dayOf = (moment: string | Date): string => new Date(moment).toISOString().slice(0, 10);

const listed = (
  ctx: Context,
  taken: Record<string, unknown>,
  ends: readonly [string, string],
  print: (line: EntryLine, at: number) => object,
): ReadableStream<Uint8Array> => {
  let n = 0;
  return printed(
    ends[0],
    all(ctx, parseInput(Taken, taken)),
    (line) => `${n++ === 0 ? '\n' : ',\n'}${JSON.stringify(print(line, n))}`,
    ends[1],
  );
};

/** The list as JSON, streamed. Errors: InvalidInput, before the first row. */
export const entriesAsJson = (ctx: Context, taken: Record<string, unknown>): ReadableStream<Uint8Array> =>
  listed(ctx, taken, ['[', '\n]\n'], (line) => line);

/** The list as an ItemList of schema.org, streamed. Errors: InvalidInput, before the first row. */
export const entriesAsJsonLd = (
  ctx: Context,
  taken: Record<string, unknown>,
  origin: string,
): ReadableStream<Uint8Array> =>
  listed(
    ctx,
    taken,
    ['{"@context":"https://schema.org","@type":"ItemList","itemListElement":[', '\n]}\n'],
    (line, position) => ({
      '@type': 'ListItem',
      position,
      url: `${origin}/${ctx.lang}/${addressOf(line.number)}`,
      item: {
        '@type': 'Project',
        '@id': `${origin}/${ctx.lang}/${addressOf(line.number)}`,
        name: { '@value': line.title.value, '@language': line.title.lang },
        identifier: String(line.number),
        foundingDate: line.starts,
        ...(line.ends === null ? {} : { dissolutionDate: line.ends }),
        parentOrganization: {
          '@type': 'Organization',
          name: line.organisation.name,
          '@id': `${origin}/${ctx.lang}/stocktaking/organisations/${line.organisation.id}`,
        },
        areaServed: line.countries,
        knowsAbout: line.serves,
      },
    }),
  );
