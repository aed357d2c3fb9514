import type { Item, Language, Run, Text } from '../model/text.ts';
import { AmendError, runsAt, withHeading, withRuns } from './apply.ts';
import { BRACKET_WORDS } from './attribution.ts';
import { withEdits, type By } from './edits.ts';
import type { AmendNote, Bracket } from './model.ts';
import { extent, signs, textIn } from './runs.ts';
import { emptyPlan, rebuild, unitsOf, type Unit } from './units.ts';

export interface BracketOptions {
  /** Codes that may stand before the colon of a bracket; left out, whatever looks like a code in capitals ("EU", "G77"). */
  organisations?: readonly string[];
}
export interface BracketStep extends BracketOptions {
  /** Marks what changes under this name; left out, the result is clean. */
  by?: By;
}

/** A bracket with the places of its words. */
interface Found extends Bracket {
  wordsFrom: number;
  wordsTo: number;
}

/**
 * The square brackets printed in a text, in reading order, nested ones after the one around them. Neighbours with nothing
 * but a space between them, of which all but the first name somebody, are alternatives: "[annually] [A: every year]".
 */
export function bracketsOf(text: Text, options: BracketOptions = {}): Bracket[] {
  return unitsOf(text).all.flatMap((unit) =>
    read(unit, text.language, options).found.map(({ wordsFrom: _from, wordsTo: _to, ...bracket }) => bracket),
  );
}

/** Where a bracket opens or closes without its other half. */
export const bracketFaults = (text: Text): AmendNote[] =>
  unitsOf(text).all.flatMap((unit) =>
    read(unit, text.language, {}).faults.map((at): AmendNote => ({
      code: 'unbalanced',
      message: `${unit.eId}: the bracket at character ${at + 1} has no other half`,
      target: unit.id,
    })),
  );

function read(unit: Unit, language: Language, options: BracketOptions): { found: Found[]; faults: number[] } {
  const words = signs(runsAt(unit), new Map());
  if (!/[[\]［］]/.test(words)) return { found: [], faults: [] };
  const open: { from: number; index: number }[] = [];
  const pairs: { from: number; to: number; within: number | null; index: number }[] = [];
  const faults: number[] = [];
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    if (/[[［]/.test(words[i] ?? '')) open.push({ from: i, index: ++count });
    else if (/[\]］]/.test(words[i] ?? '')) {
      const start = open.pop();
      if (start === undefined) faults.push(i);
      else pairs.push({ from: start.from, to: i + 1, within: open.at(-1)?.index ?? null, index: start.index });
    }
  }
  faults.push(...open.map(({ from }) => from));
  pairs.sort((a, b) => a.from - b.from);
  const idOf = (index: number): string => `${unit.eId}#${index}`;
  const whole = new Set(pairs.map(({ index }) => index));
  const found = pairs.map(({ from, to, within, index }): Found => {
    const { names, length } = namesIn(words.slice(from + 1, to - 1), options);
    const wordsFrom = from + 1 + length;
    const inner = words.slice(wordsFrom, to - 1);
    const deletes = names.length > 0 && inner.trim().toLowerCase() === BRACKET_WORDS[language].delete;
    return {
      id: idOf(index),
      eId: unit.eId,
      from,
      to,
      by: names,
      words: inner,
      ...(deletes ? { deletion: true as const } : {}),
      within: within !== null && whole.has(within) ? idOf(within) : null,
      alternatives: [],
      wordsFrom,
      wordsTo: to - 1,
    };
  });
  return { found: withAlternatives(found, words), faults };
}

function withAlternatives(found: readonly Found[], words: string): Found[] {
  const sets = new Map<Found, Found[]>();
  const last = new Map<string | null, Found>();
  for (const one of found) {
    const before = last.get(one.within);
    const next = before !== undefined && one.by.length > 0 && /^\s*$/.test(words.slice(before.to, one.from));
    const set = next ? (sets.get(before) ?? []) : [];
    set.push(one);
    sets.set(one, set);
    last.set(one.within, one);
  }
  return found.map((one) => ({ ...one, alternatives: (sets.get(one) ?? [one]).map(({ id }) => id) }));
}

