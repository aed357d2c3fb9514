import { sql } from 'kysely';
import { z } from 'zod';
import { holdOrganisations, ORGANISATION_KINDS } from '../accounts/index.ts';
import { command, newRecord, touch, type Follower, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, Rev, Visibility } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import type { Shown } from '../platform/visibility.ts';
import { visibilityChanged } from '../texts/index.ts';
import * as did from './events.ts';
import { loadVersion, narrower, scopeOf, type Version, stands } from './load.ts';
import { MANAGE } from './policy.ts';

const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .refine((value) => !Number.isNaN(Date.parse(`${value}Z`)), { params: { code: 'bad-form' } })
  .describe("day and time on the clock of the body's place: 2025-06-10T18:00");

export const setWindow = command({
  name: 'amendments.window.set',
  summary: 'Sets when amendments to a version may come, what becomes of late ones, who sees them, and the house order.',
  input: z.object({
    version: Id,
    rev: Rev.optional(),
    opens: LocalTime,
    closes: LocalTime,
    late: z.enum(['marked', 'refused']).default('marked'),
    shown: Visibility.default('body'),
    order: z.string().max(20_000).default('').describe('names of organisations in the order of the house, one a line'),
  }),
  load: (ctx, { version }) => loadVersion(ctx, version),
  policy: holds(MANAGE, scopeOf),
  events: [did.windowSet],
  async handle(ctx, input, version) {
    if (!stands(version)) throw new InvalidInput([{ path: 'version', code: 'already-adopted' }]);
    if (input.closes <= input.opens) throw new InvalidInput([{ path: 'closes', code: 'ends-before-start' }]);
    const before = await windowOf(ctx, version.id);
    if (before && input.rev !== undefined) ctx.expectRev(before, input.rev, before);
    const values = {
      opens_at: inZone(input.opens, version.zone),
      closes_at: inZone(input.closes, version.zone),
      late: input.late,
      shown: input.shown,
      house_order: await orderOf(ctx, input.order),
    };
    const id = before?.id ?? (await newRecord(ctx, 'amendment-window', recordOf(version, input.shown)));
    if (before) await ctx.db.updateTable('amendment_window').set(values).where('id', '=', id).execute();
    else
      await ctx.db
        .insertInto('amendment_window')
        .values({ id, version: version.id, ...values })
        .execute();
    await showProposals(ctx, version.id, version.visibility as Shown);
    const { opens, closes, late } = input;
    ctx.emit(did.windowSet, { opens, closes, late, zone: version.zone }, [id, version.id]);
    return { id, rev: before ? await touch(ctx, id) : 1 };
  },
});

const inZone = (local: string, zone: string) => sql<Date>`(${local}::timestamp at time zone ${zone})`;

const recordOf = (version: Version, shown: Shown) => ({
  visibility: narrower(shown, version.visibility as Shown),
  ownerBody: version.body,
});

/** The window of a version as a command finds it. */
export const windowOf = (ctx: Pick<Handling, 'db'>, version: string) =>
  ctx.db
    .selectFrom('amendment_window')
    .innerJoin('record', 'record.id', 'amendment_window.id')
    .selectAll('amendment_window')
    .select('record.rev')
    .where('version', '=', version)
    .executeTakeFirst();

/** Organisations by their names in any language. Errors: InvalidInput naming the lines that are no organisation. */
async function orderOf(ctx: Handling, order: string): Promise<string[]> {
  const names = order
    .split('\n')
    .map((line) => line.normalize('NFC').trim())
    .filter(Boolean);
  if (names.length === 0) return [];
  await holdOrganisations(ctx);
  const known = await ctx.db
    .selectFrom('party')
    .innerJoin('record', 'record.id', 'party.id')
    .innerJoin('wording', (join) => join.onRef('wording.record', '=', 'party.id').on('wording.field', '=', 'name'))
    .select([sql<string>`coalesce(record.merged_into, party.id)`.as('id'), 'wording.value'])
    .where('party.kind', 'in', ORGANISATION_KINDS)
    .where('wording.value', 'in', names)
    .orderBy('party.id')
    .execute();
  const byName = new Map(known.map((one) => [one.value, one.id]));
  const unknown = names.filter((name) => !byName.has(name));
  if (unknown.length > 0)
    throw new InvalidInput(
      unknown.map((name) => ({ path: 'order', code: 'unknown-organisation', values: { name: name.slice(0, 80) } })),
    );
  return [...new Set(names.map((name) => byName.get(name) ?? ''))];
}

// The window and all that came through it follow the version: seen as far as the window says, never further than it.
async function showProposals(ctx: Handling, version: string, visibility: Shown): Promise<void> {
  const window = await windowOf(ctx, version);
  if (!window) return;
  await ctx.db
    .updateTable('record')
    .set({ visibility: narrower(window.shown as Shown, visibility) })
    .where((eb) =>
      eb.or([
        eb('id', '=', window.id),
        eb('id', 'in', eb.selectFrom('amendment').select('amendment.id').where('version', '=', version)),
      ]),
    )
    .execute();
}

const onShown: Follower<typeof visibilityChanged.payload> = {
  kind: visibilityChanged,
  events: [],
  handle: (ctx, { version, visibility }) => showProposals(ctx, version, visibility as Shown),
};

export const followers = [onShown];
