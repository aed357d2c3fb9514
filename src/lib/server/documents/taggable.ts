import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import type { Called, Taggable } from '../frameworks/index.ts';
import { can } from '../platform/actor.ts';
import { visibleTo } from '../platform/visibility.ts';
import { ISSUE } from './policy.ts';
import { citedAs, type Part } from './symbol.ts';

/**
 * Documents that were issued, as they bear tags: one record of each address for all its languages. They say what their
 * titles say.
 */
export const taggable: readonly Taggable[] = [
  {
    kind: 'document',
    async may({ db, actor }, id) {
      const { rows } = await sql<{ body: string }>`select record.owner_body as body from document
        join record on record.id = document.id where document.id = ${id} and document.symbol is not null`.execute(
        db as never,
      );
      return rows[0] !== undefined && can(actor, ISSUE, { body: rows[0].body });
    },
    async called({ db, actor, lang }, ids) {
      const { rows } = await sql<Called & { symbol: string; part: Part; number: number | null }>`
        select d.id, d.symbol, d.part, d.number, 'documents/' || d.slug as at,
          (select json_build_object('value', o.title, 'lang', o.lang, 'state', 'official') from document o
            join record on record.id = o.id where o.slug = d.slug and ${visibleTo(actor)}
            order by o.lang = ${lang} desc, o.lang = 'en' desc, o.lang limit 1) as name
        from document d where d.id = any(${[...ids]}::uuid[]) and d.symbol is not null`.execute(db as never);
      return rows.map(({ symbol, part, number, ...one }) => ({ ...one, mark: citedAs(symbol, part, number) }));
    },
    async words({ db }, id) {
      const { rows } = await sql<{ lang: Language; value: string }>`select o.lang, o.title as value
        from document d join document o on o.slug = d.slug join record own on own.id = d.id join record r on r.id = o.id
        where d.id = ${id} and r.withdrawn_at is null and (r.visibility = 'public' or r.visibility = own.visibility)`.execute(
        db as never,
      );
      return rows;
    },
    listed: sql`exists (select 1 from document d where d.id = record.id and d.symbol is not null)`,
  },
];
