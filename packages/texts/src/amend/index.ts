export type {
  Act,
  Amendment,
  AmendmentOp,
  AmendmentStatus,
  AmendNote,
  Attribution,
  Bracket,
  Choice,
  ChoiceReason,
  Compilation,
  CompiledPlace,
  CompiledRow,
  CompileOptions,
  DatedText,
  Decided,
  Decision,
  Descent,
  LabelConvention,
  NewParagraph,
  OpState,
  Option,
  Segment,
} from './model.ts';
export { ACTS, AMENDMENT_STATUSES } from './model.ts';
export { BRACKET_WORDS, namesOf } from './attribution.ts';
export { amend, AmendError, type AmendOptions } from './apply.ts';
export { compile } from './compile.ts';
export { isOpenOp } from './gather.ts';
export { changesOf, decide, type DecideOptions, type WordChange } from './decide.ts';
export { rebase } from './rebase.ts';
export { proposedWords, rowWords } from './rows.ts';
export { settle, ORIGINAL, UNCONTESTED, type Pick } from './settle.ts';
export { LABEL_CONVENTIONS } from './labels.ts';
export {
  bracketFaults,
  bracketsOf,
  chooseOption,
  liftBracket,
  openBracket,
  strikeBracket,
  type BracketOptions,
  type BracketStep,
} from './brackets.ts';
export { consolidate, type ConsolidateOptions } from './consolidate.ts';
export { atDate, descentOf, historyOf, type Stage } from './descent.ts';
