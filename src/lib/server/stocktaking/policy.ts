import type { Actor } from '../platform/actor.ts';
import { can } from '../platform/actor.ts';
import type { Policy } from '../platform/policy.ts';
import type { Loaded } from './load.ts';

/** Who decides on what was submitted, asks back, judges duplicates and reads the queue. */
export const MODERATE = 'stocktaking.moderate';
/** Who sets how the registry is run: four eyes, the yearly letter. */
export const MANAGE = 'stocktaking.manage';
/** Who reviews translations. */
export const TRANSLATE = 'stocktaking.translate';

/** Whether the actor writes on it: who made it, and whoever speaks for its organisation. */
export const isOwn = (actor: Actor, one: Pick<Loaded, 'organisation' | 'submitter'>): boolean =>
  actor.id !== null && (one.submitter === actor.id || actor.organisations.includes(one.organisation));

/** Own entries, drafts included; those of others do not exist for the actor unless they are public. */
export const ownEntry: Policy<Loaded> = {
  needs: 'signed-in',
  also: (actor, one) => (isOwn(actor, one) ? 'allow' : one.published === null ? 'hide' : 'deny'),
};

/** Moderators of everything, or of what one organisation submits; but not on what they or their organisation submitted. */
export const moderated: Policy<Loaded> = {
  needs: MODERATE,
  scope: ({ organisation }) => ({ organisation }),
  also: (actor, one) => (isOwn(actor, one) ? 'deny' : 'allow'),
};

/** Whether a moderator may decide on it: what buttons are drawn from. */
export const mayModerate = (actor: Actor, one: Pick<Loaded, 'organisation' | 'submitter'>): boolean =>
  can(actor, MODERATE, { organisation: one.organisation }) && !isOwn(actor, one);
