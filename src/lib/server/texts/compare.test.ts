import { compare, compareOutlines, redline } from '@suivi/texts/compare';
import { outline } from '@suivi/texts/outline';
import { acceptedText, readDocx, rejectedText } from '@suivi/texts/read/docx';
import { outlineToDocx } from '@suivi/texts/write/files';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS } from '../platform/actor.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, ORDERS, sample, type World } from '../testing/world.ts';
import { compareFiles, queries, redlineOfEditions, redlineOfFiles, settleFile, type MarkedView } from './index.ts';
import { markedNodes } from './marked-nodes.ts';

const OLD = sample();
const NEW = sample({
  orders: [ORDERS[0]!.replace('report', 'written report'), ...ORDERS.slice(1), 'to count the quays;'],
});
const bytesOf = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);

let world: World;
let left: string;
let right: string;
beforeAll(async () => {
  world = await makeWorld();
  left = (await world.bring(OLD)).edition;
  right = (await world.bring(NEW, { version: '2025' })).edition;
});
afterAll(() => world.close());

const sent = (fields: Record<string, string | Uint8Array<ArrayBuffer>>): Request => {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields))
    form.set(key, typeof value === 'string' ? value : new File([value], key === 'file' ? 'new.docx' : 'old.txt'));
  return new Request('http://localhost/compare', { method: 'POST', body: form });
};
const wordsOf = (view: MarkedView | null | undefined): string =>
  (view?.nodes ?? []).map((node) => ('skipped' in node ? '…' : node.runs.map((run) => run.text).join(''))).join('\n');
const redlineFile = (): Uint8Array<ArrayBuffer> => {
  const [comparison] = compareOutlines(
    outline(bytesOf(OLD), { name: 'a.txt' }),
    outline(bytesOf(NEW), { name: 'b.txt' }),
  );
  const texts = [redline(comparison!, { author: 'Country A', date: '2026-05-01T10:00:00Z' })];
  return new Uint8Array(outlineToDocx({ texts, headers: [], trace: [] }, () => []));
};
const after = (bytes: Uint8Array): string => acceptedText(readDocx(bytes)).join('\n');
const before = (bytes: Uint8Array): string => rejectedText(readDocx(bytes)).join('\n');
const kept = async (): Promise<unknown> => (await world.db.db.pool.query('select count(*) from record, event')).rows[0];

describe('two editions on record', () => {
  test('are told in the reader’s words, and show what changed under its headings', async () => {
    const { marked, rows, editions } = await ask(queries.compare, world.as(), { left, right });
    expect(rows).toBeNull();
    expect(editions.map((one) => one.label)).toEqual(['2024', '2025']);
    expect(marked?.summary[0]).toContain('changed: 1');
    expect(marked?.changes.map((one) => one.kind)).toContain('inserted');
    expect(wordsOf(marked)).toContain('written report');
    expect(wordsOf(marked)).toContain('to count the quays;');
    expect(marked?.nodes.some((node) => 'skipped' in node)).toBe(true);
    const whole = await ask(queries.compare, world.as(), { left, right, whole: 'yes' });
    expect(whole.marked?.nodes.some((node) => 'skipped' in node)).toBe(false);
    const skipped = (marked?.nodes ?? []).reduce((sum, node) => sum + ('skipped' in node ? node.skipped : 0), 0);
    const shown = (marked?.nodes ?? []).filter((node) => !('skipped' in node));
    // Two gaps never meet.
    const gaps = (marked?.nodes ?? []).map((node) => 'skipped' in node);
    expect(gaps.some((gap, i) => gap && gaps[i + 1])).toBe(false);
    expect(shown.length + skipped).toBe(
      whole.marked?.nodes.filter((node) => !('skipped' in node) && node.runs.length > 0).length,
    );
  });

  test('side by side, what one alone has stands where it is read', async () => {
    const { marked, rows } = await ask(queries.compare, world.as(), { left, right, view: 'beside' });
    expect(marked).toBeNull();
    const at = rows?.findIndex((row) => row.left === null) ?? -1;
    expect(rows?.[at]?.right?.plain).toContain('to count the quays');
    expect(rows?.[at - 1]?.right?.plain).toBe(ORDERS.at(-1));
  });

  test('are a Word file whose marks give back the one and the other', async () => {
    const { bytes, name } = await redlineOfEditions(world.as(), { left, right }, 'Suivi');
    expect(name).toBe('council-500-2024-2025.en');
    expect(after(bytes)).toContain('to count the quays;');
    expect(before(bytes)).not.toContain('to count the quays;');
  });
});

test('a paragraph that moved is read where it stands now, with the words that changed, and leads to where it stood', () => {
  const long = 'to convene a consultation on tides and on the lamps of the outer quays at its 2025 session;';
  const old = outline(bytesOf(sample({ orders: [long, ORDERS[0]!, ORDERS[1]!, 'to close,'] })), { name: 'a.txt' })
    .texts[0]!;
  const inner = long.replace('outer', 'inner');
  const next = outline(bytesOf(sample({ orders: [ORDERS[0]!, ORDERS[1]!, inner, 'to close,'] })), { name: 'b.txt' })
    .texts[0]!;
  const nodes = markedNodes(compare(old, next).merged).filter((node) => node.moved !== null);
  expect(nodes.map(({ moved, label }) => [moved?.way, label, moved?.label])).toEqual([
    ['away', '1', '3'],
    ['here', '3', '1'],
  ]);
  expect(nodes[0]?.runs).toEqual([]);
  expect(nodes[1]?.runs.filter((run) => run.mark).map((run) => [run.mark?.state, run.text.trim()])).toEqual([
    ['deleted', 'outer'],
    ['inserted', 'inner'],
  ]);
});

