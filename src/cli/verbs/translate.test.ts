import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, sample, type World } from '../../lib/server/testing/world.ts';

const bin = fileURLToPath(new URL('../../../packages/launcher/bin/suivi.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'suivi-translate-'));
let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.bring(sample());
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const suivi = (...args: string[]) =>
  spawnSync(process.execPath, [bin, 'translate', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: world.db.url },
  });

test('work goes out as XLIFF and comes back; each piece is told; terms and memories go both ways', () => {
  const out = join(folder, 'work.xlf');
  expect(suivi('out', 'council-500', '2024', '--to', 'fr', '--out', out)).toMatchObject({ status: 0, stderr: '' });
  const xliff = readFileSync(out, 'utf8');
  expect(xliff.match(/<unit /g)).toHaveLength(12);
  const lines = xliff.split('\n');
  const at = lines.findIndex((line) => line.includes('lanterns to the common store'));
  lines.splice(at + 1, 0, '        <target>de fournir des lanternes.</target>');
  writeFileSync(out, lines.join('\n'));
  const back = suivi('in', out, 'council-500', '2024', '--to', 'fr');
  expect(back.stdout).toContain('accepted         sec_2__para_1');
  expect(back.stdout).toContain('1 of 12 accepted');
  expect(back.status).toBe(1);
  const terms = join(folder, 'terms.csv');
  writeFileSync(terms, 'term,en,fr\nquay,quay,quai\n');
  expect(JSON.parse(suivi('terms-in', terms).stdout)).toEqual({ added: 1, changed: 0, ignored: [] });
  expect(suivi('terms').stdout).toContain('quay,,quay,,quai,,,proposed');
  expect(suivi('memory', 'council-500', '2024').stdout).toContain('<tmx version="1.4">');
  expect(suivi('in', out)).toMatchObject({ status: 2 });
  expect(suivi('nothing')).toMatchObject({ status: 2 });
  writeFileSync(out, '<html/>');
  expect(suivi('in', out, 'council-500', '2024', '--to', 'fr')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('unreadable-not-supported'),
  });
});
