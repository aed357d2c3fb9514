import { withUpload } from '../files/index.ts';
import type { Context } from '../platform/context.ts';
import { assertMay } from '../platform/policy.ts';
import { createIntake } from './commands.ts';
import { receive } from './intake.ts';

/**
 * Takes in the document that a request carries. Who may not is told before a byte of it is read. Errors: those of
 * `withUpload` and `receive`.
 */
export async function receiveUpload(ctx: Context, request: Request): Promise<{ id: string; again: boolean }> {
  assertMay(createIntake.policy, ctx.actor);
  return withUpload(request, ({ bytes, name }) => receive(ctx, bytes, name));
}
