import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labelOf } from '../../../../routes/[lang]/stocktaking/form.ts';
import { isMessageKey, translator } from '#lib/i18n/index.ts';
import { ANONYMOUS, SYSTEM, type Actor } from '../../platform/actor.ts';
import { execute } from '../../platform/command.ts';
import { AppError, Forbidden, InvalidInput } from '../../platform/errors.ts';
import { ask } from '../../platform/query.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { commands, faultIn, queries, renewAll, takeLines, template, type FileReport } from '../index.ts';
import { complete, registryIn, type Registry } from '../testing/registry.ts';
import { refused as refusal } from '../testing/refused.ts';
import { CHOICES, choiceOf } from './choices.ts';
import { COLUMN_LABELS, COLUMNS, linesFromCsv } from './csv.ts';
import { Options } from './take.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world);
});
afterAll(() => world.close());

const take = (text: string, options: Record<string, unknown> = {}, actor: Actor = world.officer): Promise<FileReport> =>
  takeLines(world.as(actor), new TextEncoder().encode(text), Options.parse(options));
const faults = (report: FileReport): string[] =>
  report.lines.flatMap(({ line, issues }) => issues.map(({ path, code }) => `${line} ${path} ${code}`));
const csv = (...rows: Record<string, string>[]): string =>
  [
    COLUMNS.map(([name]) => name).join(','),
    ...rows.map((row) =>
      COLUMNS.map(([name, example]) => `"${(row[name] ?? example).replaceAll('"', '""')}"`).join(','),
    ),
  ].join('\n');
const json = (...entries: Record<string, unknown>[]): string =>
  JSON.stringify(entries.map((one) => ({ ...complete(), lang: 'en', ...one })));

