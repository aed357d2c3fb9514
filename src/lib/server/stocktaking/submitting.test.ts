import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { lacking } from './content.ts';
import { asRead, pruned } from './draft.ts';
import { addFile, commands, draftFrom, initiativeFile, placed, queries } from './index.ts';
import { refused } from './testing/refused.ts';
import { complete, registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world, 'Pier Society');
});
afterAll(() => world.close());

const formOf = (fields: Record<string, string | string[]>): FormData => {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(key, one);
  return form;
};
const own = (number: number) => ask(queries.own, world.as(registry.submitter), { number });

describe('a step of the form', () => {
  test('keeps rows as typed in their order, and drops those with nothing in them or ticked for removal', () => {
    const draft = draftFrom(
      'results',
      formOf({
        'results.0.indicator': 'boats',
        'results.0.target': '1,200',
        'results.1.indicator': '',
        'results.10.unit': 'nets',
        'results.2.indicator': 'gone',
        'results.2.remove': 'yes',
      }),
    );
    expect(pruned(draft)['results']).toEqual([{ indicator: 'boats', target: '1,200' }, { unit: 'nets' }]);
    expect(lacking({ ...complete(), ...pruned(draft) }).map(({ path }) => path)).toEqual([
      'results.0.target',
      'results.1.indicator',
    ]);
  });

  test('a reason without its tick counts as a tick: nothing typed falls away', () => {
    const form = formOf({ serves: ['C2'], 'reason:C2': 'quays', 'reason:SDG 9': 'piers', 'reason:SDG 1': ' ' });
    expect(draftFrom('why', form)['serves']).toEqual([
      { concept: 'C2', reason: 'quays' },
      { concept: 'SDG 9', reason: 'piers' },
    ]);
  });

  test('each fault leads to its field, and what is chosen to the box of its code', () => {
    const draft = { serves: [{ concept: 'C2' }, { concept: 'SDG 99' }] };
    const faults = placed(
      [
        { path: 'serves.1.concept', code: 'unknown-concept' },
        { path: 'results.0.unit', code: 'required' },
        { path: 'contact', code: 'required' },
      ],
      draft,
    );
    expect(faults.map(({ step, at }) => `${step} ${at}`)).toEqual([
      'why f-serves-SDG_99',
      'results f-results-0-unit',
      'who f-contact',
    ]);
  });

  test('a field that is emptied is gone from the draft, and a blank is no figure', async () => {
    const { id, number, rev } = await registry.begin({ ends: '2024-05' });
    await execute(commands.save, world.as(registry.submitter), { id, rev, draft: { ends: '', consent: null } });
    const { draft, lacking: issues } = await own(number);
    expect(draft).not.toHaveProperty('ends');
    expect(issues.map(({ path }) => path)).toEqual(['consent']);
    expect(lacking({ ...complete(), resources: [{ kind: 'budget', amount: ' ' }] }).map(({ path }) => path)).toEqual([
      'resources.0.amount',
    ]);
  });

  test('offers lines with branches, goals with targets, objectives: not a framework as a whole', async () => {
    const { lines, goals, objectives } = await ask(queries.choices, world.as(registry.submitter), {});
    expect(lines.find(({ code }) => code === 'C7')?.within).toHaveLength(8);
    expect(goals.map(({ code }) => code)).toEqual(Array.from({ length: 17 }, (_, n) => `SDG ${n + 1}`));
    expect(goals[3]?.within.map(({ code }) => code)).toContain('SDG 4.a');
    expect(objectives.map(({ code }) => code)).toEqual(['GDC 1', 'GDC 2', 'GDC 3', 'GDC 4', 'GDC 5']);
  });

  test('what is left out is missing, and what is no choice is wrong', () => {
    const { kind: _kind, consent: _consent, ...rest } = complete();
    expect(lacking({ ...rest, level: 'lunar', title: 7 }).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'title wrong-type',
      'kind required',
      'level not-one-of',
      'consent required',
    ]);
  });

  test('title and description of the draft suggest lines and goals, with their words, and nothing is ticked by it', async () => {
    const draft = {
      title: 'Écoles en réseau',
      description: 'Des enseignants et des élèves de chaque école.',
      serves: [],
    };
    const { id, number, rev } = await registry.begin(draft);
    await execute(commands.save, world.as(registry.submitter), { id, rev, lang: 'fr', draft: {} });
    const suggested = async (who = registry.submitter) =>
      (await ask(queries.suggestions, world.as(who, { lang: 'ar' }), { number })).suggestions;
    const goal = (await suggested()).find(({ code }) => code === 'SDG 4');
    expect(goal).toMatchObject({ scheme: 'sdg', wordsLang: 'fr', name: { lang: 'ar' } });
    expect(goal?.words).toContain('école');
    expect((await own(number)).draft?.['serves']).toEqual([]);
    await expect(suggested(registry.moderator)).rejects.toBeInstanceOf(NotFound);

    const { rev: now } = await own(number);
    const taken = draftFrom('why', formOf({ serves: ['SDG 4'], 'reason:SDG 4': '' }));
    await execute(commands.save, world.as(registry.submitter), { id, rev: now, draft: taken });
    expect((await suggested()).map(({ code }) => code)).not.toContain('SDG 4');
  });

  test('without words, or with words of places only, nothing is suggested', async () => {
    for (const title of ['', 'Senegal, Dakar']) {
      const { number } = await registry.begin({ title, description: '' });
      expect(await ask(queries.suggestions, world.as(registry.submitter), { number })).toEqual({ suggestions: [] });
    }
  });

  test('what submitting would refuse is said before: contact, kind of organisation, codes that no framework holds', async () => {
    const made = await execute(commands.start, world.as(registry.submitter), {
      organisation: registry.organisation,
      lang: 'fr',
      draft: complete({ serves: [{ concept: 'C3' }, { concept: 'SDG 99' }] }),
    });
    expect((await own(made.number)).lacking.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'serves.1.concept unknown-concept',
      'contact required',
    ]);
  });
});

