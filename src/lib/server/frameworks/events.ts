import { z } from 'zod';
import { event } from '../platform/events.ts';

const counts = { added: z.number(), changed: z.number(), retired: z.number() };
export const released = event('framework.released', z.object({ scheme: z.string(), release: z.string(), ...counts }));
export const corresponded = event(
  'framework.corresponded',
  z.object({ set: z.string(), added: z.number(), changed: z.number() }),
);
