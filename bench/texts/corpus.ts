/**
 * Accepting and rejecting over the corpus of files with revisions: `node bench/texts/corpus.ts` prints the table of
 * packages/texts/test/docx/MEASURED.md, `node bench/texts/corpus.ts times [runs]` how long each edit takes.
 */
import { globSync, readFileSync } from 'node:fs';
import { readDocx } from '../../packages/texts/src/read/docx/index.ts';
import { acceptChanges, rejectChanges } from '../../packages/texts/src/revise/index.ts';
import { hasInputs, inputBytes, inputPath } from '../../packages/texts/test/inputs.ts';
import { corpus } from '../../packages/texts/test/revise/corpus.ts';
import { median, table } from './measure.ts';

if (!hasInputs) {
  console.log('The folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
if (process.argv[2] === 'times') times(Number(process.argv[3] ?? '15'));
else results();

function results(): void {
  const say = (value: boolean | null): string => (value === null ? '–' : value ? 'yes' : 'no');
  const rows = corpus();
  console.log(
    table(
      [
        'file',
        'way',
        'marks',
        'equals twin',
        'equals expected text',
        'edited file reads the same',
        'no mark left',
        'only marks touched',
      ],
      rows.map((row) => [
        row.name,
        row.way,
        String(row.marks),
        say(row.twin),
        say(row.expected),
        say(row.edited),
        say(row.markless),
        say(row.faults.length === 0),
      ]),
    ),
  );
  const files = globSync(inputPath('docx/**/*.docx'));
  const quiet = files.filter((file) => readDocx(new Uint8Array(readFileSync(file))).warnings.length === 0);
  console.log(`\n${quiet.length} of ${files.length} Word files of the inputs are read without a warning.`);
}

function times(runs: number): void {
  const names = ['tracked/RP051-Arabic', 'tracked/RP001-Tracked-Revisions-01', 'council-resolution-1332.fr'];
  const time = (work: () => unknown): number => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  console.log(
    table(
      ['file', 'marks', 'read, ms', 'accept, ms', 'reject, ms'],
      names.map((name) => {
        const bytes = inputBytes(`docx/${name}.docx`);
        const each = [readDocx, acceptChanges, rejectChanges].map((work) =>
          median(Array.from({ length: runs }, () => time(() => work(bytes)))),
        );
        return [name, String(acceptChanges(bytes).marks), ...each.map((value) => value.toFixed(1))];
      }),
    ),
  );
}
