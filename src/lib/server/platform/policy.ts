import { can, type Actor, type Scope } from './actor.ts';
import { Forbidden, NotFound, SignInRequired } from './errors.ts';

/** What a policy answers: `hide` is told as "not found", so that existence stays private. */
export type Verdict = 'allow' | 'deny' | 'hide';

/**
 * Who may do a thing. `permission` is judged on the actor alone before anything is loaded, and again with `scope` on the
 * locked record. The permissions page is drawn from these.
 */
export interface Policy<R, I = unknown> {
  /** `anyone`, `signed-in`, or the name of a permission that roles carry. */
  needs: string;
  /** What the record concerns, for grants that do not reach everything. */
  scope?: (record: R, input: I) => Scope;
  /** Further rule on the record, after the permission: the record's own author, an organisation's focal point … */
  also?: (actor: Actor, record: R, input: I) => Verdict;
}

export const anyone: Policy<unknown> = { needs: 'anyone' };
export const signedIn: Policy<unknown> = { needs: 'signed-in' };

/** Only who holds `permission`, within what `scope` says the record concerns. */
export function holds<R, I = unknown>(permission: string, scope?: (record: R, input: I) => Scope): Policy<R, I> {
  return scope ? { needs: permission, scope } : { needs: permission };
}

/** Only who holds `permission` everywhere: what concerns no one body, such as accounts. */
export const holdsEverywhere = (permission: string): Policy<unknown> => holds(permission, () => ({}));

/** Judges the actor alone: `sign-in` when it would help to sign in. */
export function judgeActor(policy: Policy<never, never>, actor: Actor): Verdict | 'sign-in' {
  if (policy.needs === 'anyone' || actor.kind === 'system') return 'allow';
  if (actor.kind === 'anonymous') return 'sign-in';
  if (policy.needs === 'signed-in' || can(actor, policy.needs)) return 'allow';
  return 'deny';
}

/** Judges the actor on the record, as read inside the transaction. */
export function judgeRecord<R, I>(policy: Policy<R, I>, actor: Actor, record: R, input: I): Verdict {
  if (actor.kind === 'system') return 'allow';
  if (policy.needs !== 'anyone' && policy.needs !== 'signed-in') {
    const scope = policy.scope?.(record, input);
    if (!can(actor, policy.needs, scope)) return 'deny';
  }
  return policy.also?.(actor, record, input) ?? 'allow';
}

/** Refuses an actor who may not, before anything is read or loaded. Errors: SignInRequired, Forbidden, NotFound. */
export function assertMay(policy: Policy<never, never>, actor: Actor): void {
  const verdict = judgeActor(policy, actor);
  if (verdict === 'sign-in') throw new SignInRequired();
  if (verdict === 'deny') throw new Forbidden(policy.needs);
  if (verdict === 'hide') throw new NotFound();
}
