import { describe, expect, test } from 'vitest';
import { playwrightResults, sum, vitestResults } from './test.mjs';

const assertion = (status: string, fullName = status): { status: string; fullName: string } => ({ status, fullName });

describe('the sum of all runners', () => {
  test('counts what vitest wrote, pending and todo as skipped', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'passed',
          message: '',
          assertionResults: [assertion('passed'), assertion('pending'), assertion('todo')],
        },
        {
          name: 'b.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [assertion('failed'), assertion('passed')],
        },
      ],
    };
    expect(sum(vitestResults(report), false)).toMatchObject({ passed: 2, failed: 1, skipped: 2 });
  });

  test('counts a file that broke before its first test as a failure', () => {
    const report = {
      testResults: [{ name: 'c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }],
    };
    expect(sum(vitestResults(report), false)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  });

  test('counts a file whose ending broke although its tests passed', () => {
    const report = {
      testResults: [
        { name: 'd.test.ts', status: 'failed', message: 'left a connection', assertionResults: [assertion('passed')] },
      ],
    };
    expect(sum(vitestResults(report), false)).toMatchObject({ passed: 1, failed: 1 });
  });

  test('counts what Playwright wrote, once for each project; a flaky test is a failure', () => {
    const spec = (title: string, ...statuses: string[]): object => ({
      title,
      tests: statuses.map((status, i) => ({ status, projectName: `p${i}` })),
    });
    const report = {
      errors: [],
      suites: [
        {
          title: 'home',
          specs: [spec('one', 'expected', 'unexpected')],
          suites: [{ title: 'inner', specs: [spec('two', 'flaky', 'skipped')] }],
        },
      ],
    };
    expect(sum(playwrightResults(report), false)).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
  });

  test('takes a skip for a failure where the real documents are there', () => {
    const results = [
      { name: 'reads the report', state: 'skipped' },
      { name: 'runs as another user (needs root)', state: 'skipped' },
      { name: 'reads it all (needs inputs)', state: 'skipped' },
    ];
    expect(sum(results, true)).toMatchObject({ passed: 0, failed: 2, skipped: 1 });
    expect(sum(results, false)).toMatchObject({ passed: 0, failed: 0, skipped: 3 });
  });
});
