import type { Finding, Language, Outline } from '@suivi/texts';
import { RULES } from '@suivi/texts/check';
import { outlineToDocx } from '@suivi/texts/write/files';
import { messageOf, translator } from '#lib/i18n/index.ts';

const UNCONFIRMED = new Set(RULES.filter((rule) => !rule.confirmed).map((rule) => rule.code));

/** A draft as a Word file, with what a drafter should look at as comments at their places, in the reader's language. */
export function checkedDraft(outline: Outline, findings: readonly Finding[], lang: Language, now: Date): Uint8Array {
  const t = translator(lang);
  const words = (one: Finding): string =>
    [
      messageOf(t, 'check.rule', one.rule, 'check.whole', one.values),
      t(one.level === 'error' ? 'check.level.error' : 'check.level.advice'),
      ...(UNCONFIRMED.has(one.rule) ? [t('check.unconfirmed')] : []),
    ].join(' · ');
  return outlineToDocx(outline, (at) =>
    findings
      .filter((one) => one.text === at)
      .map((one) => ({ eId: one.eId, words: words(one), author: 'Suivi', date: now.toISOString() })),
  );
}
