import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { organisationKinds } from '../accounts/index.ts';
import { wordingFor } from '../bodies/index.ts';
import { can, type Actor } from '../platform/actor.ts';
import type { Read } from '../platform/db.ts';
import { NotFound } from '../platform/errors.ts';
import { visibleTo } from '../platform/visibility.ts';
import { ADOPT } from '../texts/index.ts';
import { spent, stands } from './load.ts';
import { DECIDE, MANAGE, PROPOSE } from './policy.ts';

/** A window as pages show it. Times are on the clock of the body's place: "2025-06-10T18:00". */
export interface WindowView {
  id: string;
  rev: number;
  opens: string;
  closes: string;
  zone: string;
  late: 'marked' | 'refused';
  shown: string;
  /** Names of organisations in the house order. */
  order: string[];
  state: 'not-open' | 'open' | 'closed';
  /** Whether amendments are taken now: it is open, or late ones are taken too, and the version may still be amended. */
  receives: boolean;
}

/** The version and the edition that a page is about. */
export interface Place {
  text: { id: string; slug: string; number: string | null; body: string; bodyName: string | null };
  version: {
    id: string;
    label: string;
    status: string;
    /** Whether it may still be amended and adopted. */
    open: boolean;
  };
  edition: { id: string; lang: Language; title: string };
  /** Languages that the version exists in. */
  langs: Language[];
  /** Time zone of the body's place. */
  zone: string;
  /** Null where none was set. */
  window: WindowView | null;
  may: { manage: boolean; decide: boolean; propose: boolean; adopt: boolean };
  /** Organisations that the reader may act for. */
  mine: { id: string; name: string }[];
}

/**
 * Finds a version by its address, in the language asked for, else the reader's, else English, else any. Errors: NotFound
 * where the reader may not see it, or what is proposed to it.
 */
export async function placeOf(
  { db, actor, now, lang }: { db: Read; actor: Actor; now: Date; lang: Language },
  input: { slug: string; version: string; in?: Language | undefined },
): Promise<Place> {
  const wanted = input.in ?? lang;
  const row = await db
    .selectFrom('version')
    .innerJoin('record', 'record.id', 'version.id')
    .innerJoin('text', 'text.id', 'version.text')
    .innerJoin('party', 'party.id', 'text.body')
    .innerJoin('edition', 'edition.version', 'version.id')
    .innerJoin('record as er', 'er.id', 'edition.id')
    .select(['text.id as text', 'text.slug', 'text.number', 'text.body', 'party.code', 'party.time_zone as zone'])
    .select(['version.id', 'version.label', 'version.status', spent.as('spent')])
    .select(['edition.id as edition', 'edition.lang', 'edition.title'])
    .select(wordingFor('text.body', 'name', lang).as('bodyName'))
    .where('text.slug', '=', input.slug)
    .where('version.label', '=', input.version)
    .where(visibleTo(actor))
    .where(visibleTo(actor, 'er'))
    .orderBy(sql`edition.lang = ${wanted}`, 'desc')
    .orderBy(sql`edition.lang = 'en'`, 'desc')
    .orderBy('edition.lang')
    .execute();
  const [first] = row;
  if (!first) throw new NotFound(input.version);
  const scope = { body: first.body, text: first.text };
  const manage = can(actor, MANAGE, scope);
  const window = await windowView(db, actor, first, now, lang);
  if (window === 'hidden') throw new NotFound(input.version);
  const propose = can(actor, PROPOSE, scope);
  return {
    text: {
      id: first.text,
      slug: first.slug,
      number: first.number,
      body: first.code ?? '',
      bodyName: first.bodyName?.value ?? null,
    },
    version: { id: first.id, label: first.label, status: first.status, open: stands(first) },
    edition: { id: first.edition, lang: first.lang as Language, title: first.title },
    langs: row.map((one) => one.lang as Language),
    zone: first.zone,
    window,
    may: { manage, decide: can(actor, DECIDE, scope), propose, adopt: can(actor, ADOPT, scope) },
    mine: propose ? await organisations(db, lang, manage ? null : actor.organisations) : [],
  };
}

async function windowView(
  db: Read,
  actor: Actor,
  version: { id: string; status: string; spent: boolean; zone: string },
  now: Date,
  lang: Language,
): Promise<WindowView | null | 'hidden'> {
  const { zone } = version;
  const { rows } = await sql<
    Omit<WindowView, 'zone' | 'state' | 'receives'> & { visible: boolean; after: boolean; before: boolean }
  >`
    select w.id, record.rev, ${visibleTo(actor)} as visible, w.late, w.shown,
      to_char(w.opens_at at time zone ${zone}, 'YYYY-MM-DD"T"HH24:MI') as opens,
      to_char(w.closes_at at time zone ${zone}, 'YYYY-MM-DD"T"HH24:MI') as closes,
      ${now}::timestamptz < w.opens_at as before, ${now}::timestamptz >= w.closes_at as after,
      coalesce((select array_agg(${wordingFor('o.id', 'name', lang)}->>'value' order by o.ord)
        from unnest(w.house_order) with ordinality o(id, ord)), '{}') as order
    from amendment_window w join record on record.id = w.id where w.version = ${version.id}`.execute(db as never);
  const [row] = rows;
  if (!row) return null;
  const { visible, after, before, ...rest } = row;
  if (!visible) return 'hidden';
  const receives = stands(version) && !before && (!after || rest.late === 'marked');
  return { ...rest, zone, state: before ? 'not-open' : after ? 'closed' : 'open', receives };
}

/** Organisations by name; of those named only, where a list is given. */
export async function organisations(
  db: Read,
  lang: Language,
  only: readonly string[] | null,
): Promise<{ id: string; name: string }[]> {
  if (only?.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, n.value as name from party p
    join lateral (select w.value from wording w where w.record = p.id and w.field = 'name'
      order by w.lang = ${lang} desc, w.lang = 'en' desc, w.lang limit 1) n on true
    join record on record.id = p.id and record.merged_into is null
    where p.kind in (${organisationKinds}) ${only ? sql`and p.id = any(${only}::uuid[])` : sql``}
    order by n.value, p.id limit 2000`.execute(db as never);
  return rows;
}
