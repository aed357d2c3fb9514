import { z } from 'zod';
import { event } from '../platform/events.ts';

export const issued = event('document.issued', z.object({ symbol: z.string(), lang: z.string() }));
export const documentWithdrawn = event('document.withdrawn', z.object({ symbol: z.string(), withdrawn: z.boolean() }));
