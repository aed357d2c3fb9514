import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { history } from '../platform/audit.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { documentFile } from '../texts/index.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { addDocument, citedAs, commands, queries, slugOf } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

let serial = 0;
const send = (fields: Record<string, string>, actor = world.officer, file?: Blob) => {
  const form = new FormData();
  form.set('file', file ?? new Blob([`%PDF-1.7 number ${serial++}`]), 'paper.pdf');
  const given = {
    body: world.council,
    symbol: 'C25/45',
    lang: 'en',
    dated: '2025-03-01',
    title: 'On the state of the quays',
    ...fields,
  };
  for (const [key, value] of Object.entries(given)) form.set(key, value);
  return addDocument(world.as(actor), new Request('http://localhost/x', { method: 'POST', body: form }));
};
const see = (slug: string, lang: 'en' | 'fr' = 'en', actor?: typeof world.officer) =>
  ask(queries.document, world.as(actor, { lang }), { slug });

describe('symbols', () => {
  test.each([
    ['C25/45', 'corr', 1, 'C25/45 Corr.1', 'c25-45-corr-1'],
    ['A/80/12', 'rev', 2, 'A/80/12/Rev.2', 'a-80-12-rev-2'],
    ['CWG-WSIS&SDG-40/INF/4', 'base', null, 'CWG-WSIS&SDG-40/INF/4', 'cwg-wsis-sdg-40-inf-4'],
  ] as const)('%s %s %s', (symbol, part, number, cited, slug) => {
    expect(citedAs(symbol, part, number)).toBe(cited);
    expect(slugOf(symbol, part, number)).toBe(slug);
  });
});

describe('a document', () => {
  test('in two languages; a corrigendum of one of them stands beside it, dated', async () => {
    await send({});
    await send({ lang: 'fr', title: 'Sur l’état des quais' });
    await send({ lang: 'fr', part: 'corr', number: '1', dated: '2025-03-09', title: 'Rectificatif' });
    const seen = await see('c25-45', 'fr');
    expect(seen).toMatchObject({ symbol: 'C25/45', title: 'Sur l’état des quais', leadsOn: null, mayIssue: false });
    expect(seen.here.map((one) => one.lang)).toEqual(['en', 'fr']);
    expect(seen.others).toMatchObject([
      { symbol: 'C25/45 Corr.1', lang: 'fr', dated: '2025-03-09', slug: 'c25-45-corr-1' },
    ]);
  });

  test('a revision takes its place, per language: the old address leads on where it was revised', async () => {
    await send({ lang: 'en', part: 'rev', number: '1', dated: '2025-04-01' });
    expect((await see('c25-45', 'en')).leadsOn).toBe('c25-45-rev-1');
    expect((await see('c25-45', 'fr')).leadsOn).toBeNull();
    expect((await see('c25-45-rev-1')).here).toMatchObject([{ replaces: 'c25-45', replacedBy: null }]);
    await send({ lang: 'en', part: 'rev', number: '2', dated: '2025-04-08' });
    expect((await see('c25-45', 'en')).leadsOn).toBe('c25-45-rev-2');
    expect((await see('c25-45-rev-1', 'en')).leadsOn).toBe('c25-45-rev-2');
    const rev2 = await see('c25-45-rev-2');
    expect(rev2.here).toMatchObject([{ replaces: 'c25-45-rev-1' }]);
    // Withdrawn, it no longer stands in anyone's place.
    const id = rev2.here[0]?.id ?? '';
    await execute(commands.withdraw, world.as(world.officer), { id });
    expect((await see('c25-45', 'en')).leadsOn).toBe('c25-45-rev-1');
    await execute(commands.withdraw, world.as(world.officer), { id, withdrawn: 'no' });
    expect((await see('c25-45', 'en')).leadsOn).toBe('c25-45-rev-2');
  });

  test('the same twice, or a correction of nothing, is refused and nothing is kept', async () => {
    await expect(send({})).rejects.toMatchObject({ issues: [{ path: 'symbol', code: 'symbol-taken' }] });
    await expect(send({ symbol: 'C25/99', part: 'add' })).rejects.toMatchObject({
      issues: [{ path: 'symbol', code: 'no-such-symbol' }],
    });
    await expect(send({ symbol: '<script>', dated: 'soon' })).rejects.toMatchObject({
      issues: [{ path: 'symbol' }, { path: 'dated' }],
    });
    await expect(see('c25-99')).rejects.toMatchObject({ status: 404 });
  });

  test('of two revisions sent at once one is refused', async () => {
    const outcomes = await Promise.allSettled([
      send({ lang: 'fr', part: 'rev', number: '1' }),
      send({ lang: 'fr', part: 'rev', number: '1' }),
    ]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('kept within the body: neither page, list, file, history nor a leading address tells of it', async () => {
    await send({ symbol: 'C25/50', visibility: 'body' });
    await send({ symbol: 'C25/45', lang: 'en', part: 'rev', number: '3', visibility: 'draft' });
    const outsider = await world.person('outsider', ['record.read-body'], { kind: 'body', record: world.forum });
    for (const actor of [undefined, outsider]) {
      await expect(see('c25-50', 'en', actor)).rejects.toMatchObject({ status: 404 });
      expect((await see('c25-45', 'en', actor)).leadsOn).toBe('c25-45-rev-2');
      const list = await ask(queries.list, world.as(actor), {});
      expect(list.documents.map((one) => one.symbol)).toEqual(['C25/45']);
      expect(JSON.stringify(list)).not.toContain('rev.3');
      expect(JSON.stringify(await ask(history, world.as(actor), { limit: 200 }))).not.toContain('C25/50');
    }
    const { here } = await see('c25-50', 'en', world.officer);
    await expect(
      documentFile(world.as().database.read, world.as().actor, here[0]?.id ?? '', false),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('who may not issue is told before a byte is read', async () => {
    const delegate = await world.person('delegate', ['register.evidence']);
    await expect(send({ symbol: 'C25/60' }, delegate)).rejects.toMatchObject({ status: 403 });
    const elsewhere = await world.person('elsewhere', ['texts.documents'], { kind: 'body', record: world.forum });
    await expect(send({ symbol: 'C25/60' }, elsewhere)).rejects.toMatchObject({ status: 403 });
  });
});

const inputs = process.env['SUIVI_INPUTS'] ?? '../shared/inputs';
test('the public copy of a Word file holds no reviewer’s name', async () => {
  const bytes = readFileSync(`${inputs}/docx/council-resolution-1332.fr.docx`);
  const { id } = await send({ symbol: 'C25/70', lang: 'fr' }, world.officer, new Blob([bytes]));
  const db = world.as().database.read;
  const [open, original] = await Promise.all([
    documentFile(db, world.as().actor, id, false),
    documentFile(db, world.officer, id, true),
  ]);
  expect(open.type).toContain('wordprocessingml');
  expect(open.sha256).not.toBe(original.sha256);
});
