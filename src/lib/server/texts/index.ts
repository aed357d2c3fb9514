/** Texts: documents taken in, versions, editions in each language, paragraphs and their identity. */
import { abandonIntake, correctIntake, createIntake, saveIntake } from './commands.ts';
import { checkEdition } from './check.ts';
import { compare, edition } from './compare.ts';
import { copiesJob, renewCopy } from './copies.ts';
import { intake, intakes, list, reading } from './queries.ts';
import {
  adoptVersion,
  proposeVersion,
  renumberText,
  showVersion,
  terminateVersion,
  withdrawVersion,
} from './versions.ts';

export const commands = {
  createIntake,
  correctIntake,
  abandonIntake,
  saveIntake,
  proposeVersion,
  adoptVersion,
  terminateVersion,
  renumberText,
  showVersion,
  withdrawVersion,
  renewCopy,
};
export const jobs = [copiesJob];
export const queries = { list, reading, compare, edition, intakes, intake, checkEdition };
export {
  documentFile,
  outlineOf,
  REPORT,
  succeededBy,
  type ReadingNode,
  type Succeeding,
  type VersionView,
} from './queries.ts';
export { aknOf, type Named } from './akn.ts';
export {
  editionCorrected,
  editionSaved,
  textAdded,
  textAdopted,
  versionTerminated,
  versionWithdrawn,
  visibilityChanged,
} from './events.ts';
export { putWords } from './put-words.ts';
export { hashOf } from './rows.ts';
export { referenceOf } from './standing.ts';
export { Unreadable } from './engine.ts';
export { parse, parseAmended, receive } from './intake.ts';
export { checkDraft, checkUpload, type CheckView } from './check.ts';
export { redlineOfEditions, type BesideRow, type MarkedView, type Side } from './compare.ts';
export { compareFiles, redlineOfFiles, settleFile } from './compare-files.ts';
export type { MarkedNode, Skipped } from './marked-nodes.ts';
export { receiveUpload } from './upload.ts';
export { ADOPT, IMPORT, ORIGINAL } from './policy.ts';
export { headingOf, rowsOf, type NodeRow } from './rows.ts';
export { saveEdition } from './save-edition.ts';
export { recordAdoption } from './versions.ts';
export { taggable } from './taggable.ts';
export { renewNodes } from './renew.ts';
