import type { Context } from '../platform/context.ts';
import { csvHead, csvLine } from '../platform/csv.ts';
import { ask } from '../platform/query.ts';
import { one } from './queries.ts';
import type { PartyView } from './rows.ts';

const nameOf = (party: PartyView | null): string => party?.name?.value ?? party?.code ?? '';

/** Tasks of a roadmap as they stand, as CSV. Errors: those of `roadmaps.one`. */
export async function tasksAsCsv(ctx: Context, code: string, origin: string): Promise<string> {
  const { tasks } = await ask(one, ctx, { code });
  const head = ['number', 'title', 'language', 'lead', 'partners', 'due_from', 'due_to', 'precision', 'state', 'late'];
  return [
    csvHead([...head, 'note', 'note_language', 'obligations', 'address']),
    ...tasks.map((task) =>
      csvLine([
        task.number,
        task.title?.value,
        task.title?.lang,
        nameOf(task.lead),
        task.partners.map(nameOf).join('; '),
        task.due?.from,
        task.due?.to,
        task.due?.precision,
        task.state,
        task.late,
        task.note,
        task.noteLang,
        task.obligations.join('; '),
        `${origin}/${ctx.lang}/roadmaps/${code}/tasks/${task.number}`,
      ]),
    ),
  ].join('');
}

/** The same as a JSON list. */
export async function tasksAsJson(ctx: Context, code: string): Promise<string> {
  return `${JSON.stringify((await ask(one, ctx, { code })).tasks, null, 2)}\n`;
}
