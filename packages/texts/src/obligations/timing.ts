import type { Timing } from '../model/obligation.ts';
import type { Vocabulary } from './vocabulary/types.ts';
import type { BodyAt } from './bodies.ts';
import { datesAfter } from './dates.ts';
import { ordinalNumber } from './ordinals.ts';
import { matches, pattern, type Range } from './plain.ts';
import * as time from './vocabulary/timing.ts';

export interface TimingAt {
  timing: Timing;
  at: Range | null;
}

export interface TimingContext {
  vocabulary: Vocabulary;
  /** The stretch of one thing asked, and where its action starts. */
  range: Range;
  action: number;
  /** Bodies that receive it, in order; a session without a body is theirs, else that of the body that speaks. */
  recipients: readonly BodyAt[];
  bodies: readonly BodyAt[];
  speaker: string | null;
  /** Body asked: "its session" is its own where nobody receives. */
  asked: string | null;
  /** Whether something is handed over or held in this stretch: only then is a session its due time. */
  concrete: boolean;
}

/** The General Assembly opens its nth regular session in September of 1945 + n (rule 1 of its rules of procedure). */
const assemblyYear = (ordinal: string): string | undefined => {
  const n = ordinalNumber(ordinal);
  return n !== null && n > 30 && n < 150 ? String(1945 + n) : undefined;
};

/** Whether the words just before a place make it background: "adopted at its", "to be held in". */
function isPast(text: string, at: number, from: number, vocabulary: Vocabulary): boolean {
  const before = text.slice(Math.max(from, at - 60), at);
  return pattern(`(?:^|[^\\p{L}])(?:${vocabulary.past})(?: \\p{L}+){0,4}[ ,]*$`, 'iu').test(before);
}

const EN_SESSION = `(?:at|during|to|for|of|in) (?:its|their|the) (?:(?<ord>${time.ORDINAL})|(?<next>next|forthcoming|upcoming|following)|(?<year>20\\d\\d))(?: (?:regular|special|substantive|annual|resumed|ordinary))? (?:sessions?|meetings?)(?: in (?<in>20\\d\\d))?(?:, in (?<in2>20\\d\\d))?`;
const EN_AND = `(?:,? and (?:at |during )?(?:its |the )?(?:(?<ord2>${time.ORDINAL})|(?<year2>20\\d\\d))(?: sessions?)?(?:,? in (?<in3>20\\d\\d))?)?`;
const FR_SESSION = `(?:à|lors de|au cours de|pour|durant) (?:sa|leur|la) (?:(?<ford>${time.ORDINAL})|(?<fnext>prochaine)) (?:session|réunion)(?: de (?<fin>20\\d\\d))?|(?:à|lors de|au cours de|durant) (?:sa|leur|la) (?:session|réunion)(?: ordinaire)? de (?<fyear>20\\d\\d)`;
const ES_SESSION = `en su (?<eord>\\p{L}+ \\p{L}+|\\p{L}+) (?:período|periodo) de sesiones|en su reunión de (?<eyear>20\\d\\d)`;
const SESSION = `(?<![\\p{L}\\d])(?:${EN_SESSION}${EN_AND}|${FR_SESSION}|${ES_SESSION})(?![\\p{L}\\d])`;
const EACH =
  '(?:at|during) (?:each|every)(?: of (?:its|their))?(?: (?:regular|annual|ordinary))? sessions?|à chacune? de (?:ses|leurs) sessions(?: ordinaires| annuelles)?|à chaque session|en cada (?:uno de sus )?períodos? de sesiones|на каждой сессии|每届会议|في كل دورة';

type SessionAt = { session: { body: string; name: string }; date?: string; from: number; to: number };

