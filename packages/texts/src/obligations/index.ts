export { suggestObligations, type SuggestOptions } from './suggest.ts';
export { bodyCode } from './bodies.ts';
