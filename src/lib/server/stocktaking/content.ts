import { z } from 'zod';
import type { Issue } from '../platform/errors.ts';
import { FuzzyDate, issuesOf, plainText } from '../platform/input.ts';
import { isDay, plainDay } from '../platform/typed-day.ts';
import { plainFigure } from './figure.ts';

/*
 * What is said of an initiative. A draft may lack anything and is kept as typed; what is submitted holds to `Content`.
 * Kinds of activity and of stakeholders follow the registry's own page (www.itu.int/net4/wsis/stocktaking/Home/About);
 * the other lists are ours.
 */

/** Kinds of activity. */
export const KINDS = [
  'project',
  'programme',
  'policy',
  'training',
  'conference',
  'platform',
  'guideline',
  'publication',
  'network',
  'other',
] as const;
/** Kinds of stakeholders (`organisation_profile.kind`). */
export const STAKEHOLDERS = [
  'government',
  'international',
  'private',
  'civil-society',
  'academia',
  'technical',
  'other',
] as const;
/** How far it reaches. */
export const LEVELS = ['local', 'national', 'regional', 'international'] as const;
export const STATUSES = ['planned', 'ongoing', 'completed', 'suspended', 'cancelled'] as const;
export const TECHNOLOGIES = [
  'internet-access',
  'mobile',
  'satellite',
  'broadcasting',
  'cloud',
  'open-source',
  'open-data',
  'artificial-intelligence',
  'internet-of-things',
  'blockchain',
  'geographic-information',
  'cybersecurity',
  'digital-identity',
  'digital-payment',
  'assistive',
  'other',
] as const;
/** Whom it reaches. */
export const GROUPS = [
  'women',
  'girls',
  'children',
  'youth',
  'older-persons',
  'persons-with-disabilities',
  'indigenous-peoples',
  'rural-communities',
  'migrants-refugees',
  'teachers',
  'health-workers',
  'farmers',
  'small-enterprises',
  'public-servants',
  'general-public',
  'other',
] as const;
export const RESOURCES = ['budget', 'staff', 'equipment', 'in-kind'] as const;
/** Under which words and pictures may be used again (SPDX names). */
export const LICENCES = ['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0'] as const;

/** Schemes whose concepts an initiative says it serves. */
export const SERVED = ['wsis-action-lines', 'sdg', 'gdc'] as const;

/** Most bytes of one picture as it is sent: what a good phone makes. Pages get it smaller. */
export const PICTURE_BYTES = 16_000_000;

const Web = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .describe('an address of the web');
/** A country or territory by its code of M49. */
const Country = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^M49 \d{3}$/.test(value))
      ctx.addIssue({ code: 'custom', params: { code: 'unknown-concept', value: value.slice(0, 80) } });
  })
  .describe('a code of M49: "M49 250"');
/** What kind of stakeholder an organisation is, its country and its site. */
export const Stakeholder = z.object({
  kind: z.enum(STAKEHOLDERS),
  country: Country.optional(),
  site: Web.optional(),
});
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A number, or one as typed: "12.5", "1 200,5". Words, blanks and truths are none. */
const Figure = z
  .union([
    z.number(),
    z
      .string()
      .overwrite(plainFigure)
      .regex(/^-?\d{1,15}(?:\.\d{1,6})?$/)
      .transform(Number),
  ])
  .pipe(z.number().min(-1e15).max(1e15));
const Amount = Figure.pipe(z.number().min(0));

/** A concept that it serves, and why. */
const Serves = z.object({
  concept: z.string().trim().min(1).max(60).describe('code of the concept: C2, SDG 5, SDG 5.b, GDC 1'),
  reason: plainText(1000).optional(),
});
const Partner = z.object({ name: plainText(200), kind: z.enum(STAKEHOLDERS).optional() });
const Result = z.object({
  indicator: plainText(300),
  unit: plainText(60).optional(),
  baseline: Figure.optional(),
  target: Figure.optional(),
  actual: Figure.optional(),
  period: plainText(60).optional(),
});
const Resource = z.object({
  kind: z.enum(RESOURCES),
  amount: Amount.optional(),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe('ISO 4217'),
  note: plainText(300).optional(),
});
const Link = z.object({ url: Web, label: plainText(200).optional() });
const Picture = z.object({ sha256: Sha256, alt: plainText(500) });
const Attached = z.object({ sha256: Sha256, name: plainText(200) });

