/** Words, dates, numbers and lists in the six languages. */
export { acceptedLanguage } from './accept.ts';
export { told, toldAt } from './engine.ts';
export { betweenSentences, direction, languageIn, locale, LANGUAGE_NAMES } from './locale.ts';
export { MESSAGES, type MessageKey } from './messages.ts';
export { firstWords } from './first-words.ts';
export { operationName, roomName } from './operation.ts';
export { cellAddress, codeInAddress, conceptAddress, labelIn, notationIn, partyIn, saysName } from './notation.ts';
export { placeName } from './place.ts';
export { isMessageKey, messageOf, translator, type MessageValues, type Translate } from './translate.ts';
export {
  formatClock,
  formatDate,
  formatFuzzyDate,
  formatMoment,
  monthName,
  relativeSpan,
  relativeTime,
  spanOf,
  type FuzzySpan,
  type Precision,
} from './dates.ts';
export { collator, formatBytes, formatNumber, listOf, namesOf } from './numbers.ts';
export { noteOf } from './notes.ts';
