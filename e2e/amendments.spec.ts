import { expect, test } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter } from './testing/page.ts';

// A draft is amended by several, compiled, negotiated and adopted, in one browser, with and without scripts.
const source = (number: number): string =>
  [
    `RESOLUTION ${number} (2026)`,
    'Keeping of the ferries',
    'The Council,',
    'recalling',
    'a)\tthe founding agreement of the harbour towns,',
    'instructs the Secretary-General',
    '1\tto submit to the Council each year a report on the state of the ferries;',
    '2\tto publish by 1 March 2027 a timetable for the islands;',
    '3\tto open a fund for the piers,',
    '',
  ].join('\n');

test('a draft is amended, compiled, negotiated and adopted', async ({ page, browser, javaScriptEnabled }, info) => {
  test.setTimeout(240_000);
  const scripts = javaScriptEnabled !== false;
  const number = 700 + (scripts ? 0 : 1) + info.retry * 10;
  const base = `/en/texts/council-${number}/2026`;

  await test.step('an administrator brings a draft in and opens its window', async () => {
    await enter(page, invite(`secretary-${number}`, 'administrator'));
    await page.goto('/en/import');
    await page.locator('input[type=file]').setInputFiles({
      name: `draft-${number}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(source(number)),
    });
    await page.locator('main form button').first().click();
    await page.locator('#f-body').selectOption('council');
    await page.locator('#f-visibility').selectOption('public');
    await page.locator('input[name=version]').fill('2026');
    await page.locator('form[action="?/save"] button').click();
    await expect(page).toHaveURL(new RegExp(`council-${number}/2026`));
    await page.goto(`${base}/amendments`);
    await expect(page.locator('main')).toContainText('No time for amendments has been set');
    await page.locator('#f-opens').fill('2026-05-10T09:00');
    await page.locator('#f-closes').fill('2026-05-01T09:00');
    await page.locator('#f-shown').selectOption('public');
    await page.locator('form[action^="?/window"] button').click();
    await expect(page.getByRole('alert')).toContainText('Closes');
    await expect(page.locator('#f-closes')).toHaveValue('2026-05-01T09:00');
    await page.locator('#f-opens').fill('2026-05-01T09:00');
    await page.locator('#f-closes').fill('2026-05-20T18:00');
    await page.locator('form[action^="?/window"] button').click();
    await expect(page.locator('main')).toContainText('Amendments are received until 20 May 2026');
    await axe(page, scripts);
  });

  const propose = async (label: string, from: string, to: string, by: string): Promise<void> => {
    await page.goto(`${base}/amend`);
    await page.locator('.para', { hasText: label }).locator('a').click();
    const words = page.locator('#f-words');
    const before = await words.inputValue();
    await words.fill(before.replace(from, to));
    if (scripts) await expect(page.locator('#marked ins')).toContainText(to.split(' ')[0] ?? to);
    await page.locator('#f-reasons').fill(`So wished by ${by}.`);
    await page.locator('#f-organisation').selectOption({ label: by });
    await page.locator('form[action^="?/propose"] button').click();
    await expect(page).toHaveURL(/amendments\/\d+/);
    await expect(page.locator('main')).toContainText(by);
  };

  await test.step('what changes nothing is refused at its field; two propose what cannot stand together', async () => {
    await page.goto(`${base}/amend`);
    await axe(page, scripts);
    await page.locator('.para', { hasText: 'timetable' }).locator('a').click();
    await axe(page, scripts);
    await page.locator('form[action^="?/propose"] button').click();
    await expect(page.getByRole('alert')).toContainText('Nothing was changed');
    await expect(page.locator('#e-words')).toBeVisible();
    await propose('timetable', 'March', 'June', 'Union');
    await axe(page, scripts);
    await propose('timetable', 'March', 'July', 'Sector Members');
    await propose('state of the ferries', 'state', 'sad state', 'Union');
  });

  await test.step('the compilation shows both in brackets, and is taken away', async () => {
    await page.goto(`${base}/amendments`);
    await axe(page, scripts);
    await expect(page.locator('.choice').first()).toContainText('June');
    await expect(page.locator('.choice').first()).toContainText('Sector Members');
    await expect(page.locator('main ins', { hasText: 'sad' }).first()).toBeVisible();
    const { request } = page;
    for (const [file, type] of [
      ['docx', 'wordprocessingml'],
      ['csv', 'text/csv'],
      ['json', 'application/json'],
    ] as const) {
      const answer = await request.get(`${base}/amendments.${file}`);
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, expect.stringContaining(type)]);
    }
  });

  await test.step('an amendment is supported, and accepted; who follows the text sees it at once', async () => {
    const citizen = await browser.newContext({ javaScriptEnabled: scripts });
    const reader = await citizen.newPage();
    await reader.goto(`${base}/table`);
    if (scripts) await expect(reader.locator('#live')).toContainText('Following live');
    await axe(reader, scripts);
    await expect(reader.locator('#table')).not.toContainText('sad state');
    const select = async (): Promise<void> => {
      await reader.locator('#table .para', { hasText: 'state of the ferries' }).evaluate((home) => {
        const texts = document.createTreeWalker(home, NodeFilter.SHOW_TEXT);
        const said = (): number => texts.currentNode.textContent?.indexOf('ferries') ?? -1;
        while (texts.nextNode() && said() < 0);
        getSelection()?.setBaseAndExtent(texts.currentNode, said(), texts.currentNode, said() + 'ferries'.length);
      });
    };
    await select();
    const lined = await citizen.newPage();
    await lined.goto(`${base}/table`);
    await lined.getByRole('link', { name: 'Number the lines' }).click();
    await axe(lined, scripts);
    const numbers = await lined.locator('#table .line').allTextContents();
    expect(numbers).toEqual(numbers.map((_, i) => String(i + 1)));
    expect(numbers.length).toBeGreaterThan(5);
    if (scripts) await expect(lined.locator('#live')).toContainText('Following live');
    await page.goto(`${base}/amendments/3`);
    await page.locator('form[action^="?/support"] select').selectOption({ label: 'Member States' });
    await page.locator('form[action^="?/support"] button').first().click();
    await expect(page.locator('main')).toContainText('Member States');
    await page.locator('#f-why').fill('No objection.');
    await page.locator('button[name=decision][value=accept]').click();
    await expect(page.locator('main')).toContainText('accepted');
    if (!scripts) await reader.reload();
    await expect(reader.locator('#table')).toContainText('sad state of the ferries');
    if (scripts) expect(await reader.evaluate(() => String(getSelection()))).toBe('ferries');
    await expect(reader.locator('#pen')).toHaveCount(0);
    if (!scripts) await lined.reload();
    await expect(lined.locator('#table')).toContainText('sad');
    expect(await lined.locator('#table .line').allTextContents()).toEqual(numbers);
    await lined.goto(`${base}/amendments?whole&lines=yes`);
    expect(await lined.locator('.compiled .line').allTextContents()).toEqual(numbers);
    await axe(lined, scripts);
    await citizen.close();
  });

  await test.step('conflicts go into the text in brackets; one wording is chosen; the text is adopted', async () => {
    await page.goto(`${base}/table`);
    await axe(page, scripts);
    await page.locator('form[action^="?/put"] button').click();
    await expect(page.locator('#table')).toContainText('[Union: June]');
    await page.locator('#f-label').fill('2026-final');
    await page.locator('#f-status').fill('modified 2026');
    await page.locator('#f-on').fill('2026-05-04');
    await page.locator('form[action^="?/adopt"] button').click();
    await expect(page.getByRole('alert')).toContainText('Square brackets are left in paragraph 2');
    await page.goto(`${base}/table`);
    await page.locator('form[action^="?/bracket"]', { hasText: 'Union' }).locator('button[value=choose]').click();
    await expect(page.locator('#table')).toContainText('by 1 June 2027');
    await page.locator('#f-label').fill('2026-final');
    await page.locator('#f-status').fill('modified 2026');
    await page.locator('#f-on').fill('2026-05-04');
    await page.locator('form[action^="?/adopt"] button').click();
    await expect(page).toHaveURL(new RegExp(`council-${number}/2026-final`));
    await expect(page.getByRole('status').first()).toContainText('The text was adopted');
    await expect(page.locator('main')).toContainText('by 1 June 2027');
    await page.locator('.para', { hasText: 'timetable' }).getByRole('link', { name: 'Over the years' }).click();
    await expect(page.locator('main ins')).toContainText('June');
    await axe(page, scripts);
    const answer = await page.request.get(`/en/texts/council-${number}?at=2026-05-04`, { maxRedirects: 0 });
    expect(answer.headers()['location']).toContain('2026-final');
    const before = await page.goto(`/en/texts/council-${number}?at=1900-01-01`);
    expect(before?.status()).toBe(404);
    await expect(page.locator('h1')).toHaveText('No version of this text was in force on that day');
    await page.getByRole('link', { name: 'See the text' }).click();
    await expect(page).toHaveURL(new RegExp(`council-${number}/2026-final`));
  });
});

test('axe finds nothing on the pages of amendments in fr and ar @scripts', async ({ browser }) => {
  test.setTimeout(120_000);
  for (const lang of ['fr', 'ar']) {
    const context = await browser.newContext({ viewport: { width: 390, height: 900 } });
    const page = await context.newPage();
    for (const path of ['/amendments', '/texts/council-4021']) {
      await page.goto(`/${lang}${path}`);
      await axe(page, true);
    }
    await page.goto(`/${lang}${new URL(page.url()).pathname.slice(3)}/amendments`);
    await axe(page, true);
    await page.goto(`/${lang}${new URL(page.url()).pathname.slice(3).replace(/amendments$/, 'table')}`);
    await axe(page, true);
    await context.close();
  }
});
