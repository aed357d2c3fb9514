import type { Outline } from '../../model/text.ts';
import { textToWord, type Remark, type WordOptions } from '../docx/from-text.ts';
import type { WordBlock, WordRun } from '../docx/model.ts';
import { toDocx } from '../docx/package.ts';

/**
 * All texts of a document as one Word file, each on a new page, with what is said of them as comments in the margin.
 * @param remarks what is said of the text at this index
 * @param options `by`: who made the changes that bear no name
 */
export function outlineToDocx(
  outline: Outline,
  remarks: (text: number) => readonly Remark[],
  options: Pick<WordOptions, 'by'> = {},
): Uint8Array {
  const parts = outline.texts.map((text, at) => textToWord(text, { ...options, remarks: remarks(at) }));
  // Ids are those of one text: in one file with others they are told apart by the text's index.
  const own = (id: string, at: number): string => `${at}-${id}`;
  const renamed = (run: WordRun, at: number): WordRun => ({
    ...run,
    note: run.note === undefined ? undefined : own(run.note, at),
    comments: run.comments?.map((id) => own(id, at)),
  });
  const block = (one: WordBlock, at: number): WordBlock => {
    if (one.kind === 'page-break') return one;
    if (one.kind !== 'table') return { ...one, runs: one.runs.map((run) => renamed(run, at)) };
    return {
      ...one,
      rows: one.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map((inner) => block(inner, at)) })),
      })),
    };
  };
  return toDocx({
    title: parts[0]?.title ?? '',
    language: parts[0]?.language ?? 'en',
    blocks: parts.flatMap((part, at) => [
      ...(at > 0 ? [{ kind: 'page-break' } as const] : []),
      ...part.blocks.map((one) => block(one, at)),
    ]),
    notes: parts.flatMap((part, at) =>
      (part.notes ?? []).map((note) => ({
        ...note,
        id: own(note.id, at),
        runs: note.runs.map((run) => renamed(run, at)),
      })),
    ),
    comments: parts.flatMap((part, at) => (part.comments ?? []).map((one) => ({ ...one, id: own(one.id, at) }))),
  });
}
