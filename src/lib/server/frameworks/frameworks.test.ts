import { readFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellAddress, conceptAddress } from '#lib/i18n/index.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, type World } from '../testing/world.ts';
import {
  asSkos,
  codeAddressed,
  commands,
  conceptsAsCsv,
  ensureFrameworks,
  matrixAsCsv,
  matrixAsSkos,
  matrixAsSvg,
  queries,
} from './index.ts';

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

const officer = () => world.as(world.officer);
const bring = (fields: object) =>
  execute(commands.importRelease, officer(), {
    scheme: 'quays',
    name: 'Quays',
    release: '2026',
    source: 'Harbour office, list of quays',
    ...fields,
  });
const issuesOf = (run: Promise<unknown>) =>
  run.then(
    () => [],
    (error: unknown) =>
      (error as { issues: { path: string; code: string }[] }).issues.map((one) => [one.path, one.code]),
  );

describe('what comes with the program', () => {
  test('is there once, whoever starts', async () => {
    const before = await ask(queries.list, world.as(), {});
    expect(before.schemes.map((one) => one.code).sort()).toEqual([
      'agendas',
      'connect-2030',
      'gdc',
      'itu-plan',
      'm49',
      'sdg',
      'wsis-action-lines',
    ]);
    await ensureFrameworks(world.db.url);
    expect(await ask(queries.list, world.as(), {})).toEqual(before);
  });

  test('names goals officially, and lines only where the page was read', async () => {
    const goal = await ask(queries.concept, world.as(undefined, { lang: 'ar' }), { code: 'SDG 4' });
    expect(goal.names.map((one) => one.standing)).toEqual(Array(6).fill('official'));
    expect(goal.name).toMatchObject({ lang: 'ar', state: 'official' });
    const line = await ask(queries.concept, world.as(), { code: 'C2' });
    expect(new Map(line.names.map((one) => [one.lang, one.standing])).get('fr')).toBe('official');
    expect(new Map(line.names.map((one) => [one.lang, one.standing])).get('zh')).toBe('unofficial');
    expect(line.facilitators[0]).toMatchObject({ party: 'ITU', role: 'lead', standing: 'official' });
  });

  test('calls no cell of the matrix official, for none was read', async () => {
    const grid = await ask(queries.matrix, world.as(), { set: 'wsis-sdg' });
    expect([grid.rows.length, grid.columns.length]).toEqual([18, 17]);
    expect(grid.cells.every((one) => one.standing === 'to-confirm')).toBe(true);
    expect(grid.rows.map((one) => one.code).slice(0, 8)).toEqual([
      'C1',
      'C2',
      'C3',
      'C4',
      'C5',
      'C6',
      'C7-e-government',
      'C7-e-business',
    ]);
    expect(JSON.stringify(await matrixAsSkos(world.as(), 'wsis-sdg', 'https://example.org'))).not.toContain(
      'relatedMatch',
    );
  });

  test('the database itself refuses an official name without source and day', async () => {
    await expect(
      world.db.db.pool.query("update framework_name set standing = 'official', source = null where concept = 'C3'"),
    ).rejects.toThrow(/framework_name_official/);
    await expect(
      world.db.db.pool.query("update correspondence set standing = 'official' where set = 'wsis-sdg'"),
    ).rejects.toThrow(/correspondence_official/);
  });

  test('holds countries under their regions with their groups', async () => {
    const place = await ask(queries.concept, world.as(), { code: 'M49 108' });
    expect(place.details).toMatchObject({ iso: 'BI', groups: ['LDC', 'LLDC'] });
    expect(place.parent?.code).toBe('M49 014');
  });
});

