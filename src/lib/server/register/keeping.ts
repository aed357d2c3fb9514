import { sql } from 'kysely';
import { z } from 'zod';
import { rangeOf, spanOf } from '../bodies/index.ts';
import { command, newRecord, touch, type Handling } from '../platform/command.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { FuzzyDate, Id, plainText, Visibility } from '../platform/input.ts';
import { anyone, holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { EDIT, EVIDENCE, JUDGE, OCCURRENCE, REMARKS } from './policy.ts';
import { loadObligation, scopeOf } from './review.ts';
import { drawOccurrences, quoteHash, setParties } from './write.ts';

const STATES = [
  'planned',
  'in-progress',
  'submitted',
  'accepted',
  'partly',
  'missed',
  'postponed',
  'not-applicable',
] as const;

const loadOccurrence = async (ctx: { db: Handling['db'] }, { id }: { id: string }) =>
  ctx.db
    .selectFrom('occurrence')
    .innerJoin('obligation', 'obligation.id', 'occurrence.obligation')
    .innerJoin('text', 'text.id', 'obligation.text')
    .selectAll('occurrence')
    .select(['obligation.number', 'obligation.text', 'text.body'])
    .select(sql<string | null>`occurrence.due::text`.as('dueText'))
    .where('occurrence.id', '=', id)
    .forUpdate('occurrence')
    .executeTakeFirst();
type Occurrence = NonNullable<Awaited<ReturnType<typeof loadOccurrence>>>;
const within = (one: Occurrence) => ({ body: one.body, text: one.text });

export const setState = command({
  name: 'register.occurrence.set-state',
  summary: 'Says how far an occurrence is, with the reason and where that stands.',
  input: z.object({
    id: Id,
    state: z.enum(STATES),
    reason: plainText(1000).optional(),
    source: plainText(500).optional(),
  }),
  load: loadOccurrence,
  policy: holds(OCCURRENCE, within),
  events: [did.occurrenceChanged],
  async handle(ctx, input, one) {
    if (input.state === 'postponed' && !input.source)
      throw new InvalidInput([{ path: 'source', code: 'decision-wanted' }]);
    if (['missed', 'not-applicable', 'partly', 'postponed'].includes(input.state) && !input.reason)
      throw new InvalidInput([{ path: 'reason', code: 'required' }]);
    await ctx.db
      .updateTable('occurrence')
      .set({ state: input.state, state_reason: input.reason ?? null, state_source: input.source ?? null })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.occurrenceChanged, { key: one.key, from: one.state, to: input.state }, [one.id, one.obligation]);
    return { rev: await touch(ctx, one.id) };
  },
});

export const setDue = command({
  name: 'register.occurrence.set-due',
  summary: 'Dates an occurrence by hand, with the reason; it no longer follows its session.',
  input: z.object({ id: Id, due: FuzzyDate, to: FuzzyDate.optional(), reason: plainText(1000) }),
  load: loadOccurrence,
  policy: holds(OCCURRENCE, within),
  events: [did.occurrenceMoved],
  async handle(ctx, input, one) {
    const span = spanOf(input.due, input.to);
    if (span.until <= span.from) throw new InvalidInput([{ path: 'to', code: 'ends-before-start' }]);
    await ctx.db
      .updateTable('occurrence')
      .set({ due: rangeOf(span), precision: span.precision, derived_from_rule: false, override_reason: input.reason })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.occurrenceMoved, { key: one.key, from: one.dueText, to: rangeOf(span) }, [one.id, one.obligation]);
    return { rev: await touch(ctx, one.id) };
  },
});

export const explain = command({
  name: 'register.occurrence.explain',
  summary: 'Puts a line of explanation beside an occurrence.',
  input: z.object({ id: Id, explanation: plainText(500) }),
  load: loadOccurrence,
  policy: holds(OCCURRENCE, within),
  events: [did.explained],
  async handle(ctx, input, one) {
    await ctx.db.updateTable('occurrence').set({ explanation: input.explanation }).where('id', '=', one.id).execute();
    ctx.emit(did.explained, { key: one.key }, [one.id, one.obligation]);
    return { rev: await touch(ctx, one.id) };
  },
});

