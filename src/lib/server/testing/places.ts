import { randomUUID } from 'node:crypto';
import { commands as accounts } from '../accounts/index.ts';
import { commands as bodies } from '../bodies/index.ts';
import { ANONYMOUS, covers, type Grant } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { amend, fill, type Place } from './place.ts';
import { initiativesOf, KEEP_SEARCH, someone, type Someone } from './someone.ts';
import { makeWorld, type World } from './world.ts';

export type { Place } from './place.ts';
export type { Someone } from './someone.ts';

export interface Places {
  world: World;
  places: Place[];
  /** An organisation, another, and a person who holds nothing and never acts. */
  organisation: string;
  ally: string;
  bystander: string;
  /** Contributes to the obligation of every place. */
  worker: string;
  /** A grant of the bystander, within the first text. */
  grant: string;
  /** The bystander asks to speak for the organisation. */
  request: string;
  /** A letter that could not be sent. */
  message: string;
  /** An initiative that waits for moderators, of nobody here. */
  submitted: string;
  /** Two that are public, of one organisation: one to be merged, and the number of the one that stays. */
  twin: { gone: string; number: number };
  roles: { name: string; permissions: string[] }[];
  /** No one, a person of each role within the first body, and an administrator everywhere. */
  people: Someone[];
}

/** Whether a person may read a place: what is public, and the rest of a body where their role reads drafts. */
export const reads = (
  { everywhere, permissions, actor }: Someone,
  { code, shown }: Pick<Place, 'code' | 'shown'>,
): boolean =>
  shown === 'public' ||
  (actor.kind === 'person' &&
    permissions.some((one) => covers(one, 'record.read-all')) &&
    (everywhere || code === 'council'));

/** Words of places that a person may not read and that an answer tells them. */
export const told = ({ places }: Places, answer: string, who: Someone): string[] =>
  places.filter((place) => !reads(who, place) && answer.includes(place.word)).map((place) => place.word);

const PLACES = [
  ['own', 'council', 'public'],
  ['other', 'forum', 'public'],
  ['draft', 'council', 'draft'],
  ['otherDraft', 'forum', 'draft'],
  ['withdrawn', 'council', 'withdrawn'],
] as const;

/**
 * A world to try every door in: in each of two bodies a text that all may read and one that is not published, and one
 * that was withdrawn; people of each role within the first body only.
 */
