import type { Language, Run, Text } from '../model/text.ts';
import { runsAt } from './apply.ts';
import { isOpen, isOpenOp, type Live } from './gather.ts';
import type { Amendment, AmendmentOp, AmendNote, OpState } from './model.ts';
import { slotOf } from './place.ts';
import { carriedRow, placeNow, rowNow, sameRows } from './rebase-rows.ts';
import { carriedOverJoin, carriedOverSplits, type Decisions } from './rebase-splits.ts';
import { rowKey } from './row-change.ts';
import { clean, keyOf } from './runs.ts';
import { splitsOf, tiedLives } from './splits.ts';
import { threeWay } from './three-way.ts';
import { slotKey, unitsOf, type Unit, type Units } from './units.ts';

/** What a decision did, as far as others' proposals need to know it. */
export interface Done {
  /** Changes that were made, as they were. */
  made: readonly AmendmentOp[];
  /** Addresses of what was added, by the id of the change. */
  added: ReadonlyMap<string, string>;
}

const NOTHING: Done = { made: [], added: new Map() };

/**
 * Carries open amendments from a text to its next state, paragraph by paragraph, so that what was proposed against the old
 * words is proposed against the new ones. Paragraphs are the same where wId or address are. Changes of words that did not
 * change are moved along; those already made are `met`; one whose words were changed meanwhile stands as a proposal to put
 * its own words there, and is told (`overlaps`); one whose paragraph is gone is `lapsed`, and told. Nothing is dropped.
 */
export function rebase(
  old: Text,
  next: Text,
  amendments: readonly Amendment[],
  done: Done = NOTHING,
): { amendments: Amendment[]; notes: AmendNote[] } {
  const notes: AmendNote[] = [];
  const [before, after] = [unitsOf(old), unitsOf(next)];
  const made = new Map(done.made.map((op) => [op.id, op]));
  const ids = new Set(amendments.flatMap(({ ops }) => ops.map(({ id }) => id)));
  const decisions: Decisions = { ...done, before, after, language: old.language, ids };
  const live = new Map<string, Live>(
    amendments.flatMap((amendment) =>
      isOpen(amendment)
        ? amendment.ops.filter(isOpenOp).map((op) => [op.id, { amendment, op, on: null, amends: null }] as const)
        : [],
    ),
  );
  const splits = splitsOf(tiedLives(live.values()), live, before);
  const rebaser = new Rebaser(decisions, made, splits);
  return {
    amendments: amendments.map((amendment) => {
      if (!isOpen(amendment)) return amendment;
      const ops = amendment.ops.flatMap((op) => {
        if (!isOpenOp(op)) return [op];
        const { ops: moved, notes: said } = rebaser.move(op);
        notes.push(...said.map((note) => ({ ...note, amendment: amendment.id, op: op.id, target: op.target })));
        return moved;
      });
      const same = ops.length === amendment.ops.length && ops.every((op, i) => op === amendment.ops[i]);
      return same ? amendment : withStatus({ ...amendment, ops });
    }),
    notes,
  };
}

type Said = Pick<AmendNote, 'code' | 'message'>;
interface Moved {
  op: AmendmentOp;
  notes: Said[];
}

class Rebaser {
  readonly #decisions: Decisions;
  readonly #before: Units;
  readonly #after: Units;
  readonly #language: Language;
  readonly #made: ReadonlyMap<string, AmendmentOp>;
  readonly #added: ReadonlyMap<string, string>;
  readonly #splits: ReadonlyMap<string, readonly AmendmentOp[]>;
  /** Additions that went with the change of the paragraph that they are split off. */
  readonly #taken: ReadonlySet<string>;

  /** `splits`: by the change of a paragraph the additions that take what it splits off. */
  constructor(
    decisions: Decisions,
    made: ReadonlyMap<string, AmendmentOp>,
    splits: ReadonlyMap<string, readonly AmendmentOp[]>,
  ) {
    this.#decisions = decisions;
    this.#before = decisions.before;
    this.#after = decisions.after;
    this.#language = decisions.language;
    this.#made = made;
    this.#added = decisions.added;
    this.#splits = splits;
    this.#taken = new Set([...splits.values()].flat().map(({ id }) => id));
  }

