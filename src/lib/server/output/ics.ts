import type { Language } from '@suivi/texts';
import type { Entry } from '../planning/index.ts';
import type { DatedOccurrence } from '../register/index.ts';

/** Text as RFC 5545 wants it (3.3.11). */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** A content line cut at 75 octets, never within a character (RFC 5545, 3.1). */
export function folded(line: string): string {
  const out: string[] = [];
  let current = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > 75) {
      out.push(current);
      current = ' ';
      octets = 1;
    }
    current += sign;
    octets += size;
  }
  out.push(current);
  return out.join('\r\n');
}

const basic = (day: string): string => day.replaceAll('-', '');
const stamp = (at: Date): string => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** What a calendar shows: a dated instance, or a line of a person's own work. */
export interface Appointment extends Pick<DatedOccurrence, 'id' | 'late' | 'due' | 'action' | 'addressee' | 'state'> {
  /** Where it is read, below the language. */
  path: string;
  updatedAt?: Date;
}

/** A dated instance as a calendar shows it. */
export const appointment = (one: DatedOccurrence): Appointment => ({
  ...one,
  path: `register/${one.number}#o-${encodeURIComponent(one.key)}`,
});

/**
 * A line of a year as a person's own calendar shows it. Its id stays when a session moves.
 * @param step the name of a step on the way, in the reader's language
 */
export function ownAppointment(one: Entry, lang: Language, step: string | null): Appointment {
  const title = one.kind === 'session' ? [one.bodyName ?? one.body, one.code].filter(Boolean).join(' ') : null;
  return {
    id:
      one.kind === 'session'
        ? `session-${one.body}-${one.code}`
        : [one.number, one.key, one.step].filter(Boolean).join('-'),
    late: one.late,
    due: one.due,
    state: one.state,
    addressee: step ?? one.addressee,
    action: title === null ? one.action : { value: title, lang, state: 'official' },
    path: title === null ? `register/${one.number}#o-${encodeURIComponent(one.key ?? '')}` : `bodies/${one.body}`,
  };
}

/**
 * A calendar of what is due (RFC 5545): one all-day event for each line, on the whole span that the text gives, so
 * that a month or a year is not made a day. The UID of an event stays when its session moves.
 * @param origin where links lead, @param name of the calendar, @param now the moment of writing
 */
export function asCalendar(
  entries: readonly Appointment[],
  { origin, lang, name, now, late }: { origin: string; lang: string; name: string; now: Date; late: string },
): string {
  const host = new URL(origin).host;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Suivi//Register//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
  ];
  for (const one of entries) {
    const words = one.action?.value ?? '';
    lines.push(
      'BEGIN:VEVENT',
      `UID:${one.id}@${host}`,
      `DTSTAMP:${stamp(now)}`,
      ...(one.updatedAt ? [`LAST-MODIFIED:${stamp(one.updatedAt)}`] : []),
      `DTSTART;VALUE=DATE:${basic(one.due.from)}`,
      `DTEND;VALUE=DATE:${basic(dayAfter(one.due.to))}`,
      `SUMMARY;LANGUAGE=${one.action?.lang ?? lang}:${escaped(
        [one.late ? `[${late}]` : '', one.addressee ? `${one.addressee}:` : '', words].filter(Boolean).join(' '),
      )}`,
      `URL:${origin}/${lang}/${one.path}`,
      `CATEGORIES:${escaped(one.state)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    );
  }
  lines.push('END:VCALENDAR');
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
