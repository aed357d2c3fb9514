import { spawnSync } from 'node:child_process';

/** Runs a command or query on the server under test by the command line, as the machine's owner; returns what it answers. */
export const run = <T>(name: string, input: object): T => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['packages/launcher/bin/suivi.mjs', 'do', name, JSON.stringify(input)],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        SUIVI_DATA: process.env['E2E_DATA'],
        PORT: process.env['E2E_PORT'],
        DATABASE_URL: '',
        SUIVI_NOW: process.env['SUIVI_NOW'] ?? '2026-05-04T10:00:00Z',
      },
    },
  );
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`${name}: ${stderr}${stdout}`);
  }
};
