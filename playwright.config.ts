import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';

// The configuration is read once more by each worker: the first reader chooses, the others inherit.
process.env['E2E_PORT'] ??= '4173';
if (!process.env['E2E_DATA']) {
  process.env['E2E_DATA'] = mkdtempSync(join(tmpdir(), 'suivi-e2e-'));
  // As root PostgreSQL runs as another user, which must be able to enter.
  chmodSync(process.env['E2E_DATA'], 0o711);
}
const origin = `http://localhost:${process.env['E2E_PORT']}`;
// In one process Chromium ends with its first page: only functions in the cloud need that.
const args = chromium.args.filter((one) => one !== '--single-process' && one !== '--no-zygote');
const launch = { executablePath: await chromium.executablePath(), args };

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  timeout: 60_000,
  forbidOnly: true,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : 'list',
  use: { baseURL: origin, browserName: 'chromium', launchOptions: launch, trace: 'off', screenshot: 'only-on-failure' },
  // Every page works without scripts; they only make it nicer. A spec that needs scripts says so in its name.
  projects: [
    { name: 'scripts', use: { javaScriptEnabled: true } },
    { name: 'no scripts', use: { javaScriptEnabled: false }, grepInvert: /@scripts/ },
  ],
  webServer: {
    command: 'node packages/launcher/bin/suivi.mjs serve',
    // The first page that a fresh server is asked for: nothing has been loaded by another before.
    url: `${origin}/en/texts/council-4021/2025`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PORT: process.env['E2E_PORT'],
      SUIVI_DATA: process.env['E2E_DATA'],
      SUIVI_NOW: process.env['SUIVI_NOW'] ?? '2026-05-04T10:00:00Z',
      DATABASE_URL: '',
    },
  },
});
