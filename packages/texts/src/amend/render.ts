import type { Language, Mark, Run } from '../model/text.ts';
import { BRACKET_WORDS, namesOf, NO_CHANGE, type BracketWords } from './attribution.ts';
import { struck } from './edits.ts';
import type { Attribution, Choice, Option, Segment } from './model.ts';
import { around, join, wordsIn } from './runs.ts';

/** How a compilation is printed: the marks of authors, and brackets around what is not agreed. */
export interface Printing {
  language: Language;
  editor: string;
  /** When a change arrived, by amendment. */
  date(amendment: string): string | undefined;
}

/** The mark of everyone behind some words. */
export function markOf(state: 'inserted' | 'deleted', by: readonly Attribution[], printing: Printing): Mark {
  const dates = by.flatMap(({ amendment }) => printing.date(amendment) ?? []).sort();
  return {
    state,
    author: by.length === 0 ? printing.editor : namesOf(by).join(', '),
    ...(dates[0] === undefined ? {} : { date: dates[0] }),
  };
}

/**
 * A place as marked words: with all marks rejected it is the original, with all accepted it reads
 * "… report [annually] [A, B: every year] [C: every two years] to …".
 *
 * `own` is the mark of words that are not in the original (those of an addition).
 */
export function printed(segments: readonly Segment[], printing: Printing, own?: Mark): Run[] {
  const out: Run[] = [];
  for (const [i, one] of segments.entries()) {
    if (one.kind === 'words') out.push(...(own ? one.runs.map((run) => ({ ...run, mark: own })) : one.runs));
    else if (one.choice.reason === 'proposed') out.push(...change(one.choice, printing, own));
    else {
      const rest = segments.slice(i + 1).find((each) => each.kind === 'words');
      const next = rest?.kind === 'words' ? wordsIn(rest.runs)[0] : undefined;
      out.push(...brackets(one.choice, printing, own, wordsIn(out).at(-1), next));
    }
  }
  return join(out);
}

// One change that nothing contradicts: what goes, then what comes.
function change(choice: Choice, printing: Printing, own?: Mark): Run[] {
  const [original, option] = choice.options;
  const old = printed(original?.segments ?? [], printing, own);
  if (option === undefined) return old;
  const mark = markOf('deleted', option.by, printing);
  const gone = own
    ? []
    : struck(old, {
        ...(mark.author === undefined ? {} : { author: mark.author }),
        ...(mark.date === undefined ? {} : { date: mark.date }),
      });
  return [...gone, ...printed(option.segments, printing, markOf('inserted', option.by, printing))];
}

function brackets(
  choice: Choice,
  printing: Printing,
  own: Mark | undefined,
  before: string | undefined,
  after: string | undefined,
): Run[] {
  const words = BRACKET_WORDS[printing.language];
  const editor: Mark = markOf('inserted', [], printing);
  const [original, ...others] = choice.options;
  const old = original === undefined ? [] : printed(original.segments, printing, own);
  const [lead, core, tail] = around(old);
  const parts: Run[][] = [];
  const by = original?.by ?? [];
  if (core.length > 0) parts.push([say(`[${prefix(by, words)}`, editor), ...core, say(']', editor)]);
  else if (by.length > 0) parts.push([say(`[${prefix(by, words)}${NO_CHANGE}]`, markOf('inserted', by, printing))]);
  for (const option of others) parts.push(alternative(option, printing, words));
  const out = parts.flatMap((part, i) => (i === 0 ? part : [say(words.gap, editor), ...part]));
  const empty = core.length === 0;
  // Where nothing stood before, the brackets bring their own spaces.
  const needsLead = empty && words.gap !== '' && before !== undefined && !/[\s(«“"‘'[]/.test(before);
  const stands = empty ? (wordsIn(old)[0] ?? after) : (wordsIn(tail)[0] ?? after);
  const needsTail = words.gap !== '' && stands !== undefined && !/[\s.,;:!?)\]»”"’'،؛]/.test(stands);
  return [
    ...lead,
    ...(needsLead ? [say(words.gap, editor)] : []),
    ...out,
    ...(needsTail ? [say(words.gap, editor)] : []),
    ...tail,
  ];
}

function alternative(option: Option, printing: Printing, words: BracketWords): Run[] {
  const mark = markOf('inserted', option.by, printing);
  const [, inner] = around(printed(option.segments, printing, mark));
  if (inner.length === 0) return [say(`[${prefix(option.by, words)}${words.delete}]`, mark)];
  return [say(`[${prefix(option.by, words)}`, mark), ...inner, say(']', mark)];
}

const say = (text: string, mark: Mark): Run => ({ text, mark });
const prefix = (by: readonly Attribution[], words: BracketWords): string =>
  by.length === 0 ? '' : `${namesOf(by).join(words.comma)}${words.colon}`;

/**
 * A whole paragraph that is added, under its author's mark; in brackets where it is not the only one, with those who are
 * against it behind.
 */
export function printedAddition(
  segments: readonly Segment[],
  by: readonly Attribution[],
  bracketed: boolean,
  printing: Printing,
  against: readonly Attribution[] = [],
): Run[] {
  const mark = markOf('inserted', by, printing);
  const inner = printed(segments, printing, mark);
  if (!bracketed) return inner;
  const words = BRACKET_WORDS[printing.language];
  return join([say(`[${prefix(by, words)}`, mark), ...inner, say(']', mark), ...deletion(against, printing)]);
}

/** Behind a bracket the names of those who would not have what stands in it: " [A (B): delete]". */
export function deletion(by: readonly Attribution[], printing: Printing): Run[] {
  if (by.length === 0) return [];
  const words = BRACKET_WORDS[printing.language];
  const gap = words.gap === '' ? [] : [say(words.gap, markOf('inserted', [], printing))];
  return [...gap, say(`[${prefix(by, words)}${words.delete}]`, markOf('inserted', by, printing))];
}

/** What opens and closes the brackets around a whole row. */
export const opening = (by: readonly Attribution[], mark: Mark, printing: Printing): Run[] => [
  say(`[${prefix(by, BRACKET_WORDS[printing.language])}`, mark),
];
export const closing = (mark: Mark): Run[] => [say(']', mark)];