test('a currency may be typed in small letters', () => {
  const resources = [{ kind: 'budget', amount: '12 500', currency: ' usd ' }];
  expect(lacking({ ...complete(), resources })).toEqual([]);
  expect(asRead({ resources })).toEqual({ resources: [{ kind: 'budget', amount: 12500, currency: 'USD' }] });
});

test('a preview reads days and figures as they will be kept, and shows what does not hold as typed', () => {
  expect(
    asRead({
      title: '',
      starts: '٢٠٢٥-٠٣-٠١',
      ends: '03/04/2026',
      results: [{ indicator: 'Trained', target: '١٬٢٠٠', unit: '' }],
    }),
  ).toEqual({ starts: '2025-03-01', ends: '03/04/2026', results: [{ indicator: 'Trained', target: 1200 }] });
  expect(lacking({ starts: '1.3.2025', ends: '28/02/2025' }).filter(({ path }) => path === 'ends')).toEqual([
    { path: 'ends', code: 'ends-before-start' },
  ]);
});

describe('an organisation that is not on record', () => {
  test('is put there by whoever wants to submit for it, who may do that and no more', async () => {
    const person = await world.person('founder', []);
    const { id } = await execute(commands.found, world.as(person), {
      name: 'Jetty Union',
      lang: 'en',
      kind: 'private',
    });
    expect(await ask(queries.speaksFor, world.as(person), {})).toEqual([
      { id, name: 'Jetty Union', kind: 'private', member: false },
    ]);
    const { number } = await execute(commands.start, world.as(person), { organisation: id, lang: 'en' });
    expect(number).toBeGreaterThan(0);
    await execute(commands.describe, world.as(person), { organisation: id, kind: 'academia' });
    // Another may not, and no membership came of it.
    const other = await world.person('other', []);
    expect(await refused(execute(commands.start, world.as(other), { organisation: id, lang: 'en' }))).toBeInstanceOf(
      Forbidden,
    );
    const { rows } = await world.db.db.pool.query('select 1 from membership where organisation = $1', [id]);
    expect(rows).toEqual([]);
    const again = await refused(
      execute(commands.found, world.as(other), { name: 'jetty union', lang: 'fr', kind: 'private' }),
    );
    expect((again as InvalidInput).issues).toEqual([{ path: 'name', code: 'organisation-exists' }]);
  });

  test('one person puts few on record in a day', async () => {
    const person = await world.person('eager', []);
    const put = (i: number) =>
      execute(commands.found, world.as(person), { name: `Buoy ${i}`, lang: 'en', kind: 'other' });
    for (let i = 0; i < 5; i++) await put(i);
    expect(await refused(put(5))).toMatchObject({ code: 'too-many-requests' });
  });
});

