import type { Footnote, Language, Text } from '../model/text.ts';
import { alike, bagOf } from './bags.ts';

/** Which footnote is which, and the id that each note of the old text has in a redline of both. */
export interface NotePairs {
  nextOf(oldId: string): Footnote | undefined;
  oldOf(nextId: string): Footnote | undefined;
  noteOf(side: 'old' | 'next', id: string): string;
  rename(oldId: string): string;
}

/** Notes as alike as this are the same note, changed. */
const SAME = 0.45;

const plain = (note: Footnote): string => note.text.replace(/\s+/g, ' ').trim();

/** Aligns the notes of two texts: the same words first, in order; then the most alike. */
export function pairNotes(old: Text, next: Text, language: Language): NotePairs {
  const toNext = new Map<string, Footnote>();
  const toOld = new Map<string, Footnote>();
  const pair = (a: Footnote, b: Footnote): void => {
    toNext.set(a.id, b);
    toOld.set(b.id, a);
  };
  const waiting = new Map<string, Footnote[]>();
  for (const note of next.footnotes) waiting.set(plain(note), [...(waiting.get(plain(note)) ?? []), note]);
  for (const note of old.footnotes) {
    const found = waiting.get(plain(note))?.shift();
    if (found) pair(note, found);
  }
  const bags = new Map(
    [...old.footnotes, ...next.footnotes].map((note) => [note, bagOf(note.text, language)] as const),
  );
  const left = next.footnotes.filter((note) => !toOld.has(note.id));
  const candidates = old.footnotes
    .filter((note) => !toNext.has(note.id))
    .flatMap((a) =>
      // Notes are many only in books; those of the same number and its neighbours are enough there.
      (left.length > 200 ? left.filter((b) => Math.abs(Number(b.label) - Number(a.label)) <= 20) : left).map((b) => {
        const [x, y] = [bags.get(a), bags.get(b)];
        return { a, b, score: x && y ? alike(x, y, language) : 0 };
      }),
    )
    .filter(({ score }) => score >= SAME)
    .sort((x, y) => y.score - x.score);
  for (const { a, b } of candidates) if (!toNext.has(a.id) && !toOld.has(b.id)) pair(a, b);
  const taken = new Set(next.footnotes.map((note) => note.id));
  const names = new Map<string, string>();
  for (const note of old.footnotes) {
    let name = toNext.get(note.id)?.id ?? note.id;
    while (!toNext.has(note.id) && taken.has(name)) name = `${name}-del`;
    taken.add(name);
    names.set(note.id, name);
  }
  return {
    nextOf: (id) => toNext.get(id),
    oldOf: (id) => toOld.get(id),
    noteOf: (side, id) => {
      const own = side === 'old' ? toNext.get(id)?.id : id;
      return own ?? `old ${id}`;
    },
    rename: (id) => names.get(id) ?? id,
  };
}
