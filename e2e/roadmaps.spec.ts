import { expect, test } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter, fits, sound } from './testing/page.ts';

const PAGES = ['/roadmaps', '/roadmaps/c2', '/roadmaps/c2/tasks/2', '/roadmaps/c2/releases/1'];

for (const [lang, scheme, width] of [
  ['ar', 'dark', 320],
  ['ru', 'light', 320],
  ['fr', 'light', 1280],
] as const)
  test(`roadmaps are read in ${lang}, ${scheme}, ${width} px @scripts`, async ({ browser }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await sound(page, lang, PAGES);
    await context.close();
  });

test('an officer plans a roadmap: what is wrong is told at its field, what was typed stays, a release keeps what stood', async ({
  page,
  javaScriptEnabled,
}, info) => {
  test.setTimeout(180_000);
  const scripts = javaScriptEnabled !== false;
  const code = `way-${scripts ? 'a' : 'b'}${info.retry}`;
  await enter(page, invite(`planner-${code}`));
  await page.goto('/en/roadmaps/new?about=C5');
  await page.locator('#f-title').fill('The way to safe harbours');
  await page.locator('#f-code').fill(code);
  await page.locator('#f-from').fill('2027');
  await page.locator('#f-to').fill('2026');
  await page.getByRole('button', { name: 'Create the roadmap' }).click();
  await expect(page.locator('#e-to')).toContainText('comes before the start');
  await expect(page.locator('#f-title')).toHaveValue('The way to safe harbours');
  await axe(page, scripts);
  await page.locator('#f-to').fill('2028');
  await page.getByRole('button', { name: 'Create the roadmap' }).click();
  await expect(page).toHaveURL(new RegExp(`/roadmaps/${code}$`));
  await page.getByRole('link', { name: 'Add a task' }).click();
  await page.locator('#f-title').fill('Light the north quay');
  await page.locator('#f-lead').fill('Nobody we know');
  await page.locator('#f-due').fill('2026-04');
  await page.getByRole('button', { name: 'Add a task' }).click();
  await expect(page.locator('#e-lead')).toContainText('Nobody we know');
  await expect(page.locator('#f-due')).toHaveValue('2026-04');
  await page.locator('#f-lead').fill('council');
  await page.getByRole('button', { name: 'Add a task' }).click();
  await expect(page.locator('h1')).toContainText('Light the north quay');
  await expect(page.locator('main')).toContainText('April 2026');
  await expect(page.locator('.state.late')).toBeVisible();
  await page.getByText('Say how far it is').click();
  await page.locator('#f-state').selectOption('under-way');
  await page.locator('#f-note').fill('Half of the lamps are hung.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('dl.facts')).toContainText('Half of the lamps are hung.');
  await axe(page, scripts);
  await page.goto(`/en/roadmaps/${code}`);
  await page.getByText('Keep a release').first().click();
  await page.locator('#f-note').fill('Council 2026');
  await page.getByRole('button', { name: 'Keep a release' }).click();
  await page.goto(`/en/roadmaps/${code}/tasks/1`);
  await page.getByText('Drop the task').first().click();
  await page.locator('#f-reason').fill('The quay was sold.');
  await page.getByRole('button', { name: 'Drop the task' }).click();
  await expect(page.locator('dl.facts')).toContainText('The quay was sold.');
  await page.goto(`/en/roadmaps/${code}/releases/1`);
  await expect(page.locator('table')).toContainText('under way');
  await expect(page.locator('table')).toContainText('Half of the lamps are hung.');
  await fits(page);
  // The other run of this test begins anew, and the list of readers stays as it was.
  await page.goto(`/en/roadmaps/${code}/edit`);
  await axe(page, scripts);
  await page.locator('#f-visibility').selectOption('draft');
  await page.getByRole('button', { name: 'Change who sees it' }).click();
  await expect(page.getByRole('status')).toBeVisible();
});

test('the tasks of a roadmap are taken away as a table and as data', async ({ request }) => {
  const csv = await (await request.get('/fr/roadmaps/c2/tasks.csv')).text();
  expect(csv.split('\r\n')[1]).toContain('/fr/roadmaps/c2/tasks/1');
  const rows = (await (await request.get('/fr/roadmaps/c2/tasks.json')).json()) as { title: { lang: string } }[];
  expect(rows.map((one) => one.title.lang)).toEqual(['fr', 'fr', 'fr', 'fr', 'fr', 'fr']);
});
