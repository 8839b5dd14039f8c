import type { Browser, Page } from '@playwright/test';

import { expect, fillSignIn, PASSWORD, test as base } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { IdentityProvider } from '../identity-provider.ts';
import type { Panel } from '../panel.ts';

/** A panel of its own, because the rules are everybody's, and a provider that it is not told of. */
const test = base.extend<object, { provider: IdentityProvider }>({
  provider: [
    async ({ panel }, use) => {
      const provider = await IdentityProvider.start(panel);
      await use(provider);
      await provider.stops();
    },
    { scope: 'worker' },
  ],
});

const ADMINISTRATOR = 'k.vos';
const RULES = '/company/sign-in-rules';

async function openRules(page: Page): Promise<void> {
  await page.goto(RULES);
  await expect(page.getByRole('heading', { name: 'Sign-in rules' })).toBeVisible();
  await expect(page.getByLabel('Sign out when not used for')).toBeVisible();
}

/** Saves the rules; the second form of the page has a button of the same name. */
async function save(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Sign-in rules' }).getByRole('button', { name: 'Save' }).click();
}

async function isSaved(page: Page, name = 'Sign-in rules'): Promise<void> {
  await expect(page.getByRole('region', { name }).getByRole('status').getByText('Saved', { exact: true })).toBeVisible();
}

/** Somebody in a browser of his own, who reads English. */
async function elsewhere(browser: Browser, panel: Panel, login: string): Promise<Page> {
  await (await panel.api(login)).put('/v1/account', { data: { language: 'en', theme: 'light' } });
  const context = await browser.newContext({ baseURL: panel.url });
  return context.newPage();
}

test('an administrator changes the rules by keyboard alone, and it stands in the log', async ({ page, signInAs, a11y, provider }) => {
  expect(provider.issuer).not.toBe('');
  await signInAs(ADMINISTRATOR);
  await page.goto('/company/users');
  await page.getByRole('navigation', { name: 'Company panel' }).getByRole('link', { name: 'Sign-in rules' }).click();
  await expect(page).toHaveURL(new RegExp(`${RULES}$`));
  const hands = new Keyboard(page);
  const idle = page.getByLabel('Sign out when not used for');
  await expect(idle).toHaveValue('60');
  await a11y.check();

  // A limit that nobody would ever reach is refused beside its field.
  await hands.presses(page.getByLabel('A browser may be remembered for 24 hours'));
  await page.keyboard.press('Tab');
  await expect(idle).toBeFocused();
  await page.keyboard.type('24');
  await expect(idle).toHaveValue('1440');
  await hands.presses(page.getByRole('button', { name: 'Save' }).first());
  await expect(idle).toBeFocused();
  await expect(idle).toHaveAccessibleDescription('This is longer than a session lasts.');
  await a11y.check();
  await page.keyboard.type('30');
  await hands.types('Fewest characters', '7');
  await page.keyboard.press('Enter');
  const min = page.getByLabel('Fewest characters');
  await expect(min).toHaveAccessibleDescription('Type a number from 8 to 256.');
  await hands.types('Fewest characters', '12');
  await page.keyboard.press('Enter');
  await isSaved(page);

  await page.reload();
  await expect(idle).toHaveValue('30');
  await expect(page.getByLabel('A browser may be remembered for 24 hours')).not.toBeChecked();
  await expect(min).toHaveValue('12');
  await page.goto('/company/audit-log');
  const line = page.getByRole('listitem').filter({ hasText: 'Kim Vos changed the sign-in rules' }).first();
  await line.getByText('Before and after').click();
  await expect(line.getByRole('row', { name: 'Minutes without use 60 30' })).toBeVisible();
});

test('a session that is left alone for too long by the new rules ends within seconds', async ({ page, browser, panel, signInAs, provider }) => {
  expect(provider.issuer).not.toBe('');
  const other = await elsewhere(browser, panel, 'e.mulder');
  // That her page was loaded is no use of it: she is away.
  await other.route('**/v1/session/activity', (route) => route.fulfill({ status: 204 }));
  await other.goto('/sign-in');
  await fillSignIn(other, 'e.mulder');
  await expect(other.getByRole('button', { name: /My account/ })).toBeVisible();
  const email = "select id from user where email = 'e.mulder@example.nl'";
  panel.sql(`update session set last_active_at_ms = last_active_at_ms - 1200000 where user_id = (${email})`);
  await signInAs(ADMINISTRATOR);
  await openRules(page);
  await page.getByLabel('Sign out when not used for').selectOption('15');
  await save(page);
  await isSaved(page);
  await expect(other.getByRole('dialog', { name: 'You were away' })).toBeVisible();
  await other.context().close();
});

