import { mkdirSync } from 'node:fs';
import { test } from '@playwright/test';
import { EXAMPLES } from '../src/lib/ui/parts/examples.ts';
import { axe, fits } from './testing/page.ts';

// Every part in every named example: axe, no sideways scrolling at 320 px, a picture of each (test-results/design).
for (const [scheme, width] of [
  ['light', 320],
  ['dark', 1280],
] as const)
  test(`every example of every part, ${scheme}, ${width} px @scripts`, async ({ browser }) => {
    test.setTimeout(180_000);
    mkdirSync('test-results/design', { recursive: true });
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 700 } });
    const page = await context.newPage();
    for (const { name } of EXAMPLES)
      for (const lang of ['fr', 'ar']) {
        await page.goto(`/${lang}/design/${name}`);
        await axe(page);
        await fits(page);
        await page.locator('#example').screenshot({ path: `test-results/design/${name}-${lang}-${scheme}.png` });
      }
    await context.close();
  });
