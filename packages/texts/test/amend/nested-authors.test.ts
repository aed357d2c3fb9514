import { describe, expect, it } from 'vitest';
import type { Amendment, Text } from '../../src/index.ts';
import { compile, decide, ORIGINAL, settle } from '../../src/amend/index.ts';
import { amendmentsFromMarks, paragraphsOf } from '../../src/amend/marks/index.ts';
import { outline } from '../../src/outline/index.ts';
import { rejectText } from '../../src/settle/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { buildDocx } from '../docx/build.ts';
import { hasInputs, inputBytes } from '../inputs.ts';
import { lines } from './drawing.ts';
import { permutations } from './random.ts';

/** A file as Word writes it where several authors worked in it one after another. */
const words = (text: string, tag = 't'): string =>
  `<w:r>${text
    .split('\t')
    .map((one) => `<w:${tag} xml:space="preserve">${one}</w:${tag}>`)
    .join('<w:tab/>')}</w:r>`;
const DAYS: Record<string, number> = { A: 1, B: 2, C: 3 };
const who = (author: string): string =>
  `w:id="1" w:author="${author}" w:date="2026-01-0${DAYS[author] ?? 9}T00:00:00Z"`;
const ins = (author: string, text: string): string => `<w:ins ${who(author)}>${words(text)}</w:ins>`;
const del = (author: string, text: string): string => `<w:del ${who(author)}>${words(text, 'delText')}</w:del>`;
/** Words that one inserted and another struck. */
const struck = (author: string, by: string, text: string): string => `<w:ins ${who(author)}>${del(by, text)}</w:ins>`;
const p = (inner: string, mark = ''): string => `<w:p><w:pPr><w:rPr>${mark}</w:rPr></w:pPr>${inner}</w:p>`;
const came = (author: string): string => `<w:ins ${who(author)}/>`;
const went = (author: string): string => `<w:del ${who(author)}/>`;

const read = (...body: string[]): Text => {
  const head = p(words('The Council,')) + p(words('instructs the Secretary-General'));
  const [text] = outline(buildDocx({ body: head + body.join('') }), { name: 'nested.docx' }).texts;
  if (!text) throw new Error('nothing read');
  return text;
};
const FIRST = p(words('1\tto submit annually a report on the quays;'));
const LAST = p(words('2\tto close the old harbour.'));

/** Each amendment in one line: who, on whose, and what. */
const told = (amendments: readonly Amendment[]): string[] =>
  amendments.flatMap((one) => {
    const on = amendments.find(({ id }) => id === one.parent)?.by;
    return one.ops.map(
      (op) =>
        `${one.by}${on === undefined ? '' : ` on ${on}`}: ${op.act} ${(op.runs ?? []).map((run) => run.text).join('')}`,
    );
  });

/** What is compiled; the same in every order in which the amendments come. */
function compiled(marked: Text): string[] {
  const { base, amendments } = amendmentsFromMarks(marked);
  expect(paragraphsOf(base)).toEqual(paragraphsOf(rejectText(marked)));
  const done = compile(base, amendments);
  expect(paragraphsOf(settle(done, ORIGINAL))).toEqual(paragraphsOf(base));
  expect(paragraphsOf(rejectText(done.text))).toEqual(paragraphsOf(base));
  expect(done.notes).toEqual([]);
  for (const order of permutations(amendments))
    expect(toPlainText(compile(base, order).text)).toBe(toPlainText(done.text));
  return lines(done.text);
}

