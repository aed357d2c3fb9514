import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amendment, Row } from '../../src/index.ts';
import {
  amend,
  bracketFaults,
  bracketsOf,
  chooseOption,
  compile,
  decide,
  liftBracket,
  ORIGINAL,
  settle,
  strikeBracket,
  UNCONTESTED,
} from '../../src/amend/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { paragraphsIn } from '../../src/amend/row-change.ts';
import { by, mod, noc, sup } from './drawing.ts';
import { permutations, randomTableAmendments, seeded, shuffled } from './random.ts';
import { addRow, cellAt, modRow, nocRow, ROWS, rowsIn, supRow, TABLE, withTable } from './table-drawing.ts';

const text = withTable();
const plain = ROWS.map((cells) => cells.join(' | '));
const compiled = (given: Amendment[], order: string[] = []) => compile(text, given, { order });
const read = (given: Amendment[], order: string[] = []): string[] => {
  const done = compiled(given, order);
  expect(rowsIn(settle(done, ORIGINAL))).toEqual(plain);
  expect(toPlainText(settle(done, ORIGINAL))).toBe(toPlainText(text));
  expect(rowsIn(rejectText(done.text))).toEqual(plain);
  return rowsIn(acceptText(done.text));
};
const authors = (given: Amendment[]): unknown =>
  compiled(given)
    .text.groups.at(-1)
    ?.table?.map((row) => row.mark?.author ?? null);

