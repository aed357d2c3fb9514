/** One change, as a feed tells it. */
export interface Entry {
  /** What makes its id: the number of the event; or a whole id of its own. */
  seq?: number;
  id?: string;
  at: string;
  title: string;
  /** Language of the title; left out, the feed's. */
  titleLang?: string;
  /** Address of the page it is about; null where it has none. */
  path: string | null;
}

const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `filter`: what the feed's address asks for, "" for everything. `next`: key of the next page. */
interface Feed {
  origin: string;
  lang: string;
  title: string;
  next: string | null;
  filter?: string;
  /** Address of the feed and of the page that it follows, without origin and language. */
  place?: string;
  page?: string;
}

/** What changed, as an Atom feed (RFC 4287). Ids are made of the event's number and stay. */
export function asAtom(entries: readonly Entry[], feed: Feed): string {
  const { origin, lang, title, next, filter = '', place = 'changes.atom', page = '' } = feed;
  const host = new URL(origin).host;
  // Each feed has an id of its own, and keeps it.
  const name = place === 'changes.atom' ? 'changes' : place;
  const self = `${origin}/${lang}/${place}${filter === '' ? '' : `?${filter}`}`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `<id>tag:${escaped(host)},2026:${name}${escaped(filter === '' ? '' : `:${filter}`)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${entries[0]?.at ?? '1970-01-01T00:00:00Z'}</updated>`,
    `<link rel="self" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(`${origin}/${lang}${page === '' ? '' : `/${page}`}`)}"/>`,
    ...(next === null
      ? []
      : [`<link rel="next" href="${escaped(`${self}${filter === '' ? '?' : '&'}before=${next}`)}"/>`]),
    '<author><name>Suivi</name></author>',
    ...entries.map((one) =>
      [
        '<entry>',
        `<id>tag:${escaped(host)},2026:${one.id ?? `event-${one.seq ?? 0}`}</id>`,
        `<title${one.titleLang === undefined || one.titleLang === lang ? '' : ` xml:lang="${one.titleLang}"`}>${escaped(one.title)}</title>`,
        `<updated>${one.at}</updated>`,
        `<link rel="alternate" type="text/html" href="${escaped(`${origin}/${lang}${one.path ? `/${one.path}` : ''}`)}"/>`,
        '</entry>',
      ].join(''),
    ),
    '</feed>',
    '',
  ].join('\n');
}
