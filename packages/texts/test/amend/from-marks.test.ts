import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/index.ts';
import { amend, compile, ORIGINAL, settle, UNCONTESTED } from '../../src/amend/index.ts';
import { amendmentsFromMarks, paragraphsOf } from '../../src/amend/marks/index.ts';
import { compare, redline } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { hasInputs, inputBytes } from '../inputs.ts';
import { at, by, line, mod, SOURCE, sup, textOf, add } from './drawing.ts';

const text = textOf(SOURCE);
const report = at(text, 'submit annually');
const charts = at(text, 'share their charts');

/** All that marks of a text propose, made: its words must be those of the text with its marks accepted. */
function everything(marked: Text): { before: string[]; after: string[] } {
  const { base, amendments } = amendmentsFromMarks(marked);
  const ops = amendments.flatMap((one) => one.ops);
  return { before: paragraphsOf(base), after: paragraphsOf(amend(base, ops, { labels: 'given' })) };
}

describe('amendments from revision marks', () => {
  it("each author's changes of a paragraph are an amendment of that author", () => {
    const marked = amend(
      amend(
        text,
        [mod(report, 'to present annually to the Council a report on the state of the quays;'), sup(charts)],
        {
          by: { author: 'A', date: '2026-01-02T00:00:00Z' },
        },
      ),
      [
        mod(report, 'to present annually to the Council a full report on the state of the quays;'),
        add(report, 'to paint the quays;'),
      ],
      { by: { author: 'B' } },
    );
    const { amendments, base } = amendmentsFromMarks(marked, {
      comments: [{ id: '1', author: 'B', text: 'They look old.', line: 5 }],
      at: '2026-02-01T00:00:00Z',
      organisationOf: (author) => author.toLowerCase(),
    });
    expect(paragraphsOf(base)).toEqual(paragraphsOf(text));
    expect(amendments.map((one) => [one.by, one.at, one.ops.map((op) => `${op.act} ${op.target}`)])).toEqual([
      ['a', '2026-01-02T00:00:00Z', [`MOD ${report}`]],
      ['b', '2026-02-01T00:00:00Z', [`MOD ${report}`]],
      ['b', '2026-02-01T00:00:00Z', [`ADD ${report}`]],
      ['a', '2026-01-02T00:00:00Z', [`SUP ${charts}`]],
    ]);
    expect(amendments[1]?.ops[0]?.runs).toEqual([
      { text: 'to submit annually to the Council a full report on the state of the quays;' },
    ]);
  });

  it('what is made of all of them is the text with its marks accepted, for redlines of two texts', () => {
    const next = textOf(
      SOURCE.replace('annually', 'every year')
        .replace('3\tto invite all towns to share their charts,\n', '')
        .replace('2\tto assist', '2\tto count the towns;\n3\tto assist'),
    );
    const marked = redline(compare(text, next), { author: 'A' });
    const { before, after } = everything(marked);
    expect(before).toEqual(paragraphsOf(text));
    expect(after).toEqual(paragraphsOf(next));
  });

  it('a file made from a text that was changed without marks: that is told, and its marks are carried over', () => {
    const silent = textOf(SOURCE.replace('lighthouses', 'lamps'));
    const marked = amend(
      silent,
      [mod(at(silent, 'roadmap'), 'to publish by 1 March 2027 a detailed roadmap for the lamps;')],
      {
        by: { author: 'A' },
      },
    );
    const { amendments, notes } = amendmentsFromMarks(marked, { base: text });
    expect(notes).toMatchObject([{ code: 'unmarked-change', target: at(text, 'roadmap') }]);
    expect(line(compile(text, amendments).text, 'roadmap')).toBe(
      '2\tto publish by 1 March 2027 a detailed roadmap for the lighthouses;',
    );
  });

  it
    .skipIf(!hasInputs)
    .each([
      'docx/tracked/RP051-Arabic.docx',
      'docx/council-resolution-1332.fr.docx',
      'docx/tracked/RP001-Tracked-Revisions-01.docx',
      'docx/tracked/RP015-MoveFrom-MoveTo.docx',
      'docx/tracked/RP002-Deleted-Text.docx',
      'docx/tracked/RP003-Inserted-Text.docx',
      'docx/tracked/pandoc-track_changes_move.docx',
    ])('of %s: rejected it is the base, with all of them made it is the accepted text (needs inputs)', (file) => {
    for (const marked of outline(inputBytes(file), { name: file }).texts) {
      const { before, after } = everything(marked);
      expect(before).toEqual(paragraphsOf(rejectText(marked)));
      expect(after).toEqual(paragraphsOf(acceptText(marked)));
      const { base, amendments } = amendmentsFromMarks(marked);
      const compiled = compile(base, amendments);
      expect(compiled.places.filter((place) => place.contested)).toEqual([]);
      expect(paragraphsOf(settle(compiled, UNCONTESTED))).toEqual(after);
      expect(paragraphsOf(settle(compiled, ORIGINAL))).toEqual(before);
      expect(paragraphsOf(rejectText(compiled.text))).toEqual(before);
      expect(paragraphsOf(acceptText(compiled.text))).toEqual(after);
    }
  });
});

