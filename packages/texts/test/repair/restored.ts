import type { Run } from '../../src/index.ts';
import { outline } from '../../src/outline/index.ts';
import { flattenLines } from '../docx/flatten.ts';

/** What a file flattened by machine shows of its marks, and what the repairs make of it. */
export interface Restored {
  /** Stretches struck or added, whole paragraphs included: most leave no trace in the flattened words. */
  stretches: number;
  /** Labels where old and new ran together, and those given back as they were. */
  labels: number;
  labelsRight: number;
  /** Places where letters of a struck and of an added stretch touch, and lines among them that a repair names. */
  joins: number;
  joinsFound: number;
  /** Repairs where nothing was marked. */
  invented: number;
}

const letter = (text: string | undefined): boolean => text !== undefined && /[\p{L}\d]/u.test(text);
const bare = (label: string | undefined): string => (label ?? '').replace(/^\(/, '').replace(/[).]+$/, '');

export function restored(bytes: Uint8Array): Restored {
  const lines = flattenLines(bytes);
  const flat = new TextEncoder().encode(lines.map((line) => `${line.text}\n`).join(''));
  const repairs = outline(flat, { name: 'flat.txt' }).texts.flatMap((text) => text.repairs);
  const sum: Restored = { stretches: 0, labels: 0, labelsRight: 0, joins: 0, joinsFound: 0, invented: 0 };
  for (const [i, { block }] of lines.entries()) {
    const here = repairs.filter((one) => one.line === i + 1);
    const runs: readonly Run[] = block.runs;
    const marked = runs.some((run) => run.mark) || block.mark !== undefined;
    sum.stretches += runs.filter((run, k) => run.mark && run.mark.state !== runs[k - 1]?.mark?.state).length;
    const [was, is] = [bare(block.oldLabel), bare(block.label)];
    if (block.oldLabel !== undefined && was !== is && was !== '' && is !== '') {
      sum.labels++;
      if (here.some((one) => one.oldLabel === was && one.newLabel === is)) sum.labelsRight++;
    }
    const joins = runs.filter(
      (run, k) =>
        k > 0 &&
        run.mark?.state !== runs[k - 1]?.mark?.state &&
        (run.mark ?? runs[k - 1]?.mark) !== undefined &&
        letter(runs[k - 1]?.text.at(-1)) &&
        letter(run.text[0]),
    ).length;
    sum.joins += joins;
    const worded = here.filter((one) => /^(?:words|heading|two)/.test(one.kind)).length;
    sum.joinsFound += Math.min(joins, worded);
    if (!marked && block.oldLabel === undefined) sum.invented += here.length;
  }
  return sum;
}
