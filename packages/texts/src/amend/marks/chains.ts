import type { Item, Mark, Run } from '../../model/text.ts';
import type { AmendmentOp } from '../model.ts';
import {
  changerOf,
  keyOfLayer,
  layItem,
  proposedIn,
  startsWith,
  wordsOn,
  type Layer,
  type Proposed,
} from './layers.ts';
import { before, withoutMove, type Author } from './views.ts';
import { join, keyOf } from '../runs.ts';

/** A paragraph with how many it stands under. */
interface Line {
  item: Item;
  depth: number;
  /** Paragraphs that it stands under, the outermost first. */
  under: Item[];
}

/** A change of one author where paragraphs are split or joined, and the lines of the file that it touches. */
export interface ChainChange {
  author: Author;
  mark: Partial<Mark>;
  /** `next` names the change that this one is put after. */
  op: Omit<AmendmentOp, 'id' | 'target'> & { target: Item | number };
  lines: number[];
  /** In this author's reading the chain ends with what this adds: what the author adds next stands after it. */
  tail?: true;
}

/** Paragraphs in reading order whose ends came or went, so that words of one stand in another before or after. */
export interface Chain {
  head: Item;
  lines: Line[];
  /** Whether a paragraph of the list stood in the text before, as one of its own. */
  stood(item: Item): boolean;
  /** Paragraphs of the list that follow, for those who need the next one that stands. */
  rest: Line[];
}

/** The paragraphs of a chain stand as the first author of a layer has them. Null: as they were. */
type View = Layer | null;

/** The chains among the paragraphs of one list with those below them. */
export function chainsIn(items: readonly Item[]): Chain[] {
  const all = flat(items, 0, []);
  if (all.every(({ item }) => item.end === undefined)) return [];
  const authors = new Set(all.flatMap(({ item }) => authorsAt(item)));
  const views: View[] = [null, ...[...authors].map((author) => [author])];
  const out: Chain[] = [];
  const inner = new Set<Item>();
  const stood = (item: Item): boolean => item.state !== 'inserted' && !inner.has(item);
  for (let i = 0; i < all.length; i++) {
    if (all[i]?.item.end === undefined) continue;
    const open = new Set<View>();
    let j = i;
    do {
      const line = all[j];
      if (line === undefined) break;
      for (const view of views)
        if (stands(line.item, view)) {
          if (closes(line.item, view)) open.delete(view);
          else open.add(view);
        }
      j++;
    } while (open.size > 0);
    const lines = all.slice(i, j);
    const leads = new Set(segmentsOf(lines, null).map(({ leader }) => leader.item));
    for (const { item } of lines) if (!leads.has(item)) inner.add(item);
    if (lines.length > 1 && lines[0]) out.push({ head: lines[0].item, lines, stood, rest: all.slice(j) });
    i = j - 1;
  }
  return out;
}

const flat = (items: readonly Item[], depth: number, under: Item[]): Line[] =>
  items.flatMap((item) => [{ item, depth, under }, ...flat(item.items, depth + 1, [...under, item])]);

const authorsAt = (item: Item): Author[] => [
  ...layersAt(item).flatMap(({ layer }) => (layer.length === 1 ? layer : [])),
  ...(item.end === undefined ? [] : [item.end.author]),
];
const layersAt = (item: Item): Proposed[] => proposedIn(layItem(item, null));

const stands = (item: Item, view: View): boolean =>
  item.state === 'kept' ||
  (view === null ? item.state === 'deleted' : (changerOf(item) === view[0]) === (item.state === 'inserted'));

const closes = ({ end }: Item, view: View): boolean =>
  end === undefined ||
  (view === null ? end.state === 'deleted' : (end.author === view[0]) === (end.state === 'inserted'));

interface Segment {
  leader: Line;
  runs: Run[];
}

function segmentsOf(lines: readonly Line[], view: View): Segment[] {
  const out: Segment[] = [];
  let open: Segment | null = null;
  for (const line of lines) {
    const { item } = line;
    if (!stands(item, view)) continue;
    const runs = view === null ? before(item.runs) : wordsOn(layItem(item, null), view);
    if (open === null) out.push((open = { leader: line, runs }));
    else open.runs = join([...open.runs, ...runs]);
    if (closes(item, view)) open = null;
  }
  return out;
}

/**
 * What each author proposes where paragraphs are split or joined: the words of the first change (MOD), what is split off is
 * added after it (ADD), what is joined to it goes (SUP); all of one author stand or fall together. The paragraphs of an author
 * are those of the file with that author's changes only, and a paragraph is the one that it begins with. What others would
 * have otherwise in the words of one is each an amendment to that. A target is a paragraph of the file, or the place of an
 * earlier change in the list.
 */