it('keeps the order of what two authors add at one place', () => {
  const marked = amend(
    amend(text, [add(report, 'first;', { rank: 1 })], { by: { author: 'B' } }),
    [add(report, 'second;', { rank: 2 })],
    { by: { author: 'A' } },
  );
  expect(amendmentsFromMarks(marked).amendments.map((one) => one.by)).toHaveLength(2);
  expect(by('A', []).ops).toEqual([]);
});

describe('paragraphs that are split or joined', () => {
  const [group] = text.groups.filter((one) => one.items.length > 1);
  const [first, second, ...others] = group?.items ?? [];
  if (!group || !first || !second) throw new Error('the sample has no list');
  const withItems = (items: typeof group.items): Text => ({
    ...text,
    groups: text.groups.map((one) => (one === group ? { ...group, items } : one)),
  });

  it('a split is a change of the first and an addition after it, which stand or fall together', () => {
    const end = { state: 'inserted' as const, author: 'A' };
    const { amendments, notes, base } = amendmentsFromMarks(withItems([{ ...first, end }, second, ...others]));
    expect(notes).toEqual([]);
    expect(amendments.map((one) => [one.by, one.ops.map(({ act, target }) => `${act} ${target}`)])).toEqual([
      ['A', [`MOD ${first.eId}`, `ADD ${first.eId}`]],
    ]);
    expect(new Set(amendments[0]?.ops.map((op) => op.together)).size).toBe(1);
    expect(paragraphsOf(base)).toContain(`${first.text}${second.text}`);
    const done = amend(base, amendments[0]?.ops ?? []);
    expect(paragraphsOf(done)).toEqual(paragraphsOf(text));
  });

  it('a join is a change of the first and the going of the second', () => {
    const end = { state: 'deleted' as const, author: 'A' };
    const { amendments, base } = amendmentsFromMarks(withItems([{ ...first, end }, second, ...others]));
    expect(amendments.map((one) => one.ops.map(({ act, target }) => `${act} ${target}`))).toEqual([
      [`MOD ${first.eId}`, `SUP ${second.eId}`],
    ]);
    expect(paragraphsOf(base)).toEqual(paragraphsOf(text));
    expect(paragraphsOf(amend(base, amendments[0]?.ops ?? []))).toContain(`${first.text}${second.text}`);
  });

  it('what an author adds before and after a paragraph that another joins stands before and after it', () => {
    const added = (words: string): typeof first => ({
      ...first,
      eId: words,
      label: null,
      text: words,
      state: 'inserted',
      runs: [{ text: words, mark: { state: 'inserted', author: 'B' } }],
    });
    const end = { state: 'deleted' as const, author: 'A' };
    const marked = withItems([{ ...first, end }, added('before it;'), second, added('after it;'), ...others]);
    const { amendments, base } = amendmentsFromMarks(marked);
    const ops = amendments.filter((one) => one.by === 'B').flatMap((one) => one.ops);
    const done = paragraphsOf(amend(base, ops, { labels: 'given' }));
    const from = done.indexOf(first.text);
    expect(done.slice(from, from + 4)).toEqual([first.text, 'before it;', second.text, 'after it;']);
  });
});

describe('a file of amendments beside the text that is on the table', () => {
  it('a change of a paragraph that the text does not have is told and left out, whatever its address', () => {
    const file = textOf(SOURCE.replace('3\tto invite', '3\tto paint the quays,\n4\tto invite'));
    const own = at(file, 'paint the quays');
    const there = at(text, 'share their charts');
    // Its address in the file is that of another paragraph of the text.
    expect(own).toBe(there);
    const marked = amend(file, [mod(own, 'to paint the long quays,'), sup(at(file, 'share their charts'))], {
      by: { author: 'A' },
    });
    const { amendments, notes } = amendmentsFromMarks(marked, { base: text });
    expect(amendments.flatMap((one) => one.ops.map((op) => `${op.act} ${op.target}`))).toEqual([`SUP ${there}`]);
    expect(notes.filter(({ code }) => code === 'left-out').map(({ message }) => message)).toEqual([
      'A: MOD "to paint the long quays," is left out',
    ]);
  });

  it('what is added behind such a paragraph stands behind the nearest one that both have', () => {
    const file = textOf(SOURCE.replace('3\tto invite', '3\tto paint the quays,\n4\tto invite'));
    const marked = amend(file, [add(at(file, 'paint the quays'), 'to light the quays,')], { by: { author: 'A' } });
    const { amendments } = amendmentsFromMarks(marked, { base: text });
    const [op] = amendments.flatMap((one) => one.ops);
    expect([op?.act, op?.target, op?.place]).toEqual(['ADD', at(text, 'roadmap'), 'after']);
  });
});
