import { z } from 'zod';
import { event } from '../platform/events.ts';

export const bodyAdded = event('body.added', z.object({ code: z.string() }));
export const sessionPlanned = event(
  'session.planned',
  z.object({ code: z.string(), from: z.string(), to: z.string() }),
);
export const sessionMoved = event('session.moved', z.object({ session: z.string(), from: z.string(), to: z.string() }));
export const sessionCancelled = event('session.cancelled', z.object({ code: z.string() }));
export const meetingPlanned = event('meeting.planned', z.object({ number: z.number() }));
export const decisionRecorded = event('decision.recorded', z.object({ number: z.string().nullable() }));
export const partyNamed = event('party.named', z.object({ lang: z.string(), name: z.string() }));
export const leadTimeSet = event(
  'lead-time.set',
  z.object({ body: z.string(), step: z.string(), amount: z.number().nullable(), unit: z.string() }),
);
