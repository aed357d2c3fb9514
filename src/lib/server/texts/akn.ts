import type { Group, Item } from '@suivi/texts';
import { writeAkn } from '@suivi/texts/akn';
import type { Read } from '../platform/db.ts';
import { outlineOf, type VersionView } from './queries.ts';

/** What the identifiers of a text are made of besides its own words. */
export interface Named {
  slug: string;
  number: string | null;
  version: Pick<VersionView, 'adoptedOn'>;
  versions: readonly Pick<VersionView, 'seq' | 'adoptedOn'>[];
}

/**
 * An edition as Akoma Ntoso. Each paragraph carries its permanent identity as `wId`: the same in every language and version.
 * In: the edition's id, the names and dates of its text, the day of writing (ISO 8601). Errors: NotFound.
 */
export async function aknOf(db: Read, edition: string, named: Named, written: string): Promise<string> {
  const text = await outlineOf(db, edition);
  const rows = await db.selectFrom('node').select(['eid', 'provision']).where('edition', '=', edition).execute();
  const known = new Map(rows.flatMap(({ eid, provision }) => (provision === null ? [] : [[eid, provision]])));
  const identified = <T extends Group | Item>(one: T): T => {
    const wId = known.get(one.eId);
    return { ...one, ...(wId === undefined ? {} : { wId }), items: one.items.map(identified) };
  };
  const group = (one: Group): Group => ({ ...identified(one), groups: one.groups.map(group) });
  // The work is as old as its first version on record, in whatever version it is read.
  const [first] = named.versions.filter((one) => one.adoptedOn !== null).sort((a, b) => a.seq - b.seq);
  const { adoptedOn } = named.version;
  return writeAkn(
    { ...text, groups: text.groups.map(group) },
    {
      written,
      ...(named.number === null ? { name: named.slug } : {}),
      ...(first?.adoptedOn ? { date: first.adoptedOn } : {}),
      ...(adoptedOn === null ? {} : { versionDate: adoptedOn }),
    },
  );
}
