import type { Language, Text } from '../model/text.ts';
import { AmendError, applyOps, runsAt } from './apply.ts';
import { editsBetween, withEdits, type By, type Edit } from './edits.ts';
import { gather, isOpen, isOpenOp, type Live } from './gather.ts';
import type { Amendment, AmendmentOp, AmendNote, Decided, Decision, LabelConvention } from './model.ts';
import { rebase, withStatus } from './rebase.ts';
import { clean, wordsIn } from './runs.ts';
import { tieOf } from './splits.ts';
import { threeWay } from './three-way.ts';
import { unitsOf } from './units.ts';

export interface DecideOptions {
  /** Marks what is accepted as changes of this author; left out, the text is clean. */
  by?: By;
  convention?: LabelConvention;
}

/** One change of words within a proposal, as a person reads it. */
export interface WordChange {
  /** Its place among the changes of the proposal, from 0: what `Decision.words.changes` names. */
  index: number;
  was: string;
  is: string;
}

/** The changes of words that a MOD makes in the text as it stands. Empty where its paragraph is not there. */
export function changesOf(text: Text, op: AmendmentOp): WordChange[] {
  return editsOf(text, op).map((edit, index) => {
    const unit = unitsOf(text).find(op.target);
    const was = unit === undefined ? '' : wordsIn(runsAt(unit)).slice(edit.from, edit.to);
    return { index, was, is: wordsIn(edit.runs) };
  });
}

function editsOf(text: Text, op: AmendmentOp): Edit[] {
  const unit = unitsOf(text).find(op.target);
  return unit === undefined || op.act !== 'MOD' || op.runs === undefined
    ? []
    : editsBetween(runsAt(unit), op.runs, text.language);
}

/**
 * The text after a decision, and all amendments as they then stand: what was accepted is in the text, the open rest is
 * carried onto it (`rebase`), and whatever no longer applies is told in `notes` and keeps its words. To accept an amendment to
 * an amendment changes that amendment, not the text. Throws AmendError for what is not there or is decided already.
 */
export function decide(
  text: Text,
  amendments: readonly Amendment[],
  decision: Decision,
  options: DecideOptions = {},
): Decided {
  const amendment = amendments.find((one) => one.id === decision.amendment);
  if (amendment === undefined) throw refused(decision.amendment, 'there is no such amendment');
  const replaced = (one: Amendment): Amendment[] => amendments.map((other) => (other === amendment ? one : other));
  switch (decision.kind) {
    case 'withdraw': {
      const notes = [
        note('withdrawn', amendment, 'is withdrawn'),
        ...amendments
          .filter((one) => one.parent === amendment.id && isOpen(one))
          .map((one) => note('lapsed', one, `amends ${amendment.id}, which is withdrawn`)),
      ];
      return { text, amendments: replaced({ ...amendment, status: 'withdrawn' }), notes };
    }
    case 'take-over': {
      const status = amendment.status === 'withdrawn' ? 'proposed' : amendment.status;
      const supporters = amendment.supporters.filter((one) => one !== decision.by);
      return {
        text,
        amendments: replaced(withStatus({ ...amendment, by: decision.by, supporters, status })),
        notes: [],
      };
    }
    case 'support':
      return decision.by === amendment.by || amendment.supporters.includes(decision.by)
        ? { text, amendments: [...amendments], notes: [] }
        : {
            text,
            amendments: replaced({ ...amendment, supporters: [...amendment.supporters, decision.by] }),
            notes: [],
          };
    case 'accept':
    case 'reject':
      if (!isOpen(amendment)) throw refused(amendment.id, `it is ${amendment.status} already`);
      return decision.kind === 'accept'
        ? accept(text, amendments, amendment, decision, options)
        : reject(text, amendments, amendment, decision);
  }
}

const note = (code: AmendNote['code'], amendment: Amendment, what: string): AmendNote => ({
  code,
  message: `amendment ${amendment.id} of ${amendment.by} ${what}`,
  amendment: amendment.id,
});
const refused = (id: string, why: string): AmendError =>
  new AmendError([{ code: 'not-applied', message: `amendment ${id}: ${why}`, amendment: id }]);

