import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands as accounts } from '../accounts/index.ts';
import { queries as frameworks } from '../frameworks/index.ts';
import { history } from '../platform/audit.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as register } from '../register/index.ts';
import { commands as stocktaking } from '../stocktaking/index.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { sample } from '../testing/world.ts';
import { commands, queries, tasksAsCsv } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.bring(sample());
  await world.confirmAll();
});
afterAll(() => world.close());

const as = (actor = world.officer, lang: 'en' | 'fr' = 'en') => world.as(actor, { lang });
const make = (more: object = {}) =>
  execute(commands.create, as(), {
    body: world.council,
    about: 'C5',
    title: 'The way to safe harbours',
    from: 2025,
    to: 2027,
    visibility: 'public',
    ...more,
  });
const add = (roadmap: string, more: object = {}) =>
  execute(commands.addTask, as(), { roadmap, title: 'Light the north quay', ...more });
const see = (code: string, actor?: typeof world.officer, lang: 'en' | 'fr' = 'en') =>
  ask(queries.one, world.as(actor, { lang }), { code });
const seeTask = (code: string, number: number, actor?: typeof world.officer, now?: Date) =>
  ask(queries.task, world.as(actor, now ? { now } : {}), { code, number });

describe('a roadmap', () => {
  test('is made for a line, is called as the line is, and is found under it', async () => {
    const { code } = await make();
    expect(code).toBe('c5');
    expect(await see('c5')).toMatchObject({
      title: { value: 'The way to safe harbours', lang: 'en', state: 'authentic' },
      about: { code: 'C5', scheme: 'wsis-action-lines' },
      from: 2025,
      to: 2027,
      may: { plan: false },
    });
    const under = await ask(frameworks.tagged, world.as(), { concept: 'C5' });
    expect(JSON.stringify(under)).toContain('"at":"roadmaps/c5"');
  });

  test.each([
    [{ about: 'C99' }, 'about', 'unknown-concept'],
    [{ code: 'c5' }, 'code', 'code-taken'],
    [{ code: 'Safe harbours' }, 'code', 'bad-form'],
    [{ from: 2027, to: 2025, code: 'x' }, 'to', 'ends-before-start'],
    [{ title: ' ', code: 'x' }, 'title', 'required'],
  ])('is refused with %j, at the field', async (given, path, code) => {
    await expect(make(given)).rejects.toMatchObject({ issues: [{ path, code }] });
  });

  test('lists go by frameworks and lines, not by letters, and are paged by key', async () => {
    await make({ about: 'C10', code: 'c10' });
    await make({ about: 'SDG 4' });
    await make({ about: 'C2' });
    const all = await ask(queries.list, world.as(), {});
    expect(all.roadmaps.map((one) => one.code)).toEqual(['c2', 'c5', 'c10', 'sdg-4']);
    expect((await ask(queries.list, world.as(), { about: 'C2' })).roadmaps.map((one) => one.code)).toEqual(['c2']);
    expect((await ask(queries.list, world.as(), { body: 'forum' })).roadmaps).toEqual([]);
  });

  test('says in each language what was written in it; what another was written in is told to be that', async () => {
    const { id } = await make({ about: 'C7', code: 'c7', description: 'What ships carry.' });
    const { rev } = await see('c7');
    const words = { title: 'Ce que portent les navires', lang: 'fr', from: 2025, to: 2027 };
    await execute(commands.edit, as(), { id, rev, ...words });
    expect((await see('c7', undefined, 'fr')).title).toEqual({
      value: 'Ce que portent les navires',
      lang: 'fr',
      state: 'unofficial',
    });
    // The French has no description: the English one stands there as English.
    expect((await see('c7', undefined, 'fr')).description).toMatchObject({ value: 'What ships carry.', lang: 'en' });
    expect((await see('c7')).title).toMatchObject({ lang: 'en', state: 'authentic' });
    await expect(execute(commands.edit, as(), { id, rev, ...words })).rejects.toMatchObject({ status: 409 });
  });
});

