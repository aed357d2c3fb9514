import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '../platform/command.ts';
import { Id, Lang, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { loadRoadmap } from './commands.ts';
import * as did from './events.ts';
import { PLAN, scopeOf } from './policy.ts';

/** Words of a record as a release keeps them: `{"fr": {"value": …, "state": …}}`. */
const wordsOf = (record: string, field: string) => sql`(select coalesce(jsonb_object_agg(w.lang,
  jsonb_build_object('value', w.value, 'state', w.state)), '{}') from wording w where w.record = ${sql.ref(record)} and w.field = ${field})`;
const partyOf = (id: string) =>
  sql`jsonb_build_object('id', ${sql.ref(id)}, 'code', party.code, 'name', ${wordsOf('party.id', 'name')})`;

export const release = command({
  name: 'roadmaps.release',
  summary: 'Keeps what a roadmap says now as a release, to be put before a meeting; it is never changed.',
  input: z.object({
    id: Id,
    dated: z.iso.date().optional().describe('the day that it bears; left out, today'),
    note: plainText(500).optional().describe('for what it was made: the meeting that it is put before'),
    lang: Lang.optional().describe('language of the note; left out, yours'),
  }),
  load: loadRoadmap,
  policy: holds(PLAN, scopeOf),
  events: [did.released],
  async handle(ctx, input, one) {
    const dated = input.dated ?? ctx.now.toISOString().slice(0, 10);
    const note = input.note ?? null;
    // All languages at once: whoever reads it later reads what stood in theirs.
    const { rows } = await sql<{ number: number }>`
      insert into roadmap_release (roadmap, number, dated, note, note_lang, said)
      select roadmap.id, coalesce((select max(number) from roadmap_release r where r.roadmap = roadmap.id), 0) + 1, ${dated}::date,
        ${note}, ${note === null ? null : (input.lang ?? ctx.lang)},
        jsonb_build_object('title', ${wordsOf('roadmap.id', 'title')}, 'description', ${wordsOf('roadmap.id', 'description')},
          'from', roadmap.from_year, 'to', roadmap.to_year, 'tasks', (select coalesce(jsonb_agg(jsonb_build_object(
            'id', task.id, 'number', task.number, 'title', ${wordsOf('task.id', 'title')},
            'description', ${wordsOf('task.id', 'description')}, 'state', task.state, 'due', task.due::text,
            'precision', task.precision, 'note', task.note, 'noteLang', task.note_lang,
            'lead', (select ${partyOf('party.id')} from party where party.id = task.lead),
            'partners', (select coalesce(jsonb_agg(${partyOf('party.id')} order by p.ord), '[]') from roadmap_task_partner p
              join party on party.id = p.party where p.task = task.id),
            'obligations', (select coalesce(jsonb_agg(s.obligation), '[]') from roadmap_task_obligation s where s.task = task.id)
          ) order by task.number), '[]') from roadmap_task task where task.roadmap = roadmap.id))
      from roadmap where roadmap.id = ${one.id} returning number`.execute(ctx.db);
    const number = rows[0]?.number ?? 0;
    ctx.emit(did.released, { roadmap: one.code, number, dated }, one.id);
    return { number };
  },
});
