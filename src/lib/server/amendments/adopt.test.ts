import { readFileSync } from 'node:fs';
import { textToDocx } from '@suivi/texts/write/docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { outlineOf, queries as textQueries } from '../texts/index.ts';
import { commands, queries, takeFile } from './index.ts';
import { makeHall, type Hall } from './testing/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await makeHall();
});
afterAll(() => hall.world.close());
const officer = () => hall.world.as(hall.world.officer);
const at = () => ({ slug: hall.slug, version: '2025' });
const send = (bytes: Uint8Array, actor = hall.world.officer) => {
  const form = new FormData();
  form.set('edition', hall.edition);
  form.set('file', new Blob([new Uint8Array(bytes)]), 'amendments.docx');
  return takeFile(hall.world.as(actor), new Request('http://localhost/x', { method: 'POST', body: form }));
};

describe('a Word file with tracked changes', () => {
  test('is found to hold each author’s changes, and enters those of who is matched with an organisation', async () => {
    const { eid, plain } = await hall.at('roadmap');
    const text = await outlineOf(officer().database.read, hall.edition);
    const marked = structuredClone(text);
    for (const group of marked.groups)
      for (const item of group.items) {
        if (item.eId !== eid) continue;
        const [before = '', after = ''] = plain.split('1 March');
        item.runs = [
          { text: before },
          { text: '1 March', mark: { state: 'deleted', author: 'A. Land' } },
          { text: '1 June', mark: { state: 'inserted', author: 'A. Land' } },
          { text: after },
          { text: ' and for the piers', mark: { state: 'inserted', author: 'Nobody' } },
        ];
      }
    const { id } = await send(textToDocx(marked, { changes: 'tracked' }));
    const found = await ask(queries.file, officer(), { id, ...at() });
    expect(found.authors.map((one) => one.author)).toEqual(['A. Land', 'Nobody']);
    expect(found.authors[0]?.changes).toMatchObject([{ act: 'MOD', was: plain }]);
    expect(found.authors[0]?.changes[0]?.words).toBe(plain.replace('1 March', '1 June'));
    const order = ['Aland', ''].map((name) => (name === 'Aland' ? hall.organisations.Aland : ''));
    expect(await execute(commands.enterFile, officer(), { id, organisations: order })).toEqual({ entered: 1 });
    const { amendments } = await ask(queries.list, officer(), {});
    expect(amendments).toMatchObject([{ number: 1, kind: 'MOD', organisationName: 'Aland', eid }]);
    await expect(execute(commands.enterFile, officer(), { id, organisations: order })).rejects.toMatchObject({
      issues: [{ code: 'intake-closed' }],
    });
  });

  test('of another is not there; a file of another kind is told so; a delegate enters for their own only', async () => {
    const text = await outlineOf(officer().database.read, hall.edition);
    const { id } = await send(textToDocx(text), hall.delegates.Aland);
    const boria = hall.world.as(hall.delegates.Boria);
    await expect(ask(queries.file, boria, { id, ...at() })).rejects.toMatchObject({ status: 404 });
    await expect(execute(commands.enterFile, boria, { id, organisations: [] })).rejects.toMatchObject({ status: 404 });
    await expect(send(new TextEncoder().encode('%PDF-1.7 x'))).rejects.toMatchObject({
      issues: [{ path: 'file', code: 'word-file-wanted' }],
    });
    await expect(
      execute(commands.enterFile, hall.world.as(hall.delegates.Aland), { id, organisations: hall.organisations.Boria }),
    ).rejects.toMatchObject({ status: 403 });
    const reader = await hall.world.person('reader', ['record.read-body']);
    await expect(send(textToDocx(text), reader)).rejects.toMatchObject({ status: 403 });
  });
});

