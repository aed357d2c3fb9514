import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { CommandContext, Context } from './context.ts';
import { PLANNED_ONCE, type Write } from './db.ts';
import { assertRoomToWrite } from './disk.ts';
import { asExpected, Conflict, Forbidden, NotFound } from './errors.ts';
import type { Emitted, EventKind } from './events.ts';
import { onceOnly } from './idempotency.ts';
import { arrayOf, newId } from './ids.ts';
import { texts, uuids } from './arrays.ts';
import { parseInput } from './input.ts';
import { sendJobs, type Enqueued } from './jobs.ts';
import { assertMay, judgeRecord, type Policy } from './policy.ts';

/** What a handler may do besides reading and writing: leave events and jobs, and guard against a stale edit. */
export interface Handling extends CommandContext {
  /** Leaves an event on these records, in the same transaction. */
  emit<P extends z.ZodType>(
    kind: EventKind<P>,
    payload: z.input<P>,
    records: string | readonly string[],
    privately?: unknown,
  ): void;
  /** Leaves a job that runs after the commit. */
  enqueue(queue: string, data: object): void;
  /** Refuses an edit made on an older state: 409, with what stands now. */
  expectRev(record: { rev: number }, rev: number, current?: unknown): void;
}

/** One way to change something. Made by `command`, run only by `execute`. */
export interface Command<I extends z.ZodType = z.ZodType, R = unknown, O = unknown> {
  /** `room.thing.verb`: also the REST path and the name on the permissions page. */
  name: string;
  /** One English sentence, for the API's description and the command line's help. */
  summary: string;
  input: I;
  /** Loads and locks the record that the change is about; undefined means it does not exist. */
  load?: (ctx: CommandContext, input: z.output<I>) => Promise<R | undefined>;
  policy: Policy<R, z.output<I>>;
  handle: (ctx: Handling, input: z.output<I>, record: R) => Promise<O>;
  /** Kinds it may leave. */
  events: readonly EventKind[];
  /** True for the few that leave no event (a claim that lapses by itself, a draft saved again). */
  silent?: true;
  /** True where the command stands in no door but the command line and the server itself. */
  internal?: true;
}

/** A command of any shape: each parses its own input. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyCommand = Command<any, any, any>;

/**
 * What another room does in the same transaction when an event is left: the register follows the adoption of a text
 * without the room of texts knowing of it.
 */
