import { describe, expect, it } from 'vitest';
import type { Amendment, Item, Text } from '../../src/index.ts';
import { amend, atDate, consolidate, decide, descentOf, historyOf } from '../../src/amend/index.ts';
import { amendmentsFromMarks } from '../../src/amend/marks/index.ts';
import { compare } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText } from '../../src/settle/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { hasInputs, inputBytes } from '../inputs.ts';
import { add, at, by, lines, mod, SOURCE, sup, textOf } from './drawing.ts';

const named = (text: Text): Text => {
  const item = (one: Item): Item => ({ ...one, wId: `w-${one.eId}`, items: one.items.map(item) });
  return {
    ...text,
    groups: text.groups.map((group) => ({ ...group, wId: `w-${group.eId}`, items: group.items.map(item) })),
  };
};
const text = named(textOf(SOURCE));
const report = at(text, 'submit annually');
const roadmap = at(text, 'roadmap');
const assist = at(text, 'to assist');

const acceptAll = (given: Amendment[]): { text: Text; amendments: Amendment[] } =>
  given.reduce<{ text: Text; amendments: Amendment[] }>(
    (now, { id }) => decide(now.text, now.amendments, { kind: 'accept', amendment: id }),
    { text, amendments: given },
  );

describe('consolidate', () => {
  const done = acceptAll([
    by('A', [add(report, 'to clean the quays;'), sup(roadmap)]),
    by('B', [add(report, 'to paint the quays;'), add(at(text, 'with plans'), 'with sand;')]),
    by('C', [mod(at(text, 'Director of Quays'), 'invites the Director of Quays')]),
  ]);
  const { text: next } = consolidate(text, done.text, { status: 'modified 2027' });

  it('numbers the lists that changed anew, in their own series, and gives addresses', () => {
    expect(lines(next).slice(6)).toEqual([
      'instructs the Secretary-General',
      '1\tto submit annually to the Council a report on the state of the quays;',
      '2\tto paint the quays;',
      '3\tto clean the quays;',
      '4\tto invite all towns to share their charts,',
      'invites the Director of Quays',
      '1\tto repair the quays and to keep the old cranes in good order;',
      '2\tto assist towns that ask for help:',
      '  a)\twith plans;',
      '  b)\twith sand;',
      '  c)\twith stones.',
    ]);
    expect(at(next, 'share their charts')).toMatch(/__para_4$/);
    expect(at(next, 'with stones')).toMatch(/__point_c$/);
  });

  it('prints its status and keeps identities', () => {
    expect(next.status).toBe('modified 2027');
    expect(lines(next)[0]).toContain('12 (modified 2027)');
    const wIds = next.groups.flatMap((group) => group.items.map((item) => item.wId));
    expect(wIds).toContain(`w-${report}`);
    expect(
      next.groups.flatMap((group) => group.items).find((item) => item.text.includes('paint'))?.wId,
    ).toBeUndefined();
  });

  it('tells what became of each paragraph', () => {
    const descent = descentOf(text, next);
    const of = (kind: string) => descent.filter((one) => one.kind === kind);
    expect(of('new').map((one) => one.to)).toHaveLength(3);
    expect(of('gone').map((one) => one.from)).toEqual([[roadmap]]);
    expect(descent.find((one) => one.from[0] === at(text, 'share their charts'))).toMatchObject({
      kind: 'carried',
      moved: true,
      wId: `w-${at(text, 'share their charts')}`,
    });
    expect(descent.find((one) => one.from[0] === report)).toMatchObject({ kind: 'carried', moved: false });
  });

  it('a text that nothing was decided on stays as it is', () => {
    const { text: same, notes } = consolidate(text, text);
    expect(toPlainText(same)).toBe(toPlainText(text));
    expect(compare(text, same).changes).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('takes accepted amendments against one text as well', () => {
    const a = by('A', [add(assist, 'to count the towns.')], { status: 'accepted' });
    const b = by('B', [sup(assist)]);
    expect(lines(consolidate(text, [a, b]).text).at(-1)).toBe('3\tto count the towns.');
  });

  it('numbers that run on under the next heading go on', () => {
    const running = textOf(`The General Assembly,
Recalling the harbours,
Quays
1.\tRequests the Secretary-General to report on the quays;
2.\tInvites towns to help;
Lamps
3.\tRequests all towns to light their lamps, as said in paragraph 2;
4.\tDecides to come back to this.`);
    const changed = amend(running, [
      add(at(running, 'Invites towns'), 'Thanks the towns;'),
      sup(at(running, 'report on')),
    ]);
    const more = amend(changed, [add(at(running, 'Invites towns'), 'Calls upon all;')]);
    const { text: done2, notes } = consolidate(running, more);
    const labels = done2.groups
      .flatMap((group) => group.items.map((item) => item.label))
      .filter((label) => label !== null);
    expect(labels).toEqual(['1', '2', '3', '4', '5']);
    expect(notes).toMatchObject([{ code: 'internal-reference', target: at(done2, 'light their lamps') }]);
  });
});

it.skipIf(!hasInputs)('numbers a real resolution as its drafters did (needs inputs)', () => {
  const file = 'docx/council-resolution-1332.fr.docx';
  const marked = outline(inputBytes(file), { name: file }).texts.find((one) => one.kind === 'resolution')!;
  const { base, amendments } = amendmentsFromMarks(marked);
  const decided = amend(
    base,
    amendments.flatMap((one) => one.ops),
    { labels: 'provisional' },
  );
  expect(toPlainText(consolidate(base, decided).text)).toBe(toPlainText(acceptText(marked)));
});

it('the text at a date, and the history of a paragraph', () => {
  const second = consolidate(
    text,
    amend(text, [mod(report, 'to submit to the Council a report on the state of the quays;')]),
  ).text;
  const third = consolidate(
    second,
    amend(second, [
      add(at(second, 'harbour towns'), 'the wish of the towns;', { place: 'before' }),
      add(report, 'to paint;', { place: 'before' }),
    ]),
  ).text;
  const versions = [
    { from: '2026-01-01', text },
    { from: '2028-01-01', text: third },
    { from: '2027-01-01', text: second },
  ];
  expect(atDate(versions, '2025-12-31')).toBeNull();
  expect(atDate(versions, '2027-06-01')).toBe(second);
  expect(atDate(versions, '2028-01-01')).toBe(third);
  expect(historyOf(versions, at(third, 'state of the quays'))).toEqual([
    { from: '2026-01-01', eId: report, kind: 'first' },
    { from: '2027-01-01', eId: report, kind: 'changed' },
    { from: '2028-01-01', eId: at(third, 'state of the quays'), kind: 'carried' },
  ]);
});
