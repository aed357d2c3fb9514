import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptText,
  amend,
  amendmentsFromMarks,
  compile,
  ORIGINAL,
  outline,
  paragraphsOf,
  rejectText,
  settle,
  textToDocx,
  UNCONTESTED,
  type Text,
} from '../../src/index.ts';
import { randomMarked } from './marked.ts';
import { onlyBy } from './only-by.ts';
import { seeded } from './random.ts';
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

describe('a file in which several authors changed paragraphs and tables', () => {
  it('the amendments of one author, made, give the file with the marks of that author accepted alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const marked = randomMarked(seeded(seed));
        const { base, amendments, notes } = amendmentsFromMarks(marked);
        expect(wordsOf(base)).toEqual(wordsOf(rejectText(marked)));
        expect(notes.filter((note) => note.code === 'not-applied')).toEqual([]);
        for (const author of ['A', 'B', 'C']) {
          const ops = amendments
            .filter((one) => one.by === author && one.parent === undefined)
            .flatMap((one) => one.ops);
          expect(wordsOf(amend(base, ops, { labels: 'given' }))).toEqual(wordsOf(onlyBy(marked, author)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same file after Word', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const marked = throughWord(randomMarked(seeded(seed)));
        const { base, amendments } = amendmentsFromMarks(marked);
        expect(wordsOf(base)).toEqual(wordsOf(rejectText(marked)));
        for (const author of new Set(amendments.map((one) => one.by))) {
          const ops = amendments
            .filter((one) => one.by === author && one.parent === undefined)
            .flatMap((one) => one.ops);
          expect(wordsOf(amend(base, ops, { labels: 'given' }))).toEqual(wordsOf(onlyBy(marked, author)));
        }
      }),
      { numRuns: 120 },
    );
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
            /(?:new|added words |filled )\d+/g,
          ) ?? [])
            expect(paragraphsOf(printed).join('\n')).toContain(word);
      }),
      { numRuns: 150 },
    );
  });
});
