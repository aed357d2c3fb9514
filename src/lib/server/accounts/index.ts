import * as accountCommands from './commands.ts';
import * as accountQueries from './queries.ts';
import { MANAGE } from './policy.ts';
import { endSession } from './sessions.ts';
import { makeToken, revokeToken, tokens } from './tokens.ts';

/** Accounts: people, organisations, roles and grants; signing in; one-time links. */
export { actorOf, actorOfAccount } from './actor.ts';
export { PASSWORD_LENGTH, setPassword, signIn, signOut } from './auth.ts';
export { firstAdminLink, peekLink, redeem } from './welcome.ts';
export { limit } from './limits.ts';
export { actorOfToken } from './tokens.ts';
export { sessionsOf } from './sessions.ts';

export const commands = { ...accountCommands, makeToken, revokeToken, endSession };
export const queries = { ...accountQueries, tokens };

/** Permissions that this room asks for. */
export const permissions = [MANAGE] as const;
