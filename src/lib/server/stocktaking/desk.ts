import { sql } from 'kysely';
import { LANGUAGES } from '@suivi/texts/model';
import { can } from '../platform/actor.ts';
import type { QueryContext } from '../platform/context.ts';
import { ownedBy } from './load.ts';
import { MODERATE, TRANSLATE } from './policy.ts';

/** What of the registry waits for a person. */
export interface RegistryDesk {
  /** Submissions that wait for moderators, where the reader is one; a thousand at most. */
  moderate: number;
  /** Translations of others that the reader may review. */
  translations: number;
  /** Initiatives of the reader's own that were sent back, or about which a question is open; the first twenty. */
  own: { number: number; title: string; what: 'returned' | 'asked' }[];
}

const LISTED = 20;

export async function registryDesk({ db, actor }: QueryContext): Promise<RegistryDesk> {
  if (actor.id === null) return { moderate: 0, translations: 0, own: [] };
  const langs = LANGUAGES.filter((lang) => can(actor, TRANSLATE, { language: lang }));
  const counts = await sql<{ moderate: number; translations: number }>`select
    ${
      can(actor, MODERATE, {})
        ? sql`(select count(*)::int from (select from initiative_queue w join initiative on initiative.id = w.initiative
            where not ${ownedBy(actor)} limit 1000) few)`
        : sql`0`
    } as moderate,
    (select count(*)::int from initiative_translation t join initiative on initiative.id = t.initiative
        join record on record.id = initiative.id
      where (t.state = 'offered' or t.proposed is not null) and initiative.state = 'published' and record.withdrawn_at is null
        and coalesce((t.proposed->>'by')::uuid, t.written_by) is distinct from ${actor.id}::uuid
        and (t.lang = any(${langs}::text[]) or ${ownedBy(actor)})) as translations`.execute(db as never);
  const own = await sql<RegistryDesk['own'][number]>`
    select number::float8 as number, what, coalesce((select v.content->>'title' from initiative_version v
        where v.initiative = one.id order by v.seq desc limit 1), '') as title
    from (
      select initiative.id, initiative.number, 'returned' as what from initiative
        where initiative.state = 'returned' and ${ownedBy(actor)}
      union all
      select distinct initiative.id, initiative.number, 'asked' from initiative_question q
        join initiative on initiative.id = q.initiative and initiative.waiting = q.seq
        where q.answer is null and ${ownedBy(actor)}) one
    order by one.number desc limit ${LISTED}`.execute(db as never);
  return { ...(counts.rows[0] ?? { moderate: 0, translations: 0 }), own: own.rows };
}
