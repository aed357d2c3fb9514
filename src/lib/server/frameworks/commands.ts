import { FACILITATORS, MATRIX, RELEASES } from '@suivi/frameworks';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { sql } from 'kysely';
import { z } from 'zod';
import { withUpload } from '../files/index.ts';
import { command, execute, type Command, type Handling } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import { Lang, plainText } from '../platform/input.ts';
import { assertMay, holdsEverywhere } from '../platform/policy.ts';
import { decoded } from '../platform/read-csv.ts';
import * as did from './events.ts';
import { IMPORT } from './policy.ts';
import { cellsOf, conceptsOf, STATUSES } from './rows.ts';
import { putCells, putRelease } from './write.ts';

const Code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
  .describe('small letters, figures and hyphens: "sdg"');
const Csv = z.string().min(1).max(5_000_000);
const Source = plainText(500).describe('where it was read; names of the file that say theirs keep it');
const SeenOn = z.iso.date().optional().describe('the day on which it was read: with it, names are official');
const Name = plainText(300).optional();

const ReleaseInput = z.object({
  scheme: Code,
  name: Name.describe('of a framework that is new, in your language'),
  release: plainText(60).describe('what tells it from other releases: a year'),
  source: Source,
  seenOn: SeenOn,
  prefix: z.string().max(20).default('').describe('put before each code: "SDG "'),
  whole: z.enum(['yes', 'no']).default('no').describe('yes: what the file does not name is retired'),
  status: z
    .enum(STATUSES)
    .optional()
    .describe('of the lines that say none: indicators of a list whose age is not known'),
  csv: Csv.describe('columns code (or id), parent, ar, en, es, fr, ru, zh, source, seen, retired, status'),
});
const CellsInput = z.object({
  set: Code,
  fromScheme: Code.optional().describe('of a set that is new'),
  toScheme: Code.optional().describe('of a set that is new'),
  name: Name.describe('of a set that is new, in your language'),
  lang: Lang.optional().describe('language of the reasons; left out, yours'),
  source: Source,
  seenOn: SeenOn,
  csv: Csv.describe('columns from, to, reason, source, seen'),
});

async function bringRelease(ctx: Handling, input: z.output<typeof ReleaseInput>) {
  const rows = await ctx.db.selectFrom('concept').select(['code', 'scheme']).execute();
  const own = new Set(rows.filter((one) => one.scheme === input.scheme).map((one) => one.code));
  const concepts = conceptsOf(input.csv, input.prefix, own, input.status ?? null);
  const elsewhere = new Set(rows.filter((one) => one.scheme !== input.scheme).map((one) => one.code));
  const taken = concepts
    .filter((one) => elsewhere.has(one.code))
    .map((one): Issue => ({ path: `csv.${one.line}`, code: 'csv-taken', values: { value: one.code } }));
  if (taken.length > 0) throw new InvalidInput(taken.slice(0, 100));
  if (concepts.length === 0) throw new InvalidInput([{ path: 'csv', code: 'required' }]);
  const known = await ctx.db.selectFrom('scheme').select('id').where('code', '=', input.scheme).executeTakeFirst();
  if (!known && input.name === undefined) throw new InvalidInput([{ path: 'name', code: 'required' }]);
  const seenOn = input.seenOn ?? null;
  const { id, ...report } = await putRelease(ctx, {
    scheme: input.scheme,
    label: input.release,
    source: input.source,
    seenOn,
    names: input.name === undefined ? {} : { [ctx.lang]: input.name },
    whole: input.whole === 'yes',
    // The source of the file stands for the names of lines that name none.
    concepts: concepts.map((one) => ({
      ...one,
      names: Object.fromEntries(
        Object.entries(one.names).map(([lang, name]) => [
          lang,
          name.source === null ? { value: name.value, source: input.source, seenOn } : name,
        ]),
      ),
    })),
  });
  return { id, concepts: concepts.length, ...report };
}

async function bringCells(ctx: Handling, input: z.output<typeof CellsInput>) {
  const known = await ctx.db
    .selectFrom('correspondence_set')
    .select(['from_scheme', 'to_scheme'])
    .where('code', '=', input.set)
    .executeTakeFirst();
  const from = known?.from_scheme ?? input.fromScheme;
  const to = known?.to_scheme ?? input.toScheme;
  const missing = [
    ...(from === undefined ? ['fromScheme'] : []),
    ...(to === undefined ? ['toScheme'] : []),
    ...(known || input.name !== undefined ? [] : ['name']),
  ];
  if (from === undefined || to === undefined || missing.length > 0)
    throw new InvalidInput(missing.map((path) => ({ path, code: 'required' })));
  const cells = cellsOf(input.csv);
  const rows = await ctx.db
    .selectFrom('concept')
    .select(['code', 'scheme'])
    .where('scheme', 'in', [from, to])
    .execute();
  const schemeOf = new Map(rows.map((one) => [one.code, one.scheme]));
  const issues = cells.flatMap(({ line, from: a, to: b }): Issue[] =>
    (
      [
        [a, from],
        [b, to],
      ] as const
    ).flatMap(([code, scheme]) =>
      schemeOf.get(code) === scheme ? [] : [{ path: `csv.${line}`, code: 'csv-unknown', values: { value: code } }],
    ),
  );
  if (issues.length > 0) throw new InvalidInput(issues.slice(0, 100));
  const { id, added, changed } = await putCells(ctx, {
    set: input.set,
    fromScheme: from,
    toScheme: to,
    names: input.name === undefined ? {} : { [ctx.lang]: input.name },
    lang: input.lang ?? ctx.lang,
    source: input.source,
    seenOn: input.seenOn ?? null,
    cells,
  });
  return { id, cells: cells.length, added, changed };
}

