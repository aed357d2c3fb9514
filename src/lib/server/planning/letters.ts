import type { Language } from '@suivi/texts';
import { formatFuzzyDate, messageOf, translator } from '#lib/i18n/index.ts';
import { publicAddress } from '../platform/config.ts';

/** A letter's words. */
export interface Words {
  subject: string;
  body: string;
}

/** The foot of every letter: why it came, and where that is changed. */
const foot = (lang: Language): string =>
  ['', '-- ', translator(lang)('mail.foot'), `${publicAddress()}/${lang}/account/reminders`].join('\n');

/** What a notice says by mail. */
export function noticeLetter(lang: Language, kind: string, detail: Record<string, string | number>): Words {
  const t = translator(lang);
  const said = noticeWords(lang, kind, detail);
  return {
    subject: messageOf(t, 'planning.notice-subject', kind, 'planning.notice-subject.assigned'),
    body: [said, '', `${publicAddress()}/${lang}/desk`, foot(lang)].join('\n'),
  };
}

/** A notice in words, for the desk and for mail. */
export function noticeWords(lang: Language, kind: string, detail: Record<string, string | number>): string {
  const t = translator(lang);
  if (kind === 'session-moved')
    return t('planning.notice.session-moved', {
      session: `${detail['body'] ?? ''} ${detail['code'] ?? ''}`.trim(),
      from: day(String(detail['from'] ?? ''), lang),
      to: day(String(detail['to'] ?? ''), lang),
      n: Number(detail['count'] ?? 0),
    });
  if (kind === 'handed-over') return t('planning.notice.handed-over', { n: Number(detail['count'] ?? 0) });
  return t('planning.notice.assigned', { number: Number(detail['number'] ?? 0) });
}

const day = (iso: string, lang: Language): string =>
  iso ? formatFuzzyDate({ from: iso, to: iso, precision: 'day' }, lang) : '–';

/** One thing a reminder names. */
export interface Due {
  number: number;
  key: string;
  /** A step before a session; null for what is due itself. */
  step: string | null;
  due: { from: string; to: string };
  precision: string;
  late: boolean;
  action: string;
}

/** A reminder: everything that a person is to be told today, late things first. */
export function reminderLetter(lang: Language, due: readonly Due[]): Words {
  const t = translator(lang);
  const lines = due.map((one) => {
    const when = formatFuzzyDate({ ...one.due, precision: one.precision as 'day' }, lang);
    const what = one.step ? messageOf(t, 'planning.step', one.step, 'planning.step.document') : null;
    return [
      `${one.late ? t('register.late').toLocaleUpperCase(lang) + ' · ' : ''}${when}${what ? ` · ${what}` : ''}`,
      `  ${t('register.obligation', { number: one.number })}: ${one.action}`,
      `  ${publicAddress()}/${lang}/register/${one.number}#o-${encodeURIComponent(one.key)}`,
    ].join('\n');
  });
  return {
    subject: t('mail.reminder.subject', { n: due.length }),
    body: [t('mail.reminder.lead', { n: due.length }), '', lines.join('\n\n'), foot(lang)].join('\n'),
  };
}