describe('tasks', () => {
  test('are numbered within their roadmap; two added at once are given two numbers, and none is given twice', async () => {
    const { id, code } = await make({ code: 'numbers' });
    const made = await Promise.all([add(id), add(id)]);
    expect(made.map((one) => one.number).sort()).toEqual([1, 2]);
    const last = made.find((one) => one.number === 2)?.id ?? '';
    await execute(commands.drop, as(), { id: last, rev: 1, reason: 'The quay was sold.' });
    expect((await add(id)).number).toBe(3);
    await expect(world.db.db.pool.query('delete from roadmap_task where id = $1', [last])).rejects.toThrow(
      /append-only/,
    );
    const { tasks } = await see(code);
    expect(tasks.map(({ number, state, note }) => [number, state, note])).toEqual([
      [1, 'planned', null],
      [2, 'dropped', 'The quay was sold.'],
      [3, 'planned', null],
    ]);
  });

  test('a month or a year is late only after its last day, on the calendar of the body that keeps the roadmap', async () => {
    const { id } = await make({ code: 'dates' });
    const { number } = await add(id, { due: '2025-06' });
    expect((await seeTask('dates', number)).due).toEqual({ from: '2025-06-01', to: '2025-06-30', precision: 'month' });
    const late = async (now: string) => (await seeTask('dates', number, undefined, new Date(now))).late;
    expect(await late('2025-06-30T21:59:00Z')).toBe(false);
    // In Geneva the month is over.
    expect(await late('2025-06-30T22:01:00Z')).toBe(true);
    const task = await seeTask('dates', number);
    await execute(commands.progress, as(), { id: task.id, rev: task.rev, state: 'done' });
    expect(await late('2026-01-01T00:00:00Z')).toBe(false);
    for (const due of ['2025-02-30', 'spring'])
      await expect(add(id, { due })).rejects.toMatchObject({ issues: [{ path: 'due', code: 'not-a-day' }] });
  });

  test('name who leads by code or name, and say which of the names are not on record', async () => {
    const { id } = await make({ code: 'names' });
    const { number } = await add(id, { lead: 'the council', partners: 'harbour forum\nassembly\n\nforum' });
    const task = await seeTask('names', number);
    expect(task.lead?.code).toBe('council');
    expect(task.partners.map((one) => one.code)).toEqual(['forum', 'assembly']);
    await expect(
      add(id, { lead: 'Nobody', partners: ['forum', 'No one'], obligations: '1, 9999' }),
    ).rejects.toMatchObject({
      issues: [
        { path: 'lead', code: 'no-such-party', values: { name: 'Nobody' } },
        { path: 'partners', code: 'no-such-party', values: { name: 'No one' } },
        { path: 'obligations', code: 'no-obligation-of-number', values: { number: 9999 } },
      ],
    });
  });

  test('an edit says what stands in place of what stood, and refuses who saw an older state', async () => {
    const { id } = await make({ code: 'edits' });
    const made = await add(id, { due: '2025', lead: 'council', obligations: '1 2', description: 'By night.' });
    const input = { id: made.id, title: 'Light the north quay', lead: 'forum', due: '2026-03', obligations: [2] };
    await execute(commands.editTask, as(), { ...input, rev: 1 });
    const task = await seeTask('edits', 1);
    expect(task).toMatchObject({ description: null, lead: { code: 'forum' }, obligations: [2] });
    expect(task.due).toEqual({ from: '2026-03-01', to: '2026-03-31', precision: 'month' });
    await expect(execute(commands.editTask, as(), { ...input, rev: 1 })).rejects.toMatchObject({
      status: 409,
      current: { state: 'planned', due: '2026-03' },
    });
    const { events } = await ask(history, world.as(), { record: made.id });
    expect(events[0]).toMatchObject({
      kind: 'roadmap-task.edited',
      payload: {
        fields: ['description', 'lead', 'due', 'obligations'],
        due: { from: '2025', to: '2026-03' },
      },
    });
  });

  test('progress is said with a note, each of which the history keeps; what was dropped can be taken up again', async () => {
    const { id } = await make({ code: 'progress' });
    const { id: task } = await add(id);
    const say = (rev: number, state: string, note: string) =>
      execute(commands.progress, as(world.officer, 'fr'), { id: task, rev, state, note });
    await say(1, 'under-way', 'La moitié est faite.');
    await execute(commands.drop, as(), { id: task, rev: 2, reason: 'No oil.' });
    await say(3, 'done', 'Tout est fait.');
    expect(await seeTask('progress', 1)).toMatchObject({ state: 'done', note: 'Tout est fait.', noteLang: 'fr' });
    await expect(say(3, 'planned', 'x')).rejects.toMatchObject({ status: 409 });
    const { events } = await ask(history, world.as(), { record: task });
    expect(events.map(({ payload }) => (payload as { note?: string }).note).filter(Boolean)).toEqual([
      'Tout est fait.',
      'No oil.',
      'La moitié est faite.',
    ]);
    await expect(execute(commands.drop, as(), { id: task, rev: 4 })).rejects.toMatchObject({
      issues: [{ path: 'reason', code: 'required' }],
    });
  });

  test('tell an obligation that they serve it', async () => {
    await expect(ask(queries.serving, world.as(), { obligation: 2 })).resolves.toMatchObject({
      tasks: [{ code: 'edits', number: 1, state: 'planned' }],
    });
  });

  test('are taken away as a table, each with its address', async () => {
    const csv = await tasksAsCsv(world.as(), 'edits', 'https://example.org');
    expect(csv.split('\r\n')[1]).toBe(
      '1,Light the north quay,en,Harbour Forum,,2026-03-01,2026-03-31,month,planned,false,,,2,https://example.org/en/roadmaps/edits/tasks/1',
    );
  });
});

