import { InvalidInput } from '../../platform/errors.ts';
import type { Line } from './line.ts';
import { placeOf, codeOf } from './csv.ts';

export const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Lines of a JSON file: a list of entries, or an object whose `entries` is one (what Suivi itself gives out), or a line
 * each (JSON Lines); as they stand, for `tidying`. Errors: InvalidInput `json-line` with the line where reading stopped.
 */
export function linesFromJson(text: string): Line[] {
  return entriesOf(text.replace(/^\uFEFF/, '')).map(({ line, entry }) => ({ line, fields: isRow(entry) ? entry : {} }));
}

function entriesOf(text: string): { line: number; entry: unknown }[] {
  const whole = startsWithALine(text) ? undefined : parsed(text);
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

/** Whether its first line is an entry by itself and others follow: as a whole it is none then, which it takes long to find. */
function startsWithALine(text: string): boolean {
  const end = text.indexOf('\n');
  return end > 0 && /\S/.test(text.slice(end)) && parsed(text.slice(0, end)) !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What comes of a word each time it is written: thousands of entries name some hundreds of codes. */
function once(work: (written: string) => string): (written: string) => string {
  const known = new Map<string, string>();
  return (written) => {
    const before = known.get(written);
    if (before !== undefined) return before;
    const made = work(written);
    known.set(written, made);
    return made;
  };
}

/** What makes an entry's fields: codes of goals and countries in place of what people write for them. */
export function tidying(places: ReadonlyMap<string, string>): (entry: Line['fields']) => Line['fields'] {
  const place = once((written) => placeOf(written, places));
  const code = once(codeOf);
  return (entry) => {
    const { countries, serves } = entry;
    return {
      ...entry,
      ...(Array.isArray(countries)
        ? { countries: countries.map((one: unknown) => (typeof one === 'string' ? place(one) : one)) }
        : {}),
      ...(Array.isArray(serves)
        ? {
            serves: serves.map((one: unknown) =>
              typeof one === 'string'
                ? { concept: code(one) }
                : isRow(one) && typeof one['concept'] === 'string'
                  ? { ...one, concept: code(one['concept']) }
                  : one,
            ),
          }
        : {}),
    };
  };
}
