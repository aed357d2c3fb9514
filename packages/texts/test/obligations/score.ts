import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Group, Item, Outline } from '../../src/model/text.ts';
import type { Suggestion, Timing } from '../../src/model/obligation.ts';
import { plain } from '../../src/obligations/plain.ts';

interface KeyField {
  line: number;
  field: string;
  from?: [number, number];
  to?: [number, number];
  value?: string;
  optional?: boolean;
}
interface KeyObligation {
  line: number;
  optional?: boolean;
  fields: KeyField[];
}
export interface Key {
  input: string;
  scope: [number, number][];
  obligations: KeyObligation[];
}

/** Frameworks that the keys mark; others named in passing (Addis Ababa, the Pact for the Future) are not counted. */
const MARKED = /^(?:C\d+|SDG( \d+)?|WSIS|GDC|2030 Agenda|Connect 2030|Tunis Agenda|Geneva Plan)$/;

export interface Count {
  right: number;
  wrong: number;
  missed: number;
}
export type Score = Record<string, Count> & { falseDates?: Count };

export const readKey = (name: string): Key =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'keys', name), 'utf8')) as Key;

/** Line of the source for each eId. */
function linesOf(outline: Outline): Map<string, number> {
  const lines = new Map<string, number>();
  const note = (text: number, eId: string, at: number[]) => lines.set(`${text}/${eId}`, at[0] ?? 0);
  outline.texts.forEach((text, index) => {
    const item = (one: Item): void => {
      note(index, one.eId, one.lines);
      one.items.forEach(item);
    };
    const group = (one: Group): void => {
      note(index, one.eId, one.lines);
      one.items.forEach(item);
      one.groups.forEach(group);
    };
    text.groups.forEach(group);
  });
  return lines;
}

const norm = (words: string): string =>
  plain(words)
    .toLowerCase()
    .replace(/^(?:the |le |la |l'|les |à l'|au |à la |to )/, '')
    .replace(/\s+/g, ' ')
    .trim();

/** A timing in the notation of the keys. */
export function timingCode(timing: Timing): string {
  if (timing.kind === 'once') return `once:${timing.bound ?? 'by'}:${timing.date ?? ''}`;
  if (timing.kind !== 'session') return timing.kind;
  const one = (session: { body: string; name: string }, date?: string) =>
    `${session.body}:${session.name}${date === undefined || date === session.name ? '' : `:${date}`}`;
  return `session:${one(timing.session ?? { body: '', name: '' }, timing.date)}${(timing.also ?? []).map((more) => `+${one(more.session, more.date)}`).join('')}`;
}

/** Every date a suggestion claims, and every date the key allows. */
const datesOf = (code: string): string[] => [...code.matchAll(/(?:19|20)\d\d(?:-\d\d)*/g)].map((m) => m[0]);

/**
 * Compares suggestions with a key. Suggestions are matched to the obligations of their line by the start of their action.
 * Out: counts per field, `obligation` first; `misses` names each difference by line, for a reader.
 */
