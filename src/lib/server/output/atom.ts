/** One change, as a feed tells it. */
export interface Entry {
  seq: number;
  at: string;
  title: string;
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
}

/** What changed, as an Atom feed (RFC 4287). Ids are made of the event's number and stay. */
export function asAtom(entries: readonly Entry[], { origin, lang, title, next, filter = '' }: Feed): string {
  const host = new URL(origin).host;
  const self = `${origin}/${lang}/changes.atom${filter === '' ? '' : `?${filter}`}`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `<id>tag:${escaped(host)},2026:changes${escaped(filter === '' ? '' : `:${filter}`)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${entries[0]?.at ?? '1970-01-01T00:00:00Z'}</updated>`,
    `<link rel="self" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(`${origin}/${lang}`)}"/>`,
    ...(next === null
      ? []
      : [`<link rel="next" href="${escaped(`${self}${filter === '' ? '?' : '&'}before=${next}`)}"/>`]),
    '<author><name>Suivi</name></author>',
    ...entries.map((one) =>
      [
        '<entry>',
        `<id>tag:${escaped(host)},2026:event-${one.seq}</id>`,
        `<title>${escaped(one.title)}</title>`,
        `<updated>${one.at}</updated>`,
        `<link rel="alternate" type="text/html" href="${escaped(`${origin}/${lang}${one.path ? `/${one.path}` : ''}`)}"/>`,
        '</entry>',
      ].join(''),
    ),
    '</feed>',
    '',
  ].join('\n');
}
