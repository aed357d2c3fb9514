import { readFileSync } from 'node:fs';
import { messageOf, type Translate } from '#lib/i18n/index.ts';
import { SYSTEM } from '../lib/server/platform/actor.ts';
import { now } from '../lib/server/platform/clock.ts';
import { loadConfig, type Config } from '../lib/server/platform/config.ts';
import type { Context } from '../lib/server/platform/context.ts';
import { openDatabase } from '../lib/server/platform/db.ts';
import { InvalidInput, asExpected, type Issue } from '../lib/server/platform/errors.ts';
import { stopSenders } from '../lib/server/platform/jobs.ts';
import { migrate } from '../lib/server/platform/migrate.ts';
import { withDatabase } from '../lib/server/platform/postgres/index.ts';
import { spokenIn, wordsOf, wrongCall } from './speech.ts';
import { fail } from './terminal.ts';

/**
 * Runs a verb on the database: the server's when it runs, else one started for this and stopped again. Acts as the
 * machine's owner, through the door `cli`. Faults that a person may expect become one line in the language of the terminal, and exit code 1.
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
        return await use({ database, actor: SYSTEM, now: now(), lang: spokenIn(), door: 'cli' }, config);
      } finally {
        await stopSenders(url);
        await database.close();
      }
    });
  } catch (error) {
    const t = await wordsOf();
    if (error instanceof InvalidInput)
      return fail([...new Set(error.issues.map((one) => sayIssue(t, one)))].join('; '), 1);
    const known = asExpected(error);
    if (!known) throw error;
    const key = known.code === 'not-found' ? 'nothing-there' : known.code;
    const words = messageOf(t, 'errors', key, 'errors.internal', known.values);
    return fail(`${words} ${detail(known.code, known.values, words)}`, 1);
  }
}

/** A fault of a field: its name, what is wrong with it in words, the code. */
const sayIssue = (t: Translate, { path, code, values }: Issue): string => {
  const words = messageOf(t, 'issues', code, 'issues.bad-form', values);
  return `${path || 'input'}: ${words} ${detail(code, values, words)}`;
};

/** The code of a fault, which stays the same in every language, with those of its values that its words do not say: "(not-one-of)". */
const detail = (code: string, values: Record<string, string | number> | undefined, words: string): string => {
  const text = Object.values(values ?? {})
    // What is long is said in words alone.
    .filter((value) => value !== '' && String(value).length <= 80 && !words.includes(String(value)))
    .join(', ');
  return `(${code}${text ? `: ${text}` : ''})`;
};

/** A JSON value from an argument, or from standard input for `-`. */
export function jsonArgument(argument: string | undefined): unknown {
  const text = argument === '-' ? readFileSync(0, 'utf8') : (argument ?? '{}');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw Object.assign(wrongCall('cli.json'), { cause });
  }
}

/** Prints a value as JSON, indented for a terminal. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value ?? null, null, process.stdout.isTTY ? 2 : 0)}\n`);
};
