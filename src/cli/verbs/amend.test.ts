import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeHall, type Hall } from '../../lib/server/amendments/testing/hall.ts';

const bin = fileURLToPath(new URL('../../../packages/launcher/bin/suivi.mjs', import.meta.url));
let hall: Hall;
let at: string[];
beforeAll(async () => {
  hall = await makeHall({ visibility: 'public', window: { shown: 'public' } });
  at = [hall.slug, '2025'];
});
afterAll(() => hall.world.close());

const suivi = (args: string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}) =>
  spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    ...(options.input === undefined ? {} : { input: options.input }),
    env: { ...process.env, DATABASE_URL: hall.world.db.url, LC_ALL: 'C', ...options.env },
  });
const amend = (act: string, ...args: string[]) => suivi(['amend', act, ...at, ...args]);
const done = (act: string, ...args: string[]): Record<string, unknown> => {
  const { stdout, stderr } = amend(act, ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Record<string, unknown>;
};
const shown = (): string => amend('table').stdout;

test('a draft is negotiated from its window to its adoption, by the address of the text', async () => {
  done('window', '--closes', '2125-02-20T18:00', '--order', 'Boria\nAland');
  expect(shown()).toMatch(/^Amendments are received until 2125-02-20T18:00 \(Europe\/Zurich\)\.$/m);
  const roadmap = (await hall.at('roadmap')).eid;
  const words = (await hall.at('roadmap')).plain.replace('a roadmap', 'a chart');
  const proposed = done('propose', roadmap, '--kind', 'MOD', '--words', words, '--organisation', 'Aland');
  expect(proposed).toMatchObject({ number: 1 });
  done('support', '1', '--organisation', 'Boria');
  done('propose', roadmap, '--kind', 'SUP', '--organisation', 'Cumbra', '--reasons', 'Not now.');
  done('withdraw', '2');
  expect(amend('list').stdout).toMatch(/1 {2}MOD {2}sec_\S+ +Aland {2}open\n/);
  expect(amend('compiled').stdout).toContain('a chart for the lighthouses');
  done('accept', '1', '--reason', 'Agreed.');
  expect(shown()).toContain('a chart for the lighthouses');
  expect(amend('open', 'sec_9', 'words').stderr).toBe(
    'suivi: eid: There is no such place in the text (no-such-place)\n',
  );
  done('open', roadmap, 'for the lighthouses', '--reason', 'Cumbra asked.');
  const bracket = /^(\S+#\d) +\[\] {2}for the lighthouses$/m.exec(shown())?.[1] ?? '';
  done('lift', bracket);
  expect(shown()).not.toContain('[]');
  done('edit', roadmap, words.replace('a chart', 'two charts'));
  done('adopt', '2026', '--on', '2026-02-21');
  expect(suivi(['amend', 'table', hall.slug, '2026', '--json']).stdout).toContain('"label":"2026"');
});

describe('a wrong call', () => {
  test.each([
    [['amend'], /^suivi: Say what to do. See suivi amend --help\.$/],
    [['amend', 'lifft', 'a', 'b'], /did you mean “lift”/],
    [['amend', 'lift', 'council-500'], /Say which text and which version/],
    [['amend', 'lift', 'council-500', '2025'], /It wants: BRACKET/],
    [['amend', 'put', 'council-500', '2025', '--because', 'x'], /There is no “--because” here/],
    [['amend', 'table', 'council-500', '2025', '--step', '1'], /“--step” is one word too many/],
    [['do', 'amendments.adopt', '--labl', 'x'], /did you mean “--label”/],
    [['do', 'amendments.adobt'], /did you mean “amendments.adopt”/],
    [['do', 'amendments.adopt', '{}', 'more'], /one word too many/],
    [['do', 'amendments.adopt', '[]', '--label', 'x'], /A JSON object is wanted/],
  ])('%j is told in one line', (args, said) => {
    const { status, stderr } = suivi(args);
    expect(stderr.trim()).toMatch(said);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
  });

  test('a fault of a field names it, in words of the terminal’s language', () => {
    const { status, stderr } = amend('open', 'sec_9', 'words');
    expect(status).toBe(1);
    expect(stderr).toBe('suivi: edition: has been adopted already (already-adopted)\n');
    const french = suivi(['amend', 'adopt', ...at, '2027', '--on', 'soon'], { env: { LC_ALL: 'fr_CH.UTF-8' } });
    expect(french.stderr).toMatch(/^suivi: on: .*[éè’].* \(/);
  });

  test('what is not there is told in words too, and a fault of one field once', () => {
    expect(amend('withdraw', '99').stderr).toBe(
      'suivi: Nothing is found there, or you may not see it (not-found: 99)\n',
    );
    expect(amend('window', '--closes', 'tomorrow').stderr).toBe('suivi: closes: is not in the right form (bad-form)\n');
  });
});

describe('suivi do', () => {
  test('tells every operation by area, one area, and the fields of one with an example', () => {
    const all = suivi(['do']).stdout;
    expect(all).toMatch(/^amendments\n {2}query +amendments\.list +\S/m);
    expect(all).toContain('\nregister\n');
    const area = suivi(['do', 'amendments']).stdout;
    expect(area).toContain('command  amendments.adopt');
    expect(area).not.toContain('register.');
    const help = suivi(['do', 'amendments.table.bracket', '--help']).stdout;
    expect(help).toMatch(/^ {2}--bracket WORDS +as the text on the table gives it/m);
    expect(help).toContain('suivi do amendments.table.bracket --edition ID --bracket WORDS --do lift');
    expect(JSON.parse(suivi(['do', 'amendments.table.bracket', '--help', '--json']).stdout)).toMatchObject({
      required: ['edition', 'bracket', 'do'],
    });
  });

  test('takes fields, JSON, and JSON on standard input with fields above it', () => {
    const fields = suivi(['do', 'amendments.list', '--of', 'mine']);
    expect(JSON.parse(fields.stdout)).toMatchObject({ amendments: [] });
    const both = suivi(['do', 'amendments.table', '-', '--version', '2025'], {
      input: JSON.stringify({ slug: hall.slug, version: 'none' }),
    });
    expect(JSON.parse(both.stdout)).toMatchObject({ version: { label: '2025' } });
  });
});
