import { randomUUID } from 'node:crypto';
import { commands as accounts } from '../accounts/index.ts';
import { commands as amendments } from '../amendments/index.ts';
import { commands as bodies } from '../bodies/index.ts';
import { ANONYMOUS, covers, SYSTEM, type Actor, type Grant } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { commands as register } from '../register/index.ts';
import { commands as stocktaking } from '../stocktaking/index.ts';
import { complete } from '../stocktaking/testing/registry.ts';
import { commands as texts, receive } from '../texts/index.ts';
import { makeWorld, sample, type World } from './world.ts';

/** One thing of each kind that hangs together: a text of a body, what it asks, and what was said about that. */
export interface Place {
  name: 'own' | 'other' | 'draft' | 'otherDraft' | 'withdrawn';
  /** A word that stands in everything of this place, and nowhere else. */
  word: string;
  shown: 'public' | 'draft' | 'withdrawn';
  body: string;
  code: string;
  session: string;
  text: string;
  slug: string;
  /** Adopted, labelled 2024; `next` is a draft labelled 2025. */
  version: string;
  next: string;
  edition: string;
  /** Of the draft: a paragraph, an amendment to it and one that was taken back. */
  nextEdition: string;
  nextEid: string;
  amendment: string;
  takenBack: string;
  /** Square brackets in the text on the table of another language. */
  bracketed: { edition: string; bracket: string };
  /** Brought in by the officer, with what was found in it. */
  amendmentFile: string;
  document: string;
  /** Confirmed, with its number, its paragraph, a dated occurrence, evidence and a remark. */
  obligation: string;
  number: number;
  eid: string;
  occurrence: string;
  evidence: string;
  remark: string;
  /** A step before a session, and a document that the body issued. */
  milestone: string;
  issued: string;
  /** Two that wait for review. */
  suggested: [string, string];
  /** A document that is read and not saved. */
  intake: string;
}

/** A person with a role; `everywhere` or within the first body. */
export interface Someone {
  role: string;
  everywhere: boolean;
  actor: Actor;
  permissions: readonly string[];
  /** Ids of what is theirs alone: an organisation that they speak for, and its initiatives in each state. */
  token: string;
  house: string;
  initiatives: Record<'draft' | 'waiting' | 'published' | 'translated', string>;
}

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

const WORDS = {
  own: 'anchors',
  other: 'beacons',
  draft: 'Xylophonite',
  otherDraft: 'Zirconwort',
  withdrawn: 'Quaggabone',
};
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
  const nothing = { draft: randomUUID(), waiting: randomUUID(), published: randomUUID(), translated: randomUUID() };
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
  await pool.query(SAVED, [people[0]?.token, worker]);
  for (const place of places)
    await pool.query(`insert into duty (obligation, person, role, since) values ($1, $2, 'contributor', now())`, [
      place.obligation,
      worker,
    ]);
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
  const { waiting: submitted } = await initiativesOf(world, { ...world.officer, organisations: [organisation] });
  return { world, places, organisation, ally, bystander, worker, grant, message, request, submitted, roles, people };
}

// A search of the registry that a person keeps, under the id of their token.
const SAVED = `with r as (insert into record (id, kind, created_at, updated_at) values ($1, 'saved-search', now(), now()))
  insert into saved_search (id, person, name, search, mail, lang, told_to) values ($1, $2, 'x', '', 'daily', 'en', now())`;

// An initiative that is being written, one that waits for moderators, one that is public and one with a translation.
async function initiativesOf(world: World, actor: Actor): Promise<Someone['initiatives']> {
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
  const words = { lang: 'fr', seq: 1, title: 'x', description: 'x' };
  await execute(stocktaking.offerTranslation, as, { id: translated.id, ...words });
  return { draft: draft.id, waiting: waiting.id, published: published.id, translated: translated.id };
}

