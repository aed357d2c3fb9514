import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/model/text.ts';
import { readDocx, rejectedText } from '../../src/read/docx/index.ts';
import { buildDocx, del, endMark, inList, ins, list, num, paragraph, run } from './build.ts';
import { flatten } from './flatten.ts';

const read = (parts: Parameters<typeof buildDocx>[0]): Source => readDocx(buildDocx(parts));
const labels = (source: Source): (string | undefined)[] => source.blocks.map((block) => block.label);

describe('labels', () => {
  it.each([
    ['decimal', '%1.', ['1.', '2.', '3.']],
    ['lowerLetter', '%1)', ['a)', 'b)', 'c)']],
    ['upperRoman', '(%1)', ['(I)', '(II)', '(III)']],
    ['russianLower', '%1)', ['а)', 'б)', 'в)']],
    ['arabicAbjad', '%1', ['أ', 'ب', 'ج']],
    ['chineseCounting', '%1、', ['一、', '二、', '三、']],
    ['decimalZero', '%1', ['01', '02', '03']],
    ['ordinal', '%1', ['1st', '2nd', '3rd']],
    ['chicago', '%1', ['*', '†', '‡']],
    ['hebrew1', '%1', ['א', 'ב', 'ג']],
    ['ideographTraditional', '%1.', ['甲.', '乙.', '丙.']],
    ['bullet', '\uf0b7', ['•', '•', '•']],
    ['aiueoFullWidth', '%1', ['ア', 'イ', 'ウ']],
    ['iroha', '%1', ['ｲ', 'ﾛ', 'ﾊ']],
    ['ganada', '%1.', ['가.', '나.', '다.']],
    ['chosung', '%1', ['ㄱ', 'ㄴ', 'ㄷ']],
    ['koreanCounting', '%1', ['일', '이', '삼']],
    ['koreanLegal', '%1', ['하나', '둘', '셋']],
    ['japaneseLegal', '%1', ['壱', '弐', '参']],
    ['ideographZodiacTraditional', '%1', ['甲子', '乙丑', '丙寅']],
    ['vietnameseCounting', '%1', ['một', 'hai', 'ba']],
    ['thaiCounting', '%1', ['หนึ่ง', 'สอง', 'สาม']],
    ['custom" w:format="001, 002, 003, ...', '%1', ['001', '002', '003']],
  ])('in %s are printed as Word prints them', (format, text, expected) => {
    const lists = list(1, [[format, text, '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>']], [num(1, 1)]);
    expect(
      labels(read({ body: paragraph(run('item'), inList(1)).repeat(3), numbering: lists.abstract + lists.nums })),
    ).toEqual(expected);
  });

  it('of several levels start anew below a higher one, and a legal level prints digits', () => {
    const lists = list(
      1,
      [
        ['upperRoman', '%1.'],
        ['decimal', '%1.%2', '<w:isLgl/>'],
        ['lowerLetter', '%3)', '<w:lvlRestart w:val="1"/>'],
      ],
      [num(1, 1)],
    );
    const at = (level: number): string => paragraph(run('item'), inList(1, level));
    expect(
      labels(read({ body: [0, 1, 1, 2, 1, 2, 0, 1, 2].map(at).join(''), numbering: lists.abstract + lists.nums })),
    ).toEqual(['I.', '1.1', '1.2', 'a)', '1.3', 'b)', 'II.', '2.1', 'a)']);
  });

  it('run on between lists of one definition, and start where a list says so', () => {
    const lists = list(
      1,
      [['decimal', '%1.']],
      [num(1, 1), num(2, 1), num(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')],
    );
    expect(
      labels(
        read({
          body: [1, 1, 2, 3, 3, 2].map((id) => paragraph(run('item'), inList(id))).join(''),
          numbering: lists.abstract + lists.nums,
        }),
      ),
    ).toEqual(['1.', '2.', '3.', '7.', '8.', '9.']);
  });

  it('below a level that was passed over count it as begun, as Word and LibreOffice do', () => {
    const lists = list(
      1,
      [
        ['decimal', '%1.'],
        ['decimal', '%1.%2.'],
        ['lowerLetter', '%3)'],
      ],
      [num(1, 1)],
    );
    const levels = [1, 1, 0, 1, 2, 0, 2, 1];
    expect(
      labels(
        read({
          body: levels.map((level) => paragraph(run('x'), inList(1, level))).join(''),
          numbering: lists.abstract + lists.nums,
        }),
      ),
    ).toEqual(['1.1.', '1.2.', '2.', '2.1.', 'a)', '3.', 'a)', '3.2.']);
  });

  it('come from styles too, each at the level that names it', () => {
    const lists = list(
      1,
      [
        ['decimal', '%1', '<w:pStyle w:val="H1"/>'],
        ['decimal', '%1.%2', '<w:pStyle w:val="H2"/>'],
      ],
      [num(1, 1)],
    );
    const style = (id: string): string =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
    const body =
      ['H1', 'H2', 'H2', 'H1', 'H2'].map((id) => paragraph(run('x'), `<w:pStyle w:val="${id}"/>`)).join('') +
      paragraph(run('y'), '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(labels(read({ body, styles: style('H1') + style('H2'), numbering: lists.abstract + lists.nums }))).toEqual([
      '1',
      '1.1',
      '1.2',
      '2',
      '2.1',
      undefined,
    ]);
  });

  it('that were typed are cut off at the first tab; words before a tab are not', () => {
    const typed = ['a)', '1', '2.10.1', '(iv)', '–', 'OP4', '12bis', 'أ )', '(三)', 'Annexe:', 'See'];
    expect(labels(read({ body: typed.map((label) => paragraph(run(`${label}\tand so on`))).join('') }))).toEqual([
      'a)',
      '1',
      '2.10.1',
      '(iv)',
      '–',
      'OP4',
      '12bis',
      'أ )',
      '(三)',
      undefined,
      undefined,
    ]);
  });

  it('with marks have an old and a new reading', () => {
    const source = read({
      body: [
        paragraph(del(run('4', '', true)) + ins(run('6')) + run('\tto go on;')),
        paragraph(del(run('7\tstruck;', '', true)), endMark('del')),
        paragraph(ins(run('9\tnew;')), endMark('ins')),
        paragraph(ins(run('8\t')) + run('first without, then with;')),
        paragraph(run('5\tcut '), endMark('ins')),
      ].join(''),
    });
    expect(source.blocks.map(({ oldLabel, label, mark }) => [oldLabel, label, mark?.state])).toEqual([
      ['4', '6', undefined],
      [undefined, '7', 'deleted'],
      [undefined, '9', 'inserted'],
      ['', '8', undefined],
      [undefined, '5', 'inserted'],
    ]);
    expect(flatten(source).split('\n').slice(0, 3)).toEqual(['46\tto go on;', '7\tstruck;', '9\tnew;']);
    expect(rejectedText(source)).toEqual(['4\tto go on;', '7\tstruck;', 'first without, then with;', '5\tcut ']);
  });

  it('that Word computes move when a paragraph is inserted or struck', () => {
    const lists = list(1, [['decimal', '%1.']], [num(1, 1)]);
    const item = (inner: string, mark = ''): string => paragraph(inner, inList(1) + mark);
    const source = read({
      body:
        item(run('kept')) +
        item(ins(run('new')), endMark('ins')) +
        item(run('moves down')) +
        item(del(run('old', '', true)), endMark('del')) +
        item(run('stays')),
      numbering: lists.abstract + lists.nums,
    });
    expect(source.blocks.map(({ oldLabel, label }) => [oldLabel, label])).toEqual([
      [undefined, '1.'],
      [undefined, '2.'],
      ['2.', '3.'],
      [undefined, '3.'],
      [undefined, '4.'],
    ]);
    expect(flatten(source)).toContain('2.3.\tmoves down');
  });

  it('before a change of numbering are told by either of its two forms', () => {
    const lists = list(1, [['decimal', '%1.']], [num(1, 1), num(2, 1)]);
    const source = read({
      body:
        paragraph(
          run('a'),
          `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:numberingChange w:id="1" w:author="A" w:original="%1:4:0:."/></w:numPr>`,
        ) + paragraph(run('b'), `${inList(1)}<w:pPrChange w:id="2" w:author="A"><w:pPr/></w:pPrChange>`),
      numbering: lists.abstract + lists.nums,
    });
    expect(source.blocks.map(({ oldLabel, label }) => [oldLabel, label])).toEqual([
      ['4.', '1.'],
      ['', '2.'],
    ]);
  });
});
