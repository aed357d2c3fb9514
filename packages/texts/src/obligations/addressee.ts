import { bodiesIn } from './bodies.ts';
import type { Vocabulary } from './vocabulary/types.ts';
import { matches, pattern, trim, word, type Range } from './plain.ts';

/** Whether a noun phrase names someone who can be asked: its head, up to the first preposition, holds an actor. */
export function isActor(phrase: string, vocabulary: Vocabulary): boolean {
  const text = phrase.trim();
  if (text === '') return false;
  const cut = pattern(`(?<=\\s)${vocabulary.preposition}(?=\\s)|(?<=\\s)(?:d'|l'(?=x))`, 'u').exec(text);
  const head = cut === null ? text : text.slice(0, cut.index);
  if (pattern(word(vocabulary.actor), 'iu').test(head)) return true;
  // A proper name: an acronym, or capitals after an optional article ("UNEP", "the World Bank").
  return /^(?:the |le |la |l'|les |all )?(?:\p{Lu}[\p{Lu}\d-]{1,}|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)/u.test(text);
}

/**
 * Takes a list of those addressed apart: "the Governments, the private sector and all other stakeholders".
 * In: plain text and the stretch of the list. Out: one place each; riders ("in consultation with …") are left out.
 */
export function splitAddressees(text: string, range: Range, vocabulary: Vocabulary): Range[] {
  const parts: Range[] = [];
  let { from } = trim(text, range);
  const named = bodiesIn(text, from, range.to);
  const inName = (at: number): boolean => named.some((name) => at > name.from && at < name.to);
  // A rider ends the list; what looks like one inside a name ("Commissioner for Human Rights") does not.
  let to = range.to;
  for (const stopped of matches(`(?:,? )(?:${vocabulary.rider})`, text, from + 1, range.to)) {
    if (
      inName(stopped.index + 1) ||
      (!stopped[0].startsWith(',') && !isActor(text.slice(from, stopped.index), vocabulary))
    )
      continue;
    to = stopped.index;
    break;
  }
  for (const match of matches(vocabulary.join, text, from, to)) {
    if (match.index < from || named.some((name) => match.index > name.from && match.index < name.to)) continue;
    const left = text.slice(from, match.index);
    const right = text.slice(match.index + match[0].length, to);
    const firm = /^(?:the|all|other|its|relevant|interested|les?|la|l'|toutes?|tous|autres|aux?|des?|à|\p{Lu})/u.test(
      right,
    );
    const listed =
      match[0].trim() === ','
        ? isActor(right, vocabulary)
        : firm || match[0].startsWith(',') || match[0].includes('as well') || match[0].includes('ainsi que');
    if (
      match[0] === ' and ' &&
      /^\p{Lu}/u.test(right) &&
      !pattern(word(vocabulary.actor), 'iu').test(right.split(' ').slice(0, 4).join(' '))
    )
      continue;
    if (!listed || !isActor(left, vocabulary) || !isActor(right, vocabulary)) continue;
    if (/^(?:the )?(?:and|et)\b/i.test(right)) continue;
    parts.push(trim(text, { from, to: match.index }));
    from = match.index + match[0].length;
  }
  parts.push(trim(text, { from, to }));
  return parts.filter(({ from: a, to: b }) => b > a);
}
