import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { InvalidInput, NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { bytesOf, sheetOfReport } from '../output/index.ts';
import { makeWorld, NOW, type World } from '../testing/world.ts';
import {
  barsAsSvg,
  commands,
  entriesAsCsv,
  entriesAsJsonLd,
  entryFrame,
  listFrame,
  nameFor,
  published,
  queries,
  renewAll,
  tellSearches,
  tilesAsSvg,
} from './index.ts';
import { refused } from './testing/refused.ts';
import { registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
let other: Registry;
const numbers: Record<string, number> = {};
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world);
  other = await registryIn(world, 'Lantern College');
  const made = async (name: string, by: Registry, draft: Record<string, unknown>): Promise<void> => {
    numbers[name] = (await by.publish(draft)).number;
  };
  await made('tides', registry, {});
  await made('library', other, {
    title: 'A lending library of knots',
    description: 'Ropes and how to tie them, lent out in coastal schools.',
    countries: ['M49 250', 'M49 686'],
    serves: [{ concept: 'C7-e-learning' }, { concept: 'SDG 4.1' }],
    kind: 'training',
    status: 'completed',
    starts: '2019',
    technologies: ['open-source'],
    groups: ['teachers'],
  });
  await made('formula', other, { title: '=HYPERLINK("https://example.org")', countries: [], level: 'international' });
}, 120_000);
afterAll(() => world.close());

const anyone = () => world.as(ANONYMOUS);
const found = async (filters: Record<string, unknown>): Promise<number[]> =>
  (await ask(queries.list, anyone(), filters)).entries.map(({ number }) => number).sort((a, b) => a - b);
const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

describe('searching the registry', () => {
  test('finds what was published by its words, its organisation, and its country in another language', async () => {
    expect(await found({ q: 'knots' })).toEqual([numbers['library']]);
    expect(await found({ q: 'lantern college' })).toEqual([numbers['library'], numbers['formula']]);
    expect(await found({ q: 'Сенегал' })).toEqual([numbers['tides'], numbers['library']]);
    const none = await ask(queries.list, anyone(), { q: 'quaggabone' });
    expect(none).toMatchObject({ total: 0, entries: [] });
  });

  test('a line and a region hold what is below them; two values of one facet are either, two facets are both', async () => {
    expect(await found({ line: 'C7' })).toEqual([numbers['library']]);
    expect(await found({ goal: 'SDG 4' })).toEqual([numbers['library']]);
    expect(await found({ region: 'M49 002' })).toEqual([numbers['tides'], numbers['library']]);
    expect(await found({ special: 'LDC' })).toEqual([numbers['tides'], numbers['library']]);
    expect(await found({ country: ['M49 250', 'M49 686'], status: 'ongoing' })).toEqual([numbers['tides']]);
    expect(await found({ organisation: other.organisation })).toEqual([numbers['library'], numbers['formula']]);
  });

  test('counts every facet of what is left, with names in the reader’s language', async () => {
    const counted = await ask(queries.facets, world.as(ANONYMOUS, { lang: 'fr' }), { region: 'M49 002' });
    expect(counted).toMatchObject({ total: 2, about: false });
    expect(counted.facets.country.find(({ value }) => value === 'M49 686')).toMatchObject({ name: 'Sénégal', n: 2 });
    expect(counted.facets.year.map(({ value, n }) => [value, n])).toEqual([
      ['2023', 1],
      ['2019', 1],
    ]);
    expect(counted.facets.stakeholder).toEqual([{ value: 'civil-society', name: null, parent: null, n: 2 }]);
  });

  test('is read page by page without a gap or a double', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: { entries: { number: number }[]; next: string | null } = await ask(queries.list, anyone(), {
        limit: 1,
        ...(after ? { after } : {}),
      });
      seen.push(...page.entries.map(({ number }) => number));
      after = page.next;
    } while (after);
    expect(seen.sort((a, b) => a - b)).toEqual(Object.values(numbers).sort((a, b) => a - b));
  });

  test('is listed by title, as a page and as a table, and what a title became is what it stands by', async () => {
    const titles = async (more: Record<string, unknown> = {}): Promise<string[]> =>
      (await ask(queries.list, anyone(), { sort: 'title', ...more })).entries.map(({ title }) => title.value);
    // "A lending library" stands at L, signs before "HYPERLINK" do not count.
    const wanted = ['=HYPERLINK("https://example.org")', 'A lending library of knots', 'Tide tables by telephone'];
    expect(await titles()).toEqual(wanted);
    expect(await titles({ region: 'M49 002' })).toEqual(wanted.slice(1));
    const csv = await textOf(entriesAsCsv(anyone(), { sort: 'title' }, 'https://x.example'));
    const places = ['HYPERLINK', 'A lending library', 'Tide tables'].map((words) => csv.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(() => entriesAsCsv(anyone(), { sort: 'length' }, '')).toThrow(InvalidInput);
  });

  test('what is withdrawn is in no list, for moderators and officers neither; rebuilding changes nothing', async () => {
    const { id, number, rev } = await registry.publish({ title: 'Soon gone' });
    expect(await found({ q: 'soon gone' })).toEqual([number]);
    await execute(commands.withdraw, world.as(registry.submitter), { id, rev, reason: 'It ended.' });
    await renewAll(world.as(SYSTEM));
    for (const actor of [ANONYMOUS, registry.moderator, world.officer])
      expect((await ask(queries.list, world.as(actor), { q: 'soon gone' })).total).toBe(0);
    expect(await found({})).toEqual(Object.values(numbers).sort((a, b) => a - b));
  });
});