describe('releases', () => {
  test('keep what stood in all languages, whatever is changed later; nobody changes them', async () => {
    const { id } = await make({ code: 'kept' });
    const { id: task } = await add(id, { due: '2025', lead: 'council', partners: ['forum'], obligations: [1] });
    await execute(commands.editTask, as(), {
      ...{ id: task, rev: 1, title: 'Éclairer le quai nord', lang: 'fr', lead: 'council' },
      ...{ partners: ['forum'], obligations: [1], due: '2025' },
    });
    expect(await execute(commands.release, as(), { id, dated: '2025-02-01', note: 'Before the forum' })).toEqual({
      number: 1,
    });
    await execute(commands.drop, as(), { id: task, rev: 2, reason: 'No oil.' });
    await add(id);
    expect(await execute(commands.release, as(), { id, dated: '2026-01-01' })).toEqual({ number: 2 });
    const past = await ask(queries.pastRelease, world.as(undefined, { lang: 'fr' }), { code: 'kept', number: 1 });
    expect(past).toMatchObject({ dated: '2025-02-01', note: 'Before the forum', noteLang: 'en', last: 2 });
    expect(past.tasks).toMatchObject([
      {
        title: { value: 'Éclairer le quai nord', lang: 'fr', state: 'unofficial' },
        state: 'planned',
        late: false,
        due: { from: '2025-01-01', to: '2025-12-31', precision: 'year' },
        lead: { code: 'council', name: { value: 'Council', lang: 'en' } },
        partners: [{ code: 'forum' }],
        obligations: [1],
      },
    ]);
    expect((await see('kept')).releases.map((one) => one.number)).toEqual([2, 1]);
    for (const statement of [
      `update roadmap_release set said = '{}'`,
      'delete from roadmap_release',
      'truncate roadmap_release',
    ])
      await expect(world.db.db.pool.query(statement), statement).rejects.toThrow(/append-only/);
  });
});

describe('evidence', () => {
  test('is given for a task by its address, told in the history of its roadmap, and judged', async () => {
    const { id } = await make({ code: 'proved' });
    const { id: task } = await add(id);
    const at = 'https://example.org/fr/roadmaps/proved/tasks/1';
    await execute(register.giveEvidence, as(), { at, record: 'roadmaps/edits', claim: 'It burns each night.' });
    const [proof] = (await seeTask('proved', 1)).evidence;
    expect(proof).toMatchObject({ target: task, claim: 'It burns each night.', recordPath: 'roadmaps/edits' });
    await execute(register.judge, as(), { id: proof?.id, judged: 'accepted' });
    const { events } = await ask(history, world.as(), { record: id });
    expect(events.slice(0, 2).map((one) => one.kind)).toEqual(['evidence.judged', 'evidence.given']);
    for (const nowhere of ['roadmaps/proved/tasks/9', 'roadmaps/proved/tasks', 'roadmaps/proved'])
      await expect(
        execute(register.giveEvidence, as(), { at: nowhere, url: 'https://example.org/x', claim: 'x' }),
      ).rejects.toMatchObject({ issues: [{ path: 'at', code: 'nothing-to-prove' }] });
    await execute(commands.publish, as(), { id, visibility: 'body' });
    const outsider = await world.person('giver', ['register.evidence']);
    await expect(
      execute(register.giveEvidence, as(outsider), { at, url: 'https://example.org/x', claim: 'x' }),
    ).rejects.toMatchObject({ issues: [{ path: 'at', code: 'nothing-to-prove' }] });
  });
});

