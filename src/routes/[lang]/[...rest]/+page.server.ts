import { error } from '@sveltejs/kit';

/** An address that leads nowhere is told so in the reader's language, with the ways that there are. */
export const load = (): never => error(404);
