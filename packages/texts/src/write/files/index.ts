export { outlineToDocx } from './from-outline.ts';
export { type SourceOptions, sourceToDocx, sourceToWord } from './from-source.ts';
