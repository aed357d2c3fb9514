import type { Mark } from '../../model/text.ts';
import { formatNumber } from '../../read/docx/formats.ts';
import { placesOf, type Around } from './comments.ts';
import { Lists } from './lists.ts';
import type { WordBlock, WordDocument, WordNote, WordRun } from './model.ts';
import { movesOf, type MoveEnd, type Moves } from './moves.ts';
import { styleBook, type UsedStyle } from './styles.ts';
import { dateAttribute, escapeXml } from './xml.ts';

/** A note that is referred to: its number in the file, and its sign where Word would not count to it. */
export interface ReferredNote {
  id: number;
  kind: 'footnote' | 'endnote';
  /** Style of its reference. */
  style: string;
  custom?: string;
  note: WordNote;
}

/** What is gathered while a document is written: ids, links, notes in their order, lists, where comments stand. */
export interface Writing {
  language: string;
  /** Width between the margins, in twentieths of a point. */
  width: number;
  nextId(): number;
  /** Counts a paragraph as its file did. */
  count(): void;
  /** A paragraph without words, counted. */
  empty(content?: string): string;
  /** The empty paragraphs that stood before the one of this ordinal. */
  emptyUpTo(line: number | undefined): string;
  link(address: string): string;
  links(): { id: string; address: string }[];
  /** Number and relationship of an image; those of an empty frame where its bytes are not at hand. */
  image(part: string | undefined): { id: number; link: string };
  images(): { link: string; name: string; bytes: Uint8Array | null }[];
  /**
   * The number of a note, the first time a reading refers to it (a reference that moved has one in each, and a copy of its note);
   * undefined later, and for a note that is not there.
   */
  note(id: string, mark: Mark | undefined): ReferredNote | undefined;
  /** Notes of a kind: those referred to, in their order, then those that nothing refers to. */
  notes(kind: 'footnote' | 'endnote'): ReferredNote[];
  lists: Lists;
  style(name: string): UsedStyle;
  styles(): UsedStyle[];
  moves: Moves;
  /** What stands before and after a run: ends of comments, bookmarks and moves. */
  around(run: WordRun): Around;
  /** Ends of moves before and after a whole paragraph. */
  aroundBlock(block: WordBlock): Around;
  commentId(id: string): number;
}

/** Most empty paragraphs that are written in one place. */
const MOST_EMPTY = 1_000;

/** A fresh state for one document. */
export function newWriting(document: WordDocument, width: number): Writing {
  let ids = 0;
  let line = 0;
  const nextId = (): number => ++ids;
  const links = new Map<string, string>();
  const images = new Map<string, string>();
  let pictures = 0;
  const notes = noteBook(document.notes ?? []);
  const comments = numbersOf((document.comments ?? []).map((one) => one.id));
  const commentId = (id: string): number => comments.get(id) ?? 0;
  const places = placesOf(document, commentId);
  const moves = movesOf(document.blocks);
  const styles = styleBook();
  const ends = moveEnds(nextId);
  const bookmarks = bookmarkEnds(nextId);
  const moved = (place: WordRun | WordBlock): Around => ({
    before: moves.before(place).map(ends.opens).join(''),
    after: moves.after(place).map(ends.closes).join(''),
  });
  return {
    language: document.language,
    width,
    nextId,
    count() {
      line += 1;
    },
    empty(content = '') {
      line += 1;
      return content === '' ? '<w:p/>' : `<w:p>${content}</w:p>`;
    },
    emptyUpTo(next = 0) {
      const count = Math.min(Math.max(0, next - line - 1), MOST_EMPTY);
      line += count;
      return '<w:p/>'.repeat(count);
    },
    link(address) {
      const id = links.get(address) ?? `link${links.size + 1}`;
      links.set(address, id);
      return id;
    },
    links: () => [...links].map(([address, id]) => ({ address, id })),
    image(part) {
      const key = part !== undefined && document.media?.[part] ? part : '';
      const link = images.get(key) ?? `image${images.size + 1}`;
      images.set(key, link);
      return { id: ++pictures, link };
    },
    images() {
      const taken = new Set<string>();
      return [...images].map(([part, link]) => {
        // An image keeps the name of its part.
        const had = /([\w-]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf))$/i.exec(part)?.[1] ?? 'blank.png';
        const name = taken.has(had.toLowerCase()) ? `${link}-${had}` : had;
        taken.add(name.toLowerCase());
        return { link, name, bytes: document.media?.[part] ?? null };
      });
    },
    ...notes,
    lists: new Lists(),
    ...styles,
    moves,
    around(run) {
      const { before, after } = moved(run);
      return {
        before: before + bookmarks.opens(run) + places.opens(run),
        after: places.closes(run) + bookmarks.closes(run) + after,
      };
    },
    aroundBlock: moved,
    commentId,
  };
}

