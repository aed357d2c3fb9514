import type { Language } from '@suivi/texts';
import { formatDate, translator } from '#lib/i18n/index.ts';
import type { PageView } from './page.ts';
import { addressOf } from './write.ts';

/*
 * How an entry is cited: in words, BibTeX, RIS; and as structured data of schema.org. What is cited is the version: its number
 * stands in each form, since the words at the address may change.
 */

/** Where the registry is and in which language it is read. */
export interface Site {
  /** "https://suivi.example.org", without a slash at the end. */
  origin: string;
  lang: Language;
}

const pageOf = (one: PageView, { origin, lang }: Site): string => `${origin}/${lang}/${addressOf(one.number)}`;
const titleOf = (one: PageView): string => one.told?.title ?? '';
const dayOf = (moment: Date | string | null): string =>
  moment === null ? '' : new Date(moment).toISOString().slice(0, 10);

/** The citation in words of the reader's language. */
export function citation(one: PageView, site: Site): string {
  const t = translator(site.lang);
  return t('initiatives.cite.words', {
    organisation: one.organisation.name,
    title: titleOf(one),
    number: String(one.number),
    version: one.version?.seq ?? 0,
    date: one.version?.decidedAt ? formatDate(dayOf(one.version.decidedAt), site.lang) : '–',
    address: pageOf(one, site),
  });
}

// What TeX would take for a command; braces keep capitals as they are.
const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const tex = (words: string): string =>
  words.replace(/\s+/g, ' ').replace(/[\\~^{}&%$#_]/g, (sign) => TEX[sign] ?? `\\${sign}`);

/** An entry as BibTeX. */
export const asBibtex = (one: PageView, site: Site): string =>
  [
    `@misc{suivi-${one.number}-${one.version?.seq ?? 0},`,
    `  author = {{${tex(one.organisation.name)}}},`,
    `  title = {{${tex(titleOf(one))}}},`,
    `  year = {${dayOf(one.version?.decidedAt ?? null).slice(0, 4)}},`,
    `  note = {WSIS Stocktaking entry ${one.number}, version ${one.version?.seq ?? 0}},`,
    `  language = {${one.told?.lang ?? ''}},`,
    `  url = {${pageOf(one, site)}}`,
    '}',
    '',
  ].join('\n');

// A field of RIS ends with its line.
const ris = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** An entry as RIS, lines ended as the format wants them. */
export const asRis = (one: PageView, site: Site): string =>
  [
    ['TY', 'ELEC'],
    ['AU', ris(one.organisation.name)],
    ['TI', ris(titleOf(one))],
    ['AB', ris(one.told?.description ?? '')],
    ['PY', dayOf(one.version?.decidedAt ?? null).slice(0, 4)],
    ['DA', dayOf(one.version?.decidedAt ?? null).replaceAll('-', '/')],
    ['ET', String(one.version?.seq ?? 0)],
    ['ID', String(one.number)],
    ['LA', one.told?.lang ?? ''],
    ['UR', pageOf(one, site)],
    ['ER', ''],
  ]
    .map(([tag, value]) => `${tag}  - ${value}\r\n`)
    .join('');

/** What schema.org calls each kind; what it has no word for is a project. */
const TYPES: Record<string, string> = {
  training: 'Course',
  conference: 'Event',
  platform: 'WebSite',
  guideline: 'CreativeWork',
  publication: 'CreativeWork',
};
const LICENCES: Record<string, string> = {
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC-BY-SA-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC-BY-NC-4.0': 'https://creativecommons.org/licenses/by-nc/4.0/',
};

/** An entry as structured data: the page, and the thing that it is about. */
export function asJsonLd(one: PageView, site: Site): object {
  const content = one.version?.content;
  if (!content) return {};
  const at = pageOf(one, site);
  const type = TYPES[content.kind] ?? 'Project';
  // A project is an organisation there, with other names for its days.
  const days =
    type === 'Event'
      ? { startDate: content.starts, endDate: content.ends }
      : type === 'Project'
        ? { foundingDate: content.starts, dissolutionDate: content.ends }
        : { temporalCoverage: `${content.starts}/${content.ends ?? '..'}` };
  const organisation = {
    '@type': 'Organization',
    name: one.organisation.name,
    '@id': `${site.origin}/${site.lang}/stocktaking/organisations/${one.organisation.id}`,
    ...(one.organisation.site === null ? {} : { sameAs: one.organisation.site }),
  };
  const places = content.countries.map((code) => ({
    '@type': 'Country',
    identifier: code,
    name: one.concepts[code]?.name ?? code,
  }));
  const about = content.serves.map(({ concept }) => ({
    '@type': 'DefinedTerm',
    termCode: concept,
    name: one.concepts[concept]?.name ?? concept,
    inDefinedTermSet: `${site.origin}/${site.lang}/frameworks/${one.concepts[concept]?.scheme ?? ''}`,
  }));
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    '@id': at,
    url: at,
    name: titleOf(one),
    inLanguage: one.told?.lang,
    license: LICENCES[content.licence],
    datePublished: dayOf(one.publishedAt),
    dateModified: dayOf(one.version?.decidedAt ?? null),
    version: one.version?.seq,
    mainEntity: {
      '@type': type,
      name: titleOf(one),
      description: one.told?.description,
      identifier: String(one.number),
      ...(content.links[0] ? { url: content.links[0].url, sameAs: content.links.map(({ url }) => url) } : {}),
      ...days,
      ...(type === 'Project'
        ? { parentOrganization: organisation, areaServed: places, knowsAbout: about }
        : type === 'Event'
          ? { organizer: organisation, location: places, about }
          : { creator: organisation, spatialCoverage: places, about }),
    },
  };
}

/** JSON for a data block of a page: no sign in it can end the element or begin another. */
export const blockOf = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
