import { z } from 'zod';
import { event } from '../platform/events.ts';

export const milestonesDrawn = event('milestones.drawn', z.object({ count: z.number() }));
export const milestoneDone = event('milestone.done', z.object({ step: z.string(), done: z.boolean() }));
export const milestoneMoved = event(
  'milestone.moved',
  z.object({ step: z.string(), from: z.string(), to: z.string(), reason: z.string() }),
);
export const dutyGiven = event('duty.given', z.object({ number: z.number(), role: z.string() }));
export const dutyEnded = event('duty.ended', z.object({ number: z.number() }));
export const handedOver = event('duty.handed-over', z.object({ from: z.string(), to: z.string(), count: z.number() }));
export const noted = event('note.added', z.object({}));
export const remindersChosen = event('reminders.chosen', z.object({ mail: z.boolean() }));
export const reminded = event('reminders.made', z.object({ people: z.number() }));
