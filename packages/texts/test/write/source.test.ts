import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Mark, Run, Source } from '../../src/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { readMedia } from '../../src/read/media/index.ts';
import { toDocx } from '../../src/write/docx/index.ts';
import { sourceToDocx } from '../../src/write/files/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';
import { plainSource } from './plain.ts';
import { all, faults, partsOf } from './valid.ts';

const source = (blocks: Block[], more: Partial<Source> = {}): Source => ({
  format: 'docx',
  blocks,
  notes: [],
  comments: [],
  headers: [],
  properties: {},
  language: 'en',
  warnings: [],
  ...more,
});
const block = (line: number, runs: Run[], more: Partial<Block> = {}): Block => ({
  kind: 'paragraph',
  line,
  raw: runs.map((run) => run.text).join(''),
  style: 'Normal',
  runs,
  ...more,
});
const again = (given: Source): Source => {
  const bytes = sourceToDocx(given);
  expect(faults(bytes)).toEqual([]);
  return readDocx(bytes);
};
const came: Mark = { state: 'inserted', author: 'A delegation', date: '2026-01-05T10:00:00Z' };
const went: Mark = { state: 'deleted', author: 'Another delegation', date: '2026-01-06T10:00:00Z' };

describe('a file that was read and is written again', () => {
  it('keeps the styles of others by their names, and empty paragraphs between', () => {
    const given = source([
      block(1, [{ text: 'The Council,' }], { style: 'Normal after title' }),
      block(4, [{ text: 'recalling' }], { style: 'Call', align: 'center' }),
      block(5, [{ text: 'its work' }], { style: 'heading 1' }),
    ]);
    expect(again(given).blocks).toEqual(given.blocks);
  });

  it('keeps labels that Word printed: lists that count stay lists that count', () => {
    const list = { id: '7', format: 'lowerLetter', pattern: '%2)' };
    const given = source([
      block(1, [{ text: 'first' }], { label: '1.', level: 1, list: { id: '7', format: 'decimal', pattern: '%1.' } }),
      block(2, [{ text: 'one' }], { label: 'a)', level: 2, list }),
      block(3, [{ text: 'two' }], { label: 'b)', level: 2, list }),
      block(4, [{ text: 'second' }], { label: '2.', level: 1, list: { id: '7', format: 'decimal', pattern: '%1.' } }),
      block(5, [{ text: 'anew' }], { label: 'a)', level: 2, list }),
      block(6, [{ text: 'out of turn' }], { label: 'x)', level: 2, list }),
      block(7, [{ text: 'a sign' }], { label: '–', level: 1 }),
      block(8, [{ text: 'renumbered' }], { label: '6.', oldLabel: '4.', level: 1 }),
      block(9, [{ text: 'came into a list' }], { label: '7.', oldLabel: '', level: 1 }),
    ]);
    const bytes = sourceToDocx(given);
    expect(faults(bytes)).toEqual([]);
    const read = readDocx(bytes).blocks;
    expect(read.map(({ label, oldLabel, level }) => ({ label, oldLabel, level }))).toEqual(
      given.blocks.map(({ label, oldLabel, level }) => ({ label, oldLabel, level })),
    );
    // LibreOffice shows a dot for a bullet of several letters.
    const numbering = partsOf(bytes).trees.get('word/numbering.xml');
    const formatOf = (text: string): string | undefined =>
      [...(numbering === undefined ? [] : all(numbering))]
        .find((one) => one.name === 'lvl' && one.children.some((each) => each.attributes['val'] === text))
        ?.children.find((each) => each.name === 'numFmt')?.attributes['val'];
    expect(['7.', '–'].map(formatOf)).toEqual(['decimal', 'bullet']);
  });

  it('says no more of a paragraph whose number moved up than that', () => {
    const given = source([
      block(1, [{ text: 'new' }], { label: '1.', oldLabel: '', level: 1, was: { author: 'A delegation', level: 0 } }),
      block(2, [{ text: 'second' }], { label: '2.', oldLabel: '1.', level: 1 }),
    ]);
    expect(again(given).blocks.map(({ was }) => was)).toEqual([{ author: 'A delegation', level: 0 }, undefined]);
  });

  it('gives words of another script no language that the file did not', () => {
    const given = source([
      block(1, [{ text: 'the port of 上海 and of ميناء' }]),
      block(2, [{ text: 'ميناء', rtl: true }]),
    ]);
    expect(again(given).blocks.flatMap(({ runs }) => runs.map(({ lang }) => lang))).toEqual([undefined, undefined]);
    const chinese = source([block(1, [{ text: '海港', lang: 'zh-CN' }, { text: ' is a harbour' }])]);
    expect(again(chinese).blocks[0]?.runs[0]?.lang).toBe('zh-CN');
  });

  it('keeps typed labels and their changes', () => {
    const typed = (line: number, label: string | undefined, oldLabel: string | undefined, prefix: string): Block => ({
      ...block(line, [{ text: 'to keep the quays' }]),
      raw: `${prefix}to keep the quays`,
      ...(label === undefined ? {} : { label }),
      ...(oldLabel === undefined ? {} : { oldLabel }),
    });
    const given = source([
      typed(1, 'a)', undefined, 'a)\t'),
      typed(2, '6', '4', '46\t'),
      typed(3, '7', '', '7\t'),
      typed(4, undefined, '8', '8\t'),
    ]);
    expect(again(given).blocks.map(({ typed: _, ...one }) => one)).toEqual(given.blocks);
    const marked = source([
      { ...block(1, [{ text: 'x' }]), raw: 'b)\tx', label: 'b)', typed: [{ text: 'b)\t', bold: true }] },
    ]);
    expect(again(marked).blocks).toEqual(marked.blocks);
  });

  it('writes a range whose ends fall into two parts where it begins, and a name that two parts bear once', () => {
    const given = source([block(1, [{ text: 'one' }], { bookmarks: [{ name: 'wide', from: 1, to: 2, until: 4 }] })]);
    given.headers = [
      block(2, [{ text: 'head' }], { place: 'header', bookmarks: [{ name: 'wide', from: 0, to: 4 }] }),
      block(3, [{ text: 'foot' }], { place: 'footer' }),
      block(4, [{ text: 'head' }], { place: 'header', bookmarks: [{ name: 'late', from: 0, to: 0, until: 9 }] }),
    ];
    given.comments = [{ id: '0', text: 'Which?', line: 1, stretch: { from: 0, to: 2, until: 3 } }];
    const bytes = sourceToDocx(given);
    expect(faults(bytes)).toEqual([]);
    expect(readDocx(bytes).blocks[0]?.bookmarks).toEqual([{ name: 'wide', from: 1, to: 1 }]);
  });

  it('counts the columns of a table with the cells that reach down into a row', () => {
    const cell = (colspan: number, rowspan: number) => ({ blocks: [], colspan, rowspan });
    const table: Block = {
      kind: 'table',
      line: 1,
      raw: '',
      runs: [],
      rows: [{ cells: [cell(2, 2), cell(1, 1)] }, { cells: [cell(2, 1), cell(1, 2)] }, { cells: [cell(4, 1)] }],
    };
    expect(faults(sourceToDocx(source([table])))).toEqual([]);
  });

  it('writes a move as one, with both of its ranges, and one that lost a side as words that came and went', () => {
    const move = (mark: Mark, name: string): Mark => ({ ...mark, move: name });
    const given = source([
      block(1, [{ text: 'This sentence moves.', mark: move(went, 'm1') }], { mark: move(went, 'm1') }),
      block(2, [{ text: 'It moved from before, ' }, { text: 'and so did these words', mark: move(came, 'm2') }]),
      block(3, [{ text: 'This sentence moves.', mark: move(came, 'm1') }], { mark: move(came, 'm1') }),
      block(4, [{ text: 'Words ' }, { text: 'and so did these words', mark: move(went, 'm2') }, { text: ' stay.' }]),
      block(5, [{ text: 'alone', mark: move(went, 'm3') }]),
    ]);
    const read = again(given).blocks;
    expect(read.slice(0, 4)).toEqual(given.blocks.slice(0, 4));
    expect(read[4]?.runs[0]?.mark).toEqual(went);
  });

  it('shows square brackets as they are, and writes any language', () => {
    const given = source([block(1, [{ text: '[by 2030] [[or]] [2035]' }])], { properties: { language: 'de' } });
    delete given.language;
    const read = again(given);
    expect(read.blocks).toEqual(given.blocks);
    expect(read.properties.language).toBe('de');
  });

  it('numbers lines where that is asked for, and says who wrote the file and when as the caller does', () => {
    const bytes = toDocx({
      title: 'Draft',
      language: 'fr',
      lineNumbers: { every: 5 },
      properties: {
        author: 'Secretariat',
        subject: 'Harbours',
        created: '2026-01-05T10:00:00Z',
        modified: 'yesterday',
      },
      blocks: [{ kind: 'paragraph', runs: [{ text: 'Le Conseil,' }] }],
    });
    expect(faults(bytes)).toEqual([]);
    expect(readDocx(bytes).properties).toMatchObject({ author: 'Secretariat', created: '2026-01-05T10:00:00Z' });
    expect(readDocx(bytes).properties.modified).toBeUndefined();
  });

  it('keeps answers to comments with the comment', () => {
    const given = source([block(1, [{ text: 'The quays' }]), block(2, [{ text: 'The lighthouses' }])], {
      comments: [
        { id: '4', author: 'A delegation', date: '2026-01-05T10:00:00Z', text: 'Which\nquays?', line: 2 },
        { id: '9', author: 'Secretariat', date: '2026-01-06T10:00:00Z', text: 'All.', line: 2, parent: '4' },
      ],
    });
    const read = again(given).comments;
    expect(read.map(({ stretch: _, ...one }) => one)).toEqual(given.comments);
  });
});

