import { sql } from 'kysely';
import { z } from 'zod';
import { nameParty, organisationKinds } from '../accounts/index.ts';
import { wordingFor } from '../bodies/index.ts';
import { command, newRecord, type Handling } from '../platform/command.ts';
import { InvalidInput, TooManyRequests } from '../platform/errors.ts';
import { Lang, plainText } from '../platform/input.ts';
import { signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { STAKEHOLDERS } from './content.ts';
import * as did from './events.ts';

/** Organisations that one person may put on record in a day. */
const A_DAY = 5;

/** Whether the actor put an organisation on record. */
export async function foundedBy(ctx: Pick<Handling, 'db' | 'actor'>, organisation: string): Promise<boolean> {
  if (ctx.actor.id === null) return false;
  const row = await ctx.db
    .selectFrom('organisation_profile')
    .select('party')
    .where('party', '=', organisation)
    .where('founded_by', '=', ctx.actor.id)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * An organisation that is not on record yet. Its founder may submit initiatives for it and nothing else: that they speak
 * for it is asked for and decided by who decides on members, and until an initiative is published no list names it.
 */
export const found = command({
  name: 'stocktaking.organisation.found',
  summary: 'Puts an organisation on record that is not there yet, to submit initiatives for it.',
  input: z.object({ name: plainText(300), lang: Lang, kind: z.enum(STAKEHOLDERS) }),
  policy: signedIn,
  events: [did.founded],
  async handle(ctx, { name, lang, kind }) {
    const person = ctx.actor.id;
    if (person === null) throw new InvalidInput([{ path: '', code: 'person-wanted' }]);
    const { rows } = await sql<{ today: number; taken: boolean }>`select
      (select count(*)::int from organisation_profile p join record on record.id = p.party
        where p.founded_by = ${person} and record.created_at > ${ctx.now}::timestamptz - interval '1 day') as today,
      exists (select from wording w join party on party.id = w.record
        where party.kind in (${organisationKinds}) and w.field = 'name' and lower(w.value) = lower(${name})) as taken`.execute(
      ctx.db,
    );
    if (rows[0]?.taken) throw new InvalidInput([{ path: 'name', code: 'organisation-exists' }]);
    if ((rows[0]?.today ?? 0) >= A_DAY) throw new TooManyRequests(86_400);
    const id = await newRecord(ctx, 'organisation');
    await ctx.db.insertInto('party').values({ id, kind: 'organisation' }).execute();
    await nameParty(ctx, id, lang, name);
    await ctx.db.insertInto('organisation_profile').values({ party: id, kind, founded_by: person }).execute();
    const request = await newRecord(ctx, 'membership-request');
    await ctx.db.insertInto('membership_request').values({ id: request, person, organisation: id }).execute();
    ctx.emit(did.founded, { name }, [id, request]);
    return { id };
  },
});

/** An organisation that one may submit for. */
export interface SpokenFor {
  id: string;
  name: string;
  kind: string | null;
  /** False where the actor only put it on record: entries are then submitted singly, and not brought in by a file. */
  member: boolean;
}

export const speaksFor = query({
  name: 'stocktaking.speaks-for',
  summary: 'Organisations that you may submit initiatives for.',
  input: z.object({}),
  policy: signedIn,
  async run({ db, actor, lang }): Promise<SpokenFor[]> {
    const { rows } = await sql<SpokenFor>`
      select party.id, coalesce((${wordingFor('party.id', 'name', lang)})->>'value', party.code, '') as name, p.kind,
        party.id = any(${[...actor.organisations]}::uuid[]) as member
      from party left join organisation_profile p on p.party = party.id
      where party.id = any(${[...actor.organisations]}::uuid[]) or p.founded_by = ${actor.id} order by 2`.execute(
      db as never,
    );
    return rows;
  },
});
