import type { Block, Source } from '../../model/text.ts';
import { wordsIn } from '../../model/words.ts';
import { isWhole, lengthOf } from './story.ts';

/**
 * The paragraphs as they read once all changes are accepted, one string each, empty ones left out: body with its tables,
 * typed labels included, references of notes and computed labels not.
 */
export const acceptedText = (source: Source): string[] => acceptedLines(source.blocks);

/** The paragraphs as they read before any change, in the same form. */
export const rejectedText = (source: Source): string[] =>
  lines(source.blocks, 'inserted').filter((line) => line.trim() !== '');

/** The same as `acceptedText`, of any list of blocks. */
export const acceptedLines = (blocks: Block[]): string[] =>
  lines(blocks, 'deleted').filter((line) => line.trim() !== '');

/**
 * Words without those marked `without`. A paragraph whose end bears that mark runs on into the next one; a table or the
 * end of the list of blocks stops it.
 */
function lines(blocks: Block[], without: 'inserted' | 'deleted'): string[] {
  const out: string[] = [];
  let open = '';
  let boxes: Block[] = [];
  const end = (): void => {
    out.push(open);
    open = '';
  };
  const flush = (): void => {
    const inner = boxes.map(({ box: _box, ...block }) => block);
    boxes = [];
    out.push(...lines(inner, without));
  };
  for (const block of blocks) {
    // A text box hangs on its paragraph: paragraphs run on past it.
    if (block.box) {
      boxes.push(block);
      continue;
    }
    if (open === '' && boxes.length > 0) flush();
    if (block.kind === 'table') {
      const rows = (block.rows ?? []).filter((row) => row.mark?.state !== without);
      // A table that is gone altogether does not part the paragraphs around it; one that holds nothing does.
      if (rows.length > 0 && open !== '') end();
      out.push(...rows.flatMap((row) => row.cells.flatMap((cell) => lines(cell.blocks, without))));
      continue;
    }
    open += typedLabel(block, without) + wordsIn(block.runs, without);
    if (block.mark?.state !== without) end();
  }
  if (open !== '') end();
  if (boxes.length > 0) flush();
  return out;
}

/** A typed label was cut off the words together with its tab: `raw` is then longer than the runs. */
function typedLabel(block: Block, without: 'inserted' | 'deleted'): string {
  const cut = block.raw.length - lengthOf(block.runs);
  if (cut <= 0) return '';
  const { mark } = block;
  if (mark?.state === without && isWhole(block.runs, mark)) return '';
  const label = without === 'deleted' ? block.label : (block.oldLabel ?? block.label);
  return label === undefined || label === '' ? '' : `${label}\t`;
}
