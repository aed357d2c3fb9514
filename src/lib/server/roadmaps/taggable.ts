import type { Language } from '@suivi/texts';
import { sql, type RawBuilder } from 'kysely';
import { wordingFor } from '../bodies/index.ts';
import type { Called, Taggable } from '../frameworks/index.ts';
import { can } from '../platform/actor.ts';
import { PLAN, scopeOf } from './policy.ts';

/** What both say; `from` gives rows `one` (the record), `roadmap`, `mark` and `at`. */
const kept = (
  kind: string,
  from: RawBuilder<unknown>,
  mark: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
): Taggable => ({
  kind,
  async may({ db, actor }, id) {
    const { rows } = await sql<{ owner_body: string | null; concept: string }>`select record.owner_body, roadmap.concept
      from ${from} join record on record.id = one.id where one.id = ${id}`.execute(db as never);
    return rows[0] !== undefined && can(actor, PLAN, scopeOf(rows[0]));
  },
  async called({ db, lang }, ids) {
    const { rows } =
      await sql<Called>`select one.id, ${wordingFor('one.id', 'title', lang)} as name, ${mark} as mark, ${at} as at
      from ${from} where one.id = any(${[...ids]}::uuid[])`.execute(db as never);
    return rows;
  },
  async words({ db }, id) {
    const { rows } = await sql<{ lang: Language; value: string }>`select w.lang, w.value from wording w
      where w.record = ${id} and w.field in ('title', 'description')`.execute(db as never);
    return rows;
  },
});

/** Roadmaps and their tasks, as they bear tags: they say what their titles and descriptions say. */
export const taggable: readonly Taggable[] = [
  kept(
    'roadmap',
    sql`roadmap one join roadmap on roadmap.id = one.id`,
    sql`null::text`,
    sql`'roadmaps/' || roadmap.code`,
  ),
  kept(
    'roadmap-task',
    sql`roadmap_task one join roadmap on roadmap.id = one.roadmap`,
    sql`one.number::text`,
    sql`'roadmaps/' || roadmap.code || '/tasks/' || one.number`,
  ),
];
