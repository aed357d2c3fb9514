import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/texts/index.ts';
import { leadOn } from '#lib/server/web.ts';

/**
 * The address of a text leads to the version in force, or to the newest that the reader may see; with `?at=2024-06-01`, to
 * the one in force on that day.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const at = url.searchParams.get('at') ?? undefined;
  const { version } = await leadOn(
    () => ask(queries.reading, contextOf(locals), { slug: params.slug, at }),
    (to) => `/${params.lang}/${to}${url.search}`,
  );
  redirect(302, `/${params.lang}/texts/${params.slug}/${version.label}${url.search}`);
};
