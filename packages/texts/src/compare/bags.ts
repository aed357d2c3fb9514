import { tokensOf, type Token } from '../words/tokens.ts';
import type { Language } from '../model/text.ts';

/** The words of a stretch, counted, and what they weigh together. */
export interface Bag {
  counts: Map<string, number>;
  weight: number;
}

const weightOf = (word: string): number => (word.length <= 3 ? 0.35 : 1);

export function bagOf(text: string, language: Language, tokens: readonly Token[] = tokensOf(text, language)): Bag {
  const counts = new Map<string, number>();
  let weight = 0;
  for (const token of tokens) {
    if (token.kind === 'space' || token.kind === 'mark') continue;
    const word = token.text.toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
    weight += language === 'zh' ? 1 : weightOf(word);
  }
  return { counts, weight };
}

/** What two bags share, as a part of what they hold: 0 to 1 (Dice). */
export function alike(a: Bag, b: Bag, language: Language): number {
  if (a.weight === 0 || b.weight === 0) return 0;
  const [few, many] = a.counts.size < b.counts.size ? [a.counts, b.counts] : [b.counts, a.counts];
  let shared = 0;
  for (const [word, count] of few) {
    const other = many.get(word);
    if (other !== undefined) shared += Math.min(count, other) * (language === 'zh' ? 1 : weightOf(word));
  }
  return (2 * shared) / (a.weight + b.weight);
}

/** What the first holds over the second. */
export function without(a: Bag, b: Bag, language: Language): Bag {
  const counts = new Map<string, number>();
  let weight = 0;
  for (const [word, count] of a.counts) {
    const left = count - (b.counts.get(word) ?? 0);
    if (left <= 0) continue;
    counts.set(word, left);
    weight += left * (language === 'zh' ? 1 : weightOf(word));
  }
  return { counts, weight };
}
