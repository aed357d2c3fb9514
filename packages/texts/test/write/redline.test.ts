import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Text, View } from '../../src/index.ts';
import { compare, redline } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { acceptChanges, rejectChanges } from '../../src/revise/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { anyPair } from '../compare/draw.ts';
import { essence } from './same.ts';
import { all, faults, partsOf } from './valid.ts';

const textOf = (bytes: Uint8Array, name: string, view: View = 'marked'): Text => {
  const [text] = outline(bytes, { name, view }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};
const typed = (lines: string): Text => textOf(new TextEncoder().encode(lines), 'a.txt');

const OLD = typed(`RESOLUTION 12 (2026)
Keeping of the harbours
The Council,
recalling
a)\tits Resolution 4 on lighthouses;
b)\tthe report on the quays;
instructs the Secretary-General
1\tto submit regularly to the Council a report on the quays;
2\tto keep the lighthouses;
3\tto sweep the harbours every spring,
invites Member States
1\tto take part in the work on the quays.`);
const NEXT = typed(`RESOLUTION 12 (2026)
Keeping of the harbours
The Council,
recalling
a)\tthe report on the quays;
b)\tthe figures of last year;
recognizing
that harbours silt up,
instructs the Secretary-General
1\tto appoint a keeper of the lighthouses;
2\tto submit every year to the Council a report on the quays;
3\tto keep the lighthouses,
invites Member States
to take part in the work on the quays.`);

const BY = { author: 'Ana Example', date: '2026-05-01T10:00:00Z' };
const CHANGE =
  /^(?:ins|del|moveFrom|moveTo|(?:moveFrom|moveTo)RangeStart|\w+PrChange|cell(?:Ins|Del|Merge)|numberingChange)$/;
const file = textToDocx(redline(compare(OLD, NEXT), BY));

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find((path) =>
  existsSync(path),
);
if (office === undefined) console.log('LibreOffice is not here: opening a redline in it is skipped.');

describe('a redline as a Word file', () => {
  it('bears its author and date on every revision: words, labels, ends of paragraphs', () => {
    expect(faults(file)).toEqual([]);
    const main = partsOf(file).trees.get('word/document.xml');
    if (main === undefined) throw new Error('no main part');
    const changes = [...all(main)].filter((one) => CHANGE.test(one.name));
    expect(changes.length).toBeGreaterThan(20);
    expect(changes.filter((one) => one.parent?.name === 'rPr').length).toBeGreaterThan(3);
    for (const { attributes } of changes) expect(attributes).toMatchObject(BY);
  });

  it('is read back as the text before and the text after, labels included', () => {
    expect(essence(textOf(file, 'a.docx', 'after'))).toEqual(essence(textOf(textToDocx(NEXT), 'a.docx')));
    expect(essence(textOf(file, 'a.docx', 'before'))).toEqual(essence(textOf(textToDocx(OLD), 'a.docx')));
  });

  it('shows the number that a paragraph lost, and the old number of a heading, struck', () => {
    const [item] = OLD.groups.flatMap((group) => group.items).filter((one) => one.label === '2');
    if (item === undefined) throw new Error('no item 2');
    const lost: Text = {
      ...OLD,
      groups: [
        {
          ...sectionOf(OLD),
          label: 'B',
          oldLabel: 'A',
          heading: 'Harbours',
          items: [{ ...item, label: null, oldLabel: '2' }],
        },
      ],
    };
    const bytes = textToDocx(lost, { by: BY });
    expect(faults(bytes)).toEqual([]);
    const main = partsOf(bytes).trees.get('word/document.xml');
    const struck =
      main === undefined ? [] : [...all(main)].filter((one) => one.name === 'delText').map((one) => one.text);
    expect(struck).toEqual(['A.', '2']);
    for (const one of main === undefined ? [] : all(main))
      if (CHANGE.test(one.name)) expect(one.attributes).toMatchObject(BY);
  });

  it('prints a title that changed as the one struck and the other added, where the text does not print it', () => {
    const titled = (title: string): Text => ({
      ...typed('The Council,\ninstructs the Secretary-General\n1\tto keep the quays;'),
      title,
    });
    const printed = (was: string, is: string): string[] => {
      const [marked = raise(), ...settled] = settledAndMarked(titled(was), titled(is));
      expect(faults(marked)).toEqual([]);
      const titles = (bytes: Uint8Array): string =>
        readDocx(bytes)
          .blocks.filter((block) => block.style === 'Title')
          .map((block) => `${block.mark?.state ?? ''} ${block.runs.map((run) => run.text).join('')}`.trim())
          .join(', ');
      return [marked, ...settled].map(titles);
    };
    expect(printed('Keeping of the quays', 'Keeping of the piers')).toEqual([
      'deleted Keeping of the quays, inserted Keeping of the piers',
      'Keeping of the piers',
      'Keeping of the quays',
    ]);
    expect(printed('Keeping of the quays', '')).toEqual(['deleted Keeping of the quays', '', 'Keeping of the quays']);
    expect(printed('', 'Keeping of the quays')).toEqual(['inserted Keeping of the quays', 'Keeping of the quays', '']);
    expect(printed('Keeping', 'Keeping')).toEqual(['Keeping', 'Keeping', 'Keeping']);
  });

  it('keeps to the rules of Word whatever changed, and so do the files of it accepted and rejected', () => {
    fc.assert(
      fc.property(anyPair, ([old, next]) => {
        expect(settledAndMarked(old, next).flatMap(faults)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('has each move with both of its ranges, under one name and with ids of their own, and none once settled', () => {
    let moves = 0;
    fc.assert(
      fc.property(inAnyOrder, inAnyOrder, (old, next) => {
        const files = settledAndMarked(typed(old), typed(next));
        expect(files.flatMap(faults)).toEqual([]);
        const [marked, ...settled] = files.map((each) =>
          [...all(partsOf(each).trees.get('word/document.xml') ?? raise())].filter((one) => /^move/.test(one.name)),
        );
        expect(settled.flat()).toEqual([]);
        moves += marked?.filter((one) => one.name === 'moveToRangeStart').length ?? 0;
      }),
      { numRuns: 40 },
    );
    expect(moves).toBeGreaterThan(20);
  });

  it.skipIf(office === undefined)(
    'opens in LibreOffice with its revisions (needs libreoffice)',
    { timeout: 120_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'suivi-redline-'));
      afterAll(() => rmSync(folder, { recursive: true, force: true }));
      writeFileSync(join(folder, 'a.docx'), file);
      execFileSync(
        office ?? 'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'fodt',
          '--outdir',
          folder,
          join(folder, 'a.docx'),
        ],
        { stdio: 'ignore', timeout: 110_000 },
      );
      const xml = readFileSync(join(folder, 'a.fodt'), 'utf8');
      const authors = [...xml.matchAll(/<text:changed-region.*?<\/text:changed-region>/gs)].map(
        ([region]) => /<dc:creator>([^<]*)/.exec(region)?.[1],
      );
      expect(authors.length).toBeGreaterThan(10);
      expect(new Set(authors)).toEqual(new Set([BY.author]));
      expect(xml).toContain('a keeper of the lighthouses');
    },
  );
});

/** A redline, and it accepted and rejected. */
function settledAndMarked(old: Text, next: Text): Uint8Array[] {
  const bytes = textToDocx(redline(compare(old, next), BY));
  return [bytes, acceptChanges(bytes).bytes, rejectChanges(bytes).bytes];
}

function raise(): never {
  throw new Error('no main part');
}

/** Paragraphs in some order under two verbs, some left out, some with a word more. */
const inAnyOrder: fc.Arbitrary<string> = fc
  .tuple(
    fc.shuffledSubarray(
      [
        'to keep the lamps of the harbour lit from dusk to dawn',
        'to sweep the quays every spring before the boats come back',
        'to ask two coins a day of each boat that lies at the quay',
        'to count the ships of the year and tell the Council their number',
        'to mend the old pier with good timber before the storms of autumn',
        'to teach the young pilots the depths and the currents of the bay',
      ],
      { minLength: 3 },
    ),
    fc.nat(5),
    fc.nat(5),
  )
  .map(([lines, changed, cut]) => {
    const words = lines.map((line, i) => (i === changed ? `${line} with care` : line));
    const list = (some: string[]): string => some.map((line, i) => `${i + 1}\t${line};`).join('\n');
    const at = Math.min(cut, words.length - 1);
    return `The Council,\ninstructs the Secretary-General\n${list(words.slice(0, at))}\ninvites Member States\n${list(words.slice(at))}`;
  });

const sectionOf = (text: Text): Text['groups'][number] => {
  const [first] = text.groups;
  if (first === undefined) throw new Error('no group');
  return { ...first, part: 'section', verb: null, addressees: [], groups: [], lines: [1] };
};
