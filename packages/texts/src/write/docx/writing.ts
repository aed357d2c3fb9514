import type { Language } from '../../model/text.ts';
import type { WordBlock, WordComment, WordDocument, WordNote, WordRun } from './model.ts';
import { value } from './xml.ts';

/** One list of Word: real numbers, or a label that no reader would take for one when it is typed. */
export interface List {
  num: number;
  format: 'decimal' | 'letter' | 'roman' | 'bullet' | 'literal';
  label?: string;
}

/** What is gathered while a document is written: ids, links, notes in their order, lists, where comments stand. */
export interface Writing {
  language: Language;
  /** Width between the margins, in twentieths of a point. */
  width: number;
  nextId(): number;
  link(address: string): string;
  links(): { id: string; address: string }[];
  /** The number of a note, the first time it is referred to; undefined later, and for a note that is not there. */
  note(id: string): { id: number; custom?: string } | undefined;
  notes(): { id: number; custom?: string; note: WordNote }[];
  list(key: string, format: List['format'], label?: string): number;
  lists(): List[];
  opens(run: WordRun): string;
  closes(run: WordRun): string;
  commentId(id: string): number;
}

function* runsIn(blocks: readonly WordBlock[]): Generator<WordRun> {
  for (const block of blocks) {
    if (block.kind === 'table') for (const row of block.rows) for (const cell of row.cells) yield* runsIn(cell.blocks);
    else if (block.kind !== 'page-break') yield* block.runs;
  }
}

/** Where each comment begins and ends: it may span runs and paragraphs. */
function places(document: WordDocument): { first: Map<WordRun, string[]>; last: Map<WordRun, string[]> } {
  const ends = new Map<string, { first: WordRun; last: WordRun }>();
  const known = new Set((document.comments ?? []).map((one) => one.id));
  for (const run of runsIn(document.blocks))
    for (const id of run.comments ?? []) {
      const at = ends.get(id);
      if (known.has(id)) ends.set(id, { first: at?.first ?? run, last: run });
    }
  const first = new Map<WordRun, string[]>();
  const last = new Map<WordRun, string[]>();
  const add = (map: Map<WordRun, string[]>, run: WordRun, id: string): void => {
    map.set(run, [...(map.get(run) ?? []), id]);
  };
  for (const [id, at] of ends) {
    add(first, at.first, id);
    add(last, at.last, id);
  }
  return { first, last };
}

/** A fresh state for one document. */
export function newWriting(document: WordDocument, width: number): Writing {
  let ids = 0;
  const links = new Map<string, string>();
  const byId = new Map((document.notes ?? []).map((note) => [note.id, note]));
  const referred = new Map<string, { id: number; custom?: string; note: WordNote }>();
  let counted = 0;
  const lists = new Map<string, List>();
  const comments = new Map((document.comments ?? []).map((one: WordComment, i) => [one.id, i]));
  const { first, last } = places(document);
  const commentId = (id: string): number => comments.get(id) ?? 0;
  return {
    language: document.language,
    width,
    nextId: () => ++ids,
    link(address) {
      const id = links.get(address) ?? `link${links.size + 1}`;
      links.set(address, id);
      return id;
    },
    links: () => [...links].map(([address, id]) => ({ address, id })),
    note(id) {
      const note = byId.get(id);
      if (note === undefined || referred.has(id)) return undefined;
      // Word counts the notes that bear no sign of their own.
      const follows = note.label === undefined || note.label === String(counted + 1);
      if (follows) counted += 1;
      const made = { id: referred.size + 1, ...(follows ? {} : { custom: note.label ?? '' }), note };
      referred.set(id, made);
      return made;
    },
    notes: () => [...referred.values()],
    list(key, format, label) {
      const found = lists.get(key);
      if (found) return found.num;
      const num = lists.size + 1;
      lists.set(key, { num, format, ...(label === undefined ? {} : { label }) });
      return num;
    },
    lists: () => [...lists.values()],
    commentId,
    opens: (run) => (first.get(run) ?? []).map((id) => `<w:commentRangeStart w:id="${commentId(id)}"/>`).join(''),
    closes: (run) =>
      (last.get(run) ?? [])
        .map(
          (id) =>
            `<w:commentRangeEnd w:id="${commentId(id)}"/><w:r><w:rPr>${value('rStyle', 'CommentReference')}</w:rPr><w:commentReference w:id="${commentId(id)}"/></w:r>`,
        )
        .join(''),
  };
}
