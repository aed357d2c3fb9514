export type {
  WordBlock,
  WordCell,
  WordComment,
  WordDocument,
  WordNote,
  WordProperties,
  WordRun,
  WordTable,
} from './model.ts';
export { type SourceOptions, sourceToDocx, sourceToWord } from './from-source.ts';
export { toDocx } from './package.ts';
export { type Remark, textToDocx, textToWord, type WordOptions } from './from-text.ts';
export { outlineToDocx } from './from-outline.ts';
