import type { Language } from '@suivi/texts';
import { fromXliff, toXliff } from '@suivi/texts/exchange';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { history } from '../platform/audit.ts';
import { commands as bodies } from '../bodies/index.ts';
import { commands as texts, queries as reading } from '../texts/index.ts';
import { sample } from '../testing/world.ts';
import { commands, queries, waitingFor, xliffFrom } from './index.ts';
import { CHANGED, FRENCH, ports, type Ports } from './testing/ports.ts';

let world: Ports['world'];
let first: Ports['first'];
let second: Ports['second'];
let french: Actor;
let reviser: Actor;
beforeAll(async () => void ({ world, first, second, french, reviser } = await ports()));
afterAll(() => world.close());

// What is counted over all languages at once is, after each test, what the list of each says.
afterEach(async () => {
  const { versions } = await ask(queries.totals, world.as(reviser), {});
  expect(versions.length).toBeGreaterThan(0);
  for (const { slug, version, lacks } of versions)
    for (const { lang, ...lack } of lacks) {
      const { counts, mine } = await ask(queries.work, world.as(reviser), { slug, version, lang });
      const open = [counts['to-do'], counts['in-progress'], counts['to-review']];
      const sum = (of: 'pieces' | 'words'): number => open.reduce((all, one) => all + one[of], 0);
      expect({ slug, version, lang, ...lack }).toEqual({
        slug,
        version,
        lang,
        pieces: sum('pieces'),
        words: sum('words'),
        missing: mine === null,
      });
    }
});

const work = (version = '2025', lang: Language = 'fr', actor = french) =>
  ask(queries.work, world.as(actor), { slug: 'council-500', version, lang });
const open = (piece: string, actor = french) =>
  ask(queries.piece, world.as(actor), { slug: 'council-500', version: '2025', lang: 'fr', piece });
const run = <T>(command: T, fields: Record<string, unknown>, actor = french) =>
  execute(command as typeof commands.save, world.as(actor), { version: second.version, lang: 'fr', ...fields });

describe('what waits', () => {
  test('is what changed or came since the language was saved, with words; what stayed is carried over', async () => {
    const found = await work();
    expect(found.pieces.map((one) => [one.piece, one.kind, one.state])).toEqual([
      ['sec_1__para_2', 'changed', 'to-do'],
      ['sec_2__para_1', 'changed', 'to-do'],
      ['sec_2__para_2', 'new', 'to-do'],
    ]);
    expect(found.counts['to-do']).toEqual({ pieces: 3, words: 18 });
    expect(found.carried).toBe(10);
    expect((await work('2025', 'ru', reviser)).pieces).toHaveLength(13);
    expect((await work('2024')).pieces).toEqual([]);
  });

  test('stands in each language’s list; a person sees the languages of their grants, drafts included there', async () => {
    const { works } = await ask(queries.list, world.as(french), { lang: 'fr' });
    expect(works).toMatchObject([{ slug: 'council-500', label: '2025', total: 3, due: null }]);
    expect((await ask(queries.list, world.as(french), { lang: 'ru' })).works).toEqual([]);
    expect((await ask(queries.overview, world.as(french), {})).languages.map((one) => one.lang)).toEqual(['fr']);
    expect((await ask(queries.overview, world.as(reviser), {})).languages).toHaveLength(6);
    // The grant opens this room and no other.
    await expect(
      ask(reading.reading, world.as(french), { slug: 'council-500', version: '2025' }),
    ).rejects.toMatchObject({
      status: 404,
    });
    await expect(work('2025', 'fr', await world.person('reader', []))).rejects.toMatchObject({ status: 403 });
  });

  test('is due when documents must be submitted to the next session, or on the day that was set', async () => {
    await execute(bodies.setLeadTime, world.as(world.officer), {
      body: world.council,
      step: 'document',
      amount: 2,
      unit: 'week',
    });
    expect((await work()).due).toBe('2025-05-27');
    await run(commands.setDue, { due: '2025-03-03' }, reviser);
    expect(await work()).toMatchObject({ due: '2025-03-03', dueSet: true });
    await run(commands.setDue, {}, reviser);
    expect(await work()).toMatchObject({ due: '2025-05-27', dueSet: false });
    await expect(run(commands.setDue, { due: '2025-03-03' })).rejects.toMatchObject({ status: 403 });
  });
});