type Verdict = Extract<Decision, { kind: 'accept' | 'reject' }>;

// The changes that a verdict is about; `part` is set where it is about some words of one.
function chosen(text: Text, amendment: Amendment, verdict: Verdict): { op: AmendmentOp; part: AmendmentOp | null }[] {
  const wanted = verdict.words === undefined ? verdict.ops : [verdict.words.op];
  for (const id of wanted ?? []) {
    const op = amendment.ops.find((one) => one.id === id);
    if (op === undefined) throw refused(amendment.id, `it has no change ${id}`);
    if (!isOpenOp(op)) throw refused(amendment.id, `its change ${id} is ${op.state ?? 'open'} already`);
  }
  const ties = new Set(amendment.ops.flatMap((op) => (wanted?.includes(op.id) ? (tieOf(op) ?? []) : [])));
  const ops = amendment.ops.filter(
    (op) => isOpenOp(op) && (wanted === undefined || wanted.includes(op.id) || ties.has(tieOf(op) ?? '')),
  );
  const { words } = verdict;
  if (words === undefined) return ops.map((op) => ({ op, part: null }));
  const [tied] = ops.filter((op) => tieOf(op) !== null);
  if (tied !== undefined && ops.length > 1)
    throw refused(amendment.id, `its change ${tied.id} stands or falls as a whole, with what goes with it`);
  return ops.map((op) => {
    const edits = editsOf(text, op);
    const unknown = words.changes.find((index) => edits[index] === undefined);
    if (unknown !== undefined) throw refused(amendment.id, `its change ${op.id} has no change of words ${unknown}`);
    if (edits.every((_, index) => words.changes.includes(index))) return { op, part: null };
    const unit = unitsOf(text).find(op.target);
    const some = edits.filter((_, index) => words.changes.includes(index));
    const runs = withEdits(clean(unit === undefined ? [] : runsAt(unit)), some);
    return { op, part: { ...op, id: partId(amendment, op), runs } };
  });
}

function partId(amendment: Amendment, op: AmendmentOp): string {
  for (let n = 1; ; n++) if (!amendment.ops.some((other) => other.id === `${op.id}~${n}`)) return `${op.id}~${n}`;
}

function accept(
  text: Text,
  amendments: readonly Amendment[],
  amendment: Amendment,
  verdict: Verdict,
  options: DecideOptions,
): Decided {
  const { live } = gather(text, unitsOf(text), amendments);
  const picked = chosen(text, amendment, verdict);
  const onOthers = picked.filter(({ op }) => isOnOther(live.get(op.id)));
  const onText = picked.filter(({ op }) => !isOnOther(live.get(op.id)));
  const {
    text: next,
    notes,
    added,
  } = applyOps(
    text,
    onText.map(({ op, part }) => part ?? op),
    { labels: 'provisional', ...options },
  );
  const failed = new Set(notes.map((one) => one.op));
  const made = onText.map(({ op, part }) => part ?? op).filter((op) => !failed.has(op.id));
  const states = new Map<string, AmendmentOp[]>();
  for (const { op, part } of onText) {
    if (failed.has((part ?? op).id)) continue;
    states.set(op.id, part === null ? [{ ...op, state: 'accepted' }] : [{ ...part, state: 'accepted' }, op]);
  }
  let current = amendments.map((one) =>
    one === amendment ? { ...one, ops: one.ops.flatMap((op) => states.get(op.id) ?? [op]) } : one,
  );
  const moved = rebase(text, next, current, { made, added });
  current = moved.amendments;
  const rest: AmendNote[] = [];
  for (const { op } of onOthers) {
    const one = live.get(op.id);
    if (one?.amends) current = amendOther(current, one, one.amends, text.language, rest);
  }
  return {
    text: next,
    amendments: current.map(withStatus),
    notes: [
      ...notes.map((one) => ({ ...one, code: 'not-applied' as const, amendment: amendment.id })),
      ...moved.notes,
      ...rest,
    ],
  };
}

const isOnOther = (live: Live | undefined): boolean => live !== undefined && live.amends !== null;

