import { sql } from 'kysely';
import { wordingFor } from '../bodies/index.ts';
import type { Called } from '../frameworks/index.ts';
import { visibleTo } from '../platform/visibility.ts';
import type { Provable } from '../register/index.ts';

/** Tasks of roadmaps, as evidence is given for them; their roadmap's history tells of it too. */
export const provable: readonly Provable[] = [
  {
    kind: 'roadmap-task',
    async at({ db, actor }, { path: [room, code, tasks, number, ...rest] }) {
      if (room !== 'roadmaps' || tasks !== 'tasks' || rest.length > 0 || !/^\d{1,9}$/.test(number ?? '')) return null;
      const { rows } = await sql<{
        id: string;
      }>`select task.id from roadmap_task task join roadmap on roadmap.id = task.roadmap
        join record on record.id = task.id and ${visibleTo(actor)}
        where roadmap.code = ${code} and task.number = ${Number(number)}`.execute(db as never);
      return rows[0] ? { target: rows[0].id, provision: null } : null;
    },
    async admits({ db }, { target }) {
      const { rows } = await sql<{ roadmap: string }>`select roadmap from roadmap_task where id = ${target}`.execute(
        db as never,
      );
      return { also: rows.map((row) => row.roadmap) };
    },
    async called({ db, actor, lang }, ids) {
      const { rows } = await sql<Called>`select task.id, ${wordingFor('task.id', 'title', lang)} as name, null as mark,
          'roadmaps/' || roadmap.code || '/tasks/' || task.number as at
        from roadmap_task task join roadmap on roadmap.id = task.roadmap join record on record.id = task.id
        where task.id = any(${[...ids]}::uuid[]) and ${visibleTo(actor)}`.execute(db as never);
      return rows;
    },
  },
];