describe('a paragraph', () => {
  test('shows the change of the source beside the old translation', async () => {
    const { change, piece, tagged, memory, place } = await open('sec_1__para_2');
    expect(change?.filter((one) => one.kind !== 'same').map((one) => [one.kind, one.text])).toEqual([
      ['deleted', '2025'],
      ['inserted', '2026'],
    ]);
    expect(tagged.words).toContain('1er mars 2025');
    expect(piece.before?.[0]?.text).toContain('feuille de route');
    expect(memory[0]).toMatchObject({ from: { slug: 'council-500', version: '2024' } });
    expect(memory[0]?.target).toContain('feuille de route');
    expect(place).toEqual({ at: 1, of: 3, before: null, next: 'sec_2__para_1' });
  });

  test('is taken up by one; another may not write it, who gives the work out may', async () => {
    const other = await world.person('other', ['texts.translate', 'record.read-all']);
    expect(await run(commands.claim, { piece: 'sec_1__para_2' })).toEqual({ pieces: 1 });
    await expect(run(commands.save, { piece: 'sec_1__para_2', words: 'x 2026 1' }, other)).rejects.toMatchObject({
      code: 'translation-held',
    });
    await expect(run(commands.claim, { piece: 'sec_1__para_2' }, other)).rejects.toMatchObject({ status: 409 });
    await expect(run(commands.assign, { person: other.id }, other)).rejects.toMatchObject({ status: 403 });
    expect(await run(commands.assign, { person: other.id, piece: 'sec_2__para_1' }, reviser)).toEqual({ pieces: 1 });
    expect(await run(commands.claim, {})).toEqual({ pieces: 1 });
    expect((await work()).pieces.map((one) => one.assignee?.name)).toEqual(['french', 'other', 'french']);
    expect(await waitingFor({ db: world.db.db.read, actor: french, now: new Date(), lang: 'en' })).toEqual([
      { lang: 'fr', mine: 2, review: 0 },
    ]);
    expect(await run(commands.release, { piece: 'sec_2__para_1' }, other)).toEqual({ pieces: 1 });
    await expect(run(commands.claim, { lang: 'ru' })).rejects.toMatchObject({ status: 404 });
    await expect(run(commands.claim, { version: first.version, lang: 'ru' })).rejects.toMatchObject({ status: 403 });
  });

  test('warns where figures differ, and saves all the same when told to', async () => {
    const words = 'de publier au plus tard le 1er mars 2025 une feuille de route pour les phares;';
    const refused = run(commands.save, { piece: 'sec_1__para_2', words });
    await expect(refused).rejects.toMatchObject({ code: 'translation-differs', status: 409 });
    await expect(refused).rejects.toMatchObject({
      current: expect.arrayContaining([
        expect.objectContaining({ side: 'source', text: expect.stringContaining('2026') }),
      ]),
    });
    expect((await work()).pieces[0]).toMatchObject({ state: 'to-do', translation: null });
    await run(commands.save, { piece: 'sec_1__para_2', words, anyway: 'yes', state: 'in-progress' });
    expect((await work()).pieces[0]).toMatchObject({ state: 'in-progress', translation: words });
    expect((await work()).pieces[0]?.problems.length).toBeGreaterThan(0);
    await expect(run(commands.save, { piece: 'sec_1__para_2', words, seen: 'x' })).rejects.toMatchObject({
      code: 'translation-source-changed',
    });
  });

  test('goes to revision, back with a reason, and is confirmed', async () => {
    const words = 'de publier au plus tard le 1er mars 2026 une feuille de route pour les phares;';
    await run(commands.save, { piece: 'sec_1__para_2', words });
    await expect(run(commands.confirm, { piece: 'sec_1__para_2' })).rejects.toMatchObject({ status: 403 });
    await run(commands.sendBack, { piece: 'sec_1__para_2', reason: 'The house writes “d’ici au”' }, reviser);
    expect((await open('sec_1__para_2')).piece).toMatchObject({ state: 'in-progress', returned: expect.any(String) });
    await run(commands.save, { piece: 'sec_1__para_2', words: words.replace('au plus tard le', 'd’ici au') });
    await run(commands.confirm, { piece: 'sec_1__para_2' }, reviser);
    expect((await work()).pieces[0]?.state).toBe('done');
    await expect(run(commands.confirm, { piece: 'sec_1__para_2' }, reviser)).rejects.toMatchObject({
      issues: [{ path: 'piece', code: 'not-to-review' }],
    });
  });
});