/** A JPEG with a place in it, in our own bytes. */
const PHOTO = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
  .withExif({ IFD0: { ImageDescription: 'GPS 14N 17W' } })
  .jpeg()
  .toBuffer();
const sent = (bytes: Uint8Array, name: string, fields: Record<string, string>, headers = {}): Request => {
  const form = formOf(fields);
  form.set('file', new File([Buffer.from(bytes)], name));
  return new Request('http://localhost/', { method: 'POST', body: form, headers });
};

describe('pictures and files', () => {
  test('a picture is kept without the place it was taken at, and is public once the version is', async () => {
    const { id, number } = await registry.begin();
    const request = sent(PHOTO, 'quay.jpg', { alt: 'A quay at low tide' });
    const { sha256, rev } = await addFile(world.as(registry.submitter), request, number, 'picture');
    expect((await own(number)).draft?.['pictures']).toEqual([{ sha256, alt: 'A quay at low tide' }]);
    expect(await refused(initiativeFile(world.as(ANONYMOUS), String(number), sha256))).toBeInstanceOf(NotFound);
    expect(await initiativeFile(world.as(registry.submitter), String(number), sha256)).toMatchObject({ open: false });
    const { seq } = await execute(commands.submit, world.as(registry.submitter), { id, rev });
    await execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'publish' });
    const shown = await initiativeFile(world.as(ANONYMOUS), String(number), sha256);
    expect(shown).toEqual({ name: 'quay.jpg', type: 'image/webp', picture: true, open: true });
    const { getFile } = await import('../files/index.ts');
    expect(PHOTO.includes('GPS')).toBe(true);
    expect(Buffer.from(await getFile(sha256)).includes('GPS')).toBe(false);
  });

  test('one without words for those who cannot see it is refused', async () => {
    const { number } = await registry.begin();
    const error = await refused(
      addFile(world.as(registry.submitter), sent(PHOTO, 'q.jpg', { alt: ' ' }), number, 'picture'),
    );
    expect((error as InvalidInput).issues).toEqual([{ path: 'alt', code: 'required' }]);
  });

  test('what was typed in the same form is kept, whatever becomes of the file', async () => {
    const { number } = await registry.begin();
    const words = { step: 'show', 'links.0.url': 'https://quays.example.org', alt: 'A quay' };
    const told: Record<string, string>[] = [];
    const wrong = addFile(
      world.as(registry.submitter),
      sent(Buffer.from('x'), 'x.png', words),
      number,
      'picture',
      (one) => told.push(one),
    );
    expect(await refused(wrong)).toMatchObject({ code: 'not-a-picture' });
    expect(told).toMatchObject([{ alt: 'A quay' }]);
    const links = [{ url: 'https://quays.example.org' }];
    expect((await own(number)).draft).toMatchObject({ links });
    // And where no file was chosen, that is said at its field.
    const none = addFile(world.as(registry.submitter), sent(Buffer.from(''), '', words), number, 'picture');
    expect(((await refused(none)) as InvalidInput).issues).toEqual([{ path: 'picture', code: 'required' }]);
    await addFile(world.as(registry.submitter), sent(PHOTO, 'q.jpg', words), number, 'picture');
    expect((await own(number)).draft).toMatchObject({ links, pictures: [{ alt: 'A quay' }] });
    // A form that says nothing of the step takes nothing away.
    await addFile(world.as(registry.submitter), sent(Buffer.from('a,b'), 'b.csv', {}), number, 'file');
    expect((await own(number)).draft).toMatchObject({ links, files: [{ name: 'b.csv' }] });
  });

  /** A form that is made as it is read: words, a picture of so many megabytes, further words. */
  const bigForm = (megabytes: number, read: { pieces: number }) => {
    const part = (name: string, more = '') => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
    const before = `${part('step')}show\r\n${part('alt')}A quay\r\n${part('picture', '; filename="q.jpg"')}`;
    const after = `\r\n${part('links.0.url')}https://quays.example.org\r\n--x--\r\n`;
    async function* pieces() {
      yield Buffer.from(before);
      for (; read.pieces < megabytes; read.pieces++) yield new Uint8Array(1024 * 1024).fill(45);
      yield Buffer.from(after);
    }
    const length = before.length + after.length + megabytes * 1024 * 1024;
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(length) };
    const body = new ReadableStream<Uint8Array>({}, { highWaterMark: 0 });
    return {
      request: new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit),
      raw: pieces(),
    };
  };

  test('a picture of 100 MB is refused in words, and what was typed before and after it is kept', async () => {
    const { number } = await registry.begin();
    const told: Record<string, string>[] = [];
    const read = { pieces: 0 };
    const { request, raw } = bigForm(100, read);
    const error = await refused(
      addFile(world.as(registry.submitter), request, number, 'picture', (one) => told.push(one), raw),
    );
    expect(error).toMatchObject({ code: 'picture-too-large', status: 413, values: { most: 16 } });
    expect(told).toEqual([{ step: 'show', alt: 'A quay', 'links.0.url': 'https://quays.example.org' }]);
    expect((await own(number)).draft).toMatchObject({ links: [{ url: 'https://quays.example.org' }] });
    expect(read.pieces).toBe(100);
  });

  test('more than anyone sends by mistake is refused by what it says of itself, before a byte is read', async () => {
    const { number } = await registry.begin();
    const read = { pieces: 0 };
    const { request, raw } = bigForm(300, read);
    const error = await refused(addFile(world.as(registry.submitter), request, number, 'picture', undefined, raw));
    expect(error).toMatchObject({ code: 'picture-too-large' });
    expect(read.pieces).toBe(0);
  });

  test('whose entry it is not sends nothing to it, and is told before a byte is read', async () => {
    const { number } = await registry.begin();
    const other = await world.person('stranger', []);
    const request = sent(PHOTO, 'q.jpg', { alt: 'x' });
    expect(await refused(addFile(world.as(other), request, number, 'picture'))).toBeInstanceOf(NotFound);
    expect(request.bodyUsed).toBe(false);
  });

  test.each([
    ['a page that calls itself a picture', '<svg onload="x">', 'x.png', 'picture', 'not-a-picture'],
    ['a page that calls itself a table', '<script>', 'x.html', 'file', 'unreadable-not-supported'],
    ['bytes that call themselves a table', 'a,b\0', 'x.csv', 'file', 'unreadable-not-supported'],
    ['a document with macros', 'PK\x03\x04word/document.xml word/vbaProject.bin', 'x.docx', 'file', 'file-has-macros'],
  ] as const)('%s is refused', async (_, bytes, name, as, code) => {
    const { number } = await registry.begin();
    const request = sent(Buffer.from(bytes, 'latin1'), name, { alt: 'x' });
    expect(await refused(addFile(world.as(registry.submitter), request, number, as))).toMatchObject({ code });
  });

  test('a table is kept under its name', async () => {
    const { number } = await registry.begin();
    const request = sent(Buffer.from('port,boats\nDakar,12\n'), 'boats.csv', {});
    const { sha256 } = await addFile(world.as(registry.submitter), request, number, 'file');
    expect((await own(number)).draft?.['files']).toEqual([{ sha256, name: 'boats.csv' }]);
  });
});