describe('a framework by import', () => {
  test('is added without code, in the order of its tree, and taken away as it came', async () => {
    const report = await bring({
      csv: 'code,parent,en,fr\nQ1.1,,Lamps,Lampes\nQ1,,North quay,Quai nord\nQ2,,South quay,Quai sud\n',
    });
    expect(report).toMatchObject({ concepts: 3, added: 3, changed: 0, retired: 0, kept: [] });
    const seen = await ask(queries.scheme, world.as(), { scheme: 'quays' });
    expect(seen.concepts.map((one) => [one.code, one.depth])).toEqual([
      ['Q1', 0],
      ['Q1.1', 1],
      ['Q2', 0],
    ]);
    expect(seen.concepts[0]?.name).toMatchObject({ value: 'North quay', state: 'unofficial' });
    const csv = await conceptsAsCsv(world.as(), 'quays');
    expect(await bring({ csv, release: '2026' })).toMatchObject({ added: 0, changed: 0 });
  });

  test('goes out as SKOS: one name a language for each concept and for the scheme, its top, and what is not official', async () => {
    const { '@graph': graph } = (await asSkos(world.as(), 'quays', 'https://example.org')) as {
      '@graph': Record<string, unknown>[];
    };
    const at = 'https://example.org/en/frameworks/quays';
    expect(graph[0]).toMatchObject({
      '@id': at,
      'skos:prefLabel': [{ '@language': 'en', '@value': expect.any(String) as string }],
      'skos:hasTopConcept': [{ '@id': `${at}/Q1` }, { '@id': `${at}/Q2` }],
    });
    expect(graph[1]).toMatchObject({
      '@id': `${at}/Q1`,
      'skos:prefLabel': [
        { '@language': 'en', '@value': 'North quay' },
        { '@language': 'fr', '@value': 'Quai nord' },
      ],
      'skos:editorialNote': { '@language': 'en', '@value': 'Unofficial name: en, fr' },
    });
    for (const one of graph) expect(one['skos:prefLabel']).not.toEqual([]);
  });

  test('a later release makes names official, keeps them from worse ones, and retires what it leaves out', async () => {
    await bring({ release: '2027', seenOn: '2027-01-05', csv: 'code,en\nQ1,Quay of the north\n' });
    const kept = await bring({ release: '2028', csv: 'code,en\nQ1,Somebody’s quay\nQ3,West quay\n', whole: 'yes' });
    expect(kept).toMatchObject({ added: 1, retired: 2, kept: [{ line: 2, code: 'Q1', lang: 'en' }] });
    expect((await ask(queries.concept, world.as(), { code: 'Q1' })).name).toMatchObject({
      value: 'Quay of the north',
      state: 'official',
    });
    expect((await ask(queries.concept, world.as(), { code: 'Q2' })).retired).toBe(true);
    const { releases } = await ask(queries.scheme, world.as(), { scheme: 'quays' });
    expect(releases.map((one) => [one.label, one.current])).toEqual([
      ['2028', true],
      ['2027', false],
      ['2026', false],
    ]);
  });

  test('says of every wrong line what is wrong, and does nothing then', async () => {
    expect(await issuesOf(bring({ csv: 'name\nx\n' }))).toEqual([['csv', 'csv-columns']]);
    const wrong = 'code,parent,seen\nQ9,Q8,\nQ9,,\n=Q7,,\nQ6,,yesterday\nC2,,\n';
    expect(await issuesOf(bring({ csv: wrong }))).toEqual([
      ['csv.2', 'csv-parent'],
      ['csv.3', 'csv-twice'],
      ['csv.4', 'csv-code'],
      ['csv.5', 'csv-day'],
    ]);
    expect(await issuesOf(bring({ csv: 'code\nC2\n' }))).toEqual([['csv.2', 'csv-taken']]);
    expect(await issuesOf(bring({ csv: 'code,parent\nR1,R2\nR2,R1\n' }))).toEqual([['csv.2', 'csv-ring']]);
    expect(await issuesOf(bring({ csv: 'code,parent\n"R1' }))).toEqual([['csv.2', 'csv-quote']]);
    expect((await ask(queries.scheme, world.as(), { scheme: 'quays' })).concepts.map((one) => one.code)).not.toContain(
      'Q9',
    );
  });

  test('takes the list of targets as the United Nations give it', async ({ skip }) => {
    const file = resolve(process.env['SUIVI_INPUTS'] ?? '../shared/inputs', 'sdg/targets.csv');
    if (!existsSync(file)) skip('the inputs are not here');
    const report = await bring({
      scheme: 'sdg',
      release: '2017',
      source: 'United Nations, targets',
      seenOn: '2026-11-25',
      prefix: 'SDG ',
      csv: readFileSync(file, 'utf8'),
    });
    expect(report).toMatchObject({ concepts: 169, added: 0, changed: 169, kept: [] });
    const target = await ask(queries.concept, world.as(undefined, { lang: 'zh' }), { code: 'SDG 9.c' });
    expect(target).toMatchObject({ parent: { code: 'SDG 9' }, name: { lang: 'zh', state: 'official' } });
  });
});

