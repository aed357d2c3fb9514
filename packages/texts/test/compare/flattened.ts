import type { Item, Neighbour, State, Text } from '../../src/index.ts';
import { restoreMarks } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { itemsIn } from '../../src/structure/items.ts';
import { flattenLines } from '../docx/flatten.ts';

/** How many of the letters and figures that a file marks as changed get their mark back once it was flattened. */
export interface Share {
  marked: number;
  /** With the right mark. */
  restored: number;
  /** Marked though the file does not mark them, or otherwise. */
  wrong: number;
}

type Marked = Pick<Item, 'runs' | 'state'>;

const signs = (text: string, state: State): State[] =>
  [...text].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).map(() => state);

const statesOf = (place: Marked): State[] =>
  place.runs.flatMap((run) => (run.note === undefined ? signs(run.text, run.mark?.state ?? place.state) : []));

/** Flattens a marked file, restores it from the version before or after its changes, and counts. */
export function shareRestored(bytes: Uint8Array, which: Neighbour): Share {
  const truth = outline(bytes);
  const lines = flattenLines(bytes);
  const flat = outline(new TextEncoder().encode(lines.map((line) => `${line.text}\n`).join('')), { name: 'flat.txt' });
  const neighbour = (text: Text): Text => (which === 'before' ? rejectText(text) : acceptText(text));
  const share: Share = { marked: 0, restored: 0, wrong: 0 };
  const byLine = new Map<number, Marked>();
  for (const [i, text] of flat.texts.entries()) {
    const original = truth.texts[i];
    const restored = original ? restoreMarks(text, neighbour(original), which) : text;
    for (const { item, group } of itemsIn(restored.groups)) {
      for (const line of item.lines) byLine.set(line, item);
      const runs = group.headingRuns ?? [{ text: group.heading }];
      // A heading of several lines is not told apart again.
      const [line] = group.lines;
      if (group.lines.length === 1 && line !== undefined) byLine.set(line, { runs, state: group.state });
    }
  }
  for (const [at, { block }] of lines.entries()) {
    const place = byLine.get(at + 1);
    const want = block.runs.flatMap((run) =>
      run.note === undefined ? signs(run.text, run.mark?.state ?? 'kept') : [],
    );
    const got = place ? statesOf(place) : [];
    // The label may stand among the words on one side only: the ends are compared.
    const shift = got.length - want.length;
    for (const [k, state] of want.entries()) {
      const found = got[k + shift] ?? 'kept';
      if (state !== 'kept') share.marked += 1;
      if (state !== 'kept' && found === state) share.restored += 1;
      else if (found !== 'kept' && found !== state) share.wrong += 1;
    }
  }
  return share;
}
