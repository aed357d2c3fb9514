import { ALL_FEATURES, readQuery, tsquery, type Features, type SearchQuery } from '@suivi/search';
import type { QueryContext } from '../context.ts';
import { guess, type Guess } from './count.ts';
import { mend, type Mended } from './vocabulary.ts';

/** What a reader looks for. */
export interface Search {
  /** Kind of the records. */
  kind: string;
  /** What was typed. */
  text?: string | undefined;
  /** Filters: of each list one label must be there. */
  labels?: readonly (readonly string[])[];
}

/** What was typed, as it is answered. */
export interface Understood extends Guess {
  kind: string;
  /** Words and labels; null where all are meant. */
  vector: string | null;
  /** Words alone, for ranking: as many of them as a document has. Null without words. */
  words: string | null;
  /** Words that must all be there to come first; null where all that is found has them all. */
  whole: string | null;
  /** Words that were read as others. */
  mended: readonly Mended[];
  /** Of the words this many may be missing, for hardly anything has them all. */
  missing: number;
}

/** What is done besides finding words; left out to measure what it is worth. */
export interface How {
  features: Features;
  /** Mistakes in typing are mended. */
  mending: boolean;
  /** Words may be missing where hardly anything has them all. */
  relaxing: boolean;
}
const ALL: How = { features: ALL_FEATURES, mending: true, relaxing: true };

/** Below this many hits it is asked whether something else was meant. */
const FEW = 5;

/**
 * Reads what was typed and says how it is answered: all words where that finds anything to speak of; else with typing mistakes
 * mended, in words that no document holds first; else with a word missing.
 */
export async function understand(ctx: QueryContext, search: Search, how: How = ALL): Promise<Understood> {
  const labels = search.labels ?? [];
  const typed = readQuery(search.text ?? '', { features: how.features });
  // Something was typed, and nothing of it can be looked for: nothing is found, rather than everything.
  const empty = (search.text ?? '').trim() !== '' && typed.wanted.length + typed.without.length === 0;
  const ask = async (query: SearchQuery, missing: number, mended: readonly Mended[]): Promise<Understood> => {
    const vector = empty ? `'no:word'` : tsquery(query, labels, missing);
    const guessed = await guess(ctx, { kind: search.kind, vector });
    const words = query.wanted.length === 0 ? null : tsquery({ ...query, without: [] }, [], query.wanted.length - 1);
    const whole = query.wanted.length === 0 || missing === 0 ? null : tsquery({ ...query, without: [] });
    return { kind: search.kind, vector, words, whole, mended, missing, ...guessed };
  };
  let best = await ask(typed, 0, []);
  if (typed.wanted.length === 0 || best.total >= FEW) return best;
  let query = typed;
  for (const all of how.mending ? [false, true] : []) {
    if (all && best.total > 0) break;
    const other = await mend(ctx.db, typed, all);
    if (other.mended.length === 0) continue;
    const answer = await ask(other.query, 0, other.mended);
    if (answer.total > best.total) [best, query] = [answer, other.query];
  }
  const { length } = query.wanted;
  for (const missing of length > 2 ? [1, length - 1] : [length - 1]) {
    if (!how.relaxing || missing === 0 || best.total >= FEW || (best.total > 0 && missing > 1)) break;
    const answer = await ask(query, missing, best.mended);
    if (answer.total > best.total) best = answer;
  }
  return best;
}