describe('a file of initiatives', () => {
  test('the template’s own line is taken as it stands', async () => {
    const report = await take(template(), { publish: true });
    expect(faults(report)).toEqual([]);
    expect(report).toMatchObject({ format: 'csv', added: 1, refused: 0 });
    const entry = await ask(queries.entry, world.as(ANONYMOUS), { number: report.lines[0]?.number ?? 0 });
    expect(entry.organisation).toMatchObject({ name: 'Quay Masters', kind: 'civil-society' });
    expect(entry.version?.content).toMatchObject({
      countries: ['M49 686', 'M49 270'],
      results: [{ indicator: 'Calls answered', unit: 'calls a year', baseline: 0, target: 20_000, actual: 12_500 }],
      partners: [{ name: 'Harbour University', kind: 'academia' }],
      serves: [
        { concept: 'C3', reason: 'Knowledge of the tides reaches those who cannot read.' },
        { concept: 'C7-e-environment' },
        { concept: 'SDG 14' },
        { concept: 'SDG 1.5' },
        { concept: 'GDC 1' },
      ],
    });
  });

  test('a spreadsheet of any of the six languages fills in the words of the form, and names of countries', async () => {
    for (const lang of LANGUAGES) {
      const [line] = linesFromCsv(template(lang), new Map());
      const [plain] = linesFromCsv(template(), new Map());
      expect(line?.fields).toEqual(plain?.fields);
    }
    const french = [
      'Titre;Description;Langue;Organisation;Type d’organisation;Type d’activité;Portée;Pays et zones;Début;État d’avancement;Technologies;Grandes orientations du Sommet mondial;Objectifs de développement durable;Licence;Consentement',
      'Les marées;Les pêcheurs demandent quand la mer tourne.;fr;Quais du nord;société civile;PROJET;Nationale;Sénégal;2023;En cours;"Mobile; Données ouvertes";C3;ODD 14;CC-BY-4.0;oui',
    ].join('\r\n');
    const report = await take(french, { publish: true });
    expect(faults(report)).toEqual([]);
    const entry = await ask(queries.entry, world.as(ANONYMOUS), { number: report.lines[0]?.number ?? 0 });
    expect(entry.organisation.kind).toBe('civil-society');
    expect(entry.version?.content).toMatchObject({
      kind: 'project',
      level: 'national',
      countries: ['M49 686'],
      status: 'ongoing',
      technologies: ['mobile', 'open-data'],
    });
  });

  test('UTF-16 is read as spreadsheets save it; letters of another encoding are refused and not lost', async () => {
    const text = csv({ id: 'u16', title: 'Les marées' }).replaceAll(',', '\t');
    const utf16 = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    const report = await takeLines(world.as(world.officer), utf16, Options.parse({}));
    expect(report.lines).toMatchObject([{ title: 'Les marées', outcome: 'added' }]);
    const latin = new Uint8Array(Buffer.from(csv({ title: 'Les marées' }), 'latin1'));
    const error = await refusal(takeLines(world.as(world.officer), latin, Options.parse({})));
    expect((error as InvalidInput).issues).toEqual([{ path: 'csv', code: 'csv-encoding' }]);
  });

  test('a file is read as spreadsheets make it: days of its country, lists with commas, empty cells and lines, its own separator', () => {
    const places = new Map([
      ['sn', 'M49 686'],
      ['senegal', 'M49 686'],
      ['tanzania, united republic of', 'M49 834'],
    ]);
    const read = (text: string) => linesFromCsv(text, places).map(({ line, fields }) => ({ line, ...fields }));
    const head = 'title;starts;ends;countries;goals;groups';
    expect(
      read(
        [
          'sep=;',
          head,
          'a;03/04/2025;31/12/2025;"Tanzania, United Republic of";"4, 5.b";"women, youth";;',
          ' ; ;;;;;;',
          'b;١٫؛;;Senegal، SN;4,5;youth',
        ].join('\r\n'),
      ),
    ).toMatchObject([
      {
        line: 3,
        starts: '2025-04-03',
        ends: '2025-12-31',
        countries: ['M49 834'],
        serves: [{ concept: 'SDG 4' }, { concept: 'SDG 5.b' }],
        groups: ['women', 'youth'],
      },
      { countries: ['M49 686', 'M49 686'], serves: [{ concept: '4,5' }], groups: ['youth'] },
    ]);
    // Nothing in this one tells which of both stands first; line ends are those of old Macintoshes.
    expect(read(`${head}\ra;03/04/2025;2025年;;;`)).toMatchObject([{ line: 2, starts: '03/04/2025', ends: '2025' }]);
    expect(() => read(`${head}\na;2025;;;;;;more`)).toThrow();
  });

  test('a word that is none of the choices is told with the choices, in the words of the reader; a file without lines says so', async () => {
    const report = await take(csv({ kind: 'rêve', status: 'bientôt' }), { dryRun: true });
    const issues = report.lines[0]?.issues ?? [];
    expect(issues.map((one) => faultIn('fr', one))).toEqual([
      expect.stringMatching(/ne fait pas partie des choix\u00a0: Projet, Programme, /u),
      expect.stringMatching(/: Prévue, En cours, /u),
    ]);
    const error = await refusal(take('title,starts'));
    expect((error as InvalidInput).issues).toEqual([{ path: 'file', code: 'no-lines' }]);
  });

  test('the kind of a file is told from its words in UTF-16 too', async () => {
    const utf16 = new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('[{"title":"é"}]', 'utf16le')]));
    const report = await takeLines(world.as(world.officer), utf16, Options.parse({ dryRun: true }));
    expect(report).toMatchObject({ format: 'json', refused: 1 });
  });

  test('no two choices of a column go by the same word in the six languages', () => {
    for (const [column, { codes, labels }] of Object.entries(CHOICES))
      for (const code of codes)
        for (const lang of LANGUAGES) {
          const key = `${labels}.${code}`;
          expect(choiceOf(column, isMessageKey(key) ? translator(lang)(key) : ''), `${lang} ${key}`).toBe(code);
        }
  });

  test('the template is headed in the reader’s language and read in any of the six, or by the names of the API', () => {
    const places = new Map([['sn', 'M49 686']]);
    const plain = linesFromCsv(template(), places);
    const heads = LANGUAGES.map((lang) => template(lang).split('\r\n')[0]);
    expect(new Set([...heads, template().split('\r\n')[0]]).size).toBe(7);
    expect(heads[LANGUAGES.indexOf('fr')]).toContain('Titre;Description;Type d’activité');
    for (const lang of LANGUAGES) expect(linesFromCsv(template(lang), places)).toEqual(plain);
    const typed = linesFromCsv(" TITRE ,Type d'activité,Начало\nMarées,project,2024", places);
    expect(typed[0]?.fields).toMatchObject({ title: 'Marées', kind: 'project', starts: '2024' });
  });

  test('a column headed twice, in whichever languages, and one that is none of ours are named', () => {
    const read = () => linesFromCsv('title,Titre,colour\na,b,c', new Map());
    expect(read).toThrow(
      expect.objectContaining({
        issues: [
          { path: 'csv.1', code: 'csv-twice', values: { value: 'titre' } },
          { path: 'csv.1', code: 'csv-column', values: { value: 'colour' } },
        ],
      }),
    );
  });

  test('a line that is wrong is told with all its faults, and stops no other', async () => {
    const report = await take(
      csv(
        { id: 'a' },
        { id: 'b', title: '', starts: 'soon', goals: 'SDG 99' },
        { id: 'c', action_lines: '' },
        { id: 'c' },
      ),
    );
    expect(faults(report)).toEqual([
      '3 title required',
      '3 starts not-a-day',
      '4 serves no-action-line',
      '5 id twice-in-file',
    ]);
    expect(report.lines.map(({ outcome }) => outcome)).toEqual(['added', 'refused', 'refused', 'refused']);
  });

  test('codes that no framework holds are named with their place', async () => {
    expect(faults(await take(csv({ id: 'd', countries: 'SN; XX', goals: 'SDG 99' })))).toEqual([
      '2 countries.1 unknown-concept',
    ]);
    expect(faults(await take(csv({ id: 'd', goals: 'SDG 99' })))).toEqual(['2 serves.2.concept unknown-concept']);
  });

  test('the place of a fault is told by the label of the form, in the language of the reader', () => {
    const at = (path: string, lang: Language): string => labelOf(translator(lang), path, COLUMN_LABELS);
    expect(at('countries.1', 'fr')).toBe('Pays et zones, n°\u00a02');
    expect(at('serves.0.reason', 'en')).toBe('What it serves, no. 1: Reason');
    expect(at('title', 'ru')).toBe(translator('ru')('stocktaking.field.title'));
    expect(at('organisation', 'en')).toBe('Organisation');
    expect(at('json.7', 'en')).toBe('json, no. 8');
  });

  test('brought again it makes nothing twice: what is the same stays, what differs is the next version', async () => {
    const first = await take(json({ id: 'again', title: 'Once' }), {
      publish: true,
      organisation: registry.organisation,
    });
    const same = await take(json({ id: 'again', title: 'Once' }), {
      publish: true,
      organisation: registry.organisation,
    });
    const other = await take(json({ id: 'again', title: 'Twice' }), {
      publish: true,
      organisation: registry.organisation,
    });
    const numbers = [first, same, other].map(({ lines }) => lines[0]?.number);
    expect(new Set(numbers).size).toBe(1);
    expect([same.same, other.changed]).toEqual([1, 1]);
    const entry = await ask(queries.entry, world.as(ANONYMOUS), { number: numbers[0] ?? 0 });
    expect(entry.version).toMatchObject({ seq: 2, content: { title: 'Twice' } });
  });

  test('of more than is written at once each line is told in its place, and what two stretches name is made once', async () => {
    const named = { name: 'Wide Harbour', kind: 'academia' };
    const many = Array.from({ length: 2_300 }, (_, i) => ({
      id: `wide-${i}`,
      title: `Wide ${i}`,
      organisation: named,
    }));
    const report = await take(json(...many), { publish: true });
    expect(report.lines.map(({ line, title }) => [line, title])).toEqual(many.map(({ title }, i) => [i + 1, title]));
    expect(report).toMatchObject({ added: 2_300, refused: 0 });
    const { rows } = await world.db.db.pool.query(
      `select (select count(*)::int from wording where value = 'Wide Harbour') as named, count(*)::int as placed,
         count(distinct i.number)::int as numbers, (select count(*)::int from tag where record = any(array_agg(i.id))) as tags
       from initiative i join address a on a.record = i.id and a.path = 'stocktaking/' || i.number where i.external_id like 'wide-%'`,
    );
    const { serves, countries } = complete();
    expect(rows).toEqual([
      { named: 1, placed: 2_300, numbers: 2_300, tags: 2_300 * [serves, countries].flat().length },
    ]);
    const told = await world.db.db.pool.query<{ number: number; title: string }>(
      `select i.number::int as number, v.content->>'title' as title from initiative i
       join initiative_version v on v.initiative = i.id where i.external_id like 'wide-%' order by i.number`,
    );
    expect(told.rows).toEqual(
      report.lines.map(({ number, title }) => ({ number, title })).sort((a, b) => (a.number ?? 0) - (b.number ?? 0)),
    );
  });

  test('JSON is read as a list, as what Suivi gives out and as a line each, with codes as people write them', async () => {
    const entries = [{ serves: ['c2', { concept: 'ODD 14' }], countries: ['SN', 'gambia'] }, { serves: ['C2'] }].map(
      (more, i) => ({ ...complete(), lang: 'en', id: `shape-${i}`, title: `Shape ${i}`, ...more }),
    );
    const lined = entries.map((one) => JSON.stringify(one));
    const shapes = [JSON.stringify(entries), JSON.stringify({ entries }, null, 2), lined.join('\n\n'), `${lined[0]}\n`];
    const reports: FileReport[] = [];
    for (const text of shapes)
      reports.push(await take(text, { organisation: registry.organisation, publish: true, format: 'json' }));
    expect(reports.map(({ added, same, refused }) => [added, same, refused])).toEqual([
      [2, 0, 0],
      [0, 2, 0],
      [0, 2, 0],
      [0, 1, 0],
    ]);
    expect(reports[2]?.lines.map(({ line }) => line)).toEqual([1, 3]);
    const entry = await ask(queries.entry, world.as(ANONYMOUS), { number: reports[0]?.lines[0]?.number ?? 0 });
    expect(entry.version?.content).toMatchObject({
      serves: [{ concept: 'C2' }, { concept: 'SDG 14' }],
      countries: ['M49 686', 'M49 270'],
    });
  });

  test('the job that an import leaves puts all that it made into the lists, and what it changed', async () => {
    const listed = async () =>
      (await ask(queries.list, world.as(ANONYMOUS), { q: 'zebrafish' })).entries.map(({ title }) => title.value).sort();
    const bring = async (...titles: string[]) => {
      await take(json(...titles.map((title, i) => ({ id: `job-${i}`, title }))), {
        organisation: registry.organisation,
        publish: true,
      });
      const { rows } = await world.db.db.pool.query<{ data: unknown }>(
        `select data from pgboss.job where name = 'stocktaking.index' order by created_on desc limit 1`,
      );
      return rows[0]?.data;
    };
    const made = await bring('Zebrafish one', 'Zebrafish two', 'Zebrafish three');
    expect(await listed()).toEqual([]);
    expect(await renewAll(world.as(SYSTEM), made)).toBe(3);
    expect(await listed()).toEqual(['Zebrafish one', 'Zebrafish three', 'Zebrafish two']);
    expect(await renewAll(world.as(SYSTEM), await bring('Zebrafish one', 'Zebrafish second', 'Zebrafish three'))).toBe(
      1,
    );
    expect(await listed()).toEqual(['Zebrafish one', 'Zebrafish second', 'Zebrafish three']);
  });

  test('an id that comes again is refused with both its lines, however far down the file; another organisation’s is another', async () => {
    const many = Array.from({ length: 1_100 }, (_, i) => ({ id: `far-${i % 1_050}`, title: `Far ${i}` }));
    const report = await take(json(...many, { id: ' far-7 ', title: '' }), { organisation: registry.organisation });
    expect(report).toMatchObject({ added: 1_050, changed: 0, refused: 51 });
    expect(report.lines[1_050]).toMatchObject({
      line: 1_051,
      issues: [{ path: 'id', code: 'twice-in-file', values: { line: 1 } }],
    });
    expect(report.lines[1_100]?.issues.map(({ code, values }) => [code, values?.['line']])).toEqual([
      ['required', undefined],
      ['twice-in-file', 8],
    ]);
    const named = ['First Pier', 'Second Pier'].map((name) => ({
      id: 'far-same',
      organisation: { name, kind: 'academia' },
    }));
    const filler = Array.from({ length: 600 }, (_, i) => ({ id: `filler-${i}`, organisation: named[0]?.organisation }));
    const both = await take(json(named[0] ?? {}, ...filler, named[1] ?? {}, named[0] ?? {}), { dryRun: true });
    expect(both.lines.filter(({ outcome }) => outcome === 'refused').map(({ line }) => line)).toEqual([603]);
  });

  test('a dry run tells what would be and changes nothing', async () => {
    const count = async () => (await world.db.db.pool.query('select count(*)::int n from initiative')).rows[0];
    const before = await count();
    expect(
      await take(json({ id: 'dry' }, { title: '' }), { dryRun: true, organisation: registry.organisation }),
    ).toMatchObject({
      added: 1,
      refused: 1,
    });
    expect(await count()).toEqual(before);
  });

  test('a dry run makes no organisation either, and tells what is there already', async () => {
    const named = { name: 'Dry Dock', kind: 'academia' };
    const dry = (title: string) => take(json({ id: 'dock', title, organisation: named }), { dryRun: true });
    const organisations = async () =>
      (await world.db.db.pool.query(`select 1 from wording where value = 'Dry Dock'`)).rowCount;
    expect(await dry('First')).toMatchObject({ added: 1 });
    expect(await organisations()).toBe(0);
    await take(json({ id: 'dock', title: 'First', organisation: named }));
    expect(await organisations()).toBe(1);
    expect([(await dry('First')).same, (await dry('Second')).changed]).toEqual([1, 1]);
  });

  test('of one’s own organisation waits for the moderators; publishing, and others’, is not one’s own to do', async () => {
    const report = await take(json({ id: 'own' }), { organisation: registry.organisation }, registry.submitter);
    const [{ number } = { number: 0 }] = report.lines;
    expect(await ask(queries.own, world.as(registry.submitter), { number })).toMatchObject({ state: 'submitted' });
    for (const options of [{ organisation: registry.organisation, publish: true }, {}])
      await expect(take(json({ id: 'no' }), options, registry.submitter)).rejects.toBeInstanceOf(Forbidden);
  });

  test('each entry leaves its event, and one person brings no more than the registry can judge', async () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ id: `many-${i}` }));
    await expect(take(json(...many), { organisation: registry.organisation }, registry.submitter)).rejects.toThrow();
    const report = await take(json(...many), { organisation: registry.organisation });
    expect(report.added).toBe(600);
    const { rows } = await world.db.db.pool.query(
      `select count(*)::int n from event e join event_record r on r.at = e.at and r.seq = e.seq
       join initiative i on i.id = r.record where e.kind = 'initiative.submitted' and i.external_id like 'many-%'`,
    );
    expect(rows[0]).toEqual({ n: 600 });
  });

  test('as a whole: an unknown column, broken JSON and broken XML are told with their place', async () => {
    const refused = (text: string) => take(text).catch((error: unknown) => error);
    expect(((await refused('title,colour\nA,red')) as InvalidInput).issues).toEqual([
      { path: 'csv.1', code: 'csv-column', values: { value: 'colour' } },
    ]);
    expect(((await refused('{"a":1}\n{"b"')) as InvalidInput).issues[0]).toMatchObject({
      path: 'json.2',
      code: 'json-line',
    });
    expect(((await refused('<iati-activities><iati-activity>')) as AppError).code).toBe('unreadable-broken-xml');
  });
});

