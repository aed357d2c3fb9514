import type { Authored, Item, Mark, Run } from '../../model/text.ts';
import { isSign, join, runsOf } from '../runs.ts';
import { formerly, markOf, unformatted, withoutMove, type Author } from './views.ts';

/**
 * Whose proposal some words are: `[A]` is what A proposes, `[A, B]` what B would have otherwise in that, and so on.
 *
 * Where marks lie on marks (ECMA-376 Part 1, 17.13.5.14 within 17.13.5.18), words that A inserted and B struck are A's, and to
 * strike them is B's amendment to A's. B's own words belong to that amendment where they stand beside words of A that B struck,
 * amid words of A with none of the base between, or in a paragraph that A brought. Everything else each proposes alone.
 */
export type Layer = readonly Author[];

/** Words with the layer that brings them (null: they were there), that strikes them, and that changes their formatting. */
export interface Laid {
  run: Run;
  on: Layer | null;
  struck: Layer | null;
  dressed: Layer | null;
}

/** A layer with the first mark of its author in it. */
export interface Proposed {
  layer: Layer;
  mark: Partial<Mark>;
}

/** Who brought all of a paragraph or row: what others write in it amends that. */
export type Host = Authored;

/** Words with their layers. Left out is what nobody but its author saw: words that one inserted and struck again. */
export function lay(runs: readonly Run[], host: Host | null): Laid[] {
  const paths = host === null ? attached(runs) : null;
  return runs.flatMap((run): Laid[] => {
    const by = insertedBy(run);
    if (run.passed !== undefined && (run.passed.deleted.author === by?.author || run.passed.text === '\n')) return [];
    const on = by === null ? null : (paths?.get(run) ?? within(host, by.author));
    const striker = strikerOf(run);
    const over = ({ author }: Authored): Layer => (on === null ? within(host, author) : deeper(on, author));
    return [{ run, on, struck: striker && over(striker), dressed: run.was === undefined ? null : over(run.was) }];
  });
}

/** The layer of what somebody does where `host` brought all. */
export const within = (host: Host | null, author: Author): Layer =>
  host === null || host.author === author ? [author] : [host.author, author];

/** A paragraph laid: one that came amends nobody but who brought it, or who brought its row (`host`). */
export const layItem = (item: Item, host: Host | null): Laid[] =>
  lay(runsOf(item), host ?? (item.state === 'inserted' ? bringerOf(item.runs) : null));

/** The layers of some words, each after the one that it amends. */
export function proposedIn(laid: readonly Laid[]): Proposed[] {
  const out = new Map<string, Proposed>();
  const see = (layer: Layer | null, by: Authored | null | undefined): void => {
    if (layer === null || !by || out.has(keyOfLayer(layer))) return;
    out.set(keyOfLayer(layer), { layer, mark: withoutMove(by) });
  };
  for (const { run, on, struck, dressed } of laid) {
    see(on, insertedBy(run));
    see(struck, strikerOf(run));
    if (struck === null) see(dressed, run.was);
  }
  return byDepth([...out.values()]);
}

export const byDepth = (list: readonly Proposed[]): Proposed[] =>
  [...list].sort((a, b) => a.layer.length - b.layer.length);

/** A layer as a string: equal for equal ones. */
export const keyOfLayer = (layer: Layer): string => JSON.stringify(layer.map((author) => author ?? null));

/** Words as one layer would have them: with what it and those under it change, and nothing else. Null: as they were. */
export function wordsOn(laid: readonly Laid[], layer: Layer | null): Run[] {
  const has = (one: Layer | null): boolean => one !== null && layer !== null && startsWith(layer, one);
  return join(
    laid.flatMap(({ run, on, struck, dressed }): Run[] => {
      if ((on !== null && !has(on)) || has(struck)) return [];
      const words = run.passed === undefined ? run : { ...run, text: run.passed.text };
      return [has(dressed) ? unformatted(words) : formerly(words)];
    }),
  );
}

