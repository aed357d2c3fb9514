import type { AmendmentOp, Bracket, WordsFound } from '@suivi/texts';
import { bracketsOf, chooseOption, compile, liftBracket, openBracket, strikeBracket } from '@suivi/texts/amend';
import { acceptText } from '@suivi/texts/settle';
import { findWords } from '@suivi/texts/typed';
import { z } from 'zod';
import { command } from '../platform/command.ts';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import { holds } from '../platform/policy.ts';
import { plainText } from '../platform/input.ts';
import { rowsOf } from '../texts/index.ts';
import * as did from './events.ts';
import { loadEdition, scopeOf } from './load.ts';
import { DECIDE } from './policy.ts';
import { applied, keepStep, OnTableInput, tableFor } from './steps.ts';
import { houseOrder, type OnTable } from './table.ts';

/** Names that may stand before the colon of a bracket. */
export const namesOn = ({ amendments }: Pick<OnTable, 'amendments'>): string[] => [
  ...new Set(amendments.flatMap((one) => [one.by, ...one.supporters])),
];

/** The square brackets of the text on the table. */
export const bracketsOn = (table: Pick<OnTable, 'text' | 'amendments'>): Bracket[] =>
  bracketsOf(table.text, { organisations: namesOn(table) });

export const open = command({
  name: 'amendments.table.open',
  summary: 'Puts words of a paragraph on the table in square brackets: they are not agreed.',
  input: z.object({
    ...OnTableInput,
    eid: z.string().min(1).max(200),
    words: plainText(20_000),
    occurrence: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('where the words stand more than once in the paragraph: which of them, from 1'),
  }),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: holds(DECIDE, scopeOf),
  events: [did.stepped, did.decided],
  async handle(ctx, input, edition) {
    const table = await tableFor(ctx, edition, input.seq);
    const place = rowsOf(table.text).find((row) => row.eid === input.eid && row.state !== 'deleted');
    if (!place) throw new InvalidInput([{ path: 'eid', code: 'no-such-place' }]);
    const found = findWords(place.runs, input.words);
    const [only] = found;
    if (!only) throw new InvalidInput([{ path: 'words', code: 'words-not-found' }]);
    const one = input.occurrence === undefined && found.length === 1 ? only : found[(input.occurrence ?? 0) - 1];
    if (!one) throw new InvalidInput([whichOne(found, input.words)]);
    const at = { target: place.wid ?? place.eid, from: one.from, to: one.to };
    const text = applied('words', 'not-applied', () => openBracket(table.text, at));
    return keepStep(ctx, edition, table, { act: 'open', reason: input.reason ?? null, text });
  },
});

/** Words that stand at several places, of which one is to be named. */
const whichOne = (found: readonly WordsFound[], words: string): Issue => ({
  path: 'occurrence',
  code: 'words-several',
  values: {
    n: found.length,
    places: found.map(({ before, after }, i) => `(${i + 1}) ${before}[${words.trim()}]${after}`).join(' '),
  },
});

const DO = { lift: liftBracket, drop: strikeBracket, choose: chooseOption } as const;

export const bracket = command({
  name: 'amendments.table.bracket',
  summary:
    'Settles a square bracket of the text on the table: lifts it, drops its words, or chooses them among alternatives.',
  input: z.object({
    ...OnTableInput,
    bracket: z.string().min(1).max(240).describe('as the text on the table gives it: sec_1__para_2#1'),
    do: z.enum(['lift', 'drop', 'choose']),
  }),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: holds(DECIDE, scopeOf),
  events: [did.stepped, did.decided],
  async handle(ctx, input, edition) {
    const table = await tableFor(ctx, edition, input.seq);
    const step = { organisations: namesOn(table) };
    const text = applied('bracket', 'no-such-bracket', () => DO[input.do](table.text, input.bracket, step));
    return keepStep(ctx, edition, table, { act: input.do, reason: input.reason ?? null, text });
  },
});

export const put = command({
  name: 'amendments.table.put',
  summary:
    'Puts all that is proposed into the text on the table: what stands together as it is, conflicts in square brackets.',
  input: z.object(OnTableInput),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: holds(DECIDE, scopeOf),
  events: [did.stepped, did.decided],
  async handle(ctx, input, edition) {
    const table = await tableFor(ctx, edition, input.seq);
    const order = await houseOrder(ctx.db, edition.id, table.text.language);
    const done = compile(table.text, table.amendments, { order });
    const placed = new Set(
      done.rows.flatMap((row) => (['no-place', 'withdrawn', 'settled'].includes(row.outcome) ? [] : [row.op])),
    );
    if (placed.size === 0) throw new InvalidInput([{ path: '', code: 'nothing-changed' }]);
    // Their words stand in the text now, alone or in brackets: what becomes of them is decided there.
    const met = (op: AmendmentOp): AmendmentOp => (placed.has(op.id) ? { ...op, state: 'met' } : op);
    const amendments = table.amendments.map((one) => ({ ...one, ops: one.ops.map(met) }));
    const text = acceptText(done.text);
    return keepStep(ctx, edition, table, { act: 'put', reason: input.reason ?? null, text, amendments });
  },
});