const WORDS = ['The Council', ' resolves ', '[by 2030]', 'a <b> & "c"', ' الأمين العام', '秘书长', ' – ', 'x'];
const mark = fc.record(
  {
    state: fc.constantFrom('inserted' as const, 'deleted' as const),
    author: fc.constantFrom('A delegation', 'Élodie & sons'),
    date: fc.constant('2026-01-05T10:00:00Z'),
  },
  { requiredKeys: ['state'] },
);
const flag = fc.constant(true as const);
const run = fc
  .record(
    {
      text: fc.constantFrom(...WORDS),
      bold: flag,
      italic: flag,
      underline: flag,
      strike: flag,
      vert: fc.constantFrom('sup', 'sub'),
      link: fc.constantFrom('https://example.org/a?b=1&c=2', '#place'),
      mark,
    },
    { requiredKeys: ['text'] },
  )
  .map(({ vert, ...rest }): Run => ({
    // Words of another script say which language they are in.
    ...(/[\u0600-\u06ff]/.test(rest.text) ? { lang: 'ar-SA', rtl: true as const } : {}),
    ...(/[\u4e00-\u9fff]/.test(rest.text) ? { lang: 'zh-CN' } : {}),
    ...rest,
    ...(vert === 'sup' ? { sup: true } : vert === 'sub' ? { sub: true } : {}),
  }));
