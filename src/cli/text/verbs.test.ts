import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAkn } from '@suivi/texts/akn';
import { amend } from '@suivi/texts/amend';
import { hasChanges } from '@suivi/texts/settle';
import { toPlainText } from '@suivi/texts/write';
import { textToDocx } from '@suivi/texts/write/docx';
import { describe, expect, test, vi } from 'vitest';
import { run } from './index.ts';
import { folderFor, mod, printed, read, SOURCE } from './testing/harbours.ts';

const file = folderFor('text');
const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(file(name)));
const words = (name: string): string => readFileSync(file(name), 'utf8');

const text = read(new TextEncoder().encode(SOURCE), 'base.txt');

writeFileSync(file('old.docx'), textToDocx(text));
writeFileSync(
  file('new.txt'),
  SOURCE.replace('regularly', 'every year').replace('lighthouses', 'lighthouses, and to light them'),
);
const ana = amend(text, [mod(text, 'submit', 'to submit often to the Council a report on the quays;')], {
  by: { author: 'Ana' },
});
writeFileSync(file('marked.docx'), textToDocx(ana));
writeFileSync(file('broken.docx'), 'PK\u0003\u0004 and no more');

const said = printed();

/** Exit code of a call. */
const call = (...args: string[]): Promise<number> => run(args);

describe('suivi text accept and reject', () => {
  test.each([
    ['accept', 'to submit often to the Council'],
    ['reject', 'to submit regularly to the Council'],
  ])('%s writes the file itself, without marks', async (verb, expected) => {
    expect(await call(verb, file('marked.docx'), '--out', file(`${verb}.docx`))).toBe(0);
    const done = read(bytes(`${verb}.docx`), 'a.docx');
    expect(hasChanges(done)).toBe(false);
    expect(toPlainText(done)).toContain(expected);
    expect(said.out).toMatch(/^[1-9]\d* marks settled/);
  });

  test('with --author leave the marks of others, and say how many were settled as JSON', async () => {
    expect(await call('accept', file('marked.docx'), '--author', 'Ben', '--out', file('same.docx'), '--json')).toBe(0);
    expect(JSON.parse(said.out)).toEqual({ marks: 0 });
    expect(bytes('same.docx')).toEqual(bytes('marked.docx'));
  });

  test('want --out, a Word file, and one that can be read', async () => {
    expect(await call('accept', file('marked.docx'))).toBe(2);
    expect(await call('reject', file('new.txt'), '--out', file('no.docx'))).toBe(1);
    expect(await call('reject', file('broken.docx'), '--out', file('no.docx'))).toBe(1);
    expect(said.err).toContain('broken.docx');
    expect(existsSync(file('no.docx'))).toBe(false);
  });
});