describe('files that are sent', () => {
  test('are compared with an older file, with an edition, or by their own marks, and nothing is kept', async () => {
    const records = await kept();
    const file = redlineFile();
    const [byFile] = (await compareFiles(world.as(world.officer), sent({ file, older: bytesOf(OLD) }))).texts;
    expect(byFile?.summary.join('\n')).toContain('to count the quays;');
    const [byEdition] = (await compareFiles(world.as(world.officer), sent({ file, edition: right }))).texts;
    expect(byEdition?.changes.filter((one) => one.kind === 'inserted' || one.kind === 'deleted')).toEqual([]);
    const own = await compareFiles(world.as(world.officer), sent({ file, edition: '' }));
    expect(own.name).toBe('new');
    expect(own.texts[0]?.authors).toEqual([{ author: 'Country A', marks: expect.any(Number) as number }]);
    expect(wordsOf(own.texts[0])).toContain('written report');
    expect(await kept()).toEqual(records);
  });

  test('that lost their marks have them restored from what stood before, and say what is only likely', async () => {
    const flat = OLD.replace('by 1 March 2025', 'by 1 March 20252026').replace('each year a', 'each year a written');
    const request = sent({ file: bytesOf(flat), older: bytesOf(OLD), as: 'before', whole: 'yes' });
    const [text] = (await compareFiles(world.as(world.officer), request)).texts;
    const marks = (text?.nodes ?? []).flatMap((node) =>
      'skipped' in node ? [] : node.runs.flatMap((run) => (run.mark ? [`${run.mark.state} ${run.text.trim()}`] : [])),
    );
    expect(marks).toEqual(['inserted written', 'deleted 2025', 'inserted 2026']);
    expect(Object.values(text?.likely ?? {})).toEqual([0.6]);
  });

  test('come back as Word, under the name that is asked', async () => {
    const { bytes } = await redlineOfFiles(
      world.as(world.officer),
      sent({ file: bytesOf(NEW), older: bytesOf(OLD), author: 'The secretariat' }),
    );
    expect(before(bytes)).not.toContain('to count the quays;');
    const marks = outline(bytes, { name: 'x.docx' }).texts[0]?.groups;
    expect(JSON.stringify(marks)).toContain('"author":"The secretariat"');
  });

  test('have their marks accepted or rejected, all or those of one person', async () => {
    const settle = (fields: Record<string, string>) =>
      settleFile(world.as(world.officer), sent({ file: redlineFile(), ...fields }));
    const accepted = await settle({ way: 'accept' });
    expect(accepted).toMatchObject({ name: 'new-accepted' });
    expect(accepted.marks).toBeGreaterThan(1);
    expect(after(accepted.bytes)).toBe(after(redlineFile()));
    const rejected = await settle({ way: 'reject', author: 'Country A' });
    expect(after(rejected.bytes)).toBe(before(redlineFile()));
    expect((await settle({ way: 'reject', author: 'Country B' })).marks).toBe(0);
  });

  test('are refused with what is wrong, from who has no account before a byte is read', async () => {
    const anonymous = sent({ file: redlineFile() });
    await expect(compareFiles(world.as(ANONYMOUS), anonymous)).rejects.toMatchObject({ status: 401 });
    await expect(settleFile(world.as(ANONYMOUS), anonymous)).rejects.toMatchObject({ status: 401 });
    expect(anonymous.bodyUsed).toBe(false);
    const officer = world.as(world.officer);
    await expect(compareFiles(officer, sent({ older: bytesOf(OLD) }))).rejects.toMatchObject({
      code: 'unreadable-empty',
    });
    await expect(compareFiles(officer, sent({ file: bytesOf('PK\u0003\u0004 no file') }))).rejects.toMatchObject({
      status: 422,
    });
    // Of two files that which cannot be read is named, by its field and name.
    const damaged = bytesOf('PK\u0003\u0004 no file');
    const issuesOf = (fields: Parameters<typeof sent>[0]) =>
      compareFiles(officer, sent(fields)).then(
        () => [],
        (error: { code: string; issues: unknown[] }) => [error.code, ...error.issues],
      );
    const older = { path: 'older', code: 'unread-older', values: { name: 'old.txt' } };
    expect(await issuesOf({ file: bytesOf(NEW), older: damaged })).toEqual([
      expect.stringMatching(/^unreadable-/),
      older,
    ]);
    expect(await issuesOf({ file: damaged, older: bytesOf(OLD) })).toEqual([
      expect.stringMatching(/^unreadable-/),
      { path: 'file', code: 'unread-newer', values: { name: 'new.docx' } },
    ]);
    expect(await issuesOf({ file: bytesOf(NEW), older: damaged, as: 'after' })).toMatchObject([
      {},
      { path: 'older', code: 'unread-file' },
    ]);
    expect(await issuesOf({ file: damaged, edition: right })).toHaveLength(1);
    await expect(settleFile(officer, sent({ file: bytesOf(OLD), way: 'accept' }))).rejects.toMatchObject({
      status: 422,
    });
    await expect(settleFile(officer, sent({ file: redlineFile(), way: 'both' }))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const hidden = (await world.bring(NEW, { version: '2026', visibility: 'draft' })).edition;
    const reader = world.as(await world.person('reader', []));
    await expect(compareFiles(reader, sent({ file: redlineFile(), edition: hidden }))).rejects.toMatchObject({
      status: 404,
    });
  });
});
