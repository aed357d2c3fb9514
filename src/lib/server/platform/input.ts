import { z } from 'zod';
import { InvalidInput, type Issue } from './errors.ts';
import { couldBeTwo, isDay, plainDay } from './typed-day.ts';

/** Levels of nesting that an input may have: far more than any command asks, far less than exhausts a stack. */
const DEEPEST = 64;

/** Checks what was sent against a schema. Errors: InvalidInput with every issue, keyed by field path. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) {
    const issues = unkeepable(result.data);
    if (issues.length > 0) throw new InvalidInput(issues);
    return result.data;
  }
  throw new InvalidInput(
    result.error.issues.map((issue) => asIssue(issue, raw)),
    { cause: result.error },
  );
}

/**
 * What PostgreSQL's text and jsonb cannot hold, wherever it stands in the value: NUL, half of a surrogate pair, and
 * nesting without end. Walks without recursion, so that the nesting itself cannot break it.
 */
export function unkeepable(value: unknown): Issue[] {
  const issues: Issue[] = [];
  // Hundreds of entries have the same names of fields: each is looked at once.
  const sound = new Set<string>();
  // The path of a value is written out only where something is wrong with it: an import has hundreds of thousands.
  const left: Place[] = [{ value, key: '', depth: 0, within: null }];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const { value: here, depth } = one;
    if (typeof here === 'string') {
      if (!keepable(here)) issues.push({ path: pathOf(one), code: 'bad-character' });
    } else if (typeof here === 'object' && here !== null && !ArrayBuffer.isView(here)) {
      if (depth === DEEPEST) return [{ path: pathOf(one).split('.')[0] ?? '', code: 'too-deep' }];
      const judge = (inner: unknown, key: string | number): void => {
        if (typeof inner === 'string' ? !keepable(inner) : typeof inner === 'object' && inner !== null)
          left.push({ value: inner, key, depth: depth + 1, within: one });
      };
      if (Array.isArray(here)) for (let i = 0; i < here.length; i++) judge(here[i], i);
      else
        for (const key of Object.keys(here)) {
          if (!sound.has(key)) {
            if (keepable(key)) sound.add(key);
            else issues.push({ path: pathOf(one), code: 'bad-character' });
          }
          judge((here as Record<string, unknown>)[key], key);
        }
    }
  }
  return issues;
}

interface Place {
  value: unknown;
  key: string | number;
  depth: number;
  within: Place | null;
}
const keepable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at: Place | null = place; at !== null; at = at.within) if (at.within !== null) keys.unshift(String(at.key));
  return keys.join('.');
}

/** All that a schema has against a value, as issues with message codes; none where it fits. */
export function issuesOf(schema: z.ZodType, raw: unknown): Issue[] {
  const result = schema.safeParse(raw);
  return result.success ? [] : result.error.issues.map((issue) => asIssue(issue, raw));
}

// Whether nothing stands where an issue is: Zod says the same of what is missing and of what is wrong.
function isMissing(raw: unknown, path: readonly PropertyKey[]): boolean {
  let here = raw;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return true;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here === undefined || here === null;
}

// Zod's issue kinds become codes of ours; the words are in messages/errors (`issues.*`), in six languages.
function asIssue(issue: z.core.$ZodIssue, raw: unknown): Issue {
  const path = issue.path.map(String).join('.');
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_value') && isMissing(raw, issue.path))
    return { path, code: 'required' };
  switch (issue.code) {
    case 'invalid_type':
      return { path, code: 'wrong-type', values: { expected: issue.expected } };
    case 'too_small':
      return (issue.origin === 'string' || issue.origin === 'array') && Number(issue.minimum) === 1
        ? { path, code: 'required' }
        : {
            path,
            code: `too-small-${issue.origin === 'string' ? 'text' : 'number'}`,
            values: { minimum: Number(issue.minimum) },
          };
    case 'too_big':
      return {
        path,
        code: `too-big-${issue.origin === 'string' ? 'text' : issue.origin === 'array' ? 'list' : 'number'}`,
        values: { maximum: Number(issue.maximum) },
      };
    case 'invalid_format':
      return { path, code: `bad-${issue.format === 'url' ? 'url' : issue.format === 'email' ? 'email' : 'form'}` };
    case 'invalid_value':
      return { path, code: 'not-one-of', values: { options: issue.values.map(String).join(', ') } };
    case 'unrecognized_keys':
      return { path: [path, issue.keys[0]].filter(Boolean).join('.'), code: 'unknown-field' };
    case 'custom': {
      const { code, value } = issue.params ?? {};
      const said = typeof code === 'string' ? code : 'bad-form';
      return typeof value === 'string' ? { path, code: said, values: { value } } : { path, code: said };
    }
    default:
      return { path, code: 'bad-form' };
  }
}

/** Whether a command takes the lock number of a record, and with it the header If-Match. */
export const takesRev = (input: z.ZodType): boolean => input instanceof z.ZodObject && 'rev' in input.shape;

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const VISIBLE = /[^\p{Z}\p{Cf}\p{Cc}]/u;

/**
 * A stretch of plain text typed by a person: trimmed, normalised to NFC, without control characters but line ends; there is
 * something in it to be seen.
 */
export const plainText = (max: number) =>
  z
    .string()
    .transform((value) => {
      const composed = value.normalize('NFC');
      const plain = CONTROLS.test(composed)
        ? composed.replace(/\r\n?/g, '\n').replace(new RegExp(CONTROLS, 'g'), ' ')
        : composed;
      const trimmed = plain.trim();
      return VISIBLE.test(trimmed) ? trimmed : '';
    })
    .pipe(z.string().min(1).max(max));

export const Id = z.uuid().describe('id of a record');
export const Rev = z.coerce.number().int().positive().describe('lock number last seen; a stale one answers 409');
export const Lang = z.enum(['ar', 'en', 'es', 'fr', 'ru', 'zh']).describe('language');
export const Visibility = z.enum(['draft', 'body', 'public']).describe('who may see it');
/** A day, month or year, in its plain form or as typed: "2025-03-01", "2025-03", "2025"; "1.3.2025", "٢٠٢٥-٠٣-٠١". */
export const FuzzyDate = z
  .string()
  .overwrite(plainDay)
  .superRefine((value, ctx) => {
    if (!isDay(value))
      ctx.addIssue({ code: 'custom', params: { code: couldBeTwo(value) ? 'day-or-month' : 'not-a-day' } });
  })
  .describe('a day, a month or a year: 2025-03-01, 2025-03 or 2025');
