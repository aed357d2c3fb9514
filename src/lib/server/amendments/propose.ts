import type { Act, AmendmentOp } from '@suivi/texts';
import { ACTS } from '@suivi/texts/amend';
import { typedRuns } from '@suivi/texts/typed';
import { z } from 'zod';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { Conflict, InvalidInput, NotFound } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { visibleTo, type Shown } from '../platform/visibility.ts';
import { rowsOf, type NodeRow } from '../texts/index.ts';
import * as did from './events.ts';
import {
  isOpen,
  isOrganisation,
  loadAmendment,
  loadEdition,
  narrower,
  nextNumber,
  scopeOf,
  stands,
  type Amendment,
  type Edition,
} from './load.ts';
import { PROPOSE, speaksFor } from './policy.ts';
import { oneParagraph, onTable, sameWords, wordsOf, type OnTable } from './table.ts';
import { windowOf } from './windows.ts';

const Proposal = {
  eid: z.string().min(1).max(200).describe('address of the paragraph; for ADD, of the one before'),
  kind: z.enum(ACTS),
  words: plainText(20_000).optional().describe('the whole paragraph as proposed, for MOD and ADD'),
  label: z.string().trim().max(20).optional().describe('for ADD: the label that the new paragraph brings'),
  reasons: plainText(5000).optional(),
  organisation: Id.describe('whose amendment it is'),
};

export const propose = command({
  name: 'amendments.propose',
  summary: 'Proposes to change a paragraph, to add one after it, to suppress it or to leave it as it is, with reasons.',
  input: z.object({
    edition: Id,
    ...Proposal,
    amends: Id.optional().describe('an amendment whose words this changes'),
    seq: z.coerce.number().int().min(0).optional().describe('step of the text on the table that was read'),
  }),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: {
    needs: PROPOSE,
    scope: scopeOf,
    also: (actor, edition: Edition, { organisation }: { organisation: string }) =>
      speaksFor(actor, organisation, scopeOf(edition)),
  },
  events: [did.proposed],
  handle: (ctx, input, edition) => enter(ctx, edition, input),
});

/** What is entered: by form, or found in a file of an author's changes. */
export interface Entering {
  eid: string;
  kind: Act;
  words?: string | undefined;
  label?: string | undefined;
  reasons?: string | undefined;
  organisation: string;
  amends?: string | undefined;
  seq?: number | undefined;
}

/**
 * Keeps an amendment of one change under the next number of its version. Errors: InvalidInput where there is no such
 * paragraph, nothing is changed, no window is open, or it is late and late ones are refused; Conflict where the paragraph
 * was changed on the table since it was read.
 */
async function enter(ctx: Handling, edition: Edition, input: Entering): Promise<{ id: string; number: number }> {
  const table = await onTable(ctx.db, edition.edition);
  const place = rowsOf(table.text).find((row) => row.eid === input.eid && row.state !== 'deleted');
  if (!place) throw new InvalidInput([{ path: 'eid', code: 'no-such-place' }]);
  const wanted = input.kind === 'MOD' || input.kind === 'ADD';
  if (wanted && !input.words) throw new InvalidInput([{ path: 'words', code: 'required' }]);
  const parent = input.amends === undefined ? null : await amended(ctx, edition, place, input.kind, input.amends);
  const words = input.words ?? '';
  oneParagraph(words, parent ? wordsOf(parent.op) : place.plain);
  // What is added in the words of the paragraph that it follows was left in the form.
  if (wanted && sameWords(words, parent ? wordsOf(parent.op) : place.plain))
    throw new InvalidInput([{ path: 'words', code: 'nothing-changed' }]);
  if (input.seq !== undefined && input.seq !== table.seq) await assertSame(ctx, edition.edition, input.seq, place);
  await assertReceived(ctx, edition, input.organisation);
  await assertNew(ctx, edition, table, input, place);
  const number = await nextNumber(ctx, edition.id);
  const looks = place.kind === 'item' ? place.runs.filter((run) => run.note === undefined && !run.image) : [];
  // What is added keeps nothing of the paragraph that it follows but its look.
  const standing = input.kind === 'ADD' ? looks : (parent?.op.runs ?? place.runs);
  const op: AmendmentOp = {
    id: `${number}.1`,
    act: input.kind,
    target: parent?.op.id ?? place.wid ?? place.eid,
    ...(wanted ? { runs: typedRuns(words, standing, table.text.language) } : {}),
    ...(input.kind === 'ADD' && input.label ? { label: input.label } : {}),
    ...(place.kind === 'item' || parent ? {} : input.kind === 'ADD' ? { place: 'inside' } : { place: 'heading' }),
  };
  const of = { number, kind: input.kind, target: place.wid ?? place.eid, eid: place.eid, ops: [op] };
  return keep(ctx, edition, { ...of, ...pick(input), amends: input.amends ?? null, file: null, author: null });
}

