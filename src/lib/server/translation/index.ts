/** Translation: what waits in each language, who does it, the terms and memories at the place, and translators' files. */
import { assign, claim, confirm, release, save, sendBack, setDue } from './commands.ts';
import { deliver } from './deliver.ts';
import { keepMemory, memory } from './memory.ts';
import { list, overview, piece, translators, work } from './queries.ts';
import { obligation, obligations, saveObligation } from './obligations.ts';
import { saveTerm, takeTerms, terms } from './terms.ts';
import { totals } from './totals.ts';
import { keepUnits, xliff } from './xliff.ts';

export const commands = {
  claim,
  release,
  assign,
  save,
  sendBack,
  confirm,
  setDue,
  deliver,
  keepUnits,
  saveObligation,
  saveTerm,
  takeTerms,
  keepMemory,
};
export const queries = {
  overview,
  totals,
  list,
  obligation,
  obligations,
  work,
  piece,
  translators,
  xliff,
  memory,
  terms,
};
export { memoryFrom, takeMemory } from './memory.ts';
export { languagesOf, waitingFor, type Waiting } from './queries.ts';
export { REVISE, TRANSLATE } from './policy.ts';
export { STATUSES, takeTermFile, termsAsCsv, type Term } from './terms.ts';
export { STATES, type PieceState } from './work.ts';
export { OUTCOMES, takeXliff, xliffFrom, type UnitReport } from './xliff.ts';
export type { Problem } from './problems.ts';
export { renewMemories } from './renew.ts';
