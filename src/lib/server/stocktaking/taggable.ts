import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import type { Called, Taggable } from '../frameworks/index.ts';
import { entrySeenBy } from './load.ts';
import { addressOf } from './write.ts';

/** Initiatives as they bear tags: those that their public version names, which a next version changes and no tag page. */
export const taggable: readonly Taggable[] = [
  {
    kind: 'initiative',
    may: () => Promise.resolve(false),
    async called({ db, actor, lang }, ids) {
      const { rows } = await sql<Pick<Called, 'id' | 'name'> & { number: string }>`
        select initiative.id, initiative.number, jsonb_build_object('value', coalesce(t.title, v.content->>'title'),
          'lang', coalesce(t.lang, v.lang), 'state', case when t.lang is null then 'original' when t.machine then 'machine' else 'unofficial' end) as name
        from initiative join record on record.id = initiative.id
          join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published
          left join initiative_translation t on t.initiative = initiative.id and t.lang = ${lang} and t.state = 'reviewed'
            and v.lang <> ${lang}
        where initiative.id = any(${[...ids]}::uuid[]) and ${entrySeenBy(actor)}`.execute(db as never);
      return rows.map(({ id, name, number }) => ({ id, name, mark: number, at: addressOf(number) }));
    },
    async words({ db }, id) {
      const { rows } = await sql<{ lang: Language; value: string }>`
        select v.lang, (v.content->>'title') || '. ' || (v.content->>'description') as value
        from initiative join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published
        where initiative.id = ${id}`.execute(db as never);
      return rows;
    },
  },
];