describe('suivi text compare', () => {
  test('prints what changed in words, in the language that is asked for', async () => {
    expect(await call('compare', file('old.docx'), file('new.txt'))).toBe(0);
    expect(said.out).toMatch(/every year|lighthouses/);
    const english = said.out;
    said.out = '';
    expect(await call('compare', file('old.docx'), file('new.txt'), '--language', 'fr')).toBe(0);
    expect(said.out).not.toBe(english);
    const french = said.out;
    said.out = '';
    expect(await call('compare', file('old.docx'), file('new.txt'), '--lang', 'fr')).toBe(0);
    expect(said.out).toBe(french);
    said.out = '';
    // What is asked of the summary wins over what is asked of all that is said.
    expect(await call('compare', file('old.docx'), file('new.txt'), '--lang', 'fr', '--language', 'en')).toBe(0);
    expect(said.out).toBe(english);
  });

  test('writes a Word file whose revisions are all of --author', async () => {
    const args = ['compare', file('old.docx'), file('new.txt'), '--out', file('redline.docx'), '--author', 'Ben'];
    expect(await call(...args)).toBe(0);
    const source = read(bytes('redline.docx'), 'redline.docx');
    const marks = source.groups.flatMap((group) =>
      group.items.flatMap((item) => item.runs.flatMap((one) => one.mark ?? [])),
    );
    expect(new Set(marks.map((mark) => mark.author))).toEqual(new Set(['Ben']));
    expect(marks.length).toBeGreaterThan(1);
  });

  test('writes a page, the changes as JSON, and the summary', async () => {
    for (const form of ['html', 'json', 'txt'])
      expect(await call('compare', file('old.docx'), file('new.txt'), '--out', file(`out.${form}`))).toBe(0);
    expect(words('out.html')).toMatch(/<ins\b[^>]*>.*every year/s);
    const [comparison] = JSON.parse(words('out.json')) as { changes: unknown[] }[];
    expect(comparison?.changes.length).toBeGreaterThan(0);
    expect(said.out).toBe(words('out.txt').repeat(3));
    said.out = '';
    expect(await call('compare', file('old.docx'), file('new.txt'), '--json')).toBe(0);
    expect(said.out).toBe(words('out.json'));
  });

  test('restores marks that were lost, from the text before the changes', async () => {
    const lines = (first: string): string =>
      `RESOLUTION 12 (2026)\nOn quays\nThe Council,\ninstructs the Secretary-General\n1\t${first}\n2\tto light them.\n`;
    writeFileSync(file('before.txt'), lines('to report in 2024;'));
    writeFileSync(file('flat.txt'), lines('to report in 20242025;'));
    expect(
      await call('compare', file('before.txt'), file('flat.txt'), '--restore', 'before', '--out', file('r.html')),
    ).toBe(0);
    expect(words('r.html')).toMatch(/<del\b.*2024<\/del><ins\b.*2025<\/ins>/);
  });

  test('finds no change between a text and itself', async () => {
    expect(await call('compare', file('new.txt'), file('new.txt'), '--json')).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject([{ changes: [] }]);
  });
});

describe('suivi text convert', () => {
  test('writes Akoma Ntoso that reads back as the same text', async () => {
    expect(await call('convert', file('new.txt'), '--to', 'akn')).toBe(0);
    const [back] = readAkn(said.out).texts;
    expect(back?.number).toBe('12');
    expect(back === undefined ? '' : toPlainText(back)).toContain('to submit every year to the Council');
    expect(await call('convert', file('new.txt'), '--out', file('text.xml'))).toBe(0);
    expect(words('text.xml')).toContain('<akomaNtoso');
    said.out = '';
    expect(await call('outline', file('text.xml'), '--json')).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject({ texts: [{ number: '12', profile: back?.profile }] });
  });

  test('reads a file before, after or with its marks', async () => {
    const shown = async (...more: string[]): Promise<string> => {
      said.out = '';
      expect(await call('convert', file('marked.docx'), ...more)).toBe(0);
      return said.out;
    };
    expect(await shown('--to', 'txt', '--view', 'before')).toContain('submit regularly to');
    expect(await shown('--to', 'txt', '--view', 'after')).toContain('submit often to');
    expect(await shown('--to', 'md', '--view', 'marked')).toContain('~~regularly~~');
    expect(await shown('--to', 'html', '--view', 'marked')).toMatch(/<ins title="Ana">often/);
    expect(await shown('--to', 'md')).not.toContain('regularly');
  });
});

