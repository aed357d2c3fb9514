import type { CompiledPlace, Language, LineNumbers, LineStart, Segment } from '@suivi/texts';
import { lineNumbers, linesNow, printedWords } from '@suivi/texts/amend/lines';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Read, Write } from '../platform/db.ts';
import { outlineOf, type NodeRow } from '../texts/index.ts';
import type { Content } from './table.ts';

/** Whether a page is to number the lines. */
export const Lines = z.enum(['yes', 'no']).default('no').describe('yes: with the numbers of lines');

/**
 * The numbers of the lines of an edition on the table. They are those of the text as it was when the first step was taken
 * (which keeps it), so that nothing moves them within a reading; before that, of the edition itself.
 */
export async function linesOf(db: Read | Write, edition: string): Promise<LineNumbers> {
  const { rows } = await sql<{ base: Content['base'] | null }>`
    select content->'base' as base from working_state where edition = ${edition} and seq = 1`.execute(db as never);
  return lineNumbers(rows[0]?.base ?? (await outlineOf(db, edition)));
}

/** Where the lines of a paragraph begin in its words as they stand. */
export function startsIn(
  numbers: LineNumbers,
  { wid, eid }: Pick<NodeRow, 'wid' | 'eid'>,
  words: string,
  language: Language,
): LineStart[] {
  const lines = numbers.get(wid ?? eid);
  return lines === undefined ? [] : linesNow(lines, words, language);
}

/** Words of a compiled place without what is proposed. */
export const wordsBefore = (place: Pick<CompiledPlace, 'segments'>): string => originals(place.segments);

const originals = (segments: readonly Segment[]): string =>
  segments
    .map((one) =>
      one.kind === 'words'
        ? printedWords(one.runs)
        : originals(one.choice.options.find((option) => option.original)?.segments ?? []),
    )
    .join('');

/** The lines that a paragraph takes up, as they are cited ("12", "12–15"); null for one that was added. */
export function linesCited(numbers: LineNumbers, paragraph: string): { from: number; to: number } | null {
  const lines = numbers.get(paragraph);
  return lines === undefined ? null : { from: lines.first, to: lines.first + lines.starts.length - 1 };
}
