import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { sql } from 'kysely';
import type { Write } from '../platform/db.ts';
import { arrayOf } from '../platform/ids.ts';
import { withMerged } from '../platform/merged.ts';
import { dropDocuments, putDocuments, type SearchDocument } from '../platform/search/index.ts';
import { codesOf } from './concepts.ts';
import type { Content } from './content.ts';
import { partnerKey } from './partners.ts';

/** Kind of the documents that the registry's lists are made of. */
export const KIND = 'initiative';

/** What an entry can be filtered and counted by: each is the part of a label before its colon. */
export const FACETS = [
  'line',
  'goal',
  'compact',
  'region',
  'country',
  'special',
  'level',
  'status',
  'kind',
  'stakeholder',
  'language',
  'year',
  'technology',
  'reached',
] as const;
export type Facet = (typeof FACETS)[number];
/** Labels that lists are narrowed by and no reader chooses from a list; a partner's holds the key of a name. */
export const OTHER_LABELS = ['organisation', 'partner', 'new', 'updated'] as const;

interface Row {
  id: string;
  lang: Language;
  content: Content;
  organisation: string;
  /** Organisations that were merged into it: lists narrowed to one of them go on. */
  merged: string[];
  stakeholder: string | null;
  names: { value: string; lang: Language }[];
  /** Those of an older version are found by, and not shown in lists. */
  translations: { lang: Language; title: string; description: string; older: boolean }[];
  publishedAt: string;
  /** Years in which a later version was published. */
  updated: number[];
}
interface Concept {
  code: string;
  scheme: string;
  /** The concept itself and all above it. */
  above: string[];
  groups: string[];
  names: Partial<Record<Language, string>>;
}

const FACET_OF: Record<string, Facet> = { 'wsis-action-lines': 'line', sdg: 'goal', gdc: 'compact' };

/**
 * Writes entries into the tables that lists are read from, as they stand in this transaction; those that are not public are
 * taken out. Whoever changes what an entry shows or is filtered by calls it.
 */
export async function indexEntries(ctx: { db: Write }, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Entry by entry, by keys: what the planner knows of tables that an import is filling is old.
  const { rows } = await sql<Row>`
    select one.* from unnest(${arrayOf(ids)}::uuid[]) as g(id) cross join lateral (
      select initiative.id, v.lang, v.content, initiative.organisation, p.kind as stakeholder, initiative.published_at as "publishedAt",
        (select coalesce(jsonb_agg(jsonb_build_object('value', w.value, 'lang', w.lang)), '[]') from wording w
          where w.field = 'name' and w.record = any(${withMerged('initiative.organisation')})) as names,
        array(select old.id from record old where old.merged_into = initiative.organisation) as merged,
        (select coalesce(jsonb_agg(jsonb_build_object('lang', t.lang, 'title', t.title, 'description', t.description,
          'older', t.seq <> initiative.published)), '[]')
          from initiative_translation t where t.initiative = initiative.id and t.state = 'reviewed') as translations,
        array(select distinct extract(year from u.decided_at at time zone 'UTC')::int from initiative_version u
          where u.initiative = initiative.id and u.state in ('published', 'superseded') and u.decided_at > initiative.published_at) as updated
      from initiative join record on record.id = initiative.id
        join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published
        left join organisation_profile p on p.party = initiative.organisation
      where initiative.id = g.id and record.id = g.id and v.initiative = g.id and record.visibility = 'public'
        and record.withdrawn_at is null and initiative.state <> 'withdrawn'
      offset 0) one`.execute(ctx.db);
  const concepts = await conceptsOf(
    ctx.db,
    rows.flatMap(({ content }) => codesOf(content)),
  );
  await putDocuments(
    ctx,
    rows.map((row) => documentOf(row, concepts)),
  );
  const shown = new Set(rows.map(({ id }) => id));
  await dropDocuments(
    ctx,
    ids.filter((id) => !shown.has(id)),
  );
}

