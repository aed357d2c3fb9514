import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Group, Row, Text } from '../../src/index.ts';
import { compare, redline, redlineToHtml, summarise } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptedText, readDocx, rejectedText } from '../../src/read/docx/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { unzipSync } from 'fflate';
import { EMPTY_GROUP } from '../../src/compare/nodes.ts';
import { addressed, itemOf } from './draw.ts';
import { essence } from './essence.ts';

const HEAD = 'Resolution 7\nOn sample matters\nThe General Assembly,\nRecalling its earlier resolutions on samples,\n';
const read = (...lines: string[]): Text => {
  const [text] = outline(new TextEncoder().encode(`${HEAD}${lines.join('\n')}\n`), { name: 'a.txt' }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};
const list = (...items: string[]): Text =>
  read('1\tDecides to support:', ...items.map((item, i) => `${String.fromCharCode(97 + i)})\t${item}`));

type Moved = Extract<Change, { kind: 'moved' }>;
const movesOf = (old: Text, next: Text): Moved[] =>
  compare(old, next).changes.filter((one): one is Moved => one.kind === 'moved');
/** What moved, each with its words struck and added. */
const moves = (old: Text, next: Text): string[] =>
  movesOf(old, next).map(({ old: from, next: to, pieces }) => {
    const changed = pieces.filter(({ kind }) => kind !== 'same');
    return [`${from.label ?? '·'} → ${to.label ?? '·'}`, ...changed.map(({ kind, text }) => `${kind} ${text}`)].join(
      ', ',
    );
  });
const cameOrWent = (old: Text, next: Text): string[] =>
  compare(old, next).changes.flatMap(({ kind }) => (kind === 'inserted' || kind === 'deleted' ? [kind] : []));

describe('a short paragraph that moved', () => {
  const [waste, data, staff] = ['sound management of waste', 'open access to data', 'training of local staff'];

  it.each([
    ['to the head of its list', [waste, data, staff], [staff, waste, data], 'c → a, deleted ., inserted ;'],
    ['to the end of its list', [waste, data, staff], [data, staff, waste], 'a → c, deleted ;, inserted .'],
  ])('is the same one with another sign at its end: %s', (_, before, after, told) => {
    const lines = (items: readonly string[]): string[] =>
      items.map((item, i) => `${item}${i === items.length - 1 ? '.' : ';'}`);
    const [old, next] = [list(...lines(before)), list(...lines(after))];
    expect(moves(old, next)).toEqual([told]);
    expect(cameOrWent(old, next)).toEqual([]);
    const html = redlineToHtml(redline(compare(old, next)));
    const words = told.startsWith('c') ? staff : waste;
    expect(html.split(words)).toHaveLength(2);
    expect(html).toContain('[moved here from: ');
  });

  it('is the same one with the “and” of a list, or one word, struck, added or changed', () => {
    const old = list(`${waste};`, `${data}; and`, `${staff}.`);
    expect(moves(old, list(`${staff};`, `${waste}; and`, `${data}.`))).toEqual(['c → a, deleted ., inserted ;']);
    expect(moves(list(`${waste};`, `${data};`, `${staff};`), list(`${data};`, `${staff}; and`, `${waste}.`))).toEqual([
      'a → c, deleted ;, inserted .',
    ]);
    const five = [`${waste};`, `${data};`, 'books for every school;', 'safer roads;'];
    const changed = (is: string): string[] => moves(list(...five, `${staff};`), list(`${is};`, ...five));
    expect(changed('training of national staff')).toEqual(['e → a, deleted local, inserted national']);
    expect(changed('training of staff')).toEqual(['e → a, deleted local ']);
    expect(changed('regular training of local staff')).toEqual(['e → a, inserted regular ']);
  });

  it('is the same one in another list where all its words stayed', () => {
    const two = (first: string[], second: string[]): Text =>
      read(
        '1\tDecides to support throughout the coming period:',
        ...first.map((item, i) => `${String.fromCharCode(97 + i)})\t${item}`),
        '2\tInvites the members to report every year upon:',
        ...second.map((item, i) => `${String.fromCharCode(97 + i)})\t${item}`),
      );
    const others = ['books for every school;', 'safer roads at night;'];
    const old = two([`${waste};`, `${staff}.`], others);
    expect(moves(old, two([`${waste}.`], [...others, `${staff};`]))).toEqual(['b → c, deleted ., inserted ;']);
    // With a word changed, in another list, it may as well be another.
    expect(moves(old, two([`${waste};`], [...others, 'training of trainers;']))).toEqual([]);
  });

  it('is none where its words are too few, or where two are as like it', () => {
    const others = [`${waste};`, `${data};`, 'books for every school;'];
    expect(moves(list('Noted;', ...others), list(...others, 'Noted.'))).toEqual([]);
    expect(moves(list('Takes note;', ...others), list(...others, 'Takes note.'))).toEqual([]);
    expect(moves(list(`${staff};`, ...others), list(...others, `${staff}.`, `${staff}!`))).toEqual([]);
    expect(moves(list(`${staff};`, `${staff}!`, ...others), list(...others, `${staff}.`))).toEqual([]);
    // One word is another in each of two.
    expect(
      moves(list(`${staff};`, ...others), list(...others, 'training of national staff;', 'training of retired staff;')),
    ).toEqual([]);
  });

  it('is the same one wherever it goes where a permanent id says so', () => {
    const withId = (text: Text, words: string): Text => ({
      ...text,
      groups: text.groups.map((group) => ({
        ...group,
        items: group.items.map((item) => ({
          ...item,
          items: item.items.map((one) => (one.text === words ? { ...one, wId: 'p-42' } : one)),
        })),
      })),
    });
    const others = [`${waste};`, `${data};`];
    const [old, next] = [list('Noted;', ...others), list(...others, 'Noted well;')];
    expect(moves(withId(old, 'Noted;'), withId(next, 'Noted well;'))).toEqual(['a → c, inserted  well']);
  });

  it('is so in Chinese and in Arabic', () => {
    const chinese = ['支持农村学校', '共享开放数据', '培训当地教师'];
    const arabic = ['إدارة النفايات الصلبة', 'إتاحة البيانات العامة', 'تدريب الموظفين المحليين'];
    for (const [words, semicolon, stop] of [
      [chinese, '；', '。'],
      [arabic, '؛', '.'],
    ] as const) {
      const lines = (...items: readonly string[]): string[] =>
        items.map((item, i) => `${item}${i === items.length - 1 ? stop : semicolon}`);
      const [a = '', b = '', c = ''] = words;
      const both = [lines(a, b, c), lines(c, a, b)].map((items): Text => {
        const text = list(...items);
        return { ...text, language: words === chinese ? 'zh' : 'ar' };
      });
      expect(moves(both[0] ?? list(), both[1] ?? list())).toEqual([`c → a, deleted ${stop}, inserted ${semicolon}`]);
    }
  });

  it('is told in words with what changed', () => {
    const old = list(`${waste};`, `${data};`, `${staff}.`);
    const next = list(`${staff};`, `${waste};`, `${data}.`);
    expect(summarise(compare(old, next), 'en').find((line) => line.includes('moved,'))).toBe(
      'Paragraph c: moved, now paragraph a, and changed: “.” replaced by “;”',
    );
  });
});

const group = (one: Partial<Group>): Group => ({ ...EMPTY_GROUP, lines: [1], ...one });
const textOf = (...groups: Group[]): Text => addressed({ ...read(), groups });
const section = (heading: string, ...words: string[]): Group => group({ heading, items: words.map(itemOf) });
const rowOf = (...cells: string[]): Row => ({ cells: cells.map((words) => ({ items: [itemOf(words)] })) });
const table = (...rows: string[][]): Text =>
  textOf(
    section('Ports of the region and their ships', 'The ports of the region are these:'),
    group({ part: 'table', table: rows.map((cells) => rowOf(...cells)) }),
  );
const bothWays = (old: Text, next: Text): Text => {
  const marked = redline(compare(old, next), { author: 'A. Member' });
  expect(essence(acceptText(marked))).toEqual(essence(next));
  expect(essence(rejectText(marked))).toEqual(essence(old));
  const source = readDocx(textToDocx(marked));
  expect(acceptedText(source)).toEqual(acceptedText(readDocx(textToDocx(next))));
  expect(rejectedText(source)).toEqual(acceptedText(readDocx(textToDocx(old))));
  return marked;
};
const partOf = (bytes: Uint8Array): string =>
  new TextDecoder().decode(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());

describe('a heading that moved and changed', () => {
  const quays = section(
    'Upkeep of the quays in winter and summer',
    'The quays are swept every spring by those who land there.',
  );
  const lights = section(
    'Lighthouses',
    'Each light burns from dusk until the last ship is home.',
    'Oil is bought in May.',
  );
  const ships = section('Ships', 'Ships are counted at noon on the first day of each month.');
  const renamed = { ...quays, heading: 'Upkeep of the quays and piers in winter and summer' };
  const [old, next] = [textOf(quays, lights, ships), textOf(lights, ships, renamed)];

  it('is the same one, and shows at its new place the words that changed, with a link to where it stood', () => {
    const html = redlineToHtml(bothWays(old, next));
    expect(moves(old, next).filter((one) => one.includes('inserted'))).toEqual(['· → ·, inserted and piers ']);
    expect(html.split('in winter and summer</h2>')).toHaveLength(2);
    expect(html).toMatch(
      /<h2 id="[^"]*" class="moved"><a href="#([^"]*)">\[moved here from: [^\]]*\]<\/a> Upkeep of the quays <ins [^>]*>.*?and piers <\/ins>in winter and summer<\/h2>/,
    );
    const [, from = ''] = /<h2[^>]*><a href="#([^"]*)">\[moved here from/.exec(html) ?? [];
    expect(html).toMatch(new RegExp(`<p id="${from}" class="moved"><a href="#[^"]*">\\[moved to: [^\\]]*\\]</a></p>`));
  });

  it('is in Word a move with what was added and struck in it', () => {
    const main = partOf(textToDocx(redline(compare(old, next), { author: 'A. Member' })));
    const ranges = main.match(/<w:moveToRangeStart.*?<w:moveToRangeEnd[^>]*>/gs) ?? [];
    const heading = ranges.find((range) => range.includes('Upkeep')) ?? '';
    expect(heading).toMatch(/Heading1.*<w:ins [^>]*><w:r><w:t [^>]*>and piers <\/w:t><\/w:r><\/w:ins>/s);
    expect(heading).toMatch(/<w:moveTo [^>]*><w:r><w:t [^>]*>Upkeep of the quays </);
  });

  it('is known by what it holds where its own words are few', () => {
    const changed = textOf(ships, quays, { ...lights, heading: 'Lights' });
    bothWays(textOf(lights, ships, quays), changed);
    expect(cameOrWent(textOf(lights, ships, quays), textOf(ships, quays, lights))).toEqual([]);
  });

  it('is told in words with what it stands after', () => {
    const lines = summarise(compare(old, next), 'en').filter((line) => line.includes('and piers'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/moved after paragraph beginning “Ships are counted.*, and changed: .*“and piers”/i);
  });
});

