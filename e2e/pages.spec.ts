import { expect, test } from '@playwright/test';
import { sound } from './testing/page.ts';

const PAGES = [
  '',
  '/texts',
  '/texts/council-4021',
  '/register',
  '/register?state=late',
  '/register/5',
  '/calendar',
  '/dashboard',
  '/dashboard?body=council',
  '/bodies',
  '/bodies/council',
  '/sign-in',
  '/permissions',
  '/documents',
  '/log',
  '/policy',
  '/api',
];

for (const lang of ['fr', 'ar']) {
  for (const [scheme, width] of [
    ['light', 390],
    ['dark', 1280],
  ] as const) {
    test(`axe finds nothing in ${lang}, ${scheme}, ${width} px @scripts`, async ({ browser }) => {
      test.setTimeout(120_000);
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await sound(page, lang, PAGES);
      await context.close();
    });
  }
}

test('who may do what is read in its language on the narrowest phone', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  await page.goto('/ar/permissions');
  const row = page.locator('tr', { has: page.locator('code', { hasText: /^accounts\.grant\.give$/ }) });
  await expect(row.getByText('منح دور')).toBeVisible();
  await expect(row.locator('code').first()).toHaveAttribute('dir', 'ltr');
  // Who may is named beside the sign: the heads of the columns are not there.
  await expect(row.getByText('مشرف', { exact: true })).toBeVisible();
  await expect(page.locator('#room-accounts')).toHaveText('الحسابات والمنظمات');
  for (const path of ['/ar/permissions', '/ar/api']) {
    await page.goto(path);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('html, .scroll[role]')].map((one) => one.scrollWidth - one.clientWidth),
    );
    expect(Math.max(...wide), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test('reading pages carry no script and stay light', async ({ request }) => {
  for (const path of ['/en', '/fr/texts/council-4021', '/ru/register', '/ru/permissions', '/ar/api']) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    const html = await answer.text();
    expect(html, path).not.toMatch(/<script/);
    expect(html, path).not.toMatch(/ style=/);
    // Over the wire, packed as every browser asks for it.
    expect(Number(answer.headers()['content-length']), path).toBeGreaterThan(500);
    expect(Number(answer.headers()['content-length']), path).toBeLessThan(60_000);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("script-src 'self'");
    expect(policy, path).not.toContain('unsafe');
  }
});

test('a paragraph leads to its obligation and back', async ({ page }) => {
  await page.goto('/en/texts/council-4021');
  await page.locator('.para a[href*="/register/"]').first().click();
  await expect(page.locator('h1')).toContainText('Obligation');
  await page.locator('blockquote + p a').first().click();
  await expect(page).toHaveURL(/\/texts\/council-4021\/.*#/);
});

test('the language switch keeps the page and its filters', async ({ page }) => {
  await page.goto('/en/register?deliverable=report');
  await page.locator('.langs a[hreflang="es"]').click();
  await expect(page).toHaveURL(/\/es\/register\?deliverable=report$/);
  await expect(page.locator('.chosen')).toContainText('informe');
});

test('where a language is missing the page says so and offers those that exist', async ({ page }) => {
  await page.goto('/ar/texts/council-4034');
  await expect(page.locator('.notice.warn')).toContainText('العربية');
  await page.locator('.notice.warn a').first().click();
  await expect(page.locator('article.reading')).toBeVisible();
});

test('what readers say is wrong is thanked for', async ({ page }) => {
  await page.goto('/en/register/5');
  await page.locator('summary', { hasText: 'something is wrong' }).click();
  await page.locator('#f-message').fill('The date is that of the year before.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toContainText('Thank you');
});

test('a stranger is not shown the desk of reviewers', async ({ request }) => {
  const answer = await request.get('/en/review', { maxRedirects: 0 });
  expect(answer.status()).toBe(401);
});

test('printed, nothing of a page stands beside it, in either direction @scripts', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 1100 });
  await page.emulateMedia({ media: 'print' });
  for (const lang of ['fr', 'ar']) {
    await page.goto(`/${lang}/texts/council-4021/2026/amendments?whole&lines=yes`);
    const beside = await page.evaluate(() =>
      [...document.querySelectorAll('body *')].flatMap((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 0 && (left < -1 || right > window.innerWidth + 1) ? [one.outerHTML.slice(0, 80)] : [];
      }),
    );
    expect(beside, lang).toEqual([]);
  }
});
