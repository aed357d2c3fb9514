import { readFileSync, writeFileSync } from 'node:fs';
import { amend } from '@suivi/texts/amend';
import { acceptText } from '@suivi/texts/settle';
import { toPlainText } from '@suivi/texts/write';
import { textToDocx } from '@suivi/texts/write/docx';
import { describe, expect, test } from 'vitest';
import { run as call } from './index.ts';
import { folderFor, mod, printed, read, SOURCE } from './testing/harbours.ts';

const file = folderFor('compile');

const text = read(new TextEncoder().encode(SOURCE), 'base.txt');

writeFileSync(file('base.docx'), textToDocx(text));
const marked = amend(text, [mod(text, 'submit', 'to submit often to the Council a report on the quays;')], {
  by: { author: 'Ana' },
});
writeFileSync(file('marked.docx'), textToDocx(marked));
writeFileSync(file('plain.txt'), SOURCE.replace('regularly', 'seldom'));

const said = printed();
const run = (args: string[]): Promise<number> => call(['compile', ...args]);

describe('suivi text compile', () => {
  test('files with marks and without become one Word file, each proposal under its member', async () => {
    expect(await run([file('base.docx'), file('plain.txt'), file('marked.docx'), '--out', file('out.docx')])).toBe(0);
    const done = toPlainText(acceptText(read(new Uint8Array(readFileSync(file('out.docx'))), 'out.docx')));
    expect(done).toContain('to submit [regularly] [Ana: often] [plain: seldom] to the Council');
    expect(said.out).toContain('in brackets');
  });

  test('members are named, the house order holds, and the order of files does not matter', async () => {
    const names = ['--by', `A=${file('plain.txt')}`, '--by', `B=${file('marked.docx')}`, '--order', 'B,A', '--json'];
    expect(await run([file('base.docx'), ...names])).toBe(0);
    const first = said.out;
    expect(first).toContain('[B: ');
    said.out = '';
    expect(await run([file('base.docx'), file('marked.docx'), file('plain.txt'), ...names])).toBe(0);
    expect(said.out).toBe(first);
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
    [[], /Name the text and at least one amended file/],
    [['a.docx'], /Name the text and at least one amended file/],
    [['a.docx', 'b.docx', '--by', 'A'], /--by takes NAME=FILE/],
    [['a.docx', 'b.docx', '--out', 'x.odt'], /--out takes a file that ends in/],
    [['a.docx', 'b.docx', '--language', 'de'], /--language takes one of these: ar,/],
    [['-', '-'], /Only one of the files/],
  ])('%j is a wrong call, said in one line', async (args, words) => {
    expect(await run(args)).toBe(2);
    expect(said.err.trim()).toMatch(words);
    expect(said.err.trim().split('\n')).toHaveLength(1);
  });

  test('a file that is not there is named', async () => {
    expect(await run([file('base.docx'), file('none.docx')])).toBe(1);
    expect(said.err).toContain('none.docx: there is no such file');
  });
});
