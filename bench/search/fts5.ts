// The same entries in SQLite's FTS5 with its own words (unicode61, marks off), labels in a table of their own. A page is what the
// registry's is: thirty entries, how many there are, the counts of all labels; without what mends mistakes or ranks across languages.
import { DatabaseSync } from 'node:sqlite';
import type { Entry } from './entries.ts';
import type { Question } from './mix.ts';

export interface Page {
  entries: unknown[];
  total: number;
  labels: { label: string; n: number }[];
}

/** Opens a database in a file (or `:memory:`), and fills it where it is empty. */
export async function filledFts5(
  file: string,
  batches: Iterable<readonly Entry[]> | AsyncIterable<readonly Entry[]>,
): Promise<DatabaseSync> {
  const db = new DatabaseSync(file);
  db.exec(
    'pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -500000; pragma mmap_size = 4000000000',
  );
  if (db.prepare(`select name from sqlite_master where name = 'entry_at'`).get() === undefined) await fill(db, batches);
  return db;
}

/** What answers a question. */
export function fts5(db: DatabaseSync): (question: Question) => Page {
  return (question) => {
    const match = question.text
      ? question.text
          .split(/\s+/)
          .map((one) => `"${one.replaceAll('"', '')}"`)
          .join(' ')
      : null;
    const values: string[] = [];
    const parts: string[] = [];
    if (match) {
      parts.push('id in (select rowid from words where words match ?)');
      values.push(match);
    }
    for (const [one = ''] of question.labels) {
      parts.push('id in (select entry from label where label = ?)');
      values.push(one);
    }
    const where = parts.length > 0 ? `where ${parts.join(' and ')}` : '';
    const ids =
      match && question.labels.length === 0
        ? db.prepare('select rowid as id from words where words match ? order by rank limit 30').all(match)
        : db.prepare(`select id from entry ${where} order by at desc limit 30`).all(...values);
    const line = db.prepare('select title, organisation, place from words where rowid = ?');
    return {
      entries: ids.map(({ id }) => line.get(id ?? null)),
      total: Number(db.prepare(`select count(*) as n from entry ${where}`).get(...values)?.['n']),
      labels: db
        .prepare(`select label, count(*) as n from label where entry in (select id from entry ${where}) group by label`)
        .all(...values)
        .map(({ label, n }) => ({ label: String(label), n: Number(n) })),
    };
  };
}

async function fill(
  db: DatabaseSync,
  batches: Iterable<readonly Entry[]> | AsyncIterable<readonly Entry[]>,
): Promise<void> {
  db.exec(`create virtual table words using fts5(title, organisation, description, place, tokenize = 'unicode61 remove_diacritics 2');
    create table label (label text, entry integer, primary key (label, entry)) without rowid;
    create table entry (id integer primary key, at text)`);
  const word = db.prepare('insert into words (rowid, title, organisation, description, place) values (?, ?, ?, ?, ?)');
  const label = db.prepare('insert or ignore into label values (?, ?)');
  const entry = db.prepare('insert into entry values (?, ?)');
  let id = 0;
  // One transaction: without a journal nothing is written down for it.
  db.exec('begin');
  for await (const batch of batches)
    for (const one of batch) {
      id++;
      word.run(id, one.title, one.organisation, one.description, one.place);
      entry.run(id, one.at.toISOString());
      for (const name of one.labels) label.run(name, id);
    }
  db.exec('commit');
  db.exec('create index label_entry on label (entry, label); create index entry_at on entry (at); analyze');
}
