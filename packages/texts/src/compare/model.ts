import type { Format, Text } from '../model/text.ts';
import type { Piece } from '../words/diff.ts';

/** A place of a text that a change is about. */
export interface Place {
  what: 'title' | 'heading' | 'table' | 'paragraph' | 'row' | 'cell' | 'note';
  /** Address in its own edition. */
  eId: string;
  wId?: string;
  /** Printed label without its punctuation; null where there is none. */
  label: string | null;
  /** The words that stand there; of a part without a heading, the first below it. */
  words: string;
}

/** Words that stayed and are set otherwise. */
export interface Reset {
  text: string;
  was: Format;
  is: Format;
}

/** One change, with its places in the old text and in the new one. A paragraph may have several: a new number, and new words. */
export type Change =
  /** `paragraphs` counts what came or went together, from 1: a section comes with its paragraphs. */
  | { kind: 'inserted'; next: Place; paragraphs: number }
  | { kind: 'deleted'; old: Place; paragraphs: number }
  | { kind: 'changed'; old: Place; next: Place; pieces: Piece[] }
  | { kind: 'formatted'; old: Place; next: Place; resets: Reset[] }
  | { kind: 'renumbered'; old: Place; next: Place }
  /** `pieces` tells what changed on the way; empty where the words are the same. */
  | { kind: 'moved'; old: Place; next: Place; move: string; pieces: Piece[] }
  /** One paragraph became several, or several one. */
  | { kind: 'split'; old: Place; next: Place[] }
  | { kind: 'joined'; old: Place[]; next: Place }
  /** A cell of a table covers more or fewer columns or rows. */
  | { kind: 'resized'; old: Place; next: Place };

/** What became of a text. Plain JSON. */
export interface Comparison {
  /** The two texts as they were compared: changes marked in them are accepted first (references stay as they were found). */
  old: Text;
  next: Text;
  changes: Change[];
  /** Both in one: the new text with its changes marked, by no one yet. */
  merged: Text;
}

export interface CompareOptions {
  /**
   * `loose` takes kinds of spaces, apostrophes, quotation marks and dashes for the same, as is wanted where a Word file is
   * compared with a text file; those of the new text then stand. Default: `exact`.
   */
  typography?: 'exact' | 'loose';
  /**
   * `flow` (default) marks the fewest words: a paragraph stays where it is in reading order, whatever heading or paragraph holds
   * it now, and may be split or joined. `whole` keeps paragraphs whole and within what holds them: one that another heading
   * or paragraph holds now was moved. That is what amendments, which are about paragraphs, are read from.
   */
  paragraphs?: 'flow' | 'whole';
}
