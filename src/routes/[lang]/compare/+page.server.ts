import type { PageServerLoad } from './$types';
import { diffWords, LANGUAGES } from '@suivi/texts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { queries } from '#lib/server/texts/index.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const found = await ask(
    queries.compare,
    contextOf(locals),
    fieldsOf([...url.searchParams].filter(([key]) => key === 'left' || key === 'right')),
  );
  const lang = LANGUAGES.find((one) => one === found.left.lang && one === found.right.lang);
  const rows = found.rows.map(({ left, right }) => ({
    left,
    right,
    pieces: lang && left && right && left.hash !== right.hash ? diffWords(left.plain, right.plain, lang) : null,
  }));
  return { ...found, rows };
};