  /** A change as it stands now; several where it concerns paragraphs that were split meanwhile. */
  move(op: AmendmentOp): { ops: AmendmentOp[]; notes: Said[] } {
    if (this.#taken.has(op.id)) return { ops: [], notes: [] };
    const adds = this.#splits.get(op.id) ?? [];
    const unit = op.act === 'MOD' && op.row === undefined ? this.#before.find(op.target) : undefined;
    const now = unit && (this.#after.find(unit.id) ?? this.#after.find(unit.eId));
    if (unit !== undefined) {
      const carried =
        now === undefined
          ? carriedOverJoin(op, unit, this.#decisions)
          : carriedOverSplits(op, adds, unit, now, this.#decisions);
      if (carried !== null && !carried.changes) {
        const { op: done, notes } = met(op, `its words stand in the text already`);
        return { ops: [done, ...adds.map((add) => ({ ...add, state: 'met' as const }))], notes };
      }
      if (carried !== null) return { ops: carried.ops, notes: carried.overlaps ? [this.#overlaps(op, unit)] : [] };
    }
    const { op: moved, notes } = this.#move(op);
    return { ops: [moved, ...adds.map((add) => this.#move(add).op)], notes };
  }

  #overlaps(op: AmendmentOp, unit: Unit): Said {
    const message = `${op.act} ${op.id}: words that it changes in ${unit.eId} were changed meanwhile; it now asks for its own words there`;
    return { code: 'overlaps', message };
  }

  #move(op: AmendmentOp): Moved {
    const amended = this.#made.get(op.target);
    if (amended !== undefined) return this.#onMade(op, amended);
    const unit = this.#before.find(op.target);
    if (unit === undefined) return { op, notes: [] };
    const now = this.#after.find(unit.id) ?? this.#after.find(unit.eId);
    if (op.row !== undefined) return now === undefined ? this.#lapsed(op, unit) : this.#row(op, unit, now);
    if (op.act === 'ADD') return this.#add(op, unit, now);
    if (now === undefined) {
      if (op.act === 'SUP') return met(op, `${unit.eId} is taken out already`);
      return this.#lapsed(op, unit);
    }
    return op.act === 'MOD' ? this.#words(op, runsAt(unit), now) : this.#whole(op, unit, now);
  }

  #lapsed(op: AmendmentOp, unit: Unit): Moved {
    return state(op, 'lapsed', { code: 'lapsed', message: `${op.act} ${op.id}: ${unit.eId} is no longer in the text` });
  }

  // A change of words: what was changed meanwhile lies between the words it knew and those that stand.
  #words(op: AmendmentOp, old: readonly Run[], now: Unit): Moved {
    if (op.runs === undefined) return { op, notes: [] };
    const stands = clean(runsAt(now));
    if (keyOf(old) === keyOf(stands)) return { op, notes: [] };
    const merged = threeWay(old, stands, op.runs, this.#language);
    if (!merged.changes) return met(op, `its words stand in ${now.eId} already`);
    return { op: { ...op, runs: merged.runs }, notes: merged.overlaps ? [this.#overlaps(op, now)] : [] };
  }

  #whole(op: AmendmentOp, unit: Unit, now: Unit): Moved {
    if (keyOf(runsAt(unit)) === keyOf(runsAt(now))) return { op, notes: [] };
    const message = `${op.act} ${op.id}: the words of ${now.eId} were changed meanwhile`;
    return { op, notes: [{ code: 'overlaps', message }] };
  }

  #add(op: AmendmentOp, unit: Unit, now: Unit | undefined): Moved {
    const key = slotKey(slotOf(unit, op).slot);
    for (const made of this.#made.values()) {
      if (made.act !== 'ADD' || contentOf(made) !== contentOf(op)) continue;
      const beside = this.#before.find(made.target);
      if (beside && slotKey(slotOf(beside, made).slot) === key) return met(op, 'the same is added already');
    }
    if (now !== undefined) return { op, notes: [] };
    // The paragraph beside which it should stand is gone: the nearest one before it takes its place, then the one after.
    if (op.place === 'inside' || op.place === 'heading' || unit.kind === 'group') return this.#lapsed(op, unit);
    const siblings = this.#before.list(unit.list);
    const standing = (one: Unit): boolean => this.#after.find(one.id) !== undefined;
    const earlier = siblings.slice(0, unit.index).findLast(standing);
    const later = siblings.slice(unit.index + 1).find(standing);
    const { place: _place, ...rest } = op;
    const message = `ADD ${op.id}: ${unit.eId} is gone`;
    if (earlier)
      return {
        op: { ...rest, target: earlier.id, place: 'after' },
        notes: [{ code: 'moved-place', message: `${message}; it now stands after ${earlier.eId}` }],
      };
    if (later)
      return {
        op: { ...rest, target: later.id, place: 'before' },
        notes: [{ code: 'moved-place', message: `${message}; it now stands before ${later.eId}` }],
      };
    const above = unit.parent;
    if (above === null || !standing(above)) return this.#lapsed(op, unit);
    return {
      op: { ...rest, target: above.id, place: 'inside' },
      notes: [{ code: 'moved-place', message: `${message}; it now stands below ${above.eId}` }],
    };
  }

  // Rows that came or went above a row move it.
  #row(op: AmendmentOp, unit: Unit, now: Unit): Moved {
    const index = op.row ?? 0;
    if (op.act === 'ADD') {
      for (const made of this.#made.values())
        if (made.act === 'ADD' && made.row === index && this.#before.find(made.target) === unit && sameRows(made, op))
          return met(op, 'the same rows are added already');
      return { op: { ...op, row: placeNow(unit.group, now.group, index) }, notes: [] };
    }
    const row = rowNow(unit.group, now.group, index);
    const [was, is] = [unit.group.table?.[index], row === null ? undefined : now.group.table?.[row]];
    if (was === undefined) return { op, notes: [] };
    if (row === null || is === undefined)
      return op.act === 'SUP' ? met(op, 'the row is taken out already') : this.#lapsed(op, unit);
    const moved = row === index ? op : { ...op, row };
    const changed = rowKey(was) !== rowKey(is);
    const message = `${op.act} ${op.id}: row ${row + 1} of ${now.eId} was changed meanwhile`;
    const [next] = op.rows ?? [];
    if (op.act !== 'MOD' || next === undefined)
      return { op: moved, notes: changed ? [{ code: 'overlaps', message }] : [] };
    const carried = carriedRow(was, is, next, this.#language);
    if (!carried.changes) return met(moved, 'the row stands so already');
    return {
      op: changed ? { ...moved, rows: [carried.next] } : moved,
      notes: carried.overlaps ? [{ code: 'overlaps', message: `${message}; it now asks for its own cells` }] : [],
    };
  }

  // The row that was added stands before the one that it was to come before.
  #onRow(op: AmendmentOp, made: AmendmentOp): Moved {
    const table = this.#before.find(made.target);
    const now = table && (this.#after.find(table.id) ?? this.#after.find(table.eId));
    const key = rowKey(made.rows?.[0] ?? { cells: [] });
    const rows = now?.group.table ?? [];
    const end = table && now ? placeNow(table.group, now.group, made.row ?? 0) : 0;
    const row = rows.slice(0, end).findLastIndex((one) => rowKey(one) === key);
    if (now === undefined || row < 0) return this.#onNothing(op);
    return { op: { ...op, target: now.id, row }, notes: [] };
  }

  #onNothing(op: AmendmentOp): Moved {
    return state(op, 'lapsed', { code: 'lapsed', message: `${op.act} ${op.id}: what it would amend was decided` });
  }

  // An amendment to a change that was made is one to the text now.
  #onMade(op: AmendmentOp, made: AmendmentOp): Moved {
    if (made.act === 'ADD') {
      if (made.row !== undefined) return this.#onRow(op, made);
      const eId = this.#added.get(made.id);
      if (eId === undefined) return { op, notes: [] };
      return { op: { ...op, target: eId }, notes: [] };
    }
    const target = this.#before.find(made.target);
    const now = target && (this.#after.find(target.id) ?? this.#after.find(target.eId));
    if (made.act === 'MOD' && op.act === 'MOD' && target && now)
      return { ...this.#words({ ...op, target: now.id }, runsAt(target), now), notes: [] };
    return this.#onNothing(op);
  }
}

const state = (op: AmendmentOp, to: OpState, note: Said): Moved => ({ op: { ...op, state: to }, notes: [note] });
const met = (op: AmendmentOp, why: string): Moved =>
  state(op, 'met', { code: 'met', message: `${op.act} ${op.id}: ${why}` });

const contentOf = (op: AmendmentOp): string =>
  JSON.stringify([keyOf(op.runs ?? []), op.items ?? [], op.part ?? null, op.rows ?? null]);

/** An amendment with the status that the states of its changes give it. */
export function withStatus(amendment: Amendment): Amendment {
  if (!isOpen(amendment) || amendment.ops.length === 0) return amendment;
  const states = amendment.ops.map((op) => op.state ?? 'open');
  const some = (...wanted: OpState[]): boolean => states.some((one) => wanted.includes(one));
  const status = some('open')
    ? some('accepted', 'met')
      ? 'partly-accepted'
      : amendment.status
    : some('accepted', 'met')
      ? some('rejected', 'lapsed')
        ? 'partly-accepted'
        : 'accepted'
      : some('rejected')
        ? 'rejected'
        : 'lapsed';
  return status === amendment.status ? amendment : { ...amendment, status };
}
