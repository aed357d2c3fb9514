import { z } from 'zod';
import { event } from '../platform/events.ts';

const number = z.number();
export const windowSet = event(
  'amendment.window-set',
  z.object({ opens: z.string(), closes: z.string(), late: z.string(), zone: z.string() }),
);
/** The organisation in whose name it was done, and why: the row of an amendment tells only the last of each. */
const by = { organisation: z.uuid().optional(), reason: z.string().optional() };
export const proposed = event('amendment.proposed', z.object({ number, kind: z.string(), late: z.boolean(), ...by }));
export const supported = event('amendment.supported', z.object({ number, support: z.boolean(), ...by }));
export const amendmentWithdrawn = event('amendment.withdrawn', z.object({ number, ...by }));
export const takenOver = event('amendment.taken-over', z.object({ number, ...by }));
export const decided = event('amendment.decided', z.object({ number, decision: z.string(), ...by }));
/** `number` and `reason` where an amendment was decided on and stands where it stood: no other event tells of it. */
export const stepped = event(
  'amendment.stepped',
  z.object({ seq: number, act: z.string(), number: number.optional(), reason: z.string().optional() }),
);
export const fileTaken = event('amendment.file-taken', z.object({ name: z.string(), found: number }));
export const fileEntered = event('amendment.file-entered', z.object({ name: z.string(), entered: number }));
