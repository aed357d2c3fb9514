import type { Footnote, Group, Item, Mark, Run, Text } from '../model/text.ts';
import { alike, bagOf, without, type Bag } from './bags.ts';
import type { Change, Place } from './model.ts';
import type { Piece } from '../words/diff.ts';
import { match, rising, type Pairs } from './match.ts';
import { EMPTY_GROUP, countOf, headingRunsOf, rootOf, rootOfItems, runsOf, type Node, type Row } from './nodes.ts';
import { pairNotes, type NotePairs } from './notes.ts';
import { joinRuns, marked, mergeRuns, type RunContext } from './runs.ts';

/** Words of a part that was moved: fewer are no finding. */
const WORTH_MOVING = 4;
/** So much of what a paragraph lost stands in the one beside it: it was split. */
const SPLIT = 0.6;

/**
 * Merges two texts into one with marks, and lists what changed. Parts that became each other in the same place are merged
 * into one; a part that went elsewhere is struck here and added there, both under the id of its move; the rest came or went.
 */
export class Merger {
  readonly changes: Change[] = [];
  readonly #old: Text;
  readonly #next: Text;
  readonly #notes: NotePairs;
  readonly #ctx: RunContext;
  #pairs: Pairs;
  readonly #taken = new Set<string>();
  readonly #moves = new Map<Node, string>();
  #moved = 0;

