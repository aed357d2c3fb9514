import { z } from 'zod';
import { InvalidInput, type Issue } from './errors.ts';

/** Checks what was sent against a schema. Errors: InvalidInput with every issue, keyed by field path. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new InvalidInput(result.error.issues.map(asIssue), { cause: result.error });
}

// Zod's issue kinds become codes of ours; the words are in messages/errors (`issues.*`), in six languages.
function asIssue(issue: z.core.$ZodIssue): Issue {
  const path = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'invalid_type':
      return {
        path,
        code: issue.input === undefined ? 'required' : 'wrong-type',
        values: { expected: issue.expected },
      };
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? { path, code: 'required' }
        : {
            path,
            code: `too-small-${issue.origin === 'string' ? 'text' : 'number'}`,
            values: { minimum: Number(issue.minimum) },
          };
    case 'too_big':
      return {
        path,
        code: `too-big-${issue.origin === 'string' ? 'text' : 'number'}`,
        values: { maximum: Number(issue.maximum) },
      };
    case 'invalid_format':
      return { path, code: `bad-${issue.format === 'url' ? 'url' : issue.format === 'email' ? 'email' : 'form'}` };
    case 'invalid_value':
      return { path, code: 'not-one-of', values: { options: issue.values.map(String).join(', ') } };
    case 'unrecognized_keys':
      return { path: [path, issue.keys[0]].filter(Boolean).join('.'), code: 'unknown-field' };
    case 'custom':
      return { path, code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'bad-form' };
    default:
      return { path, code: 'bad-form' };
  }
}

/** A stretch of plain text typed by a person: trimmed, normalised to NFC, without control characters but line ends. */
export const plainText = (max: number) =>
  z
    .string()
    .transform((value) =>
      value
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
        .trim(),
    )
    .pipe(z.string().min(1).max(max));

export const Id = z.uuid().describe('id of a record');
export const Rev = z.coerce.number().int().positive().describe('lock number last seen; a stale one answers 409');
export const Lang = z.enum(['ar', 'en', 'es', 'fr', 'ru', 'zh']).describe('language');
export const Visibility = z.enum(['draft', 'body', 'public']).describe('who may see it');
/** A day, month or year: "2025-03-01", "2025-03", "2025". */
export const FuzzyDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
  .describe('a day, a month or a year: 2025-03-01, 2025-03 or 2025');
