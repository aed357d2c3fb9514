import { ReadError } from '@suivi/texts/read';
import { Unreadable } from '../texts/index.ts';

/** Reads a file of a translator's tool. Errors: Unreadable where the engine refuses it, with the line and what is wrong there. */
export function readTool<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const line = /^line (\d+)$/.exec(error.place ?? '')?.[1];
    const { code, values } = error.fault ?? { code: 'at-this-line', values: {} };
    const issues = line === undefined ? [] : [{ path: 'file', code, values: { ...values, line: Number(line) } }];
    throw new Unreadable(error.code, error.place, issues);
  }
}