test('a draft that someone else saved meanwhile is not overwritten: what stands now is told', async () => {
  const { id, number, rev } = await registry.begin();
  const save = (title: string) => execute(commands.save, world.as(registry.submitter), { id, rev, draft: { title } });
  await save('theirs');
  const error = await refused(save('mine'));
  expect(error).toBeInstanceOf(Conflict);
  expect((error as Conflict).current).toMatchObject({ draft: { title: 'theirs' } });
  expect((await own(number)).draft?.['title']).toBe('theirs');
});

test('the whole path goes by the names of its commands, as the command line sends them', async () => {
  const { commandsByName } = await import('../registry.ts');
  const as = world.as(SYSTEM);
  const run = async (name: string, input: object): Promise<Record<string, unknown>> =>
    (await execute(commandsByName.get(`stocktaking.${name}`)!, as, input)) as Record<string, unknown>;
  const { organisation } = registry;
  const { id, number } = await run('initiative.start', { organisation, lang: 'fr', draft: { title: 'Phares' } });
  await run('initiative.save', { id, rev: 1, draft: complete() });
  await run('organisation.describe', { organisation, kind: 'academia' });
  await run('contact.set', { id, name: 'Awa', email: 'awa@example.org' });
  expect(await run('initiative.submit', { id, rev: 2 })).toMatchObject({ seq: 1 });
  expect(await run('version.decide', { id, seq: 1, decision: 'publish' })).toMatchObject({ state: 'published' });
  const entry = await ask(queries.entry, world.as(ANONYMOUS), { number });
  expect(entry.version).toMatchObject({ lang: 'fr', content: { title: 'Tide tables by telephone' } });
});
