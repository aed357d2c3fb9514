import { readFileSync } from 'node:fs';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import type { Actor } from '../src/lib/server/platform/actor.ts';
import { execute } from '../src/lib/server/platform/command.ts';
import type { Context } from '../src/lib/server/platform/context.ts';
import { commands as register } from '../src/lib/server/register/index.ts';
import { commands as roadmaps } from '../src/lib/server/roadmaps/index.ts';

type Said = Record<Language, string>;
interface DemoTask {
  title: Said;
  lead: string;
  partners?: string[];
  /** Months from the day of the seed, and how exactly the date is known. */
  due: number;
  precision: 'month' | 'year';
  /** How many of the first obligations in force it serves. */
  serves: number;
  /** How far it is when the roadmap is released, and now; with what is said of it. */
  then?: 'under-way' | 'done';
  now?: 'under-way' | 'done' | 'dropped';
  note?: { lang: Language; value: string };
  /** What an initiative of the registry shows of it: the address of its page, and the claim. */
  shown?: { record: string; claim: string };
}
interface DemoRoadmap {
  about: string;
  title: Said;
  description: Said;
  release: { lang: Language; note: string };
  tasks: DemoTask[];
}

/**
 * A roadmap of an action line, planned by an officer in six languages, released once before a meeting and worked on since; an
 * initiative of the registry stands as evidence for one of its tasks.
 * @param by who plans it
 * @param body id of the body that keeps it
 */
export async function planRoadmap(
  database: Context['database'],
  ctx: (hours?: number) => Context,
  { by, body }: { by: Actor; body: string | undefined },
): Promise<void> {
  const told = JSON.parse(readFileSync(new URL('./demo/roadmap.json', import.meta.url), 'utf8')) as DemoRoadmap;
  const as = (hours = 0): Context => ({ ...ctx(hours), actor: by });
  const today = as().now;
  const year = today.getUTCFullYear();
  const { id } = await execute(roadmaps.create, as(2), {
    ...{ body, about: told.about, title: told.title.en, description: told.description.en, lang: 'en' },
    ...{ from: year - 1, to: year + 1, visibility: 'public' },
  });
  const others = LANGUAGES.filter((lang) => lang !== 'en');
  for (const [i, lang] of others.entries())
    await execute(roadmaps.edit, as(), {
      ...{ id, rev: i + 1, title: told.title[lang], description: told.description[lang], lang, standing: 'official' },
      ...{ from: year - 1, to: year + 1 },
    });
  const asked = await database.read
    .selectFrom('obligation')
    .select('number')
    .where('life', '=', 'active')
    .where('binding', '=', true)
    .orderBy('number')
    .limit(3)
    .execute();
  const tasks: { id: string; rev: number; task: DemoTask }[] = [];
  for (const task of told.tasks) {
    const due = new Date(Date.UTC(year, today.getUTCMonth() + task.due, 1)).toISOString();
    const named = {
      lead: task.lead,
      partners: task.partners ?? [],
      due: due.slice(0, task.precision === 'year' ? 4 : 7),
      obligations: asked.slice(0, task.serves).map(({ number }) => number),
    };
    const made = await execute(roadmaps.addTask, as(1), { roadmap: id, title: task.title.en, lang: 'en', ...named });
    for (const [i, lang] of others.entries())
      await execute(roadmaps.editTask, as(), {
        ...{ id: made.id, rev: i + 1, title: task.title[lang], lang, standing: 'official' },
        ...named,
      });
    tasks.push({ id: made.id, rev: others.length + 1, task });
  }
  const say = async (one: (typeof tasks)[number], state: 'under-way' | 'done'): Promise<void> => {
    const { value: note, lang } = one.task.note ?? {};
    const said = note === undefined ? {} : { note, lang };
    one.rev = (await execute(roadmaps.progress, as(5), { id: one.id, rev: one.rev, state, ...said })).rev;
  };
  for (const one of tasks) if (one.task.then) await say(one, one.task.then);
  const dated = as(10).now.toISOString().slice(0, 10);
  await execute(roadmaps.release, as(), { id, dated, ...told.release });
  for (const one of tasks) {
    const { now, note, shown } = one.task;
    if (now === 'dropped')
      await execute(roadmaps.drop, as(5), { id: one.id, rev: one.rev, reason: note?.value, lang: note?.lang });
    else if (now) await say(one, now);
    if (shown) await execute(register.giveEvidence, as(1), { target: one.id, ...shown });
  }
}
