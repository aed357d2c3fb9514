// `npm test`: everything — the engine, the server on a database, the browser — and the true sum at the end.
// A test skipped although the real documents (SUIVI_INPUTS) are there counts as failed; one that says in its name what
// else it needs, "(needs root)", may be skipped.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './set-up.mjs';

/** Tests as `{ name, state }`, state being passed, failed or skipped, from what vitest wrote. */
export function vitestResults(report) {
  return report.testResults.flatMap((file) => {
    const tests = file.assertionResults.map((test) => ({
      name: test.fullName,
      state: test.status === 'passed' ? 'passed' : test.status === 'failed' ? 'failed' : 'skipped',
    }));
    // A file that breaks before its first test, or after its last.
    const broken = file.status === 'failed' && !tests.some((test) => test.state === 'failed');
    return broken ? [...tests, { name: `${file.name}: ${file.message}`, state: 'failed' }] : tests;
  });
}

/** The same from what Playwright wrote: suites hold suites, specs hold a test for each project. */
export function playwrightResults(report) {
  const inside = (suite) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map((test) => ({
        name: `${suite.title} ${spec.title} [${test.projectName}]`,
        state: test.status === 'skipped' ? 'skipped' : test.status === 'expected' ? 'passed' : 'failed',
      })),
    ),
    ...(suite.suites ?? []).flatMap(inside),
  ];
  return [
    ...report.suites.flatMap(inside),
    ...report.errors.map((error) => ({ name: error.message ?? 'error', state: 'failed' })),
  ];
}

/** Sums; with the inputs at hand a skip without a stated need is a failure. */
export function sum(results, inputsThere) {
  const excused = (test) => /\(needs (?!inputs)[^)]+\)/.test(test.name);
  const wronglySkipped = results.filter((test) => test.state === 'skipped' && inputsThere && !excused(test));
  const count = (state) => results.filter((test) => test.state === state).length;
  return {
    passed: count('passed'),
    failed: count('failed') + wronglySkipped.length,
    skipped: count('skipped') - wronglySkipped.length,
    wronglySkipped,
  };
}

function run(node, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code) => done(code ?? 1));
  });
}

const freePort = () =>
  new Promise((done, failed) => {
    const probe = createServer().on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

const readReport = (file, code, runner, convert) =>
  existsSync(file)
    ? convert(JSON.parse(readFileSync(file, 'utf8')))
    : [{ name: `${runner} ended with ${code} and wrote nothing`, state: 'failed' }];

async function main() {
  if (!(await setUp())) return 1;
  const { pinnedNode } = await import('../packages/launcher/src/hand-over.mjs');
  const node = pinnedNode() ?? process.execPath;
  // Kit writes the base of tsconfig.json into node_modules, which a fresh install has emptied.
  if (!existsSync(join(root, 'node_modules', '$app')))
    await run(node, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync']);
  const folder = mkdtempSync(join(tmpdir(), 'suivi-tests-'));
  chmodSync(folder, 0o711);
  try {
    const results = [];
    const unit = join(folder, 'vitest.json');
    const unitCode = await run(node, [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unit}`,
    ]);
    const unitResults = readReport(unit, unitCode, 'vitest', vitestResults);
    if (unitCode !== 0 && !unitResults.some((test) => test.state === 'failed'))
      unitResults.push({ name: `vitest ended with ${unitCode}`, state: 'failed' });
    results.push(...unitResults);
    const specs =
      existsSync(join(root, 'e2e')) &&
      readdirSync(join(root, 'e2e'), { recursive: true }).some((name) => /\.(spec|test)\.ts$/.test(String(name)));
    if (specs) {
      const browser = join(folder, 'playwright.json');
      const data = mkdtempSync(join(folder, 'data-'));
      chmodSync(data, 0o711);
      const code = await run(node, ['node_modules/@playwright/test/cli.js', 'test'], {
        PLAYWRIGHT_JSON_OUTPUT_NAME: browser,
        E2E_PORT: String(await freePort()),
        E2E_DATA: data,
      });
      const browserResults = readReport(browser, code, 'playwright', playwrightResults);
      if (code !== 0 && !browserResults.some((test) => test.state === 'failed'))
        browserResults.push({ name: `playwright ended with ${code}`, state: 'failed' });
      results.push(...browserResults);
    }
    const inputs = resolve(root, process.env.SUIVI_INPUTS ?? '../shared/inputs');
    const there = existsSync(inputs);
    const { passed, failed, skipped, wronglySkipped } = sum(results, there);
    if (!there) process.stdout.write(`Real documents are not at hand (${inputs}): tests on them are skipped.\n`);
    for (const test of wronglySkipped)
      process.stdout.write(`skipped although the real documents are there: ${test.name}\n`);
    for (const test of results
      .filter(({ state }) => state === 'skipped')
      .filter((one) => !wronglySkipped.includes(one)))
      process.stdout.write(`skipped: ${test.name}\n`);
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    return failed > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();