export interface Follower<P extends z.ZodType = z.ZodType> {
  kind: EventKind<P>;
  /** Kinds the follower itself may leave. */
  events: readonly EventKind[];
  handle: (ctx: Handling, payload: z.output<P>, records: readonly string[]) => Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyFollower = Follower<any>;

let followers: readonly AnyFollower[] | null = null;

/** Set once, by the registry; without them nothing is changed, for what follows from it would be lost in silence. */
export function setFollowers(list: readonly AnyFollower[]): void {
  followers = list;
}

/** Declares a command; only fixes the types. */
export function command<I extends z.ZodType, R, O>(spec: Command<I, R, O>): Command<I, R, O> {
  return spec;
}

/**
 * The road of every change, and the only opener of a write transaction: parse, policy on the actor, begin, load and lock,
 * policy on the record, handle, events and jobs, commit.
 * @param raw what was sent, unchecked
 * @returns what the handler returns
 * Errors: InvalidInput 400, SignInRequired 401, Forbidden 403, NotFound 404, Conflict 409, DiskFull 507, Unavailable 503.
 */
export async function execute<I extends z.ZodType, R, O>(
  spec: Command<I, R, O>,
  ctx: Context,
  raw: unknown,
): Promise<O> {
  const [result] = await executeMany([{ command: spec, input: raw }], ctx);
  return result as O;
}

/** Several changes in one transaction: all or nothing. */
export async function executeMany(
  steps: readonly { command: AnyCommand; input: unknown }[],
  ctx: Context,
): Promise<unknown[]> {
  const parsed = steps.map((step) => ({ ...step, input: parseInput(step.command.input, step.input) }));
  for (const { command: spec } of parsed) assertMay(spec.policy, ctx.actor);
  await assertRoomToWrite();
  try {
    return await ctx.database.UNSAFE_write.transaction().execute(async (db) => {
      const run = async (): Promise<unknown[]> => {
        const results: unknown[] = [];
        for (const { command: spec, input } of parsed) results.push(await runOne(spec, input, ctx, db));
        return results;
      };
      return ctx.once && ctx.actor.id !== null ? onceOnly(db, ctx.actor.id, ctx.now, ctx.once, run) : run();
    });
  } catch (error) {
    throw asExpected(error) ?? error;
  }
}

async function runOne<R, O>(spec: Command<z.ZodType, R, O>, input: unknown, ctx: Context, db: Write): Promise<O> {
  const emitted: Emitted[] = [];
  const jobs: Enqueued[] = [];
  const allowed = new Set(spec.events);
  const handling: Handling = {
    db,
    actor: ctx.actor,
    now: ctx.now,
    lang: ctx.lang,
    door: ctx.door,
    commandId: newId(),
    emit(kind, payload, records, privately) {
      if (!allowed.has(kind)) throw new Error(`${spec.name} does not declare the event ${kind.kind}`);
      const checked = kind.payload.parse(payload);
      emitted.push({
        kind: kind.kind,
        v: kind.v,
        payload: checked,
        records: [...new Set([records].flat())],
        private: privately,
      });
    },
    enqueue(queue, data) {
      jobs.push({ queue, data });
    },
    expectRev(record, rev, current = null) {
      if (record.rev !== rev) throw new Conflict('conflict', current);
    },
  };
  let record = undefined as R;
  if (spec.load) {
    const loaded = await spec.load(handling, input);
    if (loaded === undefined) throw new NotFound();
    record = loaded;
  }
  const verdict = judgeRecord(spec.policy, ctx.actor, record, input);
  if (verdict === 'hide') throw new NotFound();
  if (verdict === 'deny') throw new Forbidden(spec.policy.needs);
  const result = await spec.handle(handling, input, record);
  if (emitted.length === 0 && !spec.silent) throw new Error(`${spec.name} changed something and left no event`);
  if (followers === null) throw new Error(`${spec.name}: the registry is not loaded`);
  // The list grows while it is walked: a follower may leave events that others follow.
  for (const e of emitted) {
    for (const follower of followers.filter((one) => one.kind.kind === e.kind)) {
      follower.events.forEach((kind) => allowed.add(kind));
      await follower.handle(handling, e.payload, e.records);
    }
  }
  await insertEvents(db, spec.name, handling, ctx, emitted);
  await sendJobs(db, ctx.database.url, jobs);
  return result;
}

async function insertEvents(
  db: Write,
  name: string,
  handling: Handling,
  ctx: Context,
  emitted: Emitted[],
): Promise<void> {
  if (emitted.length === 0) return;
  const salts = emitted.map((e) => (e.private === undefined ? null : randomBytes(16).toString('hex')));
  const payloads = emitted.map((e, i) => {
    const salt = salts[i];
    const payload = salt ? { ...asObject(e.payload), privateHash: privateHash(salt, e.private) } : e.payload;
    return JSON.stringify(payload);
  });
  // An import leaves a thousand at once; they are numbered in the order in which they were left.
  const { rows } = await sql<{ seqs: string }>`${PLANNED_ONCE} with made as (
    insert into event (at, kind, v, actor, for_party, door, command, command_id, payload)
    select ${ctx.now}::timestamptz, e.kind, e.v, ${ctx.actor.id}::uuid, ${ctx.forParty ?? null}::uuid, ${ctx.door}, ${name},
      ${handling.commandId}::uuid, e.payload::jsonb
    from unnest(${texts(emitted.map((e) => e.kind))}::text[], ${arrayOf(emitted.map((e) => String(e.v)))}::int[], ${texts(payloads)}::text[])
      as e(kind, v, payload)
    returning seq) select string_agg(seq::text, ' ' order by seq) as seqs from made`.execute(db);
  const seqs = rows[0]?.seqs.split(' ') ?? [];
  const at = ctx.now;
  const links = emitted.flatMap((e, i) => e.records.map((record) => [record, seqs[i] ?? ''] as const));
  if (links.length > 0)
    await sql`${PLANNED_ONCE} insert into event_record (record, at, seq) select record, ${at}::timestamptz, seq
      from unnest(${uuids(links.map(([record]) => record))}::uuid[], ${arrayOf(links.map(([, seq]) => seq))}::bigint[]) as e(record, seq)`.execute(
      db,
    );
  const details = emitted.flatMap((e, i) => {
    const salt = salts[i];
    return salt ? [{ event_at: at, event_seq: seqs[i] ?? '', salt, value: JSON.stringify(e.private) }] : [];
  });
  if (details.length > 0) await db.insertInto('private_detail').values(details).execute();
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** Raises a record's lock number and the time of its last change; every edit of a record goes through here. */
export async function touch(ctx: { db: Write; now: Date }, id: string): Promise<number> {
  const row = await ctx.db
    .updateTable('record')
    .set({ rev: sql<number>`rev + 1`, updated_at: ctx.now })
    .where('id', '=', id)
    .returning('rev')
    .executeTakeFirstOrThrow(() => new NotFound());
  return row.rev;
}

/** Makes the record row that a room's own row shares its id with. */
export async function newRecord(
  ctx: { db: Write; now: Date },
  kind: string,
  options: { id?: string; visibility?: 'draft' | 'body' | 'public'; ownerBody?: string | null } = {},
): Promise<string> {
  const id = options.id ?? newId(ctx.now.getTime());
  await ctx.db
    .insertInto('record')
    .values({
      id,
      kind,
      visibility: options.visibility ?? 'draft',
      owner_body: options.ownerBody ?? null,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
  return id;
}

/** Hash of a private detail, as its event keeps it. */
export const privateHash = (salt: string, value: unknown): string =>
  createHash('sha256').update(salt).update(JSON.stringify(value)).digest('hex');