describe('what is taken away', () => {
  test('a spreadsheet runs no formula from a title, and filters hold', async () => {
    const csv = await textOf(entriesAsCsv(anyone(), { status: 'ongoing' }, 'https://x.example'));
    expect(csv).toContain(`"'=HYPERLINK(""https://example.org"")"`);
    expect(csv).not.toContain('knots');
    const linked = JSON.parse(await textOf(entriesAsJsonLd(anyone(), {}, 'https://x.example'))) as {
      itemListElement: { position: number }[];
    };
    expect(linked.itemListElement.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(() => entriesAsCsv(anyone(), { q: 'x'.repeat(401) }, '')).toThrow(InvalidInput);
  });

  test('a search is offered to be kept under what it is narrowed by, else under the day', () => {
    const day = new Date('2026-05-04T10:00:00Z');
    expect(nameFor(['tides', 'C4 Capacity building'], day, 'en')).toBe('tides · C4 Capacity building');
    expect(nameFor([], day, 'en')).toBe('4 May 2026');
    expect(nameFor(['x'.repeat(300)], day, 'en')).toHaveLength(200);
  });

  test('a frame may stand on any site, holds no script, and shows no sign of a title as markup', async () => {
    await registry.publish({ title: '<script>alert(1)</script> & lights' });
    const page = await ask(queries.list, anyone(), { limit: 20 });
    const list = listFrame(page, 'ar', 'https://x.example/ar/stocktaking', 'https://x.example');
    const html = await list.text();
    expect(html).not.toContain('<script');
    expect(html.length).toBeLessThan(20_000);
    expect(html).toContain('dir="rtl"');
    expect(list.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(list.headers.has('set-cookie')).toBe(false);
    const one = await published(world.as(ANONYMOUS, { lang: 'fr' }), String(numbers['tides']));
    const frame = await entryFrame(one, 'fr', 'https://x.example').text();
    expect(frame).toContain('Sénégal');
    // A date alone would not say what happened then; paragraphs stay apart.
    expect(frame).toContain('depuis avril 2023');
    expect(frame).toContain('white-space:pre-line');
    // Codes as documents in the language print them.
    expect(frame).toContain('ODD 14');
    expect(frame).not.toContain('SDG');
    const narrowed = listFrame(page, 'fr', 'https://x.example/fr', 'https://x.example', ['C4 <capacités>']);
    expect(await narrowed.text()).toContain('C4 &#60;capacités&#62;');
  });

  test('pictures say in words what they show, and are mirrored right to left', async () => {
    const seen = await ask(queries.overview, anyone(), { goal: 'SDG 4' });
    const map = tilesAsSvg(seen.tiles, 'Map', 'Squares & names', 'en');
    expect(map).toContain('<title>Senegal: 1</title>');
    expect(map).toContain('Squares &#38; names');
    expect(seen.countries.map(({ iso, n }) => [iso, n])).toEqual(expect.arrayContaining([['FR', 1]]));
    expect(seen.plots.line.map(({ value }) => value)).toEqual(['C7']);
    const [ltr, rtl] = (['en', 'ar'] as const).map((lang) => barsAsSvg(seen.plots.line, 'Lines', lang));
    expect(ltr).toContain('direction="ltr"');
    expect(rtl).toContain('direction="rtl"');
  });

  test('the report of a year counts what was new and what was brought up to date', async () => {
    const { id, rev } = await registry.publish({ title: 'Changed later' });
    const saved = await execute(commands.save, world.as(registry.submitter), { id, rev, draft: { title: 'Changed' } });
    const { seq } = await execute(commands.submit, world.as(registry.submitter), { id, rev: saved.rev });
    const later = new Date('2026-03-01T00:00:00Z');
    const moderator = world.as(registry.moderator, { now: later });
    await execute(commands.decide, moderator, { id, seq, decision: 'publish' });
    expect(await ask(queries.report, anyone(), { year: 2026 })).toMatchObject({ added: 0, updated: 1 });
    const year = await ask(queries.report, anyone(), { year: NOW.getUTCFullYear() });
    expect(year.added).toBeGreaterThan(3);
    expect(year.plots.line.find(({ value }) => value === 'C3')?.added).toBeGreaterThan(1);
    expect((await ask(queries.reports, anyone(), {})).map((one) => one.year)).toEqual([2026, 2025]);
    const sheet = await sheetOfReport(anyone(), '2025', 'https://x.example');
    expect(sheet.sections).toHaveLength(5);
    expect((await bytesOf(sheet, 'docx')).length).toBeGreaterThan(2_000);
  });
});

describe('pages of organisations and places', () => {
  test('show what is theirs; who published nothing has none', async () => {
    const seen = await ask(queries.organisation, anyone(), { id: other.organisation });
    expect(seen).toMatchObject({ name: 'Lantern College', kind: 'civil-society', counts: { total: 2 } });
    const idle = await registryIn(world, 'Idle House');
    await idle.begin();
    expect(await refused(ask(queries.organisation, anyone(), { id: idle.organisation }))).toBeInstanceOf(NotFound);
  });

  test('a place is found by its number of M49 or the letters of ISO, a region holds its countries', async () => {
    for (const code of ['686', 'M49 686', 'sn'])
      expect(await ask(queries.country, anyone(), { code })).toMatchObject({ iso: 'SN', place: { name: 'Senegal' } });
    const africa = await ask(queries.country, anyone(), { code: '002' });
    expect(africa.below.length).toBeGreaterThan(1);
    expect(africa.counts.total).toBeGreaterThan(2);
    expect(await refused(ask(queries.country, anyone(), { code: '999' }))).toBeInstanceOf(NotFound);
  });
});

describe('a kept search', () => {
  test('comes back in the order that was chosen; one by title and one by date are two, the unasked order is none', async () => {
    const reader = world.as(await world.person('sorter', []));
    const kept = async (search: string): Promise<string | undefined> => {
      const { id } = await execute(commands.keepSearch, reader, { name: 'Lines', search });
      return (await ask(queries.searches, reader, {})).find((one) => one.id === id)?.search;
    };
    expect(await kept('status=ongoing&sort=title&line=C3')).toBe('line=C3&sort=title&status=ongoing');
    expect(await kept('line=C3&sort=oldest&status=ongoing')).toBe('line=C3&sort=oldest&status=ongoing');
    expect(await ask(queries.searches, reader, {})).toHaveLength(2);
    expect(await kept('line=C3&sort=newest')).toBe('line=C3');
    expect(await kept('line=C3&sort=')).toBe('line=C3');
    expect(await kept('q=tide&sort=relevance')).toBe('q=tide');
    expect(await kept('q=tide&sort=newest')).toBe('q=tide&sort=newest');
    expect(await refused(kept('sort=beauty'))).toBeInstanceOf(InvalidInput);
  });

  test('is its owner’s alone, writes what is new once, and is stopped by the link of its letter', async () => {
    const reader = await world.person('reader', []);
    await world.db.db.pool.query(`insert into account_user (id, name, email) values ('r', 'r', 'reader@example.org')`);
    await world.db.db.pool.query(`update person set account = 'r' where id = $1`, [reader.id]);
    const search = 'status=ongoing&after=x&utm_source=y&sort=title&line=C3';
    const { id } = await execute(commands.keepSearch, world.as(reader), { name: 'Lines', search, mail: 'daily' });
    expect(await ask(queries.searches, world.as(reader), {})).toEqual([
      { id, name: 'Lines', search: 'line=C3&sort=title&status=ongoing', mail: 'daily' },
    ]);
    const stranger = world.as(registry.submitter);
    expect(await refused(execute(commands.forgetSearch, stranger, { id }))).toBeInstanceOf(NotFound);
    const at = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
    const moderator = world.as(registry.moderator, { now: at(1) });
    const { id: entry, seq, number } = await registry.submit({ title: 'A new pier' });
    await execute(commands.decide, moderator, { id: entry, seq, decision: 'publish' });
    const letters = async (): Promise<string[]> =>
      (
        await world.db.db.pool.query<{ body: string }>(`select body from message where key like 'saved-search:%'`)
      ).rows.map(({ body }) => body);
    await tellSearches(world.as(SYSTEM, { now: at(24) }));
    await tellSearches(world.as(SYSTEM, { now: at(48) }));
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter).toContain(`A new pier (Quay Masters)`);
    expect(letter).toContain(`/en/stocktaking/${number}`);
    expect(letter).toContain(`/en/stocktaking/searches/stop/${id}`);
    expect(letter).toContain('/en/stocktaking?line=C3&sort=title&status=ongoing');
    expect(letter).not.toContain('Tide tables');
    await execute(commands.stopSearch, anyone(), { id });
    expect((await ask(queries.searches, world.as(reader), {}))[0]?.mail).toBe('never');
  });
});
