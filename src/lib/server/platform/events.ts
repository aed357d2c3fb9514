import { z } from 'zod';
import { can, type Actor } from './actor.ts';

/** A kind of event: past tense, with the schema of its payload. Versioned because it is stored for ever. */
export interface EventKind<P extends z.ZodType = z.ZodType> {
  kind: string;
  v: number;
  payload: P;
  /** Permission that a reader of histories must hold to be told; none where whoever sees the records is. */
  toldTo?: string;
}

const kinds = new Map<string, EventKind>();

/** Declares a kind of event. Its words in six languages are `events.<kind>` with dots as dashes. */
export function event<P extends z.ZodType>(
  kind: string,
  payload: P,
  { v = 1, toldTo }: { v?: number; toldTo?: string } = {},
): EventKind<P> {
  if (kinds.has(kind)) throw new Error(`event kind declared twice: ${kind}`);
  const made = { kind, v, payload, ...(toldTo === undefined ? {} : { toldTo }) };
  kinds.set(kind, made);
  return made;
}

/** Every kind declared so far, by name. */
export const eventKinds = (): ReadonlyMap<string, EventKind> => kinds;

/** Kinds that this reader is not told of, whatever records they see. */
export const untoldTo = (actor: Actor): string[] =>
  [...kinds.values()].flatMap(({ kind, toldTo }) => (toldTo === undefined || can(actor, toldTo) ? [] : [kind]));

/** What a command emitted, waiting for the end of its transaction. */
export interface Emitted {
  kind: string;
  v: number;
  payload: unknown;
  records: string[];
  /** Names, mail, notes: kept apart, erasable. */
  private?: unknown;
}
