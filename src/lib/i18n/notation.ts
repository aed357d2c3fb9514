import { isMessageKey, type Translate } from './translate.ts';

/**
 * A concept's code as documents in the reader's language print it: "SDG 14" is "ODD 14" in French, and a branch of C7 goes by
 * its name. Codes of frameworks that were imported stand as they are, or as what is printed for them where room is `short`;
 * codes in data and addresses are never changed.
 */
export function notationIn(t: Translate, code: string, short = code): string {
  const [, line, branch] = /^(C\d+)[- ](e-[a-z-]+)$/.exec(code) ?? [];
  const named = `frameworks.branch.${branch ?? ''}`;
  if (line !== undefined && isMessageKey(named)) {
    const name = t(named);
    // Begun by Latin letters it would run left to right as a whole.
    return `${/^\p{Script=Arabic}/u.test(name) ? '\u200f' : ''}${line} ${name}`;
  }
  const [, prefix = '', rest = ''] = /^([A-Z]+)((?: .*)?)$/s.exec(code) ?? [];
  const known = `frameworks.prefix.${prefix}`;
  return isMessageKey(known) ? `${t(known)}${rest}` : short;
}

/** The same with the concept's name behind it, where it is not said already: "ODD 14 Vie aquatique", "C7 cybersanté". */
export function labelIn(t: Translate, code: string, name: string | null | undefined): string {
  const shown = notationIn(t, code);
  return !name || saysName(shown, name) ? shown : `${shown} ${name}`;
}

/** Whether what is printed for a code ends with the concept's name. */
export const saysName = (shown: string, name: string): boolean =>
  shown.toLocaleLowerCase().endsWith(name.toLocaleLowerCase());

/** An organisation of the United Nations by the letters that it goes by in the reader's language; others as they are called. */
export function partyIn(t: Translate, party: string): string {
  const key = `frameworks.party.${party.toLowerCase().replaceAll(' ', '-')}`;
  return isMessageKey(key) ? t(key) : party;
}

/** A concept's code as addresses write it: "SDG 4" is "SDG-4". The page also answers to the code as it is. */
export const codeInAddress = (code: string): string => code.replaceAll(' ', '-');

/** Address of a concept's page, without origin and language: "frameworks/sdg/SDG-4". */
export const conceptAddress = (scheme: string, code: string): string =>
  `frameworks/${scheme}/${encodeURIComponent(codeInAddress(code))}`;

/** Address of a cell of a matrix: "matrix/wsis-sdg/C2/SDG-9". */
export const cellAddress = (set: string, from: string, to: string): string =>
  `matrix/${set}/${encodeURIComponent(codeInAddress(from))}/${encodeURIComponent(codeInAddress(to))}`;