export async function makePlaces(): Promise<Places> {
  const world = await makeWorld();
  const { pool } = world.db.db;
  const sessions = new Map<string, string>();
  for (const code of ['council', 'forum'] as const) {
    const input = { body: world[code], code: '2030', from: '2030-05-04' };
    sessions.set(code, (await execute(bodies.planSession, world.as(world.officer), input)).id);
  }
  const places: Place[] = [];
  for (const [i, [name, code, shown]] of PLACES.entries())
    places.push({
      ...(await fill(world, name, code, shown, 600 + i)),
      session: sessions.get(code) ?? '',
      ...{ nextEid: '', amendment: '', takenBack: '', bracketed: { edition: '', bracket: '' }, amendmentFile: '' },
    });
  const officer = world.as(world.officer);
  const { id: organisation } = await execute(accounts.addOrganisation, officer, { name: 'Harbour Office', lang: 'en' });
  const { id: ally } = await execute(accounts.addOrganisation, officer, { name: 'Quay Office', lang: 'en' });
  for (const place of places) Object.assign(place, await amend(world, place, organisation));
  const bystander = (await world.person('bystander-Xylophonite', [])).id ?? '';
  const scope = { kind: 'text', record: places[0]?.text };
  const { id: grant } = await execute(accounts.grantRole, officer, { holder: bystander, role: 'delegate', scope });
  const { rows: roles } = await pool.query<{ name: string; permissions: string[] }>(
    'select name, permissions from role order by ord',
  );
  const nothing = {
    draft: randomUUID(),
    waiting: randomUUID(),
    published: randomUUID(),
    question: randomUUID(),
    translated: randomUUID(),
  };
  const people: Someone[] = [
    {
      role: '',
      everywhere: false,
      actor: ANONYMOUS,
      permissions: [],
      token: randomUUID(),
      house: organisation,
      initiatives: nothing,
    },
  ];
  const within: Grant['scope'] = { kind: 'body', record: world.council };
  for (const { name, permissions } of roles) people.push(await someone(world, name, permissions, within, places));
  people.push(await someone(world, 'administrator', ['*'], { kind: 'all' }, places));
  // Those who work on an obligation see each other: their names are no secret to them.
  const worker = (await world.person('worker', [])).id ?? '';
  // Whoever has the letter of a kept search may stop it.
  await pool.query(KEEP_SEARCH, [people[0]?.token, worker]);
  for (const place of places)
    await pool.query(`insert into duty (obligation, person, role, since) values ($1, $2, 'contributor', now())`, [
      place.obligation,
      worker,
    ]);
  for (const { obligation, word } of places)
    await pool.query(
      `insert into tag (record, concept, state, words) values ($1, 'C1', 'confirmed', $2), ($1, 'GDC 5', 'suggested', $2)`,
      [obligation, `It speaks of ${word}`],
    );
  await pool.query('insert into membership (person, organisation, since) values ($1, $2, now())', [
    worker,
    organisation,
  ]);
  await pool.query(
    `insert into second_factor (person, secret, confirmed_at, created_at) values ($1, 'x', now(), now())`,
    [worker],
  );
  // In Spanish everyone has a paragraph; in Russian all wait for revision; in Chinese all is confirmed.
  for (const place of places)
    for (const [lang, state] of [
      ['es', 'to-do'],
      ['ru', 'to-review'],
      ['zh', 'done'],
    ] as const)
      await pool.query(TRANSLATED, [
        place.edition,
        place.version,
        place.body,
        lang,
        state,
        people.map((one) => one.actor.id),
      ]);
  const request = randomUUID();
  await pool.query(
    `insert into record (id, kind, created_at, updated_at) values ($1, 'membership-request', now(), now())`,
    [request],
  );
  await pool.query('insert into membership_request (id, person, organisation) values ($1, $2, $3)', [
    request,
    bystander,
    organisation,
  ]);
  const message = randomUUID();
  await pool.query(
    `insert into message (id, key, message_id, recipient, lang, subject, body, state, queued_at)
     values ($1::uuid, 'x', 'x', 'x@example.org', 'en', 'Xylophonite', 'x', 'failed', now())`,
    [message],
  );
  const author = { ...world.officer, organisations: [organisation] };
  const { waiting: submitted, published: gone } = await initiativesOf(world, author);
  const { published: kept } = await initiativesOf(world, author);
  const { rows: numbers } = await pool.query<{ number: string }>('select number from initiative where id = $1', [kept]);
  const twin = { gone, number: Number(numbers[0]?.number) };
  return {
    world,
    places,
    organisation,
    ally,
    bystander,
    worker,
    grant,
    message,
    request,
    submitted,
    twin,
    roles,
    people,
  };
}

// What was done for the paragraphs of an edition, in one language and state; where it is to do, the nth person has the nth.
const TRANSLATED = `
  with p as (select gen_random_uuid() as id, n.*, row_number() over (order by ord) as nth from node n
      where n.edition = $1 and n.plain <> '' and n.provision is not null),
    r as (insert into record (id, kind, owner_body, created_at, updated_at) select id, 'translation', $3, now(), now() from p)
  insert into translation (id, version, key, lang, state, assignee, runs, plain, source_hash, source_plain, written_at, confirmed_at)
  select id, $2, provision, $4, $5::text, case when $5 = 'to-do' then ($6::uuid[])[nth] end, w.runs, w.plain,
    case when w.plain is not null then hash end, case when w.plain is not null then p.plain end,
    case when w.plain is not null then now() end, case when $5 = 'done' then now() end
  from p left join (select '[{"text":"x"}]'::jsonb as runs, 'x' as plain) w on $5 <> 'to-do'`;
