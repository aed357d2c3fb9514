import { spawnSync } from 'node:child_process';

/** Adds a person to the server under test by the command line; returns the one-time link by which they choose a password. */
export const invite = (name: string, role = 'officer'): string => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      'packages/launcher/bin/suivi.mjs',
      'user',
      'add',
      '--name',
      name,
      '--email',
      `${name}@example.org`,
      '--role',
      role,
      '--json',
    ],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        SUIVI_DATA: process.env['E2E_DATA'],
        PORT: process.env['E2E_PORT'],
        DATABASE_URL: '',
        // The server's clock: a grant begins when it is given.
        SUIVI_NOW: process.env['SUIVI_NOW'] ?? '2026-05-04T10:00:00Z',
      },
    },
  );
  const { link } = JSON.parse(stdout || `{"link":${JSON.stringify(stderr)}}`) as { link: string };
  return link;
};