describe('rows that several would change', () => {
  it('combines changes of different cells, and of different words of one cell', () => {
    const given = [
      by('A', [mod(cellAt(1, 0), 'North-East')]),
      by('B', [mod(cellAt(1, 2), 'the old red lamp on the pier')]),
      by('C', [mod(cellAt(1, 2), 'the old lamp on the long pier')]),
    ];
    expect(read(given)[1]).toBe('North-East | 5 | the old red lamp on the long pier');
    expect(compiled(given).rows.map((row) => row.outcome)).toEqual(['alone', 'combined', 'combined']);
  });

  it('puts rival words of a cell in brackets', () => {
    const given = [by('A', [mod(cellAt(1, 1), '6')]), by('B', [mod(cellAt(1, 1), '8')])];
    expect(read(given, ['B'])[1]).toBe('North | [5] [B: 8] [A: 6] | the old lamp on the pier');
  });

  it('puts a row that one would strike and another change in one bracket from its first cell to its last', () => {
    const given = [by('A', [supRow(1)]), by('B', [mod(cellAt(1, 2), 'the old red lamp on the pier')])];
    expect(read(given)[1]).toBe('[North | 5 | the old [B: red] lamp on the pier] [A: delete]');
    expect(rowsIn(settle(compiled(given), UNCONTESTED))).toEqual(plain);
    expect(compiled(given).rows.map((row) => row.outcome)).toEqual(['bracketed', 'bracketed']);
  });

  it('strikes a row that nobody else touches, once for all who ask', () => {
    const given = [by('B', [supRow(2)]), by('A', [supRow(2)])];
    expect(read(given)).toEqual([plain[0], plain[1], plain[3]]);
    expect(authors(given)).toEqual([null, null, 'A, B', null]);
    expect(rowsIn(settle(compiled(given), UNCONTESTED))).toEqual([plain[0], plain[1], plain[3]]);
  });

  it('strikes the words of a row that goes, for its readers would see them as before', () => {
    const struckBy = (row: Row | undefined): unknown[] =>
      paragraphsIn(row ?? { cells: [] }).map(({ state, runs }) => [state, ...runs.map(({ mark }) => mark?.author)]);
    const gone = ['deleted', 'A'];
    const { text: whole } = compiled([by('A', [supRow(1)])]);
    expect(struckBy(whole.groups.at(-1)?.table?.[1])).toEqual([gone, gone, gone]);
    const { text: rival } = compiled([
      by('B', [addRow(4, ['West', '1', 'a lamp'])]),
      by('C', [addRow(4, ['West', '2', 'a lamp'])]),
    ]);
    const agreed = acceptText(rival);
    const [first] = bracketsOf(agreed);
    if (first === undefined) throw new Error('no bracket');
    const struck = strikeBracket(agreed, first.id, { by: { author: 'A' } });
    expect(struckBy(struck.groups.at(-1)?.table?.[4])).toEqual([gone, gone, gone]);
  });

  it('shows who asks that a row stay', () => {
    expect(read([by('A', [supRow(1)]), by('B', [nocRow(1)])])[1]).toBe(
      '[B: North | 5 | the old lamp on the pier] [A: delete]',
    );
    expect(read([by('A', [mod(cellAt(1, 1), '6')]), by('B', [nocRow(1)])])[1]).toBe(
      'North | [B: 5] [A: 6] | the old lamp on the pier',
    );
    expect(read([by('A', [supRow(1)]), by('B', [noc(TABLE)])])[1]).toContain('[A: delete]');
  });

  it('joins rows that are added alike and brackets rivals, in the house order', () => {
    const given = [
      by('A', [addRow(2, ['West', '2', 'none'])]),
      by('B', [addRow(2, ['Island', '1', ''], ['West', '2', 'none'])]),
    ];
    expect(read(given).slice(2, 4)).toEqual(['[A, B: West | 2 | none]', '[B: Island | 1] | ']);
    expect(read(given, ['B', 'A']).slice(2, 4)).toEqual(['[B: Island | 1] | ', '[B, A: West | 2 | none]']);
    expect(rowsIn(settle(compiled(given), UNCONTESTED))).toEqual(plain);
    const alike = [by('A', [addRow(2, ['West', '2', 'none'])]), by('B', [addRow(2, ['West', '2', 'none'])])];
    expect(read(alike)[2]).toBe('West | 2 | none');
    expect(authors(alike)).toEqual([null, null, 'A, B', null, null]);
    expect(rowsIn(settle(compiled(alike), UNCONTESTED))[2]).toBe('West | 2 | none');
  });

  it('others may be against an added row, or have another in its place', () => {
    const first = by('A', [addRow(4, ['West', '2', 'none'])]);
    const id = first.ops[0]?.id ?? '';
    const against = by('B', [sup(id)], { parent: first.id });
    expect(read([first, against]).at(-1)).toBe('[A: West | 2 | none] [A (B): delete]');
    const other = by('C', [{ ...modRow(0, ['West', '3', 'none']), target: id }], { parent: first.id });
    expect(read([first, other]).slice(-2)).toEqual(['[A: West | 2 | none]', '[A (C): West | 3 | none]']);
  });

  it('fills an empty cell, and brackets rivals there', () => {
    expect(read([by('A', [modRow(2, ['South', '7', 'one lamp'])])])[2]).toBe('South | 7 | one lamp');
    const given = [by('A', [modRow(2, ['South', '7', 'one lamp'])]), by('B', [modRow(2, ['South', '8', 'no lamp'])])];
    expect(read(given)[2]).toBe('South | [7] [B: 8] | [A: one lamp] [B: no lamp]');
  });
});

