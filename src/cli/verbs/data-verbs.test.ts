import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { sample } from '../../lib/server/testing/world.ts';

const bin = fileURLToPath(new URL('../../../packages/launcher/bin/suivi.mjs', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'suivi-data-verbs-'));
chmodSync(data, 0o711);
const file = join(data, 'sample.txt');
writeFileSync(file, sample());
afterAll(() => rmSync(data, { recursive: true, force: true }));

function suivi(args: string[], input?: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    input,
    env: {
      LC_ALL: 'C',
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SUIVI_DATA: data,
      SUIVI_NOW: '2025-02-10T09:00:00Z',
    },
  });
}
const json = (args: string[], input?: string): Record<string, unknown> => {
  const { stdout, stderr } = suivi([...args, '--json'], input);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe('the verbs of data, one after another on an empty installation', () => {
  test('import takes a file in, and again leads to the same record', () => {
    const first = json(['import', file]);
    expect(first).toMatchObject({ again: false, texts: [{ kind: 'resolution', number: '500' }] });
    expect(json(['import', '-', '--name', 'other.txt'], sample())).toMatchObject({
      intake: first['intake'],
      again: true,
    });
  });

  test('import saves, adopts and says how much waits for review', () => {
    suivi(['do', 'bodies.body.create', '{"code":"council","name":"Council","lang":"en"}']);
    const saved = json([
      'import',
      file,
      '--body=council',
      '--version=2024',
      '--visibility=public',
      '--adopted=2024-06-14',
    ]);
    expect(saved).toMatchObject({ waiting: 4, address: expect.stringMatching(/\/en\/texts\/council-500\/2024$/) });
  });

  test('obligations lists what was confirmed, as lines, JSON and CSV, filtered by flags or standard input', () => {
    const queue = json(['do', 'register.review.item', '{}'])['queue'] as { id: string }[];
    suivi(['do', 'register.review.bulk', JSON.stringify({ ids: queue.map((one) => one.id), act: 'confirm' })]);
    const lines = suivi(['obligations']).stdout.trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(JSON.parse(suivi(['obligations', '-', '--json'], '{"force":"invites"}').stdout)).toHaveLength(1);
    const csv = suivi(['obligations', '--q', 'lighthouses', '--csv']).stdout.trim().split('\r\n');
    expect(csv).toHaveLength(2);
    expect(csv[1]).toContain('2025-03-01');
    expect(suivi(['obligations', '2']).stdout).toContain('2025-03-01');
  });

  test('initiatives says what is wrong with each line, by its title where it has one', () => {
    const lines = [{ lang: 'xx', title: '' }, { title: 'Tide tables' }];
    const { status, stdout } = suivi(['initiatives', '-', '--dry-run'], JSON.stringify(lines));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^line 1: lang: /m);
    expect(stdout).toMatch(/^line 2 \(Tide tables\): lang: /m);
    expect(stdout).toContain('2 refused');
  });

  test('export writes the register and the text', () => {
    const out = join(data, 'text.md');
    expect(suivi(['export', 'text', 'council-500', '--version', '2024', '--out', out]).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('lighthouses');
    const akn = suivi(['export', 'text', 'council-500', '--version', '2024', '--format', 'xml']).stdout;
    expect(akn).toContain('<FRBRuri value="/akn/un/statement/deliberation/itu-council/2024-06-14/res-500"/>');
    // Each paragraph carries the identity that it keeps in other versions and languages.
    expect(akn).toMatch(/<paragraph eId="sec_1__para_1" wId="[0-9a-f-]{36}"/);
    expect(JSON.parse(suivi(['export', '-', '--json'], '{"what":"register"}').stdout)).toHaveLength(4);
    expect(suivi(['export', 'text', 'council-500', '--language', 'ru']).stderr).toContain('it is in: en');
  });

  test('a wrong filter, file or body is one line on standard error, and code 1', () => {
    for (const args of [
      ['obligations', '--state', 'sleeping'],
      ['obligations', '--state', 'sleeping', '--csv'],
      ['import', join(data, 'nowhere.txt')],
      ['import', file, '--body', 'nobody', '--version', '2030'],
      ['export', 'text', 'nothing'],
      ['seed'],
    ]) {
      const { status, stderr } = suivi(args);
      expect([args.join(' '), status]).toEqual([args.join(' '), 1]);
      expect(stderr.trim().split('\n'), args.join(' ')).toHaveLength(1);
    }
  });

  test.each(['import', 'obligations', 'export', 'seed', 'user', 'text'])('%s explains itself', (verb) => {
    expect(suivi([verb, '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(new RegExp(`^Usage:\\s+suivi ${verb}`)),
    });
    if (verb !== 'text' && verb !== 'user') expect(suivi([verb, '--nope']).status).toBe(2);
  });
});
