import type { Block, Note, Source } from '../model/text.ts';
import { rawOf } from '../model/words.ts';
import { formatNumber } from '../read/docx/formats.ts';
import { lengthOf } from '../read/docx/story.ts';

const FORMATS = ['decimal', 'lowerRoman', 'upperRoman', 'lowerLetter', 'upperLetter', 'chicago'];

/**
 * Notes of a reading: those that its words refer to. The labels of a source are those of the text after the change; for the
 * text before, notes are numbered anew in the words, in place, while marks of one's own ("*") stay.
 */
export function notesOfView(blocks: Block[], notes: Note[], source: Source, view: 'before' | 'after'): Note[] {
  const referred = new Set(referencesIn(source.blocks));
  const inView = [...new Set(referencesIn(blocks))];
  const kept = notes.filter((note) => inView.includes(note.id) || !referred.has(note.id));
  if (view === 'after') return kept;
  const labels = new Map<string, string>();
  for (const kind of ['footnote', 'endnote'] as const) {
    // The labels after the change tell format and start.
    const after = new Set(referencesIn(source.blocks, 'deleted'));
    const given = notes.filter((note) => note.kind === kind && after.has(note.id));
    const auto = notes.filter((note) => note.kind === kind && inView.includes(note.id));
    for (const format of FORMATS) {
      const known = new Map<string, number>();
      for (let number = notes.length + 1_000; number > 0; number -= 1)
        known.set(formatNumber(number, format) ?? '', number);
      const numbers = given.map((note) => known.get(note.label));
      const counted = numbers.filter((number) => number !== undefined);
      const first = counted[0];
      if (first === undefined || counted.some((number, index) => number !== first + index)) continue;
      let next = first;
      for (const note of auto) {
        if (!known.has(note.label)) continue;
        labels.set(note.id, formatNumber(next, format) ?? note.label);
        next += 1;
      }
      break;
    }
  }
  const relabel = (block: Block): void => {
    const cut = block.raw.length - lengthOf(block.runs);
    for (const run of block.runs) run.text = labels.get(run.note ?? '') ?? run.text;
    if (block.kind === 'paragraph') block.raw = block.raw.slice(0, cut) + rawOf(block.runs);
    for (const row of block.rows ?? []) for (const cell of row.cells) cell.blocks.forEach(relabel);
  };
  if (labels.size > 0) blocks.forEach(relabel);
  return kept.map((note) => ({ ...note, label: labels.get(note.id) ?? note.label }));
}

function referencesIn(blocks: readonly Block[], without?: 'deleted'): string[] {
  return blocks.flatMap((block) => [
    ...block.runs.flatMap((run) =>
      run.note === undefined || (without !== undefined && run.mark?.state === without) ? [] : [run.note],
    ),
    ...(block.rows ?? []).flatMap((row) => row.cells.flatMap((cell) => referencesIn(cell.blocks, without))),
  ]);
}
