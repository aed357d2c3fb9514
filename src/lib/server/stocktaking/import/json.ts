import { InvalidInput } from '../../platform/errors.ts';
import type { Line } from './line.ts';
import { placeOf, codeOf } from './csv.ts';

export const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Lines of a JSON file: a list of entries, or an object whose `entries` is one (what Suivi itself gives out), or a line
 * each (JSON Lines); as they stand, for `tidied`. Errors: InvalidInput `json-line` with the line where reading stopped.
 */
export function linesFromJson(text: string): Line[] {
  return entriesOf(text.replace(/^\uFEFF/, '')).map(({ line, entry }) => ({ line, fields: isRow(entry) ? entry : {} }));
}

function entriesOf(text: string): { line: number; entry: unknown }[] {
  const whole = parsed(text);
  if (whole !== undefined) {
    const list = Array.isArray(whole)
      ? whole
      : isRow(whole) && Array.isArray(whole['entries'])
        ? whole['entries']
        : [whole];
    return list.map((entry: unknown, i) => ({ line: i + 1, entry }));
  }
  return text.split('\n').flatMap((words, i) => {
    if (words.trim() === '') return [];
    const entry = parsed(words);
    if (entry === undefined)
      throw new InvalidInput([{ path: `json.${i + 1}`, code: 'json-line', values: { line: i + 1 } }]);
    return [{ line: i + 1, entry }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An entry's fields, with codes of goals and countries in place of what people write for them. */
export function tidied(entry: Record<string, unknown>, places: ReadonlyMap<string, string>): Record<string, unknown> {
  const { countries, serves } = entry;
  return {
    ...entry,
    ...(Array.isArray(countries)
      ? { countries: countries.map((one: unknown) => (typeof one === 'string' ? placeOf(one, places) : one)) }
      : {}),
    ...(Array.isArray(serves)
      ? {
          serves: serves.map((one: unknown) =>
            typeof one === 'string'
              ? { concept: codeOf(one) }
              : isRow(one) && typeof one['concept'] === 'string'
                ? { ...one, concept: codeOf(one['concept']) }
                : one,
          ),
        }
      : {}),
  };
}
