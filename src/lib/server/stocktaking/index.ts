/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import { confirm, describe, drop, save, setContact, start, submit, takeBack, withdraw } from './commands.ts';
import * as moderating from './moderate.ts';
import { choices } from './choices.ts';
import { keepFile } from './files.ts';
import { found, speaksFor } from './found.ts';
import { entry, mine, own } from './queries.ts';
import { offerTranslation, reviewTranslation, translation, translations } from './translate.ts';
import { answerYearly, askedBy, askYearly, yearlyJob } from './yearly.ts';

const writing = { start, save, drop, submit, takeBack, confirm, withdraw, setContact, describe };
export const commands = {
  ...writing,
  ...moderating,
  found,
  keepFile,
  askYearly,
  answerYearly,
  offerTranslation,
  reviewTranslation,
};
export const queries = { entry, own, mine, choices, speaksFor, askedBy, translation, translations };
export const jobs = [yearlyJob];
export * as content from './content.ts';
export { entrySeenBy } from './load.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export { draftFrom, isStep, placed, STEP_NAMES } from './form.ts';
export type { Fault } from './form.ts';
export type { Choice, ChoiceGroup } from './choices.ts';
export { answerFrom } from './yearly.ts';
export type { Asked } from './yearly.ts';
export type { TranslationView, WaitingTranslation } from './translate.ts';
export { addFile, initiativeFile } from './files.ts';
export { codesOf, conceptNames } from './names.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
