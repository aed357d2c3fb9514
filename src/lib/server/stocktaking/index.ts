/** Stocktaking: initiatives that all stakeholders submit and moderators publish (Tunis Agenda, paragraph 120). */
import * as writing from './commands.ts';
import * as moderating from './moderate.ts';
import { bring } from './import/bring.ts';
import { entry, mine, own } from './queries.ts';

export const commands = { ...writing, ...moderating, bring };
export const queries = { entry, own, mine };
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
export { codesOf, conceptNames } from './names.ts';
export type { Content } from './content.ts';
export type { EntryView, OwnLine, OwnView, VersionView } from './queries.ts';