describe('who may', () => {
  test('nothing of a draft tells of itself to who may not see it: page, list, task, release, obligation, tags, history', async () => {
    const { id } = await make({ about: 'C8', code: 'quiet', title: 'Quiet waters', visibility: 'draft' });
    const { id: task } = await add(id, { title: 'Hush the bells', obligations: [3] });
    await execute(commands.release, as(), { id, note: 'Hushed' });
    const { rows } = await world.db.db.pool.query<{ number: number }>('select number from obligation where number = 3');
    expect(rows).toHaveLength(1);
    const elsewhere = await world.person('elsewhere', ['*'], { kind: 'body', record: world.forum });
    for (const actor of [undefined, elsewhere]) {
      const ctx = world.as(actor);
      await expect(see('quiet', actor)).rejects.toMatchObject({ status: 404 });
      await expect(seeTask('quiet', 1, actor)).rejects.toMatchObject({ status: 404 });
      await expect(ask(queries.pastRelease, ctx, { code: 'quiet', number: 1 })).rejects.toMatchObject({ status: 404 });
      const told = JSON.stringify([
        await ask(queries.list, ctx, {}),
        await ask(queries.serving, ctx, { obligation: 3 }),
        await ask(frameworks.tagged, ctx, { concept: 'C8' }),
        await ask(history, ctx, { limit: 200 }),
      ]);
      expect(told).not.toMatch(/quiet|hush/i);
    }
    await expect(execute(commands.drop, as(elsewhere), { id: task, rev: 1, reason: 'x' })).rejects.toMatchObject({
      status: 404,
    });
    await execute(commands.publish, as(), { id, visibility: 'public' });
    expect((await see('quiet')).tasks).toHaveLength(1);
    expect((await ask(queries.serving, world.as(), { obligation: 3 })).tasks).toHaveLength(1);
    await execute(commands.publish, as(), { id, visibility: 'body' });
    await expect(seeTask('quiet', 1)).rejects.toMatchObject({ status: 404 });
  });

  test('an obligation that its reader may not see is not named by a task or a release that serves it', async () => {
    const { id } = await make({ code: 'serves' });
    const { id: task } = await add(id, { obligations: [1, 2] });
    await execute(commands.release, as(), { id });
    const { rows } = await world.db.db.pool.query<{ id: string }>('select id from obligation where number = 1');
    const hide = (visibility: string) => execute(register.show, as(), { id: rows[0]?.id, visibility });
    await hide('draft');
    const seen = await Promise.all([
      seeTask('serves', 1),
      ask(queries.pastRelease, world.as(), { code: 'serves', number: 1 }).then((past) => past.tasks[0]),
    ]);
    expect(seen.map((one) => one?.obligations)).toEqual([[2], [2]]);
    // Who edits without seeing it leaves it where it is.
    const planner = await world.person('planner', ['roadmaps.*'], { kind: 'body', record: world.council });
    await execute(commands.editTask, as(planner), { id: task, rev: 1, title: 'Light it' });
    await hide('public');
    expect((await seeTask('serves', 1)).obligations).toEqual([1]);
  });

  test('a focal point plans for their line; the lead of a task says how far it is and changes nothing else', async () => {
    const { id } = await make({ about: 'C9', code: 'lines' });
    const focal = await world.person('focal', ['roadmaps.plan', 'roadmaps.progress'], {
      kind: 'action-line',
      value: 'C9',
    });
    const mine = await execute(commands.addTask, as(focal), { roadmap: id, title: 'Print it' });
    const { id: other } = await make({ code: 'other-line' });
    await expect(execute(commands.addTask, as(focal), { roadmap: other, title: 'x' })).rejects.toMatchObject({
      status: 403,
    });
    const made = { body: world.council, about: 'C5', code: 'mine', title: 'x', from: 2025, to: 2025 };
    await expect(execute(commands.create, as(focal), made)).rejects.toMatchObject({ status: 403 });
    const { id: house } = await execute(accounts.addOrganisation, as(), { name: 'Print House', lang: 'en' });
    const lead = await world.person('lead', ['roadmaps.progress'], { kind: 'organisation', record: house });
    const report = (rev: number) => execute(commands.progress, as(lead), { id: mine.id, rev, state: 'under-way' });
    await expect(report(1)).rejects.toMatchObject({ status: 403 });
    await execute(commands.editTask, as(focal), { id: mine.id, rev: 1, title: 'Print it', lead: 'Print House' });
    await report(2);
    expect((await seeTask('lines', 1, lead)).may).toMatchObject({ plan: false, progress: true });
    await expect(execute(commands.editTask, as(lead), { id: mine.id, rev: 3, title: 'x' })).rejects.toMatchObject({
      status: 403,
    });
  });

  test('tasks follow an organisation that is merged into another; what was released does not', async () => {
    const { id } = await make({ code: 'merged' });
    const named = async (name: string) => (await execute(accounts.addOrganisation, as(), { name, lang: 'en' })).id;
    const [from, into] = [await named('Rope Makers'), await named('Rope Makers’ Guild')];
    await add(id, { lead: 'Rope Makers', partners: ['Rope Makers’ Guild'] });
    await add(id, { lead: 'council', partners: ['Rope Makers', 'Rope Makers’ Guild'] });
    await execute(commands.release, as(), { id });
    const { follows } = await execute(stocktaking.mergeOrganisations, as(), { from, into });
    expect(follows).toMatchObject({ tasks: 2 });
    const { tasks } = await see('merged');
    expect(tasks.map((one) => [one.lead?.id, one.partners.map((party) => party.id)])).toEqual([
      [into, []],
      [world.council, [into]],
    ]);
    const past = await ask(queries.pastRelease, world.as(), { code: 'merged', number: 1 });
    expect(past.tasks[0]?.lead?.name?.value).toBe('Rope Makers');
  });
});
