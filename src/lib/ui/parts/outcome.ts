import type { CompiledRow, Language } from '@suivi/texts';
import { messageOf, namesOf, type Translate } from '#lib/i18n/index.ts';

/** What became of one change of an amendment in the compilation, in words: of one that is settled, how. */
export function outcomeOf(
  t: Translate,
  { outcome, status, state }: Pick<CompiledRow, 'outcome' | 'status' | 'state'>,
): string {
  if (outcome !== 'settled') return messageOf(t, 'amendments.outcome', outcome, 'amendments.outcome.alone');
  const settled = status === 'proposed' && state === 'met' ? 'in-text' : status;
  return messageOf(t, 'amendments.state', settled, 'amendments.outcome.settled');
}

/** The comment of a compilation in Word on one change: which amendment it is, what became of it, who supports it, and why. */
export function remarkOf(t: Translate, row: CompiledRow, lang: Language) {
  const head = [t('amendments.of', { number: row.amendment }), row.act, outcomeOf(t, row)];
  const lines = [
    [...head, ...(row.late ? [t('amendments.late')] : [])].join(' · '),
    ...(row.supporters.length > 0 ? [t('amendments.supported-by', { names: namesOf(row.supporters, lang) })] : []),
    ...(row.reasons === null ? [] : [row.reasons]),
  ];
  return { eId: row.eId, words: lines.join('\n'), author: row.by, date: row.at };
}
