import fc from 'fast-check';
import type { Footnote, Group, Item, Mark, Run, State, Text } from '../../src/index.ts';

/** Words as files hold them: any sign that XML can hold, white space at the ends and line breaks among them. */
const words = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('', 'the quays', ' and ', 'a\nb', '\t', '<&">\'', 'القرار ', '决议', '𝒜', '[x]', '\r'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  )
  .map((value) => value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
const state = fc.constantFrom<State>('kept', 'kept', 'kept', 'inserted', 'deleted');
const lines = fc.array(fc.nat(500), { maxLength: 3 });
const id = fc.oneof(
  fc.constantFrom('sec_1', 'sec_2__para_a', 'preamble', 'front_1', '', 'two words', 'fn_1', 'suivi_1'),
  words,
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
/** Fields that are undefined are not there. */
const tidy = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const mark: fc.Arbitrary<Mark> = fc
  .record({
    state: fc.constantFrom<Mark['state']>('inserted', 'deleted'),
    author: maybe(fc.oneof(fc.constantFrom('Ana', 'Ben & Co'), words)),
    date: maybe(fc.constantFrom('2026-03-01', '2026-03-01T10:00:00Z', '2026-02-30', 'March', '0000-01-01', '')),
    move: maybe(words),
  })
  .map(tidy) as fc.Arbitrary<Mark>;
const on = fc.constantFrom(true as const, undefined);
const run = fc
  .record({
    text: words,
    bold: on,
    italic: on,
    underline: on,
    strike: on,
    sup: on,
    sub: on,
    link: maybe(
      fc.constantFrom('https://example.org/a?b=c#d', 'mailto:a@example.org', '#mark', 'two words', 'a[b', ''),
    ),
    note: maybe(fc.constantFrom('1', '2', 'gone', '')),
    lang: maybe(fc.constantFrom('ar', 'fr-CH', 'no language')),
    rtl: on,
    mark: maybe(mark),
  })
  .map(tidy) as fc.Arbitrary<Run>;
const plainRun = words.map((text): Run => ({ text }));
const runs = fc.array(fc.oneof(plainRun, run), { maxLength: 4 });
const label = orNull(fc.oneof(fc.constantFrom('1', 'a', 'iv', '–', '2.10.1', '(b)', ' c ', ''), words));

const item: fc.Memo<Item> = fc.memo((depth) =>
  fc
    .record({
      eId: id,
      wId: maybe(id),
      label,
      oldLabel: maybe(fc.constantFrom('1', 'b', '', 'x)')),
      text: words,
      runs,
      state,
      lines,
      items: depth > 1 ? fc.array(item(depth - 1), { maxLength: 2 }) : fc.constant([]),
    })
    .map((one): Item => tidy(matching(one) as Item)),
);
/** Mostly the words follow from the runs, as in what is read. */
const matching = <T extends { text: string; runs: Run[] }>(one: T): T =>
  one.text.length % 2 === 0 && one.runs.length > 0 ? { ...one, text: one.runs.map((each) => each.text).join('') } : one;

const part = fc.constantFrom<Group['part']>('front', 'preamble', 'operative', 'article', 'annex', 'section', 'table');
const row = fc
  .record({
    header: on,
    mark: maybe(mark),
    cells: fc.array(
      fc
        .record({
          items: fc.array(item(2), { maxLength: 2 }),
          colspan: maybe(fc.nat(3)),
          rowspan: maybe(fc.nat(3)),
          mark: maybe(mark),
          was: maybe(fc.record({ author: words, colspan: orNull(fc.nat(3)) })),
        })
        .map(tidy),
      { maxLength: 3 },
    ),
  })
  .map(tidy) as fc.Arbitrary<NonNullable<Group['table']>[number]>;
const group: fc.Memo<Group> = fc.memo((depth) =>
  fc
    .record({
      eId: id,
      wId: maybe(id),
      part,
      heading: words,
      headingRuns: maybe(runs),
      label: fc.oneof(fc.constant(undefined), label),
      verb: orNull(fc.constantFrom('instructs', 'recalling', '')),
      addressees: fc.array(words, { maxLength: 2 }),
      state,
      lines,
      items: fc.array(item(3), { maxLength: 3 }),
      groups: depth > 1 ? fc.array(group(depth - 1), { maxLength: 2 }) : fc.constant([]),
      table: maybe(fc.array(row, { maxLength: 3 })),
    })
    .map((one): Group => tidy(one as Group)),
);

const footnote = (id_: string): fc.Arbitrary<Footnote> =>
  fc
    .record({ id: fc.constant(id_), label: words, text: words, runs, at: orNull(id), lines })
    .map((one): Footnote => matching(one));
const reference = fc.record({
  text: words,
  body: orNull(fc.constantFrom('council', 'ga')),
  kind: fc.constantFrom('resolution', 'decision'),
  number: fc.constantFrom('12', '70/125', '2023/3'),
  revision: orNull(words),
  year: orNull(fc.integer({ min: 1945, max: 2030 })),
  eId: id,
  from: fc.nat(10),
  to: fc.nat(20),
});
const repair = fc
  .record({
    eId: id,
    kind: fc.constantFrom('label-merged' as const, 'punctuation' as const),
    oldLabel: label,
    newLabel: label,
    deleted: orNull(words),
    inserted: orNull(words),
    confidence: fc.constantFrom(0, 0.5, 0.85, 1),
    question: maybe(words),
    line: fc.nat(100),
  })
  .map(tidy);

/** Any text that the model can hold, also where no drafter would write it. */
export const anyText: fc.Arbitrary<Text> = fc
  .record({
    kind: fc.constantFrom(
      'resolution' as const,
      'report' as const,
      'terms-of-reference' as const,
      'statement' as const,
    ),
    number: orNull(fc.constantFrom('12', '70/125', '')),
    title: words,
    status: orNull(fc.constantFrom('Rev. Harbourtown, 2022', '')),
    body: orNull(fc.constantFrom('council', 'ga', 'port authority')),
    language: fc.constantFrom('ar' as const, 'en' as const, 'zh' as const),
    profile: fc.constantFrom('itu-council', 'report'),
    groups: fc.array(group(3), { maxLength: 5 }),
    footnotes: fc.tuple(footnote('1'), footnote('2'), footnote('1')).chain((all) => fc.subarray(all)),
    references: fc.array(reference, { maxLength: 3 }),
    repairs: fc.array(repair, { maxLength: 2 }),
    warnings: fc.array(fc.record({ line: fc.nat(10), code: words, message: words }), { maxLength: 2 }),
  })
  .map((one) => one as Text);
