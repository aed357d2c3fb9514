import { z } from 'zod';
import { event } from '../platform/events.ts';

export const suggested = event('obligation.suggested', z.object({ edition: z.string(), count: z.number() }));
export const confirmed = event('obligation.confirmed', z.object({ number: z.number(), edited: z.array(z.string()) }));
export const edited = event('obligation.edited', z.object({ number: z.number(), fields: z.array(z.string()) }));
export const rejected = event('obligation.rejected', z.object({ number: z.number() }));
export const split = event('obligation.split', z.object({ number: z.number(), into: z.number() }));
export const merged = event('obligation.merged', z.object({ number: z.number(), into: z.number() }));
export const undone = event('review.undone', z.object({ act: z.string() }));
export const activated = event('obligation.activated', z.object({ version: z.string(), count: z.number() }));
export const lifeChanged = event(
  'obligation.life',
  z.object({ number: z.number(), life: z.string(), reason: z.string() }),
);
export const carried = event(
  'obligation.carried',
  z.object({ version: z.string(), carried: z.number(), changed: z.number(), gone: z.number() }),
);
export const linked = event(
  'obligation.linked',
  z.object({ number: z.number(), change: z.enum(['linked', 'unlinked', 'fate']) }),
);
export const assigned = event('obligation.assigned', z.object({ number: z.number(), role: z.string() }));
export const shown = event('obligation.shown', z.object({ number: z.number(), visibility: z.string() }));
export const occurrenceChanged = event(
  'occurrence.changed',
  z.object({ key: z.string(), from: z.string(), to: z.string() }),
);
export const occurrenceMoved = event(
  'occurrence.moved',
  z.object({ key: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
);
export const explained = event('occurrence.explained', z.object({ key: z.string() }));
export const evidenceGiven = event('evidence.given', z.object({ kind: z.string() }));
export const evidenceJudged = event('evidence.judged', z.object({ judged: z.string() }));
export const evidenceWithdrawn = event('evidence.withdrawn', z.object({}));
export const remarkMade = event('remark.made', z.object({}));
export const remarkAnswered = event('remark.answered', z.object({ state: z.string() }));
export const snapshotKept = event('evidence.snapshot', z.object({ error: z.string().nullable() }));
export const drawn = event('occurrences.drawn', z.object({ number: z.number(), keys: z.array(z.string()) }));
