import type { PageServerLoad } from './$types';
import { EXAMPLES } from '#lib/ui/parts/examples.ts';

/** Every part of the interface in its named examples. */
export const load: PageServerLoad = () => ({ names: EXAMPLES.map((one) => one.name) });
