import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands as bodies, queries as bodyQueries } from '../bodies/index.ts';
import { execute } from '../platform/command.ts';
import { history } from '../platform/audit.ts';
import { ask } from '../platform/query.ts';
import { addressesOf, queries } from '../register/index.ts';
import { commands as texts } from '../texts/index.ts';
import { makeWorld, NOW, sample, type World } from '../testing/world.ts';
import { appointment, asAtom, asCalendar, folded } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  const { version } = await world.bring(
    sample({
      orders: [
        'to publish by March 2026 a roadmap, for quays; and "lights";',
        'to submit to the Council each year a report;',
      ],
    }),
  );
  await world.confirmAll();
  await execute(texts.adoptVersion, world.as(world.officer), { id: version, on: '2024-06-14' });
  await world.bring(sample({ orders: ['to keep by 1 May 2026 a secret;'] }).replace('500', '600'), {
    visibility: 'draft',
  });
  await world.confirmAll();
});
afterAll(() => world.close());

const calendar = async (filters: object = {}): Promise<string> => {
  const { occurrences } = await ask(queries.occurrences, world.as(), filters);
  return asCalendar(occurrences.map(appointment), {
    origin: 'https://example.org',
    lang: 'en',
    name: 'Register',
    now: NOW,
    late: 'late',
  });
};
const events = (text: string): Map<string, string>[] =>
  text
    .replace(/\r\n /g, '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map(
      (block) =>
        new Map(
          block
            .trim()
            .split('\r\n')
            .map((line) => [line.slice(0, line.indexOf(':')).split(';')[0] ?? '', line.slice(line.indexOf(':') + 1)]),
        ),
    );

describe('the calendar to subscribe to', () => {
  test('has lines of at most 75 octets that end as they should, in any script', async () => {
    for (const line of (await calendar()).split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const long = `SUMMARY:${'تقرير عن الأرصفة 码头 é '.repeat(20)}`;
    expect(folded(long).replace(/\r\n /g, '')).toBe(long);
    expect(
      folded(long)
        .split('\r\n')
        .every((line) => Buffer.byteLength(line) <= 75),
    ).toBe(true);
  });

  test('gives a month its whole span and invents no day', async () => {
    const event = events(await calendar({ q: 'roadmap' }))[0];
    expect([event?.get('DTSTART'), event?.get('DTEND')]).toEqual(['20260301', '20260401']);
    expect(event?.get('SUMMARY')).toContain('publish by March 2026 a roadmap');
  });

  test('escapes what has a meaning of its own', async () => {
    const [one] = (await ask(queries.occurrences, world.as(), { limit: 1 })).occurrences;
    const text = asCalendar(
      [{ ...appointment(one!), action: { value: 'a, b; c\\d\nEND:VEVENT', lang: 'en', state: 'official' } }],
      {
        origin: 'https://example.org',
        lang: 'en',
        name: 'x',
        now: NOW,
        late: 'late',
      },
    );
    expect(text).toContain('a\\, b\\; c\\\\d\\nEND:VEVENT');
    expect(text.match(/^END:VEVENT/gm)).toHaveLength(1);
  });

  test('keeps the UID of an event when its session moves', async () => {
    const at2025 = async () =>
      events(await calendar({ q: 'report' })).find((one) => one.get('URL')?.endsWith('#o-2025'));
    const before = await at2025();
    const session = (await ask(bodyQueries.body, world.as(), { code: 'council' })).sessions.find(
      (one) => one.code === '2025',
    );
    await execute(bodies.moveSession, world.as(world.officer), {
      id: session?.id,
      rev: session?.rev,
      from: '2025-09-01',
      to: '2025-09-05',
    });
    const after = await at2025();
    expect(after?.get('UID')).toBe(before?.get('UID'));
    expect([before?.get('DTSTART'), after?.get('DTSTART')]).toEqual(['20250610', '20250901']);
  });

  test('follows the register’s filters, pages by key, and holds nothing that is not public', async () => {
    expect(events(await calendar({ q: 'lanterns' }))).toEqual([]);
    expect(await calendar()).not.toContain('secret');
    const all = (await ask(queries.occurrences, world.as(), {})).occurrences.map((one) => one.id);
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await ask(queries.occurrences, world.as(), { limit: 1, after });
      paged.push(...page.occurrences.map((one) => one.id));
      after = page.next ?? undefined;
    } while (after);
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(2);
  });
});

describe('the feed of changes', () => {
  test('is well-formed whatever a title holds, and its ids stay', () => {
    const entry = { seq: 7, at: '2026-01-01T00:00:00Z', title: 'a < b & "c" \u0001', path: 'register/1' };
    const feed = asAtom([entry], { origin: 'https://example.org', lang: 'fr', title: 'x', next: '6' });
    expect(feed).toContain('<id>tag:example.org,2026:event-7</id>');
    expect(feed).toContain('<title>a &#60; b &#38; &#34;c&#34; </title>');
    expect(feed).toContain('href="https://example.org/fr/register/1"');
    expect(feed).toContain('changes.atom?before=6');
    const one = asAtom([entry], {
      origin: 'https://example.org',
      lang: 'fr',
      title: 'x',
      next: '6',
      filter: 'body=cwg',
    });
    expect(one).toContain('<id>tag:example.org,2026:changes:body=cwg</id>');
    expect(one).toContain('changes.atom?body=cwg&#38;before=6');
  });

  test('says the language of a title that is not in its own', () => {
    const entry = { seq: 7, at: '2026-01-01T00:00:00Z', title: 'Маяки', path: null };
    const feed = asAtom(
      [
        { ...entry, titleLang: 'ru' },
        { ...entry, titleLang: 'fr' },
      ],
      { origin: 'https://example.org', lang: 'fr', title: 'x', next: null },
    );
    expect(feed.match(/<title[^>]*>Маяки/g)).toEqual(['<title xml:lang="ru">Маяки', '<title>Маяки']);
  });

  test('tells of one body what belongs to it, and of one record what happened to it', async () => {
    const council = (await ask(bodyQueries.body, world.as(), { code: 'council' })).id;
    const all = await ask(history, world.as(), { limit: 200 });
    const within = await ask(history, world.as(), { limit: 200, body: council });
    const obligation = within.events.flatMap((one) => one.records).find((one) => one.kind === 'obligation')!;
    expect(within.events.length).toBeGreaterThan(0);
    expect(within.events.length).toBeLessThan(all.events.length);
    const own = await ask(history, world.as(), { record: obligation.id });
    expect(own.events.every((one) => one.records.some(({ id }) => id === obligation.id))).toBe(true);
  });

  test('leads to pages that its reader may see', async () => {
    const rows = await world.db.db.read.selectFrom('obligation').select(['id', 'number']).orderBy('number').execute();
    const found = await addressesOf(
      world.db.db.read,
      world.as().actor,
      rows.map((one) => one.id),
    );
    expect(found.get(rows[0]?.id ?? '')).toBe(`register/${rows[0]?.number}`);
    expect(found.size).toBeLessThan(rows.length);
  });
});
