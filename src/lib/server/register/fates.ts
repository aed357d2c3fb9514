import type { Language, Piece } from '@suivi/texts';
import { diffWords } from '@suivi/texts/words';
import { sql, type RawBuilder } from 'kysely';
import { wordingFor } from '../bodies/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { visibleTo } from '../platform/visibility.ts';

/** What a new version made of an obligation on record, for a person to confirm. */
export interface Fate {
  number: number;
  fate: 'changed' | 'gone';
  version: string;
  versionId: string;
  obligation: string;
  text: string | null;
  slug: string;
  action: { value: string; lang: string } | null;
  label: string | null;
  lang: Language;
  /** The paragraph as a redline on what it was; all struck where it is gone, all new where the words before are not on record. */
  change: Pick<Piece, 'kind' | 'text'>[];
}

interface Row extends Omit<Fate, 'change'> {
  is: string | null;
  was: string | null;
}

/**
 * Fates that nobody has confirmed yet, of obligations that `mine` leaves (a condition on text, version and its record), 100 at
 * most. The words before are those of the paragraph that the obligation rested on, in the language of those that stand now.
 */
export async function fatesOf(ctx: QueryContext, mine: RawBuilder<boolean>): Promise<Fate[]> {
  const { rows } = await sql<Row>`
    select obligation.number, basis.fate, version.label as version, version.id as "versionId", obligation.id as obligation,
      text.number as text, text.slug, ${wordingFor('obligation.id', 'action', ctx.lang)} as action, now.label, edition.lang,
      case when basis.fate = 'gone' then null else now.plain end as is,
      case when basis.fate = 'gone' then now.plain else was.plain end as was
    from basis join obligation on obligation.id = basis.obligation join version on version.id = basis.first_version
      join text on text.id = version.text join record on record.id = version.id
      join edition on edition.id = basis.edition join node now on now.edition = basis.edition and now.eid = basis.eid
      left join lateral (
        select n.plain from basis b join version v on v.id = b.first_version join node n on n.provision = b.provision
          join edition e on e.id = n.edition and e.version = v.id join record er on er.id = e.id
        where b.obligation = basis.obligation and v.text = version.text and v.seq < version.seq and b.fate <> 'gone'
          and e.lang = edition.lang and ${visibleTo(ctx.actor, 'er')}
        order by b.provision = basis.provision desc, v.seq desc limit 1) was on true
    where ${mine} and basis.fate in ('changed', 'gone') and basis.confirmed_at is null and obligation.review = 'confirmed'
    order by version.id, obligation.number limit 100`.execute(ctx.db as never);
  return rows.map(({ is, was, ...row }) => ({ ...row, change: diffWords(was ?? '', is ?? '', row.lang) }));
}
