import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { vectorOf, type Renewal } from '../platform/search/index.ts';

const EDITIONS = 20;

/** Vectors of paragraphs, edition by edition. */
export const renewNodes: Renewal = {
  name: 'texts',
  async batch({ db }, after) {
    const editions = await db
      .selectFrom('edition')
      .select(['id', 'lang'])
      .$if(after !== null, (q) => q.where('id', '>', after))
      .orderBy('id')
      .limit(EDITIONS)
      .execute();
    for (const { id, lang } of editions) {
      const nodes = await db.selectFrom('node').select(['eid', 'plain']).where('edition', '=', id).execute();
      for (const { eid, plain } of nodes)
        await sql`update node set search = ${vectorOf([{ text: plain, lang: lang as Language }])} where edition = ${id} and eid = ${eid}`.execute(
          db,
        );
    }
    return editions.at(-1)?.id ?? null;
  },
};
