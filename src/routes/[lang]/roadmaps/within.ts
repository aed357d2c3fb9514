import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';

/** Language in which words are edited: the one that the address asks for, else the one that was written first. */
export function within(url: URL, wordings: readonly { lang: Language; state: string }[], readers: Language): Language {
  const asked = LANGUAGES.find((lang) => lang === url.searchParams.get('in'));
  return asked ?? wordings.find((one) => one.state === 'authentic')?.lang ?? readers;
}
