import { sql } from 'kysely';
import { z } from 'zod';
import { Id } from '../platform/input.ts';
import { anyone, holdsEverywhere, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { MANAGE } from './policy.ts';

const manage = holdsEverywhere(MANAGE);

export const me = query({
  name: 'accounts.me',
  summary: 'Who I am, and what I may do.',
  input: z.object({}),
  policy: signedIn,
  run: ({ actor }) =>
    Promise.resolve({
      id: actor.id,
      name: actor.name,
      organisations: actor.organisations,
      grants: actor.grants.map(({ role, scope }) => ({ role, scope })),
    }),
});

export const people = query({
  name: 'accounts.people',
  summary: 'People with an account or an invitation, by key.',
  input: z.object({ after: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  policy: manage,
  async run({ db }, input) {
    const rows = await db
      .selectFrom('person')
      .leftJoin('account_user', 'account_user.id', 'person.account')
      .select(['person.id', 'person.suspended_at', 'account_user.email'])
      .select(
        sql<string>`coalesce((select min(w.value) from wording w where w.record = person.id and w.field = 'name'), '')`.as(
          'name',
        ),
      )
      .select(
        sql<
          { id: string; role: string; scope: string }[]
        >`coalesce((select json_agg(json_build_object('id', g.id, 'role', g.role, 'scope', g.scope_kind) order by g.since)
          from access_grant g where g.holder = person.id and g.until is null), '[]')`.as('grants'),
      )
      .select(
        sql<boolean>`exists (select from second_factor f where f.person = person.id and f.confirmed_at is not null)`.as(
          'second',
        ),
      )
      .$if(input.after !== undefined, (q) => q.where('person.id', '>', input.after ?? ''))
      .orderBy('person.id')
      .limit(input.limit + 1)
      .execute();
    const page = rows.slice(0, input.limit);
    return { people: page, next: rows.length > input.limit ? page.at(-1)?.id : null };
  },
});

export const roles = query({
  name: 'accounts.roles',
  summary: 'Roles and their permissions.',
  input: z.object({}),
  // Who may do what is no secret; who holds which role is.
  policy: anyone,
  run: ({ db }) => db.selectFrom('role').selectAll().orderBy('ord').orderBy('name').execute(),
});
