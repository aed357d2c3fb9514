import { readFileSync } from 'node:fs';
import { LANGUAGES } from '@suivi/texts';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { SYSTEM } from '../lib/server/platform/actor.ts';
import { now } from '../lib/server/platform/clock.ts';
import { loadConfig, type Config } from '../lib/server/platform/config.ts';
import type { Context } from '../lib/server/platform/context.ts';
import { openDatabase } from '../lib/server/platform/db.ts';
import { InvalidInput, asExpected } from '../lib/server/platform/errors.ts';
import { stopSenders } from '../lib/server/platform/jobs.ts';
import { migrate } from '../lib/server/platform/migrate.ts';
import { withDatabase } from '../lib/server/platform/postgres/index.ts';
import { fail } from './terminal.ts';

/**
 * Runs a verb on the database: the server's when it runs, else one started for this and stopped again. Acts as the
 * machine's owner, through the door `cli`. Faults that a person may expect become one line and exit code 1.
 */
export async function withContext(use: (ctx: Context, config: Config) => Promise<number>): Promise<number> {
  const config = loadConfig();
  // What follows a command is gathered there.
  await import('../lib/server/registry.ts');
  try {
    return await withDatabase(config, async (url) => {
      if ((await migrate(url)).length > 0)
        await (await import('../lib/server/frameworks/index.ts')).ensureFrameworks(url);
      const database = openDatabase(url, { max: 4 });
      try {
        return await use({ database, actor: SYSTEM, now: now(), lang: 'en', door: 'cli' }, config);
      } finally {
        await stopSenders(url);
        await database.close();
      }
    });
  } catch (error) {
    if (error instanceof InvalidInput)
      return fail(
        error.issues
          .map(({ path, code, values }) => `${path || 'input'}: ${code}${detail(values)} ${sayIssue(code, values)}`)
          .join('; '),
        1,
      );
    const known = asExpected(error);
    if (known) return fail(`${known.code}${detail(known.values)}`, 1);
    throw error;
  }
}

/** A fault of a field in words, in the language of the terminal (LC_ALL, LC_MESSAGES, LANG) where it is one of the six. */
function sayIssue(code: string, values: Record<string, string | number> | undefined): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const spoken = (LC_ALL || LC_MESSAGES || LANG || '').slice(0, 2);
  const t = translator(LANGUAGES.find((one) => one === spoken) ?? 'en');
  return messageOf(t, 'issues', code, 'issues.bad-form', values);
}

const detail = (values: Record<string, string | number> | undefined): string => {
  const text = Object.values(values ?? {})
    // What is long is said in words alone.
    .filter((value) => value !== '' && String(value).length <= 80)
    .join(', ');
  return text ? ` (${text})` : '';
};

/** A JSON value from an argument, or from standard input for `-`. */
export function jsonArgument(argument: string | undefined): unknown {
  const text = argument === '-' ? readFileSync(0, 'utf8') : (argument ?? '{}');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Error('that is not JSON', { cause });
  }
}

/** Prints a value as JSON, indented for a terminal. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value ?? null, null, process.stdout.isTTY ? 2 : 0)}\n`);
};
