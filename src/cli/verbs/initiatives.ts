import { parseArgs } from 'node:util';
import { wordsOf } from '../speech.ts';

export const summary = 'Bring initiatives in from CSV, JSON or IATI, with a report by line';
export const help = `Usage: suivi initiatives FILE|- [options]

Reads a file of initiatives. Each line is judged by itself by the rules of the form; those that hold are taken, a thousand
to a transaction, and the report says of each line what became of it. The same id brought again changes its entry.

  --organisation ID   whose they are; left out, each line names its own
  --publish           publishes at once; otherwise they wait for the moderators
  --dry-run           only says what would become of each line
  --format FORMAT     csv, json, iati (default: told by the content)
  --language LANG     language of lines that name none
  --serves CODES      codes for lines that name no action line: "C3; C7-e-health"
  --licence NAME      licence of lines that name none: CC-BY-4.0
  --consent           that all may be published
  --template          prints a file to fill in, and ends
  --csv               the report as CSV
  --json              the report as JSON

Ends with 1 where a line was refused.

Example:
  suivi initiatives activities.xml --publish --serves "C2" --licence CC-BY-4.0 --consent
`;

/** `suivi initiatives …`: the same command as the page. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      organisation: { type: 'string' },
      publish: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      format: { type: 'string' },
      language: { type: 'string' },
      serves: { type: 'string' },
      licence: { type: 'string' },
      consent: { type: 'boolean' },
      template: { type: 'boolean' },
      csv: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [{ onFile }, stocktaking, { parseInput }, { printJson, withContext }, t] = await Promise.all([
    import('../text/input.ts'),
    import('../../lib/server/stocktaking/index.ts'),
    import('../../lib/server/platform/input.ts'),
    import('../session.ts'),
    wordsOf(),
    import('../../lib/server/registry.ts'),
  ]);
  if (values.template) {
    process.stdout.write(stocktaking.template());
    return 0;
  }
  return onFile(positionals[0], help, (bytes) =>
    withContext(async (ctx) => {
      const options = parseInput(stocktaking.ImportOptions, {
        organisation: values.organisation,
        publish: values.publish ?? false,
        dryRun: values['dry-run'] ?? false,
        format: values.format,
        lang: values.language,
        serves: values.serves,
        licence: values.licence,
        consent: values.consent ?? false,
      });
      const report = await stocktaking.takeLines({ ...ctx, door: 'import' }, bytes, options);
      if (values.json) printJson(report);
      else if (values.csv) process.stdout.write(stocktaking.reportAsCsv(report, ctx.lang));
      else {
        for (const { line, title, issues } of report.lines)
          for (const issue of issues) {
            const said = `${issue.path}: ${stocktaking.faultIn(ctx.lang, issue)}`;
            process.stdout.write(
              `${title === '' ? t('cli.line-untitled', { line, said }) : t('cli.line', { line, title, said })}\n`,
            );
          }
        const { added, changed, same, refused } = report;
        process.stdout.write(`${t('cli.brought', { added, changed, same, refused })}\n`);
      }
      return report.refused > 0 ? 1 : 0;
    }),
  );
}
