import { sql } from 'kysely';
import { z } from 'zod';
import { can, type Actor } from '../platform/actor.ts';
import { command, newRecord, type Handling } from '../platform/command.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { holds, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import * as did from './events.ts';
import { standingHeld } from './merging.ts';
import { ORGANISATION_KINDS, organisationKinds } from './parties.ts';
import { MEMBERS } from './policy.ts';

/** Ends a person's membership. Errors: NotFound where there is none. */
export async function leave(ctx: Handling, person: string, organisation: string): Promise<void> {
  const ended = await ctx.db
    .updateTable('membership')
    .set({ until: ctx.now })
    .where('person', '=', person)
    .where('organisation', '=', organisation)
    .where('until', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) throw new NotFound();
}

export const askMembership = command({
  name: 'accounts.membership.ask',
  summary: 'Asks to speak for an organisation; its focal point decides.',
  input: z.object({ organisation: Id, message: plainText(1000).optional() }),
  load: (ctx, { organisation }) => standingHeld(ctx, organisation),
  policy: signedIn,
  events: [did.membershipAsked],
  async handle(ctx, { message }, { id: organisation }) {
    const person = ctx.actor.id ?? '';
    const member = await ctx.db
      .selectFrom('membership')
      .select('person')
      .where('person', '=', person)
      .where('organisation', '=', organisation)
      .where('until', 'is', null)
      .executeTakeFirst();
    if (member) throw new InvalidInput([{ path: 'organisation', code: 'already-member' }]);
    const id = await newRecord(ctx, 'membership-request');
    await ctx.db
      .insertInto('membership_request')
      .values({ id, person, organisation, message: message ?? null })
      .execute();
    ctx.emit(did.membershipAsked, {}, [id, person]);
    return { id };
  },
});

const loadRequest = (ctx: { db: Handling['db'] }, { id }: { id: string }) =>
  ctx.db.selectFrom('membership_request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

type Asked = NonNullable<Awaited<ReturnType<typeof loadRequest>>>;

export const decideMembership = command({
  name: 'accounts.membership.decide',
  summary: 'Decides who speaks for an organisation: approves a request, or refuses it with a reason.',
  input: z.object({ id: Id, decision: z.enum(['approved', 'refused']), reason: plainText(500).optional() }),
  load: loadRequest,
  policy: {
    ...holds(MEMBERS, (one: Asked) => ({ organisation: one.organisation })),
    // Nobody lets themselves in; that a request exists is for its organisation to know.
    also: (actor: Actor, one: Asked) => (one.person === actor.id ? 'deny' : 'allow'),
  },
  events: [did.membershipDecided, did.membershipChanged],
  async handle(ctx, { decision, reason }, one) {
    if (one.state !== 'asked') throw new InvalidInput([{ path: 'id', code: 'already-decided' }]);
    if (decision === 'refused' && !reason) throw new InvalidInput([{ path: 'reason', code: 'required' }]);
    await ctx.db
      .updateTable('membership_request')
      .set({ state: decision, reason: reason ?? null, decided_by: ctx.actor.id, decided_at: ctx.now })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.membershipDecided, { decision }, [one.id, one.person]);
    if (decision === 'refused') return;
    await ctx.db
      .insertInto('membership')
      .values({ person: one.person, organisation: one.organisation, since: ctx.now })
      .execute();
    ctx.emit(did.membershipChanged, { change: 'joined' }, [one.person, one.organisation]);
  },
});

export const endMembership = command({
  name: 'accounts.membership.end',
  summary: 'Ends that a person speaks for an organisation.',
  input: z.object({ organisation: Id, person: Id }),
  load: (ctx, { organisation }) =>
    ctx.db
      .selectFrom('party')
      .select('id')
      .where('id', '=', organisation)
      .where('kind', 'in', ORGANISATION_KINDS)
      .executeTakeFirst(),
  policy: holds(MEMBERS, (one: { id: string }) => ({ organisation: one.id })),
  events: [did.membershipChanged],
  async handle(ctx, { organisation, person }) {
    await leave(ctx, person, organisation);
    ctx.emit(did.membershipChanged, { change: 'left' }, [person, organisation]);
  },
});

