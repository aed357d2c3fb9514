import type { Language } from '../model/text.ts';
import { readableScript } from './readable.ts';
import { slide } from './slide.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A stretch of words that is kept, struck or added. */
export interface Piece {
  kind: 'same' | 'deleted' | 'inserted';
  text: string;
  /** Range of tokens in the old text, half open; where words are added, the empty range they stand at. */
  old: [from: number, to: number];
  /** The same in the new text. */
  next: [from: number, to: number];
}

/**
 * The change from one list of tokens to another, as a person would mark it: few words, few places, whole words, beginning
 * where sentences and clauses begin. What is struck comes before what is added in its place. Pure; time is bounded by the
 * lengths, whatever the texts.
 */
export function diffTokens(old: readonly Token[], next: readonly Token[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], a: [number, number], b: [number, number]): void => {
    const [tokens, [from, to]] = kind === 'inserted' ? [next, b] : [old, a];
    if (to > from)
      pieces.push({
        kind,
        text: joined(tokens, from, to),
        old: a,
        next: b,
      });
  };
  for (const { same, a, b } of slide(readableScript(old, next), old, next)) {
    if (same) add('same', a, b);
    else {
      add('deleted', a, [b[0], b[0]]);
      add('inserted', [a[1], a[1]], b);
    }
  }
  return pieces;
}

function joined(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += tokens[at]?.text ?? '';
  return text;
}

/** The change from one stretch of words to another. */
export const diffWords = (old: string, next: string, language: Language): Piece[] =>
  old === next
    ? old === ''
      ? []
      : sameWords(tokensOf(old, language))
    : diffTokens(tokensOf(old, language), tokensOf(next, language));

const sameWords = (tokens: readonly Token[]): Piece[] => [
  {
    kind: 'same',
    text: joined(tokens, 0, tokens.length),
    old: [0, tokens.length],
    next: [0, tokens.length],
  },
];
