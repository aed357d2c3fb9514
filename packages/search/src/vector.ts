import { ALL_FEATURES, type Features, type Language } from './features.ts';
import { tokens } from './words.ts';

/** How much a word counts: A a title, B an organisation or a keyword, C a description, D the rest. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** A text of a document that search reads. */
export interface Field {
  readonly text: string;
  /** `null` where it is unknown. */
  readonly lang: Language | null;
  readonly weight: Weight;
}

/** What the index keeps of a document. */
export interface Indexed {
  /** Text form of a tsvector, for `::tsvector`. */
  readonly vector: string;
  /** Each word as folded with the term that stands for it, once: what typing mistakes are mended by. */
  readonly words: readonly { readonly word: string; readonly term: string }[];
  /** Whether the text was longer than an index holds, so that its end is not found. */
  readonly cut: boolean;
}

// PostgreSQL holds positions to 16,383, 256 of one lexeme, a mebibyte in all.
const LAST_POSITION = 16_383;
const POSITIONS = 32;
const ROOM = 700_000;
/** Words of different fields are never neighbours. */
const GAP = 10;

/** A lexeme as the text form of tsvector and tsquery takes it. */
export const quoted = (lexeme: string): string =>
  /['\\]/.test(lexeme) ? `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${lexeme}'`;

/**
 * A document for the index. `labels` are lexemes of their own beside the words ("country:ke"), without position: a label holds
 * a colon, a word never does, so that neither is ever taken for the other.
 */
export function indexed(
  fields: readonly Field[],
  labels: readonly string[] = [],
  features: Features = ALL_FEATURES,
): Indexed {
  const places = new Map<string, string[]>();
  const words = new Map<string, { word: string; term: string }>();
  let offset = 0;
  let room = ROOM;
  let cut = false;
  for (const label of labels) {
    if (!label.includes(':')) throw new TypeError(`a label holds a colon: ${label}`);
    places.set(label, []);
  }
  for (const { text, lang, weight } of fields) {
    let last = 0;
    for (const token of tokens(text, lang, features)) {
      last = token.position;
      const at = places.get(token.term);
      if (at === undefined) {
        room -= token.term.length * 3 + 8;
        if (room < 0) {
          cut = true;
          continue;
        }
        places.set(token.term, [placeOf(offset + token.position, weight)]);
      } else if (at.length < POSITIONS) at.push(placeOf(offset + token.position, weight));
      const { word, term } = token;
      if (!token.besides) words.set(word === term ? word : `${word} ${term}`, { word, term });
    }
    offset += last + GAP;
  }
  return {
    vector: Array.from(places, ([term, at]) =>
      at.length === 0 ? quoted(term) : `${quoted(term)}:${at.join(',')}`,
    ).join(' '),
    words: [...words.values()],
    cut,
  };
}

const placeOf = (position: number, weight: Weight): string =>
  `${Math.min(position, LAST_POSITION)}${weight === 'D' ? '' : weight}`;
