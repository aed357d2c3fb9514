import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter, fits } from './testing/page.ts';

// A translator's work in one browser, with and without scripts: list, paragraph, warning, file out and in, edition, terms.
const source = (number: number, year: number, date: string): string =>
  [
    `RESOLUTION ${number} (${year})`,
    'Keeping of the lanterns',
    'The Council,',
    'recalling',
    'a)\tthe founding agreement of the harbour towns,',
    'instructs the Secretary-General',
    `1\tto publish by ${date} a list of 48 lanterns;`,
    '2\tto open a fund for the ferries.',
    '',
  ].join('\n');
const french = (number: number): string =>
  [
    `RÉSOLUTION ${number} (2025)`,
    'Entretien des lanternes',
    'Le Conseil,',
    'rappelant',
    'a)\tl’accord fondateur des villes portuaires,',
    'charge le Secrétaire général',
    '1\tde publier avant le 1er mars 2026 une liste de 48 lanternes;',
    '2\td’ouvrir un fonds pour les bacs.',
    '',
  ].join('\n');

test('a new version is put into a language', async ({ page, javaScriptEnabled }, info) => {
  test.setTimeout(180_000);
  const scripts = javaScriptEnabled !== false;
  const number = 960 + (scripts ? 0 : 1) + info.retry * 10;
  const own = `translator-${number}`;
  const sound = async (): Promise<void> => {
    await axe(page, scripts);
    await fits(page);
  };
  await enter(page, invite(own, 'administrator'));
  await expect(page.locator('a[href="/en/translation"]').first()).toBeVisible();

  const bring = async (words: string, version: string, lang: string): Promise<void> => {
    await page.goto('/en/import');
    await page.locator('input[type=file]').setInputFiles({
      name: `lanterns-${number}-${version}-${lang}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(words),
    });
    await page.locator('main form button').first().click();
    await expect(page).toHaveURL(/\/en\/import\/[0-9a-f-]{36}/);
    await page.locator('#f-body').selectOption('council');
    await page.locator('#f-lang').selectOption(lang);
    await page.locator('input[name=version]').fill(version);
    await page.locator('form[action="?/save"] button').click();
    await expect(page).toHaveURL(new RegExp(`/en/texts/council-${number}/${version}`));
  };
  const list = `/en/translation/fr/council-${number}/2026`;

  await test.step('the list holds what changed, with words, and not what stayed', async () => {
    await bring(source(number, 2025, '1 March 2026'), '2025', 'en');
    await bring(french(number), '2025', 'fr');
    await bring(source(number, 2026, '1 May 2027'), '2026', 'en');
    await page.goto('/en/translation');
    await sound();
    await page.locator('main a[href="/en/translation/fr"]').click();
    await sound();
    await page.locator(`main a[href="${list}"]`).click();
    await expect(page.locator('main tbody tr')).toHaveCount(2);
    await expect(page.locator('main tbody')).toContainText('1 May 2027');
    await expect(page.locator('main tbody')).not.toContainText('ferries');
    await sound();
  });

  await test.step('a paragraph shows the change, the old words, and warns where the date differs', async () => {
    await page.locator('main tbody a', { hasText: '1' }).last().click();
    await expect(page.locator('.redline del')).toContainText('March 2026');
    await expect(page.locator('.redline ins')).toContainText('May 2027');
    await expect(page.locator('#f-words')).toHaveValue(/1er mars 2026/);
    await sound();
    await page.locator('button[value="to-review"]').click();
    await expect(page.getByRole('alert')).toContainText('1 May 2027');
    await expect(page.locator('#f-words')).toHaveValue(/1er mars 2026/);
    await sound();
    await page.locator('#f-words').fill('de publier avant le 1er mai 2027 une liste de 48 lanternes et de phares;');
    await page.locator('button[value="to-review"]').click();
    await expect(page.getByRole('status')).toContainText('Saved');
    await page.locator('form[action="?/confirm"] button').click();
    await expect(page.getByRole('status')).toContainText('Confirmed');
  });

  await test.step('the file goes out, and comes back with a report for each piece', async () => {
    await page.goto(list);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="/work.xlf"]').click()]);
    expect(download.suggestedFilename()).toBe(`council-${number}-2026-en-fr.xlf`);
    const xliff = readFileSync(await download.path(), 'utf8');
    expect(xliff).toContain('previous-source');
    const translated = xliff
      .replace(`<target>RÉSOLUTION ${number} (2025)</target>`, `<target>RÉSOLUTION ${number} (2026)</target>`)
      .replace(/(state=)"initial"/g, '$1"translated"');
    await page.locator('#f-file').setInputFiles({
      name: 'back.xlf',
      mimeType: 'application/xliff+xml',
      buffer: Buffer.from(translated),
    });
    await page.locator('form[action^="?/take"] button').click();
    await expect(page.getByRole('status')).toContainText('1 of 2 pieces accepted');
    await sound();
    await page.locator('#f-file').setInputFiles({
      name: 'bad.xlf',
      mimeType: 'application/xliff+xml',
      buffer: Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>'),
    });
    await page.locator('form[action^="?/take"] button').click();
    await expect(page.getByRole('alert')).toContainText('entities');
  });

  await test.step('what is confirmed becomes the edition', async () => {
    await page.goto(list);
    await page.locator('form[action="?/confirm"] button').click();
    await expect(page.getByRole('status')).toContainText('Confirmed');
    await page.locator('form[action="?/deliver"] button').click();
    await expect(page.getByRole('status')).toContainText('saved');
    await page.goto(`/fr/texts/council-${number}/2026`);
    await expect(page.locator('article.reading')).toContainText('1er mai 2027 une liste de 48 lanternes et de phares');
    await expect(page.locator('article.reading')).toContainText('ouvrir un fonds pour les bacs');
  });

  await test.step('a term is official by its source and date only; nothing typed is lost', async () => {
    await page.goto('/en/translation/terms');
    await page.locator('#f-name').fill(`lantern ${number}`);
    await page.locator('#f-lang').selectOption('fr');
    await page.locator('#f-word').fill('lanterne');
    await page.locator('#f-of').selectOption('official');
    await page.locator('form[action="?/save"] button').click();
    await expect(page.getByRole('alert')).toContainText('needed for an official word');
    await expect(page.locator('#f-word')).toHaveValue('lanterne');
    await sound();
    await page.locator('#f-source').fill('Glossary of the harbours');
    await page.locator('#f-dated').fill('2026-01-05');
    await page.locator('form[action="?/save"] button').click();
    await expect(page.getByRole('status')).toBeVisible();
    await page.locator('#f-q').fill(`lantern ${number}`);
    await page.locator('form[method="get"] button').click();
    await expect(page.locator('main tbody tr')).toHaveCount(1);
    await expect(page.locator('main tbody')).toContainText('Glossary of the harbours');
    const csv = await (await page.request.get('/en/translation/terms.csv')).text();
    expect(csv).toContain(`lantern ${number},,,,lanterne`);
  });

  await test.step('the pages hold in French and Arabic, narrow and dark', async () => {
    // From scratch in Russian, so that there is something to show.
    for (const lang of ['fr', 'ar']) {
      await page.emulateMedia({ colorScheme: lang === 'ar' ? 'dark' : 'light' });
      await page.setViewportSize({ width: lang === 'ar' ? 390 : 1280, height: 900 });
      for (const path of [
        '',
        '/ru',
        `/ru/council-${number}/2026`,
        `/ru/council-${number}/2026/sec_1__para_1`,
        '/terms',
      ]) {
        await page.goto(`/${lang}/translation${path}`);
        await expect(page.locator('[lang][dir]').first()).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
        await expect(page.locator('h1')).toBeVisible();
        await sound();
      }
    }
  });
});
