import type { Vocabulary } from './vocabulary/types.ts';
import { bodiesIn, type BodyAt } from './bodies.ts';
import { matches, pattern, word, type Range } from './plain.ts';

export interface Owed {
  recipients: BodyAt[];
  via: BodyAt[];
}

/** Bodies that are asked, not informed, in the words around them. */
const BETWEEN =
  /^(?:,? (?:and|et|y|и)(?: to| à| au| aux| du)?(?: the| la| le| les| l')? ?|,? ?(?:to|à|au|aux|du|de la|de l')(?: the| la)? ?|, ?|\/)$/i;

/**
 * Bodies to which a thing is owed, and those through which it goes.
 *
 * A body counts as recipient where a word of giving stands before it in the stretch and a preposition of direction right
 * before it; a list goes on from body to body. "Through" right before a body, or before the list it is in, makes it a way.
 */
export function owedTo(text: string, range: Range, vocabulary: Vocabulary, speaker: string | null = null): Owed {
  // In its own texts "the Council" is the council that speaks.
  const bodies = bodiesIn(text, range.from, range.to).map((body) =>
    body.code === 'council' && speaker !== null && COUNCILS.has(speaker) ? { ...body, code: speaker } : body,
  );
  const recipients: BodyAt[] = [];
  const via: BodyAt[] = [];
  const gives = [...matches(word(vocabulary.transmit), text, range.from, range.to)].map((match) => match.index);
  let last: { body: BodyAt; list: BodyAt[] } | null = null;
  for (const body of bodies) {
    const before = text.slice(Math.max(range.from, body.from - 70), body.from);
    const session =
      /(?:à la|to the) (?:session (?:de |ordinaire de )?(?:20\d\d )?(?:de la |du |de l')|(?:20\d\d|next|\p{L}+|\p{L}+ \p{L}+) session of (?:the )?|(?:20\d\d) |next |prochaine (?:session|réunion) (?:de la |du |de l'))$/iu.exec(
        before,
      );
    const prochaine = /(?:à|lors de) la prochaine (?:session|réunion)? ?(?:de la |du |de l')?$/i.exec(before);
    if (pattern(`(?<!\\p{L})${vocabulary.via}$`, 'iu').test(before)) {
      via.push(body);
      last = { body, list: via };
      continue;
    }
    const between: string | null = last === null ? null : text.slice(last.body.to, body.from);
    const to = pattern(`(?<!\\p{L})(?:${vocabulary.to})$`, 'iu').exec(before);
    const conjunction = to !== null && /^(?:and|et)\b/i.test(to[0].trim());
    if (
      last !== null &&
      between !== null &&
      BETWEEN.test(between) &&
      !(last.list === via && to !== null && !conjunction && !/^,? ?(?:and|et)/.test(between))
    ) {
      last.list.push(body);
      last = { body, list: last.list };
      continue;
    }
    const giving = gives.some((at) => at < body.from && body.from - at < 900);
    const directed = (to !== null && !conjunction) || session !== null || prochaine !== null;
    if (
      giving &&
      directed &&
      !/(?:permettre|permettant|allow|allowing|enable|conformément|relative?s?|par rapport|grâce|addition|respect|according|prior|related|pursuant|due|thanks|support|membership|access|contrary|applicable|concernant|confiée?s?|incombe|propres?) $/i.test(
        before.slice(0, before.length - (to?.[0].length ?? 0)),
      )
    ) {
      recipients.push(body);
      last = { body, list: recipients };
      continue;
    }
    // "submit to the Council at its session of 2025 and to the Conference": a session may stand in between.
    if (
      conjunction &&
      last !== null &&
      last.list === recipients &&
      /^.{0,60}(?:sessions?|réunions?)[^.;]{0,30}(?:and|et) (?:to |à |au )?(?:the |la )?$/i.test(between ?? '')
    ) {
      recipients.push(body);
      last = { body, list: recipients };
    }
  }
  return { recipients: once(recipients), via: once(via).filter((body) => !recipients.includes(body)) };
}

const COUNCILS: ReadonlySet<string> = new Set(['ecosoc', 'hrc', 'sc']);

const once = (bodies: readonly BodyAt[]): BodyAt[] =>
  bodies.filter((body, index) => bodies.findIndex((other) => other.code === body.code) === index);
