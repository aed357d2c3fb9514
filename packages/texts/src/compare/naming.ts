import type { Language } from '../model/text.ts';
import { tokensOf } from '../words/tokens.ts';
import { fill, isTelling, type Messages } from './messages.ts';

/** Tokens of an opening at most, spaces among them. */
const OPENING = 13;

/** The first words of a text in a language, quoted as the language of the reader (`m`) quotes. */
export function opening(text: string, language: Language, { quotes: [open, close] }: Messages): string {
  const words = tokensOf(text.trim(), language);
  const few = words.slice(0, OPENING).map((token) => token.text);
  return `${open}${few.join('').trim()}${words.length > few.length ? '…' : ''}${close}`;
}

/** What a reader calls a paragraph: its number, or where that tells nothing its first words. */
export const paragraphName = (label: string | null, text: string, language: Language, m: Messages): string =>
  isTelling(label) ? fill(m.paragraph, { label }) : fill(m.beginning, { words: opening(text, language, m) });
