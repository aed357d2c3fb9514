import { readFileSync } from 'node:fs';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { commands as accounts } from '../src/lib/server/accounts/index.ts';
import { commands as bodies } from '../src/lib/server/bodies/index.ts';
import { SYSTEM, type Actor } from '../src/lib/server/platform/actor.ts';
import { now } from '../src/lib/server/platform/clock.ts';
import { execute } from '../src/lib/server/platform/command.ts';
import type { Context } from '../src/lib/server/platform/context.ts';
import { openDatabase } from '../src/lib/server/platform/db.ts';
import { stopSenders } from '../src/lib/server/platform/jobs.ts';
import { commands as register } from '../src/lib/server/register/index.ts';
import { commands as texts, receive } from '../src/lib/server/texts/index.ts';
import '../src/lib/server/registry.ts';
import { assemble, type DemoText } from './demo/assemble.ts';
import { PARTIES, PEOPLE } from './demo/parties.ts';
import { openAmendments } from './amending.ts';
import { planWork } from './planning.ts';
import { planRoadmap } from './roadmaps.ts';
import { tellReport } from './reporting.ts';
import { tellInitiatives } from './stocktaking.ts';

const DAY = 86_400_000;
/** Stretches the acts, of a few hours each, over the twelve months. */
const PACE = 7;
const load = (name: string): DemoText =>
  JSON.parse(readFileSync(new URL(`./demo/${name}.json`, import.meta.url), 'utf8')) as DemoText;

/**
 * Fills an empty database with the demonstration: a fictional mandate, told through the same commands as everything
 * else, over the twelve months that end now. All dates are offsets from now, so that it does not rot.
 * @param say told what is being done, a line at a time
 */
export async function seedDemo(url: string, say: (line: string) => void): Promise<void> {
  const database = openDatabase(url, { max: 4 });
  try {
    await tell(database, say);
  } finally {
    await stopSenders(url);
    await database.close();
  }
}

