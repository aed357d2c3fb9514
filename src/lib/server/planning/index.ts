/** Planning: steps back from a session, who does the work, what they are told, and what a desk and a room see of it. */
import { dashboard } from './dashboard.ts';
import { desk } from './desk.ts';
import { addNote, endDuty, giveDuty, handOver } from './duties.ts';
import { setStepDue, stepDone } from './milestones.ts';
import { seen } from './notices.ts';
import { people, reminders, work } from './queries.ts';
import { chooseReminders, remind, reminderJob } from './reminders.ts';
import { year } from './year.ts';

export const commands = {
  stepDone,
  setStepDue,
  giveDuty,
  endDuty,
  handOver,
  addNote,
  seen,
  chooseReminders,
  remind,
};
export const queries = { desk, work, people, reminders, year, dashboard };
export const jobs = [reminderJob];
export { followers } from './followers.ts';
export { PLAN } from './policy.ts';
export { yearFields } from './year.ts';
export type { Bar } from './dashboard.ts';
export type { Entry } from './year.ts';
export type { StepView } from './queries.ts';
