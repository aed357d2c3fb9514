import type { Scope } from '../platform/actor.ts';

/** Who makes roadmaps, plans their tasks and releases them: the secretariat, and the focal points of a line. */
export const PLAN = 'roadmaps.plan';
/** Who says how far a task is: they, and whoever leads it, by a grant for the organisation. */
export const PROGRESS = 'roadmaps.progress';

/** What a roadmap, or a task of it, concerns, for grants that reach one body, line or organisation only. */
export const scopeOf = (one: { owner_body: string | null; concept: string; lead?: string | null }): Scope => ({
  body: one.owner_body,
  actionLines: [one.concept],
  ...(one.lead === undefined ? {} : { organisation: one.lead }),
});
