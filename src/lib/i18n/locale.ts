import type { Language } from '@suivi/texts';

/** The languages in the order of the language switch, each named in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ar: 'العربية',
  zh: '中文',
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  es: 'Español',
};

// English dates in the order of United Nations documents (day first); Arabic with the digits that ITU prints.
const LOCALES: Readonly<Record<Language, string>> = {
  ar: 'ar-u-nu-latn',
  en: 'en-GB',
  es: 'es',
  fr: 'fr',
  ru: 'ru',
  zh: 'zh-Hans',
};

/** The BCP 47 tag handed to Intl for an interface language. */
export const locale = (lang: Language): string => LOCALES[lang];

/** Writing direction, for `dir`. */
export const direction = (lang: Language): 'ltr' | 'rtl' => (lang === 'ar' ? 'rtl' : 'ltr');

/** A language's name for readers of another: "French", "français". */
export const languageIn = (named: Language, lang: Language): string =>
  new Intl.DisplayNames([LOCALES[lang]], { type: 'language' }).of(named) ?? LANGUAGE_NAMES[named];

/** What stands between two sentences, or a sentence and a link: Chinese full stops bring their own room. */
export const betweenSentences = (lang: Language): '' | ' ' => (lang === 'zh' ? '' : ' ');
