import { suggestTags, SUGGESTED_SCHEMES, type Named as NamedConcept } from '@suivi/frameworks';
import { normaliseName } from '@suivi/search';
import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { QueryContext } from '../platform/context.ts';
import type { Read } from '../platform/db.ts';
import { Forbidden } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { nameOf, type Named } from './names.ts';
import { borne } from './tagged.ts';

/** A tag that the words of a record speak for, with these words. */
export interface Suggested {
  scheme: string;
  code: string;
  short: string;
  name: Named | null;
  score: number;
  words: string[];
  wordsLang: Language;
}

/** So much of a record's words is read, those in the reader's language first: 60,000 characters take about 0.2 s. */
const READ = 60_000;
const WORDS_SHOWN = 8;

/** Names of concepts that have no words of their own in packages/frameworks: places, and what was imported. */
async function namesOf(db: Read): Promise<NamedConcept[]> {
  const { rows } =
    await sql<NamedConcept>`select c.code, c.scheme, json_object_agg(n.lang, n.value) as names, c.scheme = 'm49' as alone
    from concept c join framework_name n on n.scheme = c.scheme and n.concept = c.code
    where not c.retired and c.scheme <> all(${[...SUGGESTED_SCHEMES]}::text[]) group by c.code, c.scheme`.execute(
      db as never,
    );
  return rows;
}

/** Words of which none is another form of the same ("school", "schools"): the shortest stands for them. */
function apart(words: readonly string[], lang: Language): string[] {
  const forms = new Map<string, string>();
  for (const one of words) {
    const form = normaliseName(one, lang);
    const told = forms.get(form);
    if (told === undefined || one.length < told.length) forms.set(form, one);
  }
  return [...forms.values()];
}

/**
 * Tags that words speak for. In: the words with their languages; codes to leave out. Out: frameworks in their order, the
 * strongest of each first, named in the reader's language. Nothing is applied by it.
 */
export async function suggestedBy(
  { db, lang: reader }: Pick<QueryContext, 'db' | 'lang'>,
  texts: readonly { lang: Language; value: string }[],
  leaveOut: ReadonlySet<string> = new Set(),
): Promise<Suggested[]> {
  const names = await namesOf(db);
  const best = new Map<string, Omit<Suggested, 'short' | 'name'>>();
  const rank = (lang: Language): number => (lang === reader ? 0 : lang === 'en' ? 1 : 2);
  let left = READ;
  for (const { lang, value } of texts.toSorted((a, b) => rank(a.lang) - rank(b.lang))) {
    const read = value.slice(0, left);
    left -= read.length;
    for (const one of suggestTags(read, lang, names)) {
      if (leaveOut.has(one.concept)) continue;
      const before = best.get(one.concept);
      // Words in the reader's language are shown where the record has them.
      const better = before === undefined || (lang === reader && before.wordsLang !== reader);
      const score = Math.max(one.score, before?.score ?? 0);
      const words = apart(
        one.evidence.map((each) => each.words.toLowerCase()),
        lang,
      ).slice(0, WORDS_SHOWN);
      best.set(one.concept, {
        ...(better ? { scheme: one.scheme, code: one.concept, words, wordsLang: lang } : before),
        score,
      });
    }
  }
  const codes = [...best.keys()];
  const { rows } = await sql<Pick<Suggested, 'code' | 'short' | 'name'>>`
    select c.code, coalesce(c.short, c.code) as short, ${nameOf('c.scheme', 'c.code', reader)} as name
    from concept c join scheme s on s.code = c.scheme where c.code = any(${codes}::text[]) and not c.retired
    order by s.ord, c.ord`.execute(db as never);
  const found = rows.flatMap((row): Suggested[] => {
    const one = best.get(row.code);
    return one ? [{ ...one, ...row }] : [];
  });
  return found.sort((a, b) => (a.scheme === b.scheme ? b.score - a.score : 0));
}

export const suggestions = query({
  name: 'frameworks.suggestions',
  summary: 'Tags that the words of a record speak for, with these words, for who may tag it; nothing is applied.',
  input: z.object({ record: Id }),
  policy: signedIn,
  async run(ctx, { record }) {
    const { id, of } = await borne(ctx, record);
    if (!(await of.may(ctx, id))) throw new Forbidden('signed-in');
    const [texts, known] = await Promise.all([
      of.words(ctx, id),
      ctx.db.selectFrom('tag').select('concept').where('record', '=', id).execute(),
    ]);
    // What the record bears, has suggested already or was refused does not come again.
    return { suggestions: await suggestedBy(ctx, texts, new Set(known.map((one) => one.concept))) };
  },
});
