import type { Footnote, Language, Run } from '@suivi/texts';
import { settled } from '@suivi/texts/exchange';
import { tokensOf, wordCount } from '@suivi/texts/words';
import type { Actor } from '../platform/actor.ts';
import type { Read, Write } from '../platform/db.ts';
import { hashOf } from '../texts/index.ts';
import { editionsIn, plansOf, standsIn, type Edition, type Head } from './plan.ts';

export const STATES = ['to-do', 'in-progress', 'to-review', 'done'] as const;
export type PieceState = (typeof STATES)[number];

/** A paragraph or note that a language lacks, or whose source changed since it was put into that language. */
export interface Piece {
  /** Identity of the paragraph, or `note:ID`. */
  key: string;
  /** How addresses name it: the paragraph's address in the source, or `note:ID`. */
  piece: string;
  label: string | null;
  heading: boolean;
  kind: 'new' | 'changed';
  source: Run[];
  sourceHash: string;
  /** The source as it was when the translation was made; null where there is none. */
  sourceBefore: string | null;
  /** The translation as it stands, of the source before. */
  before: Run[] | null;
  /** The translation being written. */
  words: Run[] | null;
  state: PieceState;
  /** True where the source changed after these words were written. */
  stale: boolean;
  assignee: string | null;
  writtenBy: string | null;
  returned: string | null;
  /** Words of the source. */
  count: number;
  /** The row of what was done so far. */
  row: string | null;
}

/** What a version wants in one language. */
export interface Work extends Omit<Head, 'seq'> {
  title: string;
  lang: Language;
  sourceLang: Language;
  /** The edition translated from, and the one in this language; null where it is not made yet. */
  source: string;
  mine: string | null;
  sealed: boolean;
  pieces: Piece[];
  /** Words that are in the language already, by key: of this version's edition, or of the one before it. */
  carried: Map<string, Run[]>;
  titleBefore: string | null;
}

interface Row {
  key: string;
  piece: string;
  label: string | null;
  heading: boolean;
  runs: Run[];
  plain: string;
  hash: string;
}
/**
 * What versions want in a language, derived and never stored: paragraphs of the edition whose words count that the
 * language lacks, or whose source differs from the one that was translated. What was translated is the edition of the
 * version itself, else that of the nearest version before it; a paragraph that stayed is carried over.
 */
export async function workOf(
  db: Read | Write,
  actor: Actor,
  versions: readonly string[],
  lang: Language,
  now: Date,
): Promise<Work[]> {
  if (versions.length === 0) return [];
  const plans = await plansOf(db as Read, actor, versions, lang, now);
  const rows = await rowsOf(db as Read, plans.flatMap(editionsIn));
  const done = await (db as Read)
    .selectFrom('translation')
    .selectAll()
    .where('lang', '=', lang)
    .where('version', 'in', [...versions])
    .execute();
  const of = (edition: Edition | null): Map<string, Row> => (edition && rows.get(edition.id)) ?? new Map<string, Row>();
  return plans.map(({ head, source, mine, old, oldSource }): Work => {
    const own = new Map(done.filter((one) => one.version === head.version).map((one) => [one.key, one]));
    const sides = { mine: of(mine), old: of(old), oldSource: of(oldSource) };
    const pieces: Piece[] = [];
    const carried = new Map<string, Run[]>();
    for (const row of of(source).values()) {
      const record = own.get(row.key);
      const { there, sourceThen, stale, carries } = standsIn(row, record, mine !== null, sides);
      if (there && carries) {
        carried.set(row.key, there.runs);
        continue;
      }
      const words = record?.runs ? (record.runs as unknown as Run[]) : null;
      pieces.push({
        key: row.key,
        piece: row.piece,
        label: row.label,
        heading: row.heading,
        kind: there || stale ? 'changed' : 'new',
        source: settled(row.runs),
        sourceHash: row.hash,
        sourceBefore: stale ? (record?.source_plain ?? null) : (sourceThen?.plain ?? null),
        before: there ? settled(there.runs) : null,
        words,
        state: !record ? 'to-do' : stale ? 'in-progress' : (record.state as PieceState),
        stale,
        assignee: record?.assignee ?? null,
        writtenBy: record?.written_by ?? null,
        returned: record?.returned ?? null,
        count: wordCount(tokensOf(row.plain, source.lang as Language)),
        row: record?.id ?? null,
      });
    }
    return {
      ...head,
      title: source.title,
      lang,
      sourceLang: source.lang as Language,
      source: source.id,
      mine: mine?.id ?? null,
      sealed: mine?.sealed ?? false,
      pieces,
      carried,
      titleBefore: mine?.title ?? old?.title ?? null,
    };
  });
}

/** The paragraphs of editions that are translated: those that have words. */
export const wordedIn = (db: Read, editions: readonly string[]) =>
  db
    .selectFrom('node')
    .where('edition', 'in', [...editions])
    .where('state', '<>', 'deleted')
    .where('plain', '<>', '')
    .where('provision', 'is not', null);

/** What names a note where paragraphs have their provision. */
export const noteKey = ({ id }: Pick<Footnote, 'id'>): string => `note:${id}`;

/** Paragraphs and notes of editions, by key, in reading order. */
async function rowsOf(db: Read, editions: readonly Edition[]): Promise<Map<string, Map<string, Row>>> {
  const byEdition = new Map(editions.map((one) => [one.id, new Map<string, Row>()]));
  if (editions.length === 0) return byEdition;
  const nodes = await wordedIn(db, [...byEdition.keys()])
    .select(['edition', 'eid', 'label', 'kind', 'runs', 'plain', 'hash', 'provision'])
    .orderBy('ord')
    .execute();
  for (const { edition, eid, label, kind, runs, plain, hash, provision } of nodes)
    byEdition.get(edition)?.set(provision ?? '', {
      key: provision ?? '',
      piece: eid,
      label,
      heading: kind !== 'item',
      runs: runs as unknown as Run[],
      plain,
      hash,
    });
  for (const { id, notes } of editions)
    for (const note of notes) {
      const key = noteKey(note);
      byEdition.get(id)?.set(key, {
        key,
        piece: key,
        label: note.label,
        heading: false,
        runs: note.runs,
        plain: note.text,
        hash: hashOf(note.text),
      });
    }
  return byEdition;
}

/** Pieces and words of a piece of work, by state. */
export function countsOf(pieces: readonly Piece[]): Record<PieceState, { pieces: number; words: number }> {
  const counts = Object.fromEntries(STATES.map((state) => [state, { pieces: 0, words: 0 }])) as ReturnType<
    typeof countsOf
  >;
  for (const { state, count } of pieces) {
    counts[state].pieces++;
    counts[state].words += count;
  }
  return counts;
}
