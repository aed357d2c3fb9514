export { ALL_FEATURES, LANGUAGES, NORMALISER_VERSION, type Features, type Language } from './features.ts';
export { tokens, LONGEST_WORD, type Token } from './words.ts';
export { indexed, type Field, type Indexed, type Weight } from './vector.ts';
export {
  readQuery,
  tsquery,
  LONGEST_QUERY,
  MOST_WORDS,
  type Clause,
  type QueryOptions,
  type SearchQuery,
  type Wanted,
} from './query.ts';
export { alike, likelyLanguage, normaliseName, trigrams } from './names.ts';
export { editDistance, mistakesIn } from './distance.ts';
export { isStopWord } from './stop-words.ts';
