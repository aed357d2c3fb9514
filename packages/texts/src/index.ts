export * from './model/text.ts';
export * from './model/obligation.ts';
export * from './amend/index.ts';
export * from './amend/lines/index.ts';
export * from './amend/marks/index.ts';
export { findWords, typedRuns, type WordsFound } from './typed/index.ts';
export { outline, readSource, type OutlineOptions } from './outline.ts';
export { structure, type StructureOptions } from './structure/index.ts';
export { plainText } from './structure/plain.ts';
export { itemsIn } from './structure/items.ts';
export { operativeOf, type Operative } from './structure/operative.ts';
export { rebuildLine } from './structure/trace.ts';
export { readTxt } from './read/txt/index.ts';
export { readDocx, acceptedText, rejectedText } from './read/docx/index.ts';
export { readMedia } from './read/media/index.ts';
export { readXml } from './read/xml/index.ts';
export { checkAkn, irisOf, readAkn, writeAkn, type AknOptions, type AknReadOptions } from './akn/index.ts';
export { ReadError } from './read/errors.ts';
export { sniff } from './read/sniff.ts';
export { publicCopy } from './scrub/index.ts';
export { acceptChanges, rejectChanges, type Revised, type ReviseOptions } from './revise/index.ts';
export { viewOf, type View } from './revise/view.ts';
export { PROFILES, VOCABULARIES, type Profile } from './profiles/index.ts';
export { findReferences } from './references/index.ts';
export { suggestObligations, type SuggestOptions } from './obligations/index.ts';
export * from './exchange/index.ts';
export { labelOf } from './write/lines.ts';
export { toHtml, toMarkdown, toPlainText, type HtmlOptions, type MarkdownOptions } from './write/index.ts';
export { check, RULES, type CheckOptions, type Finding, type Rule, type RuleCode } from './check/index.ts';
export {
  textToDocx,
  textToWord,
  toDocx,
  type Remark,
  type WordBlock,
  type WordDocument,
  type WordProperties,
  type WordRun,
} from './write/docx/index.ts';
export { outlineToDocx, sourceToDocx, sourceToWord, type SourceOptions } from './write/files/index.ts';
export { tokensOf, wordCount, type Token, type TokenKind } from './words/tokens.ts';
export { diffTokens, diffWords, type Piece } from './words/diff.ts';
export { acceptText, hasChanges, rejectText } from './settle/index.ts';
export {
  compare,
  compareOutlines,
  redline,
  type Change,
  type CompareOptions,
  type Comparison,
  type Place,
  type Reset,
} from './compare/index.ts';
export { signedBy } from './compare/signed.ts';
export { compareSources } from './compare/sources.ts';
export { pairParagraphs } from './compare/pairs.ts';
export { summarise } from './compare/summary.ts';
export { factsOf, type Fact } from './words/facts.ts';
export { REDLINE_STYLE, redlinePage, redlineToHtml } from './compare/html.ts';
export { alignLanguages, type Misalignment } from './compare/languages.ts';
export { restoreMarks, type Neighbour } from './compare/restore.ts';
export { arrivedRuns, movesIn, type Movable } from './compare/moves.ts';
export { ownChanges, restoreOutlines } from './compare/own-marks.ts';
