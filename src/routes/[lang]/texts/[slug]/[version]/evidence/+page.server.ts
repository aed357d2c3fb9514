import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { proving } from '#lib/server/proving.ts';
import { queries } from '#lib/server/register/index.ts';

/** A paragraph of a report and what stands as evidence for it: `?at=sec_2__para_3&in=fr`. */
export const load: PageServerLoad = ({ locals, params, url }) =>
  ask(queries.line, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    at: url.searchParams.get('at') ?? '',
    in: url.searchParams.get('in') ?? undefined,
  });

export const actions: Actions = proving;
