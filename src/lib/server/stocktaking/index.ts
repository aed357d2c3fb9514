/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import { confirm, describe, drop, save, setContact, start, submit, takeBack, withdraw } from './commands.ts';
import * as moderating from './moderate.ts';
import { choices } from './choices.ts';
import { keepFile } from './files.ts';
import { found, speaksFor } from './found.ts';
import { entry, mine, own } from './queries.ts';

const writing = { start, save, drop, submit, takeBack, confirm, withdraw, setContact, describe };
export const commands = { ...writing, ...moderating, found, keepFile };
export const queries = { entry, own, mine, choices, speaksFor };
export * as content from './content.ts';
export { entrySeenBy } from './load.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export { draftFrom, isStep, placed, STEP_NAMES } from './form.ts';
export type { Fault } from './form.ts';
export type { Choice, ChoiceGroup } from './choices.ts';
export { addFile, initiativeFile } from './files.ts';
export { codesOf, conceptNames } from './names.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
