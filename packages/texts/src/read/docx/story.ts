import { defined } from '../../model/defined.ts';
import { joinable } from '../../model/looks.ts';
import type { Authored, Block, Mark, Run, Stretch, Warning } from '../../model/text.ts';
import type { Limits } from './limits.ts';
import type { Numbering } from './numbering.ts';
import { Counters } from './numbering.ts';
import type { Relationship } from './package.ts';
import type { Styles } from './styles.ts';

/** Two readings of one file: what stands once all changes are accepted, and what stood before them. */
export interface Presence {
  after: boolean;
  before: boolean;
}

/** A revision mark met on the way down; what is inserted by one and struck by another stands `nowhere`, in neither reading. */
export interface Revision {
  mark: Mark;
  nowhere?: { inserted: Authored; deleted: Authored };
}

/** The start or end of a stretch that has a name (a bookmark, a comment), and where it stands in the runs read so far. */
export interface Edge {
  of: 'bookmark' | 'comment';
  id: string;
  /** Name of a bookmark whose start this is; of a comment "". Absent at an end. */
  name?: string;
  at: number;
}

/** A field under way (17.16.18): its instruction is collected, its result is what the reader sees. */
export interface Field {
  phase: 'instruction' | 'result';
  instruction: string;
  link?: string;
  line: number;
  /** The sign of a box to tick, which has no result of its own. */
  box?: string;
  /** Whether its result holds anything. */
  printed: boolean;
  /** Set where it runs over the end of its paragraph (a table of contents) or its code holds a field: then it is no field of words. */
  spans?: true;
}

/** What one reading of a file shares over all its parts. */
export class Session {
  readonly limits: Limits;
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly after: Counters;
  readonly before: Counters;
  readonly warnings: Warning[] = [];
  /** Line where each comment is anchored, and the words it is about. */
  readonly anchors = new Map<string, number>();
  readonly stretches = new Map<string, { line: number; stretch: Stretch }>();
  /** Stretches under way, by kind and id. */
  readonly open = new Map<string, { block: Block; from: number; name: string }>();
  /** Notes in order of their first reference, by model id ("fn2", "en3"). */
  readonly notes = new Map<string, { kind: 'footnote' | 'endnote'; id: string; label: string }>();
  /** Letters read, by language tag. */
  readonly languages = new Map<string, number>();
  readonly noteFormats: Record<'footnote' | 'endnote', { format: string; start: number }> = {
    footnote: { format: 'decimal', start: 1 },
    endnote: { format: 'lowerRoman', start: 1 },
  };
  readonly noteCounts = { footnote: { after: 0, before: 0 }, endnote: { after: 0, before: 0 } };
  language = 'en';
  line = 0;
  readonly #seen = new Set<string>();

  constructor(limits: Limits, styles: Styles, numbering: Numbering) {
    this.limits = limits;
    this.styles = styles;
    this.numbering = numbering;
    this.after = new Counters(numbering);
    this.before = new Counters(numbering);
  }

