import { can, type Actor, type Scope } from '../platform/actor.ts';
import type { Verdict } from '../platform/policy.ts';

/** Who may propose amendments, support them and take them back, for the organisations they speak for. */
export const PROPOSE = 'amendments.propose';
/** Who opens windows, and enters what an organisation sent. */
export const MANAGE = 'amendments.manage';
/** Who records what became of amendments, and changes the text on the table. */
export const DECIDE = 'amendments.decide';

/** Whether someone may act in an organisation's name: they speak for it, or enter what it sent. */
export const speaksFor = (actor: Actor, organisation: string | null, scope: Scope): Verdict =>
  (organisation !== null && actor.organisations.includes(organisation)) || can(actor, MANAGE, scope) ? 'allow' : 'deny';
