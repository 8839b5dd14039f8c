import type { Locator } from '@playwright/test';

import { expect, fillSignIn, isLive, type Page, PASSWORD, test as base } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { linkTo } from '../mail.ts';
import { Panel } from '../panel.ts';
import { MailServer } from '../smtp.ts';
import { wordsIn } from '../words.ts';

/** The demo organisation, whose mail goes through a real mail server. */
const test = base.extend<object, { post: MailServer }>({
  post: [
    async ({}, use) => {
      const post = await MailServer.start();
      await use(post);
      await post.close();
    },
    { scope: 'worker' },
  ],
  panel: [
    async ({ post }, use) => {
      const panel = await Panel.prepare({ mail: post.url() });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
});

function addressesOn(page: Page, title: string): { section: Locator; row: (address: string) => Locator } {
  const section = page.getByRole('region', { name: title, exact: true });
  const row = (address: string) => section.getByRole('listitem').filter({ hasText: address });
  return { section, row };
}

test('an address is added, confirmed by its link, signed in with, and put back', async ({
  page,
  context,
  panel,
  post,
  signInAs,
  a11y,
}) => {
  test.slow();
  const work = 'r.jacobs@example.nl';
  const home = 'renee@elsewhere.test';
  const { section, row } = addressesOn(page, 'E-mail addresses');
  await signInAs('r.jacobs');
  await page.goto('/me');
  await expect(row(work)).toContainText('Primary');
  await isLive(page);
  await section.getByLabel('Another e-mail address').fill(home);
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(home)).toContainText('Not confirmed yet');
  await expect(section.getByText(`We sent a link to ${home}.`)).toBeVisible();
  await a11y.check();

  const mail = await post.newest(home, 1);
  expect(mail.subject).toBe('Is this your e-mail address?');
  const letter = await context.newPage();
  await letter.goto(linkTo(mail, 'confirm-email'));
  await expect(letter.getByText(home)).toBeVisible();
  await letter.getByRole('button', { name: 'Yes, confirm' }).click();
  await expect(letter.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
  await letter.close();

  // Where the address stands it is seen at once; the password was typed too long ago.
  const make = row(home).getByRole('button', { name: `Make primary: ${home}` });
  await expect(make).toBeVisible();
  panel.sql('update session set confirmed_at_ms = 0');
  await make.click();
  const proof = page.getByRole('dialog', { name: 'Is it still you?' });
  await expect(proof.getByLabel('Password', { exact: true })).toBeFocused();
  await a11y.check();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(row(home)).toContainText('Primary');
  await expect(row(work).getByRole('button', { name: `Make primary: ${work}` })).toBeVisible();
  await expect(proof).toHaveCount(0);
  const subjects = (address: string) => () => post.to(address).map(({ subject }) => subject);
  const told = 'You sign in with another e-mail address';
  await expect.poll(subjects(work), { timeout: 30_000 }).toContain(told);
  await expect.poll(subjects(home), { timeout: 30_000 }).toContain(told);

  await context.clearCookies();
  await page.goto('/sign-in');
  await fillSignIn(page, home);
  await expect(page).toHaveURL(`${panel.url}/`);
  await page.goto('/me');
  await row(work).getByRole('button', { name: `Make primary: ${work}` }).click();
  await expect(row(work)).toContainText('Primary');
  await row(home).getByRole('button', { name: `Remove ${home}` }).click();
  await row(home).getByRole('button', { name: 'Yes, remove' }).click();
  await expect(row(home)).toHaveCount(0);
  const left = await (await panel.api('r.jacobs')).get('/v1/emailAddresses');
  expect(await left.json()).toEqual({ primary: work, extra: [], limit: 5 });
});

test('a link that was sent often is told beside its address, and nothing is sent', async ({
  page,
  post,
  signInAs,
  a11y,
}) => {
  const address = 'zoe@often.test';
  const { section, row } = addressesOn(page, 'E-mail addresses');
  await signInAs('z.grosse');
  await page.goto('/me');
  await section.getByLabel('Another e-mail address').fill(address);
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  const again = row(address).getByRole('button', { name: `Send again to ${address}` });
  for (const status of [204, 204, 429]) {
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/confirmation'));
    await again.click();
    expect((await answered).status()).toBe(status);
  }
  await expect(row(address)).toContainText('We sent several links just now.');
  await a11y.check();
  expect(await post.receives(address, 3)).toHaveLength(3);
  await row(address).getByRole('button', { name: `Remove ${address}` }).click();
  await row(address).getByRole('button', { name: 'Yes, remove' }).click();
  await expect(row(address)).toHaveCount(0);
});

test.describe('in Dutch, on a phone, by keyboard alone', () => {
  test.use({ locale: 'nl-NL', viewport: { width: 360, height: 740 } });

  test('an address is corrected, confirmed and removed', async ({ page, panel, post, signInAs, a11y }) => {
    test.slow();
    const address = 'zoe@elsewhere.test';
    const t = wordsIn('nl');
    const hands = new Keyboard(page);
    const { section, row } = addressesOn(page, t('email_addresses.title'));
    const fits = async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await a11y.check();
    };
    await signInAs('z.grosse');
    const api = await panel.api('z.grosse');
    expect((await api.put('/v1/account', { data: { language: 'nl' } })).ok()).toBe(true);
    await page.goto('/me');
    const field = section.getByLabel(t('email_addresses.new_address'), { exact: true });
    await hands.types(t('email_addresses.new_address'), 'zoe');
    await page.keyboard.press('Enter');
    await expect(field).toHaveAccessibleDescription(t('errors.not_an_email'));
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('zoe');
    await fits();
    await hands.types(t('email_addresses.new_address'), address);
    await page.keyboard.press('Enter');
    await expect(row(address)).toContainText(t('email_addresses.unconfirmed'));
    await expect(field).toHaveValue('');
    await fits();

    const link = linkTo(await post.newest(address, 1), 'confirm-email');
    await page.goto(link);
    await expect(page.getByText(address)).toBeVisible();
    await fits();
    await hands.presses(page.getByRole('button', { name: t('email_addresses.confirm') }));
    await expect(page.getByRole('heading', { name: t('email_addresses.confirmed') })).toBeFocused();
    await fits();
    await hands.presses(page.getByRole('link', { name: t('email_addresses.to_panel') }));
    const make = t('email_addresses.make_primary_name', { address });
    await expect(row(address).getByRole('button', { name: make })).toBeVisible();

    await page.goto(link);
    await expect(page.getByRole('heading', { name: t('links.used') })).toBeVisible();
    await fits();
    await page.goto('/confirm-email/thisisnotoneofours');
    await expect(page.getByRole('heading', { name: t('links.unknown') })).toBeVisible();
    await hands.presses(page.getByRole('link', { name: t('email_addresses.to_panel') }));
    const remove = t('email_addresses.remove_name', { address });
    await hands.presses(row(address).getByRole('button', { name: remove }));
    await hands.presses(row(address).getByRole('button', { name: t('email_addresses.remove_confirm') }));
    await expect(row(address)).toHaveCount(0);
    await expect(page.getByRole('heading', { name: t('email_addresses.title') })).toBeFocused();
    expect((await api.put('/v1/account', { data: { language: 'en' } })).ok()).toBe(true);
  });
});
