import { expect, test } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter, sound } from './testing/page.ts';

const PAGES = [
  '/frameworks',
  '/frameworks/wsis-action-lines',
  '/frameworks/sdg/SDG-4',
  '/matrix/wsis-sdg',
  '/matrix/wsis-sdg/C2/SDG-9',
];

for (const [lang, scheme] of [
  ['en', 'light'],
  ['ar', 'dark'],
] as const)
  test(`frameworks and their matrix are read in ${lang}, ${scheme}, on the narrowest phone @scripts`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await sound(page, lang, PAGES);
    await context.close();
  });

test('a cell of the matrix is reached by keyboard and says what stands in it', async ({ page }) => {
  await page.goto('/en/matrix/wsis-sdg');
  const cell = page.locator('.matrix tbody tr').nth(1).locator('td a').first();
  await cell.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/matrix\/wsis-sdg\/C2\/SDG-1$/);
  await expect(page.locator('#stands')).toBeVisible();
  await expect(page.getByText('to be confirmed').first()).toBeVisible();
});

test('printed, the matrix is whole: nothing of it is behind a bar that scrolls', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 1400 });
  await page.emulateMedia({ media: 'print' });
  await page.goto('/ar/matrix/wsis-sdg');
  await expect(page.locator('.matrix tbody tr')).toHaveCount(18);
  const hidden = await page
    .locator('.scroll')
    .evaluate((one) => (getComputedStyle(one).overflowX === 'visible' ? 0 : one.scrollWidth - one.clientWidth));
  expect(hidden).toBeLessThanOrEqual(0);
  await expect(page.getByText('SVG')).toBeHidden();
});

test('an officer tags an obligation with a reason, finds a target, and rejects what is suggested', async ({
  page,
  javaScriptEnabled,
}, info) => {
  test.setTimeout(120_000);
  const scripts = javaScriptEnabled !== false;
  await enter(page, invite(`tagger-${scripts ? 'a' : 'b'}${info.retry}`));
  await page.goto('/en/register/5');
  await page.getByRole('link', { name: 'Change tags' }).click();
  await page.locator('#s-wsis-action-lines').selectOption('C10');
  await page.locator('#f-words').fill('It asks for decent conduct');
  await page.locator('button', { hasText: 'Add tags' }).click();
  const tags = page.locator('#tags + ul');
  await expect(tags).toContainText('C10');
  await expect(tags).toContainText('It asks for decent conduct');
  await page.locator('#f-q').fill('9.c');
  await page.locator('form[role=search] button').click();
  await page.getByRole('button', { name: 'Add SDG 9.c' }).click();
  await expect(tags).toContainText('SDG 9.c');
  await axe(page, scripts);
  const reject = page.getByRole('button', { name: /^Reject / }).first();
  if ((await reject.count()) > 0) {
    const name = (await reject.textContent()) ?? '';
    await reject.click();
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await page.goto('/en/matrix/wsis-sdg/C10/SDG-9');
  await expect(page.locator('main')).toContainText('Obligations');
  await page.goto('/en/register/5');
  await expect(page.locator('dl.tags')).toContainText('C10');
  // The other run of this test begins anew.
  await page.getByRole('link', { name: 'Change tags' }).click();
  for (const code of ['C10', 'SDG 9.c']) await page.getByRole('button', { name: `Remove ${code}` }).click();
  await expect(tags).not.toContainText('C10');
});

test('a framework is tried and brought in by a file; each wrong line is named and what was typed stays', async ({
  page,
  javaScriptEnabled,
}, info) => {
  test.setTimeout(120_000);
  const own = `quays-${javaScriptEnabled === false ? 'b' : 'a'}${info.retry}`;
  const file = (csv: string) => ({ name: 'quays.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const fill = async (csv: string): Promise<void> => {
    await page.locator('#release-file').setInputFiles(file(csv));
    await page.getByRole('button', { name: 'Check first' }).first().click();
  };
  await enter(page, invite(own));
  await page.goto('/en/frameworks');
  await page.getByText('A framework or a release of one').click();
  for (const [field, value] of [
    ['scheme', own],
    ['name', 'Quays'],
    ['release', '2026'],
    ['source', 'Harbour office'],
  ] as const)
    await page.locator(`#release-${field}`).fill(value);
  await fill(`code,parent,en\n${own} 1,,North quay\n${own} 2,${own} 9,Lamps\n`);
  await expect(page.getByRole('alert')).toContainText('3');
  await expect(page.locator('#release-source')).toHaveValue('Harbour office');
  await fill(`code,parent,en\n${own} 1,,North quay\n${own} 2,${own} 1,"Lamps, and\nropes"\n`);
  await expect(page.getByRole('status')).toContainText(`${own} 2`);
  await expect(page.getByRole('status')).toContainText('Nothing has been changed yet');
  expect((await page.request.get(`/en/frameworks/${own}`)).status()).toBe(404);
  await page.getByRole('status').getByRole('button', { name: 'Import the file' }).click();
  await expect(page.getByRole('status')).toContainText('2 added');
  await page.goto(`/en/frameworks/${own}`);
  await expect(page.locator('.tree')).toContainText('North quay');
});

test('an address of before leads to the one of today', async ({ page }) => {
  for (const [old, nice] of [
    ['/fr/frameworks/sdg/SDG%204?kind=text', '/fr/frameworks/sdg/SDG-4?kind=text'],
    ['/fr/matrix/wsis-sdg/C2/SDG%209', '/fr/matrix/wsis-sdg/C2/SDG-9'],
  ] as const) {
    const answer = await page.request.get(old, { maxRedirects: 0 });
    expect([answer.status(), answer.headers()['location']]).toEqual([301, nice]);
    await page.goto(nice);
    await expect(page.locator('h1')).toBeVisible();
  }
});
