import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocx } from '@suivi/texts/read/docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../lib/server/platform/testing/database.ts';

const bin = fileURLToPath(new URL('../../../packages/launcher/bin/suivi.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'suivi-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const suivi = (args: string[], env: NodeJS.ProcessEnv = {}): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, [bin, 'export', ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', ...env },
  });

describe('suivi export', () => {
  test.each([
    [[], /Say what to do/],
    [['addressee'], /Say what to do/],
    [['register', '--language', 'de', '--out', 'x.docx'], /--language takes one of/],
    [['register', '--format', 'odt', '--out', 'x.odt'], /--format takes one of these: csv, json, docx, pdf/],
    [['register', '--nope'], /nope/],
  ])('%j is a wrong call, said in one line', (args, words) => {
    const { status, stderr } = suivi(args);
    expect(status).toBe(2);
    expect(stderr.trim()).toMatch(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('suivi export, with a database', () => {
  let db: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  test('writes the file of the language asked for; its ending says of what kind', () => {
    const out = join(folder, 'register.docx');
    const word = suivi(['register', '--language', 'ar', '--out', out], { DATABASE_URL: db.url });
    expect(word).toMatchObject({ status: 0, stderr: '' });
    expect(readDocx(new Uint8Array(readFileSync(out))).language).toBe('ar');
    const pdf = join(folder, 'calendar.pdf');
    expect(suivi(['calendar', '--year', '2027', '--out', pdf], { DATABASE_URL: db.url }).status).toBe(0);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('says in one line that there is no such addressee', () => {
    const { status, stderr } = suivi(['addressee', 'nobody', '--out', join(folder, 'x.docx')], {
      DATABASE_URL: db.url,
    });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
