import { sql } from 'kysely';
import type { Asking, Called } from '../frameworks/index.ts';
import type { Actor } from '../platform/actor.ts';
import { visibleTo } from '../platform/visibility.ts';
import type { Address } from './addresses.ts';

/** What evidence is for: a record, or one paragraph of a text, whichever version and language it is read in. */
export interface Proved {
  target: string;
  provision: string | null;
}

/**
 * A kind of record that evidence may be given for. The room that keeps the kind says what the register cannot know; the
 * registry gathers them (`setProvable`), and a room above adds its own by one entry. Who may is the same for all: who sees the
 * record and holds `register.evidence`, or `register.judge`, within the body that it belongs to (`record.owner_body`).
 */
export interface Provable {
  /** As `record.kind` says. */
  kind: string;
  /** Set where evidence is for one of its paragraphs, never for all of it. */
  byParagraph?: true;
  /**
   * What is at an address of this site and may be proved, as far as the actor sees it; null where the address is another's.
   * `kind`: what is given for it where nothing else is said. Left out where another kind's addresses lead to this one.
   */
  at?(ctx: Asking, address: Address): Promise<(Proved & { kind?: 'answer' }) | null>;
  /**
   * Judges whether evidence may be given for one that the actor sees: a code of what is wrong, or records that histories tell
   * of it too, to who sees them.
   */
  admits(ctx: Asking, proved: Proved): Promise<{ wrong: string } | { also: string[] }>;
  /** Names and pages of what the actor sees of these: ids of records, or of paragraphs. */
  called(ctx: Asking, ids: readonly string[]): Promise<Called[]>;
}

let gathered: ReadonlyMap<string, Provable> | null = null;
const kinds = (): ReadonlyMap<string, Provable> => {
  if (gathered === null) throw new Error('evidence: the registry is not loaded');
  return gathered;
};
/** Set once, by the registry. */
export function setProvable(list: readonly Provable[]): void {
  gathered = new Map(list.map((one) => [one.kind, one]));
}
export const provableOf = (kind: string): Provable | undefined => kinds().get(kind);

/** What an address leads to that evidence may be given for; null where there is nothing that the actor sees. */
export async function provedAt(ctx: Asking, address: Address): Promise<(Proved & { kind?: 'answer' }) | null> {
  for (const one of kinds().values()) {
    const found = await one.at?.(ctx, address);
    if (found) return found;
  }
  return null;
}

/** The key by which `calledProved` answers. */
export const keyOf = ({ target, provision }: Proved): string => provision ?? target;

/** Names and pages of what evidence is for, by `keyOf`; what the reader may not see is left out. */
export async function calledProved(ctx: Asking, proved: readonly Proved[]): Promise<Map<string, Called>> {
  if (proved.length === 0) return new Map();
  const targets = [...new Set(proved.map((one) => one.target))];
  const { rows } = await sql<{
    id: string;
    kind: string;
  }>`select id, kind from record where id = any(${targets}::uuid[])
    and ${visibleTo(ctx.actor)}`.execute(ctx.db as never);
  const kindOf = new Map(rows.map((row) => [row.id, row.kind]));
  const found = await Promise.all(
    [...kinds().values()].map((one) => {
      const ids = [...new Set(proved.filter((each) => kindOf.get(each.target) === one.kind).map(keyOf))];
      return ids.length === 0 ? Promise.resolve([]) : one.called(ctx, ids);
    }),
  );
  return new Map(found.flat().map((one) => [one.id, one]));
}

/**
 * Whether the reader sees what a piece of evidence (`ev`) is for, as a condition: the record, and of a report the paragraph, in a
 * version and a language that are open to them.
 */
export const provedSeen = (
  actor: Actor,
) => sql<boolean>`(exists (select from record about where about.id = ev.target and ${visibleTo(actor, 'about')})
  and (ev.provision is null or exists (select from node n join edition e on e.id = n.edition join record er on er.id = e.id
    join record vr on vr.id = e.version where n.provision = ev.provision and n.state <> 'deleted' and ${visibleTo(actor, 'er')} and ${visibleTo(actor, 'vr')})))`;
