import { parseArgs } from 'node:util';
import { spokenIn } from '../speech.ts';

export const summary = 'People with an account: add, list, make a link for a new password';
export const help = `Usage:
  suivi user add --name NAME --email ADDRESS [--role ROLE]... [--json]
  suivi user list [--json]
  suivi user link ID [--json]

add and link print a one-time link by which the person chooses a password.
Roles: administrator, officer, reviewer, focal-point, chair, delegate, translator, or your own.
`;

/** `suivi user …`: the same commands as the page of accounts. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  });
  const [{ commands, queries }, { execute }, { ask }, { printJson, withContext }] = await Promise.all([
    import('../../lib/server/accounts/index.ts'),
    import('../../lib/server/platform/command.ts'),
    import('../../lib/server/platform/query.ts'),
    import('../session.ts'),
  ]);
  const [verb, id] = positionals;
  return withContext(async (ctx, config) => {
    const origin = config.origin ?? `http://localhost:${config.port}`;
    const tell = (token: string, about: object): number => {
      const link = `${origin}/${spokenIn()}/welcome/${token}`;
      if (values.json) printJson({ ...about, link });
      else process.stdout.write(`${link}\n`);
      return 0;
    };
    switch (verb) {
      case 'add': {
        const made = await execute(commands.invitePerson, ctx, {
          name: values.name,
          email: values.email,
          roles: values.role ?? [],
        });
        return tell(made.token, { id: made.id });
      }
      case 'link': {
        const made = await execute(commands.makeResetLink, ctx, { person: id });
        return tell(made.token, { id });
      }
      case 'list': {
        const people: Awaited<ReturnType<typeof queries.people.run>>['people'] = [];
        let after: string | undefined;
        do {
          const page = await ask(queries.people, ctx, { after });
          people.push(...page.people);
          after = page.next ?? undefined;
        } while (after);
        if (values.json) printJson(people);
        else
          for (const { id: person, email, name, grants } of people)
            process.stdout.write(`${person}  ${email ?? '-'}  ${name}  ${grants.map((g) => g.role).join(' ')}\n`);
        return 0;
      }
      default:
        process.stderr.write(help);
        return 2;
    }
  });
}