const paragraph = fc
  .record(
    {
      runs: fc.array(run, { minLength: 1, maxLength: 6 }),
      style: fc.constantFrom('Normal', 'heading 2', 'Call', 'Title', 'enumlev', 'caption'),
      heading: fc.integer({ min: 1, max: 9 }),
      level: fc.integer({ min: 1, max: 9 }),
      align: fc.constantFrom('center' as const, 'end' as const),
      label: fc.constantFrom('1.', 'a)', '•', 'Measure 7', '(iv)'),
      oldLabel: fc.constantFrom('', '3.'),
      mark,
    },
    { requiredKeys: ['runs', 'style'] },
  )
  .map(({ oldLabel, ...one }): Block => {
    const level = one.label === undefined ? one.level : (one.level ?? 1);
    return {
      ...block(0, one.runs),
      ...one,
      ...(level === undefined ? {} : { level }),
      // A paragraph that came or went as a whole has one label.
      ...(one.label !== undefined && one.mark === undefined && oldLabel !== undefined ? { oldLabel } : {}),
    };
  });
const table = fc
  .array(
    fc.tuple(
      fc.boolean(),
      fc.array(fc.array(paragraph, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((rows): Block => ({
    kind: 'table',
    line: 0,
    raw: '',
    runs: [],
    rows: rows.map(([header, cells]) => ({
      ...(header ? { header: true as const } : {}),
      cells: cells.map((blocks) => ({ blocks })),
    })),
  }));
const document = fc
  .record({
    blocks: fc.array(fc.oneof({ weight: 5, arbitrary: paragraph }, { weight: 1, arbitrary: table }), { maxLength: 6 }),
    last: paragraph,
  })
  .map(({ blocks, last }): Source =>
    numbered(
      source(
        [
          block(0, [
            { text: 'Of these words most are in the language of the document, whatever the others say. '.repeat(9) },
          ]),
          ...blocks,
          last,
        ],
        { properties: { language: 'en-GB' } },
      ),
    ),
  );

/** Lines as a reading counts them. */
function numbered(given: Source): Source {
  let line = 0;
  const number = (one: Block): Block => {
    if (one.kind === 'paragraph') return { ...one, line: (line += 1) };
    const first = line + 1;
    const rows = one.rows?.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map(number) })),
    }));
    return { ...one, line: first, ...(rows === undefined ? {} : { rows }) };
  };
  return { ...given, blocks: given.blocks.map(number) };
}

describe('whatever is written', () => {
  it('is a file whose elements stand in their order, and reads back as it was', () => {
    fc.assert(
      fc.property(document, (given) => {
        const bytes = sourceToDocx(given);
        expect(faults(bytes)).toEqual([]);
        expect(plainSource(readDocx(bytes))).toEqual(plainSource(given));
      }),
      { numRuns: 150 },
    );
  });
});

const mediaOf = (bytes: Uint8Array): Record<string, Uint8Array> =>
  Object.fromEntries([...readMedia(bytes)].map(([name, image]) => [name, image.bytes]));

const files = hasInputs
  ? ['structure', 'tracked', 'compare']
      .flatMap((folder) => readdirSync(inputPath(`docx/${folder}`)).map((name) => `docx/${folder}/${name}`))
      .filter((name) => name.endsWith('.docx'))
      .concat('docx/council-resolution-1332.fr.docx')
  : [];

describe.skipIf(!hasInputs)('every Word file of the inputs, read, written and read again', () => {
  it.each(files)('%s', (path) => {
    const given = readDocx(inputBytes(path));
    const bytes = sourceToDocx(given, { media: mediaOf(inputBytes(path)) });
    expect(faults(bytes)).toEqual([]);
    expect(plainSource(readDocx(bytes))).toEqual(plainSource(given));
  });
});
