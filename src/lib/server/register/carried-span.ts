import type { Language } from '@suivi/texts';
import { diffWords } from '@suivi/texts/words';

/** A stretch of a paragraph, in characters. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Where the words of a stretch stand once the paragraph was reworded: what replaces words of it belongs to it, what comes before
 * or after does not. Where none of it is left, the whole paragraph.
 */
export function carriedSpan(was: string, now: string, span: Span, language: Language): Span {
  const pieces = diffWords(was, now, language);
  const placed = (at: number, isEnd: boolean): number => {
    let [old, next] = [0, 0];
    for (const [i, { kind, text }] of pieces.entries()) {
      const within = kind !== 'inserted' && (isEnd ? at <= old + text.length : at < old + text.length);
      if (within && kind === 'same') return next + at - old;
      const follows = pieces[i + 1];
      if (within) return isEnd && follows?.kind === 'inserted' ? next + follows.text.length : next;
      if (kind !== 'inserted') old += text.length;
      if (kind !== 'deleted') next += text.length;
    }
    return next;
  };
  const [from, to] = [placed(span.from, false), placed(span.to, true)];
  return from < to ? { from, to } : { from: 0, to: now.length };
}
