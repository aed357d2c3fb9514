import { z } from 'zod';
import { withUpload, fileName, kindOf, putFile } from '../files/index.ts';
import { can, type Actor } from '../platform/actor.ts';
import { command, execute, newRecord, touch, type Handling } from '../platform/command.ts';
import type { CommandContext, Context } from '../platform/context.ts';
import { InvalidInput } from '../platform/errors.ts';
import { Id, plainText, Visibility } from '../platform/input.ts';
import { assertMay, holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import { addressGiven, recordGiven } from './addresses.ts';
import * as did from './events.ts';
import { EVIDENCE, JUDGE } from './policy.ts';
import { provableOf, provedAt, provedSeen, type Provable, type Proved } from './provable.ts';

/** Queue of jobs that keep what a link showed (snapshot.ts). */
export const SNAPSHOT = 'register.snapshot';

const Given = {
  target: Id.optional().describe('id of what it is for: an obligation, one of its dates, or a report'),
  provision: Id.optional().describe('of a report the paragraph, by its identity over versions and languages'),
  at: plainText(500)
    .optional()
    .describe('in place of both, the address of its page on this site; the number of an obligation is enough'),
  kind: z.enum(['proof', 'answer']).optional().describe('an answer is to an invitation; left out, proof'),
  claim: plainText(2000),
  visibility: Visibility.default('public'),
};
interface Target extends Proved {
  of: Provable;
  owner_body: string | null;
  /** What is given where nothing else is said. */
  kind: 'proof' | 'answer';
  /** The field that named it. */
  field: 'at' | 'target';
}

async function loadTarget(
  ctx: CommandContext,
  { target, provision, at }: { target?: string | undefined; provision?: string | undefined; at?: string | undefined },
): Promise<Target | undefined> {
  if ([target, at].filter(Boolean).length !== 1) throw new InvalidInput([{ path: 'at', code: 'one-target' }]);
  const address = at && addressGiven(/^\d+$/.test(at) ? `register/${at}` : at);
  const named: (Proved & { kind?: 'answer' }) | null = target
    ? { target, provision: provision ?? null }
    : address
      ? await provedAt(ctx, address)
      : null;
  if (!named) throw new InvalidInput([{ path: 'at', code: 'nothing-to-prove' }]);
  const record = await ctx.db
    .selectFrom('record')
    .select(['kind', 'owner_body'])
    .where('id', '=', named.target)
    .where(visibleTo(ctx.actor))
    .executeTakeFirst();
  const of = record && provableOf(record.kind);
  return of && { kind: 'proof', ...named, of, owner_body: record.owner_body, field: at ? 'at' : 'target' };
}

/** Refuses what evidence is not given for, and gives the records in whose histories it is told. */
async function admitted(ctx: Handling, target: Target): Promise<string[]> {
  if ((target.provision !== null) !== (target.of.byParagraph === true))
    throw new InvalidInput([{ path: target.field, code: target.of.byParagraph ? 'which-paragraph' : 'no-such-place' }]);
  const answer = await target.of.admits(ctx, target);
  if ('wrong' in answer) throw new InvalidInput([{ path: target.field, code: answer.wrong }]);
  return [target.target, ...answer.also];
}
const policy = holds(EVIDENCE, (target: Target) => ({ body: target.owner_body }));

interface Source {
  url?: string;
  source_record?: string;
  file?: string;
  file_name?: string;
}

async function insertEvidence(
  ctx: Handling,
  input: { kind?: 'proof' | 'answer' | undefined; claim: string; visibility: 'draft' | 'body' | 'public' },
  target: Target,
  source: Source,
): Promise<{ id: string }> {
  const concerned = await admitted(ctx, target);
  const kind = input.kind ?? target.kind;
  const id = await newRecord(ctx, 'evidence', { visibility: input.visibility, ownerBody: target.owner_body });
  await ctx.db
    .insertInto('evidence')
    .values({
      id,
      target: target.target,
      provision: target.provision,
      kind,
      claim: input.claim,
      lang: ctx.lang,
      given_by: ctx.actor.id,
      ...source,
    })
    .execute();
  ctx.emit(did.evidenceGiven, { kind }, [id, ...concerned]);
  return { id };
}

export const giveEvidence = command({
  name: 'register.evidence.add',
  summary: 'Puts forward a link, or a record of Suivi, as evidence, with a claim; to an invitation it is an answer.',
  input: z.object({
    ...Given,
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    record: plainText(500)
      .optional()
      .describe('a record of Suivi that shows it: its id, the address of its page, or the number of an initiative'),
  }),
  load: loadTarget,
  policy,
  events: [did.evidenceGiven],
  async handle(ctx, input, target) {
    if ([input.url, input.record].filter(Boolean).length !== 1)
      throw new InvalidInput([{ path: 'url', code: 'one-source' }]);
    if (input.record) {
      const source = await recordGiven(ctx.db, ctx.actor, input.record);
      if (source === null) throw new InvalidInput([{ path: 'record', code: 'no-such-record' }]);
      return insertEvidence(ctx, input, target, { source_record: source });
    }
    const made = await insertEvidence(ctx, input, target, { url: input.url ?? '' });
    // Links rot: what this one shows is kept, by a job that runs after the commit.
    ctx.enqueue(SNAPSHOT, { id: made.id });
    return made;
  },
});

/** Internal: the file was kept a moment ago by `attachEvidence`; a caller could name anyone's file by its hash. */
export const attachedEvidence = command({
  name: 'register.evidence.attached',
  summary: 'Puts a file forward as evidence.',
  input: z.object({ ...Given, file: z.string(), fileName: z.string(), size: z.number(), type: z.string() }),
  load: loadTarget,
  policy,
  internal: true,
  events: [did.evidenceGiven],
  async handle(ctx, input, target) {
    await ctx.db
      .insertInto('file')
      .values({ sha256: input.file, size: String(input.size), type: input.type, created_at: ctx.now })
      .onConflict((c) => c.doNothing())
      .execute();
    return insertEvidence(ctx, input, target, { file: input.file, file_name: input.fileName });
  },
});

/**
 * Puts the file that a request carries forward as evidence; the other fields are those of `register.evidence.add`.
 * Who may not is told before a byte of it is read. Errors: those of `withUpload` and of the command.
 */
export async function attachEvidence(ctx: Context, request: Request): Promise<{ id: string }> {
  assertMay(attachedEvidence.policy, ctx.actor);
  return withUpload(request, async ({ bytes, name, fields }) =>
    execute(attachedEvidence, ctx, {
      ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
      file: await putFile(bytes),
      fileName: fileName(name, 'evidence'),
      size: bytes.byteLength,
      type: kindOf(bytes),
    }),
  );
}

const loadEvidence = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('evidence as ev')
    .innerJoin('record', 'record.id', 'ev.id')
    .innerJoin('record as about', 'about.id', 'ev.target')
    .selectAll('ev')
    .select(['record.owner_body', 'about.kind as of'])
    .where('ev.id', '=', id)
    .where(visibleTo(ctx.actor))
    .where(provedSeen(ctx.actor))
    .forUpdate('ev')
    .executeTakeFirst();
type Evidence = NonNullable<Awaited<ReturnType<typeof loadEvidence>>>;

/** Records in whose histories it is told what becomes of a piece of evidence: itself, what it is for, and what that belongs to. */
async function concernedBy(ctx: Handling, one: Evidence): Promise<string[]> {
  const answer = await provableOf(one.of)?.admits(ctx, one);
  return [one.id, one.target, ...(answer && 'also' in answer ? answer.also : [])];
}

/** What one put forward one may take back; what another did, only who judges it. */
const mayWithdraw = (actor: Actor, one: { given_by: string | null; owner_body: string | null }): boolean =>
  (actor.id !== null && one.given_by === actor.id) || can(actor, JUDGE, { body: one.owner_body });

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
    ctx.emit(did.evidenceJudged, { judged: input.judged }, await concernedBy(ctx, one));
    return { rev: await touch(ctx, one.id) };
  },
});

