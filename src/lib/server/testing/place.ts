import { randomUUID } from 'node:crypto';
import { commands as amendments } from '../amendments/index.ts';
import { execute } from '../platform/command.ts';
import { commands as register } from '../register/index.ts';
import { commands as roadmaps } from '../roadmaps/index.ts';
import { commands as texts, receive } from '../texts/index.ts';
import { sample, type World } from './world.ts';

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
  /** A roadmap, its code, and its first task, which serves the obligation; released once. */
  roadmap: string;
  roadmapCode: string;
  task: string;
}

const WORDS = {
  own: 'anchors',
  other: 'beacons',
  draft: 'Xylophonite',
  otherDraft: 'Zirconwort',
  withdrawn: 'Quaggabone',
};
// A text of a body with two versions, what it asks, and what was said about that.
export async function fill(
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
  const planned = await plan(world, { body: world[code], word, obligation: asked.number, visibility });
  if (shown === 'withdrawn')
    await pool.query('update record set withdrawn_at = now() where id = any($1)', [[planned.roadmap, planned.task]]);
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
    ...planned,
  };
}

// A roadmap with one task that serves the obligation, and a release of it.
async function plan(
  world: World,
  { body, word, obligation, visibility }: { body: string; word: string; obligation: number; visibility: string },
): Promise<Pick<Place, 'roadmap' | 'roadmapCode' | 'task'>> {
  const as = world.as(world.officer);
  const years = { from: 2024, to: 2026 };
  const made = await execute(roadmaps.create, as, {
    ...{ body, about: 'C2', code: `way-${obligation}`, title: `The way of ${word}`, ...years, visibility },
  });
  const work = { title: `Draw ${word}`, lead: 'council', obligations: [obligation], due: '2025' };
  const task = await execute(roadmaps.addTask, as, { roadmap: made.id, ...work });
  await execute(roadmaps.progress, as, { id: task.id, rev: 1, state: 'under-way', note: `Half of ${word}` });
  await execute(roadmaps.release, as, { id: made.id, note: `On ${word}` });
  return { roadmap: made.id, roadmapCode: made.code, task: task.id };
}

// A window that is open for long, and two amendments to the draft, one of them taken back.
export async function amend(world: World, { next, nextEdition: edition, word, shown }: Place, organisation: string) {
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