// A window that is open for long, and two amendments to the draft, one of them taken back.
async function amend(world: World, { next, nextEdition: edition, word, shown }: Place, organisation: string) {
  const as = world.as(world.officer);
  const { pool } = world.db.db;
  const window = { version: next, opens: '2025-01-01T00:00', closes: '2099-01-01T00:00', shown: 'public' };
  await execute(amendments.setWindow, as, window);
  const { rows } = await pool.query<{ eid: string; plain: string }>(
    `select eid, plain from node where edition = $1 and plain like '%plan of%'`,
    [edition],
  );
  const { eid, plain } = rows[0] ?? { eid: '', plain: '' };
  const input = { edition, eid, organisation, reasons: `For the sake of ${word}` };
  const words = plain.replace('a plan', 'two plans');
  const first = await execute(amendments.propose, as, { ...input, kind: 'MOD', words });
  const second = await execute(amendments.propose, as, { ...input, kind: 'SUP' });
  await execute(amendments.withdraw, as, { id: second.id });
  const spanish = await inSpanish(world, edition);
  await execute(amendments.open, as, { edition: spanish, eid, words: word });
  const ops = [{ id: 'f.1', act: 'SUP', target: eid }];
  const found = [{ id: 'f', by: 'x', supporters: [], at: '2025-01-01T00:00:00Z', ops, status: 'proposed' }];
  const amendmentFile = randomUUID();
  await pool.query(
    `insert into record (id, kind, created_at, updated_at) values ($1, 'amendment-file', now(), now())`,
    [amendmentFile],
  );
  await pool.query(
    `insert into amendment_file (id, edition, file, name, found, created_by)
     values ($1, $2, encode(sha256($3::bytea), 'hex'), 'x.docx', $4, $5)`,
    [amendmentFile, edition, word, JSON.stringify({ seq: 0, amendments: found, notes: [] }), world.officer.id],
  );
  // A version that was withdrawn takes all with it.
  if (shown === 'withdrawn') await execute(texts.withdrawVersion, as, { id: next, withdrawn: true });
  return {
    nextEid: eid,
    amendment: first.id,
    takenBack: second.id,
    bracketed: { edition: spanish, bracket: `${eid}#1` },
    amendmentFile,
  };
}

