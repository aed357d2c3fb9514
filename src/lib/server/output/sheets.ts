import type { Language } from '@suivi/texts';
import {
  formatDate,
  formatFuzzyDate,
  isMessageKey,
  LANGUAGE_NAMES,
  listOf,
  messageOf,
  translator,
  type Precision,
  type Translate,
} from '#lib/i18n/index.ts';
import type { Entry } from '../planning/index.ts';
import type { ObligationRow } from '../register/index.ts';
import type { Cell, Sheet, SheetTable } from './sheet.ts';

/** For whom a sheet is made, and when: its words, its dates and the addresses it leads to. */
export interface Reader {
  lang: Language;
  now: Date;
  /** "https://suivi.example.org", without a slash at the end. */
  origin: string;
}
type Due = { from: string; to: string; precision: string } | null;
type Words = { value: string; lang: string; state: string } | null;

const names = (row: ObligationRow, role: string, lang: Language): string =>
  listOf(
    row.parties.filter((one) => one.role === role).map((one) => one.name?.value ?? one.words),
    lang,
  );

const dated = (due: NonNullable<Due>, lang: Language): string =>
  formatFuzzyDate({ from: due.from, to: due.to, precision: due.precision as Precision }, lang);

function whenOf(row: ObligationRow, lang: Language, t: Translate): string {
  if (row.next?.due) return dated(row.next.due, lang);
  return row.next?.words || messageOf(t, 'register.timing', row.timing.kind, 'register.timing.none');
}

function stateOf(row: ObligationRow, t: Translate): string {
  if (row.life !== 'active') return messageOf(t, 'register.life', row.life, 'register.life.active');
  if (row.next?.late) return t('register.late');
  return row.next
    ? messageOf(t, 'register.state', row.next.state, 'register.state.planned')
    : t('register.life.active');
}

/** Words of a record: where there are none in the reader's language, those of another, which is named. */
function wordsOf(words: Words, lang: Language, t: Translate): Cell {
  if (words === null) return { text: '' };
  const notes = [
    ...(words.lang === lang ? [] : [LANGUAGE_NAMES[words.lang as Language]]),
    ...(words.state === 'machine' ? [t('texts.state.machine')] : []),
    ...(words.state === 'unofficial' ? [t('texts.state.unofficial')] : []),
  ];
  return {
    text: words.value,
    ...(notes.length === 0 ? {} : { note: notes.join(', ') }),
    ...(words.lang === lang ? {} : { lang: words.lang as Language }),
  };
}

function registerTable(
  rows: readonly ObligationRow[],
  { lang, origin }: Reader,
  t: Translate,
  caption: string,
): SheetTable {
  return {
    caption,
    headers: [
      t('output.number'),
      t('register.role.addressee'),
      t('register.action'),
      t('register.role.recipient'),
      t('register.when'),
      t('register.facet.state'),
    ],
    widths: [6, 17, 36, 15, 14, 12],
    rows: rows.map((row) => [
      { text: String(row.number), href: `${origin}/${lang}/register/${row.number}` },
      { text: names(row, 'addressee', lang) },
      wordsOf(row.action, lang, t),
      { text: names(row, 'recipient', lang) },
      { text: whenOf(row, lang, t) },
      { text: stateOf(row, t) },
    ]),
  };
}

const footer = ({ lang, now }: Reader, t: Translate): string => t('output.made', { date: formatDate(now, lang) });

const FACETS = ['q', 'body', 'addressee', 'recipient', 'deliverable', 'force', 'state', 'line', 'year'] as const;

