import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amendment, AmendmentOp, Run, Text } from '../../src/index.ts';
import { amend, compile, ORIGINAL, settle, UNCONTESTED } from '../../src/amend/index.ts';
import { amendmentsFromMarks, paragraphsOf } from '../../src/amend/marks/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { randomMarked } from './marked.ts';
import { onlyBy } from './only-by.ts';
import { seeded, shuffled } from './random.ts';
import { rowsOfTables } from './table-drawing.ts';

const seeds = fc.nat(1_000_000);
/** Words of a text, and the shape of its tables. */
const wordsOf = (text: Text): string[] =>
  [...paragraphsOf(text), ...rowsOfTables(text)].map((one) => one.replace(/\s+/g, ' ').trim());
const throughWord = (text: Text): Text => {
  const [read] = outline(textToDocx(text), { name: 'several.docx' }).texts;
  if (!read) throw new Error('nothing read');
  return read;
};

/** What each author proposes alone, made, must be the file with the marks of that author accepted. */
function expectOwnWords(marked: Text): Amendment[] {
  const { base, amendments, notes } = amendmentsFromMarks(marked);
  expect(wordsOf(base)).toEqual(wordsOf(rejectText(marked)));
  expect(notes.filter((note) => note.code === 'not-applied')).toEqual([]);
  for (const author of ['A', 'B', 'C']) {
    const ops = amendments.filter((one) => one.by === author && one.parent === undefined).flatMap((one) => one.ops);
    expect(wordsOf(amend(base, ops, { labels: 'given' }))).toEqual(wordsOf(onlyBy(marked, author)));
  }
  return amendments;
}

/** Words that one author put in and another struck, with the two, wherever in the text. */
function struckIn(text: Text): { word: string; by: string; on: string }[] {
  const out: { word: string; by: string; on: string }[] = [];
  JSON.stringify(text, (_key, value: unknown) => {
    const { passed } = (typeof value === 'object' && value !== null ? value : {}) as Run;
    if (passed?.inserted.author && passed.deleted.author)
      out.push({ word: passed.text, by: passed.deleted.author, on: passed.inserted.author });
    return value;
  });
  return out;
}

describe('a file in which several authors changed paragraphs and tables', () => {
  it('the amendments of one author, made, give the file with the marks of that author accepted alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expectOwnWords(randomMarked(seeded(seed)));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same file after Word', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expectOwnWords(throughWord(randomMarked(seeded(seed))));
      }),
      { numRuns: 120 },
    );
  });

  it('who strikes words that another put in proposes that, as an amendment to the other', () => {
    let found = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const marked = randomMarked(seeded(seed));
        const { base, amendments } = amendmentsFromMarks(marked);
        const home = new Map(amendments.flatMap((one) => one.ops.map((op) => [op.id, { one, op }] as const)));
        const holds = (op: AmendmentOp, word: string): boolean => JSON.stringify([op.runs, op.rows]).includes(word);
        for (const { word, by, on } of struckIn(marked)) {
          const asked = amendments.filter((one) => one.by === by).flatMap((one) => one.ops);
          const hit = asked.some((op) => {
            const amended = home.get(op.target);
            return amended?.one.by === on && holds(amended.op, word) && !holds(op, word);
          });
          expect(hit, `${by} strikes "${word}" of ${on}`).toBe(true);
          found++;
        }
        const done = compile(base, amendments);
        expect(compile(base, [...amendments].reverse())).toEqual(done);
        expect(compile(base, shuffled(amendments, seeded(seed)))).toEqual(done);
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('compiled, all its words are there: as they were, as those agree who do not contradict each other, and in Word', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { base, amendments } = amendmentsFromMarks(randomMarked(seeded(seed)));
        const done = compile(base, amendments);
        expect(wordsOf(settle(done, ORIGINAL))).toEqual(wordsOf(base));
        expect(wordsOf(rejectText(done.text))).toEqual(wordsOf(base));
        if (!done.places.some((place) => place.contested))
          expect(wordsOf(settle(done, UNCONTESTED))).toEqual(wordsOf(acceptText(done.text)));
        const printed = acceptText(done.text);
        for (const op of amendments.flatMap((one) => one.ops))
          for (const word of `${(op.runs ?? []).map((run) => run.text).join('')}`.match(
            /(?:new|amid|gone|added words |filled )\d+/g,
          ) ?? [])
            expect(paragraphsOf(printed).join('\n')).toContain(word);
      }),
      { numRuns: 150 },
    );
  });
});
