import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amendment } from '../../src/index.ts';
import { amend, AmendError, changesOf, compile, decide } from '../../src/amend/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { add, at, by, line, lines, mod, SOURCE, sup, textOf } from './drawing.ts';
import { randomAmendments, seeded } from './random.ts';

const text = textOf(SOURCE);
const report = at(text, 'submit annually');
const charts = at(text, 'share their charts');
const assist = at(text, 'to assist towns');
const REPORT = 'to submit annually to the Council a report on the state of the quays;';
const opOf = (amendments: readonly Amendment[], id: string) =>
  amendments.flatMap((one) => one.ops).find((op) => op.id === id);

describe('decide', () => {
  it('what is accepted is in the text, and other changes of the paragraph stay alive', () => {
    const a = by('A', [mod(report, REPORT.replace('annually', 'regularly'))]);
    const b = by('B', [mod(report, REPORT.replace('a report', 'a full report'))]);
    const first = decide(text, [a, b], { kind: 'accept', amendment: a.id });
    expect(line(first.text, 'quays;')).toBe(`1\t${REPORT.replace('annually', 'regularly')}`);
    expect(first.amendments.map((one) => one.status)).toEqual(['accepted', 'proposed']);
    const second = decide(first.text, first.amendments, { kind: 'accept', amendment: b.id });
    expect(line(second.text, 'quays;')).toBe(
      '1\tto submit regularly to the Council a full report on the state of the quays;',
    );
    expect(second.notes).toEqual([]);
  });

  it('a change of the same words asks for its own words from then on, and that is told', () => {
    const a = by('A', [mod(report, REPORT.replace('annually', 'regularly'))]);
    const b = by('B', [mod(report, REPORT.replace('annually', 'every two years'))]);
    const first = decide(text, [a, b], { kind: 'accept', amendment: a.id });
    expect(first.notes).toMatchObject([{ code: 'overlaps', amendment: b.id }]);
    expect(line(compile(first.text, first.amendments).text, 'quays;')).toContain('submit every two years to');
    expect(changesOf(first.text, first.amendments[1]!.ops[0]!)).toEqual([
      { index: 0, was: 'regularly', is: 'every two years' },
    ]);
  });

  it('a change that stands in the text already is met', () => {
    const a = by('A', [mod(report, REPORT.replace('annually', 'regularly'))]);
    const b = by('B', [mod(report, REPORT.replace('annually', 'regularly')), sup(charts)]);
    const { amendments, notes } = decide(text, [a, b], { kind: 'accept', amendment: a.id });
    expect(amendments[1]).toMatchObject({ status: 'partly-accepted', ops: [{ state: 'met' }, {}] });
    expect(notes).toMatchObject([{ code: 'met', amendment: b.id }]);
  });

  it('a part of the words is accepted, the rest stays open', () => {
    const a = by('A', [mod(report, 'to present annually to the Council a full report on the state of the quays;')]);
    const op = a.ops[0]!;
    expect(changesOf(text, op)).toMatchObject([
      { was: 'submit', is: 'present' },
      { was: '', is: 'full ' },
    ]);
    const done = decide(text, [a], { kind: 'accept', amendment: a.id, words: { op: op.id, changes: [1] } });
    expect(line(done.text, 'quays;')).toBe(`1\t${REPORT.replace('a report', 'a full report')}`);
    expect(done.amendments[0]).toMatchObject({
      status: 'partly-accepted',
      ops: [{ id: `${op.id}~1`, state: 'accepted' }, { id: op.id }],
    });
    expect(changesOf(done.text, opOf(done.amendments, op.id)!)).toMatchObject([{ was: 'submit', is: 'present' }]);
    const rest = decide(done.text, done.amendments, { kind: 'reject', amendment: a.id });
    expect(rest.amendments[0]?.ops.map((one) => one.state)).toEqual(['accepted', 'rejected']);
  });

  it('a part of the words is rejected, the rest stays open', () => {
    const a = by('A', [mod(report, 'to present annually to the Council a full report on the state of the quays;')]);
    const op = a.ops[0]!;
    const done = decide(text, [a], { kind: 'reject', amendment: a.id, words: { op: op.id, changes: [0] } });
    expect(done.text).toBe(text);
    expect(changesOf(text, opOf(done.amendments, op.id)!)).toMatchObject([{ was: '', is: 'full ' }]);
    expect(opOf(done.amendments, `${op.id}~1`)).toMatchObject({ state: 'rejected' });
  });

  it('what was proposed for a paragraph that is taken out lapses, and keeps its words', () => {
    const a = by('A', [sup(charts)]);
    const b = by('B', [mod(charts, 'to invite all,'), add(charts, 'to thank them,')]);
    const { text: next, amendments, notes } = decide(text, [a, b], { kind: 'accept', amendment: a.id });
    expect(toPlainText(next)).not.toContain('charts');
    expect(amendments[1]?.ops[0]).toMatchObject({ state: 'lapsed', runs: [{ text: 'to invite all,' }] });
    expect(amendments[1]?.ops[1]).toMatchObject({ target: at(text, 'roadmap'), place: 'after' });
    expect(notes.map((note) => note.code)).toEqual(['lapsed', 'moved-place']);
    expect(lines(compile(next, amendments).text)).toContain('3\tto thank them,');
  });

  it('an amendment to an amendment changes that one; once that is accepted it concerns the text', () => {
    const a = by('A', [mod(report, REPORT.replace('annually', 'regularly')), add(assist, 'to count the towns.')]);
    const b = by('B', [mod(a.ops[0]!.id, REPORT.replace('annually', 'most regularly'))], { parent: a.id });
    const c = by('C', [mod(a.ops[1]!.id, 'to count the towns and cities.')], { parent: a.id });
    const amended = decide(text, [a, b], { kind: 'accept', amendment: b.id });
    expect(amended.text).toBe(text);
    expect(amended.amendments[0]?.ops[0]?.runs).toEqual(b.ops[0]?.runs);
    expect(amended.amendments[1]?.status).toBe('accepted');
    const taken = decide(text, [a, b, c], { kind: 'accept', amendment: a.id });
    const reading = compile(taken.text, taken.amendments).text;
    expect(line(reading, 'quays;')).toContain('to submit most regularly to');
    expect(line(reading, 'count')).toBe('3\tto count the towns and cities.');
    const refused = decide(text, [a, b], { kind: 'reject', amendment: a.id });
    expect(refused.amendments.map((one) => one.status)).toEqual(['rejected', 'lapsed']);
    expect(refused.notes).toMatchObject([{ code: 'lapsed', amendment: b.id }]);
  });

  it('withdrawn, taken over, supported', () => {
    const a = by('A', [sup(charts)]);
    const gone = decide(text, [a], { kind: 'withdraw', amendment: a.id });
    const back = decide(text, gone.amendments, { kind: 'take-over', amendment: a.id, by: 'B' });
    expect(back.amendments[0]).toMatchObject({ by: 'B', status: 'proposed' });
    const more = decide(text, back.amendments, { kind: 'support', amendment: a.id, by: 'C' });
    expect(more.amendments[0]?.supporters).toEqual(['C']);
    expect(() => decide(text, gone.amendments, { kind: 'accept', amendment: a.id })).toThrow(AmendError);
    expect(() => decide(text, [a], { kind: 'accept', amendment: 'x' })).toThrow('there is no such amendment');
  });

  it('is marked under a name where one is given, and earlier names survive', () => {
    const a = by('A', [mod(report, REPORT.replace('annually', 'regularly'))]);
    const b = by('B', [mod(report, REPORT.replace('annually', 'most regularly'))]);
    const first = decide(text, [a, b], { kind: 'accept', amendment: a.id }, { by: { author: 'A' } });
    const second = decide(first.text, first.amendments, { kind: 'accept', amendment: b.id }, { by: { author: 'B' } });
    const item = second.text.groups.flatMap((group) => group.items).find((one) => one.eId === report)!;
    expect(item.text).toBe(REPORT.replace('annually', 'most regularly'));
    const authors = item.runs.flatMap((run) => [run.mark?.author, run.passed?.inserted.author]).filter(Boolean);
    expect(new Set(authors)).toEqual(new Set(['A', 'B']));
    const before = item.runs.filter((run) => run.mark?.state !== 'inserted').map((run) => run.text);
    expect(before.join('')).toBe(REPORT);
  });

  it('no change is ever dropped, whatever is decided', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const random = seeded(seed);
        const given = randomAmendments(text, random, 6);
        let now = { text, amendments: given };
        for (const one of given) {
          const kind = random() < 0.6 ? 'accept' : 'reject';
          const open = now.amendments.find((other) => other.id === one.id)!;
          if (open.status !== 'proposed' && open.status !== 'partly-accepted') continue;
          const { notes, ...next } = decide(now.text, now.amendments, { kind, amendment: one.id });
          for (const before of now.amendments)
            for (const op of before.ops) {
              const after = opOf(next.amendments, op.id);
              expect(after).toBeDefined();
              const fell = after?.state === 'lapsed' && op.state !== 'lapsed';
              if (fell) expect(notes.some((note) => note.op === op.id)).toBe(true);
            }
          now = next;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('proposals for different words, accepted one by one in any order, give what they give together', () => {
    const ops = [
      mod(report, REPORT.replace('submit', 'present')),
      mod(report, REPORT.replace('a report', 'a full report')),
      mod(report, REPORT.replace('the state', 'the present state')),
      mod(charts, 'to invite all towns and cities to share their charts,'),
    ];
    const together = toPlainText(amend(text, ops));
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
        let now: { text: typeof text; amendments: Amendment[] } = {
          text,
          amendments: ops.map((op, i) => ({ ...by('A', [op]), id: `x${i}` })),
        };
        for (const i of order) now = decide(now.text, now.amendments, { kind: 'accept', amendment: `x${i}` });
        expect(toPlainText(now.text)).toBe(together);
      }),
    );
  });
});
