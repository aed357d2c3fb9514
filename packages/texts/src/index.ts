/**
 * Word in, Word out, and what changed between: what the package is loaded for by its name alone. Each further part is an entry of
 * its own (`@suivi/texts/amend`, `@suivi/texts/akn`, …), so that a page or a command loads what it uses; their types stand here
 * too, since types weigh nothing.
 */
export { LANGUAGES } from './model/text.ts';
export { readDocx } from './read/docx/index.ts';
export { ReadError } from './read/errors.ts';
export { textToDocx, textToWord, toDocx } from './write/docx/index.ts';
export { compare, compareOutlines, redline } from './compare/compare.ts';

export type * from './model/index.ts';
export type * from './akn/index.ts';
export type * from './amend/index.ts';
export type * from './amend/lines/index.ts';
export type * from './amend/marks/index.ts';
export type * from './check/index.ts';
export type * from './compare/index.ts';
export type * from './exchange/index.ts';
export type * from './obligations/index.ts';
export type * from './outline/index.ts';
export type * from './profiles/index.ts';
export type * from './read/docx/index.ts';
export type * from './revise/index.ts';
export type * from './structure/index.ts';
export type * from './typed/index.ts';
export type * from './words/index.ts';
export type * from './write/index.ts';
export type * from './write/docx/index.ts';
export type * from './write/files/index.ts';
