import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import type { Handling } from '../platform/command.ts';
import { PLANNED_ONCE, type Read, type Write } from '../platform/db.ts';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import { texts, uuids } from '../platform/arrays.ts';
import { nameOf, type Named } from './names.ts';

/** A line, goal, target or place that a record is tagged with. */
export interface Tag {
  scheme: string;
  schemeName: Named | null;
  code: string;
  /** What is printed where room is short: "C2". */
  short: string;
  name: Named | null;
  retired: boolean;
  state: 'suggested' | 'confirmed';
  /** Why it stands, or the words that it rests on; in `wordsLang` where that is known. */
  words: string | null;
  wordsLang: Language | null;
}

/** A tag to be put: with the reason, where one is given. */
export interface TagGiven {
  concept: string;
  words?: string | null;
  /** Language of the words; left out, the reader's. */
  lang?: Language;
}

/** What putting tags changed, by code. */
export interface TagChange {
  added: string[];
  removed: string[];
  /** Those that stay and whose words are others now. */
  changed: string[];
}

/**
 * The tags of records, by record: confirmed and suggested ones, in the order of frameworks and of their trees. What was
 * refused is not among them. Who may see the records is for the caller to judge.
 * @param lang the reader's language: names come in it, else in English, else in any
 */
export async function tagsOf(
  db: Read | Write,
  records: readonly string[],
  lang: Language,
): Promise<Map<string, Tag[]>> {
  const out = new Map<string, Tag[]>(records.map((one) => [one, []]));
  if (records.length === 0) return out;
  const { rows } = await sql<Tag & { record: string }>`
    select t.record, c.scheme, ${nameOf('c.scheme', null, lang)} as "schemeName", c.code, coalesce(c.short, c.code) as short,
      ${nameOf('c.scheme', 'c.code', lang)} as name, c.retired, t.state, t.words, t.words_lang as "wordsLang"
    from tag t join concept c on c.code = t.concept join scheme s on s.code = c.scheme
    where t.record = any(${[...records]}::uuid[]) and t.state <> 'rejected'
    order by s.ord, c.ord, c.code`.execute(db as never);
  for (const { record, ...tag } of rows) out.get(record)?.push(tag);
  return out;
}

/**
 * Makes the confirmed tags of a record those that are given: what is not among them is taken away, what was refused or
 * only suggested is confirmed where it is given. Suggestions that are not given, and refusals, stay as they are. Leaves no
 * event and does not raise the record's lock number: that is for the command that calls it.
 * @param ctx the handler's own: the transaction, who acts and when
 * @param concepts codes with reasons; a code given twice counts once, the last words stand
 * @param options `schemes`: only tags of these frameworks are taken away (a form that asks for goals leaves places alone);
 *   `path`: field to name in errors
 * Errors: InvalidInput at `tags.<n>`: `unknown-concept`, or `retired-concept` where the record does not bear it already.
 */
export async function setTags(
  ctx: Pick<Handling, 'db' | 'actor' | 'now' | 'lang'>,
  record: string,
  concepts: readonly TagGiven[],
  options: { schemes?: readonly string[]; path?: string } = {},
): Promise<TagChange> {
  const changes = await setTagsOfMany(ctx, [{ record, concepts }], options);
  return changes.get(record) ?? { added: [], removed: [], changed: [] };
}

/**
 * As `setTags`, for many records in three statements, however many they are: an import. Errors name the record's place too:
 * `<row>.tags.<n>`, rows from nought; with one row, `tags.<n>`.
 */
export async function setTagsOfMany(
  ctx: Pick<Handling, 'db' | 'actor' | 'now' | 'lang'>,
  rows: readonly { record: string; concepts: readonly TagGiven[] }[],
  options: { schemes?: readonly string[]; path?: string } = {},
): Promise<Map<string, TagChange>> {
  const schemes = options.schemes ?? null;
  const wanted = rows.flatMap(({ record, concepts }) => concepts.map(({ concept }) => ({ record, concept })));
  const changes = await putTags(ctx, rows, options.path);
  const removed = await sql<{ record: string; concept: string }>`
    delete from tag using concept c where c.code = tag.concept and tag.state = 'confirmed'
      and tag.record = any(${rows.map((one) => one.record)}::uuid[])
      and (${schemes}::text[] is null or c.scheme = any(${schemes}::text[]))
      and not exists (select 1 from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as g(record uuid, concept text)
        where g.record = tag.record and g.concept = tag.concept)
    returning tag.record, tag.concept`.execute(ctx.db);
  const gone = removed.rows.sort((a, b) => (a.concept < b.concept ? -1 : 1));
  for (const one of gone) changes.get(one.record)?.removed.push(one.concept);
  return changes;
}

/**
 * Tags records that this transaction has made, which bear none yet: in one statement, with nothing to compare. Errors as
 * `setTagsOfMany`.
 */
