import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../../packages/launcher/bin/suivi.mjs', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'suivi-verbs-'));
chmodSync(data, 0o711);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const suivi = (
  args: string[],
  env: NodeJS.ProcessEnv = {},
): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: process.env['PATH'], HOME: process.env['HOME'], SUIVI_DATA: data, PORT: '0', ...env },
  });

describe('suivi migrate', () => {
  test('starts the database for itself, applies what is missing once, and stops it again', () => {
    const first = suivi(['migrate', '--json']);
    expect(JSON.parse(first.stdout).applied.length, first.stderr).toBeGreaterThan(3);
    expect(JSON.parse(suivi(['migrate', '--json']).stdout)).toEqual({ applied: [] });
    expect(existsSync(join(data, 'postgres', '18', 'postmaster.pid'))).toBe(false);
  });
});

describe('suivi doctor', () => {
  test('finds nothing in the way on a machine that is well, and says so by its code', () => {
    const { status, stdout } = suivi(['doctor', '--json']);
    const { checks } = JSON.parse(stdout) as { checks: { name: string; state: string; found: string }[] };
    expect(checks.filter(({ state }) => state === 'fault')).toEqual([]);
    expect(checks.find(({ name }) => name === 'migrations')?.found).toMatch(/^all \d+ applied$/);
    expect(status).toBe(0);
  });

  test('names each fault with the way out, and goes on with the other checks', () => {
    const { status, stdout } = suivi(['doctor'], { DATABASE_URL: 'postgres://127.0.0.1:1/none', SUIVI_DTA: 'x' });
    expect(stdout).toMatch(/FAULT {2}database .*does not answer.*→ check DATABASE_URL/);
    expect(stdout).toMatch(/note .*SUIVI_DTA is no setting/);
    expect(stdout).toMatch(/ok .*port/);
    expect(status).toBe(1);
  });
});

describe('the verbs of the server', () => {
  test.each(['serve', 'migrate', 'doctor'])('%s explains itself, and calls an unknown option a wrong call', (verb) => {
    expect(suivi([verb, '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(new RegExp(`^Usage: suivi ${verb}`)),
    });
    const wrong = suivi([verb, '--nope']);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('help is given wherever it is asked for', () => {
    expect(suivi(['user', 'add', '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('suivi user add'),
    });
    expect(suivi(['do', 'register.obligation', '--help']).stdout).not.toContain('Usage:');
  });
});
