import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LANGUAGES, type Language } from '@suivi/texts';

export const summary = 'The register, an addressee’s sheet or a year’s calendar as a Word file or a PDF';
export const help = `Usage:
  suivi export register [filters] [options]
  suivi export addressee CODE [options]
  suivi export calendar [--year YEAR] [--body CODE] [options]

Filters, those of the register's page:
  --q WORDS --body CODE --addressee CODE --recipient CODE --deliverable KIND
  --force KIND --state STATE --year YEAR --line CODE --sort number|due

Options:
  --lang ar|en|es|fr|ru|zh   the language of the sheet (en)
  --format docx|pdf          what to write (that of --out, else docx)
  --out FILE                 where to; - or nothing is standard output
  --origin ADDRESS           where links lead (http://localhost:3000)

Examples:
  suivi export register --state late --lang fr --out late.pdf
  suivi export addressee secretary-general --lang ar --out sheet.docx
`;

const FILTERS = [
  'q',
  'body',
  'addressee',
  'recipient',
  'deliverable',
  'force',
  'state',
  'year',
  'line',
  'sort',
] as const;
const text = { type: 'string' } as const;

/** `suivi export …`: the same sheets as the pages give. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      q: text,
      body: text,
      addressee: text,
      recipient: text,
      deliverable: text,
      force: text,
      state: text,
      year: text,
      line: text,
      sort: text,
      lang: { ...text, default: 'en' },
      format: text,
      out: { ...text, default: '-' },
      origin: { ...text, default: 'http://localhost:3000' },
    },
  });
  const { fail } = await import('../terminal.ts');
  const [what, code] = positionals;
  if (what !== 'register' && what !== 'calendar' && !(what === 'addressee' && code !== undefined))
    return fail('say what to export: register, addressee CODE or calendar. See suivi export --help.', 2);
  if (!LANGUAGES.some((one) => one === values.lang))
    return fail(`--lang takes one of ${LANGUAGES.join(', ')}, not '${values.lang}'`, 2);
  const format = values.format ?? (values.out.endsWith('.pdf') ? 'pdf' : 'docx');
  if (format !== 'docx' && format !== 'pdf') return fail(`--format takes docx or pdf, not '${format}'`, 2);
  if (values.out === '-' && process.stdout.isTTY) return fail('the file is no text: say where to with --out FILE', 2);

  const filters = Object.fromEntries(
    FILTERS.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]] as const])),
  );
  const [{ withContext }, output] = await Promise.all([
    import('../session.ts'),
    import('../../lib/server/output/index.ts'),
  ]);
  return withContext(async (given) => {
    const ctx = { ...given, lang: values.lang as Language };
    const origin = values.origin.replace(/\/+$/, '');
    const { year, body } = values;
    const sheet =
      what === 'register'
        ? await output.sheetOfRegister(ctx, filters, origin)
        : what === 'calendar'
          ? await output.sheetOfYear(ctx, { year, body }, origin)
          : await output.sheetOfAddressee(ctx, code ?? '', origin);
    const bytes = await output.bytesOf(sheet, format);
    if (values.out === '-') process.stdout.write(bytes);
    else writeFileSync(values.out, bytes);
    return 0;
  });
}