export function changesOfChain(chain: Chain): ChainChange[] {
  const base = segmentsOf(chain.lines, null);
  const authors = new Set(chain.lines.flatMap(({ item }) => authorsAt(item)));
  const lines = chain.lines.flatMap(({ item }) => item.lines);
  const out: ChainChange[] = [];
  for (const author of authors) {
    const own = segmentsOf(chain.lines, [author]);
    const mark = markBy(chain, author);
    const led = new Map(base.map((one) => [one.leader.item, one]));
    const first = out.length;
    const push = (op: ChainChange['op']): number => out.push({ author, mark, op, lines }) - 1;
    const places = new Map<Line, number>();
    let last: { line: Line; at: Item | number } | null = null;
    for (const { leader, runs } of own) {
      const was = led.get(leader.item);
      if (was !== undefined) {
        led.delete(leader.item);
        if (keyOf(was.runs) !== keyOf(runs)) places.set(leader, push({ act: 'MOD', target: leader.item, runs }));
        last = { line: leader, at: leader.item };
        continue;
      }
      const at = push({ act: 'ADD', ...anchorOf(leader, last, chain), runs, label: leader.item.label });
      places.set(leader, at);
      last = { line: leader, at };
    }
    const end = typeof last?.at === 'number' ? out[last.at] : undefined;
    if (end !== undefined) end.tail = true;
    for (const { leader } of led.values()) push({ act: 'SUP', target: leader.item, alone: true });
    const made = out.slice(first);
    const [one] = made;
    if (one !== undefined && made.some(({ op }) => op.act !== 'MOD'))
      for (const [i, change] of made.entries())
        out[first + i] = { ...change, op: { ...change.op, together: `ends-${chain.head.eId}` } };
    amendChanges(chain, author, own, places, out);
  }
  return out;
}

// What others would have otherwise in the words of what one author proposes.
function amendChanges(
  chain: Chain,
  author: Author,
  own: readonly Segment[],
  places: ReadonlyMap<Line, number>,
  out: ChainChange[],
): void {
  const layers = new Map<string, Proposed>();
  for (const { item } of chain.lines)
    for (const one of layersAt(item))
      if (one.layer.length > 1 && one.layer[0] === author && !layers.has(keyOfLayer(one.layer)))
        layers.set(keyOfLayer(one.layer), one);
  const known = own.map(({ leader, runs }) => [{ layer: [author] as Layer, at: places.get(leader), runs }]);
  for (const { layer, mark } of [...layers.values()].sort((a, b) => a.layer.length - b.layer.length))
    for (const [i, { leader, runs }] of segmentsOf(chain.lines, layer).entries()) {
      const below = known[i]?.findLast((one) => startsWith(layer, one.layer));
      if (below === undefined || keyOf(below.runs) === keyOf(runs)) continue;
      const target = below.at ?? leader.item;
      const at =
        out.push({ author: layer.at(-1), mark, lines: leader.item.lines, op: { act: 'MOD', target, runs } }) - 1;
      known[i]?.push({ layer, at, runs });
    }
}

// An author's mark, with its date, of a word or of an end.
function markBy({ lines }: Chain, author: Author): Partial<Mark> {
  for (const { item } of lines) {
    const [first] = layersAt(item).filter(({ layer }) => layer.length === 1 && layer[0] === author);
    if (first !== undefined) return first.mark;
    if (item.end !== undefined && item.end.author === author) return withoutMove(item.end);
  }
  return {};
}

// Where a paragraph stands that was split off: right after the one before it in reading order, as deep as it can stand there.
function anchorOf(
  leader: Line,
  last: { line: Line; at: Item | number } | null,
  chain: Chain,
): Pick<ChainChange['op'], 'target' | 'place'> {
  // The first paragraph of a chain stays in every reading.
  if (last === null) return { target: chain.head, place: 'before' };
  const { line, at } = last;
  if (typeof at === 'number') return { target: at, place: leader.depth > line.depth ? 'inside' : 'after' };
  const { lines, rest, stood } = chain;
  const next = [...lines.slice(lines.indexOf(leader) + 1), ...rest].find(({ item }) => stood(item));
  const above = next?.under.filter(stood) ?? [];
  if (next !== undefined && above.at(-1) === at) return { target: next.item, place: 'before' };
  if (leader.depth > line.depth) return { target: at, place: 'inside' };
  const open = line.under.filter(stood).slice(leader.depth);
  return { target: open.find((item) => !above.includes(item)) ?? at, place: 'after' };
}