export const setLife = command({
  name: 'register.obligation.set-life',
  summary: 'Says that an obligation is active, fulfilled, superseded, retired or lapsed, with reason and source.',
  input: z.object({
    id: Id,
    life: z.enum(['active', 'fulfilled', 'superseded', 'retired', 'lapsed']),
    reason: plainText(1000),
    source: plainText(500).optional(),
    by: z.coerce.number().int().positive().optional(),
  }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.lifeChanged],
  async handle(ctx, input, one) {
    if (one.review !== 'confirmed') throw new InvalidInput([{ path: 'id', code: 'not-confirmed' }]);
    let by: string | null = null;
    if (input.by !== undefined) {
      const other = await ctx.db
        .selectFrom('obligation')
        .select('id')
        .where('number', '=', input.by)
        .where('id', '<>', one.id)
        .executeTakeFirst();
      if (!other) throw new InvalidInput([{ path: 'by', code: 'no-such-obligation' }]);
      by = other.id;
    }
    await ctx.db
      .updateTable('obligation')
      .set({ life: input.life, life_reason: input.reason, life_source: input.source ?? null, superseded_by: by })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.lifeChanged, { number: one.number, life: input.life, reason: input.reason }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const assign = command({
  name: 'register.obligation.assign',
  summary: 'Names who is responsible for an obligation, or contributes to it.',
  input: z.object({
    id: Id,
    role: z.enum(['responsible', 'contributor']),
    names: plainText(2000).describe('one a line'),
  }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.assigned],
  async handle(ctx, input, one) {
    await setParties(
      ctx,
      one.id,
      input.role,
      input.names
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    );
    ctx.emit(did.assigned, { number: one.number, role: input.role }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const show = command({
  name: 'register.obligation.publish',
  summary: 'Chooses who sees an obligation and its occurrences.',
  input: z.object({ id: Id, visibility: Visibility }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.shown],
  async handle(ctx, input, one) {
    const ids = await ctx.db.selectFrom('occurrence').select('id').where('obligation', '=', one.id).execute();
    await ctx.db
      .updateTable('record')
      .set({ visibility: input.visibility })
      .where('id', 'in', [one.id, ...ids.map((each) => each.id)])
      .execute();
    ctx.emit(did.shown, { number: one.number, visibility: input.visibility }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const link = command({
  name: 'register.obligation.link',
  summary: 'Ties an obligation to a further paragraph that asks the same, or unties it.',
  input: z.object({
    id: Id,
    edition: Id,
    eid: z.string().max(200),
    change: z.enum(['linked', 'unlinked']).default('linked'),
  }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.linked],
  async handle(ctx, input, one) {
    const node = await ctx.db
      .selectFrom('node')
      .innerJoin('edition', 'edition.id', 'node.edition')
      .select(['node.provision', 'node.plain', 'edition.version'])
      .where('edition', '=', input.edition)
      .where('eid', '=', input.eid)
      .executeTakeFirst();
    if (!node?.provision) throw new InvalidInput([{ path: 'eid', code: 'no-such-place' }]);
    if (input.change === 'unlinked') {
      const rest = await ctx.db
        .selectFrom('basis')
        .select('provision')
        .where('obligation', '=', one.id)
        .where('provision', '<>', node.provision)
        .executeTakeFirst();
      if (!rest) throw new InvalidInput([{ path: 'eid', code: 'last-source' }]);
      await ctx.db
        .deleteFrom('basis')
        .where('obligation', '=', one.id)
        .where('provision', '=', node.provision)
        .execute();
    } else {
      await ctx.db
        .insertInto('basis')
        .values({
          obligation: one.id,
          provision: node.provision,
          first_version: node.version,
          edition: input.edition,
          eid: input.eid,
          from_char: 0,
          to_char: node.plain.length,
          quote_hash: quoteHash(node.plain),
          fate: 'new',
          confirmed_by: ctx.actor.id,
          confirmed_at: ctx.now,
        })
        .onConflict((c) => c.doNothing())
        .execute();
    }
    ctx.emit(did.linked, { number: one.number, change: input.change }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const confirmFate = command({
  name: 'register.obligation.confirm-fate',
  summary: 'Confirms what became of an obligation in a new version: carried over, changed or gone.',
  input: z.object({ id: Id, version: Id, fate: z.enum(['carried', 'changed', 'gone']) }),
  load: loadObligation,
  policy: holds(EDIT, scopeOf),
  events: [did.linked],
  async handle(ctx, input, one) {
    const done = await ctx.db
      .updateTable('basis')
      .set({ fate: input.fate, confirmed_by: ctx.actor.id, confirmed_at: ctx.now })
      .where('obligation', '=', one.id)
      .where('first_version', '=', input.version)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new NotFound();
    ctx.emit(did.linked, { number: one.number, change: 'fate' }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

const loadTarget = async (ctx: Pick<Handling, 'db' | 'actor'>, { target }: { target: string }) =>
  ctx.db
    .selectFrom('record')
    .selectAll()
    .where('id', '=', target)
    .where('kind', 'in', ['obligation', 'occurrence'])
    .where(visibleTo(ctx.actor))
    .executeTakeFirst();

export const giveEvidence = command({
  name: 'register.evidence.add',
  summary: 'Puts forward a link, a file or a record as evidence, with a claim; to an invitation it is an answer.',
  input: z.object({
    target: Id,
    kind: z.enum(['proof', 'answer']).default('proof'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    record: Id.optional(),
    file: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    fileName: z.string().max(255).optional(),
    claim: plainText(2000),
    visibility: Visibility.default('public'),
  }),
  load: loadTarget,
  policy: holds(EVIDENCE, (target: { owner_body: string | null }) => ({ body: target.owner_body })),
  events: [did.evidenceGiven],
  async handle(ctx, input, target) {
    if ([input.url, input.record, input.file].filter(Boolean).length !== 1)
      throw new InvalidInput([{ path: 'url', code: 'one-source' }]);
    if (input.record) {
      const source = await ctx.db
        .selectFrom('record')
        .select('id')
        .where('id', '=', input.record)
        .where(visibleTo(ctx.actor))
        .executeTakeFirst();
      if (!source) throw new InvalidInput([{ path: 'record', code: 'no-such-record' }]);
    }
    const id = await newRecord(ctx, 'evidence', { visibility: input.visibility, ownerBody: target.owner_body });
    await ctx.db
      .insertInto('evidence')
      .values({
        id,
        target: input.target,
        kind: input.kind,
        url: input.url ?? null,
        source_record: input.record ?? null,
        file: input.file ?? null,
        file_name: input.fileName ?? null,
        claim: input.claim,
        lang: ctx.lang,
        given_by: ctx.actor.id,
      })
      .execute();
    const obligation = await ctx.db
      .selectFrom('occurrence')
      .select('obligation')
      .where('id', '=', input.target)
      .executeTakeFirst();
    ctx.emit(did.evidenceGiven, { kind: input.kind }, [
      id,
      input.target,
      ...(obligation ? [obligation.obligation] : []),
    ]);
    return { id };
  },
});

const loadEvidence = async (ctx: { db: Handling['db'] }, { id }: { id: string }) =>
  ctx.db
    .selectFrom('evidence')
    .innerJoin('record', 'record.id', 'evidence.id')
    .selectAll('evidence')
    .select('record.owner_body')
    .where('evidence.id', '=', id)
    .forUpdate('evidence')
    .executeTakeFirst();
type Evidence = NonNullable<Awaited<ReturnType<typeof loadEvidence>>>;

export const judge = command({
  name: 'register.evidence.judge',
  summary: 'Judges evidence: accepted, or not sufficient and why.',
  input: z.object({ id: Id, judged: z.enum(['accepted', 'insufficient', 'open']), reason: plainText(1000).optional() }),
  load: loadEvidence,
  policy: holds(JUDGE, (one: Evidence) => ({ body: one.owner_body })),
  events: [did.evidenceJudged],
  async handle(ctx, input, one) {
    if (input.judged === 'insufficient' && !input.reason)
      throw new InvalidInput([{ path: 'reason', code: 'required' }]);
    await ctx.db
      .updateTable('evidence')
      .set({ judged: input.judged, judged_reason: input.reason ?? null, judged_by: ctx.actor.id, judged_at: ctx.now })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.evidenceJudged, { judged: input.judged }, [one.id, one.target]);
    return { rev: await touch(ctx, one.id) };
  },
});

export const withdrawEvidence = command({
  name: 'register.evidence.withdraw',
  summary: 'Withdraws evidence from sight; it stays on record.',
  input: z.object({ id: Id }),
  load: loadEvidence,
  policy: holds(EVIDENCE, (one: Evidence) => ({ body: one.owner_body })),
  events: [did.evidenceWithdrawn],
  async handle(ctx, _input, one) {
    await ctx.db.updateTable('record').set({ withdrawn_at: ctx.now }).where('id', '=', one.id).execute();
    ctx.emit(did.evidenceWithdrawn, {}, [one.id, one.target]);
  },
});

export const makeRemark = command({
  name: 'register.remark.make',
  summary: 'Says that something about an obligation is wrong; it lands with the officers.',
  input: z.object({ about: Id, message: plainText(5000), contact: z.string().trim().max(200).optional() }),
  load: (ctx, { about }) =>
    ctx.db.selectFrom('record').selectAll().where('id', '=', about).where(visibleTo(ctx.actor)).executeTakeFirst(),
  policy: anyone,
  events: [did.remarkMade],
  async handle(ctx, input) {
    const id = await newRecord(ctx, 'remark');
    await ctx.db
      .insertInto('remark')
      .values({ id, about: input.about, message: input.message, contact: input.contact ?? null, lang: ctx.lang })
      .execute();
    ctx.emit(did.remarkMade, {}, id);
    return { id };
  },
});

export const answerRemark = command({
  name: 'register.remark.answer',
  summary: 'Answers a remark, or closes it.',
  input: z.object({ id: Id, state: z.enum(['answered', 'closed']), answer: plainText(5000).optional() }),
  load: (ctx, { id }) => ctx.db.selectFrom('remark').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
  policy: holds<{ id: string }>(REMARKS),
  events: [did.remarkAnswered],
  async handle(ctx, input) {
    await ctx.db
      .updateTable('remark')
      .set({ state: input.state, answer: input.answer ?? null, answered_by: ctx.actor.id, answered_at: ctx.now })
      .where('id', '=', input.id)
      .execute();
    ctx.emit(did.remarkAnswered, { state: input.state }, input.id);
  },
});

export const refreshOccurrences = command({
  name: 'register.occurrences.refresh',
  summary: 'Draws the occurrences of every active obligation up to next year; run at each start.',
  input: z.object({}),
  policy: holds<undefined>(EDIT),
  internal: true,
  silent: true,
  events: [],
  async handle(ctx) {
    const rows = await ctx.db.selectFrom('obligation').select('id').where('life', '=', 'active').execute();
    for (const row of rows) await drawOccurrences(ctx, row.id);
    return { drawn: rows.length };
  },
});