describe('a row that moved and changed', () => {
  const rows = [
    ['Port of Aldmouth', 'grain and timber', '12 ships'],
    ['Port of Brighaven', 'coal, salt and herring', '7 ships'],
    ['Port of Calder', 'wool', '31 ships'],
    ['Port of Dunwich', 'passengers and mail', '4 ships'],
  ];
  const [a = [], b = [], c = [], d = []] = rows;
  const old = table(a, b, c, d);
  const next = table(['Port of Dunwich', 'passengers and mail', '5 ships'], a, b, c);

  it('is the same one, and shows at its new place the words that changed, with a link to where it stood', () => {
    expect(moves(old, next)).toEqual(['· → ·, deleted 4, inserted 5']);
    expect(cameOrWent(old, next)).toEqual([]);
    const html = redlineToHtml(bothWays(old, next));
    expect(html.split('passengers and mail</p>')).toHaveLength(2);
    expect(html).toMatch(
      /<tr id="([^"]*)" class="moved"><td><a href="#([^"]*)">\[moved here from: [^\]]*Dunwich[^\]]*\]<\/a> <p [^>]*>Port of Dunwich<\/p><\/td>/,
    );
    expect(html).toMatch(
      /<del [^>]*>(?:<span[^>]*>[^<]*<\/span>)?4<\/del><ins [^>]*>(?:<span[^>]*>[^<]*<\/span>)?5<\/ins> ships/,
    );
    expect(html).toMatch(/<tr id="[^"]*" class="moved"><td colspan="3"><a href="#[^"]*">\[moved to: /);
    for (const [, to = ''] of html.matchAll(/href="#(row-[^"]*)"/g)) expect(html).toContain(`id="${to}"`);
  });

  it('is told in words: that it moved, where to, and what changed', () => {
    expect(summarise(compare(old, next), 'en').slice(1)).toEqual([
      'Table row “Port of Dunwich | passengers and mail…”: moved to another place, and changed: figure changed from 4 to 5',
    ]);
    const last = summarise(
      compare(old, table(b, c, d, ['Port of Aldmouth', 'grain, ore and timber', '12 ships'])),
      'en',
    );
    expect(last[1]).toMatch(/moved after table row “Port of Dunwich.*, and changed: “, ore” added/i);
  });

  it('is in Word struck whole and added whole, for Word has no move of a row', () => {
    const main = partOf(textToDocx(redline(compare(old, next), { author: 'A. Member' })));
    expect(main).not.toMatch(/w:moveTo|w:moveFrom/);
    expect(main.match(/passengers and mail/g)).toHaveLength(2);
    expect(main.match(/<w:trPr>(?:(?!<\/w:trPr>).)*<w:(?:ins|del) [^>]*A\. Member/g)).toHaveLength(2);
    expect(main).not.toMatch(/<w:ins [^>]*><w:del /);
  });

  it('is shown whole where its cells are laid out otherwise now, and moved all the same', () => {
    const merged = table(a, b, c);
    const [, last] = merged.groups;
    const wide: Row = {
      cells: [{ items: [itemOf('Port of Dunwich')] }, { items: [itemOf('passengers and mail, 4 ships')], colspan: 2 }],
    };
    last?.table?.unshift(wide);
    const html = redlineToHtml(bothWays(old, addressed(merged)));
    expect(html.split('passengers and mail')).toHaveLength(3);
  });
});