export const withdrawEvidence = command({
  name: 'register.evidence.withdraw',
  summary: 'Withdraws evidence from sight; it stays on record.',
  input: z.object({ id: Id }),
  load: loadEvidence,
  policy: {
    ...holds(EVIDENCE, (one: Evidence) => ({ body: one.owner_body })),
    also: (actor, one) => (mayWithdraw(actor, one) ? 'allow' : 'deny'),
  },
  events: [did.evidenceWithdrawn],
  async handle(ctx, _input, one) {
    await ctx.db.updateTable('record').set({ withdrawn_at: ctx.now }).where('id', '=', one.id).execute();
    ctx.emit(did.evidenceWithdrawn, {}, await concernedBy(ctx, one));
  },
});

export const keepSnapshot = command({
  name: 'register.evidence.keep-snapshot',
  summary: 'Keeps what a link showed, or why it could not be kept. Done by a job.',
  input: z.object({
    id: Id,
    file: z.string().nullable(),
    size: z.number().default(0),
    type: z.string().default(''),
    error: z.string().nullable().default(null),
  }),
  load: loadEvidence,
  policy: holds<Evidence>(JUDGE),
  internal: true,
  events: [did.snapshotKept],
  async handle(ctx, input, one) {
    if (input.file)
      await ctx.db
        .insertInto('file')
        .values({ sha256: input.file, size: String(input.size), type: input.type, created_at: ctx.now })
        .onConflict((c) => c.doNothing())
        .execute();
    await ctx.db
      .updateTable('evidence')
      .set({ snapshot: input.file, snapshot_at: ctx.now, snapshot_error: input.error })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.snapshotKept, { error: input.error }, one.id);
  },
});
