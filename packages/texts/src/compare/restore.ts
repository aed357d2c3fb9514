import type { Group, Item, Language, Mark, Repair, Run, State, Text } from '../model/text.ts';
import { allWords, wordsIn } from '../model/words.ts';
import { readableScript } from '../words/readable.ts';
import { slide } from '../words/slide.ts';
import { tokensOf, type Token } from '../words/tokens.ts';
import { Bags } from './bags.ts';
import { match, type Pairs } from './match.ts';
import { headingRunsOf, rootOf, runsOf, type Node } from './nodes.ts';
import { acceptText } from '../settle/index.ts';

/** Whether the version at hand is the one before the changes, or the one after them. */
export type Neighbour = 'before' | 'after';

/** Words that are told from the neighbour itself, and words that are told from how the rest ran together. */
const SURE = 0.95;
const LIKELY = 0.6;
/** Most words that are taken to have been replaced by one stretch. */
const REACH = 14;

/**
 * Restores the marks of a text in which struck and added words ran together, from one version that stands beside it. With the
 * text before the changes, what it does not hold was added; with the text after them, what it does not hold was struck: so
 * far the marks are sure. Where such words touch others without a space ("encourageinvite"), the others were replaced by
 * them; how many is weighed by number, kind, and what stands beside what in the neighbour, and told as a repair with its
 * confidence. Labels that ran together ("46") are parted by the neighbour's. Pure; `acceptText` and `rejectText` of the
 * result give the two versions.
 */
export function restoreMarks(flattened: Text, neighbour: Text, which: Neighbour): Text {
  return new Restorer(flattened, acceptText(neighbour), which).text();
}

class Restorer {
  readonly #flat: Text;
  readonly #which: Neighbour;
  readonly #pairs: Pairs;
  readonly #language: Language;
  readonly #neighbours: ReadonlySet<string>;
  readonly #repairs: Repair[] = [];

  constructor(flat: Text, neighbour: Text, which: Neighbour) {
    this.#flat = flat;
    this.#which = which;
    this.#language = flat.language;
    const root = rootOf(neighbour.groups);
    this.#flatRoot = rootOf(flat.groups);
    this.#pairs = match(root, this.#flatRoot, new Bags(flat.language));
    this.#neighbours = pairsOfWords(root, flat.language);
  }
  readonly #flatRoot: Node;

  text(): Text {
    const groups = this.#flatRoot.groups.map((node) => this.#group(node));
    return { ...this.#flat, groups, repairs: this.#repairs };
  }

  // What the neighbour does not hold.
  get #strange(): Mark['state'] {
    return this.#which === 'before' ? 'inserted' : 'deleted';
  }

