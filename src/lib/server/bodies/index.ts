/** Bodies, their sessions and meetings, and what they decided. */
export * as commands from './commands.ts';
import { body, list } from './queries.ts';
export const queries = { list, body };
export { resolveSession, wordingFor } from './queries.ts';
export { sessionMoved } from './events.ts';
export { daysOf, rangeOf, spanOf, type Span } from './spans.ts';