export function score(
  key: Key,
  source: string,
  outline: Outline,
  suggestions: readonly Suggestion[],
): { counts: Map<string, Count>; falseDates: number; misses: string[] } {
  const lines = linesOf(outline);
  const rows = source.split('\n');
  const counts = new Map<string, Count>();
  const misses: string[] = [];
  let falseDates = 0;
  const count = (field: string, kind: keyof Count) => {
    const one = counts.get(field) ?? { right: 0, wrong: 0, missed: 0 };
    one[kind] += 1;
    counts.set(field, one);
  };
  const words = (field: KeyField): string => {
    if (field.from === undefined || field.to === undefined) return '';
    return (rows[field.from[0] - 1] ?? '').slice(field.from[1] - 1, field.to[1] - 1);
  };
  const inScope = (line: number) => key.scope.some(([a, b]) => line >= a && line <= b);
  const left = suggestions
    .map((suggestion) => ({ suggestion, line: lines.get(`${suggestion.text}/${suggestion.eId}`) ?? 0, used: false }))
    .filter(({ line, suggestion }) => inScope(line) && suggestion.informs !== true);

  const sets = (field: string, wanted: { value: string; optional: boolean }[], given: string[], line: number) => {
    const open = [...wanted];
    for (const value of given) {
      const at = open.findIndex(
        (one) =>
          one.value === value ||
          (field === 'addressee' && (value.startsWith(one.value) || one.value.startsWith(value))) ||
          (field === 'instrument' && (value.includes(one.value) || one.value.includes(value))),
      );
      const [hit] = at < 0 ? [] : open.splice(at, 1);
      if (hit === undefined) {
        count(field, 'wrong');
        misses.push(`${line} ${field} + ${value}`);
      } else if (!hit.optional) count(field, 'right');
    }
    for (const one of open) {
      if (one.optional) continue;
      count(field, 'missed');
      misses.push(`${line} ${field} - ${one.value}`);
    }
  };

  for (const obligation of key.obligations) {
    const of = (field: string) => obligation.fields.filter((one) => one.field === field);
    const action = words(of('action')[0] ?? { line: 0, field: 'action' });
    const here = left.filter(({ line, used }) => line === obligation.line && !used);
    const start = norm(action).slice(0, 12);
    const match =
      here.find(({ suggestion }) => norm(suggestion.action).slice(0, 12) === start) ??
      (key.obligations.filter(({ line }) => line === obligation.line).length === 1 ? here[0] : undefined) ??
      here.find(
        ({ suggestion }) =>
          norm(suggestion.action).includes(start.slice(0, 8)) ||
          norm(action).includes(norm(suggestion.action).slice(0, 8)),
      );
    if (match === undefined) {
      if (obligation.optional !== true) {
        count('obligation', 'missed');
        misses.push(`${obligation.line} obligation - ${action.slice(0, 50)}`);
      }
      continue;
    }
    match.used = true;
    if (obligation.optional === true) continue;
    count('obligation', 'right');
    const { suggestion } = match;
    const one = (field: string, right: boolean, given: string, wanted: string) => {
      count(field, right ? 'right' : 'wrong');
      if (!right) {
        count(field, 'missed');
        misses.push(`${obligation.line} ${field}: ${given} for ${wanted}`);
      }
    };
    const force = of('force')[0];
    one('force', force?.value === suggestion.force, suggestion.force, force?.value ?? '');
    const given = norm(suggestion.action);
    const wanted = norm(action);
    let common = 0;
    while (common < Math.min(given.length, wanted.length) && given[common] === wanted[common]) common += 1;
    one('action', common / Math.max(given.length, wanted.length) >= 0.5, suggestion.action, action.slice(0, 90));
    const kinds = (of('deliverable')[0]?.value ?? '').split('|');
    one('deliverable', kinds.includes(suggestion.deliverable), suggestion.deliverable, kinds.join('|'));

    const named = (field: string) =>
      of(field).map((f) => ({
        value: f.value ?? norm(words(f)),
        optional: f.optional === true || (f.value === undefined && field === 'recipient'),
      }));
    sets(
      'addressee',
      of('addressee').map((f) => ({ value: norm(words(f)), optional: f.optional === true })),
      suggestion.addressees.map(norm),
      obligation.line,
    );
    sets('recipient', named('recipient'), suggestion.recipients, obligation.line);
    sets('via', named('via'), suggestion.via, obligation.line);
    sets(
      'framework',
      named('framework'),
      suggestion.frameworks.filter((code) => MARKED.test(code)),
      obligation.line,
    );
    if (of('instrument').length > 0)
      sets(
        'instrument',
        of('instrument').map((f) => ({ value: norm(words(f)), optional: false })),
        suggestion.instruments.map(norm),
        obligation.line,
      );
    const allowed = (of('timing')[0]?.value ?? 'none').split('|');
    const code = timingCode(suggestion.timing);
    if (allowed.includes(code)) {
      if (code !== 'none') count('timing', 'right');
    } else {
      misses.push(`${obligation.line} timing: ${code} for ${allowed.join('|')}`);
      if (code !== 'none') count('timing', 'wrong');
      if (!allowed.includes('none')) count('timing', 'missed');
    }
    const known = datesOf(allowed.join());
    for (const date of datesOf(code)) if (!known.includes(date)) falseDates += 1;
  }
  for (const { suggestion, line, used } of left) {
    if (used) continue;
    count('obligation', 'wrong');
    misses.push(`${line} obligation + ${suggestion.force} ${suggestion.action.slice(0, 70)}`);
    falseDates += datesOf(timingCode(suggestion.timing)).length;
  }
  return { counts, falseDates, misses };
}

/** Precision and recall per field, as a table. */
export function table(counts: ReadonlyMap<string, Count>): string {
  const rate = (a: number, b: number) => (b === 0 ? '   –' : (a / b).toFixed(2));
  return [...counts]
    .map(
      ([field, { right, wrong, missed }]) =>
        `${field.padEnd(12)} precision ${rate(right, right + wrong)}  recall ${rate(right, right + missed)}  (${right} right, ${wrong} wrong, ${missed} missed)`,
    )
    .join('\n');
}
export const precision = ({ right, wrong }: Count): number => (right + wrong === 0 ? 1 : right / (right + wrong));
export const recall = ({ right, missed }: Count): number => (right + missed === 0 ? 1 : right / (right + missed));
