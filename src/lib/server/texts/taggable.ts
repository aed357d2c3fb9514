import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import type { Called, Taggable } from '../frameworks/index.ts';
import { can } from '../platform/actor.ts';
import { visibleTo } from '../platform/visibility.ts';
import { IMPORT } from './policy.ts';

/** Texts as they bear tags: over all their versions. They say what their newest version does that all may read who see the text. */
export const taggable: readonly Taggable[] = [
  {
    kind: 'text',
    async may({ db, actor }, id) {
      const { rows } = await sql<{ body: string }>`select body from text where id = ${id}`.execute(db as never);
      return rows[0] !== undefined && can(actor, IMPORT, { body: rows[0].body, text: id });
    },
    async called({ db, actor, lang }, ids) {
      const { rows } = await sql<Called>`select t.id, t.number as mark, 'texts/' || t.slug as at,
          (select json_build_object('value', e.title, 'lang', e.lang, 'state', e.authority) from edition e
            join version v on v.id = e.version join record shown on shown.id = v.id join record re on re.id = e.id
            where v.text = t.id and ${visibleTo(actor, 'shown')} and ${visibleTo(actor, 're')}
            order by v.status = 'adopted' desc, v.seq desc, e.lang = ${lang} desc, e.lang = 'en' desc, e.lang limit 1) as name
        from text t where t.id = any(${[...ids]}::uuid[])`.execute(db as never);
      return rows.filter((one) => one.name !== null);
    },
    async words({ db }, id) {
      const { rows } = await sql<{ lang: Language; value: string }>`
        with newest as (select v.id from version v join record shown on shown.id = v.id join record own on own.id = v.text
          where v.text = ${id} and shown.withdrawn_at is null and (shown.visibility = 'public' or shown.visibility = own.visibility)
          order by v.status = 'adopted' desc, v.seq desc limit 1)
        select e.lang, e.title || E'\n' || coalesce(string_agg(n.plain, E'\n' order by n.ord), '') as value
        from edition e join newest on newest.id = e.version join record re on re.id = e.id
          join record own on own.id = ${id} left join node n on n.edition = e.id and n.state <> 'deleted'
        where re.withdrawn_at is null and (re.visibility = 'public' or re.visibility = own.visibility)
        group by e.id, e.lang, e.title`.execute(db as never);
      return rows;
    },
  },
];