// The same words as the edition of another language.
async function inSpanish({ db: { db } }: World, edition: string): Promise<string> {
  const id = randomUUID();
  await db.pool.query(
    `insert into record (id, kind, visibility, owner_body, created_at, updated_at, withdrawn_at)
     select $1, kind, visibility, owner_body, created_at, updated_at, withdrawn_at from record where id = $2`,
    [id, edition],
  );
  await db.pool.query(
    `insert into edition (id, version, lang, authority, title, profile, extras)
     select $1, version, 'es', authority, title, profile, extras from edition where id = $2`,
    [id, edition],
  );
  await db.pool.query(
    `insert into node (edition, eid, parent_eid, ord, depth, kind, part, label, verb, addressees, provision, runs, plain, hash)
     select $1, eid, parent_eid, ord, depth, kind, part, label, verb, addressees, provision, runs, plain, hash
     from node where edition = $2`,
    [id, edition],
  );
  return id;
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

async function fill(
  world: World,
  name: Place['name'],
  code: 'council' | 'forum',
  shown: Place['shown'],
  number: number,
): Promise<Omit<Place, 'session' | 'nextEid' | 'amendment' | 'takenBack' | 'bracketed' | 'amendmentFile'>> {
  const word = WORDS[name];
  const visibility = shown === 'draft' ? 'draft' : 'public';
  const as = world.as(world.officer);
  const source = (orders: string[], at = number): string =>
    sample({
      title: `On ${word}`,
      orders,
      // A paragraph for each person, whose translation they have in hand.
      invites: [
        `to contribute ${word} to the common store;`,
        `to hang up ${word} by night;`,
        `to teach the use of ${word}.`,
      ],
    }).replace('500', String(at));
  const dated = `to publish by 1 March 2025 a roadmap for ${word};`;
  const first = await world.bring(source([dated, `to submit to the Council each year a report on ${word};`]), {
    visibility,
    body: code,
  });
  const { rows: found } = await world.db.db.pool.query<{ id: string }>('select id from obligation where text = $1', [
    first.text,
  ]);
  for (const { id } of found) await execute(register.confirm, as, { id });
  await execute(texts.adoptVersion, as, { id: first.version, on: '2024-06-14' });
  const second = await world.bring(
    source([
      dated,
      `to draw up by 2 April 2026 a plan of ${word};`,
      `to publish by 3 May 2026 a map of ${word};`,
      `to convene each year a forum on ${word}.`,
    ]),
    { visibility, body: code, version: '2025' },
  );
  const unsaved = await receive(as, new TextEncoder().encode(source([dated], number + 100)), `${word}.txt`);
  const { pool } = world.db.db;
  const one = async <T>(sql: string, ...values: unknown[]): Promise<T> => (await pool.query(sql, values)).rows[0] as T;
  const asked = await one<{ id: string; number: number; eid: string; occurrence: string }>(
    `select o.id, o.number, b.eid, c.id as occurrence from obligation o join basis b on b.obligation = o.id and b.first_version = $1
     join occurrence c on c.obligation = o.id where o.review = 'confirmed' order by o.number limit 1`,
    first.version,
  );
  const { rows: waiting } = await pool.query<{ id: string }>(
    `select o.id from obligation o where o.text = $1 and o.review = 'suggested' order by o.number`,
    [first.text],
  );
  const about = { claim: `Proof of ${word}`, record: first.text, visibility };
  const evidence = await execute(register.giveEvidence, as, { target: asked.occurrence, ...about });
  const remark = await execute(register.makeRemark, as, { about: asked.id, message: `What of ${word}?` });
  const { slug, document } = await one<{ slug: string; document: string }>(
    `select t.slug, e.document from text t, edition e where t.id = $1 and e.id = $2`,
    first.text,
    first.edition,
  );
  if (shown === 'withdrawn') {
    for (const id of [first.version, second.version]) await execute(texts.withdrawVersion, as, { id, withdrawn: true });
    await execute(register.withdrawEvidence, as, { id: evidence.id });
  }
  // A record of the body, seen as far as said.
  const recorded = async (kind: string, seen: string): Promise<string> => {
    const id = randomUUID();
    await pool.query(
      `insert into record (id, kind, visibility, owner_body, created_at, updated_at, withdrawn_at)
       values ($1, $2, $3, $4, now(), now(), case when $5 then now() end)`,
      [id, kind, seen, world[code], shown === 'withdrawn'],
    );
    return id;
  };
  const milestone = await recorded('milestone', 'body');
  await pool.query(
    `insert into milestone (id, occurrence, step, due) values ($1, $2, 'clearance', '[2025-02-01,2025-02-02)')`,
    [milestone, asked.occurrence],
  );
  const issued = await recorded('document', visibility);
  await pool.query(
    `insert into file (sha256, size, type, created_at) values (encode(sha256($1::bytea), 'hex'), 1, 'application/pdf', now())`,
    [word],
  );
  await pool.query(
    `insert into document (id, symbol, lang, dated, title, slug, file, name)
     values ($1, $2, 'en', '2025-01-01', $3, $4, encode(sha256($5::bytea), 'hex'), 'paper.pdf')`,
    [issued, `C25/${number}`, `Paper on ${word}`, slug, word],
  );
  const suggested: Place['suggested'] = [waiting[0]?.id ?? '', waiting[1]?.id ?? ''];
  return {
    name,
    word,
    shown,
    body: world[code],
    code,
    text: first.text,
    slug,
    version: first.version,
    next: second.version,
    edition: first.edition,
    nextEdition: second.edition,
    document,
    obligation: asked.id,
    number: asked.number,
    eid: asked.eid,
    occurrence: asked.occurrence,
    evidence: evidence.id,
    remark: remark.id,
    milestone,
    issued,
    suggested,
    intake: unsaved.id,
  };
}

// A person with an account, a session, a token and an act of review to take back.
async function someone(
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
  await pool.query(SAVED, [token, actor.id]);
  return { role, everywhere, actor: whole, permissions, token, house, initiatives };
}