// "A, B (C): " at the head of a bracket.
function namesIn(words: string, { organisations }: BracketOptions): { names: string[]; length: number } {
  const head = /^([^[\]［］:：]{1,400}?)[:：]\s*/.exec(words);
  if (head === null) return { names: [], length: 0 };
  const names = (head[1] ?? '').split(/\s*[,،、]\s*/).map((name) => name.trim());
  const known = organisations === undefined ? null : new Set(organisations);
  const isCode = (name: string): boolean => known?.has(name) ?? /^[A-Z\d][A-Z\d/&+.-]{0,15}$/.test(name);
  const isName = (name: string): boolean => {
    const on = /^(.+) \((.+)\)$/.exec(name);
    return on === null ? isCode(name) : isCode(on[1] ?? '') && isCode(on[2] ?? '');
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
  return changed(
    text,
    unit,
    withEdits(
      runs,
      [
        { from: at.from, to: at.from, runs: [{ text: head }] },
        { from: at.to, to: at.to, runs: [{ text: ']' }] },
      ],
      step.by,
    ),
  );
}

/** Takes the brackets away and leaves the words: they are agreed. For one of several alternatives, see `chooseOption`. */
export function liftBracket(text: Text, id: string, step: BracketStep = {}): Text {
  const { unit, bracket } = findBracket(text, id, step);
  if (bracket.deletion) throw fault(id, 'it proposes to delete; choose it instead');
  return changed(
    text,
    unit,
    withEdits(
      runsAt(unit),
      [
        { from: bracket.from, to: bracket.wordsFrom, runs: [] },
        { from: bracket.wordsTo, to: bracket.to, runs: [] },
      ],
      step.by,
    ),
  );
}

/**
 * Chooses one of the alternatives at a place: its words stand, all brackets of the place go. A bracket that proposes to
 * delete, when chosen, takes the place out. A paragraph that is left without words goes.
 */
export function chooseOption(text: Text, id: string, step: BracketStep = {}): Text {
  const { unit, bracket, all } = findBracket(text, id, step);
  const set = all.filter((one) => bracket.alternatives.includes(one.id));
  const [from, to] = [set[0]?.from ?? bracket.from, set.at(-1)?.to ?? bracket.to];
  return bracket.deletion
    ? without(text, unit, from, to, step)
    : changed(
        text,
        unit,
        withEdits(
          runsAt(unit),
          [
            { from, to: bracket.wordsFrom, runs: [] },
            { from: bracket.wordsTo, to, runs: [] },
          ],
          step.by,
        ),
      );
}

/** Takes a bracket out with its words: they are not agreed. Other alternatives at the place stay. */
export function strikeBracket(text: Text, id: string, step: BracketStep = {}): Text {
  const { unit, bracket } = findBracket(text, id, step);
  return without(text, unit, bracket.from, bracket.to, step);
}

function findBracket(text: Text, id: string, options: BracketOptions): { unit: Unit; bracket: Found; all: Found[] } {
  const unit = unitsOf(text).find(id.slice(0, id.lastIndexOf('#')));
  const all = unit === undefined ? [] : read(unit, text.language, options).found;
  const bracket = all.find((one) => one.id === id);
  if (unit === undefined || bracket === undefined) throw fault(id, 'there is no such bracket');
  return { unit, bracket, all };
}

const fault = (place: string, why: string): AmendError =>
  new AmendError([{ code: 'not-applied', message: `${place}: ${why}`, target: place }]);

// One of the spaces around what goes, goes too.
function without(text: Text, unit: Unit, from: number, to: number, step: BracketStep): Text {
  const runs = runsAt(unit);
  const words = signs(runs, new Map());
  const before = words[from - 1];
  const after = words[to];
  const spaced = (sign: string | undefined): boolean => sign !== undefined && /\s/.test(sign);
  let [start, end] = [from, to];
  if (spaced(before) && (after === undefined || /[\s.,;:!?)\]，。；：、؛،]/.test(after))) start -= 1;
  else if (before === undefined && spaced(after)) end += 1;
  return changed(text, unit, withEdits(runs, [{ from: start, to: end, runs: [] }], step.by));
}

function changed(text: Text, unit: Unit, runs: Run[]): Text {
  const plan = emptyPlan();
  const empty = textIn(runs) === '' && !runs.some((run) => run.note !== undefined || run.image !== undefined);
  if (unit.item === null) plan.groups.set(unit.eId, (group) => [withHeading(group, runs, text.language)]);
  else plan.items.set(unit.eId, (item) => itemWith(item, runs, empty));
  return rebuild(text, plan);
}

function itemWith(item: Item, runs: Run[], empty: boolean): Item[] {
  if (!empty) return [withRuns(item, runs)];
  if (runs.some((run) => run.mark?.state === 'deleted')) return [{ ...item, runs, state: 'deleted' }];
  return item.items;
}
