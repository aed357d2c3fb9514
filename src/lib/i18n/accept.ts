import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';

const isLanguage = (value: string): value is Language => LANGUAGES.some((lang) => lang === value);

/**
 * The interface language that an Accept-Language header wants most (RFC 9110, 12.5.4): weights count, a regional tag
 * ("fr-CH") stands for its language, a weight of 0 rules one out. English when none fits.
 */
export function acceptedLanguage(header: string | null): Language {
  const wishes = (header ?? '').split(',').map((part, order) => {
    const [tag = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2);
    const q = weight === undefined ? 1 : Number(weight);
    return { lang: tag.split('-')[0] ?? '', q: Number.isFinite(q) ? q : 0, order };
  });
  wishes.sort((a, b) => b.q - a.q || a.order - b.order);
  for (const { lang, q } of wishes) if (q > 0 && isLanguage(lang)) return lang;
  return 'en';
}
