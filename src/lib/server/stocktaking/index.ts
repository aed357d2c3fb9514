/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import * as writing from './commands.ts';
import * as moderating from './moderate.ts';
import { page } from './page.ts';
import { entry, mine, own } from './queries.ts';

export const commands = { ...writing, ...moderating };
export const queries = { entry, own, mine, page };
export * as content from './content.ts';
export { entrySeenBy } from './load.ts';
export { MANAGE, MODERATE, TRANSLATE } from './policy.ts';
export { codesOf, conceptNames } from './names.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
export { asBibtex, asJsonLd, asRis, blockOf, citation } from './cite.ts';
export { entryFile, published } from './page.ts';
export type { EntryLine } from './line.ts';
export type { ConceptName } from './concepts.ts';
export type { GoneView, PageView, StandsFor, Told } from './page.ts';
