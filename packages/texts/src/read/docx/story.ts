import type { Mark, Run, Warning } from '../../model/text.ts';
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

/** A revision mark met on the way down; `both` lost both readings: inserted by one, struck by another. */
export interface Revision {
  mark: Mark;
  nowhere?: true;
}

/** A field under way (17.16.18): its instruction is collected, its result is what the reader sees. */
export interface Field {
  phase: 'instruction' | 'result';
  instruction: string;
  link?: string;
  line: number;
  seen: boolean;
}

/** What one reading of a file shares over all its parts. */
export class Session {
  readonly limits: Limits;
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly after: Counters;
  readonly before: Counters;
  readonly warnings: Warning[] = [];
  /** Line where each comment is anchored. */
  readonly anchors = new Map<string, number>();
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
  if (revision === undefined) return { after: true, before: true };
  if (revision.nowhere === true) return { after: false, before: false };
  return { after: revision.mark.state === 'inserted', before: revision.mark.state === 'deleted' };
}

/** A mark within a mark: the same kind keeps the inner one; inserted and then struck stands in neither reading. */
export function combine(outer: Revision | undefined, inner: Revision | undefined): Revision | undefined {
  if (outer === undefined) return inner;
  if (inner === undefined) return outer;
  if (outer.nowhere === true || inner.nowhere === true || outer.mark.state !== inner.mark.state)
    return { mark: inner.mark, nowhere: true };
  return inner;
}

/** Joins neighbours that differ in nothing but their words: Word cuts runs at every save. */
export function joinRuns(runs: Run[]): Run[] {
  const out: Run[] = [];
  let previous: Run | undefined;
  for (const run of runs) {
    if (run.text === '') continue;
    if (previous !== undefined && previous.note === undefined && run.note === undefined && sameFormat(previous, run)) {
      previous.text += run.text;
      continue;
    }
    previous = { ...run };
    out.push(previous);
  }
  return out;
}

function sameFormat(a: Run, b: Run): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.underline === b.underline &&
    a.strike === b.strike &&
    a.sup === b.sup &&
    a.sub === b.sub &&
    a.link === b.link &&
    a.lang === b.lang &&
    a.rtl === b.rtl &&
    a.mark?.state === b.mark?.state &&
    a.mark?.author === b.mark?.author &&
    a.mark?.date === b.mark?.date &&
    a.mark?.move === b.mark?.move
  );
}
