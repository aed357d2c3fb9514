/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import * as writing from './commands.ts';
import * as moderating from './moderate.ts';
import { entry, mine, own } from './queries.ts';

export const commands = { ...writing, ...moderating };
export const queries = { entry, own, mine };
export * as content from './content.ts';
export { entrySeenBy } from './load.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export { codesOf, conceptNames } from './names.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
