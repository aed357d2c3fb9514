import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { filterOptions, filtersIn } from '../register-filters.ts';
import { languageOf, Refusal, wrongCall } from '../speech.ts';

export const summary = 'Take texts, the register, an addressee’s sheet or a year’s calendar away';
export const help = `Usage:
  suivi export register [filters] [--format csv|json|docx|pdf] [options]
  suivi export addressee CODE [--format docx|pdf] [options]
  suivi export calendar [--year YEAR] [--body CODE] [--format docx|pdf|json] [options]
  suivi export text SLUG [--version LABEL] [--format md|html|txt|json|docx|xml] [options]
  suivi export - [options]     what to export as JSON on standard input: {"what": "register", "state": "late"}

A text as xml is Akoma Ntoso 3.0.

Filters, those of the register's page:
  --q WORDS --body CODE --addressee CODE --recipient CODE --deliverable KIND
  --force KIND --state STATE --year YEAR --line CODE --sort number|due

Options:
  --language LANG   ar en es fr ru zh (that of the terminal: LC_ALL, LANG)
  --out FILE        where to, and by its ending the format; else standard output
  --origin ADDRESS  where links lead (http://localhost:3000)
  --json            short for --format json
  --all             what officers may see as well; else what the public may see

Examples:
  suivi export register --state late --language fr --out late.pdf
  suivi export addressee secretary-general --language ar --out sheet.docx
`;

const FORMATS: Record<string, readonly string[]> = {
  register: ['csv', 'json', 'docx', 'pdf'],
  addressee: ['docx', 'pdf'],
  calendar: ['docx', 'pdf', 'json'],
  text: ['md', 'html', 'txt', 'json', 'docx', 'xml'],
};
const text = { type: 'string' } as const;

/** `suivi export …`: the downloads of the pages, from the command line. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...filterOptions,
      version: text,
      language: text,
      format: text,
      out: text,
      origin: text,
      json: { type: 'boolean' },
      all: { type: 'boolean' },
    },
  });
  const [{ ANONYMOUS }, { jsonArgument, withContext }] = await Promise.all([
    import('../../lib/server/platform/actor.ts'),
    import('../session.ts'),
  ]);
  const given = positionals[0] === '-' ? jsonArgument('-') : { what: positionals[0], code: positionals[1] };
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrongCall('cli.json-object');
  const {
    what,
    code,
    slug,
    format: asked,
    version,
    ...filters
  } = { ...(given as Record<string, unknown>), ...filtersIn(values) };
  const formats = typeof what === 'string' && Object.hasOwn(FORMATS, what) ? FORMATS[what] : undefined;
  const name = code ?? slug;
  if (!formats || ((what === 'addressee' || what === 'text') && typeof name !== 'string'))
    throw wrongCall('cli.say-what', { help: 'suivi export --help' });
  const lang = languageOf('language', values.language);
  const ending = formats.find((one) => values.out?.endsWith(`.${one}`));
  const format = String(values.json ? 'json' : (values.format ?? asked ?? ending ?? formats[0]));
  if (!formats.includes(format)) throw wrongCall('cli.takes', { option: 'format', values: formats.join(', ') });
  if ((format === 'docx' || format === 'pdf') && values.out === undefined && process.stdout.isTTY)
    throw wrongCall('cli.out');
  return withContext(async (owner, config) => {
    const ctx = { ...owner, lang, ...(values.all ? {} : { actor: ANONYMOUS }) };
    const origin = (values.origin ?? config.origin ?? `http://localhost:${config.port}`).replace(/\/+$/, '');
    const write = writer(values.out);
    if (what === 'text') await write([await textAs(format, ctx, String(name), values.version ?? version)]);
    else if (format === 'csv' || format === 'json') await write(await rowsAs(format, what, ctx, filters, origin));
    else await write([await sheetAs(format as 'docx' | 'pdf', what, ctx, { ...filters, code: name }, origin)]);
    return 0;
  });
}

type Context = import('../../lib/server/platform/context.ts').Context;
type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

async function textAs(format: string, ctx: Context, slug: string, version: unknown): Promise<Uint8Array> {
  const [{ aknOf, outlineOf, queries }, { ask }, { toHtml, toMarkdown, toPlainText }, { textToDocx }] =
    await Promise.all([
      import('../../lib/server/texts/index.ts'),
      import('../../lib/server/platform/query.ts'),
      import('@suivi/texts/write'),
      import('@suivi/texts/write/docx'),
    ]);
  const page = await ask(queries.reading, ctx, { slug, version, in: ctx.lang });
  if (!page.edition) {
    const there = page.version.editions.map((one) => one.lang).join(', ');
    throw new Refusal('cli.not-in', { lang: ctx.lang, there: there || '–' });
  }
  if (format === 'xml') {
    const named = { ...page, slug: page.text.slug, number: page.text.number };
    return bytes(await aknOf(ctx.database.read, page.edition.id, named, ctx.now.toISOString().slice(0, 10)));
  }
  const one = await outlineOf(ctx.database.read, page.edition.id);
  switch (format) {
    case 'docx':
      return textToDocx(one);
    case 'html':
      return bytes(toHtml(one));
    case 'txt':
      return bytes(toPlainText(one));
    case 'json':
      return bytes(`${JSON.stringify({ texts: [one] }, null, 2)}\n`);
    default:
      return bytes(toMarkdown(one));
  }
}

async function rowsAs(
  format: 'csv' | 'json',
  what: unknown,
  ctx: Context,
  filters: Record<string, unknown>,
  origin: string,
): Promise<Pieces> {
  const [{ asCsv, asJson }, { queries: planning }, { ask }] = await Promise.all([
    import('../../lib/server/register/index.ts'),
    import('../../lib/server/planning/index.ts'),
    import('../../lib/server/platform/query.ts'),
  ]);
  if (what === 'calendar') return [bytes(`${JSON.stringify(await ask(planning.year, ctx, filters), null, 2)}\n`)];
  return format === 'csv' ? asCsv(ctx, filters, origin) : asJson(ctx, filters);
}

async function sheetAs(
  format: 'docx' | 'pdf',
  what: unknown,
  ctx: Context,
  { code, ...filters }: Record<string, unknown>,
  origin: string,
): Promise<Uint8Array> {
  const output = await import('../../lib/server/output/index.ts');
  const sheet =
    what === 'register'
      ? await output.sheetOfRegister(ctx, filters, origin)
      : what === 'calendar'
        ? await output.sheetOfYear(ctx, filters, origin)
        : await output.sheetOfAddressee(ctx, String(code), origin);
  return output.bytesOf(sheet, format);
}

const writer =
  (out: string | undefined) =>
  async (pieces: Pieces): Promise<void> => {
    let first = true;
    for await (const piece of pieces) {
      if (out === undefined) process.stdout.write(piece);
      else writeFileSync(out, piece, { flag: first ? 'w' : 'a' });
      first = false;
    }
  };