test('a second step that becomes required is set up at the next sign-in', async ({ page, browser, panel, signInAs, provider, a11y }) => {
  expect(provider.issuer).not.toBe('');
  await signInAs(ADMINISTRATOR);
  await openRules(page);
  const required = page.getByLabel('Everybody signs in with a second step');
  await expect(required).not.toBeChecked();
  await required.check();
  await save(page);
  await isSaved(page);
  const other = await elsewhere(browser, panel, 'e.mulder');
  await other.goto('/sign-in');
  await fillSignIn(other, 'e.mulder');
  await expect(other.getByRole('heading', { name: 'Protect your account' })).toBeVisible();
  // Whoever is signed in goes on.
  await page.reload();
  await required.uncheck();
  await save(page);
  // The rule is for administrators, too: who has not given a second step opens nothing more.
  await expect(page.getByRole('dialog', { name: 'Is it still you?' })).toBeVisible();
  await a11y.check();
  await page.keyboard.press('Escape');
  panel.sql('update session set factor_at_ms = confirmed_at_ms');
  await save(page);
  await isSaved(page);
  await other.context().clearCookies();
  await other.goto('/sign-in');
  await fillSignIn(other, 'e.mulder');
  await expect(other.getByRole('button', { name: /My account/ })).toBeVisible();
  await other.context().close();
});

test('other passwords are asked as soon as the rules say so', async ({ page, signInAs, provider }) => {
  expect(provider.issuer).not.toBe('');
  await signInAs(ADMINISTRATOR);
  await openRules(page);
  await page.getByRole('radio', { name: 'Length first' }).check();
  await expect(page.getByLabel('Fewest characters')).toBeHidden();
  await save(page);
  await isSaved(page);
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText(/15/).first()).toBeVisible();
  await expect(page.getByText('a digit', { exact: false })).toHaveCount(0);
});

test('a provider is tried, set, used and taken away, and its secret is never shown', async ({ page, browser, panel, provider, signInAs, a11y }) => {
  await signInAs(ADMINISTRATOR);
  await openRules(page);
  const card = page.getByRole('region', { name: 'Sign-in through your organisation' });
  await expect(card.getByText(`${panel.url}/v1/session/singleSignOn/callback`)).toBeVisible();
  await expect(card.getByLabel('Domain of the e-mail addresses')).toHaveValue('example.nl');
  const issuer = card.getByLabel('Address of the provider (issuer)');
  const tries = card.getByRole('button', { name: 'Test the provider' });
  for (const [address, words] of [
    ['login.example.nl', 'This is not the https address of a provider.'],
    ['http://127.0.0.1:1', 'Nobody answers at this address. Is it right, and can the server reach it?'],
    [panel.url, 'No provider answers at this address.'],
    [`${provider.issuer}/`, /^The provider at this address calls itself by another one\./],
  ] as const) {
    await issuer.fill(address);
    await tries.click();
    await expect(issuer).toHaveAccessibleDescription(words);
    await expect(issuer).toBeFocused();
  }
  await a11y.check();
  await issuer.fill(provider.issuer);
  await tries.click();
  await expect(card.getByText('The provider answers')).toBeVisible();
  await expect(card.getByRole('button', { name: 'Remove the provider' })).toHaveCount(0);

  const saves = card.getByRole('button', { name: 'Save' });
  await saves.click();
  await expect(card.getByLabel('Client ID')).toBeFocused();
  await card.getByLabel('Client ID').fill(provider.clientId);
  await card.getByLabel('Client secret').fill(provider.secret);
  // The password was typed too long ago for this.
  panel.sql('update session set confirmed_at_ms = 0');
  await saves.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await isSaved(page, 'Sign-in through your organisation');
  await expect(card.getByLabel('Client secret')).toHaveValue('');
  await expect(card.getByText('A secret is kept and never shown.')).toBeVisible();
  await page.reload();
  await expect(issuer).toHaveValue(provider.issuer);
  await expect(card.getByLabel('Client secret')).toHaveValue('');
  await a11y.check();

  const other = await elsewhere(browser, panel, 'e.mulder');
  const leave = async () => {
    await other.goto('/single-sign-on');
    await other.getByLabel('E-mail address at work').fill('somebody@example.nl');
    await other.getByRole('button', { name: 'Go there' }).click();
  };
  await leave();
  await provider.logIn(other, 'farid');
  await expect(other.getByRole('button', { name: /My account/ })).toBeVisible();

  await card.getByRole('button', { name: 'Remove the provider' }).click();
  await card.getByRole('button', { name: 'Remove it' }).click();
  await expect(card.getByRole('button', { name: 'Remove the provider' })).toHaveCount(0);
  await expect(issuer).toHaveValue('');
  await other.context().clearCookies();
  await leave();
  await expect(other.getByText('No organisation with such addresses signs in this way.')).toBeVisible();
  await other.context().close();
});

test('on a phone in Dutch nothing is cut off, and who is no administrator is told so', async ({ page, panel, provider, signInAs, a11y }) => {
  expect(provider.issuer).not.toBe('');
  await page.setViewportSize({ width: 320, height: 720 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await signInAs(ADMINISTRATOR);
  const kim = await panel.api(ADMINISTRATOR);
  expect((await kim.put('/v1/account', { data: { language: 'nl', theme: 'dark' } })).ok()).toBe(true);
  await page.goto(RULES);
  await expect(page.getByRole('heading', { name: 'Inlogregels' })).toBeVisible();
  await expect(page.getByLabel('Uiterlijk uitloggen na')).toBeVisible();
  await expect(page.getByLabel('Client-id')).toBeVisible();
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
  await a11y.check();
  await page.context().clearCookies();
  await signInAs('d.visser');
  await page.goto(RULES);
  await expect(page.getByText('Only administrators of your organisation have this.')).toBeVisible();
});
