import { conceptAddress } from '#lib/i18n/index.ts';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { csvHead, csvLine } from '../platform/csv.ts';
import { ask } from '../platform/query.ts';
import { matrix, scheme, type ConceptRow } from './queries.ts';

interface NameRow {
  concept: string;
  lang: Language;
  value: string;
  standing: string;
  source: string | null;
  seen: string | null;
}
/** All names of a framework: its own, of the concept '', and those of its concepts. */
const namesIn = async (ctx: Context, of: string): Promise<NameRow[]> =>
  (
    await sql<NameRow>`select concept, lang, value, standing, source, seen_on::text as seen from framework_name
      where scheme = ${of} order by concept, lang`.execute(ctx.database.read as never)
  ).rows;

// All of it: pages are for readers.
async function whole(ctx: Context, of: string) {
  const seen = await ask(scheme, ctx, { scheme: of });
  const concepts: ConceptRow[] = [...seen.concepts];
  for (let after = seen.next; after !== null;) {
    const page = await ask(scheme, ctx, { scheme: of, after });
    concepts.push(...page.concepts);
    after = page.next;
  }
  return { ...seen, concepts };
}

/** A framework as CSV, in the form in which it can be imported again. Errors: NotFound. */
export async function conceptsAsCsv(ctx: Context, of: string): Promise<string> {
  const [seen, names] = [await whole(ctx, of), await namesIn(ctx, of)];
  const byCode = Map.groupBy(names, (one) => one.concept);
  return (
    csvHead(['code', 'parent', ...LANGUAGES, 'source', 'seen', 'retired', 'status']) +
    seen.concepts
      .map(({ code, parent, retired, status }) => {
        const own = byCode.get(code) ?? [];
        const official = own.find((one) => one.standing === 'official');
        return csvLine([
          code,
          parent,
          ...LANGUAGES.map((lang) => own.find((one) => one.lang === lang)?.value),
          official?.source,
          official?.seen,
          retired ? 'yes' : '',
          status,
        ]);
      })
      .join('')
  );
}

interface LinkRow {
  from: string;
  to: string;
  reason: string | null;
  lang: string | null;
  source: string;
  seen: string | null;
  standing: 'official' | 'to-confirm';
}
const linksOf = async (ctx: Context, set: string): Promise<LinkRow[]> =>
  (
    await sql<LinkRow>`select from_concept as from, to_concept as to, reason, reason_lang as lang, source, seen_on::text as seen, standing
      from correspondence where set = ${set} order by from_concept, to_concept`.execute(ctx.database.read as never)
  ).rows;

/** A set of correspondences as CSV, in the form in which it can be imported again. Errors: NotFound. */
export async function matrixAsCsv(ctx: Context, set: string): Promise<string> {
  await ask(matrix, ctx, { set });
  return (
    csvHead(['from', 'to', 'reason', 'source', 'seen', 'standing']) +
    (await linksOf(ctx, set))
      .map((row) => csvLine([row.from, row.to, row.reason, row.source, row.seen, row.standing]))
      .join('')
  );
}

const CONTEXT = { skos: 'http://www.w3.org/2004/02/skos/core#', dct: 'http://purl.org/dc/terms/' };
const labelsOf = (names: readonly NameRow[]) =>
  names.map(({ lang, value }) => ({ '@language': lang, '@value': value }));
const conceptAt = (origin: string, of: string, code: string): string => `${origin}/en/${conceptAddress(of, code)}`;

/**
 * A framework as a SKOS concept scheme, in JSON-LD: one name a language, and a note that says in which languages it is our own and
 * not official. Errors: NotFound.
 */
export async function asSkos(ctx: Context, of: string, origin: string): Promise<object> {
  const [seen, names] = [await whole(ctx, of), await namesIn(ctx, of)];
  const byCode = Map.groupBy(names, (one) => one.concept);
  const at = `${origin}/en/frameworks/${of}`;
  const top = seen.concepts.filter(({ parent }) => parent === null);
  return {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': at,
        '@type': 'skos:ConceptScheme',
        'skos:prefLabel': labelsOf(byCode.get('') ?? []),
        'dct:source': seen.releases[0]?.source,
        'skos:hasTopConcept': top.map(({ code }) => ({ '@id': conceptAt(origin, of, code) })),
      },
      ...seen.concepts.map(({ code, parent }) => {
        const own = byCode.get(code) ?? [];
        const ours = own.filter(({ standing }) => standing !== 'official').map(({ lang }) => lang);
        return {
          '@id': conceptAt(origin, of, code),
          '@type': 'skos:Concept',
          'skos:inScheme': { '@id': at },
          'skos:notation': code,
          'skos:prefLabel': labelsOf(own),
          ...(ours.length === 0
            ? {}
            : { 'skos:editorialNote': { '@language': 'en', '@value': `Unofficial name: ${ours.join(', ')}` } }),
          ...(parent === null
            ? { 'skos:topConceptOf': { '@id': at } }
            : { 'skos:broader': { '@id': conceptAt(origin, of, parent) } }),
        };
      }),
    ],
  };
}

/** Official correspondences as `skos:relatedMatch`; those to be confirmed stand apart, as notes. Errors: NotFound. */
export async function matrixAsSkos(ctx: Context, set: string, origin: string): Promise<object> {
  const seen = await ask(matrix, ctx, { set });
  return {
    '@context': CONTEXT,
    '@graph': (await linksOf(ctx, set)).map(({ from, to, standing, reason, lang }) => ({
      '@id': conceptAt(origin, seen.from, from),
      ...(standing === 'official'
        ? { 'skos:relatedMatch': { '@id': conceptAt(origin, seen.to, to) } }
        : { 'skos:editorialNote': { '@language': 'en', '@value': `To be confirmed: related to ${to}` } }),
      ...(reason === null ? {} : { 'skos:note': { '@language': lang, '@value': reason } }),
    })),
  };
}
