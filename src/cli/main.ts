import { readFileSync } from 'node:fs';
import { refuse, unknown } from './speech.ts';
import { tolerateClosedPipe } from './terminal.ts';

/**
 * A verb of the `suivi` command: `src/cli/verbs/<name>.ts` exports these three. The module itself must be cheap to load
 * (`suivi --help` loads them all for their summaries): heavy parts are imported inside `run`.
 */
export interface Verb {
  /** One line for the list of verbs. */
  summary: string;
  /** What `suivi <name> --help` prints. */
  help: string;
  /** Arguments after the verb; gives the exit code: 0 done, 1 failed, 2 wrongly called. */
  run(args: string[]): Promise<number>;
}

/** The verbs, in the order of the help. A new one is a line here; nothing is loaded before it is called. */
const VERBS: Record<string, () => Promise<Verb>> = {
  serve: () => import('./verbs/serve.ts'),
  migrate: () => import('./verbs/migrate.ts'),
  doctor: () => import('./verbs/doctor.ts'),
  text: () => import('./verbs/text.ts'),
  import: () => import('./verbs/import.ts'),
  initiatives: () => import('./verbs/initiatives.ts'),
  obligations: () => import('./verbs/obligations.ts'),
  export: () => import('./verbs/export.ts'),
  amend: () => import('./verbs/amend.ts'),
  translate: () => import('./verbs/translate.ts'),
  seed: () => import('./verbs/seed.ts'),
  user: () => import('./verbs/user.ts'),
  do: () => import('./verbs/do.ts'),
};

/** Verbs that tell of each of their own verbs. */
const HELPS_ITSELF = new Set(['text', 'amend', 'do']);

const HELP = `Usage: suivi <verb> [options]

Turns a council's resolution into a live public record of who must do what by when.

Verbs:
%VERBS%

  suivi <verb> --help   how to use one
  suivi --version       the version of the program
`;

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const wanted = name === 'help' ? rest[0] : undefined;
    if (wanted !== undefined) return main([wanted, '--help']);
    const verbs = await Promise.all(
      Object.entries(VERBS).map(async ([verb, load]) => [verb, (await load()).summary] as const),
    );
    const width = Math.max(...verbs.map(([verb]) => verb.length));
    const text = HELP.replace('%VERBS%', () =>
      verbs.map(([verb, summary]) => `  ${verb.padEnd(width)}   ${summary}`).join('\n'),
    );
    if (name === undefined) {
      process.stderr.write(text);
      return 2;
    }
    process.stdout.write(text);
    return 0;
  }
  if (name === '--version' || name === '-v') {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (load === undefined) throw unknown(name, Object.keys(VERBS), 'suivi --help');
  const verb = await load();
  // A verb with verbs of its own ("text outline", "do register.obligation") prints its own help for them.
  const asked = rest.findIndex((one) => one === '--help' || one === '-h');
  if (asked === 0 || (asked > 0 && !HELPS_ITSELF.has(name))) {
    process.stdout.write(verb.help);
    return 0;
  }
  return verb.run(rest);
}

tolerateClosedPipe();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = await refuse(error);
}
