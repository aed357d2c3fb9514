import type { Force } from '../model/obligation.ts';
import type { Vocabulary } from './vocabulary/types.ts';
import { isActor, splitAddressees } from './addressee.ts';
import { matches, pattern, trim, word, type Range } from './plain.ts';

/** An ask found in a stretch of text: who, with what force, and where the thing asked begins and ends. */
export interface Ask {
  force: Force;
  forceAt: Range;
  addressees: Range[];
  /** From the infinitive (its marker left out), or from the noun phrase of a nominal ask, to the end of the clause. */
  thing: Range;
  /** "X shall": the subject is the addressee; "itself": the body that speaks; "named": who stands after the verb. */
  by: 'named' | 'subject' | 'itself' | 'nobody';
}

const FORCES: readonly Force[] = ['decides', 'instructs', 'requests', 'invites', 'encourages', 'recommends', 'urges'];

interface Opening extends Range {
  force: Force | null;
}

/**
 * Verbs that open a clause of an operative paragraph: at its start, or after a comma or "and". Informing verbs are found
 * too, for they end the clause before them.
 */
export function openings(text: string, vocabulary: Vocabulary): Opening[] {
  const found: Opening[] = [];
  const at = `(?:^|(?<=[,;:] )|(?<=\\p{Ll}{3}\\. )|(?<=\\d\\. )|(?<= (?:and|et|y|и) )|(?<=[。；，、]))`;
  const lead = `(?:${vocabulary.lead})`;
  const push = (force: Force | null, pieces: string) => {
    if (pieces === '') return;
    for (const match of matches(`${at}${lead}(?<verb>${pieces})(?![\\p{Ll}\\p{Lu}])`, text, 0, text.length, 'giu')) {
      const verb = match.groups?.['verb'] ?? '';
      const start = match.index + match[0].length - verb.length;
      found.push({ force, from: start, to: start + verb.length });
    }
  };
  for (const [force, pieces] of vocabulary.renews) push(force, pieces);
  for (const [force, pieces] of vocabulary.we) push(force, pieces);
  for (const force of FORCES) push(force, vocabulary.asks[force]);
  push(null, vocabulary.informs);
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  return found.filter((one, index) => {
    const earlier = found.slice(0, index).some((other) => one.from < other.to && other.to > one.from);
    return !earlier;
  });
}

