import { z } from 'zod';
import { can } from '../platform/actor.ts';
import { command, newRecord, type Handling } from '../platform/command.ts';
import { AppError, Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { Id, Lang, plainText } from '../platform/input.ts';
import { anyone, holds, holdsEverywhere } from '../platform/policy.ts';
import * as did from './events.ts';
import { standingHeld } from './merging.ts';
import { makeOrganisations, nameParty } from './organisations.ts';
import { makeLink, readLink } from './links.ts';
import { leave } from './members.ts';
import { ORGANISATION_KINDS } from './parties.ts';
import { MANAGE } from './policy.ts';

// Accounts are everyone's: a grant within one body does not reach them.
const manage = holdsEverywhere(MANAGE);

const ScopeInput = z
  .object({
    kind: z.enum(['all', 'body', 'text', 'language', 'action-line', 'organisation']).default('all'),
    record: Id.optional(),
    value: z.string().max(40).optional(),
  })
  .default({ kind: 'all' });

async function addPerson(ctx: Handling, name: string): Promise<string> {
  const id = await newRecord(ctx, 'person');
  await ctx.db.insertInto('party').values({ id, kind: 'person' }).execute();
  await ctx.db.insertInto('person').values({ id }).execute();
  await nameParty(ctx, id, ctx.lang, name);
  return id;
}

/** Nobody gives away more than they hold: a role beyond one's own permissions is refused. */
async function giveGrant(
  ctx: Handling,
  holder: string,
  role: string,
  scope: z.output<typeof ScopeInput>,
): Promise<string> {
  const known = await ctx.db.selectFrom('role').select('permissions').where('name', '=', role).executeTakeFirst();
  if (!known) throw new InvalidInput([{ path: 'role', code: 'unknown-role' }]);
  if (known.permissions.some((permission) => !can(ctx.actor, permission, {}))) throw new Forbidden(role);
  const id = await newRecord(ctx, 'grant');
  const wantsRecord = ['body', 'text', 'organisation'].includes(scope.kind);
  const wantsValue = ['language', 'action-line'].includes(scope.kind);
  if (wantsRecord && !scope.record) throw new InvalidInput([{ path: 'scope.record', code: 'required' }]);
  if (wantsValue && !scope.value) throw new InvalidInput([{ path: 'scope.value', code: 'required' }]);
  await ctx.db
    .insertInto('access_grant')
    .values({
      id,
      holder,
      role,
      scope_kind: scope.kind,
      scope_record: wantsRecord ? (scope.record ?? null) : null,
      scope_value: wantsValue ? (scope.value ?? null) : null,
      since: ctx.now,
    })
    .execute();
  ctx.emit(did.grantGiven, { role, scope: scope.kind }, [id, holder]);
  return id;
}

/** Nor opens the way to more: as this person, or as a member of this organisation. */
async function assertHolds(ctx: Handling, party: string): Promise<void> {
  const held = await ctx.db
    .selectFrom('access_grant')
    .innerJoin('role', 'role.name', 'access_grant.role')
    .select('role.permissions')
    .where('until', 'is', null)
    .where((eb) =>
      eb.or([
        eb('holder', '=', party),
        eb(
          'holder',
          'in',
          eb.selectFrom('membership').select('organisation').where('person', '=', party).where('until', 'is', null),
        ),
      ]),
    )
    .execute();
  if (held.some((one) => one.permissions.some((permission) => !can(ctx.actor, permission, {}))))
    throw new Forbidden(MANAGE);
}

/** Lets a person into an organisation, office or group. Errors: InvalidInput where it is none. */
async function join(ctx: Handling, person: string, named: string): Promise<void> {
  const known = await standingHeld(ctx, named);
  if (!known) throw new InvalidInput([{ path: 'organisation', code: 'no-such-record' }]);
  await assertHolds(ctx, known.id);
  await ctx.db.insertInto('membership').values({ person, organisation: known.id, since: ctx.now }).execute();
}

export const invitePerson = command({
  name: 'accounts.person.invite',
  summary: 'Adds a person with roles and makes the one-time link by which they set a password.',
  input: z.object({
    name: plainText(200),
    email: z.email().max(200),
    organisation: Id.optional(),
    roles: z.array(z.string()).max(10).default([]),
    scope: ScopeInput,
  }),
  policy: manage,
  events: [did.personAdded, did.grantGiven, did.linkMade, did.membershipChanged],
  async handle(ctx, input) {
    const taken = await ctx.db
      .selectFrom('account_user')
      .innerJoin('person', 'person.account', 'account_user.id')
      .select('account_user.id')
      .where('email', '=', input.email.toLowerCase())
      .executeTakeFirst();
    if (taken) throw new InvalidInput([{ path: 'email', code: 'email-taken' }]);
    const person = await addPerson(ctx, input.name);
    ctx.emit(did.personAdded, { roles: input.roles }, person, { name: input.name, email: input.email });
    for (const role of input.roles) await giveGrant(ctx, person, role, input.scope);
    if (input.organisation) {
      await join(ctx, person, input.organisation);
      ctx.emit(did.membershipChanged, { change: 'joined' }, [person, input.organisation]);
    }
    const token = await makeLink(ctx, 'invitation', person);
    ctx.emit(did.linkMade, { purpose: 'invitation' }, person);
    return { id: person, token };
  },
});

export const makeResetLink = command({
  name: 'accounts.link.make',
  summary: 'Makes a one-time link by which a person sets a new password.',
  input: z.object({ person: Id }),
  policy: manage,
  events: [did.linkMade],
  async handle(ctx, input) {
    const person = await ctx.db.selectFrom('person').select('id').where('id', '=', input.person).executeTakeFirst();
    if (!person) throw new NotFound();
    await assertHolds(ctx, person.id);
    const token = await makeLink(ctx, 'reset', person.id);
    ctx.emit(did.linkMade, { purpose: 'reset' }, person.id);
    return { token };
  },
});

export const makeFirstAdminLink = command({
  name: 'accounts.link.first-admin',
  summary: 'Makes the link by which the first administrator sets a password. Refused once there is one.',
  input: z.object({}),
  policy: holds<undefined>('*'),
  internal: true,
  silent: true,
  events: [],
  async handle(ctx) {
    await ctx.db
      .deleteFrom('one_time_link')
      .where('purpose', '=', 'first-admin')
      .where('used_at', 'is', null)
      .execute();
    return { token: await makeLink(ctx, 'first-admin', null) };
  },
});

export const redeemLink = command({
  name: 'accounts.link.redeem',
  summary: 'Uses a one-time link: ties the account just made to the person it was made for.',
  input: z.object({ token: z.string().min(10).max(100), account: z.string(), name: plainText(200) }),
  policy: anyone,
  internal: true,
  events: [did.personWelcomed, did.personAdded, did.grantGiven],
  async handle(ctx, input) {
    const link = await readLink(ctx.db, input.token, ctx.now);
    const used = await ctx.db
      .updateTable('one_time_link')
      .set({ used_at: ctx.now })
      .where('token_hash', '=', link.token_hash)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    // Of two who use the link at the same moment, one wins.
    if (used.numUpdatedRows === 0n) throw new AppError('link-used', 410);
    let { person } = link;
    if (link.purpose === 'sign-up') {
      // Whoever opened the account themselves holds nothing.
      person = await addPerson(ctx, input.name);
      ctx.emit(did.personAdded, { roles: [] }, person);
    } else if (!person) {
      person = await addPerson(ctx, input.name);
      ctx.emit(did.personAdded, { roles: ['administrator'] }, person);
      const id = await newRecord(ctx, 'grant');
      await ctx.db
        .insertInto('access_grant')
        .values({ id, holder: person, role: 'administrator', scope_kind: 'all', since: ctx.now })
        .execute();
      ctx.emit(did.grantGiven, { role: 'administrator', scope: 'all' }, [id, person]);
    }
    await ctx.db.updateTable('person').set({ account: input.account }).where('id', '=', person).execute();
    ctx.emit(did.personWelcomed, { purpose: link.purpose }, person);
    return { person };
  },
});

export const addOrganisation = command({
  name: 'accounts.organisation.add',
  summary: 'Adds an organisation.',
  input: z.object({
    name: plainText(300),
    lang: Lang,
    code: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
      .optional(),
    kind: z.enum(ORGANISATION_KINDS).default('organisation'),
    parent: Id.optional(),
  }),
  policy: manage,
  events: [did.organisationAdded],
  async handle(ctx, input) {
    const [id = ''] = await makeOrganisations(ctx, [input]);
    return { id };
  },
});

export const changeMembership = command({
  name: 'accounts.membership.change',
  summary: 'Lets a person join or leave an organisation.',
  input: z.object({ person: Id, organisation: Id, change: z.enum(['joined', 'left']) }),
  policy: manage,
  events: [did.membershipChanged],
  async handle(ctx, input) {
    const { person, organisation, change } = input;
    if (change === 'joined') await join(ctx, person, organisation);
    else await leave(ctx, person, organisation);
    ctx.emit(did.membershipChanged, { change }, [person, organisation]);
  },
});

export const suspendPerson = command({
  name: 'accounts.person.suspend',
  summary: 'Suspends a person, or lets them in again.',
  input: z.object({ person: Id, suspended: z.boolean() }),
  policy: manage,
  events: [did.personSuspended],
  async handle(ctx, input) {
    if (input.person === ctx.actor.id) throw new InvalidInput([{ path: 'person', code: 'not-yourself' }]);
    const done = await ctx.db
      .updateTable('person')
      .set({ suspended_at: input.suspended ? ctx.now : null })
      .where('id', '=', input.person)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new NotFound();
    ctx.emit(did.personSuspended, { suspended: input.suspended }, input.person);
  },
});

export const grantRole = command({
  name: 'accounts.grant.give',
  summary: 'Gives a role to a person or an organisation, everywhere or within a scope.',
  input: z.object({ holder: Id, role: z.string(), scope: ScopeInput }),
  policy: manage,
  events: [did.grantGiven],
  async handle(ctx, input) {
    const holder = await ctx.db
      .selectFrom('party')
      .select('id')
      .where('id', '=', input.holder)
      .where('kind', 'in', ['person', ...ORGANISATION_KINDS])
      .executeTakeFirst();
    if (!holder) throw new NotFound();
    return { id: await giveGrant(ctx, holder.id, input.role, input.scope) };
  },
});

export const endGrant = command({
  name: 'accounts.grant.end',
  summary: 'Ends a grant. The last administrator keeps theirs.',
  input: z.object({ id: Id }),
  policy: manage,
  events: [did.grantEnded],
  async handle(ctx, { id }) {
    const open = await ctx.db.selectFrom('access_grant').selectAll().where('until', 'is', null).forUpdate().execute();
    const grant = open.find((one) => one.id === id);
    if (!grant) throw new NotFound();
    // One within a body only could not give the role back to anyone.
    const whole = open.filter((one) => one.role === 'administrator' && one.scope_kind === 'all');
    if (whole.length === 1 && whole[0]?.id === id) throw new InvalidInput([{ path: 'id', code: 'last-administrator' }]);
    await ctx.db.updateTable('access_grant').set({ until: ctx.now }).where('id', '=', id).execute();
    ctx.emit(did.grantEnded, { role: grant.role }, [id, grant.holder]);
  },
});

export const setRole = command({
  name: 'accounts.role.set',
  summary: 'Sets the permissions of a role, or adds a role.',
  input: z.object({
    name: z.string().regex(/^[a-z][a-z-]{1,40}$/),
    permissions: z.array(z.string().regex(/^(\*|[a-z][a-z.-]*(\.\*)?)$/)).max(200),
  }),
  policy: manage,
  events: [did.roleChanged],
  async handle(ctx, { name, permissions }) {
    if (name === 'administrator') throw new InvalidInput([{ path: 'name', code: 'fixed-role' }]);
    if (permissions.some((permission) => !can(ctx.actor, permission, {}))) throw new Forbidden(name);
    await ctx.db
      .insertInto('role')
      .values({ name, permissions, ord: 100 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ permissions }))
      .execute();
    ctx.emit(did.roleChanged, { role: name, permissions }, []);
  },
});
