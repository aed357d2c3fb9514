import { z } from 'zod';
import { event } from '../platform/events.ts';

const lang = z.string();
export const workTaken = event('translation.taken', z.object({ lang, pieces: z.number(), by: z.string().nullable() }));
export const workSaved = event('translation.saved', z.object({ lang, piece: z.string(), state: z.string() }));
export const workReturned = event('translation.returned', z.object({ lang, piece: z.string(), reason: z.string() }));
export const workConfirmed = event('translation.confirmed', z.object({ lang, pieces: z.number() }));
export const dueSet = event('translation.due-set', z.object({ lang, due: z.string().nullable() }));
export const fileTaken = event(
  'translation.file-taken',
  z.object({ lang, name: z.string(), accepted: z.number(), left: z.number() }),
);
export const delivered = event('translation.delivered', z.object({ lang, pieces: z.number() }));
export const obligationSaved = event('translation.obligation-saved', z.object({ number: z.number(), lang }));
export const termSaved = event('translation.term-saved', z.object({ name: z.string(), lang, word: z.string() }));
export const termsTaken = event('translation.terms-taken', z.object({ added: z.number(), changed: z.number() }));
export const memoryTaken = event('translation.memory-taken', z.object({ name: z.string(), entries: z.number() }));
