/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import { confirm, describe, drop, save, setContact, start, submit, takeBack, withdraw } from './commands.ts';
import { bring } from './import/bring.ts';
import { enlist, listsJob } from './import/lists.ts';
import { moderating } from './moderating.ts';
import { page } from './page.ts';
import { choices } from './choices.ts';
import { keepFile } from './files.ts';
import { found, speaksFor } from './found.ts';
import { entry, mine, own } from './queries.ts';
import { offerTranslation, reviewTranslation, translation, translations } from './translate.ts';
import { answerYearly, askedBy, askYearly, yearlyJob } from './yearly.ts';

const writing = { start, save, drop, submit, takeBack, confirm, withdraw, setContact, describe };
export const commands = {
  ...writing,
  ...moderating.commands,
  bring,
  enlist,
  found,
  keepFile,
  askYearly,
  answerYearly,
  offerTranslation,
  reviewTranslation,
};
export const queries = {
  entry,
  own,
  mine,
  page,
  choices,
  speaksFor,
  askedBy,
  translation,
  translations,
  ...moderating.queries,
};
export const jobs = [listsJob, yearlyJob];
export { PREPARED } from './prepared.ts';
export { STANDINGS, type QueueLine } from './queue.ts';
export type { Change } from './changes.ts';
export type { Line } from './moderate.ts';
export type { QuestionView, ReviewView, Step } from './review.ts';
export type { MonthOfWork, ServiceTimes } from './times.ts';
export * as content from './content.ts';
export {
  FORMATS,
  Options as ImportOptions,
  reportAsCsv,
  takeFile,
  takeLines,
  template,
  type FileReport,
} from './import/take.ts';
export type { LineReport } from './import/line.ts';
export { organisationsOf } from './queries.ts';
export { entrySeenBy } from './load.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export { draftFrom, isStep, placed, STEP_NAMES } from './form.ts';
export type { Fault } from './form.ts';
export type { Choice, ChoiceGroup } from './choices.ts';
export { answerFrom } from './yearly.ts';
export type { Asked } from './yearly.ts';
export type { TranslationView, WaitingTranslation } from './translate.ts';
export { addFile, initiativeFile } from './files.ts';
export { codesOf, conceptNames } from './concept-names.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
export { asBibtex, asJsonLd, asRis, blockOf, citation } from './cite.ts';
export { entryFile, published } from './page.ts';
export type { EntryLine } from './line.ts';
export type { ConceptName } from './names.ts';
export type { GoneView, PageView, StandsFor, Told } from './page.ts';
