import { isMessageKey, labelIn, LANGUAGE_NAMES, type MessageKey, type Translate } from '#lib/i18n/index.ts';
import type { Language } from '@suivi/texts';

/** Heading of each facet of the registry. */
export const FACET_KEYS = {
  line: 'initiatives.facet.line',
  goal: 'initiatives.facet.goal',
  compact: 'initiatives.facet.compact',
  region: 'initiatives.facet.region',
  country: 'initiatives.facet.country',
  special: 'initiatives.facet.special',
  level: 'stocktaking.level',
  status: 'stocktaking.status',
  kind: 'stocktaking.kind',
  stakeholder: 'stocktaking.stakeholder',
  language: 'initiatives.facet.language',
  year: 'initiatives.facet.year',
  technology: 'stocktaking.technology',
  reached: 'stocktaking.group',
} as const satisfies Record<string, MessageKey>;

/** Message prefixes of the values that are words of ours. */
const PREFIXES: Record<string, string> = {
  special: 'initiatives.special',
  level: 'stocktaking.level',
  status: 'stocktaking.status',
  kind: 'stocktaking.kind',
  stakeholder: 'stocktaking.stakeholder',
  technology: 'stocktaking.technology',
  reached: 'stocktaking.group',
};

/** A value of a facet in words: a concept's code with its name, a word of ours, a language in itself. */
export function facetValue(t: Translate, facet: string, value: string, name: string | null): string {
  if (facet === 'region' || facet === 'country') return name ?? value;
  if (name !== null) return labelIn(t, value, name);
  if (facet === 'language') return LANGUAGE_NAMES[value as Language] ?? value;
  const key = `${PREFIXES[facet] ?? ''}.${value}`;
  return isMessageKey(key) ? t(key) : value;
}

/**
 * What a list is narrowed by, each filter in words. In: the filters of its address, names of the concepts among them (`named` of the
 * counts) and, where it is one organisation's, its name.
 */
export const filterWords = (
  t: Translate,
  filters: Readonly<Record<string, unknown>>,
  named: Readonly<Record<string, string>>,
  organisation: string | null | undefined,
): string[] =>
  Object.entries(filters).flatMap(([facet, values]) =>
    [values].flat().map((each) => {
      const value = String(each);
      if (facet === 'organisation') return organisation ?? value;
      return facet === 'q' || facet === 'partner' ? value : facetValue(t, facet, value, named[value] ?? null);
    }),
  );
