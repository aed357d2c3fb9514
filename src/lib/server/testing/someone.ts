import { randomUUID } from 'node:crypto';
import { commands as accounts } from '../accounts/index.ts';
import { SYSTEM, type Actor, type Grant } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { commands as stocktaking } from '../stocktaking/index.ts';
import { complete } from '../stocktaking/testing/registry.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

/** A person with a role; `everywhere` or within the first body. */
export interface Someone {
  role: string;
  everywhere: boolean;
  actor: Actor;
  permissions: readonly string[];
  /** Ids of what is theirs alone: an organisation that they speak for, and its initiatives in each state. */
  token: string;
  house: string;
  initiatives: Record<'draft' | 'waiting' | 'published' | 'question' | 'translated', string>;
}

// A person with an account, a session, a token and an act of review to take back.
export async function someone(
  world: World,
  role: string,
  permissions: string[],
  scope: Grant['scope'],
  places: readonly Place[],
): Promise<Someone> {
  const everywhere = scope.kind === 'all';
  const actor = await world.person(`${role}${everywhere ? '-everywhere' : ''}`, permissions, scope);
  const { pool } = world.db.db;
  const token = randomUUID();
  await pool.query(`insert into account_user (id, name, email) values ($1, $2, $1)`, [actor.id, role]);
  await pool.query(`update person set account = $1::text where id = $1::uuid`, [actor.id]);
  await pool.query(
    `insert into account_session (id, token, user_id, expires_at) values ($1, $1, $1, now() + interval '1 day')`,
    [actor.id],
  );
  await pool.query(
    `insert into access_token (id, person, name, token_hash, permissions, created_at, expires_at)
     values ($1::uuid, $2, 'x', $1::text, array['*'], now(), now() + interval '1 day')`,
    [token, actor.id],
  );
  await pool.query(
    `insert into passkey (id, person, public_key, name, created_at) values ('key-' || $1::text, $1::uuid, '', 'x', now())`,
    [actor.id],
  );
  await pool.query(`insert into review_act (id, reviewer, at, act, before) values ($1, $2, now(), 'reject', $3)`, [
    randomUUID(),
    actor.id,
    JSON.stringify({ ids: [places[0]?.suggested[0]] }),
  ]);
  const { id: house } = await execute(accounts.addOrganisation, world.as(world.officer), {
    name: `House of ${actor.name}`,
    lang: 'en',
  });
  await pool.query('insert into membership (person, organisation, since) values ($1, $2, now())', [actor.id, house]);
  const whole: Actor = { ...actor, organisations: [house], grants: [{ role, permissions, scope }] };
  const initiatives = await initiativesOf(world, whole);
  await pool.query(KEEP_SEARCH, [token, actor.id]);
  return { role, everywhere, actor: whole, permissions, token, house, initiatives };
}

// A search of the registry that a person keeps, under the id of their token.
export const KEEP_SEARCH = `with r as (insert into record (id, kind, created_at, updated_at) values ($1, 'saved-search', now(), now()))
  insert into saved_search (id, person, name, search, mail, lang, told_to) values ($1, $2, 'x', '', 'daily', 'en', now())`;

// An initiative that is being written, one that waits for moderators, one that is public and one with a translation.
export async function initiativesOf(world: World, actor: Actor): Promise<Someone['initiatives']> {
  const as = world.as(actor);
  const [organisation] = actor.organisations;
  await execute(stocktaking.describe, as, { organisation, kind: 'academia' });
  const begin = async (): Promise<{ id: string; rev: number }> => {
    const made = await execute(stocktaking.start, as, { organisation, lang: 'en', draft: complete() });
    await execute(stocktaking.setContact, as, { id: made.id, name: 'x', email: 'x@example.org' });
    return made;
  };
  const [draft, waiting, published, translated] = [await begin(), await begin(), await begin(), await begin()];
  await execute(stocktaking.submit, as, waiting);
  for (const one of [published, translated]) {
    const { id, seq } = await execute(stocktaking.submit, as, one);
    await execute(stocktaking.decide, world.as(SYSTEM), { id, seq, decision: 'publish' });
  }
  const { id: question } = await execute(stocktaking.askBack, world.as(SYSTEM), {
    id: waiting.id,
    question: 'x',
  });
  const words = { lang: 'fr', seq: 1, title: 'x', description: 'x' };
  await execute(stocktaking.offerTranslation, as, { id: translated.id, ...words });
  return { draft: draft.id, waiting: waiting.id, published: published.id, question, translated: translated.id };
}
