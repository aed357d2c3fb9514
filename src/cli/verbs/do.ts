import { parseArgs } from 'node:util';

export const summary = 'Run any command or query of the registry by name';
export const help = `Usage:
  suivi do                      list every command and query
  suivi do NAME --help          what it takes, as JSON Schema
  suivi do NAME [JSON|-]        run it; input from the argument, or from standard input

Examples:
  suivi do accounts.roles
  suivi do platform.history '{"limit": 5}'

An initiative from its first word to the public, each with the id that the first gave (ORG is an organisation's id):
  suivi do stocktaking.initiative.start '{"organisation": "ORG", "lang": "fr", "draft": {"title": "…"}}'
  suivi do stocktaking.initiative.save '{"id": "ID", "rev": 1, "draft": {"kind": "project", "level": "local"}}'
  suivi do stocktaking.organisation.describe '{"organisation": "ORG", "kind": "academia"}'
  suivi do stocktaking.contact.set '{"id": "ID", "name": "Awa", "email": "awa@example.org"}'
  suivi do stocktaking.initiative.submit '{"id": "ID", "rev": 2}'
  suivi do stocktaking.version.decide '{"id": "ID", "seq": 1, "decision": "publish"}'
`;

/** `suivi do …`: the command line's door to everything, derived from the registry. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
  });
  const [name, input] = positionals;
  const [{ commandsByName, queriesByName }, { schemaOf }, { jsonArgument, printJson, withContext }] = await Promise.all(
    [import('../../lib/server/registry.ts'), import('../../lib/server/platform/openapi.ts'), import('../session.ts')],
  );
  if (name === undefined) {
    for (const [kind, list] of [
      ['query', queriesByName],
      ['command', commandsByName],
    ] as const)
      for (const one of [...list.values()].filter((each) => !each.internal))
        process.stdout.write(`${kind.padEnd(8)} ${one.name.padEnd(36)} ${one.summary}\n`);
    return 0;
  }
  const command = commandsByName.get(name);
  const query = queriesByName.get(name);
  const found = command ?? query;
  if (!found || found.internal) {
    const { fail, nearest } = await import('../terminal.ts');
    const guess = nearest(name, [...commandsByName.keys(), ...queriesByName.keys()]);
    return fail(
      `there is no command or query '${name}'${guess === null ? '' : `; did you mean '${guess}'?`} See suivi do.`,
      2,
    );
  }
  if (values.help) {
    process.stdout.write(`${found.summary}\n${JSON.stringify(schemaOf(found.input), null, 2)}\n`);
    return 0;
  }
  const value = jsonArgument(input);
  return withContext(async (ctx) => {
    const [{ execute }, { ask }] = await Promise.all([
      import('../../lib/server/platform/command.ts'),
      import('../../lib/server/platform/query.ts'),
    ]);
    printJson(command ? await execute(command, ctx, value) : await ask(query!, ctx, value));
    return 0;
  });
}
