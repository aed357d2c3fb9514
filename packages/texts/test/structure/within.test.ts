import { describe, expect, it } from 'vitest';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { toHtml, toMarkdown, toPlainText } from '../../src/write/index.ts';
import type { Text } from '../../src/index.ts';
import { buildDocx, del, endMark, ins, paragraph, run } from '../docx/build.ts';

const BY = 'w:id="9" w:author="Ana Example" w:date="2024-05-01T10:00:00Z"';
const cell = (inner: string): string => `<w:tc>${inner}</w:tc>`;
const table = (...rows: string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
const struckRun = (words: string): string => del(`<w:r><w:delText>${words}</w:delText></w:r>`);
const HEAD = ['RESOLUTION 7 (2026)', 'Keeping of the harbours', 'The Council,', 'resolves'].map((line) =>
  paragraph(run(line)),
);
const textOf = (body: string, footnotes?: string): Text => {
  const [text] = outline(buildDocx({ body: HEAD.join('') + body, ...(footnotes ? { footnotes } : {}) })).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};

describe('a table within a cell of a table', () => {
  const struck = `<w:tr><w:trPr><w:del ${BY}/></w:trPr>${cell(paragraph(struckRun('gone')))}</w:tr>`;
  const text = textOf(
    paragraph(run('as follows:')) +
      table(
        row(
          cell(paragraph(run('quay'))),
          cell(paragraph(run('before')) + table(struck, row(cell(paragraph(run('inner'))))) + paragraph(run('after'))),
        ),
      ),
  );

  it('gives its paragraphs to the cell, in their order and with their marks', () => {
    expect(toPlainText(text)).toContain('quay\tbefore / inner / after');
    expect(toPlainText(rejectText(text))).toContain('quay\tbefore / gone / inner / after');
    expect(toMarkdown(text, { changes: 'marked' })).toContain('| quay | before<br>~~gone~~<br>inner<br>after |');
  });
});

describe('a footnote of several paragraphs', () => {
  const note = (inner: string): string => `<w:footnote w:id="1">${inner}</w:footnote>`;
  const reference = paragraph(run('Words') + '<w:r><w:footnoteReference w:id="1"/></w:r>');

  it('keeps them apart in its runs, in Markdown, HTML and Word', () => {
    const text = textOf(reference, note(paragraph(run('First.')) + paragraph(run('Second.'))));
    expect(text.footnotes[0]).toMatchObject({
      text: 'First.\nSecond.',
      runs: [{ text: 'First.' }, { text: '\n' }, { text: 'Second.' }],
    });
    expect(toMarkdown(text)).toContain('[^fn1]: First.\n\n    Second.');
    expect(toHtml(text)).toContain('First.<br>Second.');
  });

  it.each([
    ['in the middle', [['First.'], ['New.', 'in'], ['Third.']], 'First.\nNew.\nThird.', 'First.\nThird.'],
    ['at the end', [['First.'], ['New.', 'in'], ['More.', 'in']], 'First.\nNew.\nMore.', 'First.'],
    ['at the start', [['New.', 'in'], ['Second.']], 'New.\nSecond.', 'Second.'],
  ] as const)('of which one was inserted %s is without it before', (_, lines, after, before) => {
    const paragraphs = lines.map(([words, way]) =>
      way === undefined ? paragraph(run(words)) : paragraph(ins(run(words)), endMark('ins')),
    );
    const text = textOf(reference, note(paragraphs.join('')));
    expect(acceptText(text).footnotes[0]?.text).toBe(after);
    expect(rejectText(text).footnotes[0]?.text).toBe(before);
  });

  it('whose end was struck is one line once accepted', () => {
    const text = textOf(reference, note(paragraph(run('First'), endMark('del')) + paragraph(run(' and second.'))));
    expect(acceptText(text).footnotes[0]?.text).toBe('First and second.');
    expect(rejectText(text).footnotes[0]?.text).toBe('First\n and second.');
  });
});

describe('a footnote that was struck', () => {
  const text = textOf(
    paragraph(run('Words') + `<w:del ${BY}><w:r><w:footnoteReference w:id="1"/></w:r></w:del>`),
    `<w:footnote w:id="1">${paragraph(struckRun('An old note.'))}</w:footnote>`,
  );

  it('is left out of a text as it stands, and struck where changes are shown', () => {
    expect(toHtml(text)).not.toContain('note-fn1');
    expect(toMarkdown(text)).not.toContain('[^fn1]');
    expect(toPlainText(text)).not.toContain('[1]');
    expect(toHtml(text, { changes: 'marked' })).toMatch(/<p id="note-fn1">.*<del[^>]*>An old note\.<\/del>/);
    expect(toMarkdown(text, { changes: 'marked' })).toContain('[^fn1]: ~~An old note.~~');
  });
});

describe('a link', () => {
  it('is one in Markdown, where a reader may follow it', () => {
    const [text] = outline(
      buildDocx({
        body: paragraph(
          run('see ') +
            `<w:hyperlink r:id="l">${run('the port')}</w:hyperlink><w:hyperlink w:anchor="x">${run('here')}</w:hyperlink>`,
        ),
        links: [{ id: 'l', target: 'https://example.org/a b' }],
      }),
    ).texts;
    expect(text && toMarkdown(text)).toContain('see [the port](<https://example.org/a%20b>)here');
  });
});
