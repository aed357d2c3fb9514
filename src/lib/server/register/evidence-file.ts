import type { Actor } from '../platform/actor.ts';
import type { Read } from '../platform/db.ts';
import { NotFound } from '../platform/errors.ts';
import { visibleTo } from '../platform/visibility.ts';
import { provedSeen } from './provable.ts';

/**
 * The file of a piece of evidence, or with `snapshot` what its link showed. Seen by who may see the evidence and what it
 * is for. Errors: NotFound.
 */
export async function evidenceFile(
  db: Read,
  actor: Actor,
  id: string,
  snapshot: boolean,
): Promise<{ name: string; type: string; sha256: string }> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new NotFound(id);
  const row = await db
    .selectFrom('evidence as ev')
    .innerJoin('record', 'record.id', 'ev.id')
    .innerJoin('file', (join) => join.onRef('file.sha256', '=', snapshot ? 'ev.snapshot' : 'ev.file'))
    .select(['file.sha256', 'file.type', 'ev.file_name', 'ev.url'])
    .where('ev.id', '=', id)
    .where(visibleTo(actor))
    .where(provedSeen(actor))
    .executeTakeFirst();
  if (!row) throw new NotFound(id);
  const host = row.url ? new URL(row.url).hostname : 'evidence';
  const end = /^text\/html/.test(row.type) ? '.html' : /pdf/.test(row.type) ? '.pdf' : '';
  return { name: row.file_name ?? `${host}-snapshot${end}`, type: row.type, sha256: row.sha256 };
}