describe('translators’ files', () => {
  const bytes = (xml: string): Uint8Array => new TextEncoder().encode(xml);
  const sent = () => ask(queries.xliff, world.as(french), { version: second.version, lang: 'fr' });
  const take = (xml: string, fields: Record<string, unknown> = {}, actor = french) =>
    xliffFrom(world.as(actor), bytes(xml), 'out.xlf', { version: second.version, lang: 'fr', ...fields });

  test('go out with what is there and come back with a report for each unit', async () => {
    const { xliff, units, name } = await sent();
    expect([units, name]).toEqual([3, 'council-500-2025-en-fr.xlf']);
    const read = fromXliff(bytes(xliff));
    expect(read.warnings).toEqual([]);
    expect(read.units.map((one) => one.state)).toEqual(['reviewed', 'initial', 'initial']);
    const [done, changed, fresh] = read.units;
    if (!done || !changed || !fresh) throw new Error('three units');
    const edited = [
      done,
      { ...changed, target: [{ text: 'à fournir des lanternes.' }], state: 'translated' as const },
      { ...fresh, target: [{ text: 'à balayer 13 quais.' }], state: 'final' as const },
      { ...fresh, id: 'nobody.text' },
      { ...fresh, id: 'other', target: null },
    ];
    const file = toXliff(edited, { source: 'en', target: 'fr', original: 'x' });
    const { report, accepted } = await take(file);
    expect(report.map((one) => [one.piece, one.outcome])).toEqual([
      ['sec_1__para_2', 'unchanged'],
      ['sec_2__para_1', 'accepted'],
      ['sec_2__para_2', 'differs'],
      [null, 'unknown'],
      [null, 'unknown'],
    ]);
    expect(accepted).toBe(1);
    expect(report[2]?.problems.map((one) => one.text)).toEqual(['12', '13']);
    expect((await take(file, { anyway: 'yes' })).report.map((one) => one.outcome)).toEqual([
      'unchanged',
      'unchanged',
      'accepted',
      'unknown',
      'unknown',
    ]);
    expect((await work()).pieces.map((one) => one.state)).toEqual(['done', 'to-review', 'to-review']);
  });

  test('whose source is another one, or that are for another language, change nothing', async () => {
    const [unit] = fromXliff(bytes((await sent()).xliff)).units;
    if (!unit) throw new Error('a unit');
    const other = { ...unit, source: [{ text: 'to publish by 1 May 2027 nothing;' }], target: [{ text: 'rien' }] };
    const file = (target: Language) => toXliff([other], { source: 'en', target, original: 'x' });
    expect((await take(file('fr'))).report[0]?.outcome).toBe('source-changed');
    expect((await take(file('es'))).report[0]?.outcome).toBe('other-language');
    await expect(take('<xliff><', {})).rejects.toMatchObject({ code: 'unreadable-broken-xml' });
    await expect(take('<xliff>\n<file>\n</xliff>', {})).rejects.toMatchObject({
      issues: [{ path: 'file', code: 'xml-wrong-end', values: { line: 3, due: 'file', found: 'xliff' } }],
    });
    await expect(take('<xliff>\n<file original="a&b"/>', {})).rejects.toMatchObject({
      issues: [{ path: 'file', code: 'xml-sign', values: { line: 2, sign: '&' } }],
    });
    await expect(take('<xliff>\n<file>\n', {})).rejects.toMatchObject({
      issues: [{ path: 'file', code: 'xml-not-closed', values: { line: 3, name: 'file' } }],
    });
    await expect(take(file('fr'), {}, await world.person('nobody', []))).rejects.toMatchObject({ status: 403 });
    expect((await work()).pieces[0]?.state).toBe('done');
  });
});