describe('IATI', () => {
  const activity = (more = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03"><iati-activity xml:lang="fr" default-currency="EUR">
  <iati-identifier>XX-HARBOUR-7</iati-identifier>
  <reporting-org ref="XX" type="22"><narrative>Maison des marées</narrative></reporting-org>
  <title><narrative>Phares solaires</narrative><narrative xml:lang="en">Solar lighthouses</narrative></title>
  <description type="1"><narrative>Des phares sans câble pour douze ports.</narrative></description>
  <participating-org role="4" type="70"><narrative>Lampes du Sud</narrative></participating-org>
  <activity-status code="2"/><activity-date type="1" iso-date="2022-01-01"/><activity-date type="2" iso-date="2022-03-15"/>
  <activity-scope code="4"/><recipient-country code="TG"/>
  <tag vocabulary="3" code="7.b"><narrative>Énergie propre</narrative></tag><tag vocabulary="99" code="C2"/>${more}
  <budget><value currency="XOF">250000</value></budget>
  <result type="1"><indicator measure="1"><title><narrative>Phares allumés</narrative></title><baseline value="0"/>
    <period><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/><target value="12"/><actual value="9"/></period></indicator></result>
  <activity-website>https://marees.example.org</activity-website>
</iati-activity></iati-activities>`;

  test('an activity becomes an initiative with its dates, places, goals, results and money', async () => {
    const report = await take(activity(), { publish: true, licence: 'CC-BY-4.0', consent: true });
    expect(faults(report)).toEqual([]);
    const entry = await ask(queries.entry, world.as(ANONYMOUS), { number: report.lines[0]?.number ?? 0 });
    expect(entry.organisation).toMatchObject({ name: 'Maison des marées', kind: 'civil-society' });
    expect(entry.version).toMatchObject({
      lang: 'fr',
      content: {
        title: 'Phares solaires',
        status: 'ongoing',
        level: 'national',
        starts: '2022-03-15',
        countries: ['M49 768'],
        serves: [{ concept: 'SDG 7.b', reason: 'Énergie propre' }, { concept: 'C2' }],
        partners: [{ name: 'Lampes du Sud', kind: 'private' }],
        results: [
          { indicator: 'Phares allumés', baseline: 0, target: 12, actual: 9, period: '2023-01-01 – 2023-12-31' },
        ],
        resources: [{ kind: 'budget', amount: 250_000, currency: 'XOF' }],
        links: [{ url: 'https://marees.example.org' }],
      },
    });
  });

  test('a file that declares entities is refused', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "c">]>${activity().split('\n').slice(1).join('\n')}`;
    const error = await take(bomb).catch((one: unknown) => one);
    expect((error as AppError).code).toBe('unreadable-entity-attack');
  });
});

test('the command holds to its bounds however it is called', async () => {
  const lines = Array.from({ length: 1_001 }, (_, i) => ({ line: i + 1, fields: {} }));
  await expect(execute(commands.bring, world.as(world.officer), { lines })).rejects.toBeInstanceOf(InvalidInput);
});