async function tell(database: Context['database'], say: (line: string) => void): Promise<void> {
  const end = now();
  const year = end.getUTCFullYear();
  let at = end.getTime() - 364 * DAY;
  let actor: Actor = SYSTEM;
  // Every act is a little later than the one before, and none lies ahead of now.
  const ctx = (hours = 7): Context => {
    at = Math.min(end.getTime() - 1000, at + hours * PACE * 3_600_000);
    return { database, actor, now: new Date(at), lang: 'en', door: 'seed' };
  };

  const party = new Map<string, string>();
  for (const one of PARTIES) {
    const made =
      one.kind === 'body'
        ? await execute(bodies.addBody, ctx(1), { code: one.code, name: one.names.en, lang: 'en' })
        : await execute(accounts.addOrganisation, ctx(1), {
            code: one.code,
            name: one.names.en,
            lang: 'en',
            kind: one.kind,
          });
    party.set(one.code, made.id);
    for (const lang of LANGUAGES)
      await execute(bodies.nameParty, ctx(0), { party: made.id, lang, name: one.names[lang], state: 'official' });
  }
  const people = new Map<string, Actor>();
  for (const one of PEOPLE) {
    const { id } = await execute(accounts.invitePerson, ctx(1), {
      name: one.name,
      email: one.email,
      roles: [one.role],
    });
    people.set(one.role, {
      kind: 'person',
      id,
      name: one.name,
      organisations: [],
      grants: [{ role: one.role, permissions: ['*'], scope: { kind: 'all' } }],
    });
  }
  const as = (role: string): void => {
    actor = people.get(role) ?? SYSTEM;
  };

  as('officer');
  for (let y = year - 3; y <= year + 2; y++) {
    await execute(bodies.planSession, ctx(1), {
      body: party.get('council'),
      code: String(y),
      from: y <= year ? `${y}-06-10` : `${y}-06`,
      ...(y <= year ? { to: `${y}-06-20` } : {}),
    });
    await execute(bodies.planSession, ctx(1), { body: party.get('hlpf'), code: String(y), from: `${y}-07` });
    await execute(bodies.planSession, ctx(1), { body: party.get('ecosoc'), code: String(y), from: `${y}-07` });
    await execute(bodies.planSession, ctx(1), { body: party.get('cstd'), code: String(y), from: `${y}-04` });
  }
  await execute(bodies.planSession, ctx(1), {
    body: party.get('pp'),
    code: `pp-${String(year + 1).slice(2)}`,
    from: `${year + 1}-10`,
  });

  const resolution = load('resolution');
  const regional = load('regional');
  const bring = async (
    text: DemoText,
    version: string,
    lang: Language,
    label: string,
    authority = 'official',
  ): Promise<{ version: string; edition: string }> => {
    as('officer');
    const bytes = new TextEncoder().encode(assemble(text, version, lang, year));
    const { id } = await receive(ctx(2), bytes, `resolution-${text.number}-${label}.${lang}.txt`);
    return execute(texts.saveIntake, ctx(1), {
      id,
      text: 0,
      body: 'council',
      number: text.number,
      version: label,
      lang,
      authority,
      visibility: 'public',
    });
  };
  const confirmSome = async (keep: (number: number) => boolean): Promise<void> => {
    as('reviewer');
    const open = await database.read
      .selectFrom('obligation')
      .select(['id', 'number'])
      .where('review', '=', 'suggested')
      .orderBy('number')
      .execute();
    for (const one of open) if (keep(one.number)) await execute(register.confirm, ctx(3), { id: one.id });
  };

  for (const [version, label, on] of [
    ['a', String(year - 3), `${year - 3}-06-19`],
    ['b', String(year - 1), `${year - 1}-06-19`],
  ] as const) {
    say(`  the resolution of ${label}, in six languages …`);
    const first = await bring(resolution, version, 'en', label);
    for (const lang of LANGUAGES.filter((one) => one !== 'en'))
      await bring(
        resolution,
        version,
        lang,
        label,
        lang === 'ru' ? 'unofficial' : lang === 'zh' && version === 'b' ? 'machine' : 'official',
      );
    await confirmSome(() => true);
    as('officer');
    await execute(texts.adoptVersion, ctx(), { id: first.version, on });
  }
  const shared = await bring(regional, 'b', 'en', String(year - 1));
  await bring(regional, 'b', 'fr', String(year - 1));
  await confirmSome((number) => number % 9 !== 0);
  as('officer');
  await execute(texts.adoptVersion, ctx(), { id: shared.version, on: `${year - 1}-06-20` });

  say('  who did what, when, and the proof …');
  await keepBooks(database, ctx, as);

  say('  initiatives in six languages …');
  await tellInitiatives(database, ctx, {
    by: people.get('focal-point') ?? SYSTEM,
    moderator: people.get('officer') ?? SYSTEM,
  });

  say('  a roadmap …');
  await planRoadmap(database, ctx, { by: people.get('officer') ?? SYSTEM, body: party.get('council') });

  say('  the version now proposed …');
  const known = await database.read
    .selectFrom('obligation')
    .select('number')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  const proposed = await bring(resolution, 'c', 'en', String(year));
  for (const lang of LANGUAGES.filter((one) => one !== 'en')) await bring(resolution, 'c', lang, String(year));
  as('officer');
  await execute(texts.proposeVersion, ctx(), { id: proposed.version });
  await confirmSome((number) => number > known.number);
  await endings(database, ctx, as);
  as('officer');
  await planWork(database, ctx, party, people);
  await openAmendments(database, ctx, proposed, party);

  say('  a report, and what bears it out …');
  await tellReport(ctx, people.get('officer') ?? SYSTEM);
  actor = SYSTEM;
  at = end.getTime() - 1000;
  await execute(register.refreshOccurrences, ctx(0), {});
}

/** One suggestion turned down, and one duty that lapsed, so that every state is on show. */
async function endings(
  database: Context['database'],
  ctx: (hours?: number) => Context,
  as: (role: string) => void,
): Promise<void> {
  as('reviewer');
  const open = await database.read
    .selectFrom('obligation')
    .select('id')
    .where('review', '=', 'suggested')
    .orderBy('number')
    .executeTakeFirst();
  if (open) await execute(register.reject, ctx(), { id: open.id });
  as('officer');
  const lapsing = await database.read
    .selectFrom('obligation')
    .select('id')
    .where('life', '=', 'active')
    .where('binding', '=', false)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  if (lapsing)
    await execute(register.setLife, ctx(), {
      id: lapsing.id,
      life: 'lapsed',
      reason: 'Its date passed and no session took it up again.',
    });
}

