import { ReadError } from '@suivi/texts/read';
import { Unreadable } from '../texts/index.ts';

/** Reads a file of a translator's tool. Errors: Unreadable, with the place, where the engine refuses it. */
export function readTool<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadError) throw new Unreadable(error.code, error.place);
    throw error;
  }
}
