import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { mergedInto, wordingFor } from '../bodies/index.ts';
import { Moved, NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { conceptsNamed, type ConceptName } from './concepts.ts';
import { namesOfOrganisation } from './partners.ts';
import { facetsOf, list, type FacetsView, type ListView } from './search.ts';

// What an organisation does, and what is done in a country or region: the list narrowed to it, with its counts.

const After = z.string().max(120).optional();

export interface OrganisationView {
  id: string;
  name: string;
  kind: string | null;
  country: ConceptName | null;
  site: string | null;
  /** Other names, of organisations that were merged into it. */
  otherNames: { value: string; lang: Language }[];
  counts: FacetsView;
  page: ListView;
  /** Initiatives that name it as a partner, by any of its names; the newest, how many, and the names to search by. */
  partnerIn: { page: ListView; names: string[] };
}

/** Of initiatives that name an organisation as a partner its page shows so many. */
const PARTNER_IN = 10;

export const organisation = query({
  name: 'stocktaking.organisation',
  summary: 'An organisation in the registry: what kind of stakeholder it is, and its published initiatives.',
  input: z.object({ id: z.string().max(200).describe('id of the organisation'), after: After }),
  policy: anyone,
  async run(ctx, { id, after }): Promise<OrganisationView> {
    // The address of its page ends with it: what is no id is no page.
    if (!Id.safeParse(id).success) throw new NotFound(id);
    const filters = { organisation: [id] };
    const { rows } = await sql<
      Pick<OrganisationView, 'name' | 'kind' | 'site' | 'otherNames'> & { country: string | null }
    >`
      select (${wordingFor('party.id', 'name', ctx.lang)})->>'value' as name, p.kind, p.country, p.site,
        (select coalesce(jsonb_agg(distinct jsonb_build_object('value', w.value, 'lang', w.lang)), '[]')
          from record old join wording w on w.record = old.id and w.field = 'name'
          where old.merged_into = party.id and lower(w.value) not in (select lower(own.value) from wording own
            where own.record = party.id and own.field = 'name')) as "otherNames"
      from party left join organisation_profile p on p.party = party.id
      where party.id = ${id} and exists (select from search_document d where d.kind = 'initiative' and d.visibility = 'public'
        and d.withdrawn_at is null and d.record in (select i.id from initiative i where i.organisation = party.id))`.execute(
      ctx.db as never,
    );
    const [one] = rows;
    if (!one) {
      const kept = await mergedInto(ctx.db, ctx.actor, { id });
      // Who published nothing has no page here: names of the others are no one's business.
      throw kept ? new Moved(`stocktaking/organisations/${kept.id}`) : new NotFound(id);
    }
    const called = (await namesOfOrganisation(ctx, id)).slice(0, 40);
    const [counts, page, partners, names] = await Promise.all([
      facetsOf(ctx, filters),
      list.run(ctx, { ...filters, sort: 'newest', limit: 25, after }),
      list.run(ctx, { partner: called, sort: 'newest', limit: PARTNER_IN }),
      conceptsNamed(ctx.db, one.country === null ? [] : [one.country], ctx.lang),
    ]);
    const country = names[one.country ?? ''] ?? null;
    return { ...one, id, country, counts, page, partnerIn: { page: partners, names: called } };
  },
});

export interface CountryView {
  place: ConceptName;
  /** "FR"; null for a region. */
  iso: string | null;
  /** Regions above, the widest first. */
  above: ConceptName[];
  /** Countries and regions below; none below a country. */
  below: ConceptName[];
  counts: FacetsView;
  page: ListView;
}

export const country = query({
  name: 'stocktaking.country',
  summary: 'A country or region in the registry: its groups, its published initiatives by line, goal and year.',
  input: z.object({
    code: z
      .string()
      .regex(/^(M49 )?\d{3}$|^[A-Za-z]{2}$/)
      .describe('of M49 or of ISO 3166: 250, FR'),
    after: After,
  }),
  policy: anyone,
  async run(ctx, { code, after }): Promise<CountryView> {
    const { rows } = await sql<{ code: string; iso: string | null; above: string[]; below: string[] }>`
      with recursive one as (select c.code, c.parent, c.details from concept c where c.scheme = 'm49'
          and (c.code = 'M49 ' || right(${code}, 3) or c.details->>'iso' = upper(${code}))),
        up as (select p.code, p.parent, 1 as far from concept p join one on p.code = one.parent
          union all select p.code, p.parent, far + 1 from up join concept p on p.code = up.parent where far < 12)
      select one.code, one.details->>'iso' as iso, array(select up.code from up where up.code <> 'M49 001' order by far desc) as above,
        array(select b.code from concept b where b.parent = one.code and not b.retired order by b.ord) as below
      from one limit 1`.execute(ctx.db as never);
    const [one] = rows;
    if (!one) throw new NotFound(code);
    const filters =
      one.iso === null && one.code !== 'M49 001'
        ? { region: [one.code] }
        : one.code === 'M49 001'
          ? {}
          : { country: [one.code] };
    const [counts, page, names] = await Promise.all([
      facetsOf(ctx, filters),
      list.run(ctx, { ...filters, sort: 'newest', limit: 25, after }),
      conceptsNamed(ctx.db, [one.code, ...one.above, ...one.below], ctx.lang),
    ]);
    const named = (codes: readonly string[]): ConceptName[] => codes.flatMap((each) => names[each] ?? []);
    const place = names[one.code];
    if (!place) throw new NotFound(code);
    return { place, iso: one.iso, above: named(one.above), below: named(one.below), counts, page };
  },
});
