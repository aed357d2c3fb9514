import { statfs } from 'node:fs/promises';
import { loadConfig } from './config.ts';
import { DiskFull } from './errors.ts';

/** The folder whose file system is watched, and the bytes that writing leaves free on it. */
export interface DiskWatch {
  folder: string;
  reserve: number;
}

let watched: DiskWatch | null = null;

/** Watches another folder than that of the settings; null goes back to the settings. */
export function watchDisk(watch: DiskWatch | null): void {
  watched = watch;
}

/** Bytes that this process may still write in a folder; null where the folder does not exist. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Refuses a change while the disk of the data folder is nearly full, before anything of it is written. PostgreSQL stops
 * altogether when its log finds no room: the reserve keeps it alive, and with it reading.
 * Errors: DiskFull (507).
 */
export async function assertRoomToWrite(): Promise<void> {
  watched ??= fromSettings();
  const free = await freeBytes(watched.folder);
  if (free !== null && free < watched.reserve) throw new DiskFull();
}

function fromSettings(): DiskWatch {
  const config = loadConfig();
  return { folder: config.data, reserve: config.diskReserve };
}
