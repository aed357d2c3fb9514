import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { invite } from './testing/cli.ts';
import { axe, enter, signInBeside } from './testing/page.ts';

// An initiative from its first word to the moderators, in French, with and without scripts; then in Arabic on a phone.
const go = (page: Page, value: string): Promise<void> => page.locator(`button[name=go][value="${value}"]`).click();
/** A small PNG, with words in it that must not stay. */
const PNG = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'teal' } })
  .withExif({ IFD0: { Artist: 'Author: Awa' } })
  .png()
  .toBuffer();

test('une initiative est écrite par étapes, soumise et reprise', async ({ page, javaScriptEnabled }, info) => {
  test.setTimeout(180_000);
  const scripts = javaScriptEnabled !== false;
  const name = `awa-${scripts ? 'a' : 'b'}${info.retry}`;
  await enter(page, invite(name, 'delegate'));

  await test.step('l’organisation est enregistrée, l’initiative commencée', async () => {
    await page.goto('/fr/stocktaking/new');
    await axe(page, scripts);
    await page.locator('#f-name').fill(`Capitainerie de ${name}`);
    await page.locator('#f-kind').selectOption('civil-society');
    await page.locator('form[action="?/found"] button').click();
    await expect(page.getByRole('status')).toContainText('enregistrée');
    await page.locator('form[action="?/start"] button').click();
    await expect(page).toHaveURL(/\/fr\/stocktaking\/\d+\/edit\/what$/);
    await axe(page, scripts);
  });
  const edit = page.url().replace(/\/what$/, '');

  await test.step('chaque étape garde ce qui est saisi', async () => {
    await page.locator('#f-title').fill('Les marées par téléphone');
    await page.locator('#f-description').fill('Les pêcheurs demandent par la voix quand la marée tourne.');
    await page.locator('input[name=kind][value=project]').check();
    await go(page, 'next');
    await expect(page).toHaveURL(/edit\/who/);
    await page.locator('#f-email').fill('pas une adresse@');
    await page.locator('#f-name').fill('Awa');
    await page.locator('#f-partners-0-name').fill('Phares réunis');
    // The browser would refuse the mail itself.
    await page.locator('form[action="?/save"]').evaluate((form) => form.setAttribute('novalidate', ''));
    await go(page, 'next');
    await expect(page.getByRole('alert')).toContainText('adresse');
    await expect(page.locator('#f-partners-0-name')).toHaveValue('Phares réunis');
    await page.locator('#f-email').fill('awa@example.org');
    await go(page, 'more:partners');
    await expect(page.locator('#f-partners-0-name')).toHaveValue('Phares réunis');
    await expect(page.locator('#f-partners-1-name')).toHaveValue('');
    await axe(page, scripts);
    await go(page, 'next');
    await expect(page).toHaveURL(/edit\/where/);
    await page.locator('input[name=level][value=national]').check();
    await page
      .locator('details', { has: page.locator('input[value="M49 686"]') })
      .locator('summary')
      .click();
    await page.locator('input[value="M49 686"]').check();
    await page.locator('#f-starts').fill('un jour');
    await page.locator('input[name=status][value=ongoing]').check();
    await go(page, 'next');
    // What is wrong is told at its field, and the words stand there.
    await expect(page.locator('#errors')).toContainText('Début');
    await expect(page.locator('#f-starts')).toHaveValue('un jour');
    await page.locator('#f-starts').fill('2023-04');
    await axe(page, scripts);
    await go(page, 'next');
    await expect(page).toHaveURL(/edit\/why/);
    await page.locator('input[name=serves][value=C3]').check();
    await page.locator('input[name="reason:C3"]').fill('Le savoir des marées parvient à qui ne lit pas.');
    await axe(page, scripts);
    await go(page, 'next');
    await page.locator('#f-results-0-indicator').fill('Appels');
    await page.locator('#f-results-0-actual').fill('1 200,5');
    await axe(page, scripts);
    await go(page, 'next');
    await expect(page).toHaveURL(/edit\/show/);
    await page
      .locator('#f-picture')
      .setInputFiles({ name: 'quai.png', mimeType: 'image/png', buffer: Buffer.from('none') });
    await page.locator('#f-alt').fill('Un quai à marée basse');
    await page.locator('button[formaction="?/picture"]').click();
    // What is wrong with the file is told at its field, and the list on top leads there.
    await expect(page.locator('#f-picture')).toHaveAttribute('aria-describedby', /e-picture/);
    await expect(page.locator('#e-picture')).toContainText('PNG');
    await expect(page.locator('#errors a[href="#f-picture"]')).toBeVisible();
    await expect(page.locator('#f-alt')).toHaveValue('Un quai à marée basse');
    await page.locator('#f-picture').setInputFiles({ name: 'quai.png', mimeType: 'image/png', buffer: PNG });
    await page.locator('#f-alt').fill('Un quai à marée basse');
    // What stands in the form beside it is kept with it.
    await page.locator('#f-links-0-url').fill('https://quais.example.org');
    await page.locator('button[formaction="?/picture"]').click();
    await expect(page.locator('#f-links-0-url')).toHaveValue('https://quais.example.org');
    await expect(page.locator('.pictures img')).toHaveAttribute('alt', 'Un quai à marée basse');
    const picture = await page.request.get((await page.locator('.pictures img').getAttribute('src')) ?? '');
    expect(picture.headers()['content-type']).toBe('image/webp');
    expect((await picture.body()).includes('Awa')).toBe(false);
    await axe(page, scripts);
    await go(page, 'next');
  });

  await test.step('ce qui manque est dit avant, et l’aperçu montre le reste', async () => {
    await page.goto(`${edit}/preview`);
    await expect(page.locator('.notice.warn')).toContainText('Licence');
    await axe(page, scripts);
    await page.locator('.notice.warn a', { hasText: 'Licence' }).click();
    await expect(page.locator('#errors')).toContainText('Consentement');
    await page.locator('input[name=licence][value="CC-BY-4.0"]').check();
    await page.locator('#f-consent').check();
    await go(page, 'next');
    await expect(page.locator('.entry')).toContainText('Le savoir des marées');
    await expect(page.locator('.entry')).not.toContainText('awa@example.org');
    await page.locator('form[action="?/submit"] button').click();
    await expect(page.getByRole('status')).toContainText('Soumise');
    await expect(page.locator('main')).toContainText('Un modérateur d’une autre organisation');
    await axe(page, scripts);
    await page.locator('form[action="?/back"] button').click();
    await expect(page.getByRole('status')).toContainText('Reprise');
    await page.goto('/fr/stocktaking/mine');
    await expect(page.locator('main')).toContainText('Les marées par téléphone');
    await axe(page, scripts);
  });

  await test.step('rien ne se perd quand la session finit en cours de frappe', async () => {
    await page.goto(`${edit}/what`);
    await page.locator('#f-title').fill('Les marées par radio');
    await page.context().clearCookies();
    await go(page, 'stay');
    await expect(page.locator('main input[name=title]')).toHaveValue('Les marées par radio');
    await axe(page, scripts);
    await signInBeside(page, name);
    await page.locator('form[action="?/save"] button').click();
    await page.goto(`${edit}/what`);
    await expect(page.locator('#f-title')).toHaveValue('Les marées par radio');
  });

  await test.step('in Arabic on a phone nothing runs over', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const step of ['what', 'who', 'where', 'why', 'results', 'show', 'consent', 'preview']) {
      await page.goto(`${edit.replace('/fr/', '/ar/')}/${step}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth).catch(() => 0);
      expect(over, step).toBeLessThanOrEqual(0);
      await axe(page, scripts);
    }
  });
});
