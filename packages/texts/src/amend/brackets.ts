import type { Language, Text } from '../model/text.ts';
import { AmendError, runsAt } from './apply.ts';
import { BRACKET_WORDS } from './attribution.ts';
import { placeIn, printedIn, scopeOf, scopesOf, withScopeEdits, type Scope } from './bracket-scopes.ts';
import type { By } from './edits.ts';
import type { AmendNote, Bracket } from './model.ts';
import { extent, signs } from './runs.ts';
import { unitsOf } from './units.ts';

export interface BracketOptions {
  /** Codes that may stand before the colon of a bracket; left out, whatever looks like a code in capitals ("EU", "G77"). */
  organisations?: readonly string[];
}
export interface BracketStep extends BracketOptions {
  /** Marks what changes under this name; left out, the result is clean. */
  by?: By;
}

/** A bracket with the places of its words, counted in all words of its scope. */
interface Found {
  bracket: Bracket;
  from: number;
  to: number;
  wordsFrom: number;
  wordsTo: number;
}

/**
 * The square brackets printed in a text, in reading order, nested ones after the one around them. Neighbours with nothing
 * but a space between them, of which all but the first name somebody, are alternatives: "[annually] [A: every year]". In a
 * row of a table a bracket may close in another cell than it opens in: "[Pier | 3] [A: delete]" is about both. Rows one after
 * another that stand in brackets whole, of which all but the first name somebody, are alternatives likewise, up to one that
 * proposes to delete.
 */
export function bracketsOf(text: Text, options: BracketOptions = {}): Bracket[] {
  const places = placesOf(text, options);
  const sets = new Map(
    places.flatMap(({ with: set }) => {
      const ids = set.flatMap((one) => one.top.map(({ bracket }) => bracket.id));
      return set.length > 1 ? ids.map((id) => [id, ids] as const) : [];
    }),
  );
  return places.flatMap(({ found }) =>
    found.map(({ bracket }) => ({ ...bracket, alternatives: sets.get(bracket.id) ?? bracket.alternatives })),
  );
}

/** A scope with its brackets. */
interface Place {
  scope: Scope;
  found: Found[];
  /** Those that stand in no other one. */
  top: Found[];
  /** It and the rows before and after it that are alternatives, in order. */
  with: Place[];
}

function placesOf(text: Text, options: BracketOptions): Place[] {
  let last: Place | null = null;
  return scopesOf(text).map((scope) => {
    const { found } = read(scope, text.language, options);
    const top = found.filter(({ bracket }) => bracket.within === null);
    const place: Place = { scope, found, top, with: [] };
    place.with.push(place);
    const whole = scope.row !== null && isWhole(scope, top);
    if (whole && last !== null && goesOn(last, place)) {
      last.with.push(place);
      place.with = last.with;
    }
    last = whole ? place : null;
    return place;
  });
}

/** Whether all words of a scope stand in brackets that are alternatives. */
function isWhole({ words }: Scope, top: readonly Found[]): boolean {
  const [first] = top;
  if (first === undefined || first.bracket.alternatives.length !== top.length) return false;
  return isSpace(words.slice(0, first.from)) && isSpace(words.slice(top.at(-1)?.to));
}
const isSpace = (words: string): boolean => /^[\s\u001e]*$/.test(words);

const goesOn = (last: Place, { scope, top }: Place): boolean =>
  last.scope.row !== null &&
  scope.row !== null &&
  last.scope.row.table === scope.row.table &&
  last.scope.row.index === scope.row.index - 1 &&
  last.top.at(-1)?.bracket.deletion !== true &&
  (top[0]?.bracket.by.length ?? 0) > 0;

/** Where a bracket opens or closes without its other half. */
export const bracketFaults = (text: Text): AmendNote[] =>
  scopesOf(text).flatMap((scope) =>
    read(scope, text.language, {}).faults.map((place): AmendNote => {
      const { unit, at } = placeIn(scope, place);
      return {
        code: 'unbalanced',
        message: `${unit.eId}: the bracket at character ${at + 1} has no other half`,
        target: unit.id,
      };
    }),
  );

