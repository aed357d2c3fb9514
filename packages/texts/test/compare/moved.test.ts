import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptText,
  compare,
  outline,
  redline,
  redlineToHtml,
  rejectText,
  summarise,
  type Change,
  type Text,
} from '../../src/index.ts';
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
      'Paragraph c: moved, now Paragraph a, and changed: “.” replaced by “;”',
    );
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
