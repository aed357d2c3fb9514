import { covers } from './actor.ts';

interface Named {
  name: string;
  summary: string;
  policy: { needs: string };
  internal?: true;
}

/** One line of the permissions page: who may do a thing, as the policies have it. */
export interface PermissionRow {
  name: string;
  summary: string;
  kind: 'command' | 'query';
  /** `anyone`, `signed-in` or the name of a permission. */
  needs: string;
  /** Roles that carry it, by name; scopes of grants narrow it further. */
  roles: string[];
}

/** Commands and queries × roles, derived from the policies themselves: what the page shows is what `execute` judges. */
export function permissionMatrix(
  commands: readonly Named[],
  queries: readonly Named[],
  roles: readonly { name: string; permissions: readonly string[] }[],
): PermissionRow[] {
  const row =
    (kind: PermissionRow['kind']) =>
    ({ name, summary, policy: { needs } }: Named): PermissionRow => ({
      name,
      summary,
      kind,
      needs,
      roles: roles
        .filter(
          (role) =>
            needs === 'anyone' || needs === 'signed-in' || role.permissions.some((pattern) => covers(pattern, needs)),
        )
        .map((role) => role.name),
    });
  return [
    ...commands.filter((one) => !one.internal).map(row('command')),
    ...queries.filter((one) => !one.internal).map(row('query')),
  ].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Rows of one room, in the order of the matrix. */
export interface PermissionRoom {
  /** First part of the names of its operations. */
  room: string;
  rows: PermissionRow[];
}

/** The matrix cut by rooms, in the order in which they are first met in `order`. */
export function byRoom(rows: readonly PermissionRow[], order: readonly { name: string }[]): PermissionRoom[] {
  const roomOf = ({ name }: { name: string }): string => name.split('.', 1)[0] ?? name;
  return [...Map.groupBy([...order, ...rows], roomOf).keys()]
    .map((room) => ({ room, rows: rows.filter((row) => roomOf(row) === room) }))
    .filter((one) => one.rows.length > 0);
}
