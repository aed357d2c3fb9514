import type { Language } from '@suivi/texts';
import { IntlMessageFormat } from 'intl-messageformat';
import { locale } from './locale.ts';
import { MESSAGES, type MessageKey } from './messages.ts';

export type MessageValues = Record<string, string | number | Date | boolean | null | undefined>;

/** Says a message in one language. In: its key, and values for its placeholders. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

const SYNTAX = /[{}']/;
const translators = new Map<Language, Translate>();

/**
 * The translator of a language; made once, and each message is parsed once.
 * A key without words yields the key itself (a test sees to it that there is none); a value left out throws.
 */
export function translator(lang: Language): Translate {
  const known = translators.get(lang);
  if (known) return known;
  const words = MESSAGES[lang];
  const parsed = new Map<string, IntlMessageFormat>();
  const translate: Translate = (key, values) => {
    const text = words[key];
    if (text === undefined) return key;
    if (!SYNTAX.test(text)) return text;
    let format = parsed.get(key);
    if (!format) parsed.set(key, (format = new IntlMessageFormat(text, locale(lang), undefined, { ignoreTag: true })));
    return String(format.format(values));
  };
  translators.set(lang, translate);
  return translate;
}

/** Whether a string is a key of a message: for keys put together from a code ("errors." + code). */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(MESSAGES.en, key);

/**
 * The message of a code under a prefix ("errors", "conflict"), or of `fallback` when the code has no words of its own.
 */
export function messageOf(
  t: Translate,
  prefix: string,
  code: string,
  fallback: MessageKey,
  values?: MessageValues,
): string {
  const key = `${prefix}.${code}`;
  return t(isMessageKey(key) ? key : fallback, values);
}
