import { ALL_FEATURES, type Features, type Language } from './features.ts';
import { fold } from './fold.ts';
import { LATIN, termsOf } from './stems.ts';
import { isStopWord, STOP_WORDS } from './stop-words.ts';
import { foldParts, LONGEST_WORD, pieces, type Piece } from './words.ts';
import { quoted } from './vector.ts';

/** A word that a reader looks for. */
export interface Wanted {
  /** As folded: what is held against the vocabulary when nothing has it. */
  readonly word: string;
  /** Any of these will do; each is one or more terms that must all be there. */
  readonly terms: readonly (readonly string[])[];
  /** Whether a word that only begins so will do. */
  readonly beginning: boolean;
  /** How many places after the word before it stands in a phrase. */
  readonly after: number;
}

/** One word, or several that must follow one another. */
export type Clause = readonly [Wanted, ...Wanted[]];

/** What a reader typed, understood. */
export interface SearchQuery {
  readonly wanted: readonly Clause[];
  readonly without: readonly Clause[];
}

export interface QueryOptions {
  /** Language of what was typed; without it, the endings of all that are written in the same letters. */
  readonly lang?: Language | null;
  /** Whether the last word may be the beginning of a longer one: while one types. A star at the end of a word asks for it too. */
  readonly typing?: boolean;
  readonly features?: Features;
}

/** Letters of a query that are read, and words; what follows is left out. */
export const LONGEST_QUERY = 400;
export const MOST_WORDS = 12;

