import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { wordingFor } from '../bodies/index.ts';
import type { Called, Taggable } from '../frameworks/index.ts';
import { can } from '../platform/actor.ts';
import { EDIT } from './policy.ts';

/** Obligations as they bear tags: they say what is to be done, and what the paragraphs say that they rest on. */
export const taggable: readonly Taggable[] = [
  {
    kind: 'obligation',
    async may({ db, actor }, id) {
      const { rows } = await sql<{ text: string; body: string }>`select o.text, t.body from obligation o
        join text t on t.id = o.text where o.id = ${id}`.execute(db as never);
      return rows[0] !== undefined && can(actor, EDIT, rows[0]);
    },
    async called({ db, lang }, ids) {
      const { rows } =
        await sql<Called>`select o.id, ${wordingFor('o.id', 'action', lang)} as name, o.number::text as mark,
        'register/' || o.number as at from obligation o where o.id = any(${[...ids]}::uuid[])`.execute(db as never);
      return rows;
    },
    async words({ db }, id) {
      const { rows } = await sql<{ lang: Language; value: string }>`
        select w.lang, w.value from wording w where w.record = ${id} and w.field = 'action'
        union all
        select e.lang, n.plain from basis b join node n on n.edition = b.edition and n.eid = b.eid
          join edition e on e.id = b.edition join record source on source.id = e.id join record own on own.id = b.obligation
          where b.obligation = ${id} and (source.visibility = 'public' or source.visibility = own.visibility)
            and source.withdrawn_at is null`.execute(db as never);
      return rows;
    },
    listed: sql`exists (select 1 from obligation o where o.id = record.id and o.review = 'confirmed')`,
  },
];
