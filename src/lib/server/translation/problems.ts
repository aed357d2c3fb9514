import type { Disagreement, Run } from '@suivi/texts';
import { disagreements, plainOf } from '@suivi/texts/exchange';
import type { Piece, Work } from './work.ts';

/** What a translator should look at before words are kept: what differs from the source, a tag left out or unknown. */
export type Problem = Disagreement | { kind: 'tag-missing' | 'tag-unknown'; text: string };

export const problemsOf = (work: Work, piece: Piece, runs: readonly Run[]): Disagreement[] =>
  disagreements(plainOf(piece.source), plainOf(runs), { source: work.sourceLang, target: work.lang });
