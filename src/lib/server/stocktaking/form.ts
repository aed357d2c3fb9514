import type { Draft } from './draft.ts';
import type { Issue } from '../platform/errors.ts';
import { STEPS, type Step } from './content.ts';

/** Lists of rows, with the cells of a row: as the form names them, "partners.0.name". */
export const ROWS = {
  partners: ['name', 'kind'],
  results: ['indicator', 'unit', 'baseline', 'target', 'actual', 'period'],
  resources: ['kind', 'amount', 'currency', 'note'],
  links: ['url', 'label'],
  pictures: ['sha256', 'alt'],
  files: ['sha256', 'name'],
} as const;
type Rows = keyof typeof ROWS;

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
const all = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((one): one is string => typeof one === 'string');

/** Rows in the order of their numbers; one that is ticked for removal, or has nothing but a hidden cell, is left out. */
function rows(form: FormData, list: Rows): Record<string, string>[] {
  const numbers = new Set<number>();
  for (const key of form.keys()) {
    const [, nth] = new RegExp(`^${list}\\.(\\d{1,3})\\.`).exec(key) ?? [];
    if (nth !== undefined) numbers.add(Number(nth));
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .filter((nth) => text(form, `${list}.${nth}.remove`) === '')
    .map((nth) => Object.fromEntries(ROWS[list].map((cell) => [cell, text(form, `${list}.${nth}.${cell}`)])))
    .filter((row) => Object.values(row).some((value) => value.trim() !== ''));
}

// What is ticked, and what has a reason without a tick: nothing that was typed falls away.
function serves(form: FormData): Record<string, string>[] {
  const reasons = new Map<string, string>();
  for (const code of all(form, 'serves')) reasons.set(code, '');
  for (const key of form.keys())
    if (key.startsWith('reason:') && (reasons.has(key.slice(7)) || text(form, key).trim() !== ''))
      reasons.set(key.slice(7), text(form, key));
  return [...reasons].map(([concept, reason]) => ({ concept, reason }));
}

/**
 * The fields that one step of the form sends, as a draft keeps them: as typed. In: the step and its form. What is wrong
 * with them is for `lacking` to say.
 */
export function draftFrom(step: Step, form: FormData): Draft {
  const texts = (...names: string[]): Draft => Object.fromEntries(names.map((name) => [name, text(form, name)]));
  switch (step) {
    case 'what':
      return texts('title', 'description', 'kind');
    case 'who':
      return { partners: rows(form, 'partners') };
    case 'where':
      return { ...texts('level', 'starts', 'ends', 'status'), countries: all(form, 'countries') };
    case 'why':
      return { serves: serves(form), technologies: all(form, 'technologies'), groups: all(form, 'groups') };
    case 'results':
      return { results: rows(form, 'results'), resources: rows(form, 'resources') };
    case 'show':
      return { links: rows(form, 'links'), pictures: rows(form, 'pictures'), files: rows(form, 'files') };
    case 'consent':
      return { ...texts('licence'), consent: text(form, 'consent') === 'yes' ? true : null };
  }
}

export const STEP_NAMES = Object.keys(STEPS) as Step[];
export const isStep = (value: string | undefined): value is Step => STEP_NAMES.some((one) => one === value);

/** Fields that are kept beside the draft: of the organisation, and the contact. All stand in the step `who`. */
const BESIDE = new Set(['organisation', 'contact', 'name', 'email', 'country', 'site']);

/** The step in which a field stands. In: the path of an issue ("results.0.unit"). */
export function stepOf(path: string): Step {
  const field = path.split('.')[0] ?? '';
  if (BESIDE.has(field)) return 'who';
  return STEP_NAMES.find((step) => (STEPS[step] as readonly string[]).includes(field)) ?? 'what';
}

/** The id of a concept's box in the form. */
export const boxOf = (code: string): string => `f-serves-${code.replace(/[^\w.-]/g, '_')}`;

/** Something wrong or missing, with its step and the id of the element that it leads to. */
export interface Fault extends Issue {
  step: Step;
  at: string;
}

/** Says where each issue of a draft stands in the form: what is chosen has its code in its id, not its place in the list. */
export function placed(issues: readonly Issue[], draft: Draft): Fault[] {
  const chosen = Array.isArray(draft['serves']) ? draft['serves'] : [];
  return issues.map((issue) => {
    const [, nth] = /^serves\.(\d+)/.exec(issue.path) ?? [];
    const row = nth === undefined ? undefined : chosen[Number(nth)];
    const code = typeof row === 'object' && row !== null ? row['concept'] : undefined;
    // A country that is no longer there has no box of its own.
    const plain = issue.path.replace(/^(countries|technologies|groups)\.\d+$/, '$1').replaceAll('.', '-');
    return { ...issue, step: stepOf(issue.path), at: code === undefined ? `f-${plain}` : boxOf(String(code)) };
  });
}