/** Conferences named with their year as those who receive: "à la Conférence de plénipotentiaires de 2026", "PP-26". */
function namedConference(text: string, body: BodyAt, to: number): SessionAt | null {
  const printed = text.slice(body.from, body.to);
  const short = /-(\d\d)\)?$/.exec(printed);
  if (short !== null)
    return { session: { body: body.code, name: `20${short[1]}` }, date: `20${short[1]}`, from: body.from, to: body.to };
  const after = /^(?: \([A-Z]+\))?(?:,? (?:de|in|of|en) |, | \()(20\d\d)\b/.exec(text.slice(body.to, to));
  const before = /(?:^|[^\d])(20\d\d) (?:session of the )?(?:ITU )?$/.exec(
    text.slice(Math.max(0, body.from - 30), body.from),
  );
  const sessionOf = /session de (20\d\d) (?:de la |du |de l')(?:Conseil |UIT )?$/.exec(
    text.slice(Math.max(0, body.from - 40), body.from),
  );
  if (after !== null)
    return {
      session: { body: body.code, name: after[1] ?? '' },
      date: after[1] ?? '',
      from: body.from,
      to: body.to + after[0].length,
    };
  if (sessionOf !== null)
    return {
      session: { body: body.code, name: sessionOf[1] ?? '' },
      date: sessionOf[1] ?? '',
      from: body.from - sessionOf[0].length,
      to: body.to,
    };
  if (before !== null)
    return {
      session: { body: body.code, name: before[1] ?? '' },
      date: before[1] ?? '',
      from: body.from - before[0].trimStart().length,
      to: body.to,
    };
  const next = /(?:next|forthcoming|prochaine|prochain) $/i.exec(text.slice(Math.max(0, body.from - 14), body.from));
  if (next !== null && ['pp', 'wtdc', 'wtsa', 'wrc', 'ra'].includes(body.code))
    return { session: { body: body.code, name: 'next' }, from: body.from - next[0].length, to: body.to };
  return null;
}

