import { LANGS } from '../search/languages.ts';
import type { Question } from '../search/mix.ts';

/** A question as each asks it: the registry's page in some language, JSON of SQLite, thirty rows and a count of Directus. */
export function pathsOf(peer: string, random: () => number): (question: Question) => string {
  if (peer === 'fts5')
    return ({ text, labels }) =>
      `/?${new URLSearchParams([['q', text], ...labels.map(([one = '']) => ['label', one])]).toString()}`;
  if (peer === 'directus') return asDirectus;
  return ({ text, labels }) => {
    const pairs = labels.map(([one = '']) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)]);
    const search = new URLSearchParams([...(text === '' ? [] : [['q', text]]), ...pairs]).toString();
    return `/${LANGS[Math.floor(random() * LANGS.length)] ?? 'en'}/stocktaking${search === '' ? '' : `?${search}`}`;
  };
}

/** Directus counts how many there are and no facets. */
function asDirectus({ text, labels }: Question): string {
  const filters: object[] = text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ words: { _icontains: word } }));
  for (const [one = ''] of labels) {
    const [kind = '', value = ''] = [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)];
    if (kind === 'line') filters.push({ lines: { _contains: `,${value},` } });
    else if (kind === 'country') filters.push({ countries: { _contains: `,${value},` } });
    else filters.push({ [kind]: { _eq: value } });
  }
  const filter = encodeURIComponent(JSON.stringify({ _and: filters }));
  return `/items/entry?limit=30&sort=-at&meta=filter_count&filter=${filter}`;
}
