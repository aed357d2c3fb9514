import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { codeOf, SetupError } from './setup-error.ts';

const Holder = z.object({
  pid: z.number(),
  /** A server stays and shares its database; a command ends soon and is waited for. */
  kind: z.enum(['server', 'command']),
  url: z.string().nullable(),
  origin: z.string().nullable(),
});
/** Who has the data folder, as told to others. */
export type Holder = z.infer<typeof Holder>;

export interface Lock {
  /** Tells others where the database is. */
  tell(holder: Omit<Holder, 'pid'>): void;
  release(): void;
}

const stateFile = (data: string): string => join(data, 'holder.json');

/**
 * Takes the data folder for this process, or gives null while another has it. The kernel keeps the lock (a transaction on
 * an SQLite file is one), so that it ends with the process, however that ended: no lock can be stale and no number of a
 * process has to be trusted.
 */
export function takeLock(data: string): Lock | null {
  let file: DatabaseSync;
  try {
    file = new DatabaseSync(join(data, 'lock.db'));
  } catch (cause) {
    throw notWritable(data, cause);
  }
  try {
    file.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    file.close();
    // 5 is SQLITE_BUSY.
    if (typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === 5) return null;
    throw notWritable(data, error);
  }
  rmSync(stateFile(data), { force: true });
  return {
    tell(holder) {
      const half = `${stateFile(data)}.half`;
      writeFileSync(half, JSON.stringify({ ...holder, pid: process.pid } satisfies Holder), { mode: 0o600 });
      renameSync(half, stateFile(data));
    },
    release() {
      rmSync(stateFile(data), { force: true });
      file.close();
    },
  };
}

/** Who has the lock; null where nobody has said so (yet). Means something only while the lock is held. */
export function holderOf(data: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(stateFile(data), 'utf8')));
  } catch {
    return null;
  }
}

const notWritable = (data: string, cause: unknown): SetupError =>
  new SetupError(
    `The data folder ${data} cannot be written (${codeOf(cause) || String(cause)}): set SUIVI_DATA to a folder of yours, or change its rights.`,
    { cause },
  );

/** Makes the data folder. As root it may be entered by all (PostgreSQL's user must), each part in it has its own rights. */
export function makeDataFolder(data: string): void {
  try {
    const made = mkdirSync(data, { recursive: true });
    if (made) chmodSync(data, process.getuid?.() === 0 ? 0o711 : 0o700);
    const probe = join(data, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    throw notWritable(data, cause);
  }
}
