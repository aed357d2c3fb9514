import { z } from 'zod';
import { event } from '../platform/events.ts';

const of = { roadmap: z.string() };
const ofTask = { ...of, number: z.number() };

export const created = event('roadmap.created', z.object(of));
export const edited = event('roadmap.edited', z.object({ ...of, fields: z.array(z.string()) }));
export const shown = event('roadmap.shown', z.object({ ...of, visibility: z.string() }));
export const released = event('roadmap.released', z.object({ ...of, number: z.number(), dated: z.string() }));
export const taskAdded = event('roadmap-task.added', z.object(ofTask));
/** `words` is the language of the words that changed, `due` from when to when it moved. */
export const taskEdited = event(
  'roadmap-task.edited',
  z.object({
    ...ofTask,
    fields: z.array(z.string()),
    words: z.string().optional(),
    due: z.object({ from: z.string().nullable(), to: z.string().nullable() }).optional(),
  }),
);
/** What was said is kept here, whatever is said of the task later. */
const said = { note: z.string().nullable(), lang: z.string().nullable() };
export const taskProgressed = event(
  'roadmap-task.progressed',
  z.object({ ...ofTask, from: z.string(), to: z.string(), ...said }),
);
export const taskDropped = event('roadmap-task.dropped', z.object({ ...ofTask, from: z.string(), ...said }));
