import sdg from '../data/sdg.json' with { type: 'json' };
import { LANGUAGES, type Concept, type Labels } from './concept.ts';

/** Where the short names were read: the translations kept for national reporting platforms, from the United Nations. */
export const GOALS_SOURCE =
  'United Nations, short names of the Sustainable Development Goals, as kept in six languages by Open SDG (sdg-translations)';

const official = Object.fromEntries(LANGUAGES.map((lang) => [lang, GOALS_SOURCE]));

/** "4.a" as the United Nations write it in Arabic: a Latin letter beside a number would turn round there. */
const inArabic = (id: string): string =>
  id.replace(/\.([a-d])$/, (_, letter: string) => `-${{ a: 'أ', b: 'ب', c: 'ج', d: 'د' }[letter] ?? letter}`);

const target = (id: string): Labels => ({
  ar: `الغاية ${inArabic(id)}`,
  en: `Target ${id}`,
  es: `Meta ${id}`,
  fr: `Cible ${id}`,
  ru: `Задача ${id}`,
  zh: `具体目标${id}`,
});

const concept = (code: string, parent: string | null, labels: Labels, named: boolean): Concept => ({
  code,
  short: code,
  scheme: 'sdg',
  parent,
  labels,
  official: named ? official : {},
});

/**
 * The Sustainable Development Goals: the whole, the seventeen by their short names, the targets by number. The words of
 * targets and indicators come with a release that is imported.
 */
export const GOALS: readonly Concept[] = [
  concept(
    'SDG',
    null,
    {
      en: 'Sustainable Development Goals',
      fr: 'Objectifs de développement durable',
      es: 'Objetivos de Desarrollo Sostenible',
      ru: 'Цели в области устойчивого развития',
      zh: '可持续发展目标',
      ar: 'أهداف التنمية المستدامة',
    },
    false,
  ),
  ...sdg.goals.map(([id, labels]) => concept(`SDG ${String(id)}`, 'SDG', labels as Labels, true)),
  ...sdg.targets.map((id) => concept(`SDG ${id}`, `SDG ${id.split('.')[0] ?? ''}`, target(id), false)),
];
