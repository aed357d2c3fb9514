import m49 from '../data/m49.json' with { type: 'json' };
import { LANGUAGES, type Concept, type Labels } from './concept.ts';

/** Where names and groups were read. */
export const PLACES_SOURCE =
  'United Nations Statistics Division, Standard country or area codes for statistical use (M49), as kept by datasets/country-codes';

const official = Object.fromEntries(LANGUAGES.map((lang) => [lang, PLACES_SOURCE]));

/** A country, area or region of the M49 standard. */
export interface Place extends Concept {
  /** Two letters of ISO 3166-1; null for regions. */
  iso: string | null;
  /** LDC, LLDC, SIDS: of which groups it is. */
  groups: readonly string[];
}

/** The world, its regions, countries and areas, those above before those below. */
export const PLACES: readonly Place[] = (m49 as [string, string | null, Labels, string, string[]][]).map(
  ([code, parent, labels, iso, groups]) => ({
    code: `M49 ${code}`,
    short: iso === '' ? code : iso,
    scheme: 'm49',
    parent: parent === null ? null : `M49 ${parent}`,
    labels,
    official,
    iso: iso === '' ? null : iso,
    groups,
  }),
);
