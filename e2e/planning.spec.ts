import { expect, test } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter } from './testing/page.ts';

// What officers, a chair and a citizen do with what is planned, in one browser, with and without scripts.
test('a year is planned, shared out, projected and taken away', async ({ page, browser, javaScriptEnabled }, info) => {
  test.setTimeout(90_000);
  const scripts = javaScriptEnabled !== false;
  const own = `planner-${scripts ? 'a' : 'b'}${info.retry}`;
  await enter(page, invite(own, 'administrator'));
  let path = '';

  await test.step('a rule of the body is set, and a session moved: the steps before it follow', async () => {
    await page.goto('/en/bodies/council');
    await axe(page, scripts);
    const rule = page.locator('details', { has: page.locator('form[action="?/rule"]') });
    await rule.locator('summary').click();
    await rule.locator('#r-step').selectOption('clearance');
    await rule.locator('#r-amount').fill('9');
    await rule.locator('#r-unit').selectOption('week');
    await rule.locator('form button').click();
    await expect(page.getByRole('status')).toBeVisible();
    await expect(page.locator('main table').first()).toContainText('9 weeks');
    // An obligation that is put before the session of this year.
    await page.goto('/en/calendar?body=council&year=2026');
    await axe(page, scripts);
    const step = page.locator('.year li.step a').first();
    await expect(step).toBeVisible();
    path = new URL((await step.getAttribute('href')) ?? '', page.url()).pathname;
  });

  await test.step('work is given to a person, noted, and a step done; none of it is public', async () => {
    await page.goto(path);
    await axe(page, scripts);
    await page.locator('#w-person').selectOption({ label: own });
    await page.locator('form[action="?/duty"] button').click();
    await expect(page.locator('section', { has: page.locator('#work') })).toContainText(own);
    await page.locator('#w-note').fill('Ask the regional offices in March');
    await page.locator('form[action="?/note"] button').click();
    await expect(page.locator('main')).toContainText('Ask the regional offices');
    const done = page.locator('form[action="?/step"] button[value=yes]').first();
    await done.click();
    await expect(page.locator('main')).toContainText('done on');
    const citizen = await browser.newContext({ javaScriptEnabled: scripts });
    const seen = await (await citizen.request.get(path)).text();
    expect(seen).not.toContain('Ask the regional offices');
    expect(seen).not.toContain(own);
    expect(seen).not.toContain('?/step');
    expect((await citizen.request.get('/en/outbox', { maxRedirects: 0 })).status()).toBe(401);
    await citizen.close();
  });

  await test.step('own work can be subscribed to by a secret address, until it is revoked', async () => {
    await page.goto('/en/calendar?person=me&year=2026');
    await page.getByRole('link', { name: 'secret calendar address' }).click();
    await page.locator('#c-name').fill('my phone');
    await page.locator('form[action="?/calendar"] button').click();
    const address = (await page.locator('code', { hasText: 'calendar.ics?key=' }).innerText()).trim();
    const stranger = await browser.newContext();
    const feed = await stranger.request.get(address);
    expect(feed.headers()['content-type']).toContain('text/calendar');
    expect(await feed.text()).toContain(`URL:${new URL(path, page.url()).href}#`);
    await page.goto('/en/account');
    await page.locator('li', { hasText: 'my phone' }).getByRole('button').click();
    expect((await stranger.request.get(address)).status()).toBe(401);
    await stranger.close();
  });

  await test.step('the desk shows it; reminders are chosen; all of it is handed over', async () => {
    await page.goto('/en/desk');
    await axe(page, scripts);
    await page.goto('/en/account/reminders');
    await axe(page, scripts);
    await page.locator('#f-lang').selectOption('ru');
    await page.locator('#f-before').fill('21, 7');
    await page.locator('main form button').click();
    await expect(page.getByRole('status')).toBeVisible();
    await expect(page.locator('#f-before')).toHaveValue('21, 7');
    await page.locator('#f-before').fill('often');
    await page.locator('main form button').click();
    await expect(page.getByRole('alert').or(page.locator('.notice.bad'))).toContainText('Days before');
    await expect(page.locator('#f-before')).toHaveValue('often');
    await page.goto('/en/handover');
    await axe(page, scripts);
    const from = page.locator('#f-from option', { hasText: own });
    await page.locator('#f-from').selectOption((await from.getAttribute('value')) ?? '');
    await page.locator('#f-to').selectOption({ label: 'Amara Diallo' });
    await page.locator('main form button').click();
    await expect(page.getByRole('status')).toContainText('handed over');
  });

  await test.step('a chair sees what is late and what changed, in figures and pictures', async () => {
    await page.goto('/en/dashboard?body=council');
    await axe(page, scripts);
    await expect(page.locator('.bars svg').first()).toBeVisible();
    await page.locator('.bars details summary').first().click();
    await expect(page.locator('.bars table').first()).toBeVisible();
    await expect(page.locator('h2', { hasText: 'What changed since' })).toBeVisible();
  });

  await test.step('a document is issued, corrected and revised; the old address leads on', async () => {
    const symbol = `C26/${scripts ? 11 : 12}${info.retry}`;
    const issue = async (part: string, text: string): Promise<void> => {
      await page.goto('/en/documents');
      await page.locator('#f-file').setInputFiles({
        name: 'paper.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(`%PDF-1.7 ${symbol} ${text}`),
      });
      await page.locator('#f-body').selectOption({ label: 'Council' });
      await page.locator('#f-symbol').fill(symbol);
      await page.locator('#f-part').selectOption(part);
      if (part !== 'base') await page.locator('#f-number').fill('1');
      await page.locator('#f-title').fill(`On the quays: ${text}`);
      await page.locator('form[enctype] button').click();
      await expect(page.getByRole('status')).toContainText('issued');
    };
    await issue('base', 'first');
    await issue('corr', 'a figure');
    await issue('rev', 'anew');
    await axe(page, scripts);
    const slug = symbol.toLowerCase().replace('/', '-');
    await page.goto(`/en/documents/${slug}`);
    await expect(page).toHaveURL(new RegExp(`/documents/${slug}-rev-1$`));
    await expect(page.locator('main')).toContainText(`${symbol} Corr.1`);
    await axe(page, scripts);
    await page.getByRole('link', { name: symbol, exact: true }).click();
    await expect(page.locator('.notice.warn')).toContainText('first issued');
  });

  await test.step('a draft is checked and comes back as a Word file', async () => {
    await page.goto('/en/check');
    await page.locator('#f-file').setInputFiles({
      name: 'draft.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(
        'RESOLUTION 9 (2026)\nOn quays\nThe Council,\ninstructs the Secretary-General\n1\tto submit a report.\n',
      ),
    });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Word file with comments' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('draft-check.docx');
  });

  await test.step('what mail says can be read where no server is set', async () => {
    await page.goto('/en/outbox');
    await axe(page, scripts);
    await expect(page.locator('main')).toContainText('SUIVI_SMTP_URL');
  });
});

test('a year fits on one printed page', async ({ page }) => {
  await page.goto('/en/calendar?year=2026');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
