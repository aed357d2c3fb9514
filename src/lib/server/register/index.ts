/** The register: what texts ask, reviewed by people; occurrences, evidence, remarks. */
import { attachedEvidence, giveEvidence, judge, keepSnapshot, withdrawEvidence } from './evidence.ts';
import { occurrences } from './feeds.ts';
import { confirmFate } from './confirm-fate.ts';
import * as keeping from './keeping.ts';
import { explain, refreshOccurrences, setDue, setState } from './occurrences.ts';
import { facets } from './facets.ts';
import { obligations } from './list.ts';
import { obligation, overview, remarks, reviewItem } from './queries.ts';
import { bulk, claim, confirm, editObligation, merge, reject, splitOne } from './review.ts';
import { undo } from './undo.ts';
import { log } from './log.ts';
import { provedObligations } from './proved-obligations.ts';
import { line, reportLines } from './report-lines.ts';
import { answerRemark, makeRemark } from './remarks.ts';
import { snapshotJob } from './snapshot.ts';
import { suggest } from './suggest.ts';

export const commands = {
  suggest,
  claim,
  confirm,
  reject,
  bulk,
  splitOne,
  merge,
  undo,
  editObligation,
  ...keeping,
  confirmFate,
  setState,
  setDue,
  explain,
  refreshOccurrences,
  giveEvidence,
  attachedEvidence,
  judge,
  withdrawEvidence,
  keepSnapshot,
  makeRemark,
  answerRemark,
};
export const jobs = [snapshotJob];
export const queries = { occurrences, obligations, facets, obligation, line, reviewItem, log, overview, remarks };
export { followers } from './followers.ts';
export { Filters, LIST_STATES, type ObligationRow, type OccurrenceView, type PartyView } from './list.ts';
export * as permissions from './policy.ts';
export * as events from './events.ts';
export { isLate } from './rules/late.ts';
export { FROM as REGISTER_FROM } from './list.ts';
export { asCsv, asJson } from './download.ts';
export { logAsCsv } from './log.ts';
export { loadObligation, type Obligation } from './review.ts';
export { partyOf, reindex, setAction } from './write.ts';
export { attachEvidence } from './evidence.ts';
export { evidenceFile } from './evidence-file.ts';
export { addressesOf, type Address } from './addresses.ts';
export type { DatedOccurrence } from './feeds.ts';
export { evidenceOf, type EvidenceView } from './evidence-view.ts';
export { calledProved, keyOf, setProvable, type Provable, type Proved } from './provable.ts';
export { toJudge, type ToJudge } from './to-judge.ts';
/** What evidence may be given for in this room. */
export const provable = [...provedObligations, reportLines];
export { taggable } from './taggable.ts';
export { renewObligations } from './renew.ts';
export { moveObligations, obligationsFollowing } from './merging.ts';