describe('a wrong value of an option', () => {
  const any = file('not-there.txt');
  test.each([
    ...['outline', 'obligations', 'check', 'convert', 'accept', 'reject', 'public-copy', 'compare', 'compile'].flatMap(
      (verb) => [
        [verb, any, any, '--out', file('x.docx'), '--language', 'de'],
        [verb, any, any, '--out', file('x.docx'), '--profile', 'none'],
        [verb, any, any, '--out', file('x.docx'), '--not-known'],
      ],
    ),
    ['outline', any, '--view', 'later'],
    ['convert', any, '--to', 'txt', '--view', ''],
    ['convert', any, '--to', 'pdf'],
    ['convert', any],
    ['convert', any, '--to', 'docx'],
    ['compare', any, any, '--out', 'a.pdf'],
    ['compare', any, any, '--restore', 'between'],
    ['compile', any, any, '--out', 'a.pdf'],
    ['compile', any, '--by', 'A'],
    ['check', any, '--longest', 'many'],
    ['compare', any],
    ['outlin', any],
  ])('%s %s %s %s %s %s %s is a wrong call, whatever the file', async (...args) => {
    expect(await call(...args.filter((one) => one !== undefined))).toBe(2);
  });

  test('ends the command with 2, and says what it takes', () => {
    const bin = fileURLToPath(new URL('../../../packages/launcher/bin/suivi.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [bin, 'text', 'outline', any, '--view', 'later'], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    expect([status, stderr]).toEqual([2, 'suivi: --view takes one of these: before, after, marked.\n']);
  });
});

describe('suivi text … --lang', () => {
  test('says what is remarked in another language, wherever it stands in the call', async () => {
    writeFileSync(file('gap.txt'), SOURCE.replace('2\tto keep', '5\tto keep'));
    expect(await call('outline', '--lang', 'fr', file('gap.txt'))).toBe(0);
    expect(said.out).toContain('Les numéros ne forment pas une suite ici\u00a0: 1 … 5');
    expect(await call('convert', file('gap.txt'), '--to', 'txt', '--lang=zh')).toBe(0);
    expect(said.err).toContain('此处编号不连续');
    expect(await call('check', file('gap.txt'), '--lang', 'es')).toBeLessThan(2);
    expect(said.out).not.toContain('would be expected');
    said.err = '';
    expect(await call('outline', file('broken.docx'), '--lang', 'ru')).toBe(1);
    expect(said.err).toMatch(/broken\.docx: [\p{Script=Cyrillic} ]+/u);
  });

  test('in a language that is none of the six is a wrong call; English is said as ever', async () => {
    expect(await call('outline', file('gap.txt'), '--lang', 'de')).toBe(2);
    expect(await call('outline', file('gap.txt'), '--lang')).toBe(2);
    expect(await call('outline', file('gap.txt'))).toBe(0);
    expect(said.out).toContain('! line 6: after 1 comes 5');
  });
});

describe('the language of the terminal', () => {
  test('is that of what is said where no --lang is given: what was done, what is refused', async () => {
    vi.stubEnv('LC_ALL', 'fr_FR.UTF-8');
    expect(await call('accept', file('marked.docx'), '--out', file('fr.docx'))).toBe(0);
    expect(said.out).toMatch(/^\d+ marques? traitées?\u00a0: /);
    expect(await call('accept', file('marked.docx'), '--out', file('fr.docx'), '--auther', 'Ana')).toBe(2);
    expect(said.err).toBe('suivi: L’option --auther n’existe pas ici.\n');
  });

  test('gives way to --lang; a language that is none of the six is English', async () => {
    vi.stubEnv('LC_ALL', 'es_ES.UTF-8');
    expect(await call('outline', file('none.docx'), '--lang', 'ar')).toBe(1);
    expect(said.err).toContain(`${file('none.docx')}: لا يوجد ملف بهذا الاسم.`);
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
    said.err = '';
    expect(await call('outlin', file('new.txt'))).toBe(2);
    expect(said.err).toBe('suivi: There is no “outlin” here; did you mean “outline”? See suivi text --help.\n');
  });

  test('tells which file is in the way: the one that is read, or where is to be written', async () => {
    const nowhere = file('no/such/folder/a.docx');
    expect(await call('accept', file('marked.docx'), '--out', nowhere)).toBe(1);
    expect(said.err).toBe(`suivi: ${nowhere}: there is no such file.\n`);
  });

  test('a file of several texts says of which each change is', async () => {
    const two = `Report by the Director
Keeping of the harbours
1. The quays were kept.

ANNEX

RESOLUTION 13 (2026)
Keeping of the buoys
The Council,
instructs the Director
1\tto paint the buoys.`;
    writeFileSync(file('two.txt'), two);
    writeFileSync(file('two-new.txt'), two.replace('paint', 'count'));
    expect(await call('compare', file('two.txt'), file('two-new.txt'))).toBe(0);
    const lines = said.out.split('\n');
    expect(lines[0]).toBe('Report by the Director');
    const second = lines.indexOf('Resolution 13 Keeping of the buoys');
    expect(lines.slice(second).join('\n')).toContain('count');
    expect(lines.slice(0, second).join('\n')).not.toContain('count');
  });
});
