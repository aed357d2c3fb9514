/** Mail: an outbox that is written within the command that owes it, and sent by a job. */
import { mailJob, resolveMessage, settle, take } from './messages.ts';
import { outbox, STATES } from './queries.ts';

export const commands = { take, settle, resolveMessage };
export const queries = { outbox };
export const jobs = [mailJob];
export { oweMessage } from './messages.ts';
export { STATES };
