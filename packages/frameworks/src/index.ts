/** Frameworks that paragraphs name: codes and labels. Pure data; the full registry with its releases comes later. */
export { ACTION_LINES } from './action-lines.ts';
export { AGENDAS } from './agendas.ts';
export type { Concept, Labels, Language } from './concept.ts';
import { ACTION_LINES } from './action-lines.ts';
import { AGENDAS } from './agendas.ts';
import type { Concept } from './concept.ts';

/** Every concept, parents before their children. */
export const CONCEPTS: readonly Concept[] = [...ACTION_LINES, ...AGENDAS];
