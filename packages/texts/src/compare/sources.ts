import type { Source } from '../model/text.ts';
import { plainText } from '../structure/plain.ts';
import { compare } from './compare.ts';
import type { CompareOptions, Comparison } from './model.ts';

/**
 * What changed from one file to another, paragraph by paragraph, whatever the files are: nothing is understood of them but
 * paragraphs, tables and notes (see `plainText`). For texts that the engine structures, `compareOutlines` tells more. Pure.
 */
export function compareSources(old: Source, next: Source, options: CompareOptions = {}): Comparison {
  const after = plainText(next);
  return compare(plainText(old, { language: after.language }), after, options);
}