  constructor(old: Text, next: Text, loose: boolean) {
    this.#old = old;
    this.#next = next;
    this.#notes = pairNotes(old, next, next.language);
    this.#ctx = {
      language: next.language,
      loose,
      noteOf: (side, id) => this.#notes.noteOf(side, id),
      rename: (id) => this.#notes.rename(id),
    };
    this.#pairs = match(rootOf([]), rootOf([]), next.language);
  }

  merge(): Text {
    const [old, next] = [rootOf(this.#old.groups), rootOf(this.#next.groups)];
    this.#pairs = match(old, next, this.#next.language);
    this.#title();
    const groups = this.#groups(old.groups, next.groups);
    const was = this.#was();
    return {
      ...this.#next,
      ...(was === null ? {} : { was }),
      groups,
      footnotes: this.#footnotes(),
    };
  }

  #was(): Text['was'] | null {
    const { kind, number, title, status, body, language, profile } = this.#old;
    const before = { kind, number, title, status, body, language, profile };
    const same = (key: keyof typeof before): boolean => before[key] === this.#next[key];
    const keys = (Object.keys(before) as (keyof typeof before)[]).filter((key) => !same(key));
    return keys.length === 0 ? null : Object.fromEntries(keys.map((key) => [key, before[key]]));
  }

  // The title is printed by the front of most texts: there its change is seen too.
  #title(): void {
    if (this.#old.title === this.#next.title) return;
    const { pieces } = mergeRuns([{ text: this.#old.title }], [{ text: this.#next.title }], this.#ctx);
    const place = (text: Text): Place => ({ what: 'title', eId: '', label: null, words: text.title });
    if (told(pieces)) this.changes.push({ kind: 'changed', old: place(this.#old), next: place(this.#next), pieces });
  }

  // Two lists of children in one: those that stay in their order, then what went and what came between them.
  #lists<T>(
    olds: readonly Node[],
    nexts: readonly Node[],
    make: { both: (old: Node, next: Node) => T; gone: (old: Node) => T; come: (next: Node) => T },
    fits: (old: Node, next: Node) => boolean = () => true,
  ): T[] {
    const at = new Map(nexts.map((node, i) => [node, i]));
    const shared = olds.filter((node) => {
      const to = this.#pairs.nextOf(node);
      return to !== undefined && at.has(to) && fits(node, to);
    });
    const places = shared.map((node) => at.get(this.#pairs.nextOf(node) ?? node) ?? 0);
    const stay = new Set(rising(places, (i) => this.#bulk(shared[i])).map((i) => shared[i]));
    const out: T[] = [];
    let [i, j] = [0, 0];
    while (i < olds.length || j < nexts.length) {
      const [old, next] = [olds[i], nexts[j]];
      if (old && !stay.has(old)) {
        out.push(make.gone(old));
        i += 1;
      } else if (next && !(stay.has(this.#pairs.oldOf(next)) && this.#pairs.oldOf(next) === old)) {
        out.push(make.come(next));
        j += 1;
      } else if (old && next) {
        out.push(make.both(old, next));
        i += 1;
        j += 1;
      } else break;
    }
    return out;
  }

  // What a reader must read again where a part is struck here and added there: its words with all within it, and then
  // its letters.
  readonly #bulks = new Map<Node, number>();
  #bulk(node: Node | undefined): number {
    if (node === undefined) return 0;
    const known = this.#bulks.get(node);
    if (known !== undefined) return known;
    let sum = 1 + 10 * wordsIn(node.own) + node.own.length;
    for (const list of [node.items, node.rows, node.groups]) for (const one of list) sum += this.#bulk(one);
    this.#bulks.set(node, sum);
    return sum;
  }

  #items(olds: readonly Node[], nexts: readonly Node[]): Item[] {
    return this.#lists(olds, nexts, {
      both: (old, next) => this.#sameItem(old, next),
      gone: (old) => this.#gone(old, () => this.#goneItem(old)),
      come: (next) => this.#come(next, () => this.#comeItem(next)),
    });
  }

  #groups(olds: readonly Node[], nexts: readonly Node[]): Group[] {
    return this.#lists(olds, nexts, {
      both: (old, next) => this.#sameGroup(old, next),
      gone: (old) => this.#gone(old, () => this.#goneGroup(old)),
      come: (next) => this.#come(next, () => this.#comeGroup(next)),
    });
  }

  #rows(olds: readonly Node[], nexts: readonly Node[]): Row[] {
    return this.#lists(
      olds,
      nexts,
      {
        both: (old, next) => this.#sameRow(old, next),
        gone: (old) => this.#gone(old, () => this.#goneRow(old)),
        come: (next) => this.#come(next, () => this.#comeRow(next)),
      },
      (old, next) => shapeOf(old.row) === shapeOf(next.row),
    );
  }

  #sameItem(old: Node, next: Node): Item {
    const [a, b] = [itemOf(old), itemOf(next)];
    const merged = this.#merged(old, next, runsOf(a), runsOf(b));
    if (a.label !== b.label) this.changes.push({ kind: 'renumbered', old: placeOf(old), next: placeOf(next) });
    const wId = b.wId ?? a.wId;
    return {
      ...b,
      ...(wId === undefined ? {} : { wId }),
      ...(a.label === b.label ? {} : { oldLabel: a.label ?? '' }),
      ...(a.eId === b.eId ? {} : { was: { eId: a.eId } }),
      runs: merged,
      items: this.#items(old.items, next.items),
    };
  }

  #sameGroup(old: Node, next: Node): Group {
    const [a, b] = [groupOf(old), groupOf(next)];
    const runs = this.#merged(old, next, headingRunsOf(a), headingRunsOf(b));
    const plain = runs.length === 0 || (runs.length === 1 && runs[0]?.text === b.heading && keys(runs[0]) === 1);
    const [labelA, labelB] = [a.label ?? null, b.label ?? null];
    if (labelA !== labelB) this.changes.push({ kind: 'renumbered', old: placeOf(old), next: placeOf(next) });
    const was: NonNullable<Group['was']> = {
      ...(a.eId === b.eId ? {} : { eId: a.eId }),
      ...(a.part === b.part ? {} : { part: a.part }),
      ...(a.verb === b.verb ? {} : { verb: a.verb }),
      ...(a.addressees.join('\n') === b.addressees.join('\n') ? {} : { addressees: a.addressees }),
    };
    const wId = b.wId ?? a.wId;
    const { headingRuns: _runs, ...rest } = b;
    const table = a.table !== undefined || b.table !== undefined ? { table: this.#rows(old.rows, next.rows) } : {};
    return {
      ...rest,
      ...(wId === undefined ? {} : { wId }),
      ...(plain && b.headingRuns === undefined ? {} : { headingRuns: runs }),
      ...(labelA === labelB ? {} : { oldLabel: labelA ?? '' }),
      ...(Object.keys(was).length === 0 ? {} : { was }),
      items: this.#items(old.items, next.items),
      ...table,
      groups: this.#groups(old.groups, next.groups),
    };
  }

  #sameRow(old: Node, next: Node): Row {
    const [a, b] = [old.row ?? { cells: [] }, next.row ?? { cells: [] }];
    return {
      ...b,
      cells: b.cells.map((cell, i) => ({ ...cell, items: this.#cell(a.cells[i]?.items ?? [], cell.items) })),
    };
  }

  // The paragraphs of a cell are aligned among themselves.
  #cell(olds: readonly Item[], nexts: readonly Item[]): Item[] {
    const outer = this.#pairs;
    const [old, next] = [rootOfItems(olds), rootOfItems(nexts)];
    this.#pairs = match(old, next, this.#next.language);
    // One paragraph for one: a figure that was replaced shares no word with the one before.
    const [a, b] = [old.items[0], next.items[0]];
    if (old.items.length === 1 && next.items.length === 1 && a && b) this.#pairs.add(a, b);
    const items = this.#items(old.items, next.items);
    this.#pairs = outer;
    return items;
  }

  // The runs of a part that stayed, and what changed in them.
  #merged(old: Node, next: Node, a: readonly Run[], b: readonly Run[]): Run[] {
    const { runs, pieces, resets } = mergeRuns(a, b, this.#ctx);
    const [from, to] = [placeOf(old), placeOf(next)];
    if (told(pieces)) {
      this.#parted(old, next);
      this.changes.push({ kind: 'changed', old: from, next: to, pieces });
    }
    if (resets.length > 0) this.changes.push({ kind: 'formatted', old: from, next: to, resets });
    return runs;
  }

  // A paragraph whose lost words stand in a new one beside it was split; the other way round, two were joined.
  #parted(old: Node, next: Node): void {
    const { language } = this.#next;
    const [a, b] = [this.#bag(old), this.#bag(next)];
    const parted = (lost: Bag, node: Node, found: (one: Node) => boolean): Place[] | null => {
      if (lost.weight < WORTH_MOVING / 2) return null;
      const siblings = node.parent?.items ?? [];
      const at = siblings.indexOf(node);
      for (const step of [1, -1]) {
        const beside = siblings[at + step];
        if (!beside || found(beside) || alike(lost, this.#bag(beside), language) < SPLIT) continue;
        const places = [placeOf(node), placeOf(beside)];
        return step > 0 ? places : places.reverse();
      }
      return null;
    };
    const split = parted(without(a, b, language), next, (one) => this.#pairs.oldOf(one) !== undefined);
    if (split) this.changes.push({ kind: 'split', old: placeOf(old), next: split });
    const joined = parted(without(b, a, language), old, (one) => this.#pairs.nextOf(one) !== undefined);
    if (joined) this.changes.push({ kind: 'joined', old: joined, next: placeOf(next) });
  }

  readonly #bags = new Map<Node, Bag>();
  #bag(node: Node): Bag {
    const bag = this.#bags.get(node) ?? bagOf(node.own, this.#next.language);
    this.#bags.set(node, bag);
    return bag;
  }

  // The id of the move of a part that stands elsewhere in the other text; null where it just came or went.
  #move(old: Node): string | null {
    const found = this.#moves.get(old);
    if (found !== undefined) return found;
    if (this.#bag(old).weight < WORTH_MOVING) return null;
    this.#moved += 1;
    const id = `move-${this.#moved}`;
    this.#moves.set(old, id);
    return id;
  }

  #within = 0;
  #gone<T>(old: Node, make: () => T): T {
    const moved = this.#pairs.nextOf(old) !== undefined && this.#move(old) !== null;
    if (this.#within === 0 && !moved)
      this.changes.push({ kind: 'deleted', old: placeOf(old), paragraphs: countOf(old) });
    return this.#nested(make);
  }
  #come<T>(next: Node, make: () => T): T {
    const old = this.#pairs.oldOf(next);
    const move = old === undefined ? null : this.#move(old);
    if (old && move !== null) {
      // What moved with the part that holds it is no move of its own.
      if (this.#within > 0 && old.parent && this.#pairs.nextOf(old.parent) === next.parent && old.own === next.own)
        return this.#nested(make);
      const { pieces } = mergeRuns([{ text: old.own }], [{ text: next.own }], this.#ctx);
      this.changes.push({ kind: 'moved', old: placeOf(old), next: placeOf(next), move, pieces });
    } else if (this.#within === 0)
      this.changes.push({ kind: 'inserted', next: placeOf(next), paragraphs: countOf(next) });
    return this.#nested(make);
  }
  #nested<T>(make: () => T): T {
    this.#within += 1;
    const made = make();
    this.#within -= 1;
    return made;
  }

  #markOf(state: Mark['state'], node: Node): Mark {
    const old = state === 'deleted' ? node : this.#pairs.oldOf(node);
    const paired = state === 'deleted' ? this.#pairs.nextOf(node) !== undefined : old !== undefined;
    const move = old && paired ? this.#move(old) : null;
    return { state, ...(move === null ? {} : { move }) };
  }

  #goneItem(node: Node): Item {
    const item = itemOf(node);
    const runs = joinRuns(marked(runsOf(item), this.#markOf('deleted', node), this.#ctx));
    return {
      ...item,
      eId: this.#free(item.eId),
      was: { eId: item.eId },
      state: 'deleted',
      runs,
      items: this.#items(node.items, []),
    };
  }
  #comeItem(node: Node): Item {
    const item = itemOf(node);
    const runs = joinRuns(marked(runsOf(item), this.#markOf('inserted', node), this.#ctx));
    return { ...item, state: 'inserted', runs, items: this.#items([], node.items) };
  }

  #goneGroup(node: Node): Group {
    const group = groupOf(node);
    const runs = marked(headingRunsOf(group), this.#markOf('deleted', node), this.#ctx);
    return {
      ...group,
      eId: this.#free(group.eId),
      was: { eId: group.eId },
      state: 'deleted',
      ...(runs.length === 0 ? {} : { headingRuns: runs }),
      items: this.#items(node.items, []),
      ...(group.table ? { table: this.#rows(node.rows, []) } : {}),
      groups: this.#groups(node.groups, []),
    };
  }
  #comeGroup(node: Node): Group {
    const group = groupOf(node);
    const runs = marked(headingRunsOf(group), this.#markOf('inserted', node), this.#ctx);
    return {
      ...group,
      state: 'inserted',
      ...(runs.length === 0 ? {} : { headingRuns: runs }),
      items: this.#items([], node.items),
      ...(group.table ? { table: this.#rows([], node.rows) } : {}),
      groups: this.#groups([], node.groups),
    };
  }

  #goneRow(node: Node): Row {
    const row = node.row ?? { cells: [] };
    return { ...row, mark: this.#markOf('deleted', node), cells: this.#cells(row, 'deleted') };
  }
  #comeRow(node: Node): Row {
    const row = node.row ?? { cells: [] };
    return { ...row, mark: this.#markOf('inserted', node), cells: this.#cells(row, 'inserted') };
  }
  #cells(row: Row, state: Mark['state']): Row['cells'] {
    const whole = (items: readonly Item[]): Item[] =>
      items.map((item) => ({
        ...item,
        ...(state === 'deleted' ? { eId: this.#free(item.eId), was: { eId: item.eId } } : {}),
        state,
        runs: joinRuns(marked(runsOf(item), { state }, this.#ctx)),
        items: whole(item.items),
      }));
    return row.cells.map((cell) => ({ ...cell, items: whole(cell.items) }));
  }

  #footnotes(): Footnote[] {
    const kept = this.#next.footnotes.map((note): Footnote => {
      const old = this.#notes.oldOf(note.id);
      const place = (one: Footnote): Place => ({ what: 'note', eId: one.id, label: one.label, words: one.text });
      if (old === undefined) {
        this.changes.push({ kind: 'inserted', next: place(note), paragraphs: 1 });
        return { ...note, was: null, runs: marked(noteRuns(note), { state: 'inserted' }, this.#ctx) };
      }
      const { runs, pieces, resets } = mergeRuns(noteRuns(old), noteRuns(note), this.#ctx);
      const [from, to] = [place(old), place(note)];
      if (told(pieces)) this.changes.push({ kind: 'changed', old: from, next: to, pieces });
      if (resets.length > 0) this.changes.push({ kind: 'formatted', old: from, next: to, resets });
      const same = old.id === note.id && old.label === note.label;
      return { ...note, runs, ...(same ? {} : { was: { id: old.id, label: old.label } }) };
    });
    const gone = this.#old.footnotes
      .filter((note) => this.#notes.nextOf(note.id) === undefined)
      .map((note): Footnote => {
        this.changes.push({
          kind: 'deleted',
          old: { what: 'note', eId: note.id, label: note.label, words: note.text },
          paragraphs: 1,
        });
        return {
          ...note,
          id: this.#notes.rename(note.id),
          was: { id: note.id, label: note.label },
          runs: marked(noteRuns(note), { state: 'deleted' }, this.#ctx),
        };
      });
    return [...kept, ...gone];
  }

  // An address for a paragraph that went: its own may be another's now.
  #free(eId: string): string {
    let name = `${eId}__del`;
    for (let n = 2; this.#taken.has(name); n += 1) name = `${eId}__del-${n}`;
    this.#taken.add(name);
    return name;
  }
}

// Counted by the spaces between: near enough to weigh by, at a glance.
function wordsIn(text: string): number {
  let count = text === '' ? 0 : 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count += 1;
  return count;
}

const noteRuns = (note: Footnote): Run[] =>
  note.runs.length > 0 || note.text === '' ? note.runs : [{ text: note.text }];
const keys = (run: Run): number => Object.keys(run).length;
const told = (pieces: readonly Piece[]): boolean => pieces.some((piece) => piece.kind !== 'same');
const shapeOf = (row: Row | undefined): string =>
  JSON.stringify([row?.header, row?.cells.map((cell) => [cell.colspan ?? 1, cell.rowspan ?? 1])]);

const EMPTY_ITEM: Item = { eId: '', label: null, text: '', runs: [], state: 'kept', lines: [], items: [] };
const itemOf = (node: Node): Item => node.item ?? EMPTY_ITEM;
const groupOf = (node: Node): Group => node.group ?? EMPTY_GROUP;

function placeOf(node: Node): Place {
  const { item, group, row } = node;
  const eId = item?.eId ?? group?.eId ?? node.parent?.group?.eId ?? '';
  const words = row ? row.cells.map((cell) => cell.items.map((one) => one.text).join(' ')).join(' | ') : node.own;
  return {
    what: row ? 'row' : group ? 'heading' : 'paragraph',
    eId,
    ...(node.wId === undefined ? {} : { wId: node.wId }),
    label: node.label,
    words: words.replaceAll('\u0001', ''),
  };
}