describe('cells that are merged, come or go', () => {
  it('stand with changes of other cells', () => {
    const given = [
      by('A', [modRow(1, ['North', '2:5 the old lamp on the pier'])]),
      by('B', [mod(cellAt(1, 0), 'Far North')]),
    ];
    expect(read(given)[1]).toBe('Far North | 2:5 the old lamp on the pier');
    expect(rowsIn(settle(compiled(given), UNCONTESTED))[1]).toBe('Far North | 2:5 the old lamp on the pier');
  });

  it('are joined where they are alike', () => {
    const same = ['North', '2:5 the old lamp on the pier'];
    const given = [by('A', [modRow(1, same)]), by('B', [modRow(1, same)])];
    expect(read(given)).toHaveLength(4);
    expect(read(given)[1]).toBe(same.join(' | '));
  });

  it('two rival merges, and a change of a cell that is merged, stand in brackets as rows', () => {
    const given = [
      by('B', [modRow(1, ['2:North 5', 'the old lamp on the pier'])]),
      by('A', [modRow(1, ['North', '2:5 the old lamp on the pier'])]),
      by('C', [mod(cellAt(1, 1), '6')]),
    ];
    expect(read(given).slice(1, 4)).toEqual([
      '[North | [5] [C: 6] | the old lamp on the pier]',
      '[A: North | 2:5 the old lamp on the pier]',
      '[B: 2:North 5 | the old lamp on the pier]'.replace('[B: 2:', '2:[B: '),
    ]);
    const done = compiled(given);
    expect(rowsIn(settle(done, UNCONTESTED))).toEqual(plain);
    const [, , third] = done.places.filter((place) => place.kind === 'row');
    expect(
      rowsIn(
        settle(done, (choice, place) =>
          place.kind === 'row' || choice.id.endsWith('#row') ? (third?.option ?? null) : null,
        ),
      )[1],
    ).toBe('2:North 5 | the old lamp on the pier');
  });

  it('of several rows that one author ties together are contested together', () => {
    const column = (r: number) => modRow(r, [ROWS[r]?.[0] ?? '', ROWS[r]?.[2] ?? ''], { together: 'column' });
    const alone = [by('A', [0, 1, 2, 3].map(column))];
    expect(read(alone)).toEqual(ROWS.map((cells) => `${cells[0]} | ${cells[2]}`));
    const done = read([...alone, by('B', [mod(cellAt(3, 1), '10')])]);
    expect(done).toHaveLength(8);
    expect(done[2]).toBe('[North | 5 | the old lamp on the pier]');
  });
});

it('one proposal of rows, made, gives its rows', () => {
  const ops = [addRow(1, ['West', '2', 'none']), supRow(2), modRow(1, ['North', '2:6 lamps'])];
  const wanted = [plain[0], 'West | 2 | none', 'North | 2:6 lamps', plain[3]];
  expect(rowsIn(amend(text, ops))).toEqual(wanted);
  const marked = amend(text, ops, { by: { author: 'A' } });
  expect(rowsIn(acceptText(marked))).toEqual(wanted);
  expect(rowsIn(rejectText(marked))).toEqual(plain);
  expect(rowsIn(settle(compiled([by('A', ops)]), UNCONTESTED))).toEqual(wanted);
});

it('a row that is not there is told', () => {
  expect(compiled([by('A', [supRow(9)])]).notes).toMatchObject([
    { code: 'no-place', message: expect.stringMatching('row 10') as string },
  ]);
});

