import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { z } from 'zod';
import { wordingFor } from '../bodies/index.ts';
import { NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { about, shape, type About, type PartyView, type Raw, type TaskRow, type Worded } from './rows.ts';

/** Words as a release keeps them (release.ts). */
type Kept = Partial<Record<Language, { value: string; state: string }>>;
interface KeptParty {
  id: string;
  code: string | null;
  name: Kept;
}
interface KeptTask extends Omit<Raw, 'title' | 'late' | 'lead' | 'partners' | 'obligations'> {
  title: Kept;
  description: Kept;
  lead: KeptParty | null;
  partners: KeptParty[];
  obligations: string[];
}
interface KeptRoadmap {
  title: Kept;
  description: Kept;
  from: number;
  to: number;
  tasks: KeptTask[];
}

/** As `wordingFor` chooses: the reader's language, else English, else the first. */
function worded(kept: Kept, lang: Language): Worded {
  const found = ([lang, 'en', ...Object.keys(kept).sort()] as Language[]).find((one) => kept[one] !== undefined);
  const words = found && kept[found];
  return words ? { ...words, lang: found } : null;
}

/** A line of a release, with its description. */
export interface PastTask extends TaskRow {
  description: Worded;
}

export const pastRelease = query({
  name: 'roadmaps.past-release',
  summary: 'A release of a roadmap: what it said on that day, word for word.',
  input: z.object({
    code: z.string().max(60).describe('code of the roadmap'),
    number: z.coerce.number().int().positive().max(1_000_000).describe('number of the release'),
  }),
  policy: anyone,
  async run(ctx, { code, number }) {
    const { rows } = await sql<{
      roadmap: { code: string; title: Worded; about: About };
      number: number;
      dated: string;
      note: string | null;
      noteLang: string | null;
      said: KeptRoadmap;
      last: number;
      seen: Record<string, number>;
    }>`select json_build_object('code', roadmap.code, 'title', ${wordingFor('roadmap.id', 'title', ctx.lang)}, 'about', ${about(ctx)}) as roadmap,
        r.number, r.dated::text as dated, r.note, r.note_lang as "noteLang", r.said,
        (select max(l.number) from roadmap_release l where l.roadmap = roadmap.id) as last,
        (select coalesce(json_object_agg(o.id, o.number), '{}') from obligation o join record seen on seen.id = o.id
          where o.review = 'confirmed' and ${visibleTo(ctx.actor, 'seen')} and o.id::text in
            (select jsonb_array_elements_text(t -> 'obligations') from jsonb_array_elements(r.said -> 'tasks') t)) as seen
      from roadmap_release r join roadmap on roadmap.id = r.roadmap join record on record.id = roadmap.id
      where roadmap.code = ${code} and r.number = ${number} and ${visibleTo(ctx.actor)}`.execute(ctx.db as never);
    const found = rows[0];
    if (!found) throw new NotFound(`${code}/${number}`);
    const { said, seen, ...release } = found;
    const named = ({ name, ...party }: KeptParty): PartyView => ({ ...party, name: worded(name, ctx.lang) });
    return {
      ...release,
      title: worded(said.title, ctx.lang),
      description: worded(said.description, ctx.lang),
      from: said.from,
      to: said.to,
      tasks: said.tasks.map((task): PastTask => {
        const { due } = shape({ ...task, late: false } as never as Raw);
        return {
          ...task,
          due,
          title: worded(task.title, ctx.lang),
          description: worded(task.description, ctx.lang),
          // As it was seen on that day.
          late: due !== null && due.to < release.dated && (task.state === 'planned' || task.state === 'under-way'),
          lead: task.lead && named(task.lead),
          partners: task.partners.map(named),
          obligations: task.obligations.flatMap((id) => seen[id] ?? []).sort((a, b) => a - b),
        };
      }),
    };
  },
});
