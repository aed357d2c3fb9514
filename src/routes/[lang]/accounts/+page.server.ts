import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const after = url.searchParams.get('after') ?? undefined;
  const [page, roles] = await Promise.all([ask(queries.people, ctx, { after }), ask(queries.roles, ctx, {})]);
  return { ...page, roles: roles.map((role) => role.name) };
};

export const actions: Actions = {
  second: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.takeSecondFactor, contextOf(locals), fields);
      return { done: true };
    }),
  invite: async ({ request, locals, url, params }) => {
    const form = await request.formData();
    return act(form, async ({ role, ...fields }) => {
      const { token } = await execute(commands.invitePerson, contextOf(locals), {
        ...fields,
        roles: role ? [role].flat() : [],
      });
      return { link: `${url.origin}/${params.lang}/welcome/${token}`, days: 14 };
    });
  },
  link: async ({ request, locals, url, params }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      const { token } = await execute(commands.makeResetLink, contextOf(locals), fields);
      return { link: `${url.origin}/${params.lang}/welcome/${token}`, days: 1 };
    });
  },
  suspend: async ({ request, locals }) => {
    const form = await request.formData();
    return act(form, async ({ person, suspended }) => {
      await execute(commands.suspendPerson, contextOf(locals), { person, suspended: suspended === 'true' });
      return { done: true };
    });
  },
  grant: async ({ request, locals }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await execute(commands.grantRole, contextOf(locals), fields);
      return { done: true };
    });
  },
  end: async ({ request, locals }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await execute(commands.endGrant, contextOf(locals), fields);
      return { done: true };
    });
  },
};
