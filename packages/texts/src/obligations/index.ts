export type { SuggestOptions } from './emit.ts';
export { suggestObligations } from './suggest.ts';
export { bodyCode } from './bodies.ts';
