import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = 'packages/launcher/bin/suivi.mjs';

/** The built server on a folder, a port and a database of its own; all of it goes when it is stopped. */
export interface Bench {
  origin: string;
  data: string;
  env: NodeJS.ProcessEnv;
  /** Runs a verb and gives what it printed. */
  suivi(...args: string[]): string;
  /** Starts serving and waits until a page is there; gives the process id of the server itself. */
  serve(page?: string): Promise<number>;
  stop(): Promise<void>;
}

/** `folder`: data that are there already, and stay. */
export function bench(demo: 'yes' | 'no' = 'no', folder?: string): Bench {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'suivi-bench-'));
  chmodSync(data, 0o711);
  const port = 20_000 + (process.pid % 20_000);
  const env = {
    ...process.env,
    SUIVI_BENCH: 'yes',
    SUIVI_DATA: data,
    PORT: String(port),
    SUIVI_DEMO: demo,
    DATABASE_URL: '',
  };
  const origin = `http://localhost:${port}`;
  let server: ChildProcess | null = null;
  return {
    origin,
    data,
    env,
    suivi(...args) {
      const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args], {
        cwd: root,
        encoding: 'utf8',
        env,
        maxBuffer: 1e9,
      });
      if (status !== 0) throw new Error(`suivi ${args.join(' ').slice(0, 200)}: ${stderr}`);
      return stdout;
    },
    async serve(page = '/en') {
      server = spawn(process.execPath, [bin, 'serve'], { cwd: root, env, stdio: 'ignore' });
      for (let tries = 0; tries < 200; tries++) {
        const up = await fetch(`${origin}${page}`).then(
          (answer) => answer.status === 200,
          () => false,
        );
        if (up) return childOf(server.pid ?? 0);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('the server did not come up');
    },
    async stop() {
      if (server && server.exitCode === null && server.signalCode === null) {
        const ended = new Promise((resolve) => server?.once('exit', resolve));
        server.kill('SIGTERM');
        await ended;
      }
      if (folder === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

// The launcher may hand over to another Node: the one that serves is at the end of the line.
function childOf(pid: number): number {
  try {
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    const line = child ? readFileSync(`/proc/${child}/cmdline`, 'utf8') : '';
    return child && line.includes('suivi') && line.includes('serve') ? childOf(Number(child)) : pid;
  } catch {
    return pid;
  }
}

/** Resident memory of a process now, MB (Linux). */
export const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
