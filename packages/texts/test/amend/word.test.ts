import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/index.ts';
import { compile } from '../../src/amend/index.ts';
import { paragraphsOf } from '../../src/amend/marks/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { add, at, by, mod, SOURCE, sup, textOf } from './drawing.ts';

const text = textOf(SOURCE);
const report = at(text, 'submit annually');
const REPORT = 'to submit annually to the Council a report on the state of the quays;';
const compiled = compile(text, [
  by('A', [mod(report, REPORT.replace('annually', 'regularly').replace('a report', 'a full report'))]),
  by('B', [mod(report, REPORT.replace('annually', 'every two years')), add(report, 'to paint the quays;')]),
  by('C', [sup(at(text, 'share their charts')), add(report, 'to clean the quays;')]),
]).text;
const back = (): Text => {
  const [read] = outline(textToDocx(compiled), { name: 'compiled.docx' }).texts;
  if (!read) throw new Error('nothing read');
  return read;
};

describe('a compilation as a Word file', () => {
  it('has every proposal under its author, several in one paragraph', () => {
    const item = back()
      .groups.flatMap((group) => group.items)
      .find((one) => one.text.includes('state of the quays'));
    const authors = new Set(item?.runs.flatMap((run) => run.mark?.author ?? []));
    expect(authors).toEqual(new Set(['A', 'B', 'Compilation']));
  });

  it('rejected it is the text, accepted it is the compilation in brackets', () => {
    expect(toPlainText(rejectText(back()))).toBe(toPlainText(text));
    expect(toPlainText(acceptText(back()))).toBe(toPlainText(acceptText(compiled)));
    expect(toPlainText(acceptText(back()))).toContain('[annually] [A: regularly] [B: every two years]');
  });

  it('prints the title once where the words of it are proposed anew', () => {
    const renamed = compile(text, [by('A', [mod(at(text, 'Keeping of'), 'Upkeep of ports')])]).text;
    const [read] = outline(textToDocx(renamed), { name: 'renamed.docx' }).texts;
    if (!read) throw new Error('nothing read');
    expect(toPlainText(rejectText(read))).toBe(toPlainText(text));
    expect(paragraphsOf(acceptText(read))).toEqual(paragraphsOf(acceptText(renamed)));
  });
});
