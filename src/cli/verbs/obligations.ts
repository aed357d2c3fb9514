import { parseArgs } from 'node:util';
import { filterOptions, filtersIn } from '../register-filters.ts';
import { languageOf, speechIn, type Speech } from '../speech.ts';

export const summary = 'The register: who must do what for whom by when';
export const help = `Usage: suivi obligations [filters] [--json|--csv]
       suivi obligations NUMBER [--json]
       suivi obligations - [--json|--csv]       filters as a JSON object on standard input

Filters:
  --q WORDS           words in the obligation, its parties or its paragraph
  --body CODE         of texts of this body
  --addressee CODE    asked of this party;  --recipient CODE  owed to this one
  --deliverable KIND  report, roadmap, contribution …
  --force FORCE       decides, instructs, requests, invites, encourages, recommends, urges
  --state STATE       active, late, upcoming, proposed, fulfilled, superseded, retired, lapsed
  --year YEAR         due in that year
  --line CODE         action line or goal: C2
  --sort number|due
  --language LANG     language of the words: ar, en, es, fr, ru, zh (that of the terminal: LC_ALL, LANG)
`;

/** `suivi obligations …`: the query behind the register's page, and its downloads. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...filterOptions,
      language: { type: 'string' },
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
    },
  });
  const lang = languageOf('language', values.language);
  const [{ asCsv, asJson, queries }, { ask }, { InvalidInput }, { jsonArgument, printJson, withContext }, speech] =
    await Promise.all([
      import('../../lib/server/register/index.ts'),
      import('../../lib/server/platform/query.ts'),
      import('../../lib/server/platform/errors.ts'),
      import('../session.ts'),
      speechIn(lang),
    ]);
  const [number] = positionals;
  return withContext(async (owner, config) => {
    const ctx = { ...owner, lang };
    if (number !== undefined && number !== '-') {
      const one = await ask(queries.obligation, ctx, { number });
      if (values.json) printJson(one);
      else {
        process.stdout.write(`${line(speech, one)}\n`);
        for (const each of one.occurrences)
          process.stdout.write(
            `  ${each.key.padEnd(16)} ${(each.due ? `${each.due.from} – ${each.due.to}` : '-').padEnd(24)} ${speech.messageOf(speech.t, 'register.state', each.late ? 'late' : each.state, 'register.state.planned')}\n`,
          );
      }
      return 0;
    }
    const given = number === '-' ? jsonArgument('-') : {};
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      throw new InvalidInput([{ path: '', code: 'wrong-type', values: { expected: 'object' } }]);
    const { json, csv } = values;
    const filters = { ...given, ...filtersIn(values) };
    const origin = config.origin ?? `http://localhost:${config.port}`;
    if (csv || json) {
      const stream = csv ? asCsv(ctx, filters, origin) : asJson(ctx, filters);
      for await (const piece of stream) process.stdout.write(piece);
      return 0;
    }
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof queries.obligations.run>> = await ask(queries.obligations, ctx, {
        ...filters,
        limit: 500,
        ...(after ? { after } : {}),
      });
      for (const row of page.rows) process.stdout.write(`${line(speech, row)}\n`);
      after = page.next;
    } while (after);
    return 0;
  });
}

interface Row {
  number: number;
  force: string;
  life: string;
  action: { value: string } | null;
  parties: { role: string; words: string; name: { value: string } | null }[];
  next: { late: boolean; due: { to: string } | null } | null;
}
const line = ({ t, messageOf }: Speech, row: Row): string =>
  [
    String(row.number).padStart(4),
    (row.next?.late ? t('register.late') : messageOf(t, 'register.life', row.life, 'register.life.active')).padEnd(10),
    (row.next?.due?.to ?? '').padEnd(10),
    row.parties
      .filter((one) => one.role === 'addressee')
      .map((one) => one.name?.value ?? one.words)
      .join(', '),
    '·',
    row.action?.value ?? '',
  ].join(' ');