describe('words of one author within the words of another', () => {
  it('in a new paragraph: what another inserts and strikes there is an amendment to it, under that name', () => {
    const marked = read(
      FIRST,
      p(
        ins('A', '2\tto paint the ') +
          ins('B', 'large ') +
          ins('A', 'quays ') +
          struck('A', 'B', 'red') +
          ins('B', 'green') +
          ins('A', ';'),
        came('A'),
      ),
      LAST,
    );
    expect(told(amendmentsFromMarks(marked).amendments)).toEqual([
      'A: ADD to paint the quays red;',
      'B on A: MOD to paint the large quays green;',
    ]);
    expect(compiled(marked)).toContain('1bis\t[A: to paint the [A (B): large] quays [A: red] [A (B): green];]');
  });

  it('in a new paragraph that begins with words of the later author: it is whose words were there first', () => {
    const marked = read(FIRST, p(ins('B', '2\tin due course ') + ins('A', 'to paint the quays;'), came('A')), LAST);
    expect(told(amendmentsFromMarks(marked).amendments)).toEqual([
      'A: ADD to paint the quays;',
      'B on A: MOD in due course to paint the quays;',
    ]);
  });

  it('in a paragraph that stays: what another strikes and puts in its place is an amendment to it', () => {
    const marked = read(
      p(
        words('1\tto submit ') +
          del('A', 'annually') +
          ins('A', 'every ') +
          struck('A', 'B', 'year') +
          ins('B', 'two years') +
          words(' a report on the ') +
          ins('B', 'old ') +
          words('quays;'),
      ),
      LAST,
    );
    expect(told(amendmentsFromMarks(marked).amendments)).toEqual([
      'A: MOD to submit every year a report on the quays;',
      'B on A: MOD to submit every two years a report on the quays;',
      'B: MOD to submit annually a report on the old quays;',
    ]);
    expect(compiled(marked)).toContain(
      '1\tto submit [annually] [A: every year] [A (B): every two years] a report on the old quays;',
    );
  });

  it('one within the words of another within the words of a third', () => {
    const marked = read(
      p(
        words('1\tto submit annually ') +
          ins('A', 'a full ') +
          ins('B', 'and ') +
          ins('C', 'very ') +
          ins('B', 'clear ') +
          ins('A', 'report or ') +
          words('a report on the quays;'),
      ),
      LAST,
    );
    expect(told(amendmentsFromMarks(marked).amendments)).toEqual([
      'A: MOD to submit annually a full report or a report on the quays;',
      'B on A: MOD to submit annually a full and clear report or a report on the quays;',
      'C on B: MOD to submit annually a full and very clear report or a report on the quays;',
    ]);
    expect(compiled(marked).join('\n')).toContain(
      '[A (B): full and clear report or a] [B (C): full and very clear report or a]',
    );
  });

  it('who strikes all that another put in asks that it not be made', () => {
    const marked = read(p(words('1\tto submit ') + struck('A', 'B', 'at once ') + words('a report;')), LAST);
    expect(told(amendmentsFromMarks(marked).amendments)).toEqual([
      'A: MOD to submit at once a report;',
      'B on A: SUP ',
    ]);
    expect(compiled(marked)).toContain('1\tto submit [A (B): NOC] [A: at once] a report;');
  });

  it('a new paragraph that another strikes is there, with both names, however Word marks its end', () => {
    const body = struck('A', 'B', '2\tto paint the quays;');
    for (const marked of [
      read(FIRST, p(body, came('A') + went('B')), LAST),
      read(FIRST, p(body, came('A')), LAST),
      read(p(words('1\tto submit annually a report on the quays;'), came('A')), p(body), LAST),
      read(FIRST, LAST, p(body, came('A') + went('B'))),
    ]) {
      expect(told(amendmentsFromMarks(marked).amendments)).toEqual(['A: ADD to paint the quays;', 'B on A: SUP ']);
      expect(compiled(marked).join('\n')).toContain('[A: to paint the quays;] [A (B): delete]');
    }
  });

  it('in a paragraph that is split or joined', () => {
    const split = read(
      p(words('1\tto submit annually a report '), came('A')),
      p(ins('A', 'on all ') + ins('B', 'new ') + ins('A', 'matters and ') + words('on the quays;')),
      LAST,
    );
    expect(told(amendmentsFromMarks(split).amendments)).toEqual([
      'A: MOD to submit annually a report ',
      'A: ADD on all matters and on the quays;',
      'B on A: MOD on all new matters and on the quays;',
    ]);
    expect(compiled(split).join('\n')).toContain('[A: on all [A (B): new] matters and on the quays;]');
    const joined = read(
      p(words('1\tto submit annually a report on the quays; '), went('A')),
      p(ins('A', 'and also ') + struck('A', 'B', 'soon ') + words('to close.')),
      LAST,
    );
    expect(told(amendmentsFromMarks(joined).amendments)).toContain(
      'B on A: MOD to submit annually a report on the quays; and also to close.',
    );
  });

  it('what one struck again that nobody else touched is no proposal', () => {
    const marked = read(p(words('1\tto submit ') + struck('A', 'A', 'at once ') + words('a report;')), LAST);
    expect(amendmentsFromMarks(marked).amendments).toEqual([]);
  });
});

