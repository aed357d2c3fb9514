import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { acceptedText, readDocx, rejectedText } from '../../src/read/docx/index.ts';
import { acceptChanges, rejectChanges } from '../../src/revise/index.ts';
import { inputBytes, inputPath, inputText } from '../inputs.ts';
import { faultsOf } from './touched.ts';

/** One text of the corpus: a file with revisions, accepted or rejected. */
export interface CorpusRow {
  name: string;
  way: 'accepted' | 'rejected';
  marks: number;
  /** Whether our reading of the marked file equals the twin document, the expected text; null where there is none. */
  twin: boolean | null;
  expected: boolean | null;
  /** The edited file: reads as the marked file said it would, bears no mark, touches nothing else. */
  edited: boolean;
  markless: boolean;
  faults: string[];
  warnings: number;
  bytes: Uint8Array;
}

/** Line breaks within a paragraph part lines in the expected texts; symbols of fonts are missing there. */
export const tidy = (lines: readonly string[]): string =>
  lines
    .flatMap((line) => line.split('\n'))
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')
    .join('\n');

/** Settles each file of `docx/tracked` both ways: 42 texts of 21 files. */
export function corpus(): CorpusRow[] {
  const names = globSync(inputPath('docx/tracked/*.docx'))
    .map((file) => basename(file, '.docx'))
    .filter((name) => !/-(?:Accepted|Rejected)$/.test(name))
    .sort();
  return names.flatMap((name) => {
    const original = inputBytes(`docx/tracked/${name}.docx`);
    const source = readDocx(original);
    return (['accepted', 'rejected'] as const).map((way): CorpusRow => {
      const view = way === 'accepted' ? acceptedText : rejectedText;
      const { bytes, marks } = (way === 'accepted' ? acceptChanges : rejectChanges)(original);
      const after = readDocx(bytes);
      const ours = tidy(view(source));
      const twin = inputPath(`docx/tracked/${name}-${way === 'accepted' ? 'Accepted' : 'Rejected'}.docx`);
      const expected = `docx/tracked/expected/${name}.${way}.txt`;
      return {
        name,
        way,
        marks,
        twin: existsSync(twin) ? tidy(acceptedText(readDocx(new Uint8Array(readFileSync(twin))))) === ours : null,
        expected: existsSync(inputPath(expected)) ? tidy(inputText(expected).split('\n')) === ours : null,
        edited: tidy(view(after)) === ours,
        markless: !/"(?:mark|was|passed|merge|oldLabel)":/.test(
          JSON.stringify([after.blocks, after.notes, after.headers]),
        ),
        faults: faultsOf(original, bytes),
        warnings: source.warnings.length,
        bytes,
      };
    });
  });
}
