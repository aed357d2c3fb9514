import type { Language } from '../model/text.ts';
import { tokensOf } from '../words/tokens.ts';
import { fill, isTelling, type Messages } from './messages.ts';
import type { Place } from './model.ts';

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

/** What a reader calls a place of a text in a language: a paragraph as above, others by what they are and how they begin. */
export function placeName(place: Pick<Place, 'what' | 'label' | 'words'>, language: Language, m: Messages): string {
  const { what, label, words } = place;
  const named = (message: string): string => fill(message, { words: opening(words, language, m) });
  switch (what) {
    case 'title':
      return m.title;
    case 'note':
      return fill(m.note, { label: label ?? '' });
    case 'row':
      return named(m.row);
    case 'cell':
      return named(m.cell);
    case 'table':
      return named(m.table);
    case 'heading':
      return label === null ? named(m.bareHeading) : fill(m.heading, { label });
    case 'paragraph':
      return paragraphName(label, words, language, m);
  }
}