// An amendment to an amendment is accepted: the amendment now proposes its words, or the change is not proposed any more.
function amendOther(
  amendments: readonly Amendment[],
  sub: Live,
  main: Live,
  language: Language,
  notes: AmendNote[],
): Amendment[] {
  notes.push({
    code: 'overlaps',
    message: `amendment ${main.amendment.id} of ${main.amendment.by} now reads as ${sub.amendment.by} would have it`,
    amendment: main.amendment.id,
    op: main.op.id,
  });
  const struck = sub.op.act !== 'MOD';
  const { runs = main.op.runs, label = main.op.label, rows = main.op.rows } = sub.op;
  const now: AmendmentOp = {
    ...main.op,
    ...(runs === undefined ? {} : { runs }),
    ...(rows === undefined ? {} : { rows }),
    ...(label === undefined ? {} : { label }),
  };
  const next = amendments.map((one) => ({
    ...one,
    ...(one.parent === sub.amendment.id && !struck ? { parent: main.amendment.id } : {}),
    ops: one.ops.map((op): AmendmentOp => {
      if (op.id === sub.op.id) return { ...op, state: 'accepted' };
      if (op.id === main.op.id) return struck ? { ...op, state: 'rejected' } : now;
      if (struck || !isOpenOp(op)) return op;
      // What others would have otherwise in either is asked of the words that are proposed now.
      if (op.target === sub.op.id) return { ...op, target: main.op.id };
      if (op.target !== main.op.id || op.act !== 'MOD' || op.runs === undefined || runs === undefined) return op;
      const carried = threeWay(main.op.runs ?? [], runs, op.runs, language);
      return carried.changes ? { ...op, runs: carried.runs } : { ...op, state: 'met' };
    }),
  }));
  return struck ? lapsedOn(next, new Set([main.op.id]), notes) : next;
}

/** What amends changes that are not proposed any more is without object, and so is what amends that. */
function lapsedOn(amendments: readonly Amendment[], gone: ReadonlySet<string>, notes: AmendNote[]): Amendment[] {
  const all = new Set(gone);
  const hit = new Set<AmendmentOp>();
  for (let before = -1; before !== all.size;) {
    before = all.size;
    for (const one of amendments)
      for (const op of isOpen(one) ? one.ops : [])
        if (isOpenOp(op) && all.has(op.target) && !all.has(op.id)) {
          all.add(op.id);
          hit.add(op);
          notes.push({
            code: 'lapsed',
            message: `${op.act} ${op.id} of ${one.by} amends ${op.target}, which is ${gone.has(op.target) ? 'rejected' : 'without object'}`,
            amendment: one.id,
            op: op.id,
            target: op.target,
          });
        }
  }
  return amendments.map((one) =>
    one.ops.some((op) => hit.has(op))
      ? withStatus({ ...one, ops: one.ops.map((op) => (hit.has(op) ? { ...op, state: 'lapsed' } : op)) })
      : one,
  );
}

function reject(text: Text, amendments: readonly Amendment[], amendment: Amendment, verdict: Verdict): Decided {
  const notes: AmendNote[] = [];
  const states = new Map<string, AmendmentOp[]>();
  const gone = new Set<string>();
  for (const { op, part } of chosen(text, amendment, verdict)) {
    if (part === null) {
      states.set(op.id, [{ ...op, state: 'rejected' }]);
      gone.add(op.id);
      continue;
    }
    // What is left of it are the other changes of words.
    const unit = unitsOf(text).find(op.target);
    const left = editsOf(text, op).filter((_, index) => !(verdict.words?.changes.includes(index) ?? false));
    const runs = withEdits(clean(unit === undefined ? [] : runsAt(unit)), left);
    states.set(op.id, [
      { ...part, state: 'rejected' },
      { ...op, runs },
    ]);
  }
  const done = amendments.map((one) =>
    one === amendment ? withStatus({ ...one, ops: one.ops.flatMap((op) => states.get(op.id) ?? [op]) }) : one,
  );
  return { text, amendments: lapsedOn(done, gone, notes), notes };
}
