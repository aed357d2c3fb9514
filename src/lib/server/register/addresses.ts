import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../platform/actor.ts';
import type { Read, Write } from '../platform/db.ts';
import { visibleTo } from '../platform/visibility.ts';

/** Where the page of a record is, for those that have one: an obligation, its occurrences, a text, its versions, what rooms above give an address. */
export async function addressesOf(db: Read, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; path: string }>`
    select o.id, 'register/' || o.number as path from obligation o join record on record.id = o.id where o.id = any(${ids}::uuid[]) and ${visibleTo(actor)}
    union all select c.id, 'register/' || o.number || '#o-' || c.key from occurrence c join obligation o on o.id = c.obligation join record on record.id = o.id where c.id = any(${ids}::uuid[]) and ${visibleTo(actor)}
    union all select t.id, 'texts/' || t.slug from text t join record on record.id = t.id where t.id = any(${ids}::uuid[]) and ${visibleTo(actor)}
    union all select v.id, 'texts/' || t.slug || '/' || v.label from version v join text t on t.id = v.text join record on record.id = v.id where v.id = any(${ids}::uuid[]) and ${visibleTo(actor)}
    union all select a.record, a.path from address a join record on record.id = a.record where a.record = any(${ids}::uuid[]) and a.current and record.kind in ('initiative', 'roadmap', 'roadmap-task') and ${visibleTo(actor)}`.execute(
    db as never,
  );
  return new Map(rows.map((row) => [row.id, row.path]));
}

/** An address of this site, taken apart. */
export interface Address {
  /** Language of the page; null where the address names none. */
  lang: Language | null;
  /** Its parts after the language: ["register", "12"]. */
  path: string[];
  query: URLSearchParams;
  /** The place on the page: "o-2025"; empty where the page as a whole is meant. */
  place: string;
}

/**
 * Reads an address of this site as people copy it: "https://…/fr/register/12#o-2025", "/register/12", "register/12", a citation that
 * ends with one. Of which host it is does not matter: a site may be reached by several. Null for what is none.
 */
export function addressGiven(written: string): Address | null {
  const url = URL.parse(
    /https?:\/\/\S+/.exec(written)?.[0] ?? `/${written.trim().replace(/^\/+/, '')}`,
    'https://suivi.invalid',
  );
  if (!url) return null;
  try {
    const path = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
    const lang = LANGUAGES.find((each) => each === path[0]) ?? null;
    if (lang) path.shift();
    return path.length === 0
      ? null
      : { lang, path, query: url.searchParams, place: decodeURIComponent(url.hash.slice(1)) };
  } catch {
    return null;
  }
}

/** A record that the actor sees, by its id, the address of its page or the number of an initiative; null where there is none. */
export async function recordGiven(db: Read | Write, actor: Actor, written: string): Promise<string | null> {
  const id = z.uuid().safeParse(written.trim()).success ? written.trim() : null;
  const [room, name] = /^\d+$/.test(written.trim())
    ? ['stocktaking', written.trim()]
    : (addressGiven(written)?.path ?? []);
  const path = id === null && room !== undefined && name !== undefined ? `${room}/${name}` : null;
  if (id === null && path === null) return null;
  const { rows } = await sql<{ id: string }>`select record.id from record where ${visibleTo(actor)} and record.id = ${
    id === null
      ? sql`coalesce((select a.record from address a where a.path = ${path}),
          (select o.id from obligation o where o.review = 'confirmed' and 'register/' || o.number = ${path}))`
      : sql`${id}::uuid`
  }`.execute(db as never);
  return rows[0]?.id ?? null;
}
