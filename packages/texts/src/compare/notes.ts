import type { Footnote, Text } from '../model/text.ts';
import type { Bags } from './bags.ts';
import type { Change, Place } from './model.ts';
import { runsOf } from './nodes.ts';
import { marked, mergeRuns, told, type RunContext } from './runs.ts';

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
export function pairNotes(old: Text, next: Text, bags: Bags): NotePairs {
  const toNext = new Map<string, Footnote>();
  const toOld = new Map<string, Footnote>();
  const pair = (a: Footnote, b: Footnote): void => {
    toNext.set(a.id, b);
    toOld.set(b.id, a);
  };
  const waiting = Map.groupBy(next.footnotes, plain);
  for (const note of old.footnotes) {
    const found = waiting.get(plain(note))?.shift();
    if (found) pair(note, found);
  }
  const left = next.footnotes.filter((note) => !toOld.has(note.id));
  const candidates = old.footnotes
    .filter((note) => !toNext.has(note.id))
    .flatMap((a) =>
      // Notes are many only in books; those of the same number and its neighbours are enough there.
      (left.length > 200 ? left.filter((b) => Math.abs(Number(b.label) - Number(a.label)) <= 20) : left).map((b) => ({
        a,
        b,
        score: bags.alike(bags.of(a.text), bags.of(b.text)),
      })),
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

const placeOf = (note: Footnote): Place => ({ what: 'note', eId: note.id, label: note.label, words: note.text });

/** The notes of both texts with their marks, those that went at the end; what changed is added to `changes`. */
export function mergeNotes(old: Text, next: Text, pairs: NotePairs, ctx: RunContext, changes: Change[]): Footnote[] {
  const kept = next.footnotes.map((note): Footnote => {
    const before = pairs.oldOf(note.id);
    if (!before) {
      changes.push({ kind: 'inserted', next: placeOf(note), paragraphs: 1 });
      return { ...note, was: null, runs: marked(runsOf(note), { state: 'inserted' }, ctx) };
    }
    const { runs, pieces, resets } = mergeRuns(runsOf(before), runsOf(note), ctx);
    const [from, to] = [placeOf(before), placeOf(note)];
    if (told(pieces)) changes.push({ kind: 'changed', old: from, next: to, pieces });
    if (resets.length > 0) changes.push({ kind: 'formatted', old: from, next: to, resets });
    const same = before.id === note.id && before.label === note.label;
    return { ...note, runs, ...(same ? {} : { was: { id: before.id, label: before.label } }) };
  });
  const gone = old.footnotes
    .filter((note) => pairs.nextOf(note.id) === undefined)
    .map((note): Footnote => {
      changes.push({ kind: 'deleted', old: placeOf(note), paragraphs: 1 });
      return {
        ...note,
        id: pairs.rename(note.id),
        was: { id: note.id, label: note.label },
        runs: marked(runsOf(note), { state: 'deleted' }, ctx),
      };
    });
  return [...kept, ...gone];
}
