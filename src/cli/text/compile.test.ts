import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptText, amend, outline, textToDocx, toPlainText, type AmendmentOp, type Text } from '@suivi/texts';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from './compile.ts';

const folder = mkdtempSync(join(tmpdir(), 'suivi-compile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, name);

const SOURCE = `RESOLUTION 12 (2026)
Keeping of the harbours
The Council,
instructs the Secretary-General
1\tto submit regularly to the Council a report on the quays;
2\tto keep the lighthouses.`;
const read = (bytes: Uint8Array, name: string): Text => {
  const [text] = outline(bytes, { name }).texts;
  if (!text) throw new Error('no text');
  return text;
};
const text = read(new TextEncoder().encode(SOURCE), 'base.txt');
const target = text.groups.flatMap((group) => group.items).find((item) => item.text.includes('submit'))?.eId ?? '';
const mod = (words: string): AmendmentOp => ({ id: words, act: 'MOD', target, runs: [{ text: words }] });

writeFileSync(file('base.docx'), textToDocx(text));
const marked = amend(text, [mod('to submit often to the Council a report on the quays;')], { by: { author: 'Ana' } });
writeFileSync(file('marked.docx'), textToDocx(marked));
writeFileSync(file('plain.txt'), SOURCE.replace('regularly', 'seldom'));

let out = '';
let err = '';
beforeEach(() => {
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((...given: unknown[]) => {
    out += String(given[0]);
    const done = given.at(-1);
    if (typeof done === 'function') Reflect.apply(done, null, []);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((words) => {
    err += String(words);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('suivi text compile', () => {
  test('files with marks and without become one Word file, each proposal under its member', async () => {
    expect(await run([file('base.docx'), file('plain.txt'), file('marked.docx'), '--out', file('out.docx')])).toBe(0);
    const done = toPlainText(acceptText(read(new Uint8Array(readFileSync(file('out.docx'))), 'out.docx')));
    expect(done).toContain('to submit [regularly] [Ana: often] [plain: seldom] to the Council');
    expect(out).toContain('bracketed');
  });

  test('members are named, the house order holds, and the order of files does not matter', async () => {
    const names = ['--by', `A=${file('plain.txt')}`, '--by', `B=${file('marked.docx')}`, '--order', 'B,A', '--json'];
    expect(await run([file('base.docx'), ...names])).toBe(0);
    const first = out;
    expect(first).toContain('[B: ');
    out = '';
    expect(await run([file('base.docx'), file('marked.docx'), file('plain.txt'), ...names])).toBe(0);
    expect(out).toBe(first);
  });

  test('the list of amendments is a sheet, in which no cell is a formula', async () => {
    writeFileSync(file('formula.txt'), SOURCE.replace('to keep the lighthouses', '=1+1 lighthouses'));
    expect(await run([file('base.docx'), file('formula.txt'), '--out', file('out.csv')])).toBe(0);
    const [head, ...rows] = readFileSync(file('out.csv'), 'utf8').trimEnd().split('\r\n');
    expect(head).toContain('amendment,act,label');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(`"'=1+1 lighthouses."`);
  });

  test.each([
    [[], /name the text and at least one amended file/],
    [['a.docx'], /name the text and at least one amended file/],
    [['a.docx', 'b.docx', '--by', 'A'], /--by takes NAME=FILE/],
    [['a.docx', 'b.docx', '--out', 'x.odt'], /--out takes a file that ends in/],
    [['a.docx', 'b.docx', '--language', 'de'], /--language takes one of/],
    [['-', '-'], /only one of the files/],
  ])('%j is a wrong call, said in one line', async (args, words) => {
    expect(await run(args)).toBe(2);
    expect(err.trim()).toMatch(words);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('a file that is not there is named', async () => {
    expect(await run([file('base.docx'), file('none.docx')])).toBe(1);
    expect(err).toContain('none.docx: there is no such file');
  });
});
