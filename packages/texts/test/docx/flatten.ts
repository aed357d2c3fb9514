import type { Block, Source } from '../../src/model/text.ts';
import { readDocx } from '../../src/read/docx/index.ts';

/** One line of a flattened text and the paragraph it came from: the truth beside the guess. */
export interface FlatLine {
  text: string;
  block: Block;
}

/**
 * Turns a marked Word file into text as a careless conversion does: struck and inserted words run together, and so do the
 * old and the new label (item 4 that became 6 reads "46", then a tab). One paragraph per line, struck ones and cells of
 * tables included; references of notes become `[footnoteRef:1]`.
 */
export function flattenLines(input: Source | Uint8Array): FlatLine[] {
  const source = input instanceof Uint8Array ? readDocx(input) : input;
  const out: FlatLine[] = [];
  const walk = (blocks: Block[]): void => {
    for (const block of blocks) {
      for (const row of block.rows ?? []) for (const cell of row.cells) walk(cell.blocks);
      if (block.kind === 'paragraph') out.push({ text: flatText(block), block });
    }
  };
  walk(source.blocks);
  return out.filter((line) => line.text.trim() !== '');
}

/** The same as one text, lines ended by "\n". */
export const flatten = (input: Source | Uint8Array): string =>
  flattenLines(input)
    .map((line) => `${line.text}\n`)
    .join('');

function flatText(block: Block): string {
  const words = block.runs.map((run) => (run.note === undefined ? run.text : `[footnoteRef:${run.text}]`)).join('');
  const length = block.runs.reduce((sum, run) => sum + run.text.length, 0);
  // What `raw` has more than the runs is the typed label with its tab, old and new run together; a computed one is printed.
  const typed = block.raw.slice(0, block.raw.length - length);
  const computed = `${block.oldLabel ?? ''}${block.label ?? ''}`;
  const head = typed !== '' ? typed : computed === '' ? '' : `${computed}\t`;
  return (head + words).replace(/\n/g, ' ');
}
