import type { PageServerLoad } from './$types';
import { queries } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { byRoom, permissionMatrix } from '#lib/server/platform/matrix.ts';
import { ask } from '#lib/server/platform/query.ts';
import * as registry from '#lib/server/registry.ts';

/** Who may do what, derived from the policies. */
export const load: PageServerLoad = async ({ locals }) => {
  const roles = await ask(queries.roles, contextOf(locals), {});
  const rows = permissionMatrix(registry.commands, registry.queries, roles);
  return {
    roles: roles.map((role) => role.name),
    rooms: byRoom(rows, [...registry.commands, ...registry.queries]),
  };
};
