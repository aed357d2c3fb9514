import type { Run } from '@suivi/texts';
import type { AnyCommand } from '../../lib/server/platform/command.ts';
import type { Context } from '../../lib/server/platform/context.ts';
import type { Given } from '../fields.ts';
import { unknown, wordsOf, wrongCall } from '../speech.ts';

export const summary = 'Negotiate a draft: windows, amendments, square brackets, adoption';
export const help = `Usage:
  suivi amend table SLUG VERSION                    the text on the table: paragraphs, brackets, steps
  suivi amend compiled SLUG VERSION                 the text with all that is proposed to it
  suivi amend list SLUG VERSION                     every amendment, with its number and what became of it

  suivi amend window SLUG VERSION [--opens TIME] [--closes TIME]     when amendments may come; closes it by an earlier time
  suivi amend propose SLUG VERSION PARAGRAPH --kind MOD|ADD|SUP|NOC --organisation NAME [--words WORDS]
  suivi amend support SLUG VERSION NUMBER --organisation NAME [--support no]
  suivi amend withdraw SLUG VERSION NUMBER
  suivi amend take-over SLUG VERSION NUMBER --organisation NAME

  suivi amend accept SLUG VERSION NUMBER [--changes CHANGE …]        whole, or these of its changes
  suivi amend reject SLUG VERSION NUMBER
  suivi amend put SLUG VERSION                      puts all that is proposed on the table, conflicts in brackets
  suivi amend edit SLUG VERSION PARAGRAPH WORDS     rewords a paragraph
  suivi amend open SLUG VERSION PARAGRAPH WORDS [--occurrence N]     puts words of a paragraph in square brackets, the
                                                    N-th time they stand there
  suivi amend lift|drop|choose SLUG VERSION BRACKET     takes a bracket away, its words, or all but its words
  suivi amend adopt SLUG VERSION LABEL --on DAY     makes the text on the table the next version

  --in LANG      the edition in that language: ar en es fr ru zh; left out, English or what there is
  --reason WORDS with whatever is decided
  --json         what came of it, as JSON
  suivi amend ACT --help   all fields of an act. WORDS may be @FILE, or @- for standard input.

Example:
  suivi amend propose council-1332 2025 sec_2__para_1 --kind MOD --words @words.txt --organisation "Harbour Union"
  suivi amend table council-1332 2025
  suivi amend lift council-1332 2025 sec_2__para_1#1 --reason "Agreed by all."
`;

/** An act: the command behind it, what it is done to, and what stands on the line after the version. */
interface Act {
  command: string;
  /** The field that names what it is done to. */
  of: 'version' | 'edition' | 'amendment';
  takes?: readonly string[];
  fixed?: Readonly<Record<string, string>>;
}

const ACTS: Readonly<Record<string, Act>> = {
  window: { command: 'amendments.window.set', of: 'version' },
  propose: { command: 'amendments.propose', of: 'edition', takes: ['eid'] },
  support: { command: 'amendments.support', of: 'amendment' },
  withdraw: { command: 'amendments.withdraw', of: 'amendment' },
  'take-over': { command: 'amendments.take-over', of: 'amendment' },
  accept: { command: 'amendments.decide', of: 'amendment', fixed: { decision: 'accept' } },
  reject: { command: 'amendments.decide', of: 'amendment', fixed: { decision: 'reject' } },
  put: { command: 'amendments.table.put', of: 'edition' },
  edit: { command: 'amendments.table.edit', of: 'edition', takes: ['eid', 'words'] },
  open: { command: 'amendments.table.open', of: 'edition', takes: ['eid', 'words'] },
  lift: { command: 'amendments.table.bracket', of: 'edition', takes: ['bracket'], fixed: { do: 'lift' } },
  drop: { command: 'amendments.table.bracket', of: 'edition', takes: ['bracket'], fixed: { do: 'drop' } },
  choose: { command: 'amendments.table.bracket', of: 'edition', takes: ['bracket'], fixed: { do: 'choose' } },
  adopt: { command: 'amendments.adopt', of: 'edition', takes: ['label'] },
};
const VIEWS = ['table', 'compiled', 'list'] as const;

/** `suivi amend …`: the commands of the pages of negotiation, by the address of the text and not by ids. */
export async function run(args: string[]): Promise<number> {
  const { givenIn } = await import('../fields.ts');
  const given = givenIn(args);
  const [name = '', slug, version, ...words] = given.positionals;
  const view = VIEWS.find((one) => one === name);
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!act && !view) {
    if (name === '') throw wrongCall('cli.say-what', { help: 'suivi amend --help' });
    throw unknown(name, [...Object.keys(ACTS), ...VIEWS], 'suivi amend --help');
  }
  if (act && given.help) return explain(name, act);
  if (given.help) {
    process.stdout.write(help);
    return 0;
  }
  if (slug === undefined || version === undefined) throw wrongCall('cli.say-which', { help: 'suivi amend --help' });
  const [lang, ...more] = given.fields.get('in') ?? [];
  if (more.length > 0) throw wrongCall('cli.twice', { option: 'in' });
  given.fields.delete('in');
  const at = { slug, version, ...(lang === undefined ? {} : { in: lang }) };
  const { printJson, withContext } = await import('../session.ts');
  if (view) {
    const [extra] = [...words, ...[...given.fields.keys()].map((one) => `--${one}`)];
    if (extra !== undefined) throw wrongCall('cli.one-too-many', { word: extra });
    return withContext((ctx) => show(ctx, view, at, given.json));
  }
  if (!act) return 2;
  return withContext(async (ctx) => {
    const { execute } = await import('../../lib/server/platform/command.ts');
    const command = await commandOf(act);
    printJson(await execute(command, ctx, await inputFor(ctx, command, act, at, words, given)));
    return 0;
  });
}

