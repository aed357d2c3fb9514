import { parseArgs } from 'node:util';
import { Refusal, wordsOf } from '../speech.ts';

export const summary = 'Fill an empty database with the demonstration';
export const help = `Usage: suivi seed [--json]

Puts the demonstration (a fictional mandate, in our own words) into a database that holds no text yet; \`suivi serve\`
does so by itself unless SUIVI_DEMO=no. To bring in a document of yours, see suivi import.
`;

/** `suivi seed`: the demonstration, by hand. Refused where there is a text already: nothing is mixed with real records. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  const { printJson, withContext } = await import('../session.ts');
  return withContext(async (ctx) => {
    const text = await ctx.database.read.selectFrom('text').select('id').limit(1).executeTakeFirst();
    if (text) throw new Refusal('cli.not-empty');
    const { seedDemo } = await import('../../../seed/index.ts');
    await seedDemo(ctx.database.url, (line) => void (values.json ? undefined : process.stderr.write(`${line}\n`)));
    const count = async (table: 'version' | 'obligation' | 'occurrence' | 'event'): Promise<number> =>
      Number(
        (
          await ctx.database.read
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<string>().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    const [versions, obligations, occurrences, events] = await Promise.all([
      count('version'),
      count('obligation'),
      count('occurrence'),
      count('event'),
    ]);
    if (values.json) printJson({ versions, obligations, occurrences, events });
    else process.stdout.write(`${(await wordsOf())('cli.seeded', { versions, obligations, occurrences, events })}\n`);
    return 0;
  });
}
