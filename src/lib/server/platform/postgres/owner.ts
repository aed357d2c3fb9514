import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './setup-error.ts';

/** The user that PostgreSQL runs as where this program is root; PostgreSQL refuses to run as root itself. */
export interface Owner {
  name: string;
  uid: number;
  gid: number;
}

const USER = 'suivi';

const numberOf = (flag: '-u' | '-g', name: string): number | null => {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : null;
};

function known(name: string): Owner | null {
  const uid = numberOf('-u', name);
  const gid = numberOf('-g', name);
  return uid === null || gid === null || uid === 0 ? null : { name, uid, gid };
}

/**
 * Who is to run PostgreSQL; null where this program is an ordinary user and runs it itself. The owner of data that exist
 * comes first, so that they stay readable; then the system user `suivi`, made when missing; where users cannot be made
 * (a read-only image) one that is there.
 */
export function databaseOwner(cluster: string): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const before = statSync(cluster, { throwIfNoEntry: false });
  if (before && before.uid !== 0) {
    const name = spawnSync('id', ['-un', String(before.uid)], { encoding: 'utf8' }).stdout?.trim();
    return { name: name || `number ${before.uid}`, uid: before.uid, gid: before.gid };
  }
  const ours = known(USER);
  if (ours) return ours;
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    USER,
  ]);
  const owner = known(USER) ?? known('postgres') ?? known('nobody');
  if (!owner)
    throw new SetupError(
      `PostgreSQL does not run as root and no user could be made for it: make one (useradd --system ${USER}), or start Suivi as an ordinary user.`,
    );
  return owner;
}

/** Whether `owner` may enter a folder. Asked of the system itself, so that access lists and mounts count too. */
export function canEnter(folder: string, owner: Owner | null): boolean {
  if (!owner) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    uid: owner.uid,
    gid: owner.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}

/** The outermost folder on the way to `folder` that `owner` may not enter; null where the way is open. */
export function closedAt(folder: string, owner: Owner | null): string | null {
  if (canEnter(folder, owner)) return null;
  const above = dirname(folder);
  return (above === folder ? null : closedAt(above, owner)) ?? folder;
}