describe('an import is tried first', () => {
  const asked = {
    scheme: 'piers',
    name: 'Piers',
    release: '1',
    source: 'Harbour office',
    csv: 'code,en\nP1,Long pier\n',
  };
  const counts = async () =>
    (
      await world.db.db.pool.query(
        `select (select count(*) from concept) c, (select count(*) from record) r, (select count(*) from event) e,
           (select count(*) from correspondence) k, (select count(*) from framework_release) f`,
      )
    ).rows[0] as unknown;

  test('and says what it would change, by code, and changes nothing', async () => {
    const before = await counts();
    expect(await execute(commands.checkRelease, officer(), asked)).toMatchObject({
      concepts: 1,
      added: 1,
      codes: { added: ['P1'], changed: [], retired: [] },
    });
    expect(
      await execute(commands.checkCells, officer(), { set: 'wsis-sdg', source: 'x', csv: 'from,to\nC2,SDG 2\n' }),
    ).toMatchObject({ added: 1 });
    expect(await issuesOf(execute(commands.checkRelease, officer(), { ...asked, csv: 'code\n=1\n' }))).toEqual([
      ['csv.2', 'csv-code'],
    ]);
    expect(await counts()).toEqual(before);
    expect(await execute(commands.importRelease, officer(), asked)).toMatchObject({
      added: 1,
      codes: { added: ['P1'] },
    });
  });

  test('with the status of each line, or of those that say none; what has ended is retired', async () => {
    const csv = 'code,en,status\nP1.1,Lamps,\nP1.2,Ropes,replaced\nP1.3,Nets,current\n';
    await execute(commands.importRelease, officer(), { ...asked, release: '2', status: 'to-confirm', csv });
    const { concepts } = await ask(queries.scheme, world.as(), { scheme: 'piers' });
    expect(concepts.map((one) => [one.code, one.status, one.retired])).toEqual([
      ['P1', null, false],
      ['P1.1', 'to-confirm', false],
      ['P1.2', 'replaced', true],
      ['P1.3', 'current', false],
    ]);
    const listed = (await ask(queries.list, world.as(), {})).schemes.find((one) => one.code === 'piers');
    expect(listed?.concepts, 'what is yet to be confirmed is not counted in public').toBe(2);
    expect(await conceptsAsCsv(world.as(), 'piers')).toContain('P1.2,P1,,Ropes,,,,,,,yes,replaced');
    expect(
      await issuesOf(execute(commands.importRelease, officer(), { ...asked, csv: 'code,status\nP1,old\n' })),
    ).toEqual([['csv.2', 'csv-status']]);
  });

  test('takes the list of indicators as it is at hand, each to be confirmed', async ({ skip }) => {
    const file = resolve(process.env['SUIVI_INPUTS'] ?? '../shared/inputs', 'sdg/indicators.csv');
    if (!existsSync(file)) skip('the inputs are not here');
    await bring({
      scheme: 'sdg',
      release: '2020',
      source: 'United Nations, indicators',
      prefix: 'SDG ',
      status: 'to-confirm',
      csv: readFileSync(file, 'utf8'),
    });
    const one = await ask(queries.concept, world.as(), { code: 'SDG 1.1.1' });
    expect(one).toMatchObject({ parent: { code: 'SDG 1.1' }, details: { status: 'to-confirm' } });
    const sdg = (await ask(queries.list, world.as(), {})).schemes.find((each) => each.code === 'sdg');
    expect(sdg?.concepts).toBe(1 + 17 + 169);
  });
});

