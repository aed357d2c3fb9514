import { z } from 'zod';
import { event } from '../platform/events.ts';

const number = z.number();
export const windowSet = event(
  'amendment.window-set',
  z.object({ opens: z.string(), closes: z.string(), late: z.string(), zone: z.string() }),
);
export const proposed = event('amendment.proposed', z.object({ number, kind: z.string(), late: z.boolean() }));
export const supported = event('amendment.supported', z.object({ number, support: z.boolean() }));
export const amendmentWithdrawn = event('amendment.withdrawn', z.object({ number }));
export const takenOver = event('amendment.taken-over', z.object({ number }));
export const decided = event('amendment.decided', z.object({ number, decision: z.string() }));
export const stepped = event('amendment.stepped', z.object({ seq: number, act: z.string() }));
export const fileTaken = event('amendment.file-taken', z.object({ name: z.string(), found: number }));
export const fileEntered = event('amendment.file-entered', z.object({ name: z.string(), entered: number }));