const nameOf = (id: string) =>
  sql`coalesce((select min(w.value) from wording w where w.record = ${sql.ref(id)} and w.field = 'name'), '')`;

export const organisation = query({
  name: 'accounts.organisation',
  summary: 'Who speaks for an organisation, and who asks to. For its focal point.',
  input: z.object({ id: Id }),
  policy: holds<never>(MEMBERS),
  async run({ db, actor }, { id }) {
    if (!can(actor, MEMBERS, { organisation: id })) throw new NotFound(id);
    const { rows } = await sql<{
      name: string;
      members: { person: string; name: string; since: string }[];
      asking: { id: string; name: string; message: string | null; at: string; own: boolean }[];
    }>`select ${nameOf('party.id')} as name,
        (select coalesce(json_agg(json_build_object('person', m.person, 'name', ${nameOf('m.person')}, 'since', m.since) order by m.since), '[]')
          from membership m where m.organisation = party.id and m.until is null) as members,
        (select coalesce(json_agg(json_build_object('id', r.id, 'name', ${nameOf('r.person')}, 'message', r.message, 'at', rr.created_at, 'own', r.person = ${actor.id}) order by r.id), '[]')
          from membership_request r join record rr on rr.id = r.id where r.organisation = party.id and r.state = 'asked') as asking
      from party where id = ${id} and kind in (${organisationKinds})`.execute(db as never);
    if (!rows[0]) throw new NotFound(id);
    return { id, ...rows[0] };
  },
});

/** Organisations that one list offers; others are found by their names. */
const LISTED = 100;

export const memberships = query({
  name: 'accounts.memberships',
  summary: 'For whom you speak, what you asked, and which organisations there are to ask, a hundred at most.',
  input: z.object({ named: plainText(300).optional() }),
  policy: signedIn,
  async run({ db, actor }, { named = '' }) {
    // The words as they are typed: no sign of theirs stands for others.
    const like = `%${named.replace(/[\\%_]/g, '\\$&')}%`;
    const { rows } = await sql<{
      mine: { id: string; name: string }[];
      asked: { id: string; name: string; state: string; reason: string | null }[];
      open: { id: string; name: string }[];
      keeps: { id: string; name: string }[];
    }>`select
        (select coalesce(json_agg(json_build_object('id', m.organisation, 'name', ${nameOf('m.organisation')})), '[]')
          from membership m where m.person = ${actor.id} and m.until is null) as mine,
        (select coalesce(json_agg(json_build_object('id', r.id, 'name', ${nameOf('r.organisation')}, 'state', r.state, 'reason', r.reason) order by r.id desc), '[]')
          from membership_request r where r.person = ${actor.id}) as asked,
        (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]')
          from (select party.id, ${nameOf('party.id')} as name from party join record on record.id = party.id
            where party.kind = 'organisation' and record.visibility = 'public'
              and record.withdrawn_at is null
              and (${named} = '' or exists (select from wording w where w.record = party.id and w.field = 'name' and w.value ilike ${like})
                or exists (select from record old join wording w on w.record = old.id and w.field = 'name'
                  where old.merged_into = party.id and w.value ilike ${like}))
            order by 2 limit ${LISTED + 1}) p) as open,
        (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]')
          from (select party.id, ${nameOf('party.id')} as name from party where kind in (${organisationKinds}) and party.id = any(${kept(actor)}::uuid[])) p) as keeps`.execute(
      db as never,
    );
    const found = rows[0] ?? { mine: [], asked: [], open: [], keeps: [] };
    return { ...found, open: found.open.slice(0, LISTED), more: found.open.length > LISTED };
  },
});

/** Organisations whose members the actor decides on. */
export const kept = (actor: Actor): string[] =>
  actor.grants.flatMap((grant) =>
    grant.scope.kind === 'organisation' && can({ ...actor, grants: [grant] }, MEMBERS) ? [grant.scope.record] : [],
  );
