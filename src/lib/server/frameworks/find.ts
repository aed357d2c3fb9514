import { tokens } from '@suivi/search';
import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { z } from 'zod';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { nameOf, type Named } from './names.ts';

/** A concept that may be chosen. */
export interface Choice {
  scheme: string;
  code: string;
  short: string;
  name: Named | null;
  depth: number;
}
export interface Choices {
  scheme: string;
  name: Named | null;
  concepts: Choice[];
  /** False where the framework is larger and only its first levels are here: the rest is found by words. */
  whole: boolean;
}

/** A list of so many can be chosen from; a longer one is cut to its first two levels. */
const LIST = 60;

export const choices = query({
  name: 'frameworks.choices',
  summary: 'What may be chosen from each framework, in its order; of a large one its first two levels.',
  input: z.object({ scheme: z.string().max(60).optional() }),
  policy: anyone,
  async run({ db, lang }, input) {
    const { rows } = await sql<Choice & { schemeName: Named | null; size: number }>`
      with recursive tree as (
        select c.code, 0 as depth, array[c.ord] as path from concept c where c.parent is null and not c.retired
        union all
        select c.code, tree.depth + 1, tree.path || c.ord from concept c join tree on c.parent = tree.code
          where not c.retired and tree.depth < 12
      ), sized as (select scheme, count(*)::int as size from concept where not retired group by scheme)
      select c.scheme, ${nameOf('c.scheme', null, lang)} as "schemeName", c.code, coalesce(c.short, c.code) as short,
        ${nameOf('c.scheme', 'c.code', lang)} as name, tree.depth, sized.size
      from tree join concept c on c.code = tree.code join scheme s on s.code = c.scheme join sized on sized.scheme = c.scheme
      where (sized.size <= ${LIST} or tree.depth < 2)
        ${input.scheme === undefined ? sql`` : sql`and c.scheme = ${input.scheme}`}
      order by s.ord, tree.path`.execute(db as never);
    return {
      schemes: [...Map.groupBy(rows, (one) => one.scheme)].map(([scheme, of]): Choices => ({
        scheme,
        name: of[0]?.schemeName ?? null,
        concepts: of.map(({ code, short, name, depth }) => ({ scheme, code, short, name, depth })),
        whole: (of[0]?.size ?? 0) <= LIST,
      })),
    };
  },
});

const termsIn = (text: string, lang: Language): string[] => tokens(text, lang).map((one) => one.term);

/** So many are shown of what was found. */
const FOUND = 40;

export const find = query({
  name: 'frameworks.find',
  summary: 'Concepts by their code or by words of their names, in your language and in English.',
  input: z.object({ q: z.string().trim().min(1).max(200), scheme: z.string().max(60).optional() }),
  policy: anyone,
  async run({ db, lang }, { q, scheme }) {
    const { rows } = await sql<Choice & { names: { lang: Language; value: string }[] }>`
      select c.scheme, c.code, coalesce(c.short, c.code) as short, ${nameOf('c.scheme', 'c.code', lang)} as name, 0 as depth,
        (select coalesce(json_agg(json_build_object('lang', n.lang, 'value', n.value)), '[]') from framework_name n
          where n.scheme = c.scheme and n.concept = c.code and n.lang in (${lang}, 'en')) as names
      from concept c join scheme s on s.code = c.scheme where not c.retired
        ${scheme === undefined ? sql`` : sql`and c.scheme = ${scheme}`}
      order by s.ord, c.ord`.execute(db as never);
    const bare = q.toLowerCase();
    const found = rows.filter(({ code, short, names }) => {
      if ([code, short].some((one) => one.toLowerCase() === bare || code.toLowerCase().endsWith(` ${bare}`)))
        return true;
      return names.some((name) => {
        const wanted = termsIn(q, name.lang);
        const words = termsIn(name.value, name.lang);
        return wanted.length > 0 && wanted.every((one) => words.some((word) => word.startsWith(one)));
      });
    });
    return {
      concepts: found.slice(0, FOUND).map(({ names: _names, ...one }): Choice => one),
      n: found.length,
    };
  },
});
