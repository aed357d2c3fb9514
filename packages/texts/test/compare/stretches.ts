import type { Block, Group, Item, Run, Source, Text } from '../../src/index.ts';
import { tokensOf, wordCount } from '../../src/words/index.ts';

/** A stretch of words in reading order, struck, added or neither. */
export interface Stretch {
  kind: 'same' | 'deleted' | 'inserted';
  text: string;
}
/** Words changed, and places of change: a stretch struck and the one that takes its place are two. */
export interface Count {
  words: number;
  pieces: number;
}

export function countOf(stretches: readonly Stretch[]): Count {
  let [words, pieces, last] = [0, 0, ''];
  for (const { kind, text } of stretches) {
    // Spaces and signs alone are no words, and no piece.
    if (text === '') continue;
    if (kind !== 'same') {
      words += wordCount(tokensOf(text, 'en'));
      if (kind !== last) pieces += 1;
    }
    last = kind;
  }
  return { words, pieces };
}

/** A redline as a list of stretches, labels included. */
export function stretchesOf(marked: Text): Stretch[] {
  const out: Stretch[] = [];
  const runs = (list: readonly Run[], state: Item['state']): void => {
    for (const run of list) {
      const kind = run.mark?.state ?? (state === 'kept' ? 'same' : state);
      if (run.note === undefined) out.push({ kind, text: run.text });
    }
  };
  const label = (now: string | null | undefined, was: string | undefined, state: Item['state']): void => {
    const [same, gone] = [state === 'kept' ? 'same' : state, 'deleted'] as const;
    if (was !== undefined) {
      out.push({ kind: gone, text: was });
      out.push({ kind: 'inserted', text: now ?? '' });
    } else out.push({ kind: same, text: now ?? '' });
  };
  const end = (): number => out.push({ kind: 'same', text: '\n' });
  const item = (one: Item): void => {
    label(one.label, one.oldLabel, one.state);
    runs(one.runs.length > 0 ? one.runs : [{ text: one.text }], one.state);
    end();
    one.items.forEach(item);
  };
  const group = (one: Group): void => {
    label(one.label, one.oldLabel, one.state);
    runs(one.headingRuns ?? [{ text: one.heading }], one.state);
    end();
    one.items.forEach(item);
    for (const row of one.table ?? []) for (const cell of row.cells) cell.items.forEach(item);
    one.groups.forEach(group);
  };
  marked.groups.forEach(group);
  return out;
}

/** The words that the author of a file marked as struck or added, labels that a change gave included. */
export function authorWords(source: Source): number {
  let sum = 0;
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      for (const row of block.rows ?? []) for (const cell of row.cells) walk(cell.blocks);
      let open = '';
      let state = '';
      const flush = (): void => {
        if (state !== '') sum += wordCount(tokensOf(open, 'en'));
        open = '';
      };
      for (const run of block.runs) {
        if ((run.mark?.state ?? '') !== state) flush();
        state = run.mark?.state ?? '';
        if (run.note === undefined) open += run.text;
      }
      flush();
      if (block.oldLabel !== undefined && block.oldLabel !== block.label)
        sum += wordCount(tokensOf(`${block.oldLabel} ${block.label ?? ''}`, 'en'));
    }
  };
  walk(source.blocks);
  return sum;
}
