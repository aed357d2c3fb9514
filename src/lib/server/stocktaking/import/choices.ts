import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { isMessageKey, translator } from '#lib/i18n/index.ts';
import type { Issue } from '../../platform/errors.ts';
import { GROUPS, KINDS, LEVELS, RESOURCES, STAKEHOLDERS, STATUSES, TECHNOLOGIES } from '../content.ts';

/*
 * What the form lets one choose, as a spreadsheet has it: the word of the API, or the label of the form in any of the six
 * languages.
 */

/** Words as people write them, to be compared: spreadsheets and keyboards change case, apostrophes and spaces. */
export const asWritten = (words: string): string =>
  words.normalize('NFKC').replace(/[’ʼ]/gu, "'").replace(/\s+/gu, ' ').trim().toLowerCase();

/** Columns of chosen words: what they may hold, and the messages of their labels. */
export const CHOICES: Readonly<Record<string, { codes: readonly string[]; labels: string }>> = {
  organisation_kind: { codes: STAKEHOLDERS, labels: 'stocktaking.stakeholder' },
  partners: { codes: STAKEHOLDERS, labels: 'stocktaking.stakeholder' },
  kind: { codes: KINDS, labels: 'stocktaking.kind' },
  level: { codes: LEVELS, labels: 'stocktaking.level' },
  status: { codes: STATUSES, labels: 'stocktaking.status' },
  technologies: { codes: TECHNOLOGIES, labels: 'stocktaking.technology' },
  groups: { codes: GROUPS, labels: 'stocktaking.group' },
  resources: { codes: RESOURCES, labels: 'stocktaking.resource' },
};

const labelOf = (labels: string, code: string, lang: Language): string => {
  const key = `${labels}.${code}`;
  return isMessageKey(key) ? translator(lang)(key) : code;
};

const codes = new Map<string, ReadonlyMap<string, string>>();
const codesOf = (column: string): ReadonlyMap<string, string> => {
  const known = codes.get(column);
  if (known) return known;
  const { codes: all, labels } = CHOICES[column] ?? { codes: [], labels: '' };
  const made = new Map(
    all.flatMap((code) =>
      [code, ...LANGUAGES.map((lang) => labelOf(labels, code, lang))].map((one) => [asWritten(one), code]),
    ),
  );
  codes.set(column, made);
  return made;
};

/** What a cell of a column chooses, as its code; as it stands where nothing is chosen by it. */
export const choiceOf = (column: string, written: string): string =>
  CHOICES[column] === undefined
    ? written
    : (codesOf(column).get(written) ?? codesOf(column).get(asWritten(written)) ?? written);

/** The example of a column in the words of a language: "project" → "Projet". */
export function wordsOf(column: string, example: string, lang: Language | undefined): string {
  const { codes: all, labels } = CHOICES[column] ?? { codes: [], labels: '' };
  return lang === undefined || !all.includes(example) ? example : labelOf(labels, example, lang);
}

/** A fault of a line whose choices are told in the words of a language. In: a fault as `parseInput` tells it, with codes. */
export function choicesIn(lang: Language, { path, code, values = {} }: Issue): Record<string, string | number> {
  const { options } = values;
  if (code !== 'not-one-of' || typeof options !== 'string') return values;
  const column = path.replace(/^organisation\./, 'organisation_').split('.')[0] ?? '';
  const said = options.split(', ').map((one) => wordsOf(column, one, lang));
  return { ...values, options: said.join(lang === 'ar' ? '، ' : lang === 'zh' ? '、' : ', ') };
}
