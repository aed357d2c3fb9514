import { parseArgs } from 'node:util';
import { fail } from '../terminal.ts';

export const summary = 'Start the server: database, migrations, demonstration, web pages.';

export const help = `Usage: suivi serve

Starts PostgreSQL (or uses DATABASE_URL), brings its tables up to date, fills an empty database with the demonstration
and serves the pages until Ctrl-C. \`npm start\` installs and builds what is missing first.

Settings come from the environment: PORT, HOST, ORIGIN, DATABASE_URL, SUIVI_DATA and others (docs/configuration.md).
`;

/** Serves until a signal; 0 after a clean stop, 1 with one line where something on this machine is in the way. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, strict: true });
  const { serve } = await import('../../lib/server/serve/index.ts');
  const { oneLine } = await import('../../lib/server/serve/faults.ts');
  try {
    return await serve();
  } catch (error) {
    const lines = oneLine(error);
    if (!lines) throw error;
    for (const line of lines) fail(line, 1);
    return 1;
  }
}
