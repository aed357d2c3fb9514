import { z } from 'zod';
import { event } from '../platform/events.ts';
import { MODERATE } from './policy.ts';

const number = z.number();
const seq = z.number();
/** What passes between a submitter and the moderators: what is published tells nothing of it (the policy says so). */
const within = { toldTo: MODERATE };
export const started = event('initiative.started', z.object({ number }), within);
export const draftSaved = event('initiative.saved', z.object({ fields: z.array(z.string()) }), within);
export const draftDropped = event('initiative.dropped', z.object({}), within);
export const submitted = event('initiative.submitted', z.object({ seq }), within);
export const takenBack = event('initiative.taken-back', z.object({ seq }), within);
export const published = event('initiative.published', z.object({ seq }));
export const approvedFirst = event('initiative.approved-first', z.object({ seq }), within);
// The words of a reason are private to the submitter; the codes of prepared ones are told.
const prepared = z.array(z.string());
export const returned = event('initiative.returned', z.object({ seq, prepared }), within);
export const declined = event('initiative.declined', z.object({ seq, prepared }), within);
export const manyDecided = event(
  'stocktaking.many-decided',
  z.object({ decision: z.string(), decided: z.number(), left: z.number() }),
);
export const asked = event('initiative.asked', z.object({ seq }), within);
export const answered = event('initiative.answered', z.object({ seq }), within);
export const confirmed = event('initiative.confirmed', z.object({ on: z.string() }));
export const withdrawn = event('initiative.withdrawn', z.object({ reason: z.string() }));
export const contactSet = event('initiative.contact-set', z.object({}), within);
export const fileAdded = event('initiative.file-added', z.object({ name: z.string() }));
export const described = event('organisation.described', z.object({ kind: z.string() }));
export const settingsSet = event('stocktaking.settings-set', z.object({ fourEyes: z.boolean() }));
export const compared = event('initiative.compared', z.object({ judged: z.enum(['same', 'different']) }), within);
export const merged = event('initiative.merged', z.object({ number, into: z.number() }));
export const searchKept = event('saved-search.kept', z.object({ mail: z.string() }));
export const searchChanged = event('saved-search.changed', z.object({ mail: z.string() }));
export const searchForgotten = event('saved-search.forgotten', z.object({}));
export const rebuilt = event('stocktaking.rebuilt', z.object({}));
export const founded = event('organisation.founded', z.object({ name: z.string() }));
export const organisationMerged = event(
  'organisation.merged',
  z.object({ into: z.uuid(), follows: z.record(z.string(), z.number()) }),
);
export const organisationsApart = event('organisation.kept-apart', z.object({}), within);
export const askedYearly = event('initiative.asked-yearly', z.object({ n: z.number() }));
export const translated = event('initiative.translated', z.object({ lang: z.string(), state: z.string() }));
