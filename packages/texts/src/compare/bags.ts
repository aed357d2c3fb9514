import type { Language } from '../model/text.ts';
import { tokenizer, type Token } from '../words/tokens.ts';

/** What a word weighs; one of up to three letters weighs less. */
export const WORD = 20;
const SMALL = 7;

/** The words of a stretch as numbers, how often each stands there, and what they weigh together. */
export interface Bag {
  words: readonly number[];
  counts: readonly number[];
  /** How many there are. */
  count: number;
  weight: number;
}

/** Gathers the words of texts in one language; a word has the same number in all bags that one gatherer made. */
export class Bags {
  readonly #tokens: (text: string) => readonly Token[];
  readonly #language: Language;
  readonly #known = new Map<string, Bag>();
  readonly #numbers = new Map<string, number>();
  /** What each word weighs, by its number. */
  readonly #weights: number[] = [];
  /** Where each word stands in the bag held; whether it does, that bag says. */
  readonly #places: number[] = [];
  #held: Bag | null = null;

  /** `tokens` gives the words of a text, where they are known already. */
  constructor(language: Language, tokens: (text: string) => readonly Token[] = tokenizer(language)) {
    this.#language = language;
    this.#tokens = tokens;
  }

  of(text: string): Bag {
    const known = this.#known.get(text);
    if (known) return known;
    const words: number[] = [];
    const counts: number[] = [];
    const places = this.#places;
    let [count, weight] = [0, 0];
    this.#tokens(text).forEach((token) => {
      if (token.kind === 'space' || token.kind === 'mark') return;
      const word = this.#numberOf(token.text);
      count += 1;
      weight += this.#weights[word] ?? 0;
      const at = places[word] ?? 0;
      if (words[at] === word) counts[at] = (counts[at] ?? 0) + 1;
      else {
        places[word] = words.push(word) - 1;
        counts.push(1);
      }
    });
    const bag = { words, counts, count, weight };
    this.#held = bag;
    this.#known.set(text, bag);
    return bag;
  }

  // Small and capital letters are the same word. It is looked for as it stands first: most words were met so before.
  #numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const word = text.toLowerCase();
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#weights.push(this.#language !== 'zh' && word.length <= 3 ? SMALL : WORD) - 1;
      this.#numbers.set(word, number);
      this.#places.push(0);
    }
    this.#numbers.set(text, number);
    return number;
  }

  /** What two bags share, as a part of what they hold: 0 to 1 (Dice). Quickest where the second is the same as before. */
  alike(a: Bag, b: Bag): number {
    const all = a.weight + b.weight;
    return all === 0 ? 0 : (2 * this.#shared(a, b, this.#weights)) / all;
  }

  /** How many words of the lighter of two bags stand in the other, as a part of all its words: 0 to 1. */
  within(a: Bag, b: Bag): number {
    const all = (a.weight < b.weight ? a : b).count;
    return all === 0 ? 0 : this.#shared(a, b, null) / all;
  }

  /** How many words of the longer of two bags are not in the other. */
  apart(a: Bag, b: Bag): number {
    return Math.max(a.count, b.count) - this.#shared(a, b, null);
  }

  #shared(a: Bag, b: Bag, weights: readonly number[] | null): number {
    const places = this.#places;
    if (this.#held !== b) b.words.forEach((word, at) => void (places[word] = at));
    this.#held = b;
    let sum = 0;
    for (let i = 0; i < a.words.length; i += 1) {
      const word = a.words[i] ?? 0;
      const at = places[word] ?? 0;
      if (b.words[at] === word)
        sum += Math.min(a.counts[i] ?? 0, b.counts[at] ?? 0) * (weights === null ? 1 : (weights[word] ?? 0));
    }
    return sum;
  }
}