function sessionsIn(text: string, context: TimingContext): SessionAt[] {
  const { range, vocabulary, recipients, bodies, speaker } = context;
  const found: SessionAt[] = [];
  for (const match of matches(SESSION, text, range.from, range.to)) {
    const groups = match.groups ?? {};
    if (isPast(text, match.index, range.from, vocabulary)) continue;
    const end = match.index + match[0].length;
    // "of the Council" after it, or the body just named before it, or the body that speaks.
    const after = bodies.find(
      (body) =>
        body.from >= end &&
        body.from - end <= 9 &&
        /^ (?:of the|of|du|de la|de l'|des|del) ?(?:the )?$/.test(text.slice(end, body.from) + ' '),
    );
    const afterLoose =
      after ??
      bodies.find(
        (body) => body.from >= end && /^(?: of(?: the)?| du| de la| de l'| del)? ?$/.test(text.slice(end, body.from)),
      );
    const own = /\b(?:its|their|sa|leur|su)\b/i.test(match[0]);
    const before = [...(recipients.length > 0 ? recipients : [])].filter((body) => body.to <= match.index).at(-1);
    const body =
      afterLoose?.code ??
      (own || before !== undefined || context.asked !== null
        ? (before?.code ?? (recipients.length === 0 ? context.asked : null) ?? speaker)
        : null);
    if (body === null || body === undefined) continue;
    const to = afterLoose?.to ?? end;
    const add = (ord: string | undefined, printedYear: string | undefined) => {
      const name = ord ?? printedYear ?? 'next';
      const date = printedYear ?? (body === 'ga' && ord !== undefined ? assemblyYear(ord) : undefined);
      found.push({
        session: { body, name: name.toLowerCase() },
        ...(date === undefined ? {} : { date }),
        from: match.index,
        to,
      });
    };
    add(
      groups['ord'] ?? groups['ford'] ?? groups['eord'],
      groups['year'] ?? groups['fyear'] ?? groups['eyear'] ?? groups['in'] ?? groups['in2'] ?? groups['fin'],
    );
    if (groups['ord2'] !== undefined || groups['year2'] !== undefined)
      add(groups['ord2'], groups['year2'] ?? groups['in3']);
  }
  for (const body of recipients) {
    const named = namedConference(text, body, Math.min(text.length, range.to));
    if (
      named !== null &&
      !found.some((one) => one.from < named.to && named.from < one.to) &&
      !found.some((one) => one.session.body === named.session.body)
    )
      found.push(named);
  }
  // What is handed on afterwards ("for submission to the 2025 session of …") is due there later, not now.
  const onward = pattern(
    'pour soumission|for (?:onward )?submission|for transmission|qui ser(?:a|ont) soumis|(?:which|that) will be submitted',
    'iu',
  ).exec(text.slice(range.from, range.to));
  const limit = onward === null ? Infinity : range.from + onward.index;
  const now = found.filter((one) => one.from < limit);
  return now.sort((a, b) => a.from - b.from);
}

/** A first match of a list of words that is not background; null when there is none. */
function firstOf(pieces: string, text: string, range: Range, vocabulary: Vocabulary): Range | null {
  for (const match of matches(`(?<!\\p{L})(?:${pieces})(?![\\p{Ll}])`, text, range.from, range.to)) {
    if (!isPast(text, match.index, range.from, vocabulary))
      return { from: match.index, to: match.index + match[0].length };
  }
  return null;
}

/**
 * When a thing is due. A date counts only where words of a deadline introduce it, a session only where something is
 * handed over or held: dates of events, of texts and of what has happened are never due dates.
 * In: plain text and the stretch of one thing. Out: the timing and its place.
 */
export function timingOf(text: string, context: TimingContext): TimingAt {
  const { range, vocabulary, action, concrete } = context;
  const words = (at: Range): string => text.slice(at.from, at.to).trim();
  const done = (timing: Omit<Timing, 'words'>, at: Range): TimingAt => ({
    timing: { ...timing, words: words(at) },
    at,
  });

  for (const [bound, introduction] of [
    ['before', time.BEFORE],
    ['by', time.BY],
    ['until', time.UNTIL],
    ['from', time.FROM],
  ] as const) {
    for (const date of datesAfter(introduction, text, range.from, range.to)) {
      if (isPast(text, date.from, range.from, vocabulary)) continue;
      // A bare year is the aim of a policy ("access for all by 2030") unless something is to be handed over by then.
      if (date.date.length === 4 && !concrete && !/end of|fin|más tardar|later|tard/i.test(date.intro)) continue;
      return done({ kind: 'once', date: date.date, bound }, date);
    }
  }

  const each = firstOf(EACH, text, range, vocabulary);
  const annual =
    firstOf(time.ANNUAL, text, range, vocabulary) ??
    firstOf(time.ANNUAL_REPORT, text, { from: action, to: Math.min(range.to, action + 420) }, vocabulary);
  for (const [every, piece] of time.EVERY) {
    const at = firstOf(piece, text, range, vocabulary);
    if (at !== null) return done({ kind: 'periodic', every }, at);
  }
  // "invites the Council, at its session of 2025, to …" dates whatever is asked.
  const sessions = sessionsIn(text, context).filter((one) => concrete || one.from < action);
  if (
    annual !== null &&
    !(sessions.length > 0 && pattern(`^(?:${time.ANNUAL_REPORT})$`, 'iu').test(text.slice(annual.from, annual.to)))
  )
    return done({ kind: 'annual' }, annual);
  if (each !== null) {
    const body = context.recipients.filter((one) => one.to <= each.from).at(-1)?.code ?? context.speaker ?? '';
    return done({ kind: 'session', session: { body, name: 'each' } }, each);
  }
  const first = sessions[0];
  if (first !== undefined) {
    const last = sessions.at(-1) ?? first;
    const also = sessions.slice(1).map(({ session, date }) => ({ session, ...(date === undefined ? {} : { date }) }));
    return done(
      {
        kind: 'session',
        session: first.session,
        bound: 'at',
        ...(first.date === undefined ? {} : { date: first.date }),
        ...(also.length > 0 ? { also } : {}),
      },
      { from: first.from, to: Math.max(first.to, last.to) },
    );
  }
  const event = firstOf(time.EVENT, text, range, vocabulary);
  if (event !== null) return done({ kind: 'event', event: words(event) }, event);
  const regular = firstOf(time.REGULAR, text, range, vocabulary);
  if (regular !== null) return done({ kind: 'continuous' }, regular);
  const periodic = firstOf(time.PERIODIC, text, range, vocabulary);
  if (periodic !== null) return done({ kind: 'periodic' }, periodic);
  const goesOn = pattern(`^(?:\\p{Ll}+ed and |a |an )?(?:${time.CONTINUE})(?!\\p{Ll})`, 'iu').exec(
    text.slice(action, range.to),
  );
  if (goesOn !== null) return done({ kind: 'continuous' }, { from: action, to: action + goesOn[0].length });
  if (/^(?:convene|hold|organi[sz]e|convoquer|organiser|tenir|convocar)\b/i.test(text.slice(action, range.to))) {
    for (const date of datesAfter('(?:in|en|on|le) ', text, range.from, Math.min(range.to, action + 160))) {
      if (!isPast(text, date.from, range.from, vocabulary))
        return done({ kind: 'once', date: date.date, bound: 'at' }, date);
    }
  }
  return { timing: { kind: 'none', words: '' }, at: null };
}