/** The filters in words, as the page shows them: "State: late". */
function filterLines(filters: Record<string, unknown>, rows: readonly ObligationRow[], t: Translate): string[] {
  const named = (facet: string, value: string): string => {
    if (facet === 'state' && value !== 'late' && value !== 'upcoming')
      return messageOf(t, 'register.life', value, 'register.life.active');
    const key = `register.${facet}.${value}`;
    if (isMessageKey(key)) return t(key);
    const party = rows.flatMap((row) => row.parties).find((one) => one.code === value);
    return party?.name?.value ?? value;
  };
  const chosen = FACETS.filter((facet) => filters[facet] !== undefined && filters[facet] !== '');
  return chosen.map((facet) => {
    const value = String(filters[facet]);
    const label = facet === 'q' ? t('register.search-label') : t(`register.facet.${facet}`);
    return t('output.filter', { name: label, value: named(facet, value) });
  });
}

/** The register, filtered: number, who, what, for whom, by when, state. */
export function registerSheet(rows: readonly ObligationRow[], filters: Record<string, unknown>, reader: Reader): Sheet {
  const t = translator(reader.lang);
  return {
    title: t('nav.register'),
    lang: reader.lang,
    lines: [...filterLines(filters, rows, t), t('register.count', { n: rows.length })],
    sections: [{ heading: null, empty: t('register.empty'), table: registerTable(rows, reader, t, t('nav.register')) }],
    footer: footer(reader, t),
  };
}

/** What is asked of one addressee, the nearest date first. */
export function addresseeSheet(who: string, rows: readonly ObligationRow[], reader: Reader): Sheet {
  const t = translator(reader.lang);
  const title = t('register.asked-of', { who });
  return {
    title,
    lang: reader.lang,
    lines: [t('register.count', { n: rows.length })],
    sections: [{ heading: null, empty: t('bodies.nothing'), table: registerTable(rows, reader, t, title) }],
    footer: footer(reader, t),
  };
}

/** The calendar of a year: the sessions of bodies, what is due, and the steps before it. */
export function calendarSheet(year: { year: number; entries: readonly Entry[] }, reader: Reader): Sheet {
  const t = translator(reader.lang);
  const { lang, origin } = reader;
  const sessions = year.entries.filter((one) => one.kind === 'session');
  const due = year.entries.filter((one) => one.kind !== 'session');
  return {
    title: `${t('nav.calendar')} ${year.year}`,
    lang,
    lines: [],
    sections: [
      {
        heading: t('calendar.sessions'),
        empty: t('calendar.no-sessions'),
        table: {
          caption: t('calendar.sessions'),
          headers: [t('register.facet.body'), t('output.session'), t('register.when'), t('register.facet.state')],
          widths: [40, 20, 25, 15],
          rows: sessions.map((one) => [
            { text: one.bodyName ?? one.body ?? '' },
            { text: one.code ?? '' },
            { text: dated({ ...one.due, precision: one.precision }, lang) },
            { text: messageOf(t, 'bodies.status', one.state, 'bodies.status.planned') },
          ]),
        },
      },
      {
        heading: t('calendar.due'),
        empty: t('home.nothing-next'),
        table: {
          caption: t('calendar.due'),
          headers: [
            t('register.when'),
            t('output.number'),
            t('register.role.addressee'),
            t('register.action'),
            t('register.role.recipient'),
            t('register.facet.state'),
          ],
          widths: [14, 6, 17, 36, 15, 12],
          rows: due.map((one) => [
            { text: dated({ ...one.due, precision: one.precision }, lang) },
            {
              text: String(one.number ?? ''),
              href: `${origin}/${lang}/register/${one.number ?? ''}#o-${one.key ?? ''}`,
            },
            { text: one.addressee ?? '' },
            wordsOf(one.action, lang, t),
            { text: one.recipient ?? '' },
            {
              text: [
                one.step ? messageOf(t, 'planning.step', one.step, 'planning.step.document') : null,
                one.late ? t('register.late') : messageOf(t, 'register.state', one.state, 'register.state.planned'),
              ]
                .filter((words) => words !== null)
                .join(' · '),
            },
          ]),
        },
      },
    ],
    footer: footer(reader, t),
  };
}