/** Whether a layer is another one, or amends it. */
export const startsWith = (layer: Layer, other: Layer): boolean =>
  other.length <= layer.length && other.every((author, i) => author === layer[i]);

/**
 * Who brought a paragraph: of those whose words came in it the one who was there first by the dates of their marks; where
 * those do not tell, the one whose words stand first. Null where none came.
 */
export function bringerOf(runs: readonly Run[]): Authored | null {
  const all = runs.flatMap((run) => (run.text === '' && !isSign(run) && !run.passed ? [] : (insertedBy(run) ?? [])));
  if (all.some(({ date }) => date === undefined)) return all[0] ?? null;
  return all.reduce<Authored | null>(
    (first, one) => (first && (first.date ?? '') <= (one.date ?? '') ? first : one),
    null,
  );
}

/** Whose it is that a paragraph came, or went; undefined too where it did neither. */
export const changerOf = (item: Item): Author =>
  item.state === 'inserted' ? bringerOf(item.runs)?.author : markOf(item, 'deleted').author;

const insertedBy = (run: Run): Authored | null =>
  run.passed?.inserted ?? (run.mark?.state === 'inserted' ? run.mark : null);
const strikerOf = (run: Run): Authored | null =>
  run.passed?.deleted ?? (run.mark?.state === 'deleted' ? run.mark : null);
const deeper = (on: Layer, author: Author): Layer => (on.at(-1) === author ? on : [...on, author]);

/** The layers of words that came into a paragraph that was there. */
function attached(runs: readonly Run[]): Map<Run, Layer> {
  const out = new Map<Run, Layer>();
  let open: Run[] = [];
  const close = (): void => {
    for (const [run, layer] of layersIn(open)) out.set(run, layer);
    open = [];
  };
  for (const run of runs)
    if (insertedBy(run) !== null) open.push(run);
    else if (run.text !== '' || isSign(run)) close();
  close();
  return out;
}

/** Words of one author that came and stand together, and the piece whose words they replace or stand amid. */
interface Piece {
  author: Author;
  runs: Run[];
  host: Piece | null;
}

function layersIn(runs: readonly Run[]): [Run, Layer][] {
  const pieces: Piece[] = [];
  for (const run of runs) {
    const author = insertedBy(run)?.author;
    const last = pieces.at(-1);
    if (last !== undefined && last.author === author) last.runs.push(run);
    else pieces.push({ author, runs: [run], host: null });
  }
  // Nobody amends who amends them: of two that stand in each other's words the first found holds.
  const above = new Map<Author, Set<Author>>();
  const reaches = (from: Author, to: Author): boolean =>
    from === to || [...(above.get(from) ?? [])].some((author) => reaches(author, to));
  const hang = (one: Piece, host: Piece | undefined): void => {
    if (host === undefined || one.host !== null || reaches(host.author, one.author)) return;
    one.host = host;
    above.set(one.author, new Set([...(above.get(one.author) ?? []), host.author]));
  };
  const strikes = (author: Author, run: Run | undefined): boolean =>
    run?.passed !== undefined && run.passed.deleted.author === author;
  for (const [i, one] of pieces.entries()) {
    if (strikes(one.author, pieces[i - 1]?.runs.at(-1))) hang(one, pieces[i - 1]);
    if (strikes(one.author, pieces[i + 1]?.runs[0])) hang(one, pieces[i + 1]);
  }
  for (const [i, one] of pieces.entries()) {
    const later = new Set(pieces.slice(i + 1).map(({ author }) => author));
    hang(
      one,
      pieces.slice(0, i).findLast(({ author }) => author !== one.author && later.has(author)),
    );
  }
  const layerOf = ({ author, host }: Piece): Layer => (host === null ? [author] : [...layerOf(host), author]);
  return pieces.flatMap((one) => one.runs.map((run): [Run, Layer] => [run, layerOf(one)]));
}
