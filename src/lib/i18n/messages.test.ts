import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { source } from '../../../scripts/messages.ts';

test('the module of words is the one that its script writes (node scripts/messages.ts)', async () => {
  const file = new URL('messages.ts', import.meta.url);
  const options = await prettier.resolveConfig(file);
  expect(readFileSync(file, 'utf8')).toBe(await prettier.format(source(), { ...options, parser: 'typescript' }));
});
