import { expect, test, type Page } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter, fits } from './testing/page.ts';

// What stands as evidence for a line of the demonstration's report, in French and Arabic, with and without scripts.

/** A line of the report, on its page. */
const lineOf = (page: Page, words: string) => page.locator('.reading .para', { hasText: words });

test('a reader goes from a line of a report to what bears it out, and from there to the initiative', async ({
  page,
  javaScriptEnabled,
}) => {
  await page.goto('/ar/texts/council-report-31');
  await lineOf(page, 'مواعيد المد').getByText('دليل واحد').click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('h1')).toContainText('أدلة الفقرة');
  await expect(page.locator('blockquote')).toContainText('مواعيد المد');
  await axe(page, javaScriptEnabled !== false);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await page.getByText('Callers on the northern quays hear them each night.').click();
  await expect(page).toHaveURL(/\/ar\/stocktaking\/\d+$/);
  await expect(page.locator('main')).toContainText('مواعيد المد والجزر بلغات');
  // A line that nobody has borne out leads nowhere for who may not give evidence.
  await page.goto('/en/texts/council-report-31');
  await expect(lineOf(page, 'figures of two regions').locator('a[href*="/evidence?"]')).toHaveCount(0);
});

test('une initiative est présentée comme justificatif d’un paragraphe, jugée, puis retirée', async ({
  page,
  javaScriptEnabled,
}, info) => {
  test.setTimeout(120_000);
  const scripts = javaScriptEnabled !== false;
  await enter(page, invite(`justif-${scripts ? 'a' : 'b'}${info.retry}`));
  await page.goto('/fr/texts/council-report-31');
  const line = lineOf(page, 'Les femmes de douze îles');
  await line.locator('.cite summary').click();
  const cited = await line.locator('.cite code').innerText();
  const claim = `Les réseaux de la région ${scripts ? 'nord' : 'sud'}`;

  await test.step('l’adresse qui ne mène à rien est dite à son champ, et rien de saisi n’est perdu', async () => {
    await page.goto('/fr/stocktaking/3');
    await page.getByText('La présenter comme justificatif').first().click();
    await page.locator('#f-at').fill('https://example.org/ailleurs');
    await page.locator('#f-claim').fill(claim);
    await page.locator('form[action="?/evidence"] button').click();
    await expect(page.getByRole('alert')).toContainText('Adresse de ce dont elle atteste');
    await expect(page.locator('#f-claim')).toHaveValue(claim);
    await axe(page, scripts);
  });

  await test.step('ce que « citer » affiche suffit', async () => {
    await page.locator('#f-at').fill(cited);
    await page.locator('form[action="?/evidence"] button').click();
    await expect(page.getByRole('status')).toBeVisible();
    await page.locator('main li', { hasText: claim }).locator('a').first().click();
    await expect(page.locator('blockquote')).toContainText('Les femmes de douze îles');
  });

  await test.step('le justificatif est jugé et retiré à la page du paragraphe', async () => {
    const given = page.locator('main li', { hasText: claim });
    await given.locator('button[value=accepted]').click();
    await expect(given.locator('.state.met')).toBeVisible();
    await axe(page, scripts);
    await given.locator('form[action^="?/withdraw"] button').click();
    await expect(page.getByText(claim)).toHaveCount(0);
  });
});