/** Whole numbers for ids: an id that is one keeps it. */
function numbersOf(ids: readonly string[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const id of ids) if (/^\d{1,6}$/.test(id)) out.set(id, Number(id));
  const taken = new Set(out.values());
  let free = 0;
  for (const id of ids) {
    if (out.has(id)) continue;
    while (taken.has(free)) free += 1;
    taken.add(free);
    out.set(id, free);
  }
  return out;
}

/** Names of moves are those of this file alone: the ones of another may be used twice once files are joined. */
function moveEnds(nextId: () => number): { opens(end: MoveEnd): string; closes(end: MoveEnd): string } {
  const ids = new Map<string, number>();
  const side = ({ mark }: MoveEnd): string => (mark.state === 'deleted' ? 'moveFrom' : 'moveTo');
  return {
    opens(end) {
      const id = nextId();
      ids.set(`${side(end)} ${end.move}`, id);
      const { author, date } = end.mark;
      return `<w:${side(end)}RangeStart w:id="${id}" w:name="${escapeXml(end.move)}" w:author="${escapeXml(author ?? '')}"${dateAttribute('w:date', date)}/>`;
    },
    closes: (end) => `<w:${side(end)}RangeEnd w:id="${ids.get(`${side(end)} ${end.move}`) ?? 0}"/>`,
  };
}

function bookmarkEnds(nextId: () => number): { opens(run: WordRun): string; closes(run: WordRun): string } {
  const ids = new Map<string, number>();
  const open = new Set<string>();
  return {
    opens: (run) =>
      (run.opens ?? [])
        // A name stands once in a file (17.13.6.2).
        .filter((name) => !ids.has(name))
        .map((name) => {
          const id = nextId();
          ids.set(name, id);
          open.add(name);
          return `<w:bookmarkStart w:id="${id}" w:name="${escapeXml(name)}"/>`;
        })
        .join(''),
    closes: (run) =>
      (run.closes ?? [])
        .filter((name) => open.delete(name))
        .map((name) => `<w:bookmarkEnd w:id="${ids.get(name) ?? 0}"/>`)
        .join(''),
  };
}

const REFERENCE = { footnote: 'FootnoteReference', endnote: 'EndnoteReference' };

function noteBook(given: readonly WordNote[]): Pick<Writing, 'note' | 'notes'> {
  const byId = new Map(given.map((note) => [note.id, note]));
  const referred: ReferredNote[] = [];
  /** Readings that refer to a note already. */
  const referredIn = new Map<string, Set<'before' | 'after'>>();
  const counts = { footnote: { after: 0, before: 0 }, endnote: { after: 0, before: 0 } };
  const taken = { footnote: new Set<number>(), endnote: new Set<number>() };
  const hadBy = (id: string): number => Number(/^(?:fn|en)(\d{1,6})$/.exec(id)?.[1] ?? 0);
  const kept = new Set(given.map((note) => hadBy(note.id)));
  // A note keeps the number it had in its file; a copy of one takes none that another had.
  const number = (id: string, kind: ReferredNote['kind']): number => {
    const had = hadBy(id);
    let free = had > 0 && !taken[kind].has(had) ? had : 1;
    while (taken[kind].has(free) || (free !== had && kept.has(free))) free += 1;
    taken[kind].add(free);
    return free;
  };
  // Word counts the notes that bear no sign of their own, in the text before the changes and after them.
  const counted = (kind: ReferredNote['kind'], mark: Mark | undefined): { label: string; count(): void } => {
    const count = counts[kind];
    const next = (mark?.state === 'deleted' ? count.before : count.after) + 1;
    return {
      label: formatNumber(next, kind === 'footnote' ? 'decimal' : 'lowerRoman') ?? String(next),
      count() {
        if (mark?.state !== 'deleted') count.after += 1;
        if (mark?.state !== 'inserted') count.before += 1;
      },
    };
  };
  return {
    note(id, mark) {
      const note = byId.get(id);
      if (!note) return undefined;
      const readings = referredIn.get(id) ?? new Set();
      const mine = (['before', 'after'] as const).filter(
        (one) => mark?.state !== (one === 'before' ? 'inserted' : 'deleted'),
      );
      if (mine.some((one) => readings.has(one))) return undefined;
      mine.forEach((one) => readings.add(one));
      referredIn.set(id, readings);
      const kind = note.kind ?? 'footnote';
      const { label, count } = counted(kind, mark);
      const follows = note.label === undefined || note.label === label;
      if (follows) count();
      const made: ReferredNote = {
        id: number(id, kind),
        kind,
        style: REFERENCE[kind],
        ...(follows ? {} : { custom: note.label ?? '' }),
        note,
      };
      referred.push(made);
      return made;
    },
    notes(kind) {
      const loose = given
        .filter((note) => (note.kind ?? 'footnote') === kind && !referredIn.has(note.id) && note.blocks !== undefined)
        .map((note) => ({ id: number(note.id, kind), kind, style: REFERENCE[kind], custom: '', note }));
      return [...referred.filter((note) => note.kind === kind), ...loose];
    },
  };
}