/** Months of work on the register: states, explanations, evidence and its judgement, remarks, lives that end. */
async function keepBooks(
  database: Context['database'],
  ctx: (hours?: number) => Context,
  as: (role: string) => void,
): Promise<void> {
  as('officer');
  await execute(register.refreshOccurrences, ctx(1), {});
  const active = await database.read
    .selectFrom('obligation')
    .select(['id', 'number', 'binding'])
    .where('life', '=', 'active')
    .orderBy('number')
    .execute();
  for (const one of active)
    await execute(register.assign, ctx(5), {
      id: one.id,
      role: 'responsible',
      names: one.number % 2 ? 'Strategy and Membership Department' : 'Projects Division',
    });
  const today = ctx(0).now.toISOString().slice(0, 10);
  const rows = await database.pool.query<{ id: string; key: string; past: boolean }>(
    `select o.id, o.key, upper(o.due) <= $1::date as past from occurrence o join obligation b on b.id = o.obligation where b.life = 'active' order by o.due nulls last, o.key, o.id`,
    [today],
  );
  let n = 0;
  for (const one of rows.rows) {
    n++;
    const set = (state: string, more: object = {}) =>
      execute(register.setState, ctx(4), { id: one.id, state, ...more });
    as('focal-point');
    if (!one.past) {
      if (n % 7 === 0) await set('not-applicable', { reason: 'The event it was tied to did not take place.' });
      else if (n % 3 === 0) await set('in-progress');
      continue;
    }
    await set('in-progress');
    switch (n % 8) {
      case 0:
        await execute(register.explain, ctx(2), {
          id: one.id,
          explanation: 'The figures of two regions came in late; the report follows next month.',
        });
        break;
      case 1:
        await set('missed', { reason: 'No one was in charge between two appointments.' });
        break;
      case 2:
        await set('postponed', { reason: 'Put off to the next session.', source: 'Council decision 77' });
        break;
      case 3:
        await set('partly', { reason: 'Four regions out of six are covered.' });
        break;
      default: {
        await set('submitted');
        const { id } = await execute(register.giveEvidence, ctx(2), {
          target: one.id,
          url: `https://example.org/documents/${one.key}-${n}`,
          claim: `Document put before the session (${one.key})`,
        });
        as('officer');
        if (n % 8 === 7)
          await execute(register.judge, ctx(6), {
            id,
            judged: 'insufficient',
            reason: 'The annex with the figures is missing.',
          });
        else {
          await execute(register.judge, ctx(6), { id, judged: 'accepted' });
          as('chair');
          await set('accepted');
        }
      }
    }
  }
  for (const one of active.filter((each) => !each.binding).slice(0, 6)) {
    as('focal-point');
    await execute(register.giveEvidence, ctx(3), {
      target: one.id,
      kind: 'answer',
      url: `https://example.org/answers/${one.number}`,
      claim: 'National account received by the Secretariat',
    });
  }
  as('officer');
  const [fulfilled, retired, superseded, by] = active.filter((one) => one.binding).slice(-5);
  if (fulfilled)
    await execute(register.setLife, ctx(), {
      id: fulfilled.id,
      life: 'fulfilled',
      reason: 'Done once and for all.',
      source: 'Report to the Council',
    });
  if (retired)
    await execute(register.setLife, ctx(), {
      id: retired.id,
      life: 'retired',
      reason: 'Closed at the chair’s proposal.',
      source: 'Council decision 78',
    });
  if (superseded && by)
    await execute(register.setLife, ctx(), {
      id: superseded.id,
      life: 'superseded',
      reason: 'Taken up by another paragraph.',
      by: by.number,
    });
  const first = active[0];
  if (first)
    await execute(register.makeRemark, ctx(), {
      about: first.id,
      message: 'The fund is mentioned under a name that changed last year.',
      contact: 'reader@example.org',
    });
}
