import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter } from './testing/page.ts';

const draft = (...orders: string[]): Buffer =>
  Buffer.from(
    [
      'RESOLUTION 9 (2026)',
      'On quays',
      'The Council,',
      'instructs the Secretary-General',
      ...orders.map((words, i) => `${i + 1}\t${words}`),
      '',
    ].join('\n'),
  );

// What a reader and an officer do to see what changed, with and without scripts.
test('what changed between two versions is read in words, in the text, side by side and in Word', async ({
  page,
  javaScriptEnabled,
}) => {
  const scripts = javaScriptEnabled !== false;
  await page.goto('/fr/texts/council-4021/2026?in=fr');
  await page.getByRole('link', { name: 'Ce qui a changé depuis 2025' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ce qui a changé');
  await axe(page, scripts);
  const told = page.getByRole('region', { name: 'Ce qui a changé, en toutes lettres' });
  await expect(told).toContainText('Paragraphes modifiés : 1');
  await expect(told.getByRole('listitem').first()).toContainText('2026');
  await expect(page.locator('article ins').first()).toBeVisible();
  const some = await page.locator('article .para').count();
  await expect(page.locator('article .skipped').first()).toContainText('inchangés');
  await page.getByRole('link', { name: 'Afficher tout le texte' }).click();
  await expect(page.locator('article .skipped')).toHaveCount(0);
  expect(await page.locator('article .para').count()).toBeGreaterThan(some);

  await page.getByLabel('Texte ancien').selectOption({ label: '2023 · Français' });
  await page.getByRole('button', { name: 'Comparer' }).click();
  await expect(page.locator('main')).toContainText('2023 · Français');
  await page.getByRole('link', { name: 'Côte à côte' }).click();
  await expect(page.locator('main table')).toBeVisible();
  await axe(page, scripts);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Fichier Word avec marques de révision' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('council-4021-2023-2026.fr.docx');
});

test('files of one’s own are compared, and marks accepted', async ({ page, javaScriptEnabled }, info) => {
  test.setTimeout(180_000);
  const scripts = javaScriptEnabled !== false;
  await page.goto('/en/compare');
  await expect(page.locator('main')).toContainText('once you have signed in');
  await expect(page.locator('input[type="file"]')).toHaveCount(0);
  await enter(page, invite(`comparer-${scripts ? 'a' : 'b'}${info.retry}`, 'administrator'));
  await page.goto('/en/compare');
  await axe(page, scripts);
  const give = async (): Promise<void> => {
    await page.getByLabel('File (.docx, .txt, .xml)').setInputFiles({
      name: 'new.txt',
      mimeType: 'text/plain',
      buffer: draft('to count the quays each year;', 'to light them.'),
    });
    await page.getByLabel('Other file (optional)').setInputFiles({
      name: 'old.txt',
      mimeType: 'text/plain',
      buffer: draft('to count the quays;', 'to light them.'),
    });
  };
  await give();
  await page.getByRole('button', { name: 'Show what changed' }).click();
  await expect(page.locator('article ins')).toHaveText(/each year/);
  await axe(page, scripts);
  await give();
  const [redline] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Word file with tracked changes', exact: true }).click(),
  ]);
  expect(redline.suggestedFilename()).toBe('new-compared.docx');

  await page.getByLabel('Word file with tracked changes (.docx)').setInputFiles(await redline.path());
  const [settled] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Reject the changes' }).click(),
  ]);
  expect(settled.suggestedFilename()).toMatch(/-rejected\.docx$/);
  // What has no marks is not given back as if it had been settled; a file of another kind is told of, not dumped.
  for (const [name, words, said] of [
    ['settled.docx', await settled.path(), 'The file holds no tracked changes'],
    ['plain.txt', draft('to count the quays;'), 'not a Word document'],
  ] as const) {
    const buffer = typeof words === 'string' ? readFileSync(words) : words;
    const file = { name, mimeType: 'application/octet-stream', buffer };
    await page.getByLabel('Word file with tracked changes (.docx)').setInputFiles(file);
    await page.getByRole('button', { name: 'Accept the changes' }).click();
    await expect(page.locator('h1')).toContainText(said);
    await page.getByRole('link').click();
  }
  await page.getByLabel('File (.docx, .txt, .xml)').setInputFiles({
    name: 'broken.docx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('PK\u0003\u0004 broken'),
  });
  await page.getByRole('button', { name: 'Show what changed' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});
