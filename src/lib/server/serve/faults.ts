import { ConfigError } from '../platform/config.ts';
import { AppError, asExpected } from '../platform/errors.ts';
import { SetupError } from '../platform/postgres/setup-error.ts';

/** What a person at the terminal is told of an expected fault: a line each, with the way out; null for a fault of ours. */
export function oneLine(error: unknown): readonly string[] | null {
  if (error instanceof ConfigError) return error.problems;
  if (error instanceof SetupError) return [error.message];
  if (error instanceof AppError && error.code === 'database-newer')
    return [
      `The database was written by a newer Suivi (it holds ${error.values['migration']}): install that version or a later one, or set SUIVI_DATA to another folder.`,
    ];
  if (error instanceof AppError && error.code === 'migration-changed')
    return [
      `The migration ${error.values['migration']} differs from the one that the database was made with: restore the file as it was released.`,
    ];
  if (asExpected(error)?.code === 'disk-full') return ['The disk is full: free some room and start again.'];
  return null;
}
