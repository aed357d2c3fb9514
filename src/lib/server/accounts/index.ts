import { MANAGE } from './policy.ts';

/** Accounts: people, organisations, roles and grants; signing in; one-time links. */
export { actorOf, actorOfAccount } from './actor.ts';
export { PASSWORD_LENGTH, setPassword, signIn, signOut } from './auth.ts';
export { firstAdminLink, peekLink, redeem } from './welcome.ts';
export { limit } from './limits.ts';
export * as commands from './commands.ts';
export * as queries from './queries.ts';

/** Permissions that this room asks for. */
export const permissions = [MANAGE] as const;
