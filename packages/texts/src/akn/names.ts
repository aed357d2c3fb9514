import type { Language, Text, TextKind } from '../model/text.ts';

/** Akoma Ntoso 3.0, the OASIS Standard. */
export const AKN = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

/** Ours, for what Akoma Ntoso has no place for; its schema allows attributes and metadata of other namespaces. */
export const OWN = 'urn:suivi:text:1';

/** Languages by the three letters that FRBRlanguage takes (ISO 639-2/T first; codes that other files use are read too). */
const CODES: Record<Language, readonly string[]> = {
  ar: ['ara', 'arb'],
  en: ['eng'],
  es: ['spa', 'esp', 'esl'],
  fr: ['fra', 'fre'],
  ru: ['rus'],
  zh: ['zho', 'chi', 'cmn'],
};
export const codeOf = (language: Language): string => CODES[language][0] ?? language;

/** A language from its code of two or three letters, with or without a region; undefined for any but the six. */
export function languageFrom(code: string | undefined): Language | undefined {
  const wanted = code?.trim().toLowerCase().split('-')[0];
  for (const language of ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const)
    if (wanted === language || (wanted !== undefined && CODES[language].includes(wanted))) return language;
  return undefined;
}

/** Which document element a kind is written as (AKN4UN, part 2: resolutions and their like are statements). */
export const elementOf = (kind: TextKind): 'statement' | 'doc' =>
  kind === 'report' || kind === 'terms-of-reference' || kind === 'document' ? 'doc' : 'statement';

/** Words as a part of an IRI or a name: lower case, hyphens for all else, no letter outside ASCII. */
export const slug = (words: string): string =>
  encodeURIComponent(
    words
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80),
  );

const SHORT: Partial<Record<TextKind, string>> = {
  resolution: 'res-',
  decision: 'dec-',
  recommendation: 'rec-',
  opinion: 'op-',
  declaration: 'decl-',
};
const ITU = new Set(['council', 'pp', 'wtdc', 'wtsa', 'wrc', 'ra']);

/** Id of the body that speaks, as it stands in an IRI: "itu-council", "ga". */
export const authorOf = (body: string | null): string =>
  body === null || slug(body) === '' ? 'unknown' : ITU.has(body) ? `itu-${body}` : slug(body);

/** The year that a number ("2024/13") or a status ("Rev. Bucharest, 2022") tells; null where neither does. */
export function yearOf(text: Pick<Text, 'number' | 'status'>): string | null {
  const found = /^((?:19|20)\d{2})\//.exec(text.number ?? '') ?? /\b((?:19|20)\d{2})\b/.exec(text.status ?? '');
  return found?.[1] ?? null;
}

/** The three identifiers of a text: the work in any language, this expression of it, this file. */
export interface Iris {
  work: string;
  expression: string;
  manifestation: string;
}

export interface IriOptions {
  /** Day or year of adoption, ISO 8601; what the number or status tells where absent. */
  date?: string;
  /** Day of this version, where it is another than that of adoption. */
  versionDate?: string;
  /** What stands for the number in the identifiers, where languages print it differently or not at all. */
  name?: string;
}

/**
 * Identifiers after AKN4UN (part 1, naming convention): `/akn/un/statement/deliberation/BODY/DATE/NUMBER`, then the
 * language and the day of the version after `@`, then the format. The languages of one text share the work.
 */
export function irisOf(text: Text, options: IriOptions = {}): Iris {
  const date = options.date ?? yearOf(text);
  const type = elementOf(text.kind) === 'statement' ? 'statement/deliberation' : `doc/${text.kind}`;
  const prefix = SHORT[text.kind] ?? '';
  const given = options.name ?? text.number;
  const number = given === null ? slug(text.title) : `${prefix}${slug(given)}`;
  const parts = ['/akn/un', type, authorOf(text.body), date, number === '' ? null : number];
  const work = parts.filter((part) => part !== null).join('/');
  const expression = `${work}/${codeOf(text.language)}@${options.versionDate ?? date ?? ''}`;
  return { work, expression, manifestation: `${expression}.akn` };
}

/** The work that a reference names: dated where its year is told, without a date otherwise. */
export function iriOfReference(found: {
  body: string | null;
  kind: string;
  number: string;
  year: number | null;
}): string {
  const kind = found.kind as TextKind;
  const year = found.year ?? yearOf({ number: found.number, status: null });
  const number = `${SHORT[kind] ?? ''}${slug(found.number)}`;
  return ['/akn/un/statement/deliberation', authorOf(found.body), year, number].filter((one) => one !== null).join('/');
}
