import type { Suggestion } from '../model/obligation.ts';
import type { Group, Item } from '../model/text.ts';
import { isActor, splitAddressees } from './addressee.ts';
import type { Ask } from './asks.ts';
import { pattern, plain, trim, word, type Range } from './plain.ts';
import type { Vocabulary } from './vocabulary/types.ts';

/** Where an ask was made that the paragraphs below it take over. */
export interface Chapeau {
  eId: string;
  text: string;
  ask: Pick<Ask, 'force' | 'forceAt' | 'addressees'>;
  /** Printed name of the body that speaks, for "decides to …"; from nowhere in the paragraphs, hence without a span. */
  suggestion: Suggestion | null;
}

/** The ask that a heading makes for all its items: "charge le Secrétaire général"; null when it does not ask. */
export function headingAsk(group: Group, heading: string, vocabulary: Vocabulary): Chapeau | null {
  const found = openAsk(heading, vocabulary);
  if (found === null) return null;
  const rest = trim(heading, { from: found.forceAt.to, to: heading.length });
  let list = rest;
  let { force, forceAt } = found;
  if (force === 'decides') {
    for (const [nested, pieces] of vocabulary.nested) {
      const match = pattern(`^(?:${pieces})(?!\\p{L})`, 'iu').exec(heading.slice(rest.from));
      if (match === null) continue;
      force = nested;
      forceAt = { from: rest.from, to: rest.from + match[0].length };
      list = trim(heading, { from: forceAt.to, to: heading.length });
    }
  }
  // What may stand between verb and name: "à la", "au", "upon", and a marker that leads to the items: "to", "de", "à".
  const skip =
    /^(?:,? ?(?:in addition|en outre|further|also),? )?(?:to |upon |on |au |aux |al |a (?=los |las |la )|à (?=la |l'|tous|toutes)|de (?=la |l'))?/i.exec(
      heading.slice(list.from, list.to),
    )?.[0].length ?? 0;
  list = trim(
    heading.replace(/(?:,? (?:to|de|à|a que|que))\s*:?$/i, (tail) => ' '.repeat(tail.length)),
    { from: list.from + skip, to: list.to },
  );
  let addressees = list.to > list.from ? splitAddressees(heading, list, vocabulary) : [];
  if (addressees.length === 0 && group.addressees.length > 0) {
    addressees = group.addressees
      .map((name) => ({ from: heading.indexOf(plain(name)), to: heading.indexOf(plain(name)) + name.length }))
      .filter(({ from }) => from >= 0);
  }
  return { eId: group.eId, text: group.heading, ask: { force, forceAt, addressees }, suggestion: null };
}

/** The asking verb a heading opens with, the longest of the vocabulary. */
export function openAsk(
  heading: string,
  vocabulary: Vocabulary,
): { force: Suggestion['force']; forceAt: Range } | null {
  let best: { force: Suggestion['force']; forceAt: Range } | null = null;
  for (const force of ['decides', 'instructs', 'requests', 'invites', 'encourages', 'recommends', 'urges'] as const) {
    const match = pattern(
      `^(?<lead>\\s*${vocabulary.lead})(?<verb>${vocabulary.asks[force]})(?![\\p{Ll}\\p{Lu}])`,
      'iu',
    ).exec(heading);
    if (match === null) continue;
    const verb = match.groups?.['verb'] ?? '';
    const forceAt = { from: match[0].length - verb.length, to: match[0].length };
    if (best === null || forceAt.to > best.forceAt.to) best = { force, forceAt };
  }
  return best;
}

/** The chapeau that a paragraph with sub-items makes: "Requests the Secretary-General:". */
export function chapeauOf(item: Item, text: string, vocabulary: Vocabulary): Chapeau | null {
  const found = openAsk(text, vocabulary);
  if (found === null) return null;
  const list = trim(
    text.replace(/(?:,? (?:to|de|à))\s*:?\s*$/i, (tail) => ' '.repeat(tail.length)),
    { from: found.forceAt.to, to: text.length },
  );
  const addressees = splitAddressees(text, list, vocabulary).filter(({ from, to }) =>
    isActor(text.slice(from, to), vocabulary),
  );
  return { eId: item.eId, text: item.text, ask: { ...found, addressees }, suggestion: null };
}

/** "… the Group agreed:" in a report. */
export function agreedChapeau(item: Item, text: string, vocabulary: Vocabulary): Chapeau | null {
  for (const [force, pieces] of vocabulary.active) {
    const match = pattern(`${word(pieces)}(?=[^.;]{0,40}:\\s*$)`, 'iu').exec(text);
    if (match !== null)
      return {
        eId: item.eId,
        text: item.text,
        ask: { force, forceAt: { from: match.index, to: match.index + match[0].length }, addressees: [] },
        suggestion: null,
      };
  }
  return null;
}

export interface Mandate {
  eId: string;
  text: string;
  addressees: Range[];
  at: Range;
}

/** "Mandat du Groupe de travail …", "Terms of reference of the …": who is asked by all that follows; null for another heading. */
export function mandateOf(heading: string, eId: string, vocabulary: Vocabulary): Mandate | null {
  const text = plain(heading);
  const match = pattern(`(?:^|[\\s:.\\]–-])(?<mandate>${vocabulary.mandate})`, 'iu').exec(text);
  if (match === null || match.index > 90) return null;
  const lead = match[0].length - (match.groups?.['mandate'] ?? '').length;
  const from = match.index + match[0].length;
  const name = trim(text, { from, to: text.length });
  return {
    eId,
    text,
    addressees: name.to - name.from > 3 ? [name] : [],
    at: trim(text, { from: match.index + lead, to: from }),
  };
}
