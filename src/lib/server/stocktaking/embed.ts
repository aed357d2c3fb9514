import { createHash } from 'node:crypto';
import type { Language } from '@suivi/texts';
import {
  direction,
  formatDate,
  formatFuzzyDate,
  LANGUAGE_NAMES,
  messageOf,
  notationIn,
  spanOf,
  translator,
} from '#lib/i18n/index.ts';
import type { EntryLine } from './line.ts';
import type { PageView } from './page.ts';
import { addressOf } from './write.ts';

/*
 * Light frames for other sites: a whole page in one answer, as a reader who is not signed in sees it. No script, no cookie, no
 * second request; these pages alone may stand in a frame.
 */

const STYLE =
  ':root{color-scheme:light dark}body{font:100%/1.5 system-ui,sans-serif;margin:.75rem;overflow-wrap:anywhere}h1{font-size:1.1rem;line-height:1.3;margin:0 0 .5rem}p,ul{margin:0 0 .5rem}p{white-space:pre-line}ul{padding:0;list-style:none}li{border-top:1px solid #8886;padding:.35rem 0}small{opacity:.8}a{color:LinkText}:lang(ar){line-height:1.8}';
const HASH = createHash('sha256').update(STYLE).digest('base64');
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Headers of a frame: it may stand anywhere, and may do nothing there. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors *`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'public, max-age=300',
};

function frame(lang: Language, title: string, body: string, back: string, status = 200): Response {
  const t = translator(lang);
  const html = [
    `<!doctype html><html lang="${lang}" dir="${direction(lang)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>`,
    `<a href="${escaped(back)}" target="_blank" rel="noopener">${escaped(title)}</a></h1>${body}`,
    `<p><small><a href="${escaped(back)}" target="_blank" rel="noopener">${escaped(t('initiatives.embed.from'))}</a></small></p>`,
    '</main></body></html>',
  ].join('');
  return new Response(html, { status, headers: HEADERS });
}

/** Words of a description as far as a frame has room for them. */
const beginning = (text: string, signs = 400): string => {
  const all = [...text];
  return all.length > signs
    ? `${all
        .slice(0, signs)
        .join('')
        .replace(/\s+\S*$/, '')}…`
    : text;
};
const tagged = (text: string, of: Language, lang: Language): string =>
  of === lang ? escaped(text) : `<span lang="${of}" dir="${direction(of)}">${escaped(text)}</span>`;

/** One entry as a frame. */
export function entryFrame(one: PageView, lang: Language, origin: string): Response {
  const t = translator(lang);
  const { told, version } = one;
  const { content } = version ?? {};
  if (!told || !content) return goneFrame(lang, one.number, origin);
  const places = content.countries.map((code) => one.concepts[code]?.name ?? code).slice(0, 12);
  const body = [
    `<p>${escaped(one.organisation.name)} · ${escaped(messageOf(t, 'stocktaking.status', content.status, 'stocktaking.status.ongoing'))} · ${escaped(t('initiatives.since', { date: formatFuzzyDate(spanOf(content.starts), lang) }))}</p>`,
    `<p>${tagged(beginning(told.description), told.lang, lang)}</p>`,
    `<p>${[...places, ...content.serves.map(({ concept }) => notationIn(t, concept))].map((each) => `<small>${escaped(each)}</small>`).join(' · ')}</p>`,
    one.confirmedOn === null
      ? ''
      : `<p><small>${escaped(one.unconfirmed ? t('initiatives.unconfirmed') : t('initiatives.confirmed', { date: formatDate(one.confirmedOn, lang) }))}</small></p>`,
  ].join('');
  return frame(lang, told.title, body, `${origin}/${lang}/${addressOf(one.number)}`);
}

/** What stands in a frame whose entry is not public any more. */
export const goneFrame = (lang: Language, number: number, origin: string): Response => {
  const t = translator(lang);
  return frame(
    lang,
    t('initiatives.number', { number: String(number) }),
    `<p>${escaped(t('initiatives.embed.gone'))}</p>`,
    `${origin}/${lang}/${addressOf(number)}`,
    410,
  );
};

/** A list as a frame; `narrowed` says in words what it is narrowed by. */
export function listFrame(
  page: { entries: readonly EntryLine[]; total: number; about: boolean },
  lang: Language,
  back: string,
  origin: string,
  narrowed: readonly string[] = [],
): Response {
  const t = translator(lang);
  const rows = page.entries.map(
    ({ number, title, organisation, status }) =>
      `<li><a href="${escaped(`${origin}/${lang}/${addressOf(number)}`)}" target="_blank" rel="noopener">${tagged(title.value, title.lang, lang)}</a>${title.lang === lang ? '' : ` <small>(${escaped(LANGUAGE_NAMES[title.lang])})</small>`}<br><small>${escaped(organisation.name)} · ${escaped(messageOf(t, 'stocktaking.status', status, 'stocktaking.status.ongoing'))}</small></li>`,
  );
  const count = t(page.about ? 'initiatives.count-about' : 'initiatives.count', { n: page.total });
  return frame(
    lang,
    t('initiatives.title'),
    `<p>${[count, ...narrowed].map((each) => `<bdi>${escaped(each)}</bdi>`).join(' · ')}</p><ul>${rows.join('')}</ul>`,
    back,
  );
}
