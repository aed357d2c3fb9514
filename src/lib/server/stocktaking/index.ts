/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import * as writing from './commands.ts';
import { decide, decideMany, setSettings } from './moderate.ts';
import { judgePair, mergeInto } from './pairs.ts';
import { answer, askBack } from './questions.ts';
import { entry, mine, own } from './queries.ts';
import { queue } from './queue.ts';
import { questions, review, settings } from './review.ts';
import { times } from './times.ts';

export const commands = { ...writing, decide, decideMany, setSettings, askBack, answer, judgePair, mergeInto };
export const queries = { entry, own, mine, queue, review, questions, settings, times };
export * as content from './content.ts';
export { entrySeenBy } from './load.ts';
export { PREPARED } from './prepared.ts';
export { STANDINGS, type QueueLine } from './queue.ts';
export type { Change } from './changes.ts';
export type { Line } from './moderate.ts';
export type { QuestionView, ReviewView, Step } from './review.ts';
export type { MonthOfWork, ServiceTimes } from './times.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
