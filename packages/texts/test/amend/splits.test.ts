import { describe, expect, it } from 'vitest';
import type { Amendment } from '../../src/index.ts';
import { amend, AmendError, compile, decide, ORIGINAL, settle, UNCONTESTED } from '../../src/amend/index.ts';
import { paragraphsOf } from '../../src/amend/marks/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { add, at, by, lines, mod, SOURCE, sup, textOf } from './drawing.ts';

const text = textOf(SOURCE);
const cranes = at(text, 'cranes');
const report = at(text, 'submit annually');
const roadmap = at(text, 'roadmap');
const [HEAD, TAIL] = ['to repair the quays and', ' to keep the old cranes in good order;'];

/** The paragraph of the cranes in two, by an organisation. */
const split = (who: string, head = HEAD, tail = TAIL): Amendment =>
  by(who, [mod(cranes, head, { together: 's' }), add(cranes, tail.trim(), { together: 's' })]);
const WORDS = 'to repair the quays and to keep the old cranes in good order;';
const JOINED =
  'to submit annually to the Council a report on the state of the quays; to publish by 1 March 2027 a roadmap for the lighthouses;';
const join = (who: string): Amendment =>
  by(who, [mod(report, JOINED, { together: 'j' }), sup(roadmap, { alone: true, together: 'j' })]);

const around = (given: Amendment[]): string[] => {
  const done = compile(text, given);
  for (const original of [settle(done, ORIGINAL), rejectText(done.text)])
    expect(toPlainText(original)).toBe(toPlainText(text));
  return lines(acceptText(done.text));
};
const uncontested = (given: Amendment[]): string[] => paragraphsOf(settle(compile(text, given), UNCONTESTED));

describe('a paragraph that one would split', () => {
  it('is cut there, and its labels are for the time being', () => {
    expect(around([split('A')]).slice(-5, -2)).toEqual([
      `1\t${HEAD}`,
      '1bis\tto keep the old cranes in good order;',
      expect.stringMatching(/^2\t/),
    ]);
    expect(compile(text, [split('A'), split('B')]).rows.map((row) => [row.act, row.outcome])).toEqual([
      ['MOD', 'joined'],
      ['ADD', 'joined'],
      ['MOD', 'joined'],
      ['ADD', 'joined'],
    ]);
  });

  it('is combined with changes of words before and after the cut', () => {
    const given = [
      split('A'),
      by('B', [mod(cranes, WORDS.replace('in good order', 'in working order'))]),
      by('C', [mod(cranes, WORDS.replace('repair', 'mend'))]),
    ];
    for (const order of [given, [...given].reverse()]) {
      expect(uncontested(order)).toContain('to mend the quays and');
      expect(uncontested(order)).toContain('to keep the old cranes in working order;');
      expect(around(order)).toContain('1bis\tto keep the old cranes in working order;');
    }
  });

  it('is cut in three where two would cut it at different places', () => {
    const given = [split('A'), split('B', 'to repair the quays and to keep the old cranes', ' in good order;')];
    expect(
      uncontested(given)
        .slice(-6, -3)
        .map((words) => words.trim()),
    ).toEqual(['to repair the quays and', 'to keep the old cranes', 'in good order;']);
  });

  it('shows in brackets that another would take it out', () => {
    expect(around([split('A'), by('B', [sup(cranes)])]).at(-4)).toBe(
      `1\t[to repair the quays and [A: ¶] to keep the old cranes in good order;] [B: delete]`,
    );
    expect(uncontested([split('A'), by('B', [sup(cranes)])])).toEqual(paragraphsOf(text));
  });

  it('goes to Word as a mark on its end', () => {
    const done = compile(text, [split('A')]).text;
    const [back] = outline(textToDocx(done), { name: 'split.docx' }).texts;
    if (!back) throw new Error('nothing read');
    expect(paragraphsOf(rejectText(back))).toEqual(paragraphsOf(text));
    expect(paragraphsOf(acceptText(back))).toEqual(paragraphsOf(acceptText(done)));
    const ends = back.groups.flatMap((group) => group.items).flatMap((item) => item.end ?? []);
    expect(ends).toMatchObject([{ state: 'inserted', author: 'A' }]);
  });
});

describe('two paragraphs that one would join', () => {
  it('are one where nobody else touches them', () => {
    expect(uncontested([join('A')])).toContain(JOINED);
    expect(around([join('A')])).toHaveLength(lines(text).length - 1);
  });

  it('stand in brackets on both sides where another changes the second', () => {
    const given = [
      join('A'),
      by('B', [mod(roadmap, 'to publish by 1 March 2027 a clear roadmap for the lighthouses;')]),
    ];
    const done = around(given);
    expect(done.find((one) => one.startsWith('1\tto submit'))).toContain('[A: to publish by 1 March 2027 a roadmap');
    expect(done.find((one) => one.startsWith('2\t['))).toBe(
      '2\t[to publish by 1 March 2027 a [B: clear] roadmap for the lighthouses;] [A: delete]',
    );
    expect(uncontested(given)).toEqual(paragraphsOf(text));
    expect(compile(text, given).rows.every((row) => row.outcome === 'bracketed')).toBe(true);
  });
});

describe('decisions about changes that stand or fall together', () => {
  const accept = (given: Amendment[], who: Amendment, from = text) =>
    decide(from, given, { kind: 'accept', amendment: who.id });

  it('one takes the other along; their words are not taken in part', () => {
    const one = split('A');
    const [first] = one.ops;
    const done = decide(text, [one], { kind: 'accept', amendment: one.id, ops: [first?.id ?? ''] });
    expect(paragraphsOf(done.text)).toContain(TAIL.trim());
    expect(done.amendments[0]?.status).toBe('accepted');
    expect(() =>
      decide(text, [one], { kind: 'accept', amendment: one.id, words: { op: first?.id ?? '', changes: [0] } }),
    ).toThrow(AmendError);
    expect(
      decide(text, [one], { kind: 'reject', amendment: one.id, ops: [first?.id ?? ''] }).amendments[0]?.status,
    ).toBe('rejected');
  });

  it('after a split, another’s change is one of the piece that holds its words', () => {
    const change = by('B', [mod(cranes, WORDS.replace('repair', 'mend').replace('good order', 'working order'))]);
    const one = split('A');
    const first = accept([one, change], one);
    const second = accept(first.amendments, change, first.text);
    expect(first.notes).toEqual([]);
    expect(paragraphsOf(second.text).slice(-5, -3)).toEqual([
      'to mend the quays and',
      'to keep the old cranes in working order;',
    ]);
  });

  it('after a change, a split cuts the words as they stand', () => {
    const change = by('B', [mod(cranes, WORDS.replace('good order', 'working order'))]);
    const one = split('A');
    const first = accept([one, change], change);
    const second = accept(first.amendments, one, first.text);
    expect(paragraphsOf(second.text).slice(-5, -3)).toEqual([HEAD, 'to keep the old cranes in working order;']);
  });

  it('after a join, another’s change of the second is one of the first', () => {
    const change = by('B', [mod(roadmap, 'to publish by 1 March 2027 a clear roadmap for the lighthouses;')]);
    const one = join('A');
    const first = accept([one, change], one);
    const second = accept(first.amendments, change, first.text);
    expect(paragraphsOf(second.text)).toContain(JOINED.replace('a roadmap', 'a clear roadmap'));
  });
});

it('a proposal that splits, made alone, is what its changes make', () => {
  const one = split('A');
  expect(uncontested([one])).toEqual(paragraphsOf(amend(text, one.ops)));
});
