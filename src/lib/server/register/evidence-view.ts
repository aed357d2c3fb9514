import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import type { QueryContext } from '../platform/context.ts';
import { visibleTo } from '../platform/visibility.ts';

/** A piece of evidence as pages show it. */
export interface EvidenceView {
  id: string;
  target: string;
  kind: string;
  url: string | null;
  file: string | null;
  fileName: string | null;
  claim: string;
  lang: Language;
  judged: string;
  reason: string | null;
  snapshotAt: string | null;
  /** Put forward by the reader. */
  mine: boolean;
  /** Whether what the link showed is kept; else why not. */
  snapshot: boolean;
  snapshotError: string | null;
  /** A record of Suivi that shows it: an obligation by its number, a text by its address. */
  record: string | null;
  recordKind: string | null;
  recordNumber: number | null;
  recordSlug: string | null;
  /** Address of a record of another room. */
  recordPath: string | null;
}

/**
 * What stands as evidence for records as a whole, or for one paragraph of a report, as far as the reader sees it, oldest first. That
 * they see what it is for is the caller's to know.
 */
export async function evidenceOf(
  { db, actor }: QueryContext,
  proved: { targets: readonly string[] } | { provision: string },
): Promise<EvidenceView[]> {
  const shown = (table: 'obligation' | 'text' | 'address', column: 'id' | 'record') =>
    sql`${sql.table(table)} x join record shown on shown.id = x.${sql.ref(column)} where x.${sql.ref(column)} = ev.source_record and ${visibleTo(actor, 'shown')}`;
  const { rows } = await sql<Omit<EvidenceView, 'snapshotAt'> & { snapshotAt: Date | null }>`
    select ev.id, ev.target, ev.kind, ev.url, ev.file, ev.file_name as "fileName", ev.claim, ev.lang, ev.judged, ev.judged_reason as reason,
      ev.snapshot_at as "snapshotAt", ev.snapshot is not null as snapshot, ev.snapshot_error as "snapshotError", ev.source_record as record,
      coalesce(ev.given_by = ${actor.id}, false) as mine, (select r.kind from record r where r.id = ev.source_record) as "recordKind",
      (select x.number from ${shown('obligation', 'id')}) as "recordNumber", (select x.slug from ${shown('text', 'id')}) as "recordSlug",
      (select min(x.path) from ${shown('address', 'record')} and x.current) as "recordPath"
    from evidence ev join record on record.id = ev.id
    where ${'provision' in proved ? sql`ev.provision = ${proved.provision}` : sql`ev.target = any(${[...proved.targets]}::uuid[]) and ev.provision is null`}
      and record.withdrawn_at is null and ${visibleTo(actor)} order by ev.id`.execute(db as never);
  return rows.map((row) => ({ ...row, snapshotAt: row.snapshotAt?.toISOString() ?? null }));
}
