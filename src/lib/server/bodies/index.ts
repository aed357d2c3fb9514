/** Bodies, their sessions and meetings, and what they decided. */
import * as own from './commands.ts';
import { setLeadTime } from './lead-times.ts';
import { body, list } from './queries.ts';

export const commands = { ...own, setLeadTime };
export const queries = { list, body };
export { mergedInto, resolveSession, wordingFor } from './queries.ts';
export { EDIT as EDIT_SESSIONS } from './policy.ts';
export { leadTimeSet, sessionMoved, sessionPlanned } from './events.ts';
export { STEPS, type LeadTime, type Step } from './lead-times.ts';
export { daysOf, rangeOf, spanOf, type Span } from './spans.ts';
