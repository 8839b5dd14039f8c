import { Authenticator } from '../authenticator.ts';
import { expect, fillSignIn, type Page, test } from '../fixtures.ts';

const USER = 'l.brouwer';

const passkeyButton = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' });
const accountButton = (page: Page) => page.getByRole('button', { name: /My account/ });

async function signOut(page: Page): Promise<void> {
  await page.goto('/');
  await accountButton(page).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

/** Looks at the page as it is, by day and by night. */
async function checkBoth(page: Page, check: () => Promise<void>): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await check();
  }
}

test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en', theme = 'system'`));

test('a passkey is added, opens the door alone and beside a password, and is taken away', async ({
  page,
  a11y,
}) => {
  test.slow();
  const device = await Authenticator.plugIn(page);
  await page.goto('/sign-in');
  await fillSignIn(page, USER);
  await expect(accountButton(page)).toBeVisible();
  await page.goto('/account/security');

  // By keyboard alone, with a name that is asked for.
  const add = page.getByRole('button', { name: 'Add a passkey' });
  await add.focus();
  await page.keyboard.press('Enter');
  const name = page.getByLabel('Name for the list');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Chrome on Linux');
  await checkBoth(page, () => a11y.check());
  await name.fill('');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Fill this in.')).toBeVisible();
  await expect(name).toBeFocused();

  // Somebody else's finger: nothing is added, and what was typed stays.
  await device.recognise(false);
  await page.keyboard.type('Laptop');
  await page.keyboard.press('Enter');
  await expect(page.getByText('You stopped, or it took too long.')).toBeVisible();
  await checkBoth(page, () => a11y.check());
  expect(await device.keys()).toBe(0);
  await device.recognise(true);
  await page.keyboard.press('Enter');
  await expect(add).toBeFocused();
  expect(await device.keys()).toBe(1);

  // With the first factor come recovery codes.
  await page.getByLabel('I keep them').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove Laptop' })).toBeVisible();
  await checkBoth(page, () => a11y.check());

  await add.click();
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await expect(page.getByText('You have a passkey on this device already.')).toBeVisible();

  // In place of name and password.
  await signOut(page);
  await checkBoth(page, () => a11y.check());
  await passkeyButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(accountButton(page)).toBeVisible();

  // Beside a password; the finger is not recognised at first.
  await signOut(page);
  await fillSignIn(page, USER);
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
  const use = page.getByRole('button', { name: 'Use a passkey' });
  await expect(use).toBeFocused();
  await checkBoth(page, () => a11y.check());
  await device.recognise(false);
  await page.keyboard.press('Enter');
  await expect(page.getByText('You stopped, or it took too long.')).toBeVisible();
  await checkBoth(page, () => a11y.check());
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await expect(page.getByLabel('Recovery code')).toBeFocused();
  await use.click();
  await expect(use).toBeFocused();
  await device.recognise(true);
  await page.keyboard.press('Enter');
  await expect(accountButton(page)).toBeVisible();

  // Taken away here it is still on the device, and opens nothing.
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Remove Laptop' }).click();
  await page.getByRole('button', { name: 'Yes, remove' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await signOut(page);
  await passkeyButton(page).click();
  await expect(page.getByText('This passkey opens no account here.')).toBeVisible();
  await checkBoth(page, () => a11y.check());
  await fillSignIn(page, USER);
  await expect(accountButton(page)).toBeVisible();
});

test('where a device has no passkey one is told, and the form is still there', async ({ page, a11y }) => {
  const device = await Authenticator.plugIn(page);
  await device.recognise(false);
  await page.goto('/sign-in');
  await page.getByLabel('Login name or e-mail address').fill(USER);
  await passkeyButton(page).click();
  await expect(page.getByText('You stopped, or it took too long. Nothing has changed.')).toBeVisible();
  await a11y.check();
  await expect(page.getByLabel('Login name or e-mail address')).toHaveValue(USER);
});

test('a browser without passkeys is offered none, and told so in the account', async ({ page, a11y }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(passkeyButton(page)).toHaveCount(0);
  await fillSignIn(page, USER);
  await expect(accountButton(page)).toBeVisible();
  await page.goto('/account/security');
  await expect(page.getByText('This browser does not know passkeys.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a passkey' })).toHaveCount(0);
  await a11y.check();
});
