import * as accountCommands from './commands.ts';
import * as accountQueries from './queries.ts';
import { MANAGE, MEMBERS } from './policy.ts';
import { askMembership, decideMembership, endMembership, memberships, organisation } from './members.ts';
import * as keys from './passkeys.ts';
import * as second from './second-factor.ts';
import { endSession } from './sessions.ts';
import { requestSignUp } from './sign-up.ts';
import { makeCalendar, makeToken, revokeToken, tokens } from './tokens.ts';

/** Accounts: people, organisations, roles and grants; signing in; one-time links. */
export { actorOf, actorOfAccount, type Half } from './actor.ts';
export { PASSWORD_LENGTH, setPassword, signIn, signOut } from './auth.ts';
export { firstAdminLink, peekLink, redeem } from './welcome.ts';
export { limit } from './limits.ts';
export { actorOfCalendar, actorOfToken } from './tokens.ts';
export { sessionsOf } from './sessions.ts';
export { kept as keptOrganisations } from './members.ts';
export { signUp, signUpOpen } from './sign-up.ts';
export { organisationAdded } from './events.ts';
export { makeOrganisations, nameParty } from './organisations.ts';
export { ORGANISATION_KINDS, organisationKinds } from './parties.ts';
export {
  accountsFollowing,
  awaitOrganisations,
  holdOrganisations,
  moveAccounts,
  standingHeld,
  type Following,
} from './merging.ts';

const { secondFactor, ...secondCommands } = second;
const { passkeys, signInByPasskey, ...keyCommands } = keys;
export { signInByPasskey };
export const commands = {
  ...accountCommands,
  makeToken,
  makeCalendar,
  revokeToken,
  endSession,
  ...secondCommands,
  ...keyCommands,
  askMembership,
  decideMembership,
  endMembership,
  requestSignUp,
};
export const queries = { ...accountQueries, tokens, secondFactor, passkeys, organisation, memberships };

/** Permissions that this room asks for. */
export const permissions = [MANAGE, MEMBERS] as const;
export { MEMBERS } from './policy.ts';