const cell = (inner: string, end = ''): string => `<w:tc><w:tcPr/>${p(inner, end)}</w:tc>`;
const row = (cells: string[], mark = ''): string => `<w:tr><w:trPr>${mark}</w:trPr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;

describe('in a table', () => {
  const head = row([cell(words('Pier')), cell(words('Length'))]);

  it('words in a row that another added are an amendment to that row', () => {
    const marked = read(
      FIRST,
      table(
        head,
        row(
          [cell(ins('A', 'North')), cell(ins('A', 'thirty ') + struck('A', 'B', 'feet') + ins('B', 'metres'))],
          came('A'),
        ),
      ),
      LAST,
    );
    const { amendments } = amendmentsFromMarks(marked);
    expect(amendments.map((one) => [one.by, one.ops.map(({ act }) => act)])).toEqual([
      ['A', ['ADD']],
      ['B', ['MOD']],
    ]);
    expect(amendments[1]?.parent).toBe(amendments[0]?.id);
    const all = compiled(marked).join('\n');
    expect(all).toMatch(/\[A: North\tthirty feet\]/);
    expect(all).toMatch(/\[A \(B\): North\tthirty metres\]/);
  });

  it('words struck in a cell are an amendment to who put them there', () => {
    const marked = read(
      FIRST,
      table(
        head,
        row([
          cell(words('North')),
          cell(words('thirty ') + ins('A', 'long ') + struck('A', 'B', 'old ') + words('feet')),
        ]),
      ),
      LAST,
    );
    expect(told(amendmentsFromMarks(marked).amendments)).toEqual([
      'A: MOD thirty long old feet',
      'B on A: MOD thirty long feet',
    ]);
    expect(compiled(marked).join('\n')).toContain('thirty [A: long old] [A (B): long] feet');
  });
});

describe('decided on their own', () => {
  const marked = read(
    FIRST,
    p(
      ins('A', '2\tto paint the ') +
        ins('B', 'large ') +
        ins('A', 'quays ') +
        ins('C', 'and sheds ') +
        struck('A', 'B', 'red') +
        ins('B', 'green') +
        ins('A', ';'),
      came('A'),
    ),
    LAST,
  );
  const { base, amendments } = amendmentsFromMarks(marked);
  const of = (list: readonly Amendment[], code: string): Amendment => {
    const found = list.find((one) => one.by === code);
    if (!found) throw new Error(`nothing of ${code}`);
    return found;
  };

  it('accepted, the amendment that it amends proposes its words, and what others would have in that stays theirs', () => {
    const one = decide(base, amendments, { kind: 'accept', amendment: of(amendments, 'B').id });
    expect(paragraphsOf(one.text)).toEqual(paragraphsOf(base));
    expect(told(one.amendments)).toEqual([
      'A: ADD to paint the large quays green;',
      'B on A: MOD to paint the large quays green;',
      'C on A: MOD to paint the large quays and sheds green;',
    ]);
    expect(lines(compile(one.text, one.amendments).text)).toContain(
      '1bis\t[A: to paint the large quays [A (C): and sheds] green;]',
    );
    const two = decide(one.text, one.amendments, { kind: 'accept', amendment: of(amendments, 'C').id });
    const three = decide(two.text, two.amendments, { kind: 'accept', amendment: of(amendments, 'A').id });
    expect(paragraphsOf(three.text)).toContain('to paint the large quays and sheds green;');
    expect(three.amendments.map((each) => each.status)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('rejected, the amendment that it amends stays; that rejected, it is without object', () => {
    const one = decide(base, amendments, { kind: 'reject', amendment: of(amendments, 'B').id });
    expect(told(one.amendments.filter((each) => each.status === 'proposed'))[0]).toBe('A: ADD to paint the quays red;');
    const all = decide(base, amendments, { kind: 'reject', amendment: of(amendments, 'A').id });
    expect(all.amendments.map((each) => each.status)).toEqual(['rejected', 'lapsed', 'lapsed']);
  });

  it('the other accepted first, it is a change of the text that stands then', () => {
    const one = decide(base, amendments, { kind: 'accept', amendment: of(amendments, 'A').id });
    const two = decide(one.text, one.amendments, { kind: 'accept', amendment: of(one.amendments, 'B').id });
    expect(paragraphsOf(two.text)).toContain('to paint the large quays green;');
  });
});

describe.skipIf(!hasInputs)('a real file of several authors (needs inputs)', () => {
  it('has each struck word under the name of who struck it', () => {
    const file = 'docx/tracked/oxsdk-Comment020.docx';
    for (const marked of outline(inputBytes(file), { name: file }).texts) {
      const { base, amendments, notes } = amendmentsFromMarks(marked);
      expect(notes.filter(({ code }) => code === 'several-authors')).toEqual([]);
      expect(paragraphsOf(base)).toEqual(paragraphsOf(rejectText(marked)));
      const nested = amendments.filter((one) => one.parent !== undefined);
      expect(nested.length).toBeGreaterThan(0);
      const done = compile(base, amendments);
      expect(paragraphsOf(rejectText(done.text))).toEqual(paragraphsOf(base));
      for (const { by, parent } of nested) {
        const on = amendments.find(({ id }) => id === parent)?.by ?? '';
        expect(toPlainText(done.text)).toContain(`${on} (${by}):`);
      }
    }
  });
});

describe('rows of one author that another strikes', () => {
  const tr = (cells: string[], mark = ''): string =>
    row(
      cells.map((one) => cell(one)),
      mark,
    );
  const stays = tr([words('Aldmouth'), words('12 ships')]);
  const last = tr([words('Calder'), words('31 ships')]);
  const both = (inserted: string, deleted: string): string => came(inserted) + went(deleted);
  const rowsIn = (amendments: readonly Amendment[]): string[] =>
    amendments.flatMap((one) =>
      one.ops.map((op) => {
        const on = amendments.find(({ id }) => id === one.parent)?.by;
        const cells = (op.rows ?? []).map((each) =>
          each.cells.map(({ items }) => items.map(({ text }) => text).join(' / ')).join(' | '),
        );
        const where = op.row === undefined ? '' : ` before row ${op.row}`;
        return `${one.by}${on === undefined ? '' : ` on ${on}`}: ${op.act}${where} ${cells.join(' || ')}`.trim();
      }),
    );

  it('are the one author’s addition, and the other’s amendment to it that it be not made', () => {
    const marked = read(
      FIRST,
      table(
        stays,
        tr([struck('A', 'B', 'Brighaven'), struck('A', 'B', '7 ships')], both('A', 'B')),
        tr([ins('A', 'Dunwich'), ins('A', '4 ships')], came('A')),
        last,
      ),
      LAST,
    );
    const { amendments } = amendmentsFromMarks(marked);
    expect(rowsIn(amendments)).toEqual([
      'A: ADD before row 1 Brighaven | 7 ships',
      'A: ADD before row 1 Dunwich | 4 ships',
      'B on A: SUP',
    ]);
    expect(compiled(marked).join('\n')).toContain('Brighaven');
    // Neither reading of the file has the row.
    expect(toPlainText(marked)).not.toContain('Brighaven');
    expect(toPlainText(rejectText(marked))).not.toContain('Brighaven');
    expect(rejectText(marked).groups.some((group) => group.passedRows)).toBe(false);
  });

  it('are decided on: where the amendment is accepted the row is not added, where it is rejected it may be', () => {
    const marked = read(table(stays, tr([struck('A', 'B', 'Brighaven'), struck('A', 'B', '7 ships')], both('A', 'B'))));
    const { base, amendments } = amendmentsFromMarks(marked);
    const [add, against] = amendments;
    const after = decide(base, amendments, { kind: 'accept', amendment: against!.id });
    expect(after.amendments.find(({ id }) => id === add!.id)?.ops.map((op) => op.state)).toEqual(['rejected']);
    const kept = decide(base, amendments, { kind: 'reject', amendment: against!.id });
    const made = decide(kept.text, kept.amendments, { kind: 'accept', amendment: add!.id });
    expect(toPlainText(made.text)).toContain('Brighaven');
  });

  it('with words of a third in them, the last of all, and with two paragraphs in a cell', () => {
    const two = `${p(struck('A', 'B', 'Dunwich'), both('A', 'B'))}${p(struck('A', 'B', 'in the marsh'), both('A', 'B'))}`;
    const third = cell(struck('A', 'B', '4 ') + struck('C', 'B', 'tall ') + struck('A', 'B', 'ships'));
    const gone = row([`<w:tc><w:tcPr/>${two}</w:tc>`, third], both('A', 'B'));
    const { amendments } = amendmentsFromMarks(read(table(stays, last, gone)));
    expect(rowsIn(amendments)).toEqual([
      'A: ADD before row 2 Dunwich / in the marsh | 4 ships',
      'C on A: MOD Dunwich / in the marsh | 4 tall ships',
      'B on A: SUP',
    ]);
  });

  it('are nobody’s where the same author struck what was that author’s own', () => {
    const marked = read(table(stays, tr([struck('A', 'A', 'Brighaven'), struck('A', 'A', '7')], both('A', 'A'))));
    expect(amendmentsFromMarks(marked).amendments).toEqual([]);
  });
});
