import { parseArgs } from 'node:util';
import { speechIn, spokenIn, wrongCall } from '../speech.ts';

export const summary = 'Bring a document in, and save its texts as editions';
export const help = `Usage: suivi import FILE|- [options]

Reads a document (.docx, .txt, .xml) and keeps it, to be corrected in the browser. With --body and --version it is
saved as an edition at once, and what it asks waits for review.

  --name NAME         the file's name, when it comes from standard input
  --body CODE         the body that speaks: council
  --version LABEL     label of the version in its address: 2024
  --text N            which text of the document, from 0 (default: the last)
  --number NUMBER     number of the text, where the document does not say
  --title TITLE       its title, where the document does not say
  --language LANG     ar en es fr ru zh, where the machine is wrong
  --authority WORD    authentic, official (default), unofficial, machine
  --visibility WHO    draft (default), body, public
  --adopted DATE      records its adoption on that day: what it asks is active once confirmed
  --json              what was done, as JSON

Example:
  suivi import resolution.docx --body council --version 2024 --visibility public --adopted 2024-06-14
`;

/** `suivi import …`: the same intake and the same commands as the page. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      body: { type: 'string' },
      version: { type: 'string' },
      text: { type: 'string' },
      number: { type: 'string' },
      title: { type: 'string' },
      language: { type: 'string' },
      authority: { type: 'string' },
      visibility: { type: 'string' },
      adopted: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if ((values.body === undefined) !== (values.version === undefined)) throw wrongCall('cli.body-version');
  if (values.adopted !== undefined && values.body === undefined) throw wrongCall('cli.adopted');
  const [{ onFile }, { titleOf }, { commands, queries, receive }, { execute }, { ask }, { printJson, withContext }] =
    await Promise.all([
      import('../text/input.ts'),
      import('../text/title.ts'),
      import('../../lib/server/texts/index.ts'),
      import('../../lib/server/platform/command.ts'),
      import('../../lib/server/platform/query.ts'),
      import('../session.ts'),
      // The register follows what is saved and adopted.
      import('../../lib/server/registry.ts'),
    ]);
  return onFile(file, help, (bytes, name) =>
    withContext(async (ctx, config) => {
      const { id, again } = await receive(ctx, bytes, values.name ?? name.split(/[\\/]/).at(-1) ?? '');
      const { outline } = await ask(queries.intake, ctx, { id });
      const origin = config.origin ?? `http://localhost:${config.port}`;
      const done: Record<string, unknown> = {
        intake: id,
        again,
        texts: outline.texts.map((one) => ({
          kind: one.kind,
          number: one.number,
          title: one.title,
          language: one.language,
          repairs: one.repairs.length,
          warnings: one.warnings.length,
        })),
        address: `${origin}/${spokenIn()}/import/${id}`,
      };
      if (values.body !== undefined) {
        const saved = await execute(commands.saveIntake, ctx, {
          id,
          text: values.text ?? outline.texts.length - 1,
          body: values.body,
          version: values.version,
          number: values.number,
          title: values.title,
          lang: values.language,
          authority: values.authority,
          visibility: values.visibility,
        });
        if (values.adopted !== undefined)
          await execute(commands.adoptVersion, ctx, { id: saved.version, on: values.adopted });
        const text = await ctx.database.read
          .selectFrom('text')
          .select('slug')
          .where('id', '=', saved.text)
          .executeTakeFirstOrThrow();
        const waiting = await ctx.database.read
          .selectFrom('obligation')
          .select((eb) => eb.fn.countAll<string>().as('n'))
          .where('text', '=', saved.text)
          .where('review', '=', 'suggested')
          .executeTakeFirstOrThrow();
        Object.assign(done, saved, {
          waiting: Number(waiting.n),
          address: `${origin}/${spokenIn()}/texts/${text.slug}/${String(values.version)}`,
        });
      }
      if (values.json) printJson(done);
      else {
        const speech = await speechIn();
        const { t } = speech;
        for (const [i, one] of outline.texts.entries()) {
          const met = [
            one.language,
            t('import.repairs', { n: one.repairs.length }),
            t('cli.warnings', { n: one.warnings.length }),
          ];
          process.stdout.write(`${i}  ${titleOf(speech, one)}  (${met.join(', ')})\n`);
        }
        if (again) process.stdout.write(`${t('cli.again')}\n`);
        if ('waiting' in done) process.stdout.write(`${t('cli.saved', { n: Number(done['waiting']) })}\n`);
        process.stdout.write(`${String(done['address'])}\n`);
      }
      return 0;
    }),
  );
}
