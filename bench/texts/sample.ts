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

/** One report of so many pages: the body of the sample again and again, each paragraph with a mark of its own. */
export function longReport(pages: number): string {
  const lines = inputText('council-report-wsis-sdg.fr.txt').split('\n');
  const end = lines.findIndex((line, i) => i > 40 && /^ANNEXE?\b/i.test(line));
  const body = lines.slice(0, end < 0 ? lines.length : end);
  const words = body.join(' ').split(/\s+/).length;
  return Array.from({ length: Math.ceil((pages * WORDS_PER_PAGE) / words) }, (_, copy) =>
    body.map((line, i) => (line.length > 60 ? line.replace(' ', ` (${String(copy)}-${String(i)}) `) : line)).join('\n'),
  ).join('\n');
}

/** The same text as an editor may leave it: every sixth paragraph with words changed, some struck, added and moved. */
export function editedText(text: string): string {
  const lines = text.split('\n');
  const out: string[] = [];
  let carried: string | null = null;
  for (const [i, line] of lines.entries()) {
    const words = line.split(' ');
    if (i % 97 === 11) continue;
    if (i % 211 === 7 && line.length > 80) {
      carried = line;
      continue;
    }
    if (i % 6 === 3 && words.length > 12) {
      words.splice(5 + (i % 5), 2, 'renforcer', 'davantage');
      words.splice(9, 0, 'notamment,');
      out.push(words.join(' ').replace(/\b2024\b/g, '2025'));
    } else out.push(line);
    if (i % 89 === 20)
      out.push(`Paragraphe nouveau numéro ${String(i)}, ajouté pour rendre compte des travaux de l'année écoulée;`);
    if (carried !== null && i % 211 === 60) {
      out.push(carried);
      carried = null;
    }
  }
  return out.join('\n');
}
