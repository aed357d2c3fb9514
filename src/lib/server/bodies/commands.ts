import { z } from 'zod';
import { command, newRecord, touch } from '../platform/command.ts';
import type { CommandContext } from '../platform/context.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { FuzzyDate, Id, Lang, plainText, Rev } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { setWording } from '../platform/wording.ts';
import * as did from './events.ts';
import { DECIDE, EDIT } from './policy.ts';
import { daysOf, rangeOf, spanOf } from './spans.ts';

const Code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
  .describe('short code: council, cwg-wsis-sdg, 2025');

// Bodies as they are to be named, met and extended. Each is locked by no one: they are changed by their own commands.
const loadBody = async (ctx: CommandContext, id: string) =>
  ctx.db.selectFrom('party').select('id').where('id', '=', id).where('kind', '=', 'body').executeTakeFirst();
const ofBody = holds(EDIT, ({ id }: { id: string | null }) => ({ body: id }));

export const addBody = command({
  name: 'bodies.body.create',
  summary: 'Adds a body that adopts texts or receives reports.',
  input: z.object({
    code: Code,
    name: plainText(300),
    lang: Lang,
    parent: Id.optional(),
    timeZone: z.string().max(60).default('Europe/Zurich'),
  }),
  // A body below another is within what a grant on that other reaches; one of its own is not.
  load: async (ctx, { parent }) => (parent === undefined ? { id: null } : loadBody(ctx, parent)),
  policy: ofBody,
  events: [did.bodyAdded],
  async handle(ctx, input) {
    if (!Intl.supportedValuesOf('timeZone').includes(input.timeZone) && input.timeZone !== 'UTC')
      throw new InvalidInput([{ path: 'timeZone', code: 'unknown-time-zone' }]);
    const id = await newRecord(ctx, 'body', { visibility: 'public' });
    await ctx.db
      .insertInto('party')
      .values({ id, kind: 'body', code: input.code, parent: input.parent ?? null, time_zone: input.timeZone })
      .execute();
    await setWording(ctx, { record: id, field: 'name', lang: input.lang, value: input.name, state: 'authentic' });
    ctx.emit(did.bodyAdded, { code: input.code }, id);
    return { id };
  },
});

export const nameParty = command({
  name: 'bodies.name.set',
  summary: 'Names a body, office or group in one language.',
  input: z.object({
    party: Id,
    lang: Lang,
    name: plainText(300),
    short: plainText(60).optional(),
    state: z.enum(['official', 'unofficial']).default('unofficial'),
  }),
  load: (ctx, { party }) =>
    ctx.db
      .selectFrom('party')
      .select('id')
      .where('id', '=', party)
      // People name themselves, with their account.
      .where('kind', '<>', 'person')
      .executeTakeFirst(),
  policy: ofBody,
  events: [did.partyNamed],
  async handle(ctx, input) {
    for (const field of ['name', 'short'] as const) {
      const value = input[field];
      if (value !== undefined)
        await setWording(ctx, { record: input.party, field, lang: input.lang, value, state: input.state });
    }
    ctx.emit(did.partyNamed, { lang: input.lang, name: input.name }, input.party);
  },
});

const SessionDates = { from: FuzzyDate, to: FuzzyDate.optional() };

export const planSession = command({
  name: 'bodies.session.create',
  summary: 'Plans a session of a body: a day, a month or only a year.',
  input: z.object({
    body: Id,
    code: Code,
    ordinal: z.coerce.number().int().positive().optional(),
    ...SessionDates,
    status: z.enum(['planned', 'held']).default('planned'),
  }),
  load: (ctx, { body }) => loadBody(ctx, body),
  policy: ofBody,
  events: [did.sessionPlanned],
  async handle(ctx, input) {
    const span = spanOf(input.from, input.to);
    if (span.until <= span.from) throw new InvalidInput([{ path: 'to', code: 'ends-before-start' }]);
    const id = await newRecord(ctx, 'session', { visibility: 'public', ownerBody: input.body });
    await ctx.db
      .insertInto('session')
      .values({
        id,
        body: input.body,
        code: input.code,
        ordinal: input.ordinal ?? null,
        span: rangeOf(span),
        precision: span.precision,
        status: input.status,
      })
      .execute();
    ctx.emit(did.sessionPlanned, { code: input.code, from: span.from, to: daysOf(rangeOf(span)).to }, [id, input.body]);
    return { id };
  },
});