describe('rows, whatever is proposed', () => {
  const draw = (seed: number, count: number) => randomTableAmendments(text, seeded(seed), count);
  const amendments = fc.nat(1_000_000).map((seed) => draw(seed, 1 + (seed % 12)));

  it('all orders of five amendments, and random ones of forty, give the same', () => {
    for (const seed of [1, 2, 3]) {
      const results = new Set(permutations(draw(seed, 5)).map((order) => JSON.stringify(compiled(order, ['C', 'A']))));
      expect(results.size).toBe(1);
    }
    const random = seeded(7);
    const forty = draw(11, 40);
    const first = JSON.stringify(compiled(forty));
    for (let n = 0; n < 40; n++) expect(JSON.stringify(compiled(shuffled(forty, random))) === first).toBe(true);
  }, 240_000);

  it('the original is recovered: by choosing it everywhere, and by rejecting all marks', () => {
    fc.assert(
      fc.property(amendments, (given) => {
        const done = compiled(given);
        for (const original of [settle(done, ORIGINAL), rejectText(done.text)]) {
          expect(rowsIn(original)).toEqual(plain);
          expect(toPlainText(original)).toBe(toPlainText(text));
        }
        expect(bracketFaults(acceptText(done.text))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('no row that goes, or is cut into other cells, unasked is one in which another changes a word that goes', () => {
    fc.assert(
      fc.property(amendments, (given) => {
        const done = compiled(given);
        const open = given.filter((one) => one.status === 'proposed').flatMap((one) => one.ops);
        const rowOf = (target: string): number =>
          text.groups
            .at(-1)
            ?.table?.findIndex((one) => one.cells.some((cell) => cell.items.some((item) => item.eId === target))) ?? -1;
        for (const place of done.places) {
          const [only] = place.segments;
          if (place.kind !== 'row' || place.option !== undefined || only?.kind !== 'choice' || place.contested)
            continue;
          const gone = only.choice.options.some((option) => option.key === 'delete');
          const behind = new Set(only.choice.options.flatMap((option) => option.by.map((one) => one.op)));
          const index = Number(place.target.split('/')[1]);
          if (gone)
            for (const op of open) {
              if (behind.has(op.id)) continue;
              if (op.act === 'MOD' && op.row === index)
                expect(
                  op.rows?.[0]?.cells.map((cell) => cell.items.map((item) => item.text).join('')).join(' | '),
                ).toBe(plain[index]);
              if (op.act === 'MOD' && rowOf(op.target) === index) expect(words(op)).toBe(words(op, index));
            }
        }
      }),
      { numRuns: 150 },
    );
    function words(op: { runs?: { text: string }[]; target: string }, index?: number): string {
      const items =
        index === undefined ? [] : (text.groups.at(-1)?.table?.[index]?.cells.flatMap((cell) => cell.items) ?? []);
      const own = items.find((item) => item.eId === op.target)?.text;
      return own ?? (op.runs ?? []).map((run) => run.text).join('');
    }
  });

  it('decided one by one, in any order, no proposal is lost in silence', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const random = seeded(seed);
        const given = randomTableAmendments(text, random, 6);
        let now: { text: typeof text; amendments: Amendment[] } = { text, amendments: given };
        for (const one of given) {
          const still = now.amendments.find((other) => other.id === one.id);
          if (still?.status !== 'proposed' && still?.status !== 'partly-accepted') continue;
          const kind = random() < 0.6 ? 'accept' : 'reject';
          const { notes, ...next } = decide(now.text, now.amendments, { kind, amendment: one.id });
          for (const op of now.amendments.flatMap(({ ops }) => ops)) {
            const after = next.amendments.flatMap(({ ops }) => ops).find(({ id }) => id === op.id);
            expect(after).toBeDefined();
            if (after?.state === 'lapsed' && op.state !== 'lapsed')
              expect(notes.some((note) => note.op === op.id)).toBe(true);
          }
          now = next;
        }
      }),
      { numRuns: 80 },
    );
  });
});

describe('brackets around rows', () => {
  const given = [by('A', [supRow(1)]), by('B', [mod(cellAt(1, 2), 'the old red lamp on the pier')])];
  const printed = acceptText(compiled(given).text);
  const of = (names: string) => {
    const found = bracketsOf(printed).find(
      (one) => one.by.join() === names && (names !== '' || one.until !== undefined),
    );
    if (!found) throw new Error(`no bracket of ${names}`);
    return found;
  };

  it('are one from the first cell to the last, with its alternatives', () => {
    expect(of('')).toMatchObject({
      eId: cellAt(1, 0),
      until: cellAt(1, 2),
      words: 'North | 5 | the old [B: red] lamp on the pier',
      alternatives: [of('').id, of('A').id],
    });
    expect(of('B').within).toBe(of('').id);
  });

  it('are lifted, chosen and struck in all cells', () => {
    const row = (done: typeof text): string | undefined => rowsIn(done)[1];
    expect(row(liftBracket(printed, of('').id))).toBe('North | 5 | the old [B: red] lamp on the pier [A: delete]');
    expect(row(chooseOption(printed, of('').id))).toBe('North | 5 | the old [B: red] lamp on the pier');
    const gone = chooseOption(printed, of('A').id);
    expect(rowsIn(gone)).toEqual([plain[0], plain[2], plain[3]]);
    const marked = chooseOption(printed, of('A').id, { by: { author: 'Chair' } });
    expect(rowsIn(acceptText(marked))).toEqual([plain[0], plain[2], plain[3]]);
    expect(rowsIn(rejectText(marked))).toEqual(rowsIn(printed));
  });
});

describe('brackets around rows that are alternatives', () => {
  const ways = [
    by('B', [modRow(1, ['2:North 5', 'the old lamp on the pier'])]),
    by('A', [modRow(1, ['North', '2:5 the old lamp on the pier'])]),
    by('C', [supRow(1)]),
  ];
  const printed = acceptText(compiled(ways).text);
  const rowBrackets = (on: typeof text) =>
    bracketsOf(on).filter((one) => (one.within === null && one.until !== undefined) || one.deletion);
  const named = (on: typeof text, name: string): string =>
    rowBrackets(on).find((one) => one.by.join() === name)?.id ?? '';

  it('the row that stands, the other ways to cut it, and to delete it', () => {
    expect(rowBrackets(printed).map((one) => [one.by.join(), one.deletion ?? false])).toEqual([
      ['', false],
      ['A', false],
      ['B', false],
      ['C', true],
    ]);
    const ids = rowBrackets(printed).map(({ id }) => id);
    for (const one of rowBrackets(printed)) expect(one.alternatives).toEqual(ids);
  });

  it.each([
    ['', plain[1]],
    ['A', 'North | 2:5 the old lamp on the pier'],
    ['B', '2:North 5 | the old lamp on the pier'],
    ['C', null],
  ])('"%s" chosen stands, and the other rows go', (name, row) => {
    const wanted = [plain[0], ...(row === null ? [] : [row]), plain[2], plain[3]];
    expect(rowsIn(chooseOption(printed, named(printed, name)))).toEqual(wanted);
    const marked = chooseOption(printed, named(printed, name), { by: { author: 'Chair' } });
    expect(rowsIn(acceptText(marked))).toEqual(wanted);
    expect(rowsIn(rejectText(marked))).toEqual(rowsIn(printed));
  });

  it('rows that several would add at one place, one of which another would have otherwise', () => {
    const first = by('A', [addRow(1, ['West', '2', 'none'])]);
    const given = [
      first,
      by('B', [addRow(1, ['Island', '1', 'two'])]),
      by('C', [{ ...mod(first.ops[0]!.id, ''), rows: addRow(1, ['West', '3', 'none']).rows }], { parent: first.id }),
    ];
    const on = acceptText(compiled(given).text);
    expect(rowBrackets(on)[0]?.alternatives).toHaveLength(3);
    const done = rowsIn(chooseOption(on, named(on, 'A (C)')));
    expect(done).toEqual([plain[0], 'West | 3 | none', ...plain.slice(1)]);
    // Who would have two of them lifts both instead.
    const both = liftBracket(liftBracket(on, named(on, 'A')), named(on, 'B'));
    expect(rowsIn(both).filter((row) => /^(West \| 2|Island)/.test(row))).toHaveLength(2);
  });

  it('a row that several would add behind one that somebody would delete is none of its alternatives', () => {
    const given = [
      by('A', [supRow(1)]),
      by('B', [mod(cellAt(1, 2), 'the old red lamp on the pier')]),
      by('C', [addRow(2, ['West', '2', 'none'])]),
      by('D', [addRow(2, ['Island', '1', 'two'])]),
    ];
    const on = acceptText(compiled(given).text);
    expect(rowBrackets(on).map((one) => one.alternatives.length)).toEqual([2, 2, 2, 2]);
    expect(rowsIn(chooseOption(on, named(on, 'D')))).toHaveLength(plain.length + 1);
  });
});
