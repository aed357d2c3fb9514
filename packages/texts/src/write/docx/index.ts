export type { WordBlock, WordCell, WordComment, WordDocument, WordNote, WordRun, WordTable } from './model.ts';
export { toDocx } from './package.ts';
export { textToDocx, textToWord, type WordOptions } from './from-text.ts';
