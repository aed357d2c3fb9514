import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { translator } from '../lib/i18n/index.ts';
import { schemaOf } from '../lib/server/platform/openapi.ts';
import { fieldsHelp, givenIn, inputOf, neededIn, type Schema } from './fields.ts';
import { Refusal } from './speech.ts';

const folder = mkdtempSync(join(tmpdir(), 'suivi-fields-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const schema: Schema = schemaOf(
  z.object({
    id: z.uuid().describe('id of a record'),
    seq: z.coerce.number().int().optional(),
    on: z.iso.date().optional(),
    words: z.string().optional(),
    many: z.array(z.number()).optional(),
    changes: z.union([z.string(), z.array(z.string())]).optional(),
    loud: z.boolean().default(false),
    draft: z.record(z.string(), z.unknown()).optional(),
    do: z.enum(['lift', 'drop']),
  }),
);
const read = (...args: string[]): Record<string, unknown> => inputOf(givenIn(args).fields, schema);

test('a field comes as the operation takes it: numbers, yes and no, lists, objects, what stands in a file', () => {
  const file = join(folder, 'words.txt');
  writeFileSync(file, 'two\nlines\n');
  expect(
    read('--seq', '3', '--loud=yes', '--many', '1', '--many', '2', '--draft', '{"a":1}', '--words', `@${file}`),
  ).toEqual({
    seq: 3,
    loud: true,
    many: [1, 2],
    draft: { a: 1 },
    words: 'two\nlines',
  });
  expect(read('--many', '[4]', '--changes', '7.1', '--words', '@@home')).toEqual({
    many: [4],
    changes: '7.1',
    words: '@home',
  });
  expect(read('--changes', '7.1', '--changes', '7.2', '--words', '--x')).toEqual({
    changes: ['7.1', '7.2'],
    words: '--x',
  });
});

test.each([
  [['--sec', '3'], 'There is no “--sec” here; did you mean “--seq”?'],
  [['--seq'], '--seq wants a value'],
  [['--seq', 'three'], '--seq takes a number, not “three”'],
  [['--loud', 'perhaps'], '--loud takes yes or no, not “perhaps”'],
  [['--draft', '{"a"'], '--draft is not JSON'],
  [['--words', 'a', '--words', 'b'], '--words is given twice'],
  [['--words', '@/no/such/file'], '--words /no/such/file: there is no such file'],
])('%j is a wrong call that names the field', (args, said) => {
  const fault = (): unknown => {
    try {
      return read(...args);
    } catch (error) {
      return error;
    }
  };
  const refused = fault();
  expect(refused).toMatchObject({ code: 2 });
  expect(refused instanceof Refusal && translator('en')(refused.key, refused.values)).toContain(said);
});

test('the help names each field with what it takes, those needed first', () => {
  const lines = fieldsHelp(translator('en'), schema, ['draft']).split('\n');
  expect(lines[0]).toMatch(/^ {2}--id ID +id of a record; needed$/);
  expect(lines[1]).toMatch(/^ {2}--do lift\|drop +needed$/);
  expect(lines.join('\n')).toMatch(/--many NUMBER, again for more/);
  expect(lines.join('\n')).toMatch(/--loud yes\|no +left out: false/);
  expect(lines.join('\n')).not.toContain('--draft');
  expect(neededIn(schema)).toBe(' --id ID --do lift');
  const all = { properties: { scope: { type: 'object', default: { kind: 'all' } } } };
  expect(fieldsHelp(translator('en'), all)).toBe('  --scope JSON   left out: {"kind":"all"}\n');
});
