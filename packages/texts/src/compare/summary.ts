import type { Group, Item, Language, Text } from '../model/text.ts';
import { BEFORE, BY, UNTIL } from '../obligations/vocabulary/timing.ts';
import { pattern, plain } from '../obligations/plain.ts';
import { openingVerb } from '../structure/words.ts';
import { factsOf, westernDigits, withFirstDays, type Fact } from '../words/facts.ts';
import { tokensOf } from '../words/tokens.ts';
import type { Piece } from '../words/diff.ts';
import { FORCE, NEGATION } from './force.ts';
import { fill, isTelling, MESSAGES, type Messages } from './messages.ts';
import type { Change, Comparison, Place } from './model.ts';
import { placeName } from './naming.ts';
import { rowWords } from './nodes.ts';

/** Words quoted at most; a longer stretch is cut in the middle. */
const QUOTED = 14;

/**
 * A comparison in words, in any of the six languages: first how many paragraphs changed, then one line for each place in
 * reading order. Words of the texts are quoted as they stand.
 */
export function summarise(comparison: Comparison, language: Language): string[] {
  const teller = new Teller(comparison, language);
  return teller.lines();
}

/** A stretch that was replaced, added or struck, with its places in both texts, in characters. */
interface Swap {
  was: string;
  is: string;
  old: [number, number];
  next: [number, number];
}

function swapsOf(pieces: readonly Piece[]): Swap[] {
  const swaps: Swap[] = [];
  let [a, b] = [0, 0];
  let open: Swap | null = null;
  for (const { kind, text } of pieces) {
    if (kind === 'same') {
      open = null;
      a += text.length;
      b += text.length;
      continue;
    }
    if (open === null) {
      open = { was: '', is: '', old: [a, a], next: [b, b] };
      swaps.push(open);
    }
    if (kind === 'deleted') {
      open.was += text;
      a += text.length;
      open.old[1] = a;
    } else {
      open.is += text;
      b += text.length;
      open.next[1] = b;
    }
  }
  return swaps;
}

const side = (pieces: readonly Piece[], without: Piece['kind']): string =>
  pieces
    .filter((piece) => piece.kind !== without)
    .map((piece) => piece.text)
    .join('');

/** What a place is found by: rows have no address of their own. */
const keyOfPlace = ({ what, eId, words }: Pick<Place, 'what' | 'eId' | 'words'>): string =>
  what === 'row' ? `${eId} ${words}` : eId;

// The paragraph before each paragraph and heading, the row before each row.
function beforeEach({ groups }: Text): Map<string, Place> {
  const before = new Map<string, Place>();
  let last: Place | null = null;
  const stand = (place: Place, after: Place | null): Place => {
    if (after) before.set(keyOfPlace(place), after);
    return place;
  };
  const items = (list: readonly Item[]): void => {
    for (const { eId, label, text, items: within } of list) {
      last = stand({ what: 'paragraph', eId, label, words: text }, last);
      items(within);
    }
  };
  const walk = (list: readonly Group[]): void => {
    for (const { eId, heading, items: within, table = [], groups: below } of list) {
      stand({ what: 'heading', eId, label: null, words: heading }, last);
      items(within);
      let above: Place | null = null;
      for (const row of table) {
        above = stand({ what: 'row', eId, label: null, words: rowWords(row) }, above);
        for (const cell of row.cells) items(cell.items);
      }
      walk(below);
    }
  };
  walk(groups);
  return before;
}

class Teller {
  readonly #comparison: Comparison;
  readonly #words: Messages;
  /** Language of the text, which is not always that of the summary. */
  readonly #language: Language;
  /** What stands before each place of the new text, once one is asked for. */
  #before: Map<string, Place> | null = null;

  constructor(comparison: Comparison, language: Language) {
    this.#comparison = comparison;
    this.#words = MESSAGES[language];
    this.#language = comparison.next.language;
  }

