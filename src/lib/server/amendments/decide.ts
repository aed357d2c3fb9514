import type { Amendment as Proposal, Decided, Decision } from '@suivi/texts';
import { changesOf, decide as decideOn, isOpenOp } from '@suivi/texts/amend';
import { z } from 'zod';
import { command } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import * as did from './events.ts';
import { isOpen, loadAmendment, loadEdition, scopeOf } from './load.ts';
import { DECIDE } from './policy.ts';
import { applied, keepStep, OnTableInput, setStatus, tableFor } from './steps.ts';
import type { OnTable } from './table.ts';

/** "7.1" for a whole change, "7.1#0" for one change of words within it. */
const Change = z.string().regex(/^[\w.~-]{1,80}(#\d{1,4})?$/);

export const decide = command({
  name: 'amendments.decide',
  summary:
    'Records what became of an amendment: accepted whole or in part, or rejected, with a reason. What is left stays open.',
  input: z.object({
    id: Id,
    seq: OnTableInput.seq,
    decision: z.enum(['accept', 'reject']),
    changes: z
      .union([Change.transform((one) => [one]), z.array(Change).max(500)])
      .optional()
      .describe('only these of its changes: "7.1", or of its words "7.1#0"'),
    reason: plainText(2000).optional(),
  }),
  async load(ctx, { id }) {
    const amendment = await loadAmendment(ctx, id);
    const edition = amendment && (await loadEdition(ctx, amendment.edition));
    return edition && { ...edition, amendment };
  },
  policy: holds(DECIDE, scopeOf),
  events: [did.stepped, did.decided],
  async handle(ctx, input, edition) {
    const { amendment } = edition;
    const table = await tableFor(ctx, edition, input.seq);
    const about = { id: amendment.id, number: amendment.number };
    const reason = input.reason ?? null;
    const proposal = table.amendments.find((one) => one.id === String(amendment.number));
    if (!proposal || !isOpen(amendment)) throw new InvalidInput([{ path: 'id', code: 'already-decided' }]);
    // Its words were put into the text before, and what is left of it there is for its brackets: this is for the record.
    if (proposal.ops.every((op) => op.state !== undefined && op.state !== 'open')) {
      await setStatus(ctx, edition, about.number, input.decision === 'accept' ? 'accepted' : 'rejected', {
        about,
        reason,
      });
      return { seq: table.seq };
    }
    const decisions = decisionsOf(table, proposal, input.decision, input.changes ?? []);
    const done = applied('id', 'not-applied', () =>
      decisions.reduce<Omit<Decided, 'notes'>>((now, decision) => decideOn(now.text, now.amendments, decision), {
        text: table.text,
        amendments: table.amendments,
      }),
    );
    const act = input.decision === 'reject' ? 'reject' : decisions[0]?.part ? 'accept-part' : 'accept';
    return keepStep(ctx, edition, table, { act, about, reason, text: done.text, amendments: done.amendments });
  },
});

type Verdict = Decision & { part?: boolean };

// Whole changes together, then some words of others: each change of words has its place in the text as it stands.
function decisionsOf(table: OnTable, { id, ops }: Proposal, kind: 'accept' | 'reject', wanted: string[]): Verdict[] {
  if (wanted.length === 0) return [{ kind, amendment: id }];
  const byOp = new Map<string, Set<number> | null>();
  for (const one of wanted) {
    const [op = '', index] = one.split('#');
    if (!ops.some((each) => each.id === op)) throw new InvalidInput([{ path: 'changes', code: 'not-applied' }]);
    byOp.set(op, index === undefined || byOp.get(op) === null ? null : new Set(byOp.get(op)).add(Number(index)));
  }
  const whole: string[] = [];
  const words: Verdict[] = [];
  for (const [op, indexes] of byOp) {
    const all = ops.filter((each) => each.id === op).flatMap((each) => changesOf(table.text, each));
    // A change that there is none of is not taken for the whole.
    if (indexes !== null && [...indexes].some((index) => index >= all.length))
      throw new InvalidInput([{ path: 'changes', code: 'not-applied' }]);
    if (indexes === null || indexes.size === all.length) whole.push(op);
    else words.push({ kind, amendment: id, words: { op, changes: [...indexes] }, part: true });
  }
  const open = ops.filter(isOpenOp).length;
  const some: Verdict[] = whole.length > 0 ? [{ kind, amendment: id, ops: whole, part: whole.length < open }] : [];
  return [...words, ...some];
}
