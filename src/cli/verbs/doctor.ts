import { parseArgs } from 'node:util';
import { print } from '../terminal.ts';

export const summary = 'Check this machine and the installation, and say what is in the way.';

export const help = `Usage: suivi doctor [--json]

Checks Node, the settings, PostgreSQL's programs, the data folder, the disk, the database with its version, extensions
and migrations, the built pages and the port. Each line says what was found and, where something is in the way, the way
out. Nothing is changed; a database that is not running is started for the check and stopped again.

  --json   print {"checks": [{ name, state, found, remedy }]}, state being ok, note or fault

Ends with 1 when a check found a fault.
`;

/** 0 when nothing is in the way. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } }, strict: true });
  const { examine } = await import('../../lib/server/serve/doctor.ts');
  const checks = await examine();
  if (values.json) await print(`${JSON.stringify({ checks }, null, 2)}\n`);
  else {
    const width = Math.max(...checks.map(({ name }) => name.length));
    const sign = { ok: 'ok   ', note: 'note ', fault: 'FAULT' } as const;
    for (const { name, state, found, remedy } of checks)
      await print(`${sign[state]}  ${name.padEnd(width)}  ${found}${remedy ? ` → ${remedy}` : ''}\n`);
  }
  return checks.some(({ state }) => state === 'fault') ? 1 : 0;
}
