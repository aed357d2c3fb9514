import type { PageServerLoad } from './$types';
import { NotFound } from '#lib/server/platform/errors.ts';
import { EXAMPLES } from '#lib/ui/parts/examples.ts';

export const load: PageServerLoad = ({ params }) => {
  const example = EXAMPLES.find((one) => one.name === params.name);
  if (!example) throw new NotFound(params.name);
  return { example };
};