/** What a version holds: complete, checked, without anything private. */
export const Content = z
  .object({
    title: plainText(300),
    description: plainText(10_000),
    kind: z.enum(KINDS),
    partners: z.array(Partner).max(50).default([]),
    /** None where it reaches everywhere. */
    countries: z.array(Country).max(250).default([]),
    level: z.enum(LEVELS),
    starts: FuzzyDate,
    ends: FuzzyDate.optional(),
    status: z.enum(STATUSES),
    serves: z.array(Serves).min(1).max(60),
    technologies: z.array(z.enum(TECHNOLOGIES)).max(TECHNOLOGIES.length).default([]),
    groups: z.array(z.enum(GROUPS)).max(GROUPS.length).default([]),
    results: z.array(Result).max(50).default([]),
    resources: z.array(Resource).max(30).default([]),
    links: z.array(Link).max(30).default([]),
    pictures: z.array(Picture).max(12).default([]),
    files: z.array(Attached).max(12).default([]),
    licence: z.enum(LICENCES),
    consent: z.literal(true).describe('that it may be published, and that those shown in pictures agreed'),
  })
  .superRefine((one, ctx) => {
    for (const { path, code } of across(one)) ctx.addIssue({ code: 'custom', path: [path], params: { code } });
  });
export type Content = z.output<typeof Content>;

/** What fields ask of each other. In: contents, or a draft in which any may be missing or of another kind. */
function across(one: Readonly<Record<string, unknown>>): { path: string; code: string }[] {
  const { starts, ends, level, countries, serves } = one;
  const day = (typed: unknown, none: string): string => {
    const plain = typeof typed === 'string' ? plainDay(typed) : none;
    return isDay(plain) ? plain : none;
  };
  const late = day(starts, '');
  const ended = day(ends, '9999');
  const somewhere = Array.isArray(countries) && countries.length > 0;
  const chosen: unknown[] = Array.isArray(serves) ? serves : [];
  const isLine = (each: unknown): boolean =>
    typeof each === 'object' &&
    each !== null &&
    'concept' in each &&
    typeof each.concept === 'string' &&
    /^C\d/.test(each.concept);
  return [
    ...(ended < late.slice(0, ended.length) ? [{ path: 'ends', code: 'ends-before-start' }] : []),
    // Where it reaches is asked for once its level is known.
    ...(level !== undefined && level !== 'international' && !somewhere
      ? [{ path: 'countries', code: 'required' }]
      : []),
    ...(chosen.length > 0 && !chosen.some(isLine) ? [{ path: 'serves', code: 'no-action-line' }] : []),
  ];
}

/**
 * What is wrong with a draft or missing from it; empty where it can be submitted. What fields ask of each other is told too
 * while others are still missing.
 */
export function lacking(draft: unknown): Issue[] {
  const issues = issuesOf(Content, draft);
  const more = across(z.record(z.string(), z.unknown()).safeParse(draft).data ?? {});
  return [...issues, ...more.filter((one) => !issues.some(({ path }) => path === one.path))];
}

/** The steps of the form: which fields each asks for. Every field stands in exactly one. */
export const STEPS = {
  what: ['title', 'description', 'kind'],
  who: ['partners'],
  where: ['level', 'countries', 'starts', 'ends', 'status'],
  why: ['serves', 'technologies', 'groups'],
  results: ['results', 'resources'],
  show: ['links', 'pictures', 'files'],
  consent: ['licence', 'consent'],
} as const satisfies Record<string, readonly (keyof Content)[]>;
export type Step = keyof typeof STEPS;

/**
 * How much of what a reader would like to know is said, 0 to 100: the parts that may be left out count once they are
 * filled. For the moderators' queue; nobody is refused for it.
 */
export function completeness(one: Partial<Content>): number {
  const filled = [
    Boolean(one.title),
    (one.description ?? '').length >= 200,
    Boolean(one.kind),
    (one.partners ?? []).length > 0,
    Boolean(one.level),
    Boolean(one.starts),
    Boolean(one.status),
    (one.serves ?? []).length > 0,
    (one.serves ?? []).some(({ reason }) => Boolean(reason)),
    (one.technologies ?? []).length > 0,
    (one.groups ?? []).length > 0,
    (one.results ?? []).length > 0,
    (one.results ?? []).some(({ actual }) => actual !== undefined),
    (one.links ?? []).length > 0,
    (one.pictures ?? []).length > 0,
  ];
  return Math.round((100 * filled.filter(Boolean).length) / filled.length);
}
