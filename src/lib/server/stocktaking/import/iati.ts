import { parseXml, type XmlElement } from '@suivi/texts/read/xml';
import { placeOf } from './csv.ts';
import type { Line } from './line.ts';

/*
 * Activities of the International Aid Transparency Initiative (IATI Activity Standard 2.03). The numbers are those of its
 * code lists: ActivityStatus, ActivityScope, ActivityDateType, OrganisationType, TagVocabulary (2: goals, 3: targets; 99: the
 * reporter's own, taken for action lines where the code is one).
 */
const STATUS: Readonly<Record<string, string>> = {
  '1': 'planned',
  '2': 'ongoing',
  '3': 'ongoing',
  '4': 'completed',
  '5': 'cancelled',
  '6': 'suspended',
};
const LEVEL: Readonly<Record<string, string>> = {
  '1': 'international',
  '2': 'regional',
  '3': 'regional',
  '4': 'national',
  '5': 'local',
  '6': 'local',
  '7': 'local',
  '8': 'local',
};
const STAKEHOLDER: Readonly<Record<string, string>> = {
  '10': 'government',
  '11': 'government',
  '15': 'government',
  '21': 'civil-society',
  '22': 'civil-society',
  '23': 'civil-society',
  '24': 'civil-society',
  '30': 'other',
  '40': 'international',
  '60': 'other',
  '70': 'private',
  '71': 'private',
  '72': 'private',
  '73': 'private',
  '80': 'academia',
};
const LANGUAGES = ['en', 'fr', 'es', 'ru', 'zh', 'ar'];

const all = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((one): one is XmlElement => typeof one !== 'string' && one.name === name);
const first = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element === undefined ? undefined : all(element, name)[0];
const wordsOf = (element: XmlElement | undefined): string =>
  (element?.children ?? [])
    .map((one) => (typeof one === 'string' ? one : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** Words of an element in a language: its narratives, else (version 1) its own text. */
function narrative(element: XmlElement | undefined, lang: string, standard: string): string {
  if (element === undefined) return '';
  const told = all(element, 'narrative');
  const own = told.find((one) => (one.attributes['xml:lang'] ?? standard) === lang) ?? told[0];
  return own ? wordsOf(own) : wordsOf(element);
}

/** Lines of an IATI file: one for each activity. Errors: ReadError where the XML is broken (`parseXml`). */
export function linesFromIati(bytes: Uint8Array, places: ReadonlyMap<string, string>): Line[] {
  const root = parseXml(bytes);
  const activities = root.name === 'iati-activity' ? [root] : all(root, 'iati-activity');
  return activities.map((one) => ({ line: one.line, fields: fieldsOf(one, places) }));
}

function fieldsOf(one: XmlElement, places: ReadonlyMap<string, string>): Record<string, unknown> {
  const standard = (one.attributes['xml:lang'] ?? 'en').toLowerCase().slice(0, 2);
  const lang = LANGUAGES.includes(standard) ? standard : 'en';
  const words = (element: XmlElement | undefined): string => narrative(element, lang, standard);
  const reporter = first(one, 'reporting-org');
  const date = (types: readonly string[]): string | undefined =>
    types
      .flatMap((type) => all(one, 'activity-date').filter((it) => it.attributes['type'] === type))
      .map((it) => it.attributes['iso-date']?.slice(0, 10))
      .find((day) => day !== undefined && day !== '');
  const ends = date(['4', '3']);
  const starts = date(['2', '1']);
  const country = all(one, 'recipient-country').map((it) => placeOf(it.attributes['code'] ?? '', places));
  const scope = first(one, 'activity-scope')?.attributes['code'];
  return {
    id: wordsOf(first(one, 'iati-identifier')),
    lang,
    organisation: {
      name: words(reporter),
      ...(STAKEHOLDER[reporter?.attributes['type'] ?? ''] === undefined
        ? {}
        : { kind: STAKEHOLDER[reporter?.attributes['type'] ?? ''] }),
    },
    title: words(first(one, 'title')),
    description: all(one, 'description').map(words).filter(Boolean).join('\n\n'),
    kind: 'project',
    status: STATUS[first(one, 'activity-status')?.attributes['code'] ?? ''],
    level:
      LEVEL[scope ?? ''] ?? (country.length > 1 ? 'regional' : country.length === 1 ? 'national' : 'international'),
    countries: [...new Set(country)],
    ...(starts === undefined ? {} : { starts }),
    ...(ends === undefined ? {} : { ends }),
    serves: served(one, words),
    partners: all(one, 'participating-org')
      .map((it) => ({ name: words(it), kind: STAKEHOLDER[it.attributes['type'] ?? ''] }))
      .filter(({ name }) => name !== '' && name !== words(reporter))
      .map(({ name, kind }) => (kind === undefined ? { name } : { name, kind }))
      .slice(0, 50),
    results: resultsOf(one, words),
    resources: all(one, 'budget').flatMap((it) => {
      const value = first(it, 'value');
      const amount = wordsOf(value);
      const currency = value?.attributes['currency'] ?? one.attributes['default-currency'];
      return amount === '' ? [] : [{ kind: 'budget', amount, ...(currency ? { currency } : {}) }];
    }),
    links: [
      ...all(one, 'activity-website').map((it) => ({ url: wordsOf(it) })),
      ...all(one, 'document-link').map((it) => {
        const label = words(first(it, 'title'));
        return { url: it.attributes['url'] ?? '', ...(label === '' ? {} : { label }) };
      }),
    ].slice(0, 30),
  };
}

function served(one: XmlElement, words: (element: XmlElement | undefined) => string): Record<string, string>[] {
  const seen = new Map<string, Record<string, string>>();
  for (const tag of all(one, 'tag')) {
    const code = tag.attributes['code'] ?? '';
    const vocabulary = tag.attributes['vocabulary'];
    const concept =
      vocabulary === '2' || vocabulary === '3'
        ? `SDG ${code.toLowerCase()}`
        : vocabulary === '99' && /^C\d{1,2}(-[a-z-]+)?$/.test(code)
          ? code
          : null;
    if (concept === null || seen.has(concept)) continue;
    const reason = words(tag);
    seen.set(concept, { concept, ...(reason === '' ? {} : { reason }) });
  }
  return [...seen.values()];
}

function resultsOf(one: XmlElement, words: (element: XmlElement | undefined) => string): Record<string, string>[] {
  return all(one, 'result')
    .flatMap((result) => all(result, 'indicator'))
    .map((indicator) => {
      const period = all(indicator, 'period').at(-1);
      const from = first(period, 'period-start')?.attributes['iso-date']?.slice(0, 10);
      const to = first(period, 'period-end')?.attributes['iso-date']?.slice(0, 10);
      const row = {
        indicator: words(first(indicator, 'title')),
        baseline: first(indicator, 'baseline')?.attributes['value'],
        target: first(period, 'target')?.attributes['value'],
        actual: first(period, 'actual')?.attributes['value'],
        period: from !== undefined && to !== undefined ? `${from} – ${to}` : undefined,
      };
      return Object.fromEntries(
        Object.entries(row).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
      );
    })
    .filter((row) => 'indicator' in row)
    .slice(0, 50);
}
