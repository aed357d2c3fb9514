import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { wordingFor } from '../bodies/index.ts';

/** An entry as lists show it: a line that reads as a sentence. */
export interface EntryLine {
  id: string;
  number: number;
  /** In the reader's language where a reviewed translation of this version is there, else as written. */
  title: { value: string; lang: Language };
  organisation: { id: string; name: string };
  kind: string;
  status: string;
  level: string;
  /** Fuzzy dates: "2023-04". */
  starts: string;
  ends: string | null;
  /** Codes of M49. */
  countries: string[];
  /** Action lines and goals, without reasons. */
  serves: string[];
  publishedAt: string;
  confirmedOn: string | null;
  /** Whether its organisation has not said for two years that it is right. */
  unconfirmed: boolean;
}

/**
 * Columns of a line, from rows of `initiative` joined with its public version `v` (lineFrom). An older translation is not
 * shown in a list: it may say what the entry no longer says.
 */
export const lineColumns = ({ lang, now }: { lang: Language; now: Date }) => sql<EntryLine>`
  initiative.id, initiative.number::int as number,
  coalesce((select jsonb_build_object('value', t.title, 'lang', t.lang) from initiative_translation t
    where t.initiative = initiative.id and t.lang = ${lang} and t.state = 'reviewed' and t.seq = initiative.published and v.lang <> ${lang}),
    jsonb_build_object('value', v.content->>'title', 'lang', v.lang)) as title,
  jsonb_build_object('id', initiative.organisation, 'name',
    coalesce((${wordingFor('initiative.organisation', 'name', lang)})->>'value', '')) as organisation,
  v.content->>'kind' as kind, v.content->>'status' as status, v.content->>'level' as level,
  v.content->>'starts' as starts, v.content->>'ends' as ends, coalesce(v.content->'countries', '[]') as countries,
  (select coalesce(jsonb_agg(s->>'concept'), '[]') from jsonb_array_elements(v.content->'serves') s) as serves,
  initiative.published_at as "publishedAt", initiative.confirmed_on::text as "confirmedOn",
  coalesce(initiative.confirmed_on < (${now}::timestamptz at time zone 'UTC' - interval '2 years')::date, false) as unconfirmed`;

/** Entries with their public version and their record. */
export const lineFrom = sql`initiative join record on record.id = initiative.id
  join initiative_version v on v.initiative = initiative.id and v.seq = initiative.published`;

/** What the public registry holds: published, not withdrawn. Drafts and later versions of one's own are no part of lists. */
export const isPublic = sql<boolean>`(record.visibility = 'public' and record.withdrawn_at is null and initiative.state <> 'withdrawn')`;