function read(scope: Scope, language: Language, options: BracketOptions): { found: Found[]; faults: number[] } {
  const { words } = scope;
  if (!/[[\]［］]/.test(words)) return { found: [], faults: [] };
  const open: { from: number; id: string }[] = [];
  const pairs: { from: number; to: number; within: string | null; id: string }[] = [];
  const faults: number[] = [];
  const counts = new Map<string, number>();
  for (let i = 0; i < words.length; i++) {
    if (/[[［]/.test(words[i] ?? '')) {
      const { eId } = placeIn(scope, i).unit;
      const n = (counts.get(eId) ?? 0) + 1;
      counts.set(eId, n);
      open.push({ from: i, id: `${eId}#${n}` });
    } else if (/[\]］]/.test(words[i] ?? '')) {
      const start = open.pop();
      if (start === undefined) faults.push(i);
      else pairs.push({ from: start.from, to: i + 1, within: open.at(-1)?.id ?? null, id: start.id });
    }
  }
  faults.push(...open.map(({ from }) => from));
  pairs.sort((a, b) => a.from - b.from);
  const whole = new Set(pairs.map(({ id }) => id));
  const found = pairs.map(({ from, to, within, id }): Found => {
    const { names, length } = namesIn(words.slice(from + 1, to - 1), options);
    const wordsFrom = from + 1 + length;
    const inner = words.slice(wordsFrom, to - 1);
    const deletes = names.length > 0 && inner.trim().toLowerCase() === BRACKET_WORDS[language].delete;
    const [opens, closes] = [placeIn(scope, from), placeIn(scope, to - 1)];
    const bracket: Bracket = {
      id,
      eId: opens.unit.eId,
      from: opens.at,
      to: closes.at + 1,
      ...(closes.unit === opens.unit ? {} : { until: closes.unit.eId }),
      by: names,
      words: printedIn(inner),
      ...(deletes ? { deletion: true as const } : {}),
      within: within !== null && whole.has(within) ? within : null,
      alternatives: [],
    };
    return { bracket, from, to, wordsFrom, wordsTo: to - 1 };
  });
  return { found: withAlternatives(found, words), faults };
}

function withAlternatives(found: readonly Found[], words: string): Found[] {
  const sets = new Map<Found, Found[]>();
  const last = new Map<string | null, Found>();
  for (const one of found) {
    const { by, within } = one.bracket;
    const before = last.get(within);
    const next = before !== undefined && by.length > 0 && /^\s*$/.test(words.slice(before.to, one.from));
    const set = next ? (sets.get(before) ?? []) : [];
    set.push(one);
    sets.set(one, set);
    last.set(within, one);
  }
  return found.map((one) => ({
    ...one,
    bracket: { ...one.bracket, alternatives: (sets.get(one) ?? [one]).map(({ bracket }) => bracket.id) },
  }));
}

// "A, B (C): " at the head of a bracket.
function namesIn(words: string, { organisations }: BracketOptions): { names: string[]; length: number } {
  const head = /^([^[\]［］:：]{1,400}?)[:：]\s*/.exec(words);
  if (head === null) return { names: [], length: 0 };
  const names = (head[1] ?? '').split(/\s*[,،、]\s*/).map((name) => name.trim());
  const known = organisations === undefined ? null : new Set(organisations);
  const isCode = (name: string): boolean => known?.has(name) ?? /^[A-Z\d][A-Z\d/&+.-]{0,15}$/.test(name);
  const isName = (name: string): boolean => {
    // A name may have brackets of its own.
    if (isCode(name)) return true;
    const on = /^(.+) \((.+)\)$/.exec(name);
    return on !== null && isCode(on[1] ?? '') && isCode(on[2] ?? '');
  };
  return names.every(isName) ? { names, length: head[0].length } : { names: [], length: 0 };
}

/**
 * Puts words of a paragraph (or heading) in square brackets; places count characters of its words as they stand. Throws
 * AmendError where the paragraph or the words are not there, or where brackets would cross.
 */