  #group(node: Node): Group {
    const group = node.group;
    if (!group) throw new TypeError('a group was expected');
    const other = this.#pairs.oldOf(node);
    const runs = other ? this.#runs(group.eId, headingRunsOf(group), other.own, group.lines) : headingRunsOf(group);
    const state: State = other || node.own === '' ? 'kept' : this.#strange;
    const marked = runs.some((run) => run.mark);
    return {
      ...group,
      state,
      ...(marked ? { headingRuns: runs, heading: wordsIn(runs).trim() } : {}),
      items: this.#items(node.items),
      ...(group.table ? { table: this.#table(node) } : {}),
      groups: node.groups.map((one) => this.#group(one)),
    };
  }

  #table(node: Node): Group['table'] {
    return node.rows.map(({ row }, i) => {
      const other = this.#pairs.oldOf(node.rows[i] ?? node)?.row;
      const cells = row?.cells ?? [];
      if (!other) return { ...row, cells, mark: { state: this.#strange } };
      return {
        ...row,
        cells: cells.map((cell, c) => ({
          ...cell,
          items: cell.items.map((item, k) => {
            const beside = other.cells[c]?.items[k];
            return beside ? this.#words(item, allWords(runsOf(beside))) : item;
          }),
        })),
      };
    });
  }

  #items(nodes: readonly Node[]): Item[] {
    const items = nodes.map((node): Item => {
      const item = node.item;
      if (!item) throw new TypeError('a paragraph was expected');
      const other = this.#pairs.oldOf(node);
      const within = this.#items(node.items);
      if (!other) {
        const worded = node.own !== '';
        const state = worded ? this.#strange : 'kept';
        const runs = runsOf(item).map(({ mark: _mark, ...run }) =>
          worded ? { ...run, mark: { state: this.#strange } } : run,
        );
        const { oldLabel: _old, ...rest } = item;
        return { ...rest, text: allWords(runs), runs, state, items: within };
      }
      return { ...this.#labels(this.#words(item, other.own), other.label), items: within };
    });
    return toldByNumber(items, this.#which);
  }

  #words(item: Item, neighbour: string): Item {
    const runs = this.#runs(item.eId, runsOf(item), neighbour, item.lines);
    return { ...item, runs, text: wordsIn(runs).trim(), state: 'kept' };
  }

  // "46" beside a neighbour's 4: it was 4 and became 6.
  #labels(item: Item, label: string | null): Item {
    const { oldLabel, ...rest } = item;
    const flat = `${oldLabel ?? ''}${item.label ?? ''}`;
    const own = label ?? '';
    if (flat === own) return { ...rest, label };
    if (own === '') return { ...item };
    const [was, is] = this.#which === 'before' ? [own, flat.slice(own.length)] : [flat.slice(0, -own.length), own];
    if (flat !== was + is) return item;
    return { ...rest, label: is, oldLabel: was };
  }

  #runs(eId: string, given: readonly Run[], neighbour: string, lines: readonly number[]): Run[] {
    const bare = given.map(({ mark: _mark, ...run }): Run => run);
    const flat = allWords(bare);
    if (flat.trim() === neighbour.trim()) return bare;
    const marks = this.#marksOf(flat, neighbour, eId, lines[0] ?? 0);
    return cut(bare, marks);
  }

  // The mark of each character of the flattened words.
  #marksOf(flat: string, neighbour: string, eId: string, line: number): (Mark['state'] | null)[] {
    const marks = new Array<Mark['state'] | null>(flat.length).fill(null);
    for (const [from, to] of strangers(flat, neighbour)) {
      marks.fill(this.#strange, from, to);
      // What was struck mostly stands before what was added in its place; some writers set it after.
      const usual = this.#which === 'before' ? 'ahead' : 'behind';
      const sides = ([usual, usual === 'ahead' ? 'behind' : 'ahead'] as const).filter((side) =>
        touches(flat, side === 'ahead' ? from : to),
      );
      const other: readonly [number, number] | null = clash(flat, from)
        ? [from - 1, from]
        : clash(flat, to)
          ? [to, to + 1]
          : sides[0]
            ? this.#replaced(flat, from, to, marks, sides[0] === 'ahead')
            : null;
      if (other) marks.fill(this.#which === 'before' ? 'deleted' : 'inserted', ...other);
      const [strange, replaced] = [flat.slice(from, to), other ? flat.slice(other[0], other[1]) : null];
      const [deleted, inserted] = this.#which === 'before' ? [replaced, strange] : [strange, replaced];
      this.#repairs.push({
        eId,
        kind: 'words-merged',
        oldLabel: null,
        newLabel: null,
        deleted,
        inserted,
        confidence: other ? LIKELY : SURE,
        line,
      });
    }
    return marks;
  }

  // The words beside a strange stretch that it replaced, or that replaced it: as a range of characters.
  #replaced(
    flat: string,
    from: number,
    to: number,
    marks: readonly (Mark['state'] | null)[],
    before: boolean,
  ): [number, number] | null {
    const stretch = tokensOf(flat.slice(from, to), this.#language).filter(isWord);
    const side = tokensOf(before ? flat.slice(0, from) : flat.slice(to), this.#language);
    // From the stretch outwards.
    const tokens = before ? side.reverse() : side;
    let [length, words] = [0, 0];
    let best: { score: number; length: number } | null = null;
    for (const [i, token] of tokens.entries()) {
      length += token.text.length;
      const edge = before ? from - length : to + length - 1;
      if (/^[.;:。；：]$/.test(token.text) || words >= REACH || marks[edge] !== null) break;
      if (!isWord(token)) continue;
      words += 1;
      const beyond = tokens.slice(i + 1).find(isWord);
      const near = stretch[before ? 0 : stretch.length - 1];
      const joined = near && beyond ? (before ? pairKey(beyond, near) : pairKey(near, beyond)) : '';
      const score =
        -0.35 * Math.abs(words - stretch.length) +
        (this.#neighbours.has(joined) ? 0.8 : 0) +
        (near && token.kind === near.kind && token.kind !== 'word' ? 0.6 : 0) +
        (near && token.text.toLowerCase() === near.text.toLowerCase() ? 0.6 : 0);
      if (best === null || score > best.score) best = { score, length };
    }
    if (best === null) return null;
    return before ? [from - best.length, from] : [to, to + best.length];
  }
}

const isWord = (token: Token): boolean => token.kind !== 'space' && token.kind !== 'mark';
const pairKey = (a: Token, b: Token): string => `${a.text.toLowerCase()} ${b.text.toLowerCase()}`;

/** Whether words touch at a place without a space or a sign between them. */
const touches = (text: string, at: number): boolean =>
  /[\p{L}\p{N}]\p{M}*$/u.test(text.slice(0, at)) && /^[\p{L}\p{N}]/u.test(text.slice(at));
/** Two signs that no one sets side by side: one took the place of the other. */
const clash = (text: string, at: number): boolean =>
  /^[,;.:，；。：،؛][,;.:，；。：،؛]$/.test(text.slice(at - 1, at + 1));

/** Which words stand beside which in a text. */
function pairsOfWords(root: Node, language: Language): Set<string> {
  const found = new Set<string>();
  const add = (node: Node): void => {
    let last: Token | undefined;
    for (const token of tokensOf(node.own, language).filter(isWord)) {
      if (last) found.add(pairKey(last, token));
      last = token;
    }
    for (const one of [...node.items, ...node.rows, ...node.groups]) add(one);
  };
  add(root);
  return found;
}

// Spaces, dashes and quotation marks may have been made plain on the way: they are the same here.
const plainSign = (sign: string): string =>
  /\s/.test(sign) ? ' ' : /[‐‑–—]/.test(sign) ? '-' : /[’‘ʼ]/.test(sign) ? "'" : /[“”«»„]/.test(sign) ? '"' : sign;

/** The stretches of the flattened words that the neighbour does not hold: character by character, in as few as will do. */
function strangers(flat: string, neighbour: string): [number, number][] {
  const signs = (text: string): Token[] =>
    // One token for each UTF-16 unit, so that places are those of the string.
    text.split('').map((sign) => ({
      text: plainSign(sign),
      kind: /\s/.test(sign) ? 'space' : /[\p{L}\p{N}\p{M}]/u.test(sign) ? 'number' : 'mark',
    }));
  const [a, b] = [signs(neighbour), signs(flat)];
  return slide(readableScript(a, b), a, b)
    .filter((one) => !one.same && one.b[0] < one.b[1])
    .map((one) => one.b);
}

// Runs with a mark for each character; a note or an image keeps none.
function cut(runs: readonly Run[], marks: readonly (Mark['state'] | null)[]): Run[] {
  const out: Run[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.note !== undefined) {
      out.push(run);
      continue;
    }
    for (let i = 0; i < run.text.length;) {
      const state = marks[at + i] ?? null;
      let end = i + 1;
      while (end < run.text.length && (marks[at + end] ?? null) === state) end += 1;
      const piece = { ...run, text: run.text.slice(i, end) };
      out.push(state === null ? piece : { ...piece, mark: { state } });
      i = end;
    }
    at += run.text.length;
  }
  return out;
}

/**
 * Paragraphs that came or went as a whole, told by their numbers alone. Beside the text before the changes 4, 5, "65" means
 * that 5 went: the next one took its number. Beside the text after them 4, 5, "46" means that 5 came, and 4 too: the next one
 * had their numbers. Numbers rise in both versions, so whatever stands against that did not stand in one of them.
 */
function toldByNumber(items: readonly Item[], which: Neighbour): Item[] {
  const numberOf = (label: string | null | undefined): number =>
    label !== undefined && label !== null && /^\d+$/.test(label) ? Number(label) : NaN;
  const state = which === 'before' ? 'deleted' : 'inserted';
  return items.map((item, i) => {
    const own = numberOf(item.label);
    const against = items.slice(i + 1).some((one) => {
      if (one.oldLabel === undefined || one.state !== 'kept') return false;
      return numberOf(which === 'before' ? one.label : one.oldLabel) <= own;
    });
    // No label stands twice in one version.
    const twice =
      item.label !== null &&
      /[\p{L}\p{N}]/u.test(item.label) &&
      items.some((one) => one.state !== 'kept' && one.label === item.label);
    if (item.state !== 'kept' || item.oldLabel !== undefined || !(against || twice)) return item;
    const runs = runsOf(item).map(({ mark: _mark, ...run }): Run => ({ ...run, mark: { state } }));
    return { ...item, state, runs, text: allWords(runs) };
  });
}