async function conceptsOf(db: Write, codes: readonly string[]): Promise<Map<string, Concept>> {
  const { rows } = await sql<Concept>`
    with recursive up as (
      select c.code as own, c.code, c.parent, 0 as far from concept c where c.code = any(${[...new Set(codes)]}::text[])
      union all select up.own, p.code, p.parent, up.far + 1 from up join concept p on p.code = up.parent where up.far < 12),
      rising as (select own, array_agg(code order by far) as above from up group by own)
    select c.code, c.scheme, coalesce(c.details->'groups', '[]') as groups, rising.above,
      (select coalesce(jsonb_object_agg(n.lang, n.value), '{}') from framework_name n
        where n.scheme = c.scheme and n.concept = c.code and c.scheme = 'm49') as names
    from concept c join rising on rising.own = c.code`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

function documentOf(row: Row, concepts: ReadonlyMap<string, Concept>): SearchDocument {
  const { content, lang } = row;
  const places = content.countries.flatMap((code) => concepts.get(code) ?? []);
  return {
    record: row.id,
    kind: KIND,
    at: new Date(row.publishedAt),
    fields: [
      { text: content.title, lang, weight: 'A' },
      ...row.translations.map((one) => ({ text: one.title, lang: one.lang, weight: 'A' as const })),
      ...row.names.map((one) => ({ text: one.value, lang: one.lang, weight: 'B' as const })),
      { text: content.description, lang, weight: 'C' },
      ...row.translations.map((one) => ({ text: one.description, lang: one.lang, weight: 'C' as const })),
      { text: restOf(content), lang, weight: 'D' },
      ...LANGUAGES.map((each) => ({
        text: places.flatMap((place) => place.names[each] ?? []).join(' \n '),
        lang: each,
        weight: 'D' as const,
      })),
    ],
    titles: [
      { text: content.title, lang },
      ...row.translations.flatMap((one) => (one.older ? [] : [{ text: one.title, lang: one.lang }])),
    ],
    labels: labelsOf(row, concepts, places),
    uncounted: [
      ...[row.organisation, ...row.merged].map((id) => `organisation:${id}`),
      ...content.partners.map(({ name }) => `partner:${partnerKey(name)}`),
    ],
  };
}

const restOf = (content: Content): string =>
  [
    ...content.serves.flatMap(({ reason }) => reason ?? []),
    ...content.partners.map(({ name }) => name),
    ...content.results.map(({ indicator }) => indicator),
    ...content.pictures.map(({ alt }) => alt),
    ...content.links.flatMap(({ label }) => label ?? []),
  ].join(' \n ');

function labelsOf(row: Row, concepts: ReadonlyMap<string, Concept>, places: readonly Concept[]): string[] {
  const { content } = row;
  return [
    ...content.serves.flatMap(({ concept }) => {
      const known = concepts.get(concept);
      const facet = FACET_OF[known?.scheme ?? ''];
      return known && facet ? known.above.map((code) => `${facet}:${code}`) : [];
    }),
    ...places.flatMap((place) => [
      `country:${place.code}`,
      ...place.above.filter((code) => code !== place.code && code !== 'M49 001').map((code) => `region:${code}`),
      ...place.groups.map((group) => `special:${group}`),
    ]),
    `level:${content.level}`,
    `status:${content.status}`,
    `kind:${content.kind}`,
    ...(row.stakeholder === null ? [] : [`stakeholder:${row.stakeholder}`]),
    ...[row.lang, ...row.translations.map(({ lang }) => lang)].map((lang) => `language:${lang}`),
    `year:${content.starts.slice(0, 4)}`,
    ...content.technologies.map((one) => `technology:${one}`),
    ...content.groups.map((one) => `reached:${one}`),
    `new:${new Date(row.publishedAt).getUTCFullYear()}`,
    ...row.updated.map((year) => `updated:${year}`),
  ];
}
