import { z } from 'zod';
import { event } from '../platform/events.ts';

export const settled = event('message.settled', z.object({ message: z.string(), state: z.string() }));
export const resolved = event('message.resolved', z.object({ message: z.string(), as: z.string() }));
