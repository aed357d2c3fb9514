import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One run of a program in a process of its own. */
export interface Measure {
  /** Wall time from start to end of the process, ms. */
  wall: number;
  /** Peak of resident memory, MB; null where the system does not tell. */
  peak: number | null;
  /** What the program printed. */
  output: string;
}

/**
 * Runs a program to its end; its memory is asked of the system while it runs (VmHWM). One that takes longer than `most` ms
 * is ended, and the promise fails.
 */
export function measure(command: string, args: string[], most = Infinity): Promise<Measure> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let peak: number | null = null;
    const look = (): void => {
      try {
        const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1];
        if (found !== undefined) peak = Math.max(peak ?? 0, Number(found) / 1024);
      } catch {
        // Not Linux, or the process has just ended: what was seen so far stands.
      }
    };
    const timer = setInterval(look, 4);
    const limit = most === Infinity ? undefined : setTimeout(() => child.kill('SIGKILL'), most);
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearInterval(timer);
      clearTimeout(limit);
      const wall = performance.now() - started;
      if (code === 0) resolve({ wall, peak, output: Buffer.concat(pieces).toString('utf8') });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${String(code)}`));
    });
  });
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A table in Markdown. */
export const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
