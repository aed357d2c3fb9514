import { buildDocx, paragraph, run } from '../../packages/texts/test/docx/build.ts';
import { inputText } from '../../packages/texts/test/inputs.ts';

/** Words on a page of a council document. */
const WORDS_PER_PAGE = 400;

/** The sample report again and again until it fills so many pages: the same kinds of lines, in their real mixture. */
export function longText(pages: number): string {
  const report = inputText('council-report-wsis-sdg.fr.txt');
  const words = report.split(/\s+/).length;
  return Array.from({ length: Math.ceil((pages * WORDS_PER_PAGE) / words) }, () => report).join('\n');
}

/** The same as a Word file. */
export const longDocx = (pages: number): Uint8Array =>
  buildDocx({
    body: longText(pages)
      .split('\n')
      .map((line) => paragraph(run(line)))
      .join(''),
  });