export const importRelease = command({
  name: 'frameworks.release.import',
  summary: 'Brings in a framework, or a release of one: codes, their order, and names in six languages, from CSV.',
  input: ReleaseInput,
  policy: holdsEverywhere(IMPORT),
  events: [did.released],
  async handle(ctx, input) {
    const { id, ...report } = await bringRelease(ctx, input);
    const { added, changed, retired } = report;
    ctx.emit(did.released, { scheme: input.scheme, release: input.release, added, changed, retired }, id);
    return report;
  },
});

export const importCells = command({
  name: 'frameworks.correspondence.import',
  summary: 'Brings in correspondences between two frameworks from CSV: official where source and day are given.',
  input: CellsInput,
  policy: holdsEverywhere(IMPORT),
  events: [did.corresponded],
  async handle(ctx, input) {
    const { id, ...report } = await bringCells(ctx, input);
    ctx.emit(did.corresponded, { set: input.set, added: report.added, changed: report.changed }, id);
    return report;
  },
});

// The import itself, undone before it is told: what it says is what would happen.
async function tried<T>(ctx: Handling, run: () => Promise<T>): Promise<T> {
  await sql`savepoint tried`.execute(ctx.db);
  const report = await run();
  await sql`rollback to savepoint tried`.execute(ctx.db);
  return report;
}

export const checkRelease = command({
  name: 'frameworks.release.check',
  summary: 'Says what an import of a framework or release would change, or which lines are wrong; nothing is kept.',
  input: ReleaseInput,
  policy: holdsEverywhere(IMPORT),
  silent: true,
  events: [],
  async handle(ctx, input) {
    const { id: _id, ...report } = await tried(ctx, () => bringRelease(ctx, input));
    return report;
  },
});

export const checkCells = command({
  name: 'frameworks.correspondence.check',
  summary: 'Says what an import of correspondences would change, or which lines are wrong; nothing is kept.',
  input: CellsInput,
  policy: holdsEverywhere(IMPORT),
  silent: true,
  events: [],
  async handle(ctx, input) {
    const { id: _id, ...report } = await tried(ctx, () => bringCells(ctx, input));
    return report;
  },
});

/** Internal: what the program itself brings. It comes once; what people import later stays. */
export const load = command({
  name: 'frameworks.load',
  summary: 'Puts in the frameworks that come with the program, where they are not there yet.',
  input: z.object({}),
  policy: holdsEverywhere(IMPORT),
  internal: true,
  silent: true,
  events: [did.released, did.corresponded],
  async handle(ctx) {
    await sql`select pg_advisory_xact_lock(hashtext('frameworks.load'))`.execute(ctx.db);
    const there = await ctx.db.selectFrom('framework_release').select(['scheme', 'label']).execute();
    for (const release of RELEASES) {
      if (there.some((one) => one.scheme === release.scheme)) continue;
      const { id, added, changed, retired } = await putRelease(ctx, {
        ...release,
        whole: false,
        concepts: release.concepts.map((one) => ({
          line: 0,
          code: one.code,
          parent: one.parent,
          short: one.short,
          retired: false,
          ...('iso' in one ? { details: { iso: one.iso, groups: 'groups' in one ? one.groups : [] } } : {}),
          names: namesOf(one.labels, one.official, release.seenOn),
        })),
      });
      ctx.emit(did.released, { scheme: release.scheme, release: release.label, added, changed, retired }, id);
    }
    await loadMatrix(ctx);
    await ctx.db
      .insertInto('facilitation')
      .values(FACILITATORS.map((one) => ({ ...one })))
      .onConflict((c) => c.doNothing())
      .execute();
  },
});

const namesOf = (
  labels: Record<Language, string>,
  official: Partial<Record<Language, string>>,
  seenOn: string | null,
): Record<string, { value: string; source: string | null; seenOn: string | null }> =>
  Object.fromEntries(
    LANGUAGES.map((lang) => [
      lang,
      { value: labels[lang], source: official[lang] ?? null, seenOn: official[lang] === undefined ? null : seenOn },
    ]),
  );

async function loadMatrix(ctx: Handling): Promise<void> {
  const { code: set } = MATRIX;
  const known = await ctx.db.selectFrom('correspondence_set').select('id').where('code', '=', set).executeTakeFirst();
  if (known) return;
  const { id, added, changed } = await putCells(ctx, {
    set,
    fromScheme: MATRIX.from,
    toScheme: MATRIX.to,
    names: MATRIX.names,
    lang: 'en',
    source: '',
    seenOn: null,
    cells: MATRIX.cells.map((one) => ({ ...one, line: 0 })),
  });
  ctx.emit(did.corresponded, { set, added, changed }, id);
}

/**
 * The CSV file that a form carries, handed to a command with the form's other fields; all of these, the file's words as
 * `csv`, are put into `form`, so that a page can show them again. Errors: those of `withUpload` and of the command.
 */
export async function takeCsv<I extends z.ZodType, R, O>(
  ctx: Context,
  into: Command<I, R, O>,
  request: Request,
  form: FormData,
): Promise<O> {
  assertMay(into.policy, ctx.actor);
  return withUpload(request, ({ bytes, fields }) => {
    const given = Object.entries(fields).filter(([, value]) => value !== '');
    const csv = decoded(bytes);
    for (const [key, value] of [...given, ['csv', csv] as const]) form.set(key, value);
    return execute(into, ctx, { ...Object.fromEntries(given), csv });
  });
}