describe('adoption', () => {
  const adopt = (more: object = {}) =>
    execute(commands.adopt, officer(), { edition: hall.edition, label: '2025-adopted', on: '2025-03-01', ...more });
  const settle = (number: number, decision: 'accept' | 'reject') =>
    ask(queries.amendment, officer(), { ...at(), number }).then(({ one }) =>
      execute(commands.decide, officer(), { id: one.id, decision }),
    );

  test('waits for all square brackets to be settled, and names the paragraphs', async () => {
    const { eid } = await hall.at('tides');
    await execute(commands.open, officer(), { edition: hall.edition, eid, words: 'on tides' });
    await expect(adopt()).rejects.toMatchObject({ issues: [{ code: 'brackets-left', values: { place: '3' } }] });
    const [bracket] = (await ask(queries.table, officer(), at())).brackets;
    await execute(commands.bracket, officer(), { edition: hall.edition, bracket: bracket?.id, do: 'lift' });
  });

  test('makes the next version with its status; paragraphs stay who they are, the register follows, the old version stays', async () => {
    await hall.world.confirmAll();
    const { eid: last } = await hall.at('tides');
    await hall.propose('Boria', { eid: last, kind: 'ADD', words: 'to paint the quays by 1 May 2026;' });
    const { eid: first } = await hall.at('state of the quays');
    await hall.propose('Cumbra', { eid: first, kind: 'SUP' });
    await hall.propose('Aland', { eid: last, kind: 'NOC' });
    await settle(1, 'accept');
    await settle(2, 'accept');
    await settle(3, 'accept');
    await expect(adopt({ label: '2025' })).rejects.toMatchObject({
      issues: [{ path: 'label', code: 'version-exists' }],
    });
    const { version, slug } = await adopt({ status: 'modified 2025' });
    expect(slug).toBe(hall.slug);
    const seen = await ask(textQueries.reading, officer(), { slug, version: '2025-adopted' });
    expect(seen.version.status).toBe('adopted');
    const words = seen.nodes.map((node) => node.plain).join('\n');
    expect(words).toContain('by 1 June 2025 a roadmap');
    expect(words).toContain('to paint the quays');
    expect(words).not.toContain('state of the quays');
    const before = await ask(textQueries.reading, officer(), { slug, version: '2025' });
    // A draft says which version was adopted in its place, wherever its status is told.
    const succeededBy = { label: '2025-adopted', on: '2025-03-01' };
    expect([before.version.succeededBy, seen.version.succeededBy]).toEqual([succeededBy, null]);
    const { texts } = await ask(textQueries.list, officer(), {});
    expect(texts[0]?.versions.map((one) => [one.label, one.succeededBy])).toEqual([
      ['2025-adopted', null],
      ['2025', succeededBy],
    ]);
    const past = await ask(queries.past, officer(), { ...at(), eid: last });
    expect(past.versions.map((one) => one.succeededBy)).toEqual([null, succeededBy]);
    expect(before.nodes.map((node) => node.plain).join('\n')).toContain('state of the quays');
    const of = (list: typeof seen.nodes, some: string) => list.find((node) => node.plain.includes(some))?.provision;
    expect(of(seen.nodes, 'roadmap')).toBe(of(before.nodes, 'roadmap'));
    expect(of(seen.nodes, 'tides')).toBe(of(before.nodes, 'tides'));
    const outline = await outlineOf(officer().database.read, seen.edition?.id ?? '');
    expect(outline.status).toBe('modified 2025');
    const { rows } = await hall.world.db.db.pool.query<{ fate: string; words: string; confirmed: boolean }>(
      `select b.fate, b.confirmed_at is not null as confirmed, n.plain as words from basis b
       join node n on n.edition = b.edition and n.eid = b.eid where b.first_version = $1`,
      [version],
    );
    const fate = (some: string) => rows.find((row) => row.words.includes(some));
    expect(fate('roadmap')).toMatchObject({ fate: 'changed', confirmed: false });
    expect(fate('tides')).toMatchObject({ fate: 'carried', confirmed: true });
    expect(fate('state of the quays')).toMatchObject({ fate: 'gone', confirmed: false });
    expect(fate('to paint')).toMatchObject({ fate: 'new' });
    // What nobody decided on falls with the text that it was proposed to.
    expect((await ask(queries.amendment, officer(), { ...at(), number: 4 })).one.state).toBe('lapsed');
    // The next one stands in its place: nothing more is proposed to it, and it is not adopted again.
    await expect(hall.propose('Aland', { eid: last, kind: 'SUP' })).rejects.toMatchObject({
      issues: [{ code: 'already-adopted' }],
    });
    await expect(adopt({ label: '2025-twice' })).rejects.toMatchObject({ issues: [{ code: 'already-adopted' }] });
    expect((await ask(queries.list, officer(), {})).windows).toEqual([]);
  });

  test('is what was in force on a day: the text is read as it then stood', async () => {
    const on = (day: string) => ask(textQueries.reading, officer(), { slug: hall.slug, at: day });
    expect((await on('2025-03-01')).version.label).toBe('2025-adopted');
    await expect(on('2025-02-28')).rejects.toMatchObject({ status: 404 });
  });

  test('shows each paragraph over the versions', async () => {
    const seen = await ask(textQueries.reading, officer(), { slug: hall.slug, version: '2025-adopted' });
    const eid = seen.nodes.find((node) => node.plain.includes('roadmap'))?.eid;
    const past = await ask(queries.past, officer(), { slug: hall.slug, version: '2025-adopted', eid });
    expect(past.versions.map((one) => [one.label, /1 (June|March)/.exec(one.words)?.[1]])).toEqual([
      ['2025-adopted', 'June'],
      ['2025', 'March'],
    ]);
  });
});

const inputs = process.env['SUIVI_INPUTS'] ?? '../shared/inputs';
test.skipIf(!existing(`${inputs}/docx/tracked/RP051-Arabic.docx`))(
  'a real resolution with tracked changes, taken as the amendments of its own text, is found whole (needs SUIVI_INPUTS)',
  async () => {
    const bytes = readFileSync(`${inputs}/docx/tracked/RP051-Arabic.docx`);
    const { id } = await send(bytes);
    const found = await ask(queries.file, officer(), { id, ...at() });
    // It is another text than the one on the table: nothing of it is entered in silence, all of it is told.
    expect(found.authors.flatMap((one) => one.changes).length + found.notes.length).toBeGreaterThan(0);
  },
);
function existing(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
