import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/index.ts';
import {
  bracketFaults,
  bracketsOf,
  chooseOption,
  compile,
  liftBracket,
  openBracket,
  strikeBracket,
} from '../../src/amend/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { accepted, add, at, by, line, mod, SOURCE, sup, textOf } from './drawing.ts';
import { randomAmendments, seeded } from './random.ts';

const text = textOf(SOURCE);
const report = at(text, 'submit annually');
const printedAs = (words: string): Text => textOf(SOURCE.replace('submit annually to the Council', words));
const REPORT = (words: string): string => `1\t${words} a report on the state of the quays;`;

describe('bracketsOf', () => {
  it('reads alternatives with who proposes them', () => {
    const brackets = bracketsOf(printedAs('submit [annually] [A, B: every year] [C: delete] to the Council'));
    expect(brackets.map(({ by: names, words, deletion }) => [names, words, deletion])).toEqual([
      [[], 'annually', undefined],
      [['A', 'B'], 'every year', undefined],
      [['C'], 'delete', true],
    ]);
    expect(brackets[0]?.alternatives).toEqual(brackets.map(({ id }) => id));
  });

  it('reads brackets within brackets', () => {
    const brackets = bracketsOf(printedAs('submit [A: each [B: calendar] year] to the Council'));
    expect(brackets.map(({ words }) => words)).toEqual(['each [B: calendar] year', 'calendar']);
    expect(brackets[1]?.within).toBe(brackets[0]?.id);
  });

  it('takes words before a colon for names only where they are codes, or are known', () => {
    const noted = printedAs('submit [Note: to be checked] to the Council');
    expect(bracketsOf(noted)[0]).toMatchObject({ by: [], words: 'Note: to be checked' });
    expect(bracketsOf(noted, { organisations: ['Note'] })[0]).toMatchObject({ by: ['Note'], words: 'to be checked' });
  });

  it('knows a name that has brackets of its own', () => {
    const drawn = printedAs('submit [East (group): annually] [East (group) (A): delete] to the Council');
    const [one, other] = bracketsOf(drawn, { organisations: ['A', 'East (group)'] });
    expect([one?.by, other?.by, other?.deletion]).toEqual([['East (group)'], ['East (group) (A)'], true]);
  });

  it('tells of a bracket without its other half', () => {
    const faulty = printedAs('submit [annually to the Council');
    expect(bracketsOf(faulty)).toEqual([]);
    expect(bracketFaults(faulty)).toMatchObject([{ code: 'unbalanced', target: report }]);
  });
});

describe('brackets opened, lifted, chosen', () => {
  it('opens a bracket, with names or without, and lifts it again', () => {
    const from = text.groups
      .flatMap((group) => group.items)
      .find((item) => item.eId === report)!
      .text.indexOf('annually');
    const open = openBracket(text, { target: report, from, to: from + 8, organisations: ['A'] });
    expect(line(open, 'quays;')).toContain('[A: annually] to');
    const lifted = liftBracket(open, bracketsOf(open)[0]!.id);
    expect(toPlainText(lifted)).toBe(toPlainText(text));
    expect(() => openBracket(open, { target: report, from: 0, to: from + 4 })).toThrow('cross');
    expect(() => openBracket(open, { target: report, from: 0, to: 9999 })).toThrow(report);
  });

  it.each([
    [0, REPORT('to submit annually to the Council')],
    [1, REPORT('to submit every year to the Council')],
    [2, REPORT('to submit to the Council')],
  ])('option %i stands, the others go', (n, words) => {
    const open = printedAs('submit [annually] [A, B: every year] [C: delete] to the Council');
    expect(line(chooseOption(open, bracketsOf(open)[n]!.id), 'quays;')).toBe(words);
  });

  it('a bracket that is struck goes with its words, other alternatives stay', () => {
    const open = printedAs('submit [annually] [A: every year] to the Council');
    const [first, second] = bracketsOf(open);
    expect(line(strikeBracket(open, second!.id), 'quays;')).toBe(REPORT('to submit [annually] to the Council'));
    expect(line(strikeBracket(open, first!.id), 'quays;')).toBe(REPORT('to submit [A: every year] to the Council'));
    expect(() => strikeBracket(open, 'sec_1#9')).toThrow('no such bracket');
  });

  it('under a name, what goes is marked and can be taken back', () => {
    const open = printedAs('submit [annually] [A: every year] to the Council');
    const done = chooseOption(open, bracketsOf(open)[1]!.id, { by: { author: 'Chair' } });
    const item = done.groups.flatMap((group) => group.items).find((one) => one.eId === report)!;
    expect(item.text).toContain('submit every year to');
    expect(item.runs.map((run) => run.text).join('')).toContain('submit [annually] [A: every year] to');
    expect(new Set(item.runs.flatMap((run) => run.mark?.author ?? []))).toEqual(new Set(['Chair']));
  });

  it('a whole paragraph in brackets goes when its deletion is chosen', () => {
    const charts = at(text, 'share their charts');
    const done = accepted(compile(text, [by('A', [sup(charts)]), by('B', [mod(charts, 'to invite all,')])]).text);
    const brackets = bracketsOf(done);
    const gone = brackets.find((one) => one.deletion && one.by.includes('A'))!;
    expect(toPlainText(chooseOption(done, gone.id))).not.toContain('invite');
    const added = accepted(
      compile(text, [by('A', [add(charts, 'to sing;')]), by('B', [add(charts, 'to dance;')])]).text,
    );
    const sing = bracketsOf(added).find((one) => one.words === 'to sing;')!;
    expect(toPlainText(strikeBracket(added, sing.id))).not.toContain('sing');
  });

  it('a compilation printed in brackets balances', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const done = compile(text, randomAmendments(text, seeded(seed), 10)).text;
        expect(bracketFaults(done)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
