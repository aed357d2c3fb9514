import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { wordingFor } from '../bodies/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { NotFound, type Issue } from '../platform/errors.ts';
import { arrayOf } from '../platform/ids.ts';
import { Id, plainText } from '../platform/input.ts';
import { Kept } from '../platform/kept.ts';
import { withMerged } from '../platform/merged.ts';
import { holdsEverywhere } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { conceptsNamed, type ConceptName } from './concepts.ts';
import { followingOf } from './merging.ts';
import { MANAGE } from './policy.ts';
import { folded } from './rules/folded.ts';
import { likelyDoubles, pairKey, type Double, type Sign, type Spelling } from './rules/spellings.ts';

// Organisations for those who keep the registry in order: which may be one, and both of a pair side by side.

/** More than so many are not compared at once. */
const COMPARED = 10_000;
const FOUND = 50;
const ENTRIES = 10;

// A second for five thousand, on a busy machine two: compared anew once names, profiles or entries have changed.
const compared = new Kept<Compared>({ shared: true, topics: ['initiatives'] });

interface Compared {
  list: Spelling[];
  more: boolean;
  pairs: Double[];
}

async function compareAll({ db }: QueryContext): Promise<Compared> {
  const { rows } = await sql<Spelling>`
    select party.id, p.country, p.site,
      (select coalesce(jsonb_agg(jsonb_build_object('value', w.value, 'lang', w.lang)), '[]') from wording w
        where w.field = 'name' and w.record = any(${withMerged('party.id')})) as names
    from party join record on record.id = party.id left join organisation_profile p on p.party = party.id
    where party.kind = 'organisation' and record.withdrawn_at is null order by party.id desc limit ${COMPARED + 1}`.execute(
    db as never,
  );
  const list = rows.slice(0, COMPARED);
  return { list, more: rows.length > COMPARED, pairs: await likelyDoubles(list, setImmediate) };
}

export interface OrganisationSide {
  id: string;
  name: string;
  /** All its names, those of organisations merged into it too. */
  names: { value: string; lang: Language; other: boolean }[];
  kind: string | null;
  country: ConceptName | null;
  site: string | null;
  /** Entries, whatever their state. */
  n: number;
}

async function sidesOf(ctx: QueryContext, ids: readonly string[]): Promise<Map<string, OrganisationSide>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Omit<OrganisationSide, 'country'> & { country: string | null }>`
    select party.id, coalesce((${wordingFor('party.id', 'name', ctx.lang)})->>'value', party.code, '') as name, p.kind, p.country, p.site,
      (select coalesce(jsonb_agg(jsonb_build_object('value', w.value, 'lang', w.lang, 'other', w.record <> party.id)
          order by w.record <> party.id, w.lang, w.value), '[]') from wording w
        where w.field = 'name' and w.record = any(${withMerged('party.id')}) and (w.record = party.id
          or not exists (select from wording own where own.record = party.id and own.field = 'name' and lower(own.value) = lower(w.value)))) as names,
      (select count(*)::int from initiative i where i.organisation = party.id) as n
    from party left join organisation_profile p on p.party = party.id
    where party.id = any(${arrayOf(ids)}::uuid[]) and party.kind = 'organisation'`.execute(ctx.db as never);
  const countries = await conceptsNamed(
    ctx.db,
    rows.flatMap(({ country }) => country ?? []),
    ctx.lang,
  );
  return new Map(rows.map((row) => [row.id, { ...row, country: countries[row.country ?? ''] ?? null }]));
}

/** Two that may be one. */
export interface DoubleView {
  first: OrganisationSide;
  second: OrganisationSide;
  signs: Sign[];
  score: number;
}

export const doubles = query({
  name: 'stocktaking.organisation.doubles',
  summary:
    'Organisations that may be one written in two ways, the likeliest first; and organisations by words of their names.',
  input: z.object({
    named: plainText(300).optional().describe('words of a name: organisations that bear them, to choose two'),
    limit: z.coerce.number().int().min(1).max(200).default(30),
  }),
  policy: holdsEverywhere(MANAGE),
  async run(ctx, { named, limit }) {
    const { list, more, pairs } = await compared.answer(ctx, {}, () => compareAll(ctx));
    const judged = await ctx.db.selectFrom('organisation_pair').select(['first', 'second']).execute();
    const apart = new Set(judged.map((one) => pairKey(one.first, one.second)));
    const all = pairs.filter(({ first, second }) => !apart.has(pairKey(first, second)));
    const shown = all.slice(0, limit);
    const found = named === undefined ? [] : namedIn(list, named);
    const sides = await sidesOf(ctx, [...shown.flatMap(({ first, second }) => [first, second]), ...found]);
    const side = (id: string): OrganisationSide[] => {
      const one = sides.get(id);
      return one ? [one] : [];
    };
    return {
      total: all.length,
      organisations: list.length,
      /** Whether there are more organisations than are compared. */
      more,
      doubles: shown.flatMap(({ first, second, signs, score }): DoubleView[] => {
        const [[one], [other]] = [side(first), side(second)];
        return one && other ? [{ first: one, second: other, signs, score }] : [];
      }),
      found: found.flatMap(side),
    };
  },
});

function namedIn(list: readonly Spelling[], named: string): string[] {
  const words = folded(named).split(/\s+/).filter(Boolean);
  const bears = ({ names }: Spelling): boolean => {
    const text = names.map(({ value }) => folded(value)).join(' \n ');
    return words.every((word) => text.includes(word));
  };
  return list
    .filter(bears)
    .slice(0, FOUND)
    .map(({ id }) => id);
}

/** An entry of one side. */
export interface SideEntry {
  number: number;
  title: string;
  lang: Language;
  state: string;
}

export interface PairView {
  from: OrganisationSide & { entries: SideEntry[] };
  into: OrganisationSide & { entries: SideEntry[] };
  follows: Record<string, number>;
  refused: Issue[];
}

export const pair = query({
  name: 'stocktaking.organisation.pair',
  summary:
    'Two organisations side by side with their entries; what would follow if the first were merged into the second.',
  input: z.object({ from: Id, into: Id }),
  policy: holdsEverywhere(MANAGE),
  async run(ctx, { from, into }): Promise<PairView> {
    const sides = await sidesOf(ctx, [from, into]);
    const [one, kept] = [sides.get(from), sides.get(into)];
    if (!one || !kept || from === into) throw new NotFound();
    const { rows } = await sql<SideEntry & { organisation: string }>`
      select g.id as organisation, i.number::int as number, i.state, coalesce(v.content->>'title', i.draft->>'title', '') as title,
        coalesce(v.lang, i.draft_lang) as lang
      from unnest(array[${from}, ${into}]::uuid[]) g(id) cross join lateral (
        select * from initiative where initiative.organisation = g.id order by initiative.id desc limit ${ENTRIES}) i
        left join initiative_version v on v.initiative = i.id and v.seq = coalesce(i.published, i.waiting)`.execute(
      ctx.db as never,
    );
    const { follows, refused } = await followingOf(ctx, from, into);
    const withEntries = (side: OrganisationSide) => ({
      ...side,
      entries: rows
        .filter(({ organisation }) => organisation === side.id)
        .map(({ number, title, lang, state }) => ({ number, title, lang, state })),
    });
    return { from: withEntries(one), into: withEntries(kept), follows, refused };
  },
});
