import { z } from 'zod';

/** A kind of event: past tense, with the schema of its payload. Versioned because it is stored for ever. */
export interface EventKind<P extends z.ZodType = z.ZodType> {
  kind: string;
  v: number;
  payload: P;
}

const kinds = new Map<string, EventKind>();

/** Declares a kind of event. Its words in six languages are `events.<kind>` with dots as dashes. */
export function event<P extends z.ZodType>(kind: string, payload: P, v = 1): EventKind<P> {
  if (kinds.has(kind)) throw new Error(`event kind declared twice: ${kind}`);
  const made = { kind, v, payload };
  kinds.set(kind, made);
  return made;
}

/** Every kind declared so far, by name. */
export const eventKinds = (): ReadonlyMap<string, EventKind> => kinds;

/** What a command emitted, waiting for the end of its transaction. */
export interface Emitted {
  kind: string;
  v: number;
  payload: unknown;
  records: string[];
  /** Names, mail, notes: kept apart, erasable. */
  private?: unknown;
}
