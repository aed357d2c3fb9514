import { z } from 'zod';
import { event } from '../platform/events.ts';

const counts = { added: z.number(), changed: z.number(), retired: z.number() };
export const released = event('framework.released', z.object({ scheme: z.string(), release: z.string(), ...counts }));
export const corresponded = event(
  'framework.corresponded',
  z.object({ set: z.string(), added: z.number(), changed: z.number() }),
);

const codes = z.array(z.string());
export const tagged = event('record.tagged', z.object({ added: codes, removed: codes, changed: codes }));
export const tagRejected = event('record.tag-rejected', z.object({ concepts: codes }));
