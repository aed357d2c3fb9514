import fc from 'fast-check';
import type { MemoryEntry, Run, Unit } from '../../src/index.ts';
import { plainOf, UNIT_STATES } from '../../src/exchange/index.ts';
import { LANGUAGES } from '../../src/model/index.ts';

/** Any words: signs that XML must escape, line ends, spaces at the edges, control signs, other scripts. */
export const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom('<', '&', '"', '>', ']]>', '\r', '\n', '  ', '\u0001', '\u200f', '结果', 'نص', '𝒳', '_x41_'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '' && text.isWellFormed());

const flag = fc.constantFrom(true as const, undefined);
const aRun: fc.Arbitrary<Run> = fc
  .record({
    text: words,
    bold: flag,
    italic: flag,
    underline: flag,
    sup: flag,
    rtl: flag,
    link: fc.option(fc.constantFrom('https://example.org/a?b=1&c="2"', 'mailto:a@example.org', '#note'), {
      nil: undefined,
    }),
    lang: fc.option(fc.constantFrom('fr', 'la'), { nil: undefined }),
    note: fc.option(fc.constantFrom('1', 'fn 2'), { nil: undefined, freq: 8 }),
  })
  .map((made) => JSON.parse(JSON.stringify(made)) as Run);
const image: fc.Arbitrary<Run> = fc
  .record({ kind: fc.constantFrom('image' as const, 'chart' as const), part: fc.string(), width: fc.nat() })
  .map((one) => ({ text: '', image: one }));
const someRuns = fc.array(fc.oneof({ weight: 9, arbitrary: aRun }, image), { minLength: 1, maxLength: 6 });

/** Runs with words in them. */
export const spoken = someRuns.filter((list) => plainOf(list).trim() !== '');

const unit: fc.Arbitrary<Unit> = fc
  .record({
    id: fc.oneof(fc.uuid(), words),
    place: words,
    source: spoken,
    target: fc.option(spoken),
    state: fc.constantFrom(...UNIT_STATES),
    notes: fc.array(fc.record({ category: words, text: words }), { maxLength: 2 }),
  })
  .map((made) => ({ ...made, state: made.target ? made.state : ('initial' as const) }));

export const someUnits = fc.uniqueArray(unit, { selector: (one) => one.id, maxLength: 5 });

export const entry: fc.Arbitrary<MemoryEntry> = fc
  .record({
    id: fc.uuid(),
    from: words,
    words: fc.dictionary(fc.constantFrom(...LANGUAGES), spoken, { minKeys: 2, maxKeys: 6 }),
  })
  .map((made) => made as MemoryEntry);
