import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { command, execute, type Handling } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { AppError, InvalidInput, NotFound } from '../platform/errors.ts';
import { plainText } from '../platform/input.ts';
import { anyone, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { openSession } from './auth.ts';
import * as did from './events.ts';
import { inPerson } from './tokens.ts';

/** Loaded by whoever uses a passkey: the command line, which loads this room for each call, never does. */
const webauthn = () => import('@simplewebauthn/server');

const MINUTES = 5;
/** Keys that one person may keep. */
const MOST = 20;

/** What a device answered, as JSON; its parts are checked by the library. */
const Answer = z.looseObject({ id: z.string().min(1).max(2000), response: z.looseObject({}) });
const Place = { origin: z.url(), answer: Answer };

async function keepChallenge(ctx: Handling, challenge: string, person: string | null): Promise<void> {
  await ctx.db.deleteFrom('passkey_challenge').where('expires_at', '<', ctx.now).execute();
  await ctx.db
    .insertInto('passkey_challenge')
    .values({ challenge, person, expires_at: new Date(ctx.now.getTime() + MINUTES * 60_000) })
    .execute();
}

/** Whether this was asked, of this person, and not long ago; it is used up. */
const useChallenge =
  (ctx: Handling, person: string | null) =>
  async (challenge: string): Promise<boolean> => {
    const gone = await ctx.db
      .deleteFrom('passkey_challenge')
      .where('challenge', '=', challenge)
      .where('person', 'is not distinct from', person)
      .where('expires_at', '>', ctx.now)
      .executeTakeFirst();
    return gone.numDeletedRows > 0n;
  };

const refused = (): InvalidInput => new InvalidInput([{ path: 'answer', code: 'passkey-refused' }]);

export const beginPasskey = command({
  name: 'accounts.passkey.begin',
  summary: 'What a device is to sign so that it becomes a passkey of yours.',
  input: z.object({ origin: z.url() }),
  policy: inPerson,
  internal: true,
  silent: true,
  events: [],
  async handle(ctx, { origin }) {
    const person = ctx.actor.id ?? '';
    const known = await ctx.db.selectFrom('passkey').select('id').where('person', '=', person).execute();
    if (known.length >= MOST) throw new InvalidInput([{ path: 'name', code: 'too-many-passkeys' }]);
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      rpName: 'Suivi',
      rpID: new URL(origin).hostname,
      userID: new TextEncoder().encode(person),
      userName: ctx.actor.name,
      excludeCredentials: known,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await keepChallenge(ctx, options.challenge, person);
    return options;
  },
});

export const addPasskey = command({
  name: 'accounts.passkey.add',
  summary: 'Adds a passkey, by what the device signed.',
  input: z.object({ ...Place, name: plainText(100) }),
  policy: inPerson,
  internal: true,
  events: [did.passkeyChanged],
  async handle(ctx, { origin, answer, name }) {
    const person = ctx.actor.id ?? '';
    const { verifyRegistrationResponse } = await webauthn();
    const { registrationInfo } = await verifyRegistrationResponse({
      response: answer as unknown as RegistrationResponseJSON,
      expectedChallenge: useChallenge(ctx, person),
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
    }).catch(() => {
      throw refused();
    });
    if (!registrationInfo) throw refused();
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    await ctx.db
      .insertInto('passkey')
      .values({
        id,
        person,
        public_key: Buffer.from(publicKey),
        uses: String(counter),
        transports: transports ?? [],
        name,
        created_at: ctx.now,
      })
      .execute();
    ctx.emit(did.passkeyChanged, { change: 'added' }, person);
  },
});

export const removePasskey = command({
  name: 'accounts.passkey.remove',
  summary: 'Removes one of your passkeys.',
  input: z.object({ id: z.string().min(1).max(2000) }),
  policy: inPerson,
  events: [did.passkeyChanged],
  async handle(ctx, { id }) {
    const gone = await ctx.db
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('person', '=', ctx.actor.id)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) throw new NotFound();
    ctx.emit(did.passkeyChanged, { change: 'removed' }, ctx.actor.id ?? '');
  },
});

export const askPasskey = command({
  name: 'accounts.passkey.ask',
  summary: 'What a device is to sign so that its owner is signed in.',
  input: z.object({ origin: z.url() }),
  policy: anyone,
  internal: true,
  silent: true,
  events: [],
  async handle(ctx, { origin }) {
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      rpID: new URL(origin).hostname,
      userVerification: 'required',
    });
    await keepChallenge(ctx, options.challenge, null);
    return options;
  },
});

export const usePasskey = command({
  name: 'accounts.passkey.use',
  summary: 'Checks what a device signed: whose account it opens.',
  input: z.object(Place),
  policy: anyone,
  internal: true,
  silent: true,
  events: [],
  async handle(ctx, { origin, answer }) {
    const key = await ctx.db
      .selectFrom('passkey')
      .innerJoin('person', 'person.id', 'passkey.person')
      .selectAll('passkey')
      .select('person.account')
      .where('passkey.id', '=', answer.id)
      .where('person.suspended_at', 'is', null)
      .forUpdate('passkey')
      .executeTakeFirst();
    if (!key?.account) throw refused();
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as unknown as AuthenticationResponseJSON,
      expectedChallenge: useChallenge(ctx, null),
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      credential: { id: key.id, publicKey: new Uint8Array(key.public_key), counter: Number(key.uses) },
    }).catch(() => {
      throw refused();
    });
    if (!verified) throw refused();
    await ctx.db
      .updateTable('passkey')
      .set({ uses: String(authenticationInfo.newCounter), last_used_on: ctx.now.toISOString().slice(0, 10) })
      .where('id', '=', key.id)
      .execute();
    return { account: key.account };
  },
});

export const passSession = command({
  name: 'accounts.passkey.session',
  summary:
    'Counts a session opened by a passkey as one in which a second factor was shown: the device asked for its own.',
  input: z.object({ session: z.string() }),
  policy: anyone,
  internal: true,
  silent: true,
  events: [],
  handle: async (ctx, { session }) => {
    await ctx.db
      .insertInto('second_factor_passed')
      .values({ session, at: ctx.now })
      .onConflict((c) => c.doNothing())
      .execute();
  },
});

/** Signs in by what a device signed. Returns the cookies to set. Errors: InvalidInput `passkey-refused`. */
export async function signInByPasskey(ctx: Context, input: { origin: string; answer: unknown }): Promise<string[]> {
  const { account } = await execute(usePasskey, ctx, input);
  const { session, cookies } = await openSession(ctx.database, account);
  if (!session) throw new AppError('internal', 500);
  await execute(passSession, ctx, { session });
  return cookies;
}

export const passkeys = query({
  name: 'accounts.passkeys',
  summary: 'Your passkeys.',
  input: z.object({}),
  policy: signedIn,
  run: ({ db, actor }) =>
    db
      .selectFrom('passkey')
      .select(['id', 'name', 'created_at', 'last_used_on'])
      .where('person', '=', actor.id)
      .orderBy('created_at')
      .execute(),
});