describe('what is done', () => {
  test('becomes the edition of the version once all of it is confirmed, word by word, by who may save editions', async () => {
    await expect(run(commands.deliver, {}, world.officer)).rejects.toMatchObject({
      issues: [{ path: 'lang', code: 'translation-open' }],
    });
    expect(await run(commands.confirm, {}, reviser)).toEqual({ pieces: 2 });
    await expect(run(commands.deliver, {}, reviser)).rejects.toMatchObject({ status: 403 });
    const made = await run(commands.deliver, {}, world.officer);
    expect(made).toMatchObject({ pieces: 3 });
    const page = await ask(reading.reading, world.as(world.officer, { lang: 'fr' }), {
      slug: 'council-500',
      version: '2025',
    });
    expect(page.edition?.title).toBe('Suite donnée au programme des ports');
    const said = Object.fromEntries(page.nodes.map((node) => [node.eid, node.plain]));
    expect(said['sec_1']).toBe('charge le Secrétaire général');
    expect(said['sec_1__para_2']).toContain('d’ici au 1er mars 2026');
    expect(said['sec_2__para_2']).toBe('à balayer 13 quais.');
    expect(page.standing).toMatchObject({ reference: 'en', outdated: [], missing: [] });
    expect((await work()).pieces).toEqual([]);
    const events = JSON.stringify(await ask(history, world.as(world.officer), { limit: 50 }));
    for (const kind of ['translation.delivered', 'translation.confirmed', 'edition.saved'])
      expect(events).toContain(kind);
  });

  test('also brings an edition that is there up to date, paragraphs that it lacks included', async () => {
    // A third version, whose French came without what is new.
    const third = await world.bring(
      sample({
        orders: ['to count the boats;', ...CHANGED.slice(1)],
        invites: ['to contribute lanterns.', 'to sweep 12 quays.'],
      }),
      { version: '2026', visibility: 'draft' },
    );
    const was = FRENCH.split('\n').filter((line) => !line.includes('consultation'));
    await world.bring(was.join('\n'), { version: '2026', lang: 'fr', visibility: 'draft' });
    const now = () => ask(queries.work, world.as(reviser), { slug: 'council-500', version: '2026', lang: 'fr' });
    const before = await now();
    expect(before.mine).not.toBeNull();
    for (const one of before.pieces)
      await run(
        commands.save,
        { version: third.version, piece: one.piece, words: `neuf ${one.piece}`, anyway: 'yes' },
        reviser,
      );
    await run(commands.confirm, { version: third.version }, reviser);
    await run(commands.deliver, { version: third.version }, world.officer);
    expect((await now()).pieces).toEqual([]);
    const page = await ask(reading.reading, world.as(world.officer, { lang: 'fr' }), {
      slug: 'council-500',
      version: '2026',
    });
    const source = await ask(reading.reading, world.as(world.officer), { slug: 'council-500', version: '2026' });
    expect(page.nodes.map((node) => node.eid)).toEqual(source.nodes.map((node) => node.eid));
    expect(page.nodes.find((node) => node.eid === 'sec_1__para_3')?.plain).toBe('neuf sec_1__para_3');
  });

  test('holds notes too', async () => {
    const note = {
      id: '1',
      label: '1',
      text: 'See the chart.',
      runs: [{ text: 'See the chart.' }],
      at: null,
      lines: [],
    };
    const { pool } = world.db.db;
    const sql = `update edition set extras = jsonb_set(extras, '{footnotes}', $1) where lang = 'en' and version =
      (select v.id from version v join text t on t.id = v.text where t.slug = 'council-500' and v.label = '2026') returning version`;
    const version = (await pool.query<{ version: string }>(sql, [JSON.stringify([note])])).rows[0]?.version;
    const wanted = () => ask(queries.work, world.as(reviser), { slug: 'council-500', version: '2026', lang: 'fr' });
    expect((await wanted()).pieces.map((one) => [one.piece, one.kind])).toEqual([['note:1', 'new']]);
    await run(commands.save, { version, piece: 'note:1', words: 'Voir la carte.' }, reviser);
    await run(commands.confirm, { version }, reviser);
    await run(commands.deliver, { version }, world.officer);
    expect((await wanted()).pieces).toEqual([]);
    const page = await ask(reading.reading, world.as(world.officer, { lang: 'fr' }), {
      slug: 'council-500',
      version: '2026',
    });
    expect(page.footnotes).toMatchObject([{ id: '1', text: 'Voir la carte.' }]);
    // Its source changes: it is wanted anew, with the change.
    await pool.query(sql, [JSON.stringify([{ ...note, text: 'See the map.', runs: [{ text: 'See the map.' }] }])]);
    expect((await wanted()).pieces).toMatchObject([{ piece: 'note:1', kind: 'changed', stale: true }]);
  });

  test('is refused in an edition that was adopted', async () => {
    await execute(texts.adoptVersion, world.as(world.officer), { id: first.version, on: '2024-06-14' });
    await expect(run(commands.deliver, { version: first.version }, world.officer)).rejects.toMatchObject({
      issues: [{ path: 'lang', code: 'edition-sealed' }],
    });
  });
});
