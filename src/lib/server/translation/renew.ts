import type { Language } from '@suivi/texts';
import { vectorOf, type Renewal } from '../platform/search/index.ts';

const ENTRIES = 500;

/** Vectors of translation memories. */
export const renewMemories: Renewal = {
  name: 'translation',
  async batch({ db }, after) {
    const entries = await db
      .selectFrom('memory_entry')
      .select('id')
      .$if(after !== null, (q) => q.where('id', '>', after))
      .orderBy('id')
      .limit(ENTRIES)
      .execute();
    const ids = entries.map(({ id }) => id);
    if (ids.length === 0) return null;
    const words = await db
      .selectFrom('memory_words')
      .select(['entry', 'lang', 'plain'])
      .where('entry', 'in', ids)
      .execute();
    for (const { entry, lang, plain } of words)
      await db
        .updateTable('memory_words')
        .set({ search: vectorOf([{ text: plain, lang: lang as Language }]) })
        .where('entry', '=', entry)
        .where('lang', '=', lang)
        .execute();
    return ids.at(-1) ?? null;
  },
};
