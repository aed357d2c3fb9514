import { editDistance, mistakesIn, type Clause, type SearchQuery, type Wanted } from '@suivi/search';
import { sql } from 'kysely';
import type { Read, Write } from '../db.ts';

interface Word {
  word: string;
  term: string;
}

/** Leaves words that the vocabulary does not hold yet where `foldWords` finds them. */
export async function keepWords(ctx: { db: Write }, words: readonly Word[]): Promise<void> {
  const distinct = new Map<string, Word>();
  for (const one of words) distinct.set(one.word === one.term ? one.word : `${one.word} ${one.term}`, one);
  // A number is never mistyped for another.
  const list = [...distinct.values()].filter(({ word }) => /\p{L}/u.test(word));
  if (list.length === 0) return;
  await sql`
    insert into search_word_new (word, term)
    select word, term from unnest(${list.map((one) => one.word)}::text[], ${list.map((one) => one.term)}::text[]) as one(word, term)
    where not exists (select from search_word known where known.word = one.word and known.term = one.term)
      and not exists (select from search_word_new known where known.word = one.word and known.term = one.term)`.execute(
    ctx.db,
  );
}

/** Takes what was left into the vocabulary. */
export async function foldWords(db: Write): Promise<void> {
  await sql`
    with taken as (delete from search_word_new returning word, term)
    insert into search_word (word, term) select distinct word, term from taken order by word, term on conflict do nothing`.execute(
    db,
  );
}

/** Counts anew in how many documents a term stands, from a sample of them: of two words that are as near, the more usual is meant. */
export async function countWords(db: Write): Promise<void> {
  await sql`
    update search_word set uses = greatest(1, counted.ndoc * 8)
    from ts_stat('select vector from search_document where shuffle < 0.125') counted
    where counted.word = search_word.term and uses <> greatest(1, counted.ndoc * 8)`.execute(db);
}

/** A word that was read as others because next to nothing holds it. */
export interface Mended {
  typed: string;
  read: string;
}

const CANDIDATES = 60;
const TAKEN = 3;

/**
 * The query with what its words may have been meant as: beginnings of longer words, or words one or two mistakes away. Of
 * words that the vocabulary holds this is done only where `all` is set. Without anything to mend, the query itself.
 */
export async function mend(
  db: Read,
  query: SearchQuery,
  all: boolean,
): Promise<{ query: SearchQuery; mended: Mended[] }> {
  const mended: Mended[] = [];
  const wanted: Clause[] = [];
  for (const clause of query.wanted) {
    const [first, ...rest] = clause;
    if (rest.length > 0 || first.beginning || mistakesIn(first.word) === 0 || !/\p{L}/u.test(first.word))
      wanted.push(clause);
    else wanted.push([await mendWord(db, first, all, mended)]);
  }
  return mended.length === 0 ? { query, mended } : { query: { ...query, wanted }, mended };
}

async function mendWord(db: Read, wanted: Wanted, all: boolean, mended: Mended[]): Promise<Wanted> {
  const { word } = wanted;
  const own = wanted.terms.flatMap((terms) => (terms.length === 1 ? terms : []));
  const known = await sql<{
    term: string;
  }>`select term from search_word where term = any(${own}::text[]) limit 1`.execute(db as never);
  if (known.rows.length > 0 && !all) return wanted;
  // % and _ never stand in a folded word.
  const longer = await sql<{ word: string }>`
    select word from search_word where word like ${`${word}%`} order by uses desc limit 1`.execute(db as never);
  if (known.rows.length === 0 && longer.rows.length > 0) {
    mended.push({ typed: word, read: `${word}…` });
    return { ...wanted, terms: [...wanted.terms, [word]], beginning: true };
  }
  const { length } = [...word];
  const most = mistakesIn(word);
  const { rows } = await sql<Word & { uses: number }>`
    select word, term, uses from search_word
    where word % ${word} and length(word) between ${length - most} and ${length + most} and word <> ${word}
    order by similarity(word, ${word}) desc, uses desc limit ${CANDIDATES}`.execute(db as never);
  const near = rows
    .map((one) => ({ ...one, far: editDistance(one.word, word, most) }))
    .filter((one) => one.far <= most && !own.includes(one.term))
    .sort((a, b) => a.far - b.far || b.uses - a.uses || a.word.localeCompare(b.word));
  const nearest = near.filter((one) => one.far === near[0]?.far).slice(0, TAKEN);
  if (nearest.length === 0) return wanted;
  mended.push({ typed: word, read: nearest[0]?.word ?? '' });
  return { ...wanted, terms: [...wanted.terms, ...nearest.map((one) => [one.term])] };
}
