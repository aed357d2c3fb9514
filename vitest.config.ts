import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'engine', include: ['packages/*/{src,test}/**/*.test.ts'], testTimeout: 180_000 } },
      {
        test: {
          name: 'server',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'messages/**/*.test.ts'],
          globalSetup: ['src/lib/server/platform/testing/global-setup.ts'],
          // Room for a machine that does other work besides: no test asserts a time.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
