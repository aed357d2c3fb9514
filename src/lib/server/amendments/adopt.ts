import type { Text } from '@suivi/texts';
import { bracketFaults, consolidate, descentOf } from '@suivi/texts/amend';
import { z } from 'zod';
import { told, translator } from '#lib/i18n/index.ts';
import { command, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import type { Shown } from '../platform/visibility.ts';
import { ADOPT, editionSaved, recordAdoption, rowsOf, saveEdition, textAdopted } from '../texts/index.ts';
import { bracketsOn } from './brackets.ts';
import * as did from './events.ts';
import { keptOf } from './kept.ts';
import { isOpen, loadEdition, scopeOf } from './load.ts';
import { OnTableInput, setStatus, tableFor } from './steps.ts';
import { onTable, type OnTable } from './table.ts';

export const adopt = command({
  name: 'amendments.adopt',
  summary: 'Adopts the text on the table: it becomes the next version; the one that was amended stays on record.',
  input: z.object({
    edition: OnTableInput.edition,
    seq: OnTableInput.seq,
    label: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
      .describe('label of the new version in its address: 2025'),
    status: plainText(120).optional().describe('as printed after the number: modified 2025'),
    on: z.iso.date().describe('day of adoption'),
  }),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: holds(ADOPT, scopeOf),
  events: [editionSaved, textAdopted, did.decided],
  async handle(ctx, input, edition) {
    const table = await tableFor(ctx, edition, input.seq);
    assertSettled(table);
    const taken = await ctx.db
      .selectFrom('version')
      .select('id')
      .where('text', '=', edition.text)
      .where('label', '=', input.label)
      .executeTakeFirst();
    if (taken) throw new InvalidInput([{ path: 'label', code: 'version-exists' }]);
    const of = await ctx.db
      .selectFrom('text')
      .innerJoin('party', 'party.id', 'text.body')
      .select(['text.id', 'text.slug', 'text.number', 'party.code'])
      .where('text.id', '=', edition.text)
      .executeTakeFirstOrThrow();
    const before = (await onTable(ctx.db, edition.edition, 0)).text;
    const { text, notes } = consolidate(before, table.text, input.status === undefined ? {} : { status: input.status });
    const saved = await saveEdition(ctx, {
      into: of,
      identified: true,
      content: text,
      document: null,
      body: of.code ?? '',
      number: of.number,
      title: edition.title,
      version: input.label,
      lang: table.text.language,
      authority: 'official',
      visibility: edition.visibility as Shown,
    });
    await ctx.db.updateTable('version').set({ based_on: edition.id }).where('id', '=', saved.version).execute();
    await keepDescent(ctx, before, text, saved);
    const version = { id: saved.version, text: edition.text, label: input.label, status: 'draft' };
    await recordAdoption(ctx, version, { on: input.on });
    const kept = await keptOf(ctx, edition.edition, table.text);
    // What nobody decided on falls with the text that it was proposed to; what was put into it is told by what it says now.
    for (const one of table.amendments)
      if (isOpen({ state: one.status })) {
        const status = kept.get(one.id) ?? (one.status === 'partly-accepted' ? 'partly-accepted' : 'lapsed');
        if (status !== one.status) await setStatus(ctx, edition, Number(one.id), status, { reason: null });
      }
    return {
      version: saved.version,
      slug: of.slug,
      label: input.label,
      notes: notes.map((note) => told(translator(ctx.lang), note)),
    };
  },
});

/** Errors: InvalidInput naming each paragraph that still holds square brackets. */
function assertSettled(table: OnTable): void {
  const rows = new Map(rowsOf(table.text).map((row) => [row.eid, row]));
  const left = [
    ...bracketsOn(table).map((one) => one.eId),
    ...bracketFaults(table.text).map((note) => note.target ?? ''),
  ];
  if (left.length > 0)
    throw new InvalidInput(
      [...new Set(left)].map((eid) => ({
        path: '',
        code: 'brackets-left',
        values: { place: rows.get(eid)?.label ?? (rows.get(eid)?.plain.slice(0, 40) || eid) },
      })),
    );
}

/** Which paragraphs came of several, or became several: what cannot be told by one identity. */
async function keepDescent(
  ctx: Handling,
  before: Text,
  next: Text,
  saved: { version: string; edition: string },
): Promise<void> {
  const split = descentOf(before, next).filter((one) => one.kind === 'split' || one.kind === 'merged');
  if (split.length === 0) return;
  const old = new Map(rowsOf(before).map((row) => [row.eid, row.wid]));
  const rows = await ctx.db
    .selectFrom('node')
    .select(['eid', 'provision'])
    .where('edition', '=', saved.edition)
    .execute();
  const now = new Map(rows.map((row) => [row.eid, row.provision]));
  for (const { kind, from, to } of split)
    for (const a of from)
      for (const b of to) {
        const [from_provision, to_provision] = [old.get(a), now.get(b)];
        if (!from_provision || !to_provision || from_provision === to_provision) continue;
        await ctx.db
          .insertInto('descent')
          .values({ from_provision, to_provision, version: saved.version, kind })
          .onConflict((c) => c.doNothing())
          .execute();
      }
}
