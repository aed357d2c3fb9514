import { parseArgs } from 'node:util';
import { wordsOf } from '../speech.ts';
import { fail, print } from '../terminal.ts';

export const summary = "Bring the database's tables up to date.";

export const help = `Usage: suivi migrate [--json]

Applies the migrations that the database does not have yet, each in a transaction of its own. Where no server runs, the
embedded PostgreSQL is started for it and stopped again. \`suivi serve\` does the same by itself.

  --json   print {"applied": [names]}
`;

/** 0 when the database is up to date afterwards. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } }, strict: true });
  const { oneLine } = await import('../../lib/server/serve/faults.ts');
  try {
    const { loadConfig } = await import('../../lib/server/platform/config.ts');
    const { withDatabase } = await import('../../lib/server/platform/postgres/index.ts');
    const { migrate } = await import('../../lib/server/platform/migrate.ts');
    const { ensureFrameworks } = await import('../../lib/server/frameworks/index.ts');
    await import('../../lib/server/registry.ts');
    const applied = await withDatabase(loadConfig(), async (url) => {
      const names = await migrate(url);
      await ensureFrameworks(url);
      return names;
    });
    const t = await wordsOf();
    await print(
      values.json
        ? `${JSON.stringify({ applied })}\n`
        : applied.length === 0
          ? `${t('cli.up-to-date')}\n`
          : `${t('cli.applied', { names: applied.join(', ') })}\n`,
    );
    return 0;
  } catch (error) {
    const lines = oneLine(error);
    if (!lines) throw error;
    for (const line of lines) fail(line, 1);
    return 1;
  }
}
