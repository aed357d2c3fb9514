import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'suivi-bounds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const suivi = (args: string[], memory: string) =>
  spawnSync(process.execPath, [main, 'text', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C', SUIVI_TEXT_MEMORY: memory },
  });

test('a file that takes more memory than is given ends in one line that names it and the way out', () => {
  const file = join(folder, 'swells.txt');
  writeFileSync(file, `The Council,\ninstructs the Director\n${'to keep the quays and the lamps;\n\n'.repeat(60_000)}`);
  const { status, stderr } = suivi(['outline', file, '--json'], '32');
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(`${file}: more than 32 MB of memory would be needed. Set SUIVI_TEXT_MEMORY`);
});

test('a bound that is no number is a wrong call; a file larger than the engine reads is not opened', () => {
  expect(suivi(['outline', folder], 'plenty')).toMatchObject({ status: 2 });
  const file = join(folder, 'large.docx');
  writeFileSync(file, 'PK');
  truncateSync(file, 65 * 1024 * 1024);
  const { status, stderr } = suivi(['outline', file], '');
  expect([status, stderr]).toEqual([1, `suivi: ${file}: The file is larger than 64 MB.\n`]);
});
