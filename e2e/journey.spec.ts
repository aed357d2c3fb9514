import { expect, test } from '@playwright/test';
import { invite } from './testing/cli.ts';
import { axe, enter } from './testing/page.ts';

// An officer's whole day, in one browser: account, import, review, adoption, proof; then a citizen reads.
const source = (number: number): string =>
  [
    `RESOLUTION ${number} (2026)`,
    'Keeping of the harbours',
    'The Council,',
    'recalling',
    'a)\tthe founding agreement of the harbour towns,',
    'instructs the Secretary-General',
    '1\tto submit to the Council each year a report on the state of the quays;',
    '2\tto publish by 1 March 2026 a roadmap for the lighthouses;',
    '3\tto open a fund for the ferries,',
    'invites Member States',
    '1\tto contribute lanterns to the common store.',
    '',
  ].join('\n');

test('a document becomes a public register', async ({ page, browser, javaScriptEnabled }, info) => {
  test.setTimeout(150_000);
  const scripts = javaScriptEnabled !== false;
  const number = 900 + (scripts ? 0 : 1) + info.retry * 10;

  await test.step('the one-time link gives an account', async () => {
    await enter(page, invite(`officer-${number}`));
    await expect(page.locator('a[href="/en/import"]').first()).toBeVisible();
  });

  await test.step('a wrong file is refused in words, and nothing is lost', async () => {
    await page.goto('/en/import');
    await axe(page, scripts);
    await page.locator('input[type=file]').setInputFiles({
      name: 'scan.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 not a text'),
    });
    await page.getByRole('button', { name: 'Read it' }).or(page.locator('main form button')).first().click();
    await expect(page.getByRole('alert').or(page.locator('.notice.bad, .refusal'))).toContainText('PDF');
  });

  await test.step('the outline stands beside its source and can be corrected', async () => {
    await page.locator('input[type=file]').setInputFiles({
      name: `resolution-${number}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(source(number)),
    });
    await page.locator('main form button').first().click();
    await expect(page).toHaveURL(/\/en\/import\/[0-9a-f-]{36}/);
    await expect(page.locator('main')).toContainText('roadmap for the lighthouses');
    await axe(page, scripts);
    await page.locator('#f-body').selectOption('council');
    await page.locator('#f-visibility').selectOption('public');
    await page.locator('input[name=version]').fill('2026');
    await page.locator('form[action="?/save"] button').click();
    await expect(page).toHaveURL(new RegExp(`/en/texts/council-${number}/2026`));
    await axe(page, scripts);
  });

  await test.step('each suggestion is confirmed, by key or by button, and can be undone', async () => {
    await page.goto('/en/review');
    await axe(page, scripts);
    // The page that answers says "Confirmed" as the one before it did: what follows must wait for the new one.
    const press = async (key: string): Promise<void> => {
      const answered = page.waitForEvent('load');
      if (scripts) await page.keyboard.press(key);
      else await page.locator(`form[data-key="${key}"] button`).click();
      await answered;
    };
    await press('c');
    await expect(page.getByRole('status')).toContainText('Confirmed');
    await press('u');
    await expect(page.getByRole('status')).toContainText('Undone');
    // Other tests bring texts in too: whatever waits is confirmed, until nothing does.
    let confirmed = 0;
    for (; confirmed < 60 && (await page.locator('form[data-key="c"]').count()) > 0; confirmed++) {
      await press('c');
      await expect(page.getByRole('status')).toContainText('Confirmed');
    }
    expect(confirmed).toBeGreaterThanOrEqual(3);
  });

  await test.step('what a draft asks is not yet in the register; adoption brings it there', async () => {
    await page.goto(`/en/register?q=lighthouses&body=council`);
    const before = await page.locator('main').innerText();
    await page.goto(`/en/texts/council-${number}/2026`);
    await page.locator('#f-on').fill('2026-01-20');
    await page.locator('form[action="?/adopt"] button').click();
    await expect(page.getByRole('status')).toBeVisible();
    await page.goto(`/en/register?q=lighthouses&body=council`);
    await expect(page.locator('main')).toContainText('a roadmap for the lighthouses');
    expect(await page.locator('main').innerText()).not.toBe(before);
  });

  await test.step('evidence is a link or a file, and is judged', async () => {
    await page.goto(`/en/register?q=lighthouses&state=late`);
    await page.locator('main a[href*="/en/register/"]').last().click();
    await expect(page.locator('h1')).toContainText('Obligation');
    const add = page.locator('details', { has: page.locator('form[action="?/attach"]') }).first();
    await add.locator('summary').click();
    await add.locator('input[type=file]').setInputFiles({
      name: 'roadmap.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('The roadmap'),
    });
    await add.locator('form[action="?/attach"] input[name=claim]').fill('The roadmap as published');
    await add.locator('form[action="?/attach"] button').click();
    await expect(page.locator('a[href*="/files/evidence/"]').first()).toBeVisible();
    await page.locator('form[action="?/judge"] button[value=accepted]').first().click();
    await expect(page.locator('main')).toContainText('accepted', { ignoreCase: true });
    await axe(page, scripts);
  });

  await test.step('the desk counts what waits, and a token is shown once', async () => {
    await page.goto('/en/desk');
    await axe(page, scripts);
    await expect(page.locator('h1')).toContainText('desk');
    await page.goto('/en/account');
    await page.locator('#f-name').fill('my program');
    await page.locator('form[action="?/token"] button').click();
    const token = await page.locator('.notice code').innerText();
    expect(token).toMatch(/^suivi_/);
    await axe(page, scripts);
    const answer = await page.request.get('/api/v1/accounts.me', {
      headers: { authorization: `Bearer ${token}`, cookie: '' },
    });
    expect(((await answer.json()) as { name: string }).name).toBeDefined();
    await page.goto('/en/account');
    await expect(page.locator('main')).not.toContainText(token);
  });

  await test.step('a citizen reads it, follows it to its paragraph, and takes it away', async () => {
    const citizen = await browser.newContext({ javaScriptEnabled: scripts });
    const reader = await citizen.newPage();
    const { request } = reader;
    const rows = (await (await request.get('/en/register.json?q=lighthouses')).json()) as {
      number: number;
      source: { slug: string; version: string; eid: string };
    }[];
    const mine = rows.find((one) => one.source.slug === `council-${number}`)!;
    await reader.goto(`/en/register/${mine.number}`);
    await reader.locator('blockquote + p a').first().click();
    await expect(reader).toHaveURL(new RegExp(`council-${number}/2026.*#`));
    const file = await request.get((await reader.locator('a[href^="/files/"]').first().getAttribute('href')) ?? '');
    expect(await file.text()).toBe(source(number));
    expect((await request.get('/en/review', { maxRedirects: 0 })).status()).toBe(401);
    await citizen.close();
  });
});
