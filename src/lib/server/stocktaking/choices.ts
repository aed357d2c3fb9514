import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { z } from 'zod';
import { nameOf, suggestedBy, type Named, type Suggested } from '../frameworks/index.ts';
import { anyone, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { SERVED } from './content.ts';
import { own } from './queries.ts';

/** A concept that may be chosen. */
export interface Choice {
  code: string;
  name: Named | null;
}
/** Choices under a heading: targets of a goal, branches of a line, countries of a region. */
export interface ChoiceGroup extends Choice {
  within: Choice[];
}

export const choices = query({
  name: 'stocktaking.choices',
  summary: 'What the form of an initiative offers: action lines, goals with targets, objectives, countries by region.',
  input: z.object({}),
  policy: anyone,
  async run({ db, lang }) {
    const { rows } = await sql<Choice & { scheme: string; parent: string | null; country: boolean }>`
      select c.code, c.scheme, c.parent, c.details->>'iso' is not null as country,
        ${nameOf('c.scheme', 'c.code', lang)} as name
      from concept c where c.scheme in ('wsis-action-lines', 'sdg', 'gdc', 'm49') and not c.retired
      order by c.scheme, c.ord`.execute(db as never);
    const below = Map.groupBy(rows, (one) => `${one.scheme} ${one.parent ?? ''}`);
    const plain = ({ code, name }: Choice): Choice => ({ code, name });
    // A framework that is one whole at its root ("SDG") offers what stands below it.
    const top = (scheme: string): ChoiceGroup[] => {
      const roots = below.get(`${scheme} `) ?? [];
      const [whole] = roots;
      const first = roots.length === 1 && whole ? (below.get(`${scheme} ${whole.code}`) ?? roots) : roots;
      return first.map((one) => ({ ...plain(one), within: (below.get(`${scheme} ${one.code}`) ?? []).map(plain) }));
    };
    // Regions are nested; what is offered is each that has countries right below it.
    const regions = rows
      .filter((one) => one.scheme === 'm49')
      .map((one) => ({
        ...plain(one),
        within: (below.get(`m49 ${one.code}`) ?? []).filter((each) => each.country).map(plain),
      }))
      .filter((one) => one.within.length > 0);
    return { lines: top('wsis-action-lines'), goals: top('sdg'), objectives: top('gdc'), regions };
  },
});

const Chosen = z.array(z.object({ concept: z.coerce.string() }));

export const suggestions = query({
  name: 'stocktaking.suggestions',
  summary:
    'Lines, goals and objectives that title and description of an initiative of yours speak for, with these words; nothing is applied.',
  input: own.input,
  policy: signedIn,
  async run(ctx, input): Promise<{ suggestions: Suggested[] }> {
    const { draft, draftLang, versions } = await own.run(ctx, input);
    const [last] = versions;
    const said: Record<string, unknown> = draft ?? last?.content ?? {};
    const value = [said['title'], said['description']].filter((one) => typeof one === 'string').join('. ');
    const lang = (draft ? draftLang : last?.lang) as Language | null | undefined;
    const serves = Chosen.safeParse(said['serves']).data ?? [];
    const chosen = new Set(serves.map(({ concept }) => concept));
    const all = await suggestedBy(ctx, lang ? [{ lang, value }] : [], chosen);
    return { suggestions: all.filter(({ scheme }) => SERVED.some((one) => one === scheme)) };
  },
});