/**
 * What an organisation has proposed and is still open is not proposed again, by a second click or from a page gone back to.
 * Errors: InvalidInput with the number of that amendment, at the reasons where these are others.
 */
async function assertNew(
  ctx: Handling,
  edition: Edition,
  table: OnTable,
  input: Entering,
  place: NodeRow,
): Promise<void> {
  const before = await ctx.db
    .selectFrom('amendment')
    .select(['number', 'reasons'])
    .where('edition', '=', edition.edition)
    .where('organisation', '=', input.organisation)
    .where('kind', '=', input.kind)
    .where('target', '=', place.wid ?? place.eid)
    .where('amends', input.amends === undefined ? 'is' : '=', input.amends ?? null)
    .where('state', '=', 'proposed')
    .orderBy('number')
    .execute();
  const same = before.find(({ number }) => {
    const { ops = [] } = table.amendments.find((one) => one.id === String(number)) ?? {};
    const [op] = ops;
    return (
      op !== undefined &&
      ops.length === 1 &&
      (op.label ?? '') === ((input.kind === 'ADD' && input.label) || '') &&
      sameWords(wordsOf(op), input.kind === 'MOD' || input.kind === 'ADD' ? (input.words ?? '') : '')
    );
  });
  if (!same) return;
  const path = (same.reasons ?? '') === (input.reasons ?? '') ? '' : 'reasons';
  throw new InvalidInput([{ path, code: 'already-proposed', values: { number: same.number } }]);
}

const pick = ({ reasons, organisation }: Entering) => ({ reasons: reasons ?? null, organisation });

/** An amendment as it is kept, with its changes made ready. */
interface Keeping {
  number: number;
  kind: Act;
  target: string;
  eid: string;
  ops: readonly AmendmentOp[];
  reasons: string | null;
  organisation: string;
  amends: string | null;
  file: string | null;
  author: string | null;
}

/** Errors: InvalidInput where the version stands already, its window is not open, or the organisation is none. */
async function assertReceived(ctx: Handling, edition: Edition, organisation: string) {
  if (!stands(edition)) throw new InvalidInput([{ path: 'edition', code: 'already-adopted' }]);
  const window = await windowOf(ctx, edition.id);
  if (!window || ctx.now < window.opens_at) throw new InvalidInput([{ path: '', code: 'window-not-open' }]);
  const late = ctx.now >= window.closes_at;
  if (late && window.late === 'refused') throw new InvalidInput([{ path: '', code: 'window-closed' }]);
  if (!(await isOrganisation(ctx, organisation)))
    throw new InvalidInput([{ path: 'organisation', code: 'no-such-record' }]);
  return { shown: window.shown as Shown, late };
}

/** Keeps an amendment. Errors: those of `assertReceived`. */
export async function keep(ctx: Handling, edition: Edition, one: Keeping): Promise<{ id: string; number: number }> {
  const { shown, late } = await assertReceived(ctx, edition, one.organisation);
  const id = await newRecord(ctx, 'amendment', {
    visibility: narrower(shown, edition.visibility as Shown),
    ownerBody: edition.body,
  });
  await ctx.db
    .insertInto('amendment')
    .values({
      ...one,
      id,
      version: edition.id,
      edition: edition.edition,
      ops: JSON.stringify(one.ops),
      entered_by: ctx.actor.id,
      entered_at: ctx.now,
      late,
    })
    .execute();
  const { number, kind, organisation } = one;
  ctx.emit(did.proposed, { number, kind, late, organisation }, [id, edition.id]);
  return { id, number: one.number };
}

// What was read some steps ago may have been changed since: the words proposed would take that change back.
async function assertSame(ctx: Handling, edition: string, seq: number, place: NodeRow): Promise<void> {
  const then = await onTable(ctx.db, edition, seq);
  const before = rowsOf(then.text).find((row) => (row.wid ?? row.eid) === (place.wid ?? place.eid));
  if (before?.plain !== place.plain) throw new Conflict('conflict', { words: place.plain });
}

// An amendment to an amendment stands on the same paragraph and changes the words of one that is open.
async function amended(
  ctx: Handling,
  edition: Edition,
  place: NodeRow,
  kind: Act,
  id: string,
): Promise<{ op: AmendmentOp }> {
  const parent = await ctx.db
    .selectFrom('amendment')
    .innerJoin('record', 'record.id', 'amendment.id')
    .select(['amendment.number', 'amendment.target', 'amendment.edition', 'amendment.state'])
    .where('amendment.id', '=', id)
    .where(visibleTo(ctx.actor))
    .executeTakeFirst();
  if (!parent || parent.edition !== edition.edition || parent.target !== (place.wid ?? place.eid))
    throw new InvalidInput([{ path: 'amends', code: 'no-such-record' }]);
  if (!isOpen(parent)) throw new InvalidInput([{ path: 'amends', code: 'already-decided' }]);
  const { amendments } = await onTable(ctx.db, edition.edition);
  const [op] = amendments.find((one) => one.id === String(parent.number))?.ops ?? [];
  if (kind === 'ADD' || kind === 'NOC' || op?.runs === undefined)
    throw new InvalidInput([{ path: 'kind', code: 'only-words' }]);
  return { op };
}

