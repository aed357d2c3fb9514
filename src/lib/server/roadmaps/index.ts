/** Roadmaps of action lines, goals and agendas: tasks, who leads them, by when, how far they are; and all past releases. */
import { create, edit, publish } from './commands.ts';
import { pastRelease } from './past.ts';
import { list, one, serving, task } from './queries.ts';
import { release } from './release.ts';
import * as tasks from './tasks.ts';

export const commands = {
  create,
  edit,
  publish,
  release,
  addTask: tasks.add,
  editTask: tasks.edit,
  progress: tasks.progress,
  drop: tasks.drop,
};
export const queries = { list, one, task, pastRelease, serving };
export { PLAN, PROGRESS } from './policy.ts';
export { STATES, type PartyView, type TaskRow, type TaskState } from './rows.ts';
export type { RoadmapRow, Serving } from './queries.ts';
export { tasksAsCsv, tasksAsJson } from './download.ts';
export { provable } from './provable.ts';
export { taggable } from './taggable.ts';
export { moveTasks, tasksFollowing } from './merging.ts';