describe('a table that moved', () => {
  const long = [
    ['Port of Aldmouth', 'grain and timber', '12 ships'],
    ['Port of Brighaven', 'coal, salt and herring', '7 ships'],
  ];
  const ports = group({ part: 'table', table: long.map((cells) => rowOf(...cells)) });
  const changed = group({
    part: 'table',
    table: [...long, ['Port of Calder', 'wool', '31 ships']].map((cells) => rowOf(...cells)),
  });
  const words = [
    section('Upkeep of the quays in winter and summer', 'The quays are swept every spring by those who land there.'),
    section('Lighthouses of the coast and their keepers', 'Each light burns from dusk until the last ship is home.'),
  ];

  it('is the same one, with the rows that came in it', () => {
    const [old, next] = [textOf(ports, ...words), textOf(...words, changed)];
    bothWays(old, next);
    expect(
      compare(old, next).changes.map((one) => [one.kind, 'next' in one && !Array.isArray(one.next) && one.next.what]),
    ).toEqual([
      ['moved', 'table'],
      ['inserted', 'row'],
    ]);
  });
});

const ITEMS = [
  'sound management of waste',
  'open access to data',
  'training of local staff',
  'books for every school',
  'safer roads at night',
  'clean water upstream',
  'Noted',
  'annual reports',
];
const anyList = fc.shuffledSubarray(ITEMS, { minLength: 2 });

describe('lists of short items', () => {
  it('are the new list when accepted and the old one when rejected, with each item that is in both told once', () => {
    fc.assert(
      fc.property(anyList, anyList, fc.constantFrom(';', ',', '; and'), (before, after, sign) => {
        const ended = (items: readonly string[]): Text =>
          list(...items.map((item, i) => `${item}${i === items.length - 1 ? '.' : sign}`));
        const [old, next] = [ended(before), ended(after)];
        const comparison = compare(old, next);
        const marked = redline(comparison);
        expect(essence(acceptText(marked))).toEqual(essence(next));
        expect(essence(rejectText(marked))).toEqual(essence(old));
        // What is struck and added has too few words to be known again, or is in one list alone.
        const told = comparison.changes.flatMap((one) =>
          one.kind === 'inserted' ? [one.next.words] : one.kind === 'deleted' ? [one.old.words] : [],
        );
        const bare = told.map((words) => words.replace(/(?:; and|[;,.])$/, ''));
        for (const item of bare)
          if (item.split(' ').length > 2) expect(before.includes(item) && after.includes(item)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
