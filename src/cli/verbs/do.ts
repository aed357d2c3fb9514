import { unknown, wordsOf, wrongCall } from '../speech.ts';

export const summary = 'Run any command or query of the registry by name';
export const help = `Usage:
  suivi do [AREA]                        every command and query, or those of an area: suivi do amendments
  suivi do NAME --help                   its fields and an example; with --json, as JSON Schema
  suivi do NAME [JSON|-] [--field VALUE …]   run it; JSON from the argument or standard input, fields above it

A field may be said again where it takes several; --field @FILE takes what stands in a file, @- on standard input.

Examples:
  suivi do accounts.roles
  suivi do platform.history --limit 5
  suivi do amendments.propose --edition ID --eid sec_2__para_1 --kind MOD --words @words.txt --organisation ID

An initiative from its first word to the public, each with the id that the first gave (ORG is an organisation's id):
  suivi do stocktaking.initiative.start --organisation ORG --lang fr --draft '{"title": "…"}'
  suivi do stocktaking.initiative.save --id ID --rev 1 --draft '{"kind": "project", "level": "local"}'
  suivi do stocktaking.organisation.describe --organisation ORG --kind academia
  suivi do stocktaking.contact.set --id ID --name Awa --email awa@example.org
  suivi do stocktaking.initiative.submit --id ID --rev 2
  suivi do stocktaking.version.decide --id ID --seq 1 --decision publish
`;

/** `suivi do …`: the command line's door to everything, derived from the registry. */
export async function run(args: string[]): Promise<number> {
  const [
    { commandsByName, queriesByName },
    { schemaOf },
    { jsonArgument, printJson, withContext },
    { fieldsHelp, givenIn, inputOf, neededIn },
    { operationName },
    t,
  ] = await Promise.all([
    import('../../lib/server/registry.ts'),
    import('../../lib/server/platform/openapi.ts'),
    import('../session.ts'),
    import('../fields.ts'),
    import('../../lib/i18n/index.ts'),
    wordsOf(),
  ]);
  const given = givenIn(args);
  const [name, input, ...rest] = given.positionals;
  if (rest[0] !== undefined) throw wrongCall('cli.one-too-many', { word: rest[0] });
  const open = [
    ...[...queriesByName.values()].map((one) => ({ kind: 'query' as const, ...one })),
    ...[...commandsByName.values()].map((one) => ({ kind: 'command' as const, ...one })),
  ].filter((one) => !one.internal);
  const areas = [...new Set(open.map((one) => areaOf(one.name)))].sort();
  if (name === undefined || areas.includes(name)) {
    const listed = open.filter((one) => name === undefined || areaOf(one.name) === name);
    if (given.json)
      printJson(listed.map((one) => ({ kind: one.kind, name: one.name, summary: operationName(t, one.name) })));
    else
      for (const area of areas) {
        const here = listed.filter((one) => areaOf(one.name) === area);
        if (here.length > 0) process.stdout.write(`${area}\n`);
        for (const { kind, name: operation } of here)
          process.stdout.write(
            `  ${t(`cli.${kind}`).padEnd(8)} ${operation.padEnd(36)} ${operationName(t, operation)}\n`,
          );
      }
    return 0;
  }
  const command = commandsByName.get(name);
  const query = queriesByName.get(name);
  const found = command ?? query;
  if (!found || found.internal) throw unknown(name, [...open.map((one) => one.name), ...areas], 'suivi do');
  const schema = schemaOf(found.input);
  if (given.help) {
    if (given.json) printJson(schema);
    else
      process.stdout.write(
        `${operationName(t, name)}\n\n${fieldsHelp(t, schema)}\n${t('cli.example')}\n  suivi do ${name}${neededIn(schema)}\n`,
      );
    return 0;
  }
  const fields = inputOf(given.fields, schema);
  const base = jsonArgument(input);
  if (given.fields.size > 0 && (typeof base !== 'object' || base === null || Array.isArray(base)))
    throw wrongCall('cli.json-object');
  const value = given.fields.size > 0 ? { ...(base as object), ...fields } : base;
  return withContext(async (ctx) => {
    const [{ execute }, { ask }] = await Promise.all([
      import('../../lib/server/platform/command.ts'),
      import('../../lib/server/platform/query.ts'),
    ]);
    if (command) printJson(await execute(command, ctx, value));
    else if (query) printJson(await ask(query, ctx, value));
    return 0;
  });
}

const areaOf = (name: string): string => name.split('.')[0] ?? name;
