/** The register: what texts ask, reviewed by people; occurrences, evidence, remarks. */
import * as keeping from './keeping.ts';
import { calendar, facets, obligation, obligations, overview, remarks, reviewItem } from './queries.ts';
import { bulk, claim, confirm, editObligation, merge, reject, splitOne, undo } from './review.ts';
import { suggest } from './suggest.ts';

export const commands = { suggest, claim, confirm, reject, bulk, splitOne, merge, undo, editObligation, ...keeping };
export const queries = { obligations, facets, obligation, reviewItem, calendar, overview, remarks };
export { followers } from './followers.ts';
export { Filters, LIST_STATES, type ObligationRow, type OccurrenceView, type PartyView } from './queries.ts';
export { REVIEW } from './policy.ts';
export { asCsv, asJson } from './download.ts';
