import type { Language } from '@suivi/texts';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { EDIT_SESSIONS, wordingFor } from '../bodies/index.ts';
import { can, type Actor } from '../platform/actor.ts';
import type { Read, Write } from '../platform/db.ts';

/** Who asks, where, and in which language; within a command the transaction. */
export interface Asking {
  db: Read | Write;
  actor: Actor;
  lang: Language;
}
/** What a record is called, in the language that the words are in. */
export interface Called {
  id: string;
  name: { value: string; lang: string; state: string } | null;
  /** What stands before the name, the same in all languages: a number, a symbol. */
  mark: string | null;
  /** Its page, without the language: "register/12". */
  at: string;
}

/**
 * A kind of record that bears tags. The room that keeps the kind says what the room of frameworks cannot know; the registry
 * gathers them (`setTaggable`), as it gathers followers. A room above adds its own by one entry.
 */
export interface Taggable {
  /** As `record.kind` says. */
  kind: string;
  /** Whether the actor may tag this record: whoever may edit it. Asked on the locked record. */
  may(ctx: Asking, id: string): Promise<boolean>;
  /** Names and pages of records that the actor sees; one that has none to show is left out. */
  called(ctx: Asking, ids: readonly string[]): Promise<Called[]>;
  /** What the record says, for suggestions of tags: nothing that some who see the record may not read. */
  words(ctx: Asking, id: string): Promise<{ lang: Language; value: string }[]>;
  /** Which records lists hold, as a condition on `record.id`; left out, all that the reader sees. */
  listed?: RawBuilder<SqlBool>;
}

let gathered: ReadonlyMap<string, Taggable> | null = null;
const kinds = (): ReadonlyMap<string, Taggable> => {
  if (gathered === null) throw new Error('tags: the registry is not loaded');
  return gathered;
};
/** Set once, by the registry. */
export function setTaggable(list: readonly Taggable[]): void {
  gathered = new Map(list.map((one) => [one.kind, one]));
}
export const taggable = (kind: string): Taggable | undefined => kinds().get(kind);
/** In the order in which lists show them. */
export const taggables = (): readonly Taggable[] => [...kinds().values()];

const ofBody = (table: 'session' | 'meeting', mark: RawBuilder<string>): Taggable => ({
  kind: table,
  async may({ db, actor }, id) {
    const { rows } = await sql<{ body: string }>`select body from ${sql.table(table)} where id = ${id}`.execute(
      db as never,
    );
    return rows[0] !== undefined && can(actor, EDIT_SESSIONS, { body: rows[0].body });
  },
  async called({ db, lang }, ids) {
    const { rows } = await sql<Called>`select one.id, ${wordingFor('party.id', 'name', lang)} as name, ${mark} as mark,
        'bodies/' || party.code as at
      from ${sql.table(table)} one join party on party.id = one.body where one.id = any(${[...ids]}::uuid[])`.execute(
      db as never,
    );
    return rows;
  },
  words: () => Promise.resolve([]),
});

/** Sittings of bodies: their room lies below this one and knows no frameworks. */
export const sittings: readonly Taggable[] = [
  ofBody('session', sql<string>`one.code`),
  ofBody('meeting', sql<string>`one.number::text`),
];
