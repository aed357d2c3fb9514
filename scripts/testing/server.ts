// Helpers of the tests that start the whole program: copies of the checkout, and servers as people start them.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const NOT_COPIED = new Set(['node_modules', '.git', '.svelte-kit', 'test-results', '.data', 'e2e', 'bench']);

const folders: string[] = [];

/** A new folder for temporary things; as root PostgreSQL's user may enter it, unless `mode` says otherwise. */
export function folder(mode = 0o711): string {
  const made = mkdtempSync(join(tmpdir(), 'suivi-run-'));
  chmodSync(made, mode);
  writeFileSync(join(made, 'keeper'), String(process.pid));
  folders.push(made);
  return made;
}

/** Removes the folders made so far; at the end of a test file. */
export function removeFolders(): void {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/**
 * Copies a checkout with its packages (as links to the same files where the disk allows it); the built pages come along
 * with a copy that was built.
 */
export function copyCheckout(to: string, from = root): string {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from))
    if (!NOT_COPIED.has(name) && (name !== 'build' || from !== root))
      cpSync(join(from, name), join(to, name), { recursive: true });
  if (spawnSync('cp', ['-al', join(from, 'node_modules'), to], { stdio: 'ignore' }).status !== 0)
    cpSync(join(from, 'node_modules'), join(to, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  // What is written in place may not be shared with the checkout.
  for (const name of ['.cache', '.vite', '.vite-temp', '.vitest-cache', '$app'])
    rmSync(join(to, 'node_modules', name), { recursive: true, force: true });
  return to;
}

/** Another Node than this one from the search path, as a person would have it; this one where there is none. */
export function systemNode(): string {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((one) => join(one, 'node'));
  const other = candidates.find((one) => {
    const { status, stdout } = spawnSync(one, ['--version'], { encoding: 'utf8' });
    return status === 0 && stdout.trim() !== process.version && Number(/^v(\d+)/.exec(stdout)?.[1]) >= 20;
  });
  return other ?? process.execPath;
}

export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer().on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))));
    });
  });

export interface Running {
  child: ChildProcess;
  /** Address, once the server says that it is ready; rejects where it ends before. */
  ready: Promise<string>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  output(): string;
}

/** Starts a program of the checkout and listens to what it says. */
export function start(
  checkout: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  options: { node?: string; uid?: number; gid?: number } = {},
): Running {
  const { node = process.execPath, ...identity } = options;
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(SUIVI_|PORT$|HOST$|ORIGIN$|DATABASE_|VITEST|NODE_OPTIONS|npm_)/.test(name),
    ),
  );
  const child = spawn(node, args, {
    cwd: checkout,
    env: { ...clean, NODE_ENV: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...identity,
  });
  let output = '';
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    child.on('close', (code, signal) => done({ code, signal }));
    child.on('error', (error) => (output += error.message));
  });
  const ready = new Promise<string>((done, failed) => {
    const hear = (text: string): void => {
      output += text;
      const said = /Suivi is ready: (\S+)/.exec(output)?.[1];
      if (said) done(said);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.on('close', () => failed(new Error(`ended before it was ready: ${output}`)));
  });
  ready.catch(() => {});
  return { child, ready, ended, output: () => output };
}

/** Numbers of the processes of the PostgreSQL on a data folder, the first one first. */
export function databaseProcesses(data: string): number[] {
  try {
    const first = Number(readFileSync(join(data, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(first)], { encoding: 'utf8' }).stdout ?? '';
    return [
      first,
      ...children
        .split('\n')
        .map(Number)
        .filter((pid) => pid > 0),
    ];
  } catch {
    return [];
  }
}