  /** Adds a warning; the same one is said once per line, and a code at most 500 times, the last saying so. */
  warn(code: string, message: string, line = this.line): void {
    const key = `${code}\n${line}\n${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const count = this.#counts.get(code) ?? 0;
    this.#counts.set(code, count + 1);
    if (count < 500) this.warnings.push({ line, code, message });
    else if (count === 500)
      this.warnings.push({ line, code, message: `${message} More of the same kind follow and are not listed.` });
  }

  readonly #counts = new Map<string, number>();
}

/** One part under reading (body, notes, a header): its links, its open fields and moves. */
export interface Story {
  part: string;
  session: Session;
  relationships: Map<string, Relationship>;
  fields: Field[];
  /** Open ranges of moves: id of the range to the name that both of its ends share. */
  moves: { from: Map<string, string>; to: Map<string, string> };
  /** True within a note, where the reference mark repeats what `Note.label` says. */
  note?: true;
}

export function newStory(session: Session, part: string, relationships: Map<string, Relationship>): Story {
  return { part, session, relationships, fields: [], moves: { from: new Map(), to: new Map() } };
}

/** Which readings a stretch with this revision belongs to. */
export function presence(revision: Revision | undefined): Presence {
  if (!revision) return { after: true, before: true };
  if (revision.nowhere) return { after: false, before: false };
  return { after: revision.mark.state === 'inserted', before: revision.mark.state === 'deleted' };
}

/** A mark within a mark: the same kind keeps the inner one; inserted and then struck stands in neither reading. */
export function combine(outer: Revision | undefined, inner: Revision | undefined): Revision | undefined {
  if (!outer) return inner;
  if (!inner) return outer;
  const { mark } = inner;
  // Who brought or struck words in a row that came and went is told by their own marks.
  const nowhere = inner.nowhere ?? (outer.nowhere && { ...outer.nowhere, [mark.state]: authored(mark) });
  if (nowhere) return { mark, nowhere };
  if (outer.mark.state === mark.state) return inner;
  const [inserted, deleted] = outer.mark.state === 'inserted' ? [outer, inner] : [inner, outer];
  return { mark, nowhere: { inserted: authored(inserted.mark), deleted: authored(deleted.mark) } };
}

/** Who and when, of a mark or of the attributes of one. */
export const authored = ({ author, date }: { author?: string | undefined; date?: string | undefined }): Authored =>
  defined({ author: author || undefined, date: date || undefined });

/** The same, of an element that is a mark. */
export const authoredBy = (node: { attributes: Record<string, string> }): Authored =>
  authored({ author: node.attributes['w:author'], date: node.attributes['w:date'] });

/** A note as the model names it: "fn2", "en3". */
export const noteId = (kind: 'footnote' | 'endnote', id: string): string => `${kind === 'footnote' ? 'fn' : 'en'}${id}`;

/** Joins neighbours that differ in nothing but their words: Word cuts runs at every save. */
export function joinRuns(runs: Run[]): Run[] {
  const out: Run[] = [];
  let previous: Run | undefined;
  for (const run of runs) {
    const bare = run.text === '';
    if (bare && !run.image && !run.passed && run.field === undefined) continue;
    if (previous && !bare && previous.text !== '' && joinable(previous, run)) {
      previous.text += run.text;
      continue;
    }
    previous = { ...run };
    out.push(previous);
  }
  // Without the room that a growing array keeps.
  return out.slice();
}

/** Enters the starts and ends of stretches that stand in a block: bookmarks into the block where they begin, comments aside. */
export function placeEdges(edges: readonly Edge[], block: Block, session: Session, shift = 0): void {
  const length = lengthOf(block.runs);
  for (const { of, id, name, at } of edges) {
    const key = `${of} ${id}`;
    const here = Math.min(Math.max(at + shift, 0), length);
    if (name !== undefined) {
      session.open.set(key, { block, from: here, name });
      continue;
    }
    const begun = session.open.get(key);
    if (!begun) continue;
    session.open.delete(key);
    const stretch = { from: begun.from, to: here, ...(begun.block === block ? {} : { until: block.line }) };
    if (of === 'comment') session.stretches.set(id, { line: begun.block.line, stretch });
    else (begun.block.bookmarks ??= []).push({ name: begun.name, ...stretch });
  }
}

/** Whether a paragraph whose end bears this mark came or went with all its words. */
export const isWhole = (runs: readonly Run[], mark: Mark): boolean =>
  runs.every((run) => run.text.trim() === '' || run.mark?.state === mark.state);

export const lengthOf = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + run.text.length, 0);

/** The start or end of a bookmark or comment; undefined where the element is neither. Word's own "_GoBack" is none. */
export function edgeOf(node: { name: string; attributes: Record<string, string> }, at: number): Edge | undefined {
  const id = node.attributes['w:id'] ?? '';
  switch (node.name) {
    case 'w:bookmarkStart': {
      const name = node.attributes['w:name'] ?? '';
      return name === '' || name === '_GoBack' ? undefined : { of: 'bookmark', id, name, at };
    }
    case 'w:bookmarkEnd':
      return { of: 'bookmark', id, at };
    case 'w:commentRangeStart':
      return { of: 'comment', id, name: '', at };
    case 'w:commentRangeEnd':
      return { of: 'comment', id, at };
    default:
      return undefined;
  }
}
