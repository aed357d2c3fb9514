import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outline } from '../../src/outline/index.ts';
import { hasInputs, inputBytes } from '../inputs.ts';
import { keyOf, readKey, writeKey } from './key.ts';

const keys = new URL('keys/', import.meta.url);
const files = readdirSync(keys);

describe.skipIf(!hasInputs)('every paragraph stands in its part with its number', () => {
  const shares = new Map<string, { right: number; all: number; misses: string[] }>();
  test.each(files)('%s', (file) => {
    const source = file.replace(/\.key$/, '');
    const path = source.startsWith('council-report') ? source : `resolutions/${source}`;
    const key = readKey(readFileSync(new URL(file, keys), 'utf8'));
    const found = keyOf(outline(inputBytes(path), { name: source }));
    const misses = [...key].filter(([line, value]) => found.get(line) !== value);
    shares.set(source, {
      right: key.size - misses.length,
      all: key.size,
      misses: misses.map(([line, value]) => `${line}: ${found.get(line) ?? 'nowhere'}, not ${value}`),
    });
    // The floor of each text is what MEASURED.md says of it.
    expect(misses.length, shares.get(source)?.misses.join('\n')).toBeLessThanOrEqual(KNOWN[source] ?? 0);
  });

  test('the share over all texts is as MEASURED.md gives it', () => {
    const all = [...shares.values()].reduce((sum, one) => sum + one.all, 0);
    const right = [...shares.values()].reduce((sum, one) => sum + one.right, 0);
    if (shares.size < files.length) return expect(shares.size).toBeLessThan(files.length);
    expect(right / all).toBeGreaterThanOrEqual(0.99);
  });
});

/** Misses that are known, each explained in MEASURED.md. */
const KNOWN: Record<string, number> = { 'A_RES_70_1.en.txt': 6 };

test('a key is read as it was written', () => {
  const text = '1-3 front ·\n4 preamble #\n5-9 preamble ·\n10-12 operative 1..3\n13 operative a\n14 operative b\n';
  expect(writeKey(readKey(text))).toBe(text);
});

const read = (lines: string[], language?: 'es' | 'ru' | 'zh' | 'ar') =>
  keyOf(
    outline(new TextEncoder().encode(`${lines.join('\n')}\n`), { name: 'x.txt', ...(language ? { language } : {}) }),
  );

describe('kinds of text, in our own words', () => {
  test('numbers that run on under headings are one series, and an annexed plan has its own', () => {
    const text = outline(
      new TextEncoder().encode(
        [
          'The General Assembly,',
          'Recalling its earlier work,',
          '1.\tDecides to keep the harbours;',
          'Lighthouses',
          '2.\tRequests the Secretary-General to light them;',
          'Annex',
          'Plan of the quays',
          '1.\tBuild the first quay.',
          'Ferries',
          '2.\tBuild the second.',
        ].join('\n'),
      ),
      { name: 'x.txt' },
    ).texts[0]!;
    expect(text.warnings).toEqual([]);
    expect(text.groups.map((one) => one.part)).toEqual(['preamble', 'operative', 'operative', 'annex']);
  });

  test('the record of a vote closes a text; it asks nothing', () => {
    const key = read([
      'The Human Rights Council,',
      'Guided by its rules,',
      '1.\tInvites all to keep the quays.',
      '12th meeting',
      '3 July 2024',
      '[Adopted by a recorded vote of 3 to 1. The voting was as follows:',
      'In favour:',
      'The towns of the north]',
    ]);
    expect([4, 5, 6, 7, 8].map((line) => key.get(line))).toEqual(Array(5).fill('front ·'));
  });

  test('a declaration of articles keeps its preamble though the body is named within it', () => {
    const key = read([
      'Declaration of the harbour towns',
      'Preamble',
      'Whereas the sea is one,',
      'The General Assembly',
      'Proclaims this declaration.',
      'Article 1',
      'All quays are open.',
      'Article 2',
      'No ferry is left behind.',
    ]);
    expect([3, 4, 5].map((line) => key.get(line))).toEqual(Array(3).fill('preamble ·'));
    expect([6, 7, 8, 9].map((line) => key.get(line))).toEqual(['article #', 'article ·', 'article #', 'article ·']);
  });

  test('the closing of a report does not hang under its last number', () => {
    const key = read([
      'Report of the harbour group',
      '1.\tIntroduction',
      '1.1\tThe group met twice in the year and heard the towns.',
      '1.2\tIt recommends to keep the lights.',
      'In closing, the chair thanked the towns for what they brought to the work.',
    ]);
    expect(key.get(5)).toBe('section ·');
  });

  test.each([
    [
      'es',
      [
        'El Consejo,',
        'recordando',
        'a)\tel acuerdo de los puertos,',
        'encarga al Secretario General',
        '1\tque informe cada año.',
        'invita a los Estados Miembros',
        '1\ta aportar faroles.',
      ],
    ],
    [
      'fr',
      [
        'Le Conseil,',
        'rappelant',
        "a)\tl'accord des ports,",
        'charge le Secrétaire général',
        '1\tde faire rapport chaque année.',
        'invite les États Membres',
        '1\tà apporter des lanternes.',
      ],
    ],
  ] as const)('headings of the Council in %s', (_, lines) => {
    const key = read([...lines]);
    expect(lines.map((_line, i) => key.get(i + 1))).toEqual([
      'preamble #',
      'preamble #',
      'preamble a',
      'operative #',
      'operative 1',
      'operative #',
      'operative 1',
    ]);
  });
});

test.skipIf(!hasInputs)('no word of a table on a cover is lost', () => {
  const words = (list: readonly { items: readonly { text: string; items: readonly unknown[] }[] }[]): number =>
    list.length;
  let tables = 0;
  for (const name of ['A_80_6_Sect.6.docx', 'pandoc-table_header_rowspan.docx']) {
    const { texts } = outline(inputBytes(`docx/structure/${name}`), { name });
    const walk = (groups: (typeof texts)[number]['groups']): void => {
      for (const group of groups) {
        tables += group.part === 'table' ? words(group.table?.flatMap((row) => row.cells) ?? []) : 0;
        walk(group.groups);
      }
    };
    for (const text of texts) walk(text.groups);
  }
  expect(tables).toBeGreaterThan(100);
});