describe('correspondences by import', () => {
  const cells = (csv: string, more: object = {}) =>
    execute(commands.importCells, officer(), { set: 'wsis-sdg', source: 'Matrix, annex I', csv, ...more });

  test('are official with source and day, and stay so', async () => {
    expect(await cells('from,to,reason\nC2,SDG 9.c,Networks reach people\n', { seenOn: '2026-11-25' })).toMatchObject({
      cells: 1,
      added: 1,
    });
    expect(await cells('from,to\nC2,SDG 9.c\n')).toMatchObject({ added: 0, changed: 0 });
    expect(await ask(queries.cell, world.as(), { set: 'wsis-sdg', from: 'C2', to: 'SDG 9.c' })).toMatchObject({
      standing: 'official',
      reason: 'Networks reach people',
      seenOn: '2026-11-25',
    });
    const grid = await ask(queries.matrix, world.as(), { set: 'wsis-sdg' });
    expect(grid.columns.length, 'a target is shown with its goal').toBe(17);
    expect(grid.cells.find((one) => one.from === 'C2' && one.to === 'SDG 9')).toMatchObject({
      standing: 'official',
      below: 1,
    });
    const svg = matrixAsSvg(grid, 'ar', { official: 'رسمي', toConfirm: 'للتأكيد' });
    // Codes of targets are read from the left in Arabic too: "4.a" and not "a.4".
    expect([...svg.matchAll(/y="50" text-anchor="middle" direction="ltr"/g)]).toHaveLength(grid.columns.length);
    expect(svg).toContain('fill="#fff"');
    expect(svg.match(/<circle/g)?.length).toBe(grid.cells.length + 2);
    expect(await matrixAsCsv(world.as(), 'wsis-sdg')).toContain('C2,SDG 9.c,Networks reach people,');
  });

  test('between frameworks that do not hold them are refused by line; a set that is new says between which', async () => {
    expect(await issuesOf(cells('from,to\nC2,SDG 99\nX,SDG 1\n'))).toEqual([
      ['csv.2', 'csv-unknown'],
      ['csv.3', 'csv-unknown'],
    ]);
    expect(await issuesOf(cells('from,to\nC2,GDC 1\n', { set: 'wsis-gdc' }))).toEqual([
      ['fromScheme', 'required'],
      ['toScheme', 'required'],
      ['name', 'required'],
    ]);
    const made = { set: 'wsis-gdc', fromScheme: 'wsis-action-lines', toScheme: 'gdc', name: 'WSIS and the compact' };
    expect(await cells('from,to\nC2,GDC 1\n', made)).toMatchObject({ added: 1 });
  });

  test('keep their reasons in the language that was chosen for them, else in that of whoever brings them in', async () => {
    const reason = async (to: string) => {
      const { rows } = await world.db.db.pool.query(
        `select reason, reason_lang as lang from correspondence where set = 'wsis-sdg' and from_concept = 'C10' and to_concept = $1`,
        [to],
      );
      return rows[0] as unknown;
    };
    await cells('from,to,reason\nC10,SDG 14,Les filets disent leur maille\n', { lang: 'fr' });
    await cells('from,to,reason\nC10,SDG 15,Nets tell their mesh\n');
    await cells('from,to\nC10,SDG 13\n', { lang: 'fr' });
    expect(await reason('SDG 14')).toEqual({ reason: 'Les filets disent leur maille', lang: 'fr' });
    expect(await reason('SDG 15')).toEqual({ reason: 'Nets tell their mesh', lang: 'en' });
    expect(await reason('SDG 13')).toEqual({ reason: null, lang: null });
  });

  test('are brought in by those who may everywhere', async () => {
    await expect(
      execute(commands.importCells, world.as(), { set: 'wsis-sdg', source: 'x', csv: 'from,to\nC2,SDG 1\n' }),
    ).rejects.toMatchObject({ status: 401 });
  });
});

test('an address writes a hyphen for the blank of a code, and leads there from the code as it is', async () => {
  const at = (written: string, scheme?: string) => codeAddressed(world.as(), written, scheme);
  for (const written of ['SDG-4', 'SDG 4']) expect(await at(written, 'sdg')).toEqual({ code: 'SDG 4', nice: 'SDG-4' });
  expect(await at('C7-e-health')).toEqual({ code: 'C7-e-health', nice: 'C7-e-health' });
  expect(await at('M49-250')).toEqual({ code: 'M49 250', nice: 'M49-250' });
  expect(await at('SDG-4', 'gdc')).toBeNull();
  expect(await at('SDG-400')).toBeNull();
  expect(conceptAddress('sdg', 'SDG 5.b')).toBe('frameworks/sdg/SDG-5.b');
  expect(cellAddress('wsis-sdg', 'C2', 'SDG 9')).toBe('matrix/wsis-sdg/C2/SDG-9');
});

test('two codes that differ by the blank alone each keep their own address', async () => {
  await bring({ scheme: 'wharfs', name: 'Wharfs', csv: 'code\nW 1\nW-1\n' });
  expect(await codeAddressed(world.as(), 'W-1', 'wharfs')).toEqual({ code: 'W-1', nice: 'W-1' });
  expect(await codeAddressed(world.as(), 'W 1', 'wharfs')).toEqual({ code: 'W 1', nice: 'W 1' });
});
