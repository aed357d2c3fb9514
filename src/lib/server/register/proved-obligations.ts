import { sql } from 'kysely';
import { wordingFor } from '../bodies/index.ts';
import type { Asking, Called } from '../frameworks/index.ts';
import type { Actor } from '../platform/actor.ts';
import { visibleTo } from '../platform/visibility.ts';
import type { Provable } from './provable.ts';

const named = (actor: Actor, lang: Asking['lang']) => sql`${wordingFor('o.id', 'action', lang)} as name, null as mark
  from obligation o join record on record.id = o.id and ${visibleTo(actor)}`;

/** Obligations as a whole (an invitation is answered), and their dates. */
export const provedObligations: readonly Provable[] = [
  {
    kind: 'obligation',
    async at({ db, actor }, { path: [room, number, ...rest], place }) {
      if (room !== 'register' || rest.length > 0 || !/^\d{1,9}$/.test(number ?? '')) return null;
      const key = place.startsWith('o-') ? place.slice(2) : null;
      const { rows } = await sql<{ id: string; occurrence: string | null }>`select o.id, due.id as occurrence
        from obligation o join record on record.id = o.id and ${visibleTo(actor)}
        left join lateral (select c.id from occurrence c join record own on own.id = c.id and ${visibleTo(actor, 'own')}
          where c.obligation = o.id and (${key}::text is null or c.key = ${key})
          order by c.state = 'accepted', c.due nulls last, c.key limit 1) due on true
        where o.number = ${Number(number)} and o.review = 'confirmed'`.execute(db as never);
      const [one] = rows;
      if (!one || (key !== null && one.occurrence === null)) return null;
      return one.occurrence === null
        ? { target: one.id, provision: null, kind: 'answer' }
        : { target: one.occurrence, provision: null };
    },
    admits: () => Promise.resolve({ also: [] }),
    async called({ db, actor, lang }, ids) {
      const { rows } = await sql<Called>`select o.id, 'register/' || o.number as at, ${named(actor, lang)}
        where o.id = any(${[...ids]}::uuid[])`.execute(db as never);
      return rows;
    },
  },
  {
    kind: 'occurrence',
    async admits({ db }, { target }) {
      const { rows } = await sql<{
        obligation: string;
      }>`select obligation from occurrence where id = ${target}`.execute(db as never);
      return { also: rows.map((row) => row.obligation) };
    },
    async called({ db, actor, lang }, ids) {
      const { rows } =
        await sql<Called>`select c.id, 'register/' || o.number || '#o-' || c.key as at, ${named(actor, lang)}
        join occurrence c on c.obligation = o.id where c.id = any(${[...ids]}::uuid[])`.execute(db as never);
      return rows;
    },
  },
];
