import type { Amendment, AmendmentOp, AmendmentStatus, Group, Language, Row, Run, Text } from '@suivi/texts';
import { proposedWords, rowWords } from '@suivi/texts/amend';
import { sql, type RawBuilder } from 'kysely';
import type { Read, Write } from '../platform/db.ts';
import { InvalidInput } from '../platform/errors.ts';
import { hashOf, outlineOf, type NodeRow } from '../texts/index.ts';

/** The text that is being negotiated, and all that is proposed to it, as the engine takes them. */
export interface OnTable {
  /** Number of steps taken so far; 0 is the version as it was put on the table. */
  seq: number;
  text: Text;
  /** By the number of their version as `id`, in order of it; their changes as they stand on this text. */
  amendments: Amendment[];
}

/** What a step keeps. */
export interface Content {
  text: Text;
  amendments: Amendment[];
  /** Of the first step: the text as it was put on the table, from which lines are numbered. */
  base?: Text;
}

/**
 * What lies on the table for an edition now, or after step `seq`. Who proposes and supports, and what was decided, is what
 * the rows say; their changes are those that the last step left, on the text that it left.
 */
export async function onTable(db: Read | Write, edition: string, seq?: number): Promise<OnTable> {
  const last = await (db as Read)
    .selectFrom('working_state')
    .select(['seq', 'content'])
    .where('edition', '=', edition)
    .$if(seq !== undefined, (q) => q.where('seq', '<=', seq ?? 0))
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  const content = (last?.content ?? null) as unknown as Content | null;
  const left = new Map(content?.amendments.map((one) => [one.id, one.ops]));
  const { rows } = await sql<Stored>`
    select a.number, a.ops, a.reasons, a.late, a.state, a.entered_at as at, p.number as parent,
      ${nameOf(sql.ref('a.organisation'), sql.ref('e.lang'))} as by,
      (select coalesce(array_agg(${nameOf(sql.ref('s.organisation'), sql.ref('e.lang'))} order by s.since, s.organisation), '{}')
        from amendment_support s where s.amendment = a.id and s.until is null) as supporters
    from amendment a join edition e on e.id = a.edition left join amendment p on p.id = a.amends
    where a.edition = ${edition} order by a.number`.execute(db as never);
  return {
    seq: last?.seq ?? 0,
    text: content?.text ?? (await outlineOf(db, edition)),
    amendments: rows.map((row) => amendmentOf(row, left.get(String(row.number)) ?? row.ops)),
  };
}

interface Stored {
  number: number;
  ops: AmendmentOp[];
  reasons: string | null;
  late: boolean;
  state: AmendmentStatus;
  at: Date;
  parent: number | null;
  by: string;
  supporters: string[];
}

const amendmentOf = (row: Stored, ops: AmendmentOp[]): Amendment => ({
  id: String(row.number),
  by: row.by,
  supporters: row.supporters,
  at: row.at.toISOString(),
  ...(row.reasons === null ? {} : { reasons: row.reasons }),
  ...(row.parent === null ? {} : { parent: String(row.parent) }),
  ops,
  ...(row.late ? { late: true as const } : {}),
  status: row.state,
});

/**
 * An organisation as a text names it: its name in the text's language, else in English, else any; without the signs that
 * end an attribution within brackets.
 */
export const nameOf = (party: RawBuilder<unknown>, lang: RawBuilder<unknown>) =>
  sql<string>`(select translate(w.value, '[]:,;', '()   ') from wording w where w.record = ${party} and w.field = 'name'
    order by w.lang = ${lang} desc, w.lang = 'en' desc, w.lang limit 1)`;

/** The house order of a version's window, by the names that the texts of a language give. */
export async function houseOrder(db: Read | Write, version: string, lang: Language): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select ${nameOf(sql.ref('o.id'), sql`${lang}::text`)} as name
    from amendment_window w, unnest(w.house_order) with ordinality o(id, ord) where w.version = ${version} order by o.ord`.execute(
    db as never,
  );
  return rows.map((row) => row.name);
}

/** All words that a change proposes: those of its paragraph, of what comes below it, of rows. */
export const wordsOf = proposedWords;

/** Words as they stand, spaces as they are: without what is struck and the references of notes. */
export const standing = (runs: readonly Run[]): string =>
  runs
    .map((run) => (run.mark?.state === 'deleted' || run.note !== undefined ? '' : run.text))
    .join('')
    .trim();

/** The words of a place (`text` is the whole) that a change is about, as they stand: of a table those of its row. */
export function standsAt(text: Text, place: NodeRow | undefined, op: AmendmentOp): string {
  if (op.act === 'ADD') return '';
  if (place === undefined || op.row === undefined) return place === undefined ? '' : standing(place.runs);
  const row = tableAt(text.groups, place.eid)?.[op.row];
  return row === undefined ? '' : rowWords(row);
}

/** The tables below some groups, in reading order. */
export const tablesIn = (groups: readonly Group[]): { eId: string; wId?: string; table: Row[] }[] =>
  groups.flatMap(({ eId, wId, table, groups: below }) => [
    ...(table ? [{ eId, ...(wId && { wId }), table }] : []),
    ...tablesIn(below),
  ]);

/** The rows of a table, by its address or what it is over all versions. */
export const tableAt = (groups: readonly Group[], at: string): Row[] | undefined =>
  tablesIn(groups).find(({ eId, wId }) => eId === at || wId === at)?.table;

/** Whether words say the same, whatever the spaces between them: a form shows no kind of space. */
export const sameWords = (a: string, b: string): boolean => hashOf(a) === hashOf(b);

/** Words for one paragraph. Errors: InvalidInput at `words` where an empty line that did not stand there parts them. */
export function oneParagraph(words: string, before: string): void {
  const parted = /\n\s*\n/;
  if (parted.test(words) && !parted.test(before)) throw new InvalidInput([{ path: 'words', code: 'one-paragraph' }]);
}
