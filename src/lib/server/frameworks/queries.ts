import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../platform/actor.ts';
import { NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { axisOf, cellsIn } from './grid.ts';
import { nameOf, type Named } from './names.ts';
import type { Status } from './rows.ts';

const setName = (lang: Language) =>
  sql<string>`coalesce(cs.names->>${lang}, cs.names->>'en', (select min(value) from jsonb_each_text(cs.names)), cs.code)`;

/** How many confirmed obligations that the reader may see are tagged with a concept. */
const tagged = (ctx: { actor: Actor }, concept: string) => sql<number>`(select count(*)::int from tag
  join obligation on obligation.id = tag.record join record on record.id = obligation.id
  where tag.concept = ${sql.ref(concept)} and tag.state = 'confirmed' and obligation.review = 'confirmed'
    and ${visibleTo(ctx.actor)})`;

export interface ReleaseView {
  label: string;
  source: string;
  seenOn: string | null;
  current: boolean;
}
const RELEASES_OF = (scheme: string) => sql<ReleaseView[]>`(select coalesce(json_agg(json_build_object('label', r.label,
    'source', r.source, 'seenOn', r.seen_on, 'current', r.current) order by r.current desc, r.imported_at desc, r.label desc), '[]')
  from framework_release r where r.scheme = ${sql.ref(scheme)})`;

export const list = query({
  name: 'frameworks.list',
  summary: 'Frameworks with their releases, and the correspondences between them.',
  input: z.object({}),
  policy: anyone,
  async run({ db, lang }) {
    const [schemes, sets] = await Promise.all([
      sql<{ code: string; name: Named | null; concepts: number; releases: ReleaseView[] }>`
        select s.code, ${nameOf('s.code', null, lang)} as name, ${RELEASES_OF('s.code')} as releases,
          (select count(*)::int from concept c where c.scheme = s.code and not c.retired
            and c.details->>'status' is distinct from 'to-confirm') as concepts
        from scheme s order by s.ord`.execute(db as never),
      sql<{ code: string; name: string; from: string; to: string; cells: number; official: number }>`
        select cs.code, ${setName(lang)} as name, cs.from_scheme as from, cs.to_scheme as to, count(c.*)::int as cells,
          count(c.*) filter (where c.standing = 'official')::int as official
        from correspondence_set cs left join correspondence c on c.set = cs.code group by cs.id, cs.code order by cs.code`.execute(
        db as never,
      ),
    ]);
    return { schemes: schemes.rows, sets: sets.rows };
  },
});

export interface ConceptRow {
  code: string;
  short: string;
  parent: string | null;
  depth: number;
  retired: boolean;
  status: Status | null;
  name: Named | null;
  /** Who facilitates it, and in which part. */
  parties: { party: string; role: string; standing: 'official' | 'to-confirm' }[];
  obligations: number;
  ord: number;
}
/** Most concepts on a page: a scheme of some hundreds is one page. */
const PAGE = 500;

export const scheme = query({
  name: 'frameworks.scheme',
  summary: 'A framework: its concepts in their order, names, and how many obligations each has; paged by key.',
  input: z.object({ scheme: z.string().max(60), after: z.coerce.number().int().min(-1).optional() }),
  policy: anyone,
  async run(ctx, input) {
    const head = await sql<{ name: Named | null; releases: ReleaseView[]; of: string[] }>`
      select ${nameOf('s.code', null, ctx.lang)} as name, ${RELEASES_OF('s.code')} as releases from scheme s
      where s.code = ${input.scheme}`.execute(ctx.db as never);
    const one = head.rows[0];
    if (!one) throw new NotFound(input.scheme);
    const { rows } = await sql<ConceptRow>`
      with recursive tree as (
        select c.code, 0 as depth, array[c.ord] as path from concept c where c.scheme = ${input.scheme} and c.parent is null
        union all
        select c.code, tree.depth + 1, tree.path || c.ord from concept c join tree on c.parent = tree.code
          where c.scheme = ${input.scheme} and tree.depth < 12
      ), placed as (select *, row_number() over (order by path) - 1 as ord from tree)
      select c.code, coalesce(c.short, c.code) as short, c.parent, placed.depth, c.retired, c.details->>'status' as status, placed.ord::int as ord,
        (select coalesce(json_agg(json_build_object('party', f.party, 'role', f.role, 'standing', f.standing)
            order by f.role <> 'lead', f.role, f.party), '[]') from facilitation f where f.concept = c.code) as parties,
        ${nameOf('c.scheme', 'c.code', ctx.lang)} as name, ${tagged(ctx, 'c.code')} as obligations
      from placed join concept c on c.code = placed.code where placed.ord > ${input.after ?? -1}
      order by placed.ord limit ${PAGE + 1}`.execute(ctx.db as never);
    const page = rows.slice(0, PAGE);
    return {
      scheme: input.scheme,
      ...one,
      concepts: page,
      next: rows.length > PAGE ? (page.at(-1)?.ord ?? null) : null,
    };
  },
});

export interface Linked {
  set: string;
  setName: string;
  code: string;
  name: Named | null;
  standing: 'official' | 'to-confirm';
  from: string;
  to: string;
}

export const concept = query({
  name: 'frameworks.concept',
  summary: 'A line, goal, target or place: its names with their sources, who facilitates it, what it corresponds to.',
  input: z.object({ code: z.string().max(70) }),
  policy: anyone,
  async run(ctx, { code }) {
    const { lang } = ctx;
    const { rows } = await sql<{
      code: string;
      scheme: string;
      schemeName: Named | null;
      name: Named | null;
      retired: boolean;
      details: { iso?: string | null; groups?: string[]; status?: Status };
      parent: { code: string; name: Named | null } | null;
      names: {
        lang: Language;
        value: string;
        standing: 'official' | 'unofficial';
        source: string | null;
        seenOn: string | null;
      }[];
      below: { code: string; name: Named | null }[];
      facilitators: { party: string; role: string; source: string; standing: 'official' | 'to-confirm' }[];
      links: Linked[];
      obligations: number;
    }>`select c.code, c.scheme, ${nameOf('c.scheme', null, lang)} as "schemeName", ${nameOf('c.scheme', 'c.code', lang)} as name,
        c.retired, c.details, ${tagged(ctx, 'c.code')} as obligations,
        (select json_build_object('code', p.code, 'name', ${nameOf('p.scheme', 'p.code', lang)}) from concept p where p.code = c.parent) as parent,
        (select coalesce(json_agg(json_build_object('lang', n.lang, 'value', n.value, 'standing', n.standing, 'source', n.source, 'seenOn', n.seen_on) order by n.lang), '[]')
          from framework_name n where n.scheme = c.scheme and n.concept = c.code) as names,
        (select coalesce(json_agg(json_build_object('code', b.code, 'name', ${nameOf('b.scheme', 'b.code', lang)}) order by b.ord), '[]')
          from concept b where b.parent = c.code and not b.retired) as below,
        (select coalesce(json_agg(json_build_object('party', f.party, 'role', f.role, 'source', f.source, 'standing', f.standing) order by f.role <> 'lead', f.role, f.party), '[]')
          from facilitation f where f.concept = c.code) as facilitators,
        (select coalesce(json_agg(json_build_object('set', cs.code, 'setName', ${setName(lang)}, 'code', o.code, 'name', ${nameOf('o.scheme', 'o.code', lang)},
            'standing', k.standing, 'from', k.from_concept, 'to', k.to_concept) order by cs.code, o.ord), '[]')
          from correspondence k join correspondence_set cs on cs.code = k.set
          join concept o on o.code = case when k.from_concept = c.code then k.to_concept else k.from_concept end
          where c.code in (k.from_concept, k.to_concept)) as links
      from concept c where c.code = ${code}`.execute(ctx.db as never);
    const one = rows[0];
    if (!one) throw new NotFound(code);
    return one;
  },
});

interface Head {
  code: string;
  short: string;
  name: Named | null;
}

export const matrix = query({
  name: 'frameworks.matrix',
  summary: 'Correspondences of one set as a grid: which concept of one framework serves which of the other.',
  input: z.object({ set: z.string().max(60) }),
  policy: anyone,
  async run({ db, lang }, { set }) {
    const head = await sql<{ name: string; from: string; to: string; fromName: Named | null; toName: Named | null }>`
      select ${setName(lang)} as name, cs.from_scheme as from, cs.to_scheme as to,
        ${nameOf('cs.from_scheme', null, lang)} as "fromName", ${nameOf('cs.to_scheme', null, lang)} as "toName"
      from correspondence_set cs where cs.code = ${set}`.execute(db as never);
    const one = head.rows[0];
    if (!one) throw new NotFound(set);
    const [links, concepts] = await Promise.all([
      sql<{ from: string; to: string; standing: 'official' | 'to-confirm' }>`
        select from_concept as from, to_concept as to, standing from correspondence where set = ${set}`.execute(
        db as never,
      ),
      sql<Head & { scheme: string; parent: string | null; ord: number }>`
        select c.code, coalesce(c.short, c.code) as short, c.scheme, c.parent, c.ord, ${nameOf('c.scheme', 'c.code', lang)} as name
        from concept c where c.scheme in (${one.from}, ${one.to}) and not c.retired`.execute(db as never),
    ]);
    const heads = new Map(concepts.rows.map(({ code, short, name }): [string, Head] => [code, { code, short, name }]));
    const axis = (of: string, side: 'from' | 'to') =>
      axisOf(
        concepts.rows.filter((each) => each.scheme === of),
        new Set(links.rows.map((link) => link[side])),
      );
    const [rows, columns] = [axis(one.from, 'from'), axis(one.to, 'to')];
    const named = (heading: typeof rows): Head[] => heading.flatMap(({ code }) => heads.get(code) ?? []);
    return { set, ...one, rows: named(rows), columns: named(columns), cells: cellsIn(links.rows, rows, columns) };
  },
});

export const cell = query({
  name: 'frameworks.cell',
  summary: 'One correspondence: its reason, source and standing, and the obligations that stand on either side of it.',
  input: z.object({ set: z.string().max(60), from: z.string().max(70), to: z.string().max(70) }),
  policy: anyone,
  async run(ctx, { set, from, to }) {
    const { lang } = ctx;
    const { rows } = await sql<{
      setName: string;
      from: { code: string; name: Named | null };
      to: { code: string; name: Named | null };
      standing: 'official' | 'to-confirm' | null;
      reason: string | null;
      reasonLang: Language | null;
      source: string | null;
      seenOn: string | null;
      below: { from: string; to: string; name: Named | null; standing: 'official' | 'to-confirm' }[];
      onFrom: number;
      onTo: number;
    }>`select ${setName(lang)} as "setName", json_build_object('code', a.code, 'name', ${nameOf('a.scheme', 'a.code', lang)}) as from,
        json_build_object('code', b.code, 'name', ${nameOf('b.scheme', 'b.code', lang)}) as to,
        k.standing, k.reason, k.reason_lang as "reasonLang", k.source, k.seen_on::text as "seenOn",
        (with recursive under as (select b.code union all select c.code from concept c join under on c.parent = under.code)
          select coalesce(json_agg(json_build_object('from', d.from_concept, 'to', d.to_concept, 'standing', d.standing, 'name', ${nameOf('o.scheme', 'o.code', lang)}) order by o.ord), '[]')
          from correspondence d join concept o on o.code = d.to_concept
          where d.set = cs.code and d.from_concept = a.code and d.to_concept <> b.code and d.to_concept in (select code from under)) as below,
        ${tagged(ctx, 'a.code')} as "onFrom", ${tagged(ctx, 'b.code')} as "onTo"
      from correspondence_set cs join concept a on a.code = ${from} and a.scheme = cs.from_scheme
        join concept b on b.code = ${to} and b.scheme = cs.to_scheme
        left join correspondence k on k.set = cs.code and k.from_concept = a.code and k.to_concept = b.code
      where cs.code = ${set}`.execute(ctx.db as never);
    const one = rows[0];
    if (!one) throw new NotFound(`${from} ${to}`);
    return { set, ...one };
  },
});
