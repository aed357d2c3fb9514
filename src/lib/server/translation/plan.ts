import { sql } from 'kysely';
import type { Footnote, Language } from '@suivi/texts';
import type { Actor } from '../platform/actor.ts';
import type { Read } from '../platform/db.ts';
import { referenceOf } from '../texts/index.ts';
import { seenFor } from './reach.ts';

/** An edition as far as a list needs it: its paragraphs are read apart. */
export interface Edition {
  id: string;
  version: string;
  text: string;
  seq: number;
  lang: string;
  authority: string;
  title: string;
  sealed: boolean;
  notes: Footnote[];
}

/** What a version is translated from and what there is in the language, of it and of the nearest version before that has it. */
export interface Plan {
  head: Head;
  source: Edition;
  mine: Edition | null;
  old: Edition | null;
  oldSource: Edition | null;
}

/** A plan for each of the versions that is written in another language and that the actor may see for this work. */
export async function plansOf(
  db: Read,
  actor: Actor,
  versions: readonly string[],
  lang: Language,
  now: Date,
): Promise<Plan[]> {
  const heads = await headsOf(db, actor, versions, lang, now);
  const editions = await editionsOf(db, actor, [...new Set(heads.map((one) => one.text))], lang);
  return heads.flatMap((head) => {
    const here = editions.filter((one) => one.version === head.version);
    const source = referenceOf(here);
    if (!source || source.lang === lang) return [];
    const mine = here.find((one) => one.lang === lang) ?? null;
    const old = editions
      .filter((one) => one.text === head.text && one.lang === lang && one.seq < head.seq)
      .sort((a, b) => b.seq - a.seq)[0];
    const oldSource = editions.find((one) => one.version === old?.version && one.lang === source.lang);
    return [{ head, source, mine, old: old ?? null, oldSource: oldSource ?? null }];
  });
}

/** The editions that a plan compares. */
export const editionsIn = ({ source, mine, old, oldSource }: Plan): Edition[] =>
  [source, mine, old, oldSource].filter((one) => one !== null);

interface Hashed {
  key: string;
  hash: string;
}

/**
 * How a paragraph of the source stands in the language. It carries where its words there are those of the source as it is:
 * the version's own edition has it, and either its source did not change since the version before, or its words did; or the
 * version before has it, from the same source. What was delivered carries; what was written of other words is stale.
 */
export function standsIn<T extends Hashed>(
  row: Hashed,
  record: { source_hash: string | null; delivered_at: unknown } | undefined,
  own: boolean,
  sides: Record<'mine' | 'old' | 'oldSource', ReadonlyMap<string, T>>,
): { there: T | null; sourceThen: T | null; stale: boolean; carries: boolean } {
  const stale = record?.source_hash != null && record.source_hash !== row.hash;
  const there = (own ? sides.mine : sides.old).get(row.key) ?? null;
  const sourceThen = sides.oldSource.get(row.key) ?? null;
  const unchanged = own
    ? record?.delivered_at != null ||
      sourceThen === null ||
      sourceThen.hash === row.hash ||
      sides.old.get(row.key)?.hash !== there?.hash
    : sourceThen?.hash === row.hash;
  return { there, sourceThen, stale, carries: there !== null && unchanged && !stale };
}

/** A version as its lists name it. */
export interface Head {
  version: string;
  label: string;
  status: string;
  text: string;
  slug: string;
  number: string | null;
  body: string;
  due: string | null;
  /** Whether a person set the day. */
  dueSet: boolean;
  seq: number;
}

// The day: as a person set it; else, before a version is adopted, the day on which documents must be submitted to the next
// session of its body, by the body's rule or that of the body above it.
async function headsOf(db: Read, actor: Actor, versions: readonly string[], lang: string, now: Date): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select version.id as version, version.label, version.status, version.seq, version.text, text.slug, text.number, text.body,
      coalesce(d.due, s.due)::text as due, d.due is not null as "dueSet"
    from version join record on record.id = version.id join text on text.id = version.text
    left join translation_due d on d.version = version.id and d.lang = ${lang}
    left join lateral (
      select lower(session.span) - l.amount * case l.unit when 'week' then 7 else 1 end as due
      from session join party body on body.id = session.body
      join lead_time l on l.step = 'document'
        and l.body = case when exists (select from lead_time own where own.body = body.id) then body.id else body.parent end
      where session.body = text.body and session.status in ('planned', 'postponed') and lower(session.span) > ${now}::date
        and version.status in ('draft', 'proposed')
      order by lower(session.span) limit 1) s on true
    where version.id = any(${[...versions]}::uuid[]) and ${seenFor(actor, lang)}
    order by array_position(${[...versions]}::uuid[], version.id)`.execute(db as never);
  return rows;
}

async function editionsOf(db: Read, actor: Actor, texts: readonly string[], lang: string): Promise<Edition[]> {
  if (texts.length === 0) return [];
  const rows = await db
    .selectFrom('edition')
    .innerJoin('version', 'version.id', 'edition.version')
    .innerJoin('record', 'record.id', 'edition.id')
    .select(['edition.id', 'edition.version', 'edition.lang', 'edition.authority', 'edition.title'])
    .select(sql<Footnote[] | null>`edition.extras->'footnotes'`.as('notes'))
    .select(['version.text', 'version.seq'])
    .select(sql<boolean>`edition.sealed_at is not null`.as('sealed'))
    .where('version.text', 'in', [...texts])
    .where(seenFor(actor, lang))
    .execute();
  return rows.map((row) => ({ ...row, notes: row.notes ?? [] }));
}