export const support = command({
  name: 'amendments.support',
  summary: 'Puts an organisation’s name beside an amendment, or takes it away.',
  input: z.object({ id: Id, organisation: Id, support: z.enum(['yes', 'no']).default('yes') }),
  load: (ctx, { id }) => loadAmendment(ctx, id),
  policy: {
    needs: PROPOSE,
    scope: scopeOf,
    also: (actor, one: Amendment, { organisation }: { organisation: string }) =>
      speaksFor(actor, organisation, scopeOf(one)),
  },
  events: [did.supported],
  async handle(ctx, { id, organisation, support: wanted }, one) {
    if (!isOpen(one)) throw new InvalidInput([{ path: 'id', code: 'already-decided' }]);
    if (one.organisation === organisation) throw new InvalidInput([{ path: 'organisation', code: 'own-amendment' }]);
    if (!(await isOrganisation(ctx, organisation)))
      throw new InvalidInput([{ path: 'organisation', code: 'no-such-record' }]);
    if (wanted === 'yes') {
      const made = await ctx.db
        .insertInto('amendment_support')
        .values({ amendment: id, organisation, since: ctx.now })
        .onConflict((c) => c.doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows === 0n) throw new Conflict('already-exists');
    } else {
      const ended = await ctx.db
        .updateTable('amendment_support')
        .set({ until: ctx.now })
        .where('amendment', '=', id)
        .where('organisation', '=', organisation)
        .where('until', 'is', null)
        .executeTakeFirst();
      if (ended.numUpdatedRows === 0n) throw new NotFound(organisation);
    }
    ctx.emit(did.supported, { number: one.number, support: wanted === 'yes', organisation }, [id, organisation]);
    return { rev: await touch(ctx, id) };
  },
});

export const withdraw = command({
  name: 'amendments.withdraw',
  summary: 'Takes an amendment back. It stays on record, and another organisation may take it over.',
  input: z.object({ id: Id, reason: plainText(2000).optional() }),
  load: (ctx, { id }) => loadAmendment(ctx, id),
  policy: {
    needs: PROPOSE,
    scope: scopeOf,
    also: (actor, one: Amendment) => speaksFor(actor, one.organisation, scopeOf(one)),
  },
  events: [did.amendmentWithdrawn],
  async handle(ctx, { id, reason }, one) {
    if (one.state === 'withdrawn') throw new InvalidInput([{ path: 'id', code: 'already-withdrawn' }]);
    if (!isOpen(one)) throw new InvalidInput([{ path: 'id', code: 'already-decided' }]);
    await ctx.db
      .updateTable('amendment')
      .set({ state: 'withdrawn', state_reason: reason ?? null })
      .where('id', '=', id)
      .execute();
    const { number, organisation } = one;
    ctx.emit(did.amendmentWithdrawn, { number, organisation, ...(reason && { reason }) }, id);
    return { rev: await touch(ctx, id) };
  },
});

/**
 * "A motion thus withdrawn may be reintroduced by any member" (Rules of procedure of the General Assembly, rule 80): it
 * keeps its number, its place and its supporters.
 */
export const takeOver = command({
  name: 'amendments.take-over',
  summary: 'Makes an amendment that was taken back that of another organisation.',
  input: z.object({ id: Id, organisation: Id }),
  load: (ctx, { id }) => loadAmendment(ctx, id),
  policy: {
    needs: PROPOSE,
    scope: scopeOf,
    also: (actor, one: Amendment, { organisation }: { organisation: string }) =>
      speaksFor(actor, organisation, scopeOf(one)),
  },
  events: [did.takenOver],
  async handle(ctx, { id, organisation }, one) {
    if (one.state !== 'withdrawn') throw new InvalidInput([{ path: 'id', code: 'not-withdrawn' }]);
    if (!(await isOrganisation(ctx, organisation)))
      throw new InvalidInput([{ path: 'organisation', code: 'no-such-record' }]);
    // What was accepted of it before it was taken back stays accepted.
    const accepted = await ctx.db
      .selectFrom('working_state')
      .select('seq')
      .where('edition', '=', one.edition)
      .where('amendment', '=', id)
      .where('act', 'in', ['accept', 'accept-part'])
      .executeTakeFirst();
    await ctx.db
      .updateTable('amendment')
      .set({ state: accepted ? 'partly-accepted' : 'proposed', state_reason: null, organisation })
      .where('id', '=', id)
      .execute();
    await ctx.db
      .updateTable('amendment_support')
      .set({ until: ctx.now })
      .where('amendment', '=', id)
      .where('organisation', '=', organisation)
      .where('until', 'is', null)
      .execute();
    ctx.emit(did.takenOver, { number: one.number, organisation }, [id, organisation]);
    return { rev: await touch(ctx, id) };
  },
});
