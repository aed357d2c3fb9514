import type { PageServerLoad } from './$types';
import { NotFound } from '#lib/server/platform/errors.ts';

/** An address that leads nowhere is told so in the reader's language, with the ways that there are. */
export const load: PageServerLoad = ({ params }) => {
  throw new NotFound(params.rest);
};
