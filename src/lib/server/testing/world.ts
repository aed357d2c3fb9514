import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '@suivi/texts';
import { commands as accounts } from '../accounts/index.ts';
import { commands as bodies } from '../bodies/index.ts';
import { ANONYMOUS, SYSTEM, type Actor, type Grant } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { testDatabase, type TestDatabase } from '../platform/testing/database.ts';
import { commands as texts, receive } from '../texts/index.ts';
import { commands as register } from '../register/index.ts';
import '../registry.ts';

/** A resolution in our own words, of the build that the engine reads; each list of items may be replaced. */
export const sample = (parts: { title?: string; orders?: string[]; invites?: string[] } = {}): string =>
  [
    'RESOLUTION 500 (2024)',
    parts.title ?? 'Follow-up of the harbour agenda',
    'The Council,',
    'recalling',
    'a)\tthe founding agreement of the harbour towns;',
    'b)\tthe need to keep every quay open to all,',
    'instructs the Secretary-General',
    ...(parts.orders ?? ORDERS).map((words, i) => `${i + 1}\t${words}`),
    'invites Member States',
    ...(parts.invites ?? INVITES).map((words, i) => `${i + 1}\t${words}`),
    '',
  ].join('\n');
export const ORDERS = [
  'to submit to the Council each year a report on the state of the quays;',
  'to publish by 1 March 2025 a roadmap for the lighthouses;',
  'to convene a consultation on tides at its 2025 session,',
];
export const INVITES = ['to contribute lanterns to the common store.'];

/** The same in French, paragraph by paragraph. */
export const french = (orders: readonly string[] = FRENCH): string =>
  [
    'RÉSOLUTION 500 (2024)',
    'Suivi du programme des ports',
    'Le Conseil,',
    'rappelant',
    "a)\tl'accord fondateur des villes portuaires;",
    'b)\tque chaque quai doit rester ouvert à tous,',
    'charge le Secrétaire général',
    ...orders.map((words, i) => `${i + 1}\t${words}`),
    'invite les États Membres',
    '1\tà apporter des lanternes au fonds commun.',
    '',
  ].join('\n');
export const FRENCH = [
  "de soumettre chaque année au Conseil un rapport sur l'état des quais;",
  'de publier avant le 1er mars 2025 une feuille de route pour les phares;',
  'de tenir une consultation sur les marées à sa session de 2025,',
];

/** An empty installation with three bodies, two sessions, and people of each kind; every test file makes its own. */
export interface World {
  db: TestDatabase;
  officer: Actor;
  council: string;
  forum: string;
  session2025: string;
  /** A context in which this actor acts, now or at another time, in English or another language. */
  as(actor?: Actor, options?: { now?: Date; lang?: Language }): Context;
  /** A person on record with a role and, where given, a scope. */
  person(name: string, permissions: string[], scope?: Grant['scope']): Promise<Actor>;
  /** Brings a document in and saves its first text. */
  bring(
    source: string,
    options?: { version?: string; lang?: Language; visibility?: 'draft' | 'body' | 'public'; body?: string },
  ): Promise<{ intake: string; text: string; version: string; edition: string }>;
  /** Confirms every suggestion that waits. */
  confirmAll(by?: Actor): Promise<number>;
  close(): Promise<void>;
}

export const NOW = new Date('2025-02-10T09:00:00Z');

/** Builds it. Files go to a folder of their own, removed at the end. */
export async function makeWorld(): Promise<World> {
  const db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'suivi-world-'));
  process.env['SUIVI_FILES'] = join(folder, 'files');
  const as: World['as'] = (actor = ANONYMOUS, options = {}) => ({
    database: db.db,
    actor,
    now: options.now ?? NOW,
    lang: options.lang ?? 'en',
    door: 'form',
  });
  const person: World['person'] = async (name, permissions, scope = { kind: 'all' }) => {
    const { id } = await execute(accounts.invitePerson, as(SYSTEM), { name, email: `${name}@example.org`, roles: [] });
    return { kind: 'person', id, name, organisations: [], grants: [{ role: 'test', permissions, scope }] };
  };
  const officer = await person('officer', ['*']);
  const bodyIds: Record<string, string> = {};
  for (const [code, name] of [
    ['council', 'Council'],
    ['forum', 'Harbour Forum'],
    ['assembly', 'Assembly'],
  ] as const)
    bodyIds[code] = (await execute(bodies.addBody, as(officer), { code, name, lang: 'en' })).id;
  const council = bodyIds['council'] ?? '';
  const session = await execute(bodies.planSession, as(officer), {
    body: council,
    code: '2025',
    from: '2025-06-10',
    to: '2025-06-20',
  });
  await execute(bodies.planSession, as(officer), { body: council, code: '2026', from: '2026-06' });
  const bring: World['bring'] = async (source, options = {}) => {
    const { id } = await receive(as(officer), new TextEncoder().encode(source), 'sample.txt');
    const saved = await execute(texts.saveIntake, as(officer), {
      id,
      text: 0,
      body: options.body ?? 'council',
      version: options.version ?? '2024',
      lang: options.lang ?? 'en',
      visibility: options.visibility ?? 'public',
    });
    return { intake: id, ...saved };
  };
  const confirmAll: World['confirmAll'] = async (by = officer) => {
    const waiting = await db.db.read.selectFrom('obligation').select('id').where('review', '=', 'suggested').execute();
    for (const one of waiting) await execute(register.confirm, as(by), { id: one.id });
    return waiting.length;
  };
  return {
    db,
    officer,
    council,
    forum: bodyIds['forum'] ?? '',
    session2025: session.id,
    as,
    person,
    bring,
    confirmAll,
    async close() {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
