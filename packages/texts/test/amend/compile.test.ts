import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amendment, Item, Text } from '../../src/index.ts';
import { amend, compile, ORIGINAL, settle, UNCONTESTED } from '../../src/amend/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { editsBetween } from '../../src/amend/edits.ts';
import { unitsOf } from '../../src/amend/units.ts';
import { add, at, by, line, lines, mod, noc, SOURCE, sup, textOf } from './drawing.ts';
import { permutations, randomAmendments as drawn, seeded, shuffled } from './random.ts';

const text = textOf(SOURCE);
const report = at(text, 'submit annually');
const roadmap = at(text, 'roadmap');
const charts = at(text, 'share their charts');
const cranes = at(text, 'cranes');
const REPORT = 'to submit annually to the Council a report on the state of the quays;';
const draw = (random: () => number, count: number): Amendment[] => drawn(text, random, count);
const compiled = (amendments: Amendment[], order: string[] = []) => compile(text, amendments, { order });

/** The text with all marks rejected: what stood before. */
const rejected = (given: Text): string[] => {
  const items = (list: readonly Item[]): string[] =>
    list
      .filter((item) => item.state !== 'inserted')
      .flatMap((item) => [
        `${item.label ?? ''}|${item.runs
          .filter((run) => run.mark?.state !== 'inserted' && run.note === undefined)
          .map((run) => run.text)
          .join('')}`,
        ...items(item.items),
      ]);
  return given.groups.flatMap((group) => items(group.items));
};

