import { expect, test } from '@playwright/test';
import { codeOf, stepOf } from '../src/lib/server/accounts/totp.ts';
import { invite } from './testing/cli.ts';
import { axe, enter, PASSWORD } from './testing/page.ts';

// The server's clock stands still: the code of a step, then that of the next.
const NOW = new Date(process.env['SUIVI_NOW'] ?? '2026-05-04T10:00:00Z');
const bytesOf = (base32: string): Buffer => {
  const bits = [...base32]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((one) => parseInt(one, 2)));
};

test('a second factor is set up, asked for at sign-in, and turned off', async ({ page, javaScriptEnabled }, info) => {
  const name = `second-${javaScriptEnabled === false ? 'a' : 'b'}${info.retry}`;
  const scripts = javaScriptEnabled !== false;
  await enter(page, invite(name));
  await page.goto('/en/account/security');
  await axe(page, scripts);
  await page.getByRole('button', { name: 'Set it up' }).click();
  const secret = bytesOf((await page.locator('code.secret').innerText()).replace(/\s/g, ''));
  const code = (steps: number): string => codeOf(secret, stepOf(NOW) + steps);
  await page.locator('#f-code').fill(code(0));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.locator('.codes code')).toHaveCount(10);
  const recovery = await page.locator('.codes code').first().innerText();
  await axe(page, scripts);

  await page.locator('form[action$="/sign-out"] button').first().click();
  await page.goto('/en/sign-in?next=/en/desk');
  await page.locator('#f-email').fill(`${name}@example.org`);
  await page.locator('#f-password').fill(PASSWORD);
  await page.locator('main form button').first().click();
  await expect(page).toHaveURL(/sign-in\/code/);
  await axe(page, scripts);
  // The password alone opens nothing.
  expect((await page.request.get('/en/desk', { maxRedirects: 0 })).status()).toBe(401);
  await page.locator('#f-code').fill(code(0));
  await page.locator('main form button').first().click();
  await expect(page.getByRole('alert')).toContainText('was used before');
  await page.locator('#f-code').fill(code(1));
  await page.locator('main form button').first().click();
  await expect(page).toHaveURL(/\/en\/desk$/);

  await page.goto('/en/account/security');
  await page.locator('main summary').click();
  await page.locator('#f-code').fill(recovery);
  await page.locator('form[action="?/end"] button').click();
  await expect(page.locator('main')).toContainText('It is off.');
});

test('a passkey is added, opens the account without a password, and is removed @scripts', async ({ page }, info) => {
  const name = `passkey-${info.retry}`;
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await enter(page, invite(name));
  await page.goto('/en/account/security');
  await page.locator('#f-passkey').fill('Laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.locator('main')).toContainText('Laptop');
  await page.locator('form[action$="/sign-out"] button').first().click();
  await page.goto('/en/sign-in?next=/en/desk');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.locator('h1')).toContainText('My desk');
  // What was signed once opens nothing again.
  const again = await page.request.post('/en/sign-in/passkey', { data: { answer: { id: 'x', response: {} } } });
  expect(again.status()).toBe(400);
  await page.goto('/en/account/security');
  await page.locator('form[action="?/passkey"] button').click();
  await expect(page.locator('main')).not.toContainText('Laptop');
});
