import type { AmendNote } from '@suivi/texts';
import type { NodeRow } from '../texts/index.ts';

/** What the engine remarks on amendments, as a page says it in its reader's language (`told`). */
export interface NoteView extends Pick<AmendNote, 'code' | 'message'> {
  /** Number of the amendment that it is about, where amendments have numbers. */
  amendment: number | null;
  /** The paragraph, by its number, else by its first words. */
  place: string | null;
}

export const noteViews = (notes: readonly AmendNote[], rows: Iterable<NodeRow>): NoteView[] => {
  const places = new Map<string, NodeRow>();
  for (const row of rows) for (const id of [row.eid, row.wid]) if (id !== null) places.set(id, row);
  return notes.map(({ code, message, amendment, target }) => {
    const row = target === undefined ? undefined : places.get(target);
    return {
      code,
      message,
      amendment: amendment !== undefined && /^\d+$/.test(amendment) ? Number(amendment) : null,
      place: row === undefined ? null : (row.label ?? (row.plain.slice(0, 60) || null)),
    };
  });
};