  lines(): string[] {
    const { changes } = this.#comparison;
    const addressees = this.#addressees();
    if (changes.length === 0 && addressees.size === 0) return [this.#words.noChange];
    const ranges = shifts(changes);
    const inRange = new Set(ranges.flatMap((range) => range.changes));
    const places = new Map<string, { place: Place; phrases: string[] }>();
    const say = (key: string, place: Place, ...phrases: string[]): void => {
      const found = places.get(key) ?? { place, phrases: [] };
      found.phrases.push(...phrases);
      places.set(key, found);
    };
    for (const change of changes) {
      if (inRange.has(change)) continue;
      const place = placeIn(change);
      const phrases = [...this.#phrases(change), ...(addressees.get(keyOf(change)) ?? [])];
      addressees.delete(keyOf(change));
      if (phrases.length > 0) say(keyOf(change), place, ...phrases);
    }
    const lines = [...places.values()].map(({ place, phrases }) => this.#line(place, phrases));
    return [this.#counts(changes), ...ranges.map((range) => this.#range(range)), ...lines];
  }

  #line(place: Place, phrases: readonly string[]): string {
    const { colon, between } = this.#words;
    return `${this.#place(place)}${colon}${phrases.join(between)}`;
  }

  #counts(changes: readonly Change[]): string {
    const { counts, between } = this.#words;
    const of = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
    const parts = (['changed', 'inserted', 'deleted', 'moved', 'renumbered'] as const)
      .map((kind) => ({ kind, n: of(kind) }))
      .filter(({ n }) => n > 0)
      .map(({ kind, n }) => fill(counts[kind], { n }));
    const line = parts.join(between);
    return line.charAt(0).toLocaleUpperCase() + line.slice(1);
  }

  #range({ from, to, newFrom, newTo }: Shift): string {
    return fill(this.#words.range, { from, to, newFrom, newTo });
  }

  #quote(text: string): string {
    const [open, close] = this.#words.quotes;
    const words = tokensOf(text.trim(), this.#language);
    const shown =
      words.length <= QUOTED * 2
        ? text.trim()
        : `${join(words.slice(0, QUOTED + 2)).trim()} … ${join(words.slice(-QUOTED / 2)).trim()}`;
    return `${open}${shown}${close}`;
  }

  #place(place: Place): string {
    return placeName(place, this.#language, this.#words);
  }

  // The same within a sentence.
  #within(place: Place): string {
    const name = this.#place(place);
    return name.charAt(0).toLocaleLowerCase() + name.slice(1);
  }

  #phrases(change: Change): string[] {
    const m = this.#words;
    switch (change.kind) {
      case 'inserted':
      case 'deleted': {
        const [place, one, many] =
          change.kind === 'inserted'
            ? [change.next, m.inserted, m.insertedMany]
            : [change.old, m.deleted, m.deletedMany];
        // A picture, an empty line: there is nothing to quote.
        if (place.words.trim() === '') return [];
        const words = this.#quote(place.words);
        return [change.paragraphs > 1 ? fill(many, { words, n: change.paragraphs - 1 }) : fill(one, { words })];
      }
      case 'renumbered':
        if (change.next.label === null) return [m.unlabelled];
        return [fill(change.old.label === null ? m.labelled : m.renumbered, { to: change.next.label })];
      case 'moved': {
        const swaps = this.#swaps(change.pieces);
        return [this.#moved(change) + (swaps.length === 0 ? '' : m.andChanged + swaps.join(m.between))];
      }
      case 'split':
        return [fill(m.split, { place: this.#within(change.next[1] ?? change.old) })];
      case 'joined':
        return [fill(m.joined, { place: this.#within(change.old[1] ?? change.next) })];
      case 'formatted':
        return [fill(m.formatted, { is: this.#quote(change.resets.map((reset) => reset.text).join(' … ')) })];
      case 'resized':
        return [m.resized];
      case 'changed':
        return this.#swaps(change.pieces);
    }
  }

  // Where something went: its number now; where that says nothing, the paragraph, or the row, it stands after.
  #moved({ old, next }: Extract<Change, { kind: 'moved' }>): string {
    const m = this.#words;
    if (isTelling(next.label) && next.label !== old.label) return fill(m.moved, { place: this.#within(next) });
    this.#before ??= beforeEach(this.#comparison.next);
    const before = this.#before.get(keyOfPlace(next));
    return before ? fill(m.movedAfter, { place: this.#within(before) }) : m.movedAway;
  }

  // What changed within a paragraph: dates, figures and references by what they are, the rest in its words.
  #swaps(pieces: readonly Piece[]): string[] {
    const m = this.#words;
    const [old, next] = [side(pieces, 'inserted'), side(pieces, 'deleted')];
    const facts = (text: string): Fact[] => withFirstDays(factsOf(text, this.#language), text);
    const [factsA, factsB] = [facts(old), facts(next)];
    const phrases: string[] = [];
    const told = new Set<Fact>();
    for (const swap of swapsOf(pieces)) {
      if (swap.was.trim() === '' && swap.is.trim() === '') continue;
      const found = this.#facts(swap, factsA, factsB, next, told);
      if (found !== null) phrases.push(...found);
      else phrases.push(this.#verb(swap, old, next) ?? this.#plainly(swap, m));
    }
    return phrases;
  }

  // The facts that a swap touches, if it touches nothing else: null where words around them changed too.
  #facts(swap: Swap, old: readonly Fact[], next: readonly Fact[], text: string, told: Set<Fact>): string[] | null {
    const within = (facts: readonly Fact[], [from, to]: [number, number]): Fact[] =>
      facts.filter((fact) => fact.from < to && fact.to > from);
    const [a, b] = [within(old, swap.old), within(next, swap.next)];
    // Only the day changed: the other side's swap is empty or within the same date.
    const pairs = a.map((fact, i) => [fact, b[i]] as const);
    if (a.length === 0 || a.length !== b.length || pairs.some(([x, y]) => x.kind !== y?.kind)) return null;
    if (beyond(swap.was, swap.old, a) || beyond(swap.is, swap.next, b)) return null;
    return pairs.flatMap(([was, is]) => {
      if (is === undefined || was.value === is.value || told.has(is)) return [];
      told.add(is);
      return [fill(this.#factMessage(was, is, text), { was: was.text.trim(), is: is.text.trim() })];
    });
  }

  #factMessage(was: Fact, is: Fact, text: string): string {
    const m = this.#words;
    if (is.kind === 'figure') return m.figure;
    if (is.kind === 'reference' || was.kind === 'reference') return m.reference;
    const before = plain(westernDigits(text.slice(Math.max(0, is.from - 40), is.from)));
    return pattern(`(?<![\\p{L}])(?:${BY}|${BEFORE}|${UNTIL})$`).test(before) ? m.deadline : m.date;
  }

  #verb(swap: Swap, old: string, next: string): string | null {
    if (swap.old[0] !== 0 || swap.next[0] !== 0 || swap.was === '' || swap.is === '') return null;
    const [a, b] = [openingVerb(old, this.#language), openingVerb(next, this.#language)];
    if (a === null || b === null || a.verb === b.verb) return null;
    if (swap.was.trim().length > a.length || swap.is.trim().length > b.length) return null;
    return fill(this.#words.verb, {
      was: this.#quote(old.slice(0, a.length)),
      is: this.#quote(next.slice(0, b.length)),
    });
  }

  #plainly({ was, is }: Swap, m: Messages): string {
    const [a, b] = [was.trim(), is.trim()];
    const values = { was: this.#quote(a), is: this.#quote(b) };
    const [force, negation] = [FORCE[this.#language], NEGATION[this.#language]];
    if (force.test(a) && force.test(b)) return fill(m.force, values);
    const [denied, denies] = [negation.test(a), negation.test(b)];
    if (a === '') return fill(denies ? m.negationAdded : m.added, values);
    if (b === '') return fill(denied ? m.negationRemoved : m.struck, values);
    return fill(m.replaced, values);
  }

  // Groups whose heading names others now than before.
  #addressees(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    const walk = (groups: readonly Group[]): void => {
      for (const group of groups) {
        const was = group.was?.addressees;
        if (group.state === 'kept' && was && was.length > 0 && group.addressees.length > 0)
          found.set(`${group.was?.eId ?? group.eId} ${group.eId}`, [
            fill(this.#words.addressee, {
              was: this.#quote(was.join(', ')),
              is: this.#quote(group.addressees.join(', ')),
            }),
          ]);
        walk(group.groups);
      }
    };
    walk(this.#comparison.merged.groups);
    return found;
  }
}

const join = (tokens: readonly { text: string }[]): string => tokens.map((token) => token.text).join('');

// Whether a swap holds words besides the facts it touches; a small one between two of them is none.
function beyond(text: string, [from]: [number, number], facts: readonly Fact[]): boolean {
  let rest = '';
  for (const [i, sign] of [...text].entries()) {
    const at = from + i;
    if (!facts.some((fact) => at >= fact.from && at < fact.to)) rest += sign;
  }
  return /[\p{L}\p{N}]{4}|\p{Script=Han}/u.test(rest);
}

const placeIn = (change: Change): Place => {
  if (change.kind === 'inserted') return change.next;
  return Array.isArray(change.old)
    ? (change.old[0] ?? { what: 'paragraph', eId: '', label: null, words: '' })
    : change.old;
};
const keyOf = (change: Change): string => {
  const next = change.kind === 'deleted' ? '' : Array.isArray(change.next) ? change.next[0]?.eId : change.next.eId;
  const place = placeIn(change);
  // Rows, cells and notes have no address of their own: each is a line.
  return place.what === 'row' || place.what === 'cell'
    ? JSON.stringify(place)
    : `${change.kind === 'inserted' ? '' : place.eId} ${next ?? ''}`;
};

interface Shift {
  from: number;
  to: number;
  newFrom: number;
  newTo: number;
  changes: Change[];
}

/** Paragraphs in a row that only moved up or down by the same number: three and more are told as one. */
function shifts(changes: readonly Change[]): Shift[] {
  const found: Shift[] = [];
  for (const change of changes) {
    if (change.kind !== 'renumbered' || change.old.what !== 'paragraph') continue;
    const [was, is] = [change.old.label, change.next.label].map((label) =>
      label !== null && /^\d+$/.test(label) ? Number(label) : null,
    );
    if (was === null || was === undefined || is === null || is === undefined) continue;
    const last = found.at(-1);
    if (last && was === last.to + 1 && is === last.newTo + 1) {
      last.to = was;
      last.newTo = is;
      last.changes.push(change);
    } else found.push({ from: was, to: was, newFrom: is, newTo: is, changes: [change] });
  }
  return found.filter((shift) => shift.changes.length >= 3);
}