export function openBracket(
  text: Text,
  at: { target: string; from: number; to: number; organisations?: readonly string[] },
  step: BracketStep = {},
): Text {
  const unit = unitsOf(text).find(at.target);
  if (unit === undefined) throw fault(at.target, 'the text has no such paragraph');
  const runs = runsAt(unit);
  if (!(at.from >= 0 && at.from < at.to && at.to <= extent(runs))) throw fault(unit.eId, 'the words are not there');
  const inside = signs(runs, new Map()).slice(at.from, at.to);
  let depth = 0;
  for (const sign of inside) {
    if (/[[［]/.test(sign)) depth++;
    if (/[\]］]/.test(sign) && --depth < 0) break;
  }
  if (depth !== 0) throw fault(unit.eId, 'the bracket would cross another one');
  const words = BRACKET_WORDS[text.language];
  const names = at.organisations ?? [];
  const head = names.length === 0 ? '[' : `[${names.join(words.comma)}${words.colon}`;
  const scope = scopeOf([unit], null);
  return withScopeEdits(
    text,
    scope,
    [
      { from: at.from, to: at.from, runs: [{ text: head }] },
      { from: at.to, to: at.to, runs: [{ text: ']' }] },
    ],
    step.by,
  );
}

/** Takes the brackets away and leaves the words: they are agreed. For one of several alternatives, see `chooseOption`. */
export function liftBracket(text: Text, id: string, step: BracketStep = {}): Text {
  const { place, found } = findBracket(text, id, step);
  if (found.bracket.deletion) throw fault(id, 'it proposes to delete; choose it instead');
  return leaving(text, place.scope, found, found.from, found.to, step);
}

/**
 * Chooses one of the alternatives at a place: its words stand, all brackets of the place go. A bracket that proposes to
 * delete, when chosen, takes the place out. A paragraph that is left without words goes, and so does a row of a table; of
 * rows that are alternatives the others go.
 */
export function chooseOption(text: Text, id: string, step: BracketStep = {}): Text {
  const { place, found } = findBracket(text, id, step);
  const { deletion, alternatives } = found.bracket;
  const end = (set: readonly Found[]): [number, number] => [set[0]?.from ?? found.from, set.at(-1)?.to ?? found.to];
  if (place.with.length === 1 || !place.top.includes(found)) {
    const [from, to] = end(place.found.filter(({ bracket }) => alternatives.includes(bracket.id)));
    return deletion ? without(text, place.scope, from, to, step) : leaving(text, place.scope, found, from, to, step);
  }
  // From the last row to the first: a row that goes moves those after it.
  return place.with.toReversed().reduce((done, one) => {
    const [from, to] = end(one.top);
    if (one === place && !deletion) return leaving(done, one.scope, found, from, to, step);
    return without(done, one.scope, from, to, step);
  }, text);
}

/** Takes a bracket out with its words: they are not agreed. Other alternatives at the place stay. */
export function strikeBracket(text: Text, id: string, step: BracketStep = {}): Text {
  const { place, found } = findBracket(text, id, step);
  return without(text, place.scope, found.from, found.to, step);
}

function findBracket(text: Text, id: string, options: BracketOptions): { place: Place; found: Found } {
  for (const place of placesOf(text, options)) {
    const found = place.found.find(({ bracket }) => bracket.id === id);
    if (found !== undefined) return { place, found };
  }
  throw fault(id, 'there is no such bracket');
}

const fault = (place: string, why: string): AmendError =>
  new AmendError([{ code: 'not-applied', message: `${place}: ${why}`, target: place }]);

// Of what stands between two places, the words of a bracket are left.
const leaving = (
  text: Text,
  scope: Scope,
  { wordsFrom, wordsTo }: Found,
  from: number,
  to: number,
  step: BracketStep,
) =>
  withScopeEdits(
    text,
    scope,
    [
      { from, to: wordsFrom, runs: [] },
      { from: wordsTo, to, runs: [] },
    ],
    step.by,
  );

// One of the spaces around what goes, goes too.
function without(text: Text, scope: Scope, from: number, to: number, step: BracketStep): Text {
  const { words } = scope;
  const before = words[from - 1];
  const after = words[to];
  const spaced = (sign: string | undefined): boolean => sign !== undefined && /\s/.test(sign);
  let [start, end] = [from, to];
  if (spaced(before) && (after === undefined || /[\s.,;:!?)\]，。；：、؛،\u001e]/.test(after))) start -= 1;
  else if (before === undefined && spaced(after)) end += 1;
  return withScopeEdits(text, scope, [{ from: start, to: end, runs: [] }], step.by);
}
