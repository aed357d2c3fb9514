import type { z } from 'zod';
import type { Context, QueryContext } from './context.ts';
import { asExpected, Forbidden } from './errors.ts';
import { parseInput } from './input.ts';
import { assertMay, judgeRecord, type Policy } from './policy.ts';

/** One thing that pages, the API and the command line may read. */
export interface Query<I extends z.ZodType = z.ZodType, O = unknown> {
  name: string;
  summary: string;
  input: I;
  policy: Policy<never>;
  run: (ctx: QueryContext, input: z.output<I>) => Promise<O>;
  internal?: true;
}

/** A query of any shape: each parses its own input. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyQuery = Query<any, any>;

/** Declares a query; only fixes the types. */
export function query<I extends z.ZodType, O>(spec: Query<I, O>): Query<I, O> {
  return spec;
}

/** Reads. The query itself filters by what the actor may see (visibility.ts). Errors: 400, 401, 403, 404, 503. */
export async function ask<I extends z.ZodType, O>(spec: Query<I, O>, ctx: Context, raw: unknown): Promise<O> {
  assertMay(spec.policy, ctx.actor);
  const input = parseInput(spec.input, raw);
  // No record is locked here; a policy that wants the grant to hold everywhere says so by its scope.
  if (judgeRecord(spec.policy, ctx.actor, undefined as never, input) !== 'allow')
    throw new Forbidden(spec.policy.needs);
  try {
    const { database, actor, now, lang, version } = ctx;
    return await spec.run({ db: database.read, actor, now, lang, ...(version ? { version } : {}) }, input);
  } catch (error) {
    throw asExpected(error) ?? error;
  }
}
