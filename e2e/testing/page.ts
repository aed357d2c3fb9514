import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const PASSWORD = 'a long enough word';

/** Opens the link of an invitation and chooses the password: who was invited is signed in. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('main form button').first().click();
}

/** Signs in on a page of its own, in the same browser. */
export async function signInBeside(page: Page, name: string): Promise<void> {
  const other = await page.context().newPage();
  await other.goto('/fr/sign-in');
  await other.locator('#f-email').fill(`${name}@example.org`);
  await other.locator('#f-password').fill(PASSWORD);
  await other.locator('main form button').first().click();
  await expect(other).not.toHaveURL(/sign-in/);
  await other.close();
}

/** Rules of access that a page breaks: none. In: whether it runs scripts, without which they cannot be tried. */
export async function axe(page: Page, scripts = true): Promise<void> {
  if (!scripts) return;
  const { violations } = await new AxeBuilder({ page })
    // What is in order is not told, and our pages hold no frames: it need not open a page of its own to gather theirs.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const where = (nodes: readonly { html: string }[]): string =>
    nodes
      .slice(0, 3)
      .map(({ html }) => html)
      .join(' ');
  expect.soft(violations.map((one) => `${page.url()} ${one.id}: ${where(one.nodes)}`)).toEqual([]);
}

/** A page is no wider than its window. */
export async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(wide, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Both, and that the page stands in its language's direction. In: pages without their language. */
export async function sound(page: Page, lang: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(`/${lang}${path}`);
    await expect(page.locator('[lang][dir]').first()).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
    await axe(page);
    await fits(page);
  }
}
