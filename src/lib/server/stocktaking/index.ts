/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import * as writing from './commands.ts';
import { moderating } from './moderating.ts';
import { page } from './page.ts';
import { entry, mine, own } from './queries.ts';

export const commands = { ...writing, ...moderating.commands };
export const jobs = [...moderating.jobs];
export const queries = { entry, own, mine, page, ...moderating.queries };
export { PREPARED } from './prepared.ts';
export { STANDINGS, type QueueLine } from './queue.ts';
export type { AlikeView } from './alike.ts';
export type { Change } from './changes.ts';
export type { Line } from './moderate.ts';
export type { QuestionView, ReviewView, Step } from './review.ts';
export type { MonthOfWork, ServiceTimes } from './times.ts';
export * as content from './content.ts';
export { entrySeenBy } from './load.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export { codesOf, namesByCode } from './named.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
export { asBibtex, asJsonLd, asRis, blockOf, citation } from './cite.ts';
export { entryFile, published } from './page.ts';
export type { EntryLine } from './line.ts';
export type { ConceptName } from './names.ts';
export type { GoneView, PageView, StandsFor, Told } from './page.ts';