describe('compile, words', () => {
  it('joins identical proposals and names all who stand behind them', () => {
    const words = REPORT.replace('annually', 'every year');
    const { text: done, rows } = compiled([
      by('B', [mod(report, words)], { supporters: ['D'] }),
      by('A', [mod(report, words)]),
    ]);
    expect(line(done, 'state of the quays')).toBe(`1\t${words}`);
    const authors = new Set(itemAt(done, report).runs.flatMap((run) => run.mark?.author ?? []));
    expect([...authors]).toEqual(['A, B, D']);
    expect(rows.map((row) => row.outcome)).toEqual(['joined', 'joined']);
  });

  it('combines changes of different words', () => {
    const { text: done, rows } = compiled([
      by('A', [mod(report, REPORT.replace('submit', 'present'))]),
      by('B', [mod(report, REPORT.replace('a report', 'a detailed report'))]),
    ]);
    expect(line(done, 'state of the quays')).toBe(
      '1\tto present annually to the Council a detailed report on the state of the quays;',
    );
    expect(rows.map((row) => row.outcome)).toEqual(['combined', 'combined']);
  });

  it('puts what cannot stand together in brackets, the original first, then in the house order', () => {
    const given = [
      by('A', [mod(report, REPORT.replace('annually', 'regularly'))]),
      by('B', [mod(report, REPORT.replace('annually', 'regularly'))]),
      by('C', [mod(report, REPORT.replace('annually', 'every two years'))]),
      by('E', [mod(report, REPORT.replace(' annually', ''))]),
    ];
    expect(line(compiled(given).text, 'state of the quays')).toBe(
      '1\tto submit [annually] [A, B: regularly] [C: every two years] [E: delete] to the Council a report on the state of the quays;',
    );
    expect(line(compiled(given, ['E', 'C']).text, 'state of the quays')).toContain(
      '[annually] [E: delete] [C: every two years] [A, B: regularly]',
    );
  });

  it('does not combine changes of words that stand side by side', () => {
    const { text: done } = compiled([
      by('A', [mod(report, REPORT.replace('the state', 'the good state'))]),
      by('B', [mod(report, REPORT.replace('state of', 'upkeep of'))]),
    ]);
    expect(line(done, 'quays;')).toContain(
      '[A: the good state] [B: the upkeep]'.replace('the good state', 'good state').replace('the upkeep', 'upkeep'),
    );
  });

  it.each([
    ['a date', roadmap, '1 March', '1 June'],
    ['a figure', roadmap, '2027', '2028'],
    ['what is binding', cranes, 'to keep', 'that it must keep'],
    ['a negation', cranes, 'to keep', 'not to keep'],
  ])('never combines %s unasked', (_, target, old, next) => {
    const words = itemAt(text, target).text;
    const alone = by('A', [mod(target, words.replace(old, next))]);
    expect(line(compiled([alone]).text, next)).toBeDefined();
    const beside = by('B', [mod(target, `${words.slice(0, -1)} in all places${words.slice(-1)}`)]);
    const done = compiled([alone, beside]);
    expect(itemAt(done.text, target).text).toMatch(/\[A: /);
    expect(itemAt(settle(done, UNCONTESTED), target).text).not.toContain(next);
    expect(itemAt(settle(done, UNCONTESTED), target).text).toContain('in all places');
  });

  it('shows who asks that words stay', () => {
    const { text: done, rows } = compiled([
      by('A', [mod(report, REPORT.replace('annually', 'regularly'))]),
      by('B', [noc(report)]),
    ]);
    expect(line(done, 'quays;')).toContain('[B: annually] [A: regularly]');
    expect(rows.find((row) => row.act === 'NOC')?.outcome).toBe('kept');
  });

  it('shows that one would take out what another changes', () => {
    const { text: done } = compiled([
      by('A', [sup(charts)]),
      by('B', [mod(charts, 'to invite all towns and cities to share their charts,')]),
    ]);
    expect(line(done, 'charts')).toBe('3\t[to invite all towns [B: and cities] to share their charts,] [A: delete]');
  });

  it('an amendment to an amendment stands beside what it amends', () => {
    const first = by('A', [mod(report, REPORT.replace('annually', 'regularly'))]);
    const second = by('B', [mod(first.ops[0]?.id ?? '', REPORT.replace('annually', 'most regularly'))], {
      parent: first.id,
    });
    expect(line(compiled([second, first]).text, 'quays;')).toContain(
      '[annually] [A: regularly] [A (B): most regularly]',
    );
    const against = by('C', [sup(first.ops[0]?.id ?? '')], { parent: first.id });
    expect(line(compiled([first, against]).text, 'quays;')).toContain('[A (C): annually] [A: regularly]');
  });

  it('withdrawn proposals change nothing and are listed', () => {
    const gone = by('A', [sup(charts)], { status: 'withdrawn' });
    const { text: done, rows, notes } = compiled([gone]);
    expect(done).toBe(text);
    expect(rows.map((row) => row.outcome)).toEqual(['withdrawn']);
    expect(notes.map((note) => note.code)).toEqual(['withdrawn']);
  });

  it('a proposal for a paragraph that is not there is told', () => {
    const { notes, rows } = compiled([by('A', [mod('sec_99', 'words')])]);
    expect(notes[0]).toMatchObject({ code: 'no-place', target: 'sec_99' });
    expect(rows[0]?.outcome).toBe('no-place');
  });
});

describe('compile, paragraphs', () => {
  it('numbers what is added for the time being and brackets rivals', () => {
    const { text: done } = compiled([
      by('B', [add(report, 'to clean the quays;')]),
      by('A', [add(report, 'to paint the quays;')]),
      by('C', [add(report, 'to clean the quays;'), add(charts, 'to light the lamps,')]),
    ]);
    expect(lines(done).slice(8, 13)).toEqual([
      '1bis\t[A: to paint the quays;]',
      '1ter\t[B, C: to clean the quays;]',
      expect.stringMatching(/^2\t/),
      expect.stringMatching(/^3\t/),
      '4\tto light the lamps,',
    ]);
  });

  it('others may change the words of an addition, or add below it', () => {
    const first = by('A', [add(report, 'to clean the quays;')]);
    const id = first.ops[0]?.id ?? '';
    const second = by('B', [mod(id, 'to clean the old quays;')], { parent: first.id });
    const third = by('C', [add(id, 'to dry them;')], { parent: first.id });
    expect(lines(compiled([third, second, first]).text).slice(8, 10)).toEqual([
      '1bis\t[A: to clean the [A (B): old] quays;]',
      '1ter\t[A (C): to dry them;]',
    ]);
  });

  it('a heading goes alone, or with all below it', () => {
    const heading = at(text, 'Director of Quays');
    const alone = compiled([by('A', [sup(heading, { place: 'heading' })])]);
    expect(lines(acceptText(alone.text)).slice(-5, -3)).toEqual([
      expect.stringMatching(/^3\t/),
      '1\tto repair the quays and to keep the old cranes in good order;',
    ]);
    const whole = compiled([by('A', [sup(heading)])]);
    expect(lines(acceptText(whole.text)).at(-1)).toMatch(/^3\t/);
    expect(lines(settle(whole, UNCONTESTED)).at(-1)).toMatch(/^3\t/);
    for (const one of [alone, whole]) expect(lines(rejectText(one.text))).toEqual(lines(text));
  });

  it('a new heading comes with its paragraphs', () => {
    const { text: done } = compiled([
      by('A', [
        add(at(text, 'Director of Quays'), 'instructs the Director of Lamps', {
          part: 'operative',
          items: [{ label: '1', runs: [{ text: 'to light the lamps.' }] }],
        }),
      ]),
    ]);
    expect(lines(done).slice(-2)).toEqual(['instructs the Director of Lamps', '1\tto light the lamps.']);
    expect(done.groups.at(-1)).toMatchObject({ verb: 'instructs', addressees: ['the Director of Lamps'] });
  });
});

const itemAt = (given: Text, eId: string): Item => {
  const item = unitsOf(given).find(eId)?.item;
  if (!item) throw new Error(`no paragraph ${eId}`);
  return item;
};

describe('compile, whatever the order', () => {
  it('all orders of five amendments give the same', () => {
    for (const seed of [1, 2, 3]) {
      const five = draw(seeded(seed), 5);
      const results = new Set(permutations(five).map((order) => JSON.stringify(compiled(order, ['C', 'A']))));
      expect(results.size).toBe(1);
    }
  });

  it('200 random orders of forty amendments give the same', () => {
    const random = seeded(7);
    const forty = draw(random, 40);
    const first = JSON.stringify(compiled(forty));
    for (let n = 0; n < 200; n++) expect(JSON.stringify(compiled(shuffled(forty, random))) === first).toBe(true);
  }, 240_000);
});

describe('compile, properties', () => {
  const amendments = fc.nat(1_000_000).map((seed) => draw(seeded(seed), 1 + (seed % 12)));

  it('the original is recovered: by choosing it everywhere, and by rejecting all marks', () => {
    fc.assert(
      fc.property(amendments, (given) => {
        const done = compiled(given);
        expect(toPlainText(settle(done, ORIGINAL))).toBe(toPlainText(text));
        expect(rejected(done.text)).toEqual(rejected(text));
      }),
      { numRuns: 150 },
    );
  });

  it('a single proposal, accepted, gives exactly its words', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const [one] = draw(seeded(seed), 1);
        const ops =
          one?.ops.filter(
            (op, i, all) => op.act === 'MOD' && all.findIndex((other) => other.target === op.target) === i,
          ) ?? [];
        const done = settle(compiled([by('A', ops)]), UNCONTESTED);
        for (const op of ops)
          expect(
            itemAt(done, op.target)
              .runs.map((run) => run.text)
              .join(''),
          ).toBe(op.runs?.[0]?.text);
        expect(toPlainText(done)).toBe(toPlainText(amend(text, ops)));
      }),
      { numRuns: 150 },
    );
  });

  it('no two changes that are taken together touch a word that one of them strikes', () => {
    fc.assert(
      fc.property(amendments, (given) => {
        const open = given.filter((one) => one.status === 'proposed').flatMap((one) => one.ops);
        for (const place of compiled(given).places)
          for (const segment of place.segments) {
            const range = segment.kind === 'choice' ? /#(\d+)-(\d+)$/.exec(segment.choice.id) : null;
            if (segment.kind !== 'choice' || range === null || segment.choice.reason !== 'proposed') continue;
            const [from, to] = [Number(range[1]), Number(range[2])];
            const behind = new Set(segment.choice.options[1]?.by.map((one) => one.op));
            for (const op of open) {
              if (op.act !== 'MOD' || behind.has(op.id) || op.target !== place.target) continue;
              for (const edit of editsBetween(place.original, op.runs ?? [], 'en'))
                expect(edit.to < from || edit.from > to).toBe(true);
            }
          }
      }),
      { numRuns: 150 },
    );
  });
});