/** The infinitive that opens the thing asked: its place without the marker. Null where there is none within reach. */
function infinitiveIn(
  text: string,
  from: number,
  to: number,
  vocabulary: Vocabulary,
  accept: (before: string) => boolean,
): { marker: number; verb: number } | null {
  for (const match of matches(`(?<![\\p{L}\\d])${vocabulary.infinitive}`, text, from, to)) {
    const before = text.slice(from, match.index);
    if (!accept(before)) continue;
    const marker = /^(?:to(?:, [^,;]{3,90},)? |de |d'|à |a que |que |a |at )/i.exec(match[0])?.[0].length ?? 0;
    return { marker: match.index, verb: match.index + marker };
  }
  return null;
}

/**
 * Reads what stands after an asking verb: "the Secretary-General, in consultation with …, to submit …".
 * In: plain text, the place after the verb, the end of the clause. Out: the ask; null when it only informs or performs.
 */
export function readAsk(
  text: string,
  force: Force,
  forceAt: Range,
  end: number,
  vocabulary: Vocabulary,
  depth = 0,
): Ask | null {
  const start = forceAt.to + (/^\s*/.exec(text.slice(forceAt.to))?.[0].length ?? 0);
  const rest = text.slice(start, end);
  if (rest.trim() === '') return null;

  // "that X shall …": the subject is asked.
  const that = pattern(`^[:,]? ?(?:also |further |en outre |également )?${vocabulary.that}`, 'iu').exec(rest);
  if (that !== null) {
    const shall = pattern(word(vocabulary.shall), 'iu').exec(rest.slice(that[0].length));
    if (shall === null) {
      const clause = { from: start + that[0].length, to: end };
      // "that States adopt": the verb is the first small word after the head noun of the subject.
      const words = text.slice(clause.from, end);
      const head = /^that /i.test(that[0])
        ? pattern(
            `^(?:\\p{L}+[ -]){0,6}?(?:${vocabulary.actor})(?= (?!(?:of|in|for|to|and|on|concerned|parties|system|with)\\b)\\p{Ll}+)`,
            'iu',
          ).exec(words)
        : null;
      if (head === null) return { force, forceAt, addressees: [], thing: clause, by: 'nobody' };
      return {
        force,
        forceAt,
        addressees: splitAddressees(text, { from: clause.from, to: clause.from + head[0].length }, vocabulary),
        thing: { from: clause.from + head[0].length + 1, to: end },
        by: 'subject',
      };
    }
    const subject = trim(text, { from: start + that[0].length, to: start + that[0].length + shall.index });
    const modal = /^(?:shall|should|must|will|is to|are to|doi\p{L}*|dev\p{L}*|p[eo]u\p{L}*|sera|seront|may)$/iu.test(
      shall[0],
    );
    const bare = start + that[0].length + shall.index + (modal ? shall[0].length + 1 : 0);
    const addressees = splitAddressees(text, subject, vocabulary).filter((one) =>
      isActor(text.slice(one.from, one.to), vocabulary),
    );
    return {
      force,
      forceAt,
      addressees,
      thing: { from: Math.min(bare, end), to: end },
      by: addressees.length > 0 ? 'subject' : 'nobody',
    };
  }

  // "decides to …": the body itself, unless the infinitive passes the ask on or does what it says.
  const own = pattern(`^[,:]? ?${vocabulary.infinitive}`, 'iu').exec(rest);
  if (own !== null && force === 'decides') {
    for (const [nested, pieces] of vocabulary.nested) {
      const passed = pattern(`^[,:]? ?(?:${pieces})(?!\\p{L})`, 'iu').exec(rest);
      if (passed !== null && depth < 2) {
        const inner = readAsk(text, nested, { from: start, to: start + passed[0].length }, end, vocabulary, depth + 1);
        if (inner !== null && inner.by !== 'nobody') return inner;
      }
    }
    const verb = own.groups?.['verb'] ?? '';
    const words = rest.slice(own[0].length - verb.length);
    if (pattern(`^(?:${vocabulary.performative})(?!\\p{L})`, 'iu').test(words)) return null;
    const marker = /^[,:]? ?(?:to |de |d'|à )/i.exec(own[0])?.[0].length ?? 0;
    return { force, forceAt, addressees: [], thing: { from: start + marker, to: end }, by: 'itself' };
  }

  // "X to …": who is asked stands before the infinitive.
  const infinitive = infinitiveIn(text, start, end, vocabulary, (before) => {
    const name = before.replace(
      /^(?:à |aux? |de |to |upon |on |for |of |faite? (?:au|à) |adressée? (?:au|à) |lancé (?:au|à) )/i,
      '',
    );
    return isActor(name.replace(/^(?:la |le |les |l'|the )/i, ''), vocabulary) && !/in a position $/.test(before);
  });
  if (infinitive !== null) {
    const named = text.slice(start, infinitive.marker);
    const skip = /^(?:à l'|à la |à |aux |au |upon |on |for |of |to )/i.exec(named)?.[0] ?? '';
    // The article swallowed by "à la" belongs to the name.
    const back = /^à l'$/i.test(skip) ? 2 : /^à la $/i.test(skip) ? 3 : 0;
    const list = { from: start + skip.length - back, to: infinitive.marker };
    return {
      force,
      forceAt,
      addressees: splitAddressees(text, list, vocabulary),
      thing: { from: infinitive.verb, to: end },
      by: 'named',
    };
  }
  // Asked of nobody named: the thing is a noun phrase.
  const before = /^(?:for |upon |on |à |to )/i.exec(rest)?.[0].length ?? 0;
  return { force, forceAt, addressees: [], thing: { from: start + before, to: end }, by: 'nobody' };
}

/** Asks of a paragraph in United Nations style, in order; and whether it opens with an operative verb at all. */
export function asksOfParagraph(text: string, vocabulary: Vocabulary): { opens: boolean; asks: Ask[] } {
  const verbs = openings(text, vocabulary);
  const first = verbs[0];
  const opens =
    first !== undefined &&
    text.slice(0, first.from).trim().length <= 60 &&
    pattern(`^(?:${vocabulary.lead})$`, 'iu').test(text.slice(0, first.from));
  // A declaration speaks in the first person, anywhere in a paragraph: "We call upon …".
  const spoken = vocabulary.we.map(([, pieces]) => pieces).join('|');
  const ours =
    spoken === ''
      ? verbs.slice(0, 0)
      : verbs.filter(({ from, to }) => pattern(`^(?:${spoken})$`, 'iu').test(text.slice(from, to)));
  if (!opens && ours.length === 0) return { opens: false, asks: [] };
  const asks: Ask[] = [];
  verbs.forEach((verb, index) => {
    if (verb.force === null || (!opens && !ours.includes(verb))) return;
    const next = verbs[index + 1];
    let to = next?.from ?? text.length;
    if (next !== undefined)
      to = trim(text, {
        from: verb.to,
        to: Math.max(
          verb.to,
          to - (pattern(`(?:${vocabulary.lead})$`, 'iu').exec(text.slice(verb.to, to))?.[0].length ?? 0),
        ),
      }).to;
    // "welcomes and urges the full implementation": a verb whose object comes after the next verb.
    if (next !== undefined && text.slice(verb.to, next.from).trim().length <= 4 && next.force !== null) return;
    const stop = /(?<=\p{Ll}{3})\.(?= \p{Lu}\p{Ll})/u.exec(text.slice(verb.to, to));
    if (stop !== null) to = verb.to + stop.index;
    const ask = readAsk(text, verb.force, verb, Math.max(to, verb.to), vocabulary);
    if (ask !== null) asks.push(ask);
  });
  return { opens: opens || asks.length > 0, asks };
}

/** Asks in reported speech: "The members are invited to …", "Le Groupe a demandé au Secrétariat de …". */
export function asksOfReport(text: string, vocabulary: Vocabulary): Ask[] {
  const asks: Ask[] = [];
  const sentences: Range[] = [];
  let from = 0;
  for (const stop of matches('[.;](?= \\p{Lu}|$)', text, 0, text.length, 'gu')) {
    sentences.push({ from, to: stop.index });
    from = stop.index + 1;
  }
  if (from < text.length) sentences.push({ from, to: text.length });
  for (const range of sentences) {
    const sentence = trim(text, range);
    const start = sentence.from;
    const stretch = text.slice(start, sentence.to);
    let found = false;
    for (const [force, pieces] of vocabulary.passive) {
      const match = pattern(word(pieces), 'iu').exec(stretch);
      if (match === null || match.index > 160 || found) continue;
      const subject = trim(text, { from: start, to: start + match.index });
      const comma = text.slice(subject.from, subject.to).lastIndexOf(', ');
      const name =
        comma > 0 &&
        (/^(?:in|to|with|as|at|on|for|en|pour|dans|afin|avec|à|compte) /i.test(text.slice(subject.from, subject.to)) ||
          !isActor(text.slice(subject.from, subject.from + comma), vocabulary))
          ? { from: subject.from + comma + 2, to: subject.to }
          : subject;
      if (!isActor(text.slice(name.from, name.to), vocabulary)) continue;
      const after = start + match.index + match[0].length;
      const infinitive = infinitiveIn(
        text,
        after,
        sentence.to,
        vocabulary,
        (before) => before.trim().length === 0 || /^,.*,\s*$/.test(before),
      );
      if (infinitive === null) continue;
      asks.push({
        force,
        forceAt: { from: start + match.index, to: after },
        addressees: splitAddressees(text, name, vocabulary),
        thing: { from: infinitive.verb, to: sentence.to },
        by: 'named',
      });
      found = true;
    }
    if (found) continue;
    for (const [force, pieces] of vocabulary.active) {
      const match = pattern(word(pieces), 'iu').exec(stretch);
      if (match === null || match.index > 220 || found) continue;
      const subject = stretch.slice(0, match.index).trim();
      const speaker = subject.split(', ').at(-1) ?? subject;
      const impersonal = /^(?:it was|il est|il a été)$/i.test(subject);
      if (!impersonal && !isActor(speaker, vocabulary)) continue;
      const at = { from: start + match.index, to: start + match.index + match[0].length };
      const ask = readAsk(text, force, at, sentence.to, vocabulary);
      if (ask !== null && ask.by !== 'nobody') {
        asks.push(ask);
        found = true;
      }
    }
  }
  return asks;
}
