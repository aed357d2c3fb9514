import type { Language } from '../model/text.ts';
import { tokenizer, type Token } from '../words/tokens.ts';

/** What a word weighs; one of up to three letters weighs less. */
export const WORD = 20;
const SMALL = 7;

/** The words of a stretch, as rising numbers, how often each stands there, and what they weigh together. */
export interface Bag {
  words: readonly number[];
  counts: readonly number[];
  weight: number;
}

/** Gathers the words of texts in one language; a word has the same number in all bags that one gatherer made. */
export class Bags {
  readonly #tokens: (text: string) => readonly Token[];
  readonly #language: Language;
  readonly #numbers = new Map<string, number>();
  /** What each word weighs, by its number. */
  readonly #weights: number[] = [];
  readonly #known = new Map<string, Bag>();

  /** `tokens` gives the words of a text, where they are known already. */
  constructor(language: Language, tokens: (text: string) => readonly Token[] = tokenizer(language)) {
    this.#language = language;
    this.#tokens = tokens;
  }

  of(text: string): Bag {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const all: number[] = [];
    for (const token of this.#tokens(text))
      if (token.kind !== 'space' && token.kind !== 'mark') all.push(this.#numberOf(token.text.toLowerCase()));
    all.sort((a, b) => a - b);
    const words: number[] = [];
    const counts: number[] = [];
    let weight = 0;
    for (const word of all) {
      weight += this.#weights[word] ?? 0;
      if (words.at(-1) === word) counts.push((counts.pop() ?? 0) + 1);
      else {
        words.push(word);
        counts.push(1);
      }
    }
    const bag = { words, counts, weight };
    this.#known.set(text, bag);
    return bag;
  }

  #numberOf(word: string): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#weights.push(this.#language !== 'zh' && word.length <= 3 ? SMALL : WORD) - 1;
      this.#numbers.set(word, number);
    }
    return number;
  }

  /** What two bags share, as a part of what they hold: 0 to 1 (Dice). */
  alike(a: Bag, b: Bag): number {
    const all = a.weight + b.weight;
    return all === 0 ? 0 : (2 * shared(a, b, this.#weights)) / all;
  }
}

/** What stands in both of two bags, by the weights of words; without weights, how many words. */
export function shared(a: Bag, b: Bag, weights?: readonly number[]): number {
  let sum = 0;
  let [i, j] = [0, 0];
  while (i < a.words.length && j < b.words.length) {
    const x = a.words[i] ?? 0;
    const y = b.words[j] ?? 0;
    if (x === y) sum += Math.min(a.counts[i] ?? 0, b.counts[j] ?? 0) * (weights?.[x] ?? 1);
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return sum;
}
