/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import { confirm, describe, drop, save, setContact, start, submit, takeBack, withdraw } from './commands.ts';
import { bring } from './import/bring.ts';
import { moderating } from './moderating.ts';
import { overview } from './overview.ts';
import { page } from './page.ts';
import { keepApart, mergeOrganisations } from './merging.ts';
import { country, organisation } from './places.ts';
import { choices, suggestions } from './choices.ts';
import { keepFile } from './files.ts';
import { found, speaksFor } from './found.ts';
import { entry, mine, own } from './queries.ts';
import { rebuild, renew, renewJob } from './renew.ts';
import { report, reports } from './report.ts';
import { changeSearch, forgetSearch, keepSearch, savedJob, searches, stopSearch, tell } from './saved.ts';
import { facets, list } from './search.ts';
import { offerTranslation, reviewTranslation, translation, translations } from './translate.ts';
import { doubles, pair } from './spellings.ts';
import { answerYearly, askAgain, askedBy, askYearly, yearlyJob } from './yearly.ts';

const writing = { start, save, drop, submit, takeBack, confirm, withdraw, setContact, describe };
export const commands = {
  ...writing,
  ...moderating.commands,
  bring,
  found,
  mergeOrganisations,
  keepApart,
  keepFile,
  askYearly,
  answerYearly,
  askAgain,
  offerTranslation,
  reviewTranslation,
  renew,
  rebuild,
  keepSearch,
  changeSearch,
  forgetSearch,
  stopSearch,
  tell,
};
export const queries = {
  entry,
  own,
  mine,
  page,
  list,
  facets,
  overview,
  organisation,
  country,
  report,
  reports,
  searches,
  choices,
  suggestions,
  speaksFor,
  doubles,
  pair,
  askedBy,
  translation,
  translations,
  ...moderating.queries,
};
export const jobs = [renewJob, yearlyJob, savedJob, ...moderating.jobs];
export { followers } from './followers.ts';
export { taggable } from './taggable.ts';
export { PREPARED } from './prepared.ts';
export { STANDINGS, type QueueLine } from './queue.ts';
export type { AlikeView } from './alike.ts';
export type { Change } from './changes.ts';
export type { Line } from './moderate.ts';
export type { QuestionView, ReviewView, Step } from './review.ts';
export type { MonthOfWork, ServiceTimes } from './times.ts';
export * as content from './content.ts';
export { asRead } from './draft.ts';
export {
  faultIn,
  FORMATS,
  Options as ImportOptions,
  reportAsCsv,
  takeFile,
  takeLines,
  template,
  type FileReport,
} from './import/take.ts';
export { COLUMN_LABELS } from './import/csv.ts';
export type { LineReport } from './import/line.ts';
export { entrySeenBy } from './load.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export { registryDesk, type RegistryDesk } from './desk.ts';
export { draftFrom, isStep, placed, STEP_NAMES } from './form.ts';
export type { Fault } from './form.ts';
export type { Choice, ChoiceGroup } from './choices.ts';
export { answerFrom } from './yearly.ts';
export type { Asked } from './yearly.ts';
export type { TranslationView, WaitingTranslation } from './translate.ts';
export { addFile, initiativeFile } from './files.ts';
export { codesOf, namesOf } from './concepts.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
export { FACETS, indexEntries, type Facet } from './index-entry.ts';
export { filtersIn, nameFor, orderedIn, unasked } from './saved.ts';
export { entriesAsCsv, entriesAsJson, entriesAsJsonLd } from './download.ts';
export { asBibtex, asJsonLd, asRis, blockOf, citation } from './cite.ts';
export { published } from './page.ts';
export type { EntryLine } from './line.ts';
export type { DoubleView, OrganisationSide, PairView } from './spellings.ts';
export type { ConceptName } from './concepts.ts';
export { LIST_TOPICS, type FacetCount, type FacetsView, type ListView } from './search.ts';
export type { GoneView, PageView, StandsFor, Told } from './page.ts';
export { entryFrame, goneFrame, listFrame } from './embed.ts';
export { plotNamed, plotOf, PLOTS, type OverviewView, type Plot } from './overview.ts';
export { barsAsSvg, tilesAsSvg, type Tile } from './pictures.ts';
export { renewAll } from './renew.ts';
export { tellSearches } from './saved.ts';
export type { ReportView } from './report.ts';