interface At {
  slug: string;
  version: string;
  in?: string;
}

async function commandOf(act: Act): Promise<AnyCommand> {
  const { commandsByName } = await import('../../lib/server/registry.ts');
  const command = commandsByName.get(act.command);
  if (!command) throw new Error(`there is no command ${act.command}`);
  return command;
}

/** Fields that the act fills in by itself. */
const filled = (act: Act): string[] => [act.of === 'amendment' ? 'id' : act.of, ...Object.keys(act.fixed ?? {})];

async function explain(name: string, act: Act): Promise<number> {
  const [{ schemaOf }, { fieldsHelp, neededIn }, { operationName }, command, t] = await Promise.all([
    import('../../lib/server/platform/openapi.ts'),
    import('../fields.ts'),
    import('../../lib/i18n/index.ts'),
    commandOf(act),
    wordsOf(),
  ]);
  const schema = schemaOf(command.input);
  const takes = [...(act.of === 'amendment' ? ['number'] : []), ...(act.takes ?? [])].map((one) => one.toUpperCase());
  const hidden = [...filled(act), ...(act.takes ?? [])];
  const line = ['suivi amend', name, 'SLUG VERSION', ...takes].join(' ');
  process.stdout.write(
    `${operationName(t, command.name)}\n\n${t('cli.usage')} ${line}${neededIn(schema, hidden)}\n\n${fieldsHelp(t, schema, hidden)}`,
  );
  return 0;
}

/** The command's input: what the address leads to, what stands on the line, and the fields that were given. */
async function inputFor(
  ctx: Context,
  command: AnyCommand,
  act: Act,
  at: At,
  words: readonly string[],
  given: Given,
): Promise<Record<string, unknown>> {
  const [{ schemaOf }, { inputOf }, { ask }, { queries }] = await Promise.all([
    import('../../lib/server/platform/openapi.ts'),
    import('../fields.ts'),
    import('../../lib/server/platform/query.ts'),
    import('../../lib/server/amendments/index.ts'),
  ]);
  const wanted = [...(act.of === 'amendment' ? ['number'] : []), ...(act.takes ?? [])];
  if (words.length !== wanted.length)
    throw wanted.length === 0
      ? wrongCall('cli.one-too-many', { word: words[0] ?? '' })
      : wrongCall('cli.wants', { wanted: wanted.join(', ').toUpperCase(), help: 'suivi amend --help' });
  const [number] = words;
  const place =
    act.of === 'amendment' ? await ask(queries.amendment, ctx, { ...at, number }) : await ask(queries.table, ctx, at);
  const id = 'one' in place ? place.one.id : act.of === 'edition' ? place.edition.id : place.version.id;
  const taken = new Map<string, string[]>((act.takes ?? []).map((field, i) => [field, [words[i] ?? '']]));
  const fields = inputOf(new Map([...given.fields, ...taken]), schemaOf(command.input));
  const named = place.mine.find((one) => one.name === fields['organisation']);
  const standing = act.command === 'amendments.window.set' && place.window ? place.window : null;
  return {
    // A window that stands keeps what is not said anew.
    ...(standing && {
      rev: standing.rev,
      opens: standing.opens,
      closes: standing.closes,
      late: standing.late,
      shown: standing.shown,
      order: standing.order.join('\n'),
    }),
    ...fields,
    ...(named && { organisation: named.id }),
    ...act.fixed,
    [act.of === 'amendment' ? 'id' : act.of]: id,
  };
}

async function show(ctx: Context, view: (typeof VIEWS)[number], at: At, json: boolean): Promise<number> {
  const [{ printJson }, { ask }, { queries }, { messageOf }, t] = await Promise.all([
    import('../session.ts'),
    import('../../lib/server/platform/query.ts'),
    import('../../lib/server/amendments/index.ts'),
    import('../../lib/i18n/index.ts'),
    wordsOf(),
  ]);
  const line = (...parts: string[]): void => void process.stdout.write(`${parts.join('  ').trimEnd()}\n`);
  const spoken = (runs: readonly Run[]): string =>
    runs
      .map((one) => (one.mark?.state === 'deleted' ? '' : one.text))
      .join('')
      .replace(/\s*\n\s*/g, ' ');
  // One line each; what is struck whole, and what only holds others, has no words.
  const paragraphs = (rows: readonly { eid: string; label: string | null; runs: readonly Run[] }[]): void => {
    for (const row of rows)
      if (spoken(row.runs).trim() !== '') line(row.eid.padEnd(24), row.label ?? '', spoken(row.runs));
  };
  const stateIn = (state: string): string => messageOf(t, 'amendments.state', state, 'amendments.state.proposed');
  if (view === 'list') {
    const { rows } = await ask(queries.exported, ctx, at);
    if (json) printJson(rows);
    else
      for (const row of rows)
        line(String(row.number).padStart(4), row.act, (row.eId ?? '').padEnd(20), row.by, stateIn(row.status));
  } else if (view === 'compiled') {
    const found = await ask(queries.compilation, ctx, at);
    if (json) printJson(found);
    else paragraphs(found.paragraphs);
  } else {
    const found = await ask(queries.table, ctx, at);
    if (json) printJson(found);
    else {
      paragraphs(found.rows);
      for (const one of found.brackets) line(one.id.padEnd(24), '[]', one.words, one.by.join(', '));
      const { window } = found;
      if (window) {
        const when = window.state === 'not-open' ? window.opens : window.closes;
        line(
          messageOf(t, 'amendments.window', window.state, 'amendments.window.none', { at: when, zone: window.zone }),
        );
      }
      line(t('cli.step', { seq: found.seq }), t('cli.waiting', { n: found.waiting }));
    }
  }
  return 0;
}
