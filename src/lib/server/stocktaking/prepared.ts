import type { Language } from '@suivi/texts';
import { isMessageKey, translator } from '#lib/i18n/index.ts';

/**
 * Reasons that moderators give again and again, ready in six languages (`moderation.reason.*`): a submitter reads them in
 * the language of the submission, whoever decided, and the public log tells them by name.
 */
export const PREPARED = {
  return: ['unclear', 'results', 'codes', 'sources', 'personal-data', 'picture-words', 'rights'],
  decline: ['unrelated', 'duplicate', 'advertising', 'not-theirs', 'unlawful', 'test'],
} as const;
export const REASONS = [...PREPARED.return, ...PREPARED.decline] as const;
export type Reason = (typeof REASONS)[number];

/** The words of a decision: the prepared ones in this language, then what the moderator wrote; null where neither is there. */
export function reasonWords(lang: string, prepared: readonly Reason[], free: string | undefined): string | null {
  const t = translator(lang as Language);
  const words = prepared.map((code) => {
    const key = `moderation.reason.${code}`;
    return isMessageKey(key) ? t(key) : code;
  });
  const all = [...words, ...(free === undefined ? [] : [free])].join('\n');
  return all === '' ? null : all;
}
