/** Languages whose endings and stop words are known. Text in any other is cut into words and folded all the same. */
export const LANGUAGES = ['en', 'fr', 'es', 'ru', 'zh', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the normaliser does beyond lower case; each can be left out, to measure what it is worth. */
export interface Features {
  /** Marks off Latin and Greek letters, ё as е. */
  marks: boolean;
  /** Arabic letters with one form each: hamza, alef maqsura, ta marbuta; no tatweel, no vowel signs. */
  arabicLetters: boolean;
  /** The Arabic article with what is written onto it, and single prefixes, off. */
  arabicPrefixes: boolean;
  /** Endings off: plurals, genders, cases. */
  stems: boolean;
  /** Plurals no ending tells: children, дети, مدارس. */
  irregulars: boolean;
  /** Words that every text has are left out. */
  stopWords: boolean;
  /** Words written in capitals stay as they are; "Wi-Fi" is "wifi" too, "U.N." is "un". */
  acronyms: boolean;
  /** Chinese cut into words. */
  hanWords: boolean;
  /** Each two neighbouring Chinese signs. */
  hanPairs: boolean;
  /** Digits of all scripts alike, thousands without their separators. */
  numbers: boolean;
}

export const ALL_FEATURES: Readonly<Features> = {
  marks: true,
  arabicLetters: true,
  arabicPrefixes: true,
  stems: true,
  irregulars: true,
  stopWords: true,
  acronyms: true,
  hanWords: true,
  hanPairs: true,
  numbers: true,
};

/** Raised when terms of the same text come out differently: what is stored must then be written anew. */
export const NORMALISER_VERSION = 2;