export async function tagNew(
  ctx: Pick<Handling, 'db' | 'actor' | 'now' | 'lang'>,
  rows: readonly { record: string; concepts: readonly TagGiven[] }[],
): Promise<void> {
  const given = givenIn(ctx, rows);
  await assertKnown(ctx, given, pathIn(rows, 'tags'));
  const column = (name: 'concept' | 'words' | 'lang') => texts(given.map((one) => one[name]));
  await sql`${PLANNED_ONCE} insert into tag (record, concept, state, words, words_lang, tagged_by, tagged_at)
    select record, concept, 'confirmed', words, lang, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz
    from unnest(${uuids(given.map((one) => one.record))}::uuid[], ${column('concept')}::text[], ${column('words')}::text[], ${column('lang')}::text[])
      as g(record, concept, words, lang)`.execute(ctx.db);
}

interface Given {
  record: string;
  concept: string;
  words: string | null;
  lang: string | null;
  /** Where it was given: which of the records, and which of its tags. */
  row: number;
  nth: number;
}

/** Each tag that is given, once: of one given twice the last words stand. */
function givenIn(
  ctx: Pick<Handling, 'lang'>,
  rows: readonly { record: string; concepts: readonly TagGiven[] }[],
): Given[] {
  const all: Given[] = [];
  for (const [row, { record, concepts }] of rows.entries()) {
    const byCode = new Map<string, Given>();
    for (const [nth, { concept, words, lang }] of concepts.entries())
      byCode.set(concept, {
        record,
        concept,
        words: words || null,
        lang: words ? (lang ?? ctx.lang) : null,
        row,
        nth,
      });
    all.push(...byCode.values());
  }
  return all;
}

const pathIn =
  (rows: readonly unknown[], field: string) =>
  ({ row, nth }: Given): string =>
    `${rows.length === 1 ? '' : `${row}.`}${field}.${nth}`;

/** Puts confirmed tags and takes none away; as `setTagsOfMany` otherwise. */
export async function putTags(
  ctx: Pick<Handling, 'db' | 'actor' | 'now' | 'lang'>,
  rows: readonly { record: string; concepts: readonly TagGiven[] }[],
  field = 'tags',
): Promise<Map<string, TagChange>> {
  const last = givenIn(ctx, rows);
  await assertKnown(ctx, last, pathIn(rows, field));
  const put = await sql<{ record: string; concept: string; fresh: boolean }>`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(last)}::jsonb)
        as g(record uuid, concept text, words text, lang text)),
      before as (select given.*, tag.state as stood from given left join tag on tag.record = given.record and tag.concept = given.concept),
      put as (insert into tag (record, concept, state, words, words_lang, tagged_by, tagged_at)
        select record, concept, 'confirmed', words, lang, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz from before
        on conflict (record, concept) do update set state = 'confirmed', words = coalesce(excluded.words, tag.words),
          words_lang = case when excluded.words is null then tag.words_lang else excluded.words_lang end,
          tagged_by = excluded.tagged_by, tagged_at = excluded.tagged_at
          where tag.state <> 'confirmed' or (excluded.words is not null and tag.words is distinct from excluded.words)
        returning record, concept)
    select put.record, put.concept, coalesce(before.stood, '') <> 'confirmed' as fresh
    from put join before using (record, concept)`.execute(ctx.db);
  const changes = new Map<string, TagChange>(
    rows.map(({ record }) => [record, { added: [], removed: [], changed: [] }]),
  );
  // As they were given: the database keeps no order.
  const done = new Map(put.rows.map((one) => [`${one.record}\n${one.concept}`, one.fresh]));
  for (const { record, concept } of last) {
    const fresh = done.get(`${record}\n${concept}`);
    if (fresh !== undefined) changes.get(record)?.[fresh ? 'added' : 'changed'].push(concept);
  }
  return changes;
}

async function assertKnown(
  ctx: Pick<Handling, 'db'>,
  given: readonly Given[],
  pathOf: (one: Given) => string,
): Promise<void> {
  if (given.length === 0) return;
  const { rows } = await sql<{ code: string; retired: boolean }>`
    select code, retired from concept where code = any(${[...new Set(given.map((one) => one.concept))]}::text[])`.execute(
    ctx.db,
  );
  const known = new Map(rows.map((one) => [one.code, one.retired]));
  const retired = given.filter((one) => known.get(one.concept) === true);
  const borne =
    retired.length === 0
      ? []
      : (
          await sql<{ key: string }>`select record || ' ' || concept as key from tag where state <> 'rejected'
            and record = any(${retired.map((one) => one.record)}::uuid[])`.execute(ctx.db)
        ).rows.map((one) => one.key);
  const issues: Issue[] = [];
  for (const one of given) {
    const { record, concept } = one;
    const is = known.get(concept);
    if (is === false || (is === true && borne.includes(`${record} ${concept}`))) continue;
    const code = is === undefined ? 'unknown-concept' : 'retired-concept';
    issues.push({ path: pathOf(one), code, values: { value: concept } });
  }
  if (issues.length > 0) throw new InvalidInput(issues.slice(0, 100));
}
