import { describe, expect, it } from 'vitest';
import { amend, AmendError, compile, settle, ORIGINAL } from '../../src/amend/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { add, at, by, lines, mod, noc, SOURCE, sup, textOf } from './drawing.ts';

const text = textOf(SOURCE);
const report = at(text, 'submit annually');
const charts = at(text, 'share their charts');

describe('amendments that are odd', () => {
  it('two that amend each other have no place, and are told', () => {
    const a = by('A', [{ ...mod('y', 'one'), id: 'x' }]);
    const b = by('B', [{ ...mod('x', 'two'), id: 'y' }]);
    const done = compile(text, [a, b]);
    expect(done.text).toBe(text);
    expect(done.notes.map((note) => note.code)).toEqual(['no-place', 'no-place']);
  });

  it('a change that stands twice counts once, and is told', () => {
    const op = mod(report, 'to report;');
    const done = compile(text, [by('A', [op]), by('B', [op])]);
    expect(done.notes).toMatchObject([{ code: 'twice', op: op.id }]);
  });

  it('a move takes the identity of its paragraph along, and is listed as SUP* and ADD*', () => {
    const named = {
      ...text,
      groups: text.groups.map((group) => ({
        ...group,
        items: group.items.map((item) => (item.eId === charts ? { ...item, wId: 'w1' } : item)),
      })),
    };
    const ops = [
      sup('w1', { move: 'm' }),
      add(report, 'to invite all towns to share their charts,', { place: 'before', move: 'm' }),
    ];
    const moved = amend(named, ops);
    const group = moved.groups.find((one) => one.items.some((item) => item.eId === report));
    expect(group?.items[0]).toMatchObject({ wId: 'w1', text: 'to invite all towns to share their charts,' });
    const done = compile(named, [by('A', ops, { late: true })]);
    expect(done.rows.map((row) => [row.act, row.late])).toEqual([
      ['ADD*', true],
      ['SUP*', true],
    ]);
    expect(lines(rejectText(done.text))).toEqual(lines(text));
    expect(lines(acceptText(done.text)).join('\n')).toMatch(/share their charts,\n1\tto submit/);
  });

  it('says which change has no place, and which two cannot both be made', () => {
    expect(() => amend(text, [mod('sec_77', 'words')])).toThrow(AmendError);
    expect(() => amend(text, [mod('sec_77', 'words')])).toThrow('sec_77');
    expect(() => amend(text, [mod(report, 'to sing;'), mod(report, 'to dance;')])).toThrow('the same words');
  });

  it('a paragraph added below one that another would take out is in question too', () => {
    const assist = at(text, 'to assist');
    const done = compile(text, [by('A', [sup(assist)]), by('B', [add(assist, 'with sand;', { place: 'inside' })])]);
    expect(lines(done.text).slice(-4)).toEqual([
      '2\t[to assist towns that ask for help:] [A: delete]',
      '  a)\t[with plans;] [A: delete]',
      '  b)\t[with stones.] [A: delete]',
      '  c)\t[B: with sand;]',
    ]);
    expect(toPlainText(settle(done, ORIGINAL))).toBe(toPlainText(text));
  });

  it('nothing proposed, or only that all stay, leaves the text as it is', () => {
    expect(compile(text, []).text).toBe(text);
    const done = compile(text, [by('A', [noc(report)])]);
    expect(done.text).toBe(text);
    expect(done.places.map((place) => [place.eId, place.kept.length, place.contested])).toEqual([[report, 1, false]]);
  });
});
