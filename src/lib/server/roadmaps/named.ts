import { sql } from 'kysely';
import { z } from 'zod';
import type { Handling } from '../platform/command.ts';
import { InvalidInput, type Issue } from '../platform/errors.ts';
import { plainText } from '../platform/input.ts';
import { visibleTo } from '../platform/visibility.ts';
import { partyOf } from '../register/index.ts';

/** A list as the API sends it, or as a field of a form has it: parted by these, blanks and empty parts aside. */
const parted = <T extends z.ZodType>(by: RegExp, one: T) =>
  z
    .preprocess(
      (value) =>
        typeof value === 'string' || typeof value === 'number'
          ? String(value)
              .split(by)
              .map((part) => part.trim())
              .filter(Boolean)
          : value,
      z.array(one).max(60),
    )
    .optional();

/** Who and what a task names. */
export const Named = {
  lead: plainText(300).optional().describe('code or name of the body, office, group or organisation that leads'),
  partners: parted(/\n/, plainText(300)).describe('codes or names of those who take part, a list or one a line'),
  obligations: parted(/[\s,;،、]+/, z.coerce.number().int().positive().max(2_147_483_647)).describe(
    'numbers of the obligations that it serves',
  ),
};
type Given = z.output<z.ZodObject<typeof Named>>;

/** Ids of what a task names. Errors: InvalidInput at `lead`, `partners` or `obligations`, with all that is not on record. */
export async function namedIn(
  ctx: Handling,
  { lead, partners = [], obligations = [] }: Given,
): Promise<{ lead: string | null; partners: string[]; obligations: string[] }> {
  const issues: Issue[] = [];
  const partyAt = async (path: string, words: string): Promise<string | null> => {
    const id = await partyOf(ctx, words);
    if (id === null) issues.push({ path, code: 'no-such-party', values: { name: words } });
    return id;
  };
  const leads = lead === undefined ? null : await partyAt('lead', lead);
  const others = new Set<string>();
  for (const words of partners) {
    const id = await partyAt('partners', words);
    if (id !== null && id !== leads) others.add(id);
  }
  const { rows } = await sql<{ id: string; number: number }>`select o.id, o.number from obligation o
    join record on record.id = o.id where o.number = any(${obligations}::int[]) and o.review = 'confirmed'
      and ${visibleTo(ctx.actor)} order by o.number`.execute(ctx.db);
  for (const number of obligations)
    if (!rows.some((one) => one.number === number))
      issues.push({ path: 'obligations', code: 'no-obligation-of-number', values: { number } });
  if (issues.length > 0) throw new InvalidInput(issues);
  return { lead: leads, partners: [...others], obligations: rows.map(({ id }) => id) };
}

/** Makes these the partners of a task, in this order. Returns whether they were others. */
export async function setPartners(ctx: Handling, task: string, wanted: readonly string[]): Promise<boolean> {
  const before = await ctx.db
    .selectFrom('roadmap_task_partner')
    .select('party')
    .where('task', '=', task)
    .orderBy('ord')
    .execute();
  if (before.map(({ party }) => party).join() === wanted.join()) return false;
  await ctx.db.deleteFrom('roadmap_task_partner').where('task', '=', task).execute();
  if (wanted.length > 0)
    await ctx.db
      .insertInto('roadmap_task_partner')
      .values(wanted.map((party, ord) => ({ task, party, ord })))
      .execute();
  return true;
}

/** Makes these the obligations that a task serves; those that the actor does not see stay. Returns whether they were others. */
export async function setObligations(ctx: Handling, task: string, wanted: readonly string[]): Promise<boolean> {
  const gone = await sql<{ obligation: string }>`delete from roadmap_task_obligation served using record
    where served.task = ${task} and record.id = served.obligation and ${visibleTo(ctx.actor)}
      and not served.obligation = any(${[...wanted]}::uuid[]) returning served.obligation`.execute(ctx.db);
  const added = await sql<{ obligation: string }>`insert into roadmap_task_obligation (task, obligation)
    select ${task}::uuid, obligation from unnest(${[...wanted]}::uuid[]) obligation on conflict do nothing returning obligation`.execute(
    ctx.db,
  );
  return gone.rows.length + added.rows.length > 0;
}
