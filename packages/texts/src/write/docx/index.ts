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
export { toDocx } from './package.ts';
export { type Remark, textToDocx, textToWord, type WordOptions } from './from-text.ts';
