import { expect, test } from '@playwright/test';
import { askYearly, invite, run } from './testing/cli.ts';
import { house, submit } from './testing/initiative.ts';
import { axe, enter, fits, sound } from './testing/page.ts';

// What keeps a published initiative right, in French, with and without scripts: the yearly letter, a volunteer's translation,
// a moderator's question; then the pages of it in Arabic on the narrowest phone, and in French on a desk.

/** The path that a letter to the contact of this entry leads to. */
function linkIn(title: string): string {
  const { messages } = run<{ messages: { subject: string; body: string }[] }>('mail.outbox', {});
  const letter = messages.find((one) => one.subject.includes(title));
  const [path = ''] = /\/fr\/stocktaking\/confirm\/[\w-]+/.exec(letter?.body ?? '') ?? [];
  return path;
}

test('une initiative est confirmée, traduite et précisée', async ({ page, browser, javaScriptEnabled }, info) => {
  test.setTimeout(420_000);
  const scripts = javaScriptEnabled !== false;
  const mark = `${scripts ? 'a' : 'b'}${info.retry}`;
  const title = `Les marées de l’an passé ${mark}`;
  const owner = house(`Phares de garde ${mark}`);
  const published = submit(owner, { title }, { at: '2025-03-04T10:00:00Z' });
  run('stocktaking.version.decide', { id: published.id, seq: 1, decision: 'publish' }, '2025-03-05T10:00:00Z');
  askYearly();
  const link = linkIn(title);
  let asked = 0;

  await test.step('le lien de la lettre ouvre la question, sans compte', async () => {
    await page.goto(link);
    await expect(page.locator('h1 + p')).toContainText(title);
    await expect(page.locator('main')).not.toContainText('awa@example.org');
    await axe(page, scripts);
    await fits(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(link.replace('/fr/', '/ar/'));
    await axe(page, scripts);
    await fits(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('ce qui est faux est dit, et ce qui est tapé reste', async () => {
    await page.goto(link);
    await page.locator('#f-ended').fill('hier');
    await page.locator('button[value=ended]').click();
    // Both ways of answering ask for an end: what is wrong stands where it was typed, and the list on top leads there.
    await expect(page.getByRole('alert').locator('a')).toHaveAttribute('href', '#f-ended');
    await expect(page.locator('#f-ended')).toHaveValue('hier');
    await expect(page.locator('#f-ended')).toHaveAttribute('aria-describedby', /e-ended/);
    await expect(page.locator('#f-ends')).not.toHaveAttribute('aria-invalid', 'true');
    await page.locator('#f-ends').fill('un jour');
    await page.locator('#f-results-0-indicator').fill('Appels');
    await page.locator('#f-results-0-actual').fill('beaucoup');
    await page.locator('button[value=changed]').click();
    await expect(page.getByRole('alert')).toContainText('Fin');
    await expect(page.getByRole('alert').locator('a[href="#f-results-0-actual"]')).toContainText('Résultats');
    await expect(page.locator('#f-ends')).toHaveValue('un jour');
    await axe(page, scripts);
  });

  await test.step('elle est confirmée d’un bouton ; le lien ne sert qu’une fois', async () => {
    await page.goto(link);
    await page.locator('button[value=right]').click();
    await expect(page.getByRole('status')).toContainText('Confirmé');
    await page.goto(link);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.locator('button[value=right]')).toHaveCount(0);
    expect((await page.goto('/fr/stocktaking/confirm/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'))?.status()).toBe(404);
    await page.goto(`/fr/stocktaking/${published.number}`);
    await expect(page.locator('main')).toContainText('4 mai 2026');
    // A letter's link signs nobody in.
    expect((await page.request.get('/fr/stocktaking/mine', { maxRedirects: 0 })).status()).toBe(401);
  });

  const at = `/fr/stocktaking/${published.number}/translate/es`;
  await test.step('un volontaire traduit ; rien ne paraît avant d’être relu', async () => {
    await enter(page, invite(`volunteer-${mark}`, 'delegate'));
    await page.goto(`/fr/stocktaking/${published.number}`);
    await page.locator('a[href$="/translate/es"]').click();
    await expect(page).toHaveURL(at);
    await page.locator('#f-title').fill(`Las mareas del año pasado ${mark}`);
    await page.locator('#f-description').fill('Los pescadores preguntan de viva voz cuándo cambia la marea.');
    await axe(page, scripts);
    await page.locator('form[action="?/offer"] button').click();
    await expect(page.getByRole('status')).toBeVisible();
    await expect(page.locator('main .tag').first()).toContainText('Attend');
    await page.goto(`/es/stocktaking/${published.number}`);
    await expect(page.locator('main')).not.toContainText('Las mareas del año pasado');
  });

  const reviewing = await browser.newContext({ javaScriptEnabled: scripts });
  const reviewer = await reviewing.newPage();
  await test.step('elle est relue, corrigée et acceptée ; elle est marquée comme non officielle', async () => {
    await enter(reviewer, invite(`reader-${mark}`, 'moderator'));
    await reviewer.goto('/fr/stocktaking/translations');
    await axe(reviewer, scripts);
    await reviewer.locator('main li', { hasText: title }).getByRole('link').click();
    await expect(reviewer.locator('#f-title')).toHaveValue(`Las mareas del año pasado ${mark}`);
    await reviewer.locator('#f-title').fill(`Las mareas del año anterior ${mark}`);
    await axe(reviewer, scripts);
    await reviewer.locator('button[value=accept]').click();
    await expect(reviewer.locator('main .tag').first()).toContainText('non officielle');
    await page.goto(`/es/stocktaking/${published.number}`);
    await expect(page.locator('h1')).toContainText(`Las mareas del año anterior ${mark}`);
    await axe(page, scripts);
    await reviewer.goto('/fr/stocktaking/translations');
    await expect(reviewer.locator('main')).not.toContainText(title);
  });

  await test.step('un modérateur pose une question, le demandeur y répond', async () => {
    await page.goto('/fr/stocktaking/new');
    await page.locator('#f-name').fill(`Capitainerie de garde ${mark}`);
    await page.locator('#f-kind').selectOption('academia');
    await page.locator('form[action="?/found"] button').click();
    await expect(page.getByRole('status')).toContainText('enregistrée');
    const own = await page.locator('form[action="?/start"] [name=organisation]').first().inputValue();
    // Who founds an organisation may submit for it; that one speaks for it is for others to say.
    const { asking } = run<{ asking: { id: string }[] }>('accounts.organisation', { id: own });
    run('accounts.membership.decide', { id: asking[0]?.id, decision: 'approved' });
    ({ number: asked } = submit(own, { title: `Les quais demandés ${mark}` }));
    await reviewer.goto(`/fr/stocktaking/queue/${asked}`);
    await reviewer.locator('summary', { hasText: 'Poser la question' }).click();
    await reviewer.locator('#f-question').fill('Quels quais ?');
    await reviewer.locator('button[formaction="?/ask"]').click();
    await expect(reviewer.getByRole('status')).toContainText('La question a été posée');

    await page.goto('/fr/stocktaking/mine');
    await expect(page.locator('main')).toContainText(`Les quais demandés ${mark}`);
    await page.goto(`/fr/stocktaking/${asked}/edit/preview`);
    await expect(page.locator('#questions + ul')).toContainText('Quels quais ?');
    await axe(page, scripts);
    await page.locator('form[action^="?/answer"] textarea').fill('Ceux du nord, derrière la jetée.');
    await page.locator('form[action^="?/answer"] button').click();
    await expect(page.locator('#questions + ul')).toContainText('derrière la jetée');
    await reviewer.goto(`/fr/stocktaking/queue/${asked}`);
    await expect(reviewer.locator('main')).toContainText('Ceux du nord, derrière la jetée.');
  });

  await test.step('the pages hold in Arabic at 320 px and in French on a desk', async () => {
    if (!scripts) return;
    const paths = [
      '/stocktaking/translations',
      `/stocktaking/${published.number}/translate/ru`,
      '/stocktaking/queue',
      `/stocktaking/queue/${asked}`,
      link.slice(3),
    ];
    await reviewer.setViewportSize({ width: 320, height: 700 });
    await sound(reviewer, 'ar', paths);
    await reviewer.setViewportSize({ width: 1280, height: 900 });
    await sound(reviewer, 'fr', paths);
  });
  await reviewing.close();
});
