// The entries of a filled registry as its peers get them: the same words, places and labels as the public lists are made of.
import type pg from 'pg';
import type { Language } from '@suivi/texts';
import type { Database } from '../../src/lib/server/platform/db.ts';
import type { Entry } from '../search/entries.ts';

const FETCHED = 5_000;

interface Row {
  id: string;
  number: number;
  lang: Language;
  title: string;
  description: string;
  organisation: string;
  countries: string[];
  codes: Buffer;
  at: Date;
}

/** Entries in the order of their numbers, some thousand at a time. */
export async function* rowsOf(database: Database): AsyncGenerator<Entry[]> {
  const client = await database.pool.connect();
  try {
    const labels = new Map<number, string>();
    for (const { code, label } of await all<{ code: number; label: string }>(
      client,
      'select code, label from search_label',
    ))
      labels.set(code, label);
    const places = new Map<string, string>();
    for (const one of await all<{ concept: string; lang: string; value: string }>(
      client,
      `select concept, lang, value from framework_name where scheme = 'm49'`,
    ))
      places.set(`${one.concept} ${one.lang}`, one.value);
    await client.query(`begin; set local cursor_tuple_fraction = 1; set local work_mem = '256MB';
      declare entries cursor for
      select i.id, i.number::int as number, v.lang, v.content->>'title' as title, v.content->>'description' as description,
        coalesce(w.value, '') as organisation, v.content->'countries' as countries, d.codes, d.at
      from initiative i join initiative_version v on v.initiative = i.id and v.seq = i.published join search_document d on d.record = i.id
        left join wording w on w.record = i.organisation and w.field = 'name' order by i.number`);
    for (;;) {
      const rows = await all<Row>(client, `fetch ${FETCHED} from entries`);
      if (rows.length === 0) break;
      yield rows.map(({ codes, countries, ...one }) => ({
        ...one,
        place: countries.map((code) => places.get(`${code} ${one.lang}`) ?? '').join(', '),
        labels: Array.from({ length: codes.length / 2 }, (_, i) => labels.get(codes.readInt16BE(2 * i)) ?? '').filter(
          (label) => label !== '' && label !== 'each:one',
        ),
      }));
    }
    await client.query('commit');
  } finally {
    client.release(true);
  }
}

async function all<T extends pg.QueryResultRow>(client: pg.PoolClient, sql: string): Promise<T[]> {
  return (await client.query<T>(sql)).rows;
}
