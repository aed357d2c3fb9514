import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { EXAMPLES } from '../src/lib/ui/parts/examples.ts';

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
    const found: string[] = [];
    for (const { name } of EXAMPLES)
      for (const lang of ['fr', 'ar']) {
        await page.goto(`/${lang}/design/${name}`);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        found.push(...violations.map((one) => `${name} ${lang} ${one.id}: ${one.nodes[0]?.html ?? ''}`));
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) found.push(`${name} ${lang} scrolls sideways by ${wide} px`);
        await page.locator('#example').screenshot({ path: `test-results/design/${name}-${lang}-${scheme}.png` });
      }
    expect(found).toEqual([]);
    await context.close();
  });