export const moveSession = command({
  name: 'bodies.session.move',
  summary: 'Gives a session other dates; what is due at it moves with it.',
  input: z.object({ id: Id, rev: Rev, ...SessionDates }),
  load: (ctx, { id }) =>
    ctx.db
      .selectFrom('session')
      .innerJoin('record', 'record.id', 'session.id')
      .selectAll('session')
      .select('record.rev')
      .where('session.id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  policy: holds(EDIT, (session: { body: string }) => ({ body: session.body })),
  events: [did.sessionMoved],
  async handle(ctx, input, session) {
    ctx.expectRev(session, input.rev);
    const span = spanOf(input.from, input.to);
    if (span.until <= span.from) throw new InvalidInput([{ path: 'to', code: 'ends-before-start' }]);
    await ctx.db
      .updateTable('session')
      .set({ span: rangeOf(span), precision: span.precision })
      .where('id', '=', input.id)
      .execute();
    ctx.emit(did.sessionMoved, { session: input.id, from: session.span, to: rangeOf(span) }, [input.id, session.body]);
    return { rev: await touch(ctx, input.id) };
  },
});

export const planMeeting = command({
  name: 'bodies.meeting.create',
  summary: 'Plans a meeting of a body.',
  input: z.object({
    body: Id,
    number: z.coerce.number().int().positive(),
    ...SessionDates,
    session: Id.optional(),
    place: plainText(200).optional(),
    mode: z.enum(['physical', 'remote', 'hybrid']).default('physical'),
  }),
  load: (ctx, { body }) => loadBody(ctx, body),
  policy: ofBody,
  events: [did.meetingPlanned],
  async handle(ctx, input) {
    const span = spanOf(input.from, input.to);
    if (input.session !== undefined) {
      const session = await ctx.db
        .selectFrom('session')
        .select('id')
        .where('id', '=', input.session)
        .where('body', '=', input.body)
        .executeTakeFirst();
      if (!session) throw new InvalidInput([{ path: 'session', code: 'no-such-record' }]);
    }
    const id = await newRecord(ctx, 'meeting', { visibility: 'public', ownerBody: input.body });
    await ctx.db
      .insertInto('meeting')
      .values({
        id,
        body: input.body,
        session: input.session ?? null,
        number: input.number,
        held: rangeOf(span),
        precision: span.precision,
        place: input.place ?? null,
        mode: input.mode,
      })
      .execute();
    ctx.emit(did.meetingPlanned, { number: input.number }, [id, input.body]);
    return { id };
  },
});

export const recordDecision = command({
  name: 'bodies.decision.record',
  summary: 'Records a decision taken at a session.',
  input: z.object({ session: Id, number: z.string().max(40).optional(), on: z.iso.date() }),
  load: (ctx, { session }) => ctx.db.selectFrom('session').selectAll().where('id', '=', session).executeTakeFirst(),
  policy: holds(DECIDE, (session: { body: string }) => ({ body: session.body })),
  events: [did.decisionRecorded],
  async handle(ctx, input, session) {
    if (!session) throw new NotFound();
    const id = await newRecord(ctx, 'decision', { visibility: 'public', ownerBody: session.body });
    await ctx.db
      .insertInto('decision')
      .values({ id, session: input.session, number: input.number ?? null, decided_on: input.on })
      .execute();
    ctx.emit(did.decisionRecorded, { number: input.number ?? null }, [id, input.session]);
    return { id };
  },
});
