/**
 * Frameworks that paragraphs and initiatives name: codes and names in six languages, who facilitates them, and how they
 * correspond. Pure data: what an installation starts with. A name is official only where it says where it was read.
 */
export { ACTION_LINES } from './action-lines.ts';
export { AGENDAS } from './agendas.ts';
export { FACILITATORS } from './facilitators.ts';
export { MATRIX } from './matrix.ts';
export { PLACES, type Place } from './places.ts';
export { RELEASES } from './releases.ts';
export { TILES } from './tiles.ts';
export type {
  Concept,
  Correspondence,
  CorrespondenceSet,
  Facilitation,
  Labels,
  Language,
  Release,
  Standing,
} from './concept.ts';
import type { Concept } from './concept.ts';
import { RELEASES } from './releases.ts';

/** Every concept, parents before their children. */
export const CONCEPTS: readonly Concept[] = RELEASES.flatMap((one) => one.concepts);
