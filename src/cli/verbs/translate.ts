import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { wordsOf, wrongCall } from '../speech.ts';

export const summary = 'Exchange translations, memories and terms with translators’ tools';
export const help = `Usage:
  suivi translate out SLUG VERSION --to LANG [--out FILE]      what the version wants, as XLIFF
  suivi translate in FILE|- SLUG VERSION --to LANG [options]   takes it back, with a report for each piece
  suivi translate memory SLUG VERSION [--out FILE]             the version in all its languages, as TMX
  suivi translate memory-in FILE|-                             takes a translation memory (TMX) in
  suivi translate obligation NUMBER WORDS --to LANG            what an obligation asks, put into a language
  suivi translate lacking                                      what each language lacks of each version
  suivi translate terms [--out FILE]                           the term base, as CSV
  suivi translate terms-in FILE|-                              takes terms in

  --to LANG   ar en es fr ru zh
  --anyway    take translations also where figures, dates or references differ
  --json      what was done, as JSON

Example:
  suivi translate out council-1332 2025 --to fr --out work.xlf
  suivi translate in work.xlf council-1332 2025 --to fr
`;

/** `suivi translate …`: the files of the pages, from the command line. Exit code 1 where a piece was not accepted. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      out: { type: 'string' },
      anyway: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [what, ...rest] = positionals;
  const [file, slug, version] = what === 'in' ? rest : [undefined, ...rest];
  const named = slug !== undefined && version !== undefined;
  const see = { help: 'suivi translate --help' };
  if ((what === 'out' || what === 'in' || what === 'memory') && !named) throw wrongCall('cli.say-which', see);
  if ((what === 'out' || what === 'in' || what === 'obligation') && values.to === undefined)
    throw wrongCall('cli.say-into', see);
  const { printJson, withContext } = await import('../session.ts');
  const write = (text: string): number => {
    if (values.out === undefined) process.stdout.write(text);
    else writeFileSync(values.out, text);
    return 0;
  };
  const [{ onFile }, translation, { ask }, { execute }] = await Promise.all([
    import('../text/input.ts'),
    import('../../lib/server/translation/index.ts'),
    import('../../lib/server/platform/query.ts'),
    import('../../lib/server/platform/command.ts'),
    import('../../lib/server/registry.ts'),
  ]);
  const { commands, memoryFrom, queries, termsAsCsv, xliffFrom } = translation;
  const base = (name: string): string => name.split(/[\\/]/).at(-1) ?? name;
  switch (what) {
    case 'out':
      return withContext(async (ctx) => {
        const found = await ask(queries.work, ctx, { slug, version, lang: values.to });
        return write((await ask(queries.xliff, ctx, { version: found.version, lang: values.to })).xliff);
      });
    case 'in':
      return onFile(file, help, (bytes, name) =>
        withContext(async (ctx) => {
          const found = await ask(queries.work, ctx, { slug, version, lang: values.to });
          const done = await xliffFrom(ctx, bytes, base(name), {
            version: found.version,
            lang: values.to,
            anyway: values.anyway ? 'yes' : 'no',
          });
          if (values.json) printJson(done);
          else {
            for (const { unit, piece, outcome, problems, warnings } of done.report) {
              const said = [...problems.map((one) => one.text), ...warnings.map((one) => one.message)];
              process.stdout.write(
                `${outcome.padEnd(16)} ${piece ?? unit}${said.length > 0 ? `  ${said.join('; ')}` : ''}\n`,
              );
            }
            for (const { message } of done.warnings) process.stdout.write(`${message}\n`);
            const t = await wordsOf();
            process.stdout.write(`${t('cli.accepted', { accepted: done.accepted, all: done.report.length })}\n`);
          }
          const left = done.report.filter((one) => one.outcome !== 'accepted' && one.outcome !== 'unchanged');
          return left.length > 0 ? 1 : 0;
        }),
      );
    case 'obligation':
      if (rest.length !== 2) throw wrongCall('cli.wants', { wanted: 'NUMBER, WORDS', ...see });
      return withContext(async (ctx) => {
        const { id } = await ask(queries.obligation, ctx, { number: rest[0] });
        printJson(await execute(commands.saveObligation, ctx, { id, lang: values.to, words: rest[1] }));
        return 0;
      });
    case 'lacking':
      return withContext(async (ctx) => {
        const { versions } = await ask(queries.totals, ctx, {});
        if (values.json) printJson(versions);
        else {
          const t = await wordsOf();
          for (const one of versions)
            for (const { lang, pieces, words } of one.lacks.filter((each) => each.pieces > 0))
              process.stdout.write(`${lang}  ${one.slug} ${one.version}  ${t('cli.lacks', { pieces, words })}\n`);
        }
        return 0;
      });
    case 'memory':
      return withContext(async (ctx) => write((await ask(queries.memory, ctx, { slug, version })).tmx));
    case 'memory-in':
      return onFile(rest[0], help, (bytes, name) =>
        withContext(async (ctx) => {
          printJson(await memoryFrom(ctx, bytes, base(name)));
          return 0;
        }),
      );
    case 'terms':
      return withContext(async (ctx) => write(await termsAsCsv(ctx.database.read)));
    case 'terms-in':
      return onFile(rest[0], help, (bytes) =>
        withContext(async (ctx) => {
          printJson(await execute(commands.takeTerms, ctx, { csv: new TextDecoder().decode(bytes) }));
          return 0;
        }),
      );
    default:
      throw wrongCall('cli.say-what', see);
  }
}
