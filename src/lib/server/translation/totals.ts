import type { Language } from '@suivi/texts';
import { tokensOf, wordCount } from '@suivi/texts/words';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../platform/actor.ts';
import type { Read } from '../platform/db.ts';
import { Id } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { hashOf } from '../texts/index.ts';
import { editionsIn, plansOf, standsIn, type Edition } from './plan.ts';
import { TRANSLATE } from './policy.ts';
import { languagesOf } from './queries.ts';
import { reachedIn, seenFor } from './reach.ts';
import { noteKey, wordedIn } from './work.ts';

const LIMIT = 10;

/** What one language still lacks of a version: paragraphs that are not done, and their words. */
export interface Lack {
  lang: Language;
  pieces: number;
  words: number;
  /** Whether no edition in it is there yet. */
  missing: boolean;
}

export const totals = query({
  name: 'translation.totals',
  summary:
    'What each language lacks of each version, whoever does it: paragraphs and words; the newest first, paged by key.',
  input: z.object({ after: Id.optional() }),
  policy: holds<never>(TRANSLATE),
  async run({ db, actor, now }, { after }) {
    const languages = languagesOf(actor);
    const reached = sql.join(
      languages.map((lang) => sql`(${seenFor(actor, lang)} and ${reachedIn(actor, TRANSLATE, lang)})`),
      sql` or `,
    );
    const { rows } =
      languages.length === 0
        ? { rows: [] }
        : await sql<{ id: string }>`
      select version.id from version join record on record.id = version.id join text on text.id = version.text
      where version.status in ('draft', 'proposed', 'adopted') and record.withdrawn_at is null
        and exists (select from edition e where e.version = version.id) and (${reached})
        ${after === undefined ? sql`` : sql`and version.id < ${after}`}
      order by version.id desc limit ${LIMIT + 1}`.execute(db as never);
    const ids = rows.slice(0, LIMIT).map((row) => row.id);
    const versions = await lacksOf(db, actor, ids, languages, now);
    return {
      languages,
      versions: ids.flatMap((id) => versions.get(id) ?? []),
      next: rows.length > LIMIT ? (ids.at(-1) ?? null) : null,
    };
  },
});

/** A version with what each language lacks of it. */
interface Lacking {
  slug: string;
  version: string;
  title: string;
  titleLang: Language;
  lacks: Lack[];
}

/**
 * What `workOf` finds for each language, but counted only: paragraphs are told apart by their hashes, read once for all
 * languages, and words are read where they have not been counted before.
 */
async function lacksOf(
  db: Read,
  actor: Actor,
  versions: readonly string[],
  languages: readonly Language[],
  now: Date,
): Promise<Map<string, Lacking>> {
  const out = new Map<string, Lacking>();
  if (versions.length === 0) return out;
  const plans = (
    await Promise.all(
      languages.map(async (lang) => (await plansOf(db, actor, versions, lang, now)).map((plan) => ({ lang, ...plan }))),
    )
  ).flat();
  const [rows, done] = await Promise.all([hashesOf(db, plans.flatMap(editionsIn)), doneOf(db, versions, languages)]);
  const of = (edition: Edition | null): ReadonlyMap<string, Hashed> => (edition && rows.get(edition.id)) ?? new Map();
  const open = plans.map((plan) => {
    const sides = { mine: of(plan.mine), old: of(plan.old), oldSource: of(plan.oldSource) };
    return [...of(plan.source).values()].filter((row) => {
      const record = done.get(`${plan.head.version} ${plan.lang} ${row.key}`);
      const { stale, carries } = standsIn(row, record, plan.mine !== null, sides);
      return !carries && (stale || record?.state !== 'done');
    });
  });
  const words = await wordsIn(
    db,
    plans.map(({ source }, i) => ({ source, rows: open[i] ?? [] })),
  );
  for (const [i, { head, lang, source, mine }] of plans.entries()) {
    const one = out.get(head.version) ?? {
      slug: head.slug,
      version: head.label,
      title: source.title,
      titleLang: source.lang as Language,
      lacks: [],
    };
    const lacking = open[i] ?? [];
    const count = lacking.reduce((sum, { hash }) => sum + (words.get(`${source.lang} ${hash}`) ?? 0), 0);
    one.lacks.push({ lang, pieces: lacking.length, words: count, missing: mine === null });
    out.set(head.version, one);
  }
  return out;
}

interface Hashed {
  key: string;
  hash: string;
}

/** Paragraphs and notes of editions, by key. */
async function hashesOf(db: Read, editions: readonly Edition[]): Promise<Map<string, Map<string, Hashed>>> {
  const byEdition = new Map(editions.map((one) => [one.id, new Map<string, Hashed>()]));
  if (editions.length === 0) return byEdition;
  const nodes = await wordedIn(db, [...byEdition.keys()])
    .select(['edition', 'hash', 'provision'])
    .orderBy('ord')
    .execute();
  for (const { edition, hash, provision } of nodes)
    byEdition.get(edition)?.set(provision ?? '', { key: provision ?? '', hash });
  for (const { id, notes } of editions)
    for (const note of notes) byEdition.get(id)?.set(noteKey(note), { key: noteKey(note), hash: hashOf(note.text) });
  return byEdition;
}

/** What was done so far, by version, language and key. */
async function doneOf(db: Read, versions: readonly string[], languages: readonly Language[]) {
  const rows = await db
    .selectFrom('translation')
    .select(['version', 'lang', 'key', 'state', 'source_hash', 'delivered_at'])
    .where('version', 'in', [...versions])
    .where('lang', 'in', [...languages])
    .execute();
  return new Map(rows.map((row) => [`${row.version} ${row.lang} ${row.key}`, row]));
}

// Words of paragraphs by language and hash, which say all that the count depends on.
const counted = new Map<string, number>();
const COUNTED = 50_000;

/** How many words these paragraphs and notes have, by language and hash. */
async function wordsIn(
  db: Read,
  wanted: readonly { source: Edition; rows: readonly Hashed[] }[],
): Promise<ReadonlyMap<string, number>> {
  if (counted.size > COUNTED) counted.clear();
  const keep = (lang: string, hash: string, plain: string): void =>
    void counted.set(`${lang} ${hash}`, wordCount(tokensOf(plain, lang as Language)));
  const unknown = new Map<string, Edition>();
  for (const { source, rows } of wanted)
    if (rows.some(({ hash }) => !counted.has(`${source.lang} ${hash}`))) unknown.set(source.id, source);
  if (unknown.size === 0) return counted;
  const nodes = await wordedIn(db, [...unknown.keys()])
    .select(['edition', 'hash', 'plain'])
    .execute();
  for (const { edition, hash, plain } of nodes) keep(unknown.get(edition)?.lang ?? '', hash, plain);
  for (const { lang, notes } of unknown.values()) for (const { text } of notes) keep(lang, hashOf(text), text);
  return counted;
}
