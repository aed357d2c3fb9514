import { spawnSync } from 'node:child_process';

/** The server's clock, which stands still. */
const NOW = process.env['SUIVI_NOW'] ?? '2026-05-04T10:00:00Z';

/** Runs a script of the program on the data of the server under test, at an instant; returns what it prints. */
function ran(args: readonly string[], at: string): { stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: {
      ...process.env,
      SUIVI_DATA: process.env['E2E_DATA'],
      PORT: process.env['E2E_PORT'],
      DATABASE_URL: '',
      SUIVI_NOW: at,
    },
  });
}

function answer<T>(what: string, args: readonly string[], at: string): T {
  const { stdout, stderr } = ran(args, at);
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`${what}: ${stderr}${stdout}`);
  }
}

/** Runs a command or query by the command line, as the machine's owner, now or at another instant; returns what it answers. */
export const run = <T>(name: string, input: object, at = NOW): T =>
  answer<T>(name, ['packages/launcher/bin/suivi.mjs', 'do', name, JSON.stringify(input)], at);

/** Adds a person by the command line; returns the one-time link by which they choose a password. */
export function invite(name: string, role = 'officer'): string {
  const add = ['user', 'add', '--name', name, '--email', `${name}@example.org`, '--role', role, '--json'];
  return answer<{ link: string }>(name, ['packages/launcher/bin/suivi.mjs', ...add], NOW).link;
}

/** Does a night's work that no door opens: the letters that ask each year. */
export const askYearly = (): void => void answer('yearly letters', ['e2e/testing/ask-yearly.ts'], NOW);
