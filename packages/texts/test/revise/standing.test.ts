import { describe, expect, it } from 'vitest';
import { amend } from '../../src/amend/index.ts';
import { amendmentsFromMarks } from '../../src/amend/marks/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptChanges } from '../../src/revise/index.ts';
import { isStanding, standingIn } from '../../src/settle/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { add, at, mod, SOURCE, sup, textOf } from '../amend/drawing.ts';

const EARLIER = { author: 'Reviser', date: '2026-01-02T10:20:30.0570604-07:00' };
const text = textOf(SOURCE);
/** A text on which a reviser's marks stand: a paragraph struck, one added, words changed. */
const base = amend(
  text,
  [
    sup(at(text, 'share their charts')),
    add(at(text, 'roadmap'), 'to paint the quays in the old colours;'),
    mod(at(text, 'repair the quays'), 'to mend the quays and to keep the old cranes in good order;'),
  ],
  { by: EARLIER },
);

/** What a file made from it by one more author proposes, its standing marks accepted as they came back. */
function proposed(by: { author: string; date: string }) {
  const next = amend(
    base,
    [
      mod(at(base, 'old colours'), 'to paint the quays in bright colours;'),
      mod(at(base, 'mend the quays'), 'to mend the quays and to keep all cranes in good order;'),
    ],
    { by },
  );
  const file = textToDocx(next, { changes: 'tracked' });
  const { bytes } = acceptChanges(file, { only: isStanding(standingIn(base)) });
  const [own] = outline(bytes, { name: 'a.docx' }).texts;
  if (!own) throw new Error('no text');
  return amendmentsFromMarks(own, { base });
}

describe('marks that stood in a text before a file was made from it', () => {
  it('are not proposed again; what is proposed in the words that they brought is to those words', () => {
    const { amendments, notes } = proposed({ author: 'Aland', date: '2026-02-01T08:00:00Z' });
    expect(notes).toEqual([]);
    expect(amendments.map((one) => [one.by, one.ops.map((op) => [op.act, op.target, op.runs?.[0]?.text])])).toEqual([
      ['Aland', [['MOD', at(base, 'old colours'), 'to paint the quays in bright colours;']]],
      ['Aland', [['MOD', at(base, 'mend the quays'), 'to mend the quays and to keep all cranes in good order;']]],
    ]);
  });

  it('are known when Word has cut their times to the minute; what their author changes later is proposed', () => {
    const { amendments } = proposed({ author: 'Reviser', date: '2026-01-02T10:21:00Z' });
    expect(amendments.map((one) => one.by)).toEqual(['Reviser', 'Reviser']);
    const standing = isStanding(standingIn(base));
    expect(standing({ author: 'Reviser', date: '2026-01-02T10:20:00Z' })).toBe(true);
    expect(standing({ author: 'Aland', date: '2026-01-02T10:20:00Z' })).toBe(false);
  });
});