// A part in quotation marks of any kind, or anything up to the next space or mark; a minus before either takes it out.
const PART =
  /(?<minus>(?<![^\s])-(?=[\p{L}\p{N}"“«„「]))?(?:["“„](?<a>[^"”“]*)["”“]|«(?<b>[^»]*)»|「(?<c>[^」]*)」|(?<word>[^\s"“”„«»「」]+))/gu;

/** Reads what a reader typed: words, "phrases", -without, a star for beginnings. Any string will do; none throws. */
export function readQuery(text: string, options: QueryOptions = {}): SearchQuery {
  const features = options.features ?? ALL_FEATURES;
  const lang = options.lang ?? null;
  const typed = text.slice(0, LONGEST_QUERY);
  const wanted: Clause[] = [];
  const without: Clause[] = [];
  let room = MOST_WORDS;
  const take = (clauses: readonly Clause[], to: Clause[]): void => {
    for (const clause of clauses) {
      if (room < clause.length) return;
      room -= clause.length;
      to.push(clause);
    }
  };
  // Words between quotation marks are read apart, all others of a stretch together: whether capitals tell anything, and where
  // Chinese words end, is seen by the words around them.
  let run = '';
  const flush = (last: boolean): void => {
    take(wordsOf(run, lang, features, last && options.typing === true), wanted);
    run = '';
  };
  for (const part of typed.matchAll(PART)) {
    const { minus, a, b, c, word } = part.groups ?? {};
    const phrase = a ?? b ?? c;
    if (minus === undefined && word !== undefined) {
      run += ` ${word}`;
      continue;
    }
    flush(false);
    if (phrase === undefined) take(wordsOf(word ?? '', lang, features, false), without);
    else {
      const clause = phraseOf(phrase, lang, features);
      if (clause) take([clause], minus === undefined ? wanted : without);
    }
  }
  flush(!/\s$/u.test(typed));
  return { wanted: distinct(wanted), without: distinct(without) };
}

const keyOf = (clause: Clause): string => JSON.stringify(clause.map((one) => [one.terms, one.beginning, one.after]));
const distinct = (clauses: readonly Clause[]): Clause[] => [
  ...new Map(clauses.map((one) => [keyOf(one), one])).values(),
];

function wordsOf(text: string, lang: Language | null, features: Features, typing: boolean): Clause[] {
  const starred = new Set(
    Array.from(text.matchAll(/([\p{L}\p{N}\p{M}]+)\*/gu), (match) => fold(match[1] ?? '', features)),
  );
  const all = read(text, lang, features);
  const list = all.filter((one) => !one.common);
  const [first, ...others] = all;
  // Stop words count only where nothing else was typed; which of them an index has depends on its language, so any will do.
  if (list.length === 0 && first)
    list.push({
      ...first,
      terms: [first, ...others].flatMap((one) => one.terms),
      beginning: all.some((one) => one.beginning),
    });
  return list.map((one, i): Clause => {
    const asked = starred.has(one.word) || (typing && i === list.length - 1 && one.word.length > 1);
    // What is typed of a longer word still has signs that its ending will take with it.
    const whole = one.terms.some((way) => way.length === 1 && way[0] === one.word);
    const terms = asked && !whole ? [...one.terms, [one.word]] : one.terms;
    return [{ word: one.word, terms, beginning: one.beginning || asked, after: 1 }];
  });
}

function phraseOf(text: string, lang: Language | null, features: Features): Clause | null {
  const all = read(text, lang, features);
  const telling = all.filter((one) => !one.common);
  const list = telling.length > 0 ? telling : all;
  // Of a compound only its parts have neighbours.
  const [first, ...rest] = list.map((one, i): Wanted => ({
    ...plain(one),
    after: i === 0 ? 1 : one.position - (list[i - 1]?.position ?? 0),
  }));
  return first ? [first, ...rest] : null;
}

interface Read extends Omit<Wanted, 'after'> {
  common: boolean;
  position: number;
}
const plain = ({ word, terms, beginning }: Read): Omit<Wanted, 'after'> => ({ word, terms, beginning });

/** The words of a text as they are looked for, where the index holds one term for each. */
function read(text: string, lang: Language | null, features: Features): Read[] {
  const list: Read[] = [];
  let position = 0;
  for (const piece of pieces(text, features)) {
    if (piece.kind === 'han') {
      for (const one of hanWords(piece, features)) list.push({ ...one, position: position + one.position });
      position += piece.signs.length;
      continue;
    }
    const { parts, whole } = foldParts(piece.parts, features);
    const first = position + 1;
    const each = parts.map((word): Read => {
      position++;
      return {
        word,
        terms: alternatives(word, lang, features).map((term) => [term]),
        beginning: false,
        common: features.stopWords && !piece.capitals && isStopWord(word, lang),
        position,
      };
    });
    if (whole === null) list.push(...each);
    else {
      const apart = product(each.map((one) => one.terms.map((terms) => terms[0] ?? '')));
      list.push({
        word: whole,
        terms: [...alternatives(whole, lang, features).map((term) => [term]), ...apart],
        beginning: false,
        common: false,
        position: first,
      });
    }
  }
  return list;
}

// All ways to choose one of each; compounds have few parts, of more than three only the first way is taken.
function product(lists: readonly (readonly string[])[]): string[][] {
  if (lists.length > 3) return [lists.map((list) => list[0] ?? '')];
  return lists.reduce<string[][]>((made, list) => made.flatMap((way) => list.map((term) => [...way, term])), [[]]);
}

/** Every term that an index may hold for a folded word: without the endings of the language, or of each. */
function alternatives(word: string, lang: Language | null, features: Features): string[] {
  const known = lang === 'en' || lang === 'fr' || lang === 'es';
  const [first = ''] = termsOf(word, known ? lang : null, features);
  return known ? [first] : [...new Set([first, ...LATIN.map((one) => termsOf(word, one, features)[0] ?? '')])];
}

/**
 * Words of a run of Chinese signs. Where the dictionary knows no word it leaves single signs: several of them side by side
 * are a word all the same, found by any of the pairs that they stand in; one alone between words says little.
 */
function hanWords(piece: Extract<Piece, { kind: 'han' }>, features: Features): Read[] {
  const { signs } = piece;
  const pair = (i: number): string => `${signs[i] ?? ''}${signs[i + 1] ?? ''}`;
  const list: Read[] = [];
  const add = (from: number, to: number, terms: readonly (readonly string[])[], common = false): void => {
    const word = signs.slice(from, to).join('').slice(0, LONGEST_WORD);
    list.push({ word, terms, beginning: features.hanPairs && to - from === 1, common, position: from + 1 });
  };
  const pairsOf = (from: number, to: number): string[] => signs.slice(from, to - 1).map((_, i) => pair(from + i));
  let singles = 0;
  const flush = (to: number): void => {
    const from = to - singles;
    if (singles > 1 && features.hanPairs) {
      const around = pairsOf(Math.max(0, from - 1), Math.min(signs.length, to + 1));
      add(
        from,
        to,
        around.map((one) => [one]),
      );
    } else if (singles > 0) for (let i = from; i < to; i++) add(i, i + 1, [[signs[i] ?? '']], true);
    singles = 0;
  };
  let at = 0;
  for (const word of features.hanWords ? piece.words : [signs.join('')]) {
    const { length } = [...word];
    if (length === 1 && !(features.stopWords && STOP_WORDS.zh.has(word))) singles++;
    else {
      flush(at);
      if (length === 1) add(at, at + 1, [[word]], true);
      else if (length === 2 || !features.hanPairs) add(at, at + length, [[word]]);
      else add(at, at + length, features.hanWords ? [[word], pairsOf(at, at + length)] : [pairsOf(at, at + length)]);
    }
    at += length;
  }
  flush(at);
  return list;
}

/**
 * The query in the text form of a tsquery, for `::tsquery`; null where nothing is left to look for. `labels` must all be there
 * (each a list of which one will do). `missing` is how many of the wanted clauses may be absent, 0 unless told.
 */
export function tsquery(query: SearchQuery, labels: readonly (readonly string[])[] = [], missing = 0): string | null {
  const words = query.wanted.map(clauseText);
  const need = Math.max(1, words.length - missing);
  const parts =
    need >= words.length
      ? words
      : [
          `(${choices(words, need)
            .map((some) => some.join(' & '))
            .join(' | ')})`,
        ];
  const all = [
    ...parts,
    ...labels.filter((some) => some.length > 0).map((some) => `(${some.map(quoted).join(' | ')})`),
    ...query.without.map((clause) => `!${clauseText(clause)}`),
  ];
  return all.length === 0 ? null : all.join(' & ');
}

function choices(list: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return list.flatMap((one, i) => choices(list.slice(i + 1), size - 1).map((rest) => [one, ...rest]));
}

const clauseText = (clause: Clause): string => {
  const [first, ...rest] = clause;
  return rest.length === 0
    ? wantedText(first)
    : `(${rest.reduce((text, one) => `${text} <${one.after}> ${neighbour(one)}`, neighbour(first))})`;
};
const lexeme = (term: string, beginning: boolean): string => quoted(term) + (beginning ? ':*' : '');
const wantedText = ({ terms, beginning }: Wanted): string => {
  const ways = terms.map((all) => all.map((term) => lexeme(term, beginning)).join(' & '));
  return ways.length === 1 && (terms[0]?.length ?? 0) === 1
    ? (ways[0] ?? '')
    : `(${ways.map((way, i) => ((terms[i]?.length ?? 0) > 1 ? `(${way})` : way)).join(' | ')})`;
};
const neighbour = ({ terms, beginning }: Wanted): string => {
  const single = terms.filter((all) => all.length === 1);
  return single.length === 0
    ? `(${(terms[0] ?? []).map((term, i) => (i === 0 ? '' : '<1> ') + lexeme(term, beginning)).join(' ')})`
    : single.length === 1
      ? lexeme(single[0]?.[0] ?? '', beginning)
      : `(${single.map(([term = '']) => lexeme(term, beginning)).join(' | ')})`;
};
