import { describe, expect, it } from 'vitest';
import { writeAkn, readAkn } from '../../src/akn/index.ts';
import { outline } from '../../src/outline/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { toMarkdown, toPlainText } from '../../src/write/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { buildDocx } from '../docx/build.ts';

const p = (words: string, style = ''): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t>${words}</w:t></w:r></w:p>`;
const table = (words: string): string =>
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>${p(words)}</w:tc></w:tr></w:tbl>`;
const styles = [1, 2]
  .map((n) => `<w:style w:type="paragraph" w:styleId="Heading${n}"><w:name w:val="heading ${n}"/></w:style>`)
  .join('');
/** Words that stand in a file once each, in their order. */
const WORDS = ['Letterhead', 'first reading', 'twelve quays', 'nine lamps', 'eight ropes', 'nothing is left', 'a year'];
const orderIn = (words: string): string[] =>
  WORDS.filter((one) => words.includes(one)).toSorted((a, b) => words.indexOf(a) - words.indexOf(b));

describe('tables between paragraphs', () => {
  const report =
    table('Letterhead') +
    p('Report on the quays') +
    p('as it stood at the first reading') +
    p('Money', 'Heading1') +
    p('The quays cost what is said here for all twelve quays of the harbour.') +
    table('nine lamps') +
    p('What is left goes to the eight ropes of the northern harbour, as was agreed.') +
    p('Of that in turn nothing is left.') +
    p('Time', 'Heading1') +
    p('It took a year to find all of this out, and to write it down.');
  const memo =
    p('A note on the first reading.') +
    table('twelve quays') +
    p('Then nine lamps.') +
    table('eight ropes') +
    p('So nothing is left.');

  it.each([
    ['a report', report, WORDS],
    ['a note without parts', memo, WORDS.filter((one) => memo.includes(one))],
  ])('stand where they stood, in %s, however it is written', (_, body, words) => {
    const [text] = outline(buildDocx({ body, styles }), { name: 'a.docx' }).texts;
    if (text === undefined) throw new Error('no text');
    expect(orderIn(toPlainText(text))).toEqual(words);
    expect(orderIn(toMarkdown(text))).toEqual(words);
    const said = JSON.stringify(readDocx(textToDocx(text)).blocks);
    expect(orderIn(said)).toEqual(words);
    const [again] = readAkn(new TextEncoder().encode(writeAkn(text))).texts;
    expect(orderIn(toPlainText(again ?? text))).toEqual(words);
    expect(again?.groups).toEqual(text.groups);
  });
});
