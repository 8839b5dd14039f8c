import { expect, fillSignIn, type Page, PASSWORD, test } from '../fixtures.ts';
import type { Panel } from '../panel.ts';
import { totp } from '../totp.ts';

const NEW = 'Wb7!kqztx';

function requireFactors(panel: Panel, isRequired: boolean): void {
  panel.sql(`update organisation set requires_second_factor = ${Number(isRequired)}`);
}

async function keyOf(page: Page): Promise<string> {
  const letters = page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/);
  return (await letters.innerText()).trim();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /My account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

// Whoever signs in sees the panel in his own language, which is Dutch in the demo.
test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en'`));

test.describe('where a second factor is required', () => {
  test.beforeEach(({ panel }) => requireFactors(panel, true));
  test.afterEach(({ panel }) => requireFactors(panel, false));

  test('one sets it up, and signs in with a code and with a recovery code', async ({ page, a11y }) => {
    await page.goto('/sign-in?next=%2Fphonebook');
    await fillSignIn(page, 'm.vandenberg');
    await expect(page.getByRole('heading', { name: 'Protect your account' })).toBeFocused();
    const first = await keyOf(page);
    await a11y.check();

    // A reload shows the same step, with another key.
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Protect your account' })).toBeVisible();
    const key = await keyOf(page);
    expect(key).not.toBe(first);

    const code = page.getByLabel('Six-digit code');
    await code.fill('12345');
    await page.keyboard.press('Enter');
    await expect(page.getByText('This is not a code.')).toBeVisible();
    await expect(code).toBeFocused();
    await code.fill(totp(key));
    await page.keyboard.press('Enter');

    await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused();
    await a11y.check();
    const codes = await page.getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const stream = await (await download).createReadStream();
    let file = '';
    for await (const chunk of stream) file += String(chunk);
    expect(file).toContain(codes.join('\r\n'));

    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText('Keep the codes first, then tick this.')).toBeVisible();
    await page.getByLabel('I keep them').check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page).toHaveURL(/\/phonebook$/);
    await signOut(page);

    // The code that set it up does not work again; that of the next half minute does already.
    await fillSignIn(page, 'm.vandenberg');
    await expect(code).toBeFocused();
    await a11y.check();
    await code.fill('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByText('This code is not right.')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
    const next = totp(key, 1);
    await code.fill(`${next.slice(0, 3)} ${next.slice(3)}`);
    await page.getByLabel('Do not ask again in this browser for a day').check();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/phonebook$/);

    // This browser is known for a day, until it is forgotten.
    await page.goto('/account/security');
    await page.getByRole('button', { name: /^Forget / }).click();
    await expect(page.getByRole('heading', { name: 'Remembered browsers' })).toHaveCount(0);
    await signOut(page);
    await fillSignIn(page, 'm.vandenberg');
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[3]?.toLowerCase() ?? '');
    await a11y.check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('button', { name: /My account/ })).toBeVisible();
    await page.goto('/account/security');
    await expect(page.getByText('9 recovery codes left')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Remove / })).toBeVisible();
    await a11y.check();

    // The organisation does not let the last one go.
    await page.getByRole('button', { name: /^Remove / }).click();
    await page.getByRole('button', { name: 'Yes, remove' }).click();
    await expect(page.getByText('Your organisation wants you to have a second step.')).toBeVisible();
  });

  test('five wrong codes lead back to the beginning, and one can go back oneself', async ({ page }) => {
    await page.goto('/sign-in');
    await fillSignIn(page, 'n.dekker');
    const key = await keyOf(page);
    await page.getByLabel('Six-digit code').fill(totp(key));
    await page.keyboard.press('Enter');
    await page.getByLabel('I keep them').check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await signOut(page);
    await fillSignIn(page, 'n.dekker');
    await page.getByRole('button', { name: 'Start again' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByText('It took too long.')).toHaveCount(0);
    await fillSignIn(page, 'n.dekker');
    for (let guess = 0; guess < 4; guess++) {
      await page.getByLabel('Six-digit code').fill(`00000${guess}`);
      await page.keyboard.press('Enter');
      await expect(page.getByText('This code is not right.')).toBeVisible();
      await expect(page.getByLabel('Six-digit code')).toBeFocused();
    }
    await page.getByLabel('Six-digit code').fill('000009');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Too many wrong codes. Sign in again.')).toBeVisible();
  });
});

test('a temporary password is replaced, with the rules met while one types', async ({ page, panel, a11y }) => {
  panel.sql(`update "user" set must_change_password = 1 where email = 'h.deboer@example.nl'`);
  await page.goto('/sign-in');
  await fillSignIn(page, 'h.deboer@example.nl');
  await expect(page.getByRole('heading', { name: 'Choose a password' })).toBeFocused();
  const password = page.getByLabel('New password', { exact: true });
  const rules = page.getByRole('list', { name: 'Rules for the password' }).getByRole('listitem');
  await expect(rules).toHaveCount(7);
  await password.fill('Belroute-demo-1');
  await page.getByLabel('The same again').fill('Belroute-demo-1');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByText(/You have this password now|expected here/).first()).toBeVisible();
  await password.fill('Password1!');
  await page.getByLabel('The same again').fill('Password1?');
  await expect(page.getByText('This is not the same password.')).toBeVisible();
  await a11y.check();
  await password.fill(NEW);
  await page.getByLabel('The same again').fill(NEW);
  await expect(page.getByText('The password keeps all rules.')).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/$/);
});

test.describe('in Dutch, on a phone, by keyboard', () => {
  test.use({ locale: 'nl-NL', viewport: { width: 360, height: 740 } });

  test('a forgotten password is replaced by a mailed link, which works once', async ({ page, panel, a11y }) => {
    const address = 'c.smit@example.nl';
    panel.sql(`update "user" set language = 'nl' where email = '${address}'`);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Wachtwoord vergeten?' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Inlognaam of e-mailadres')).toBeFocused();
    await a11y.check();
    await page.keyboard.type('niemand@example.nl');
    await page.keyboard.press('Enter');
    const said = 'Als dit account bestaat, hebben we een mail gestuurd.';
    await expect(page.getByRole('status')).toContainText(said);
    await page.goto('/forgot');
    await expect(page.getByLabel('Inlognaam of e-mailadres')).toBeFocused();
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status')).toContainText(said);
    await a11y.check();

    const first = await panel.mailed(address, /\/reset\/[\w-]+/);
    const asked = await (await panel.api()).post('/v1/passwordResets', {
      data: { identifier: address },
      headers: { 'x-belroute': '1' },
    });
    expect(asked.status()).toBe(204);
    const link = await panel.mailed(address, /\/reset\/[\w-]+/, first);

    await page.goto(first);
    await expect(page.getByRole('heading', { name: 'Er is een nieuwere link' })).toBeVisible();
    await a11y.check();
    await page.goto(link);
    await page.getByLabel('Nieuw wachtwoord').focus();
    await page.keyboard.type('Smit7');
    await expect(page.getByText('Niet je naam: ‘smit’ staat erin').first()).toBeVisible();
    await a11y.check();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(NEW);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(NEW);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Je wachtwoord is opgeslagen.')).toBeVisible();
    await expect(page.getByLabel('Inlognaam of e-mailadres')).toHaveValue(address);
    await expect(page.getByLabel('Wachtwoord', { exact: true })).toBeFocused();
    await a11y.check();
    await page.keyboard.type(NEW);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/$/);

    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Deze link is al gebruikt' })).toBeVisible();
    await page.getByRole('link', { name: 'Nieuwe link vragen' }).click();
    await expect(page).toHaveURL(/\/forgot$/);
    await page.goto('/reset/thisisnotoneofours');
    await expect(page.getByRole('heading', { name: 'Deze link klopt niet' })).toBeVisible();
    await page.goto('/invite/thisisnotoneofours');
    await expect(page.getByRole('link', { name: 'Naar inloggen' })).toBeVisible();
    await a11y.check();
  });
});

test.describe('the security of an account', () => {
  test('a password typed long ago is asked again, and nothing is lost', async ({ page, panel, a11y }) => {
    await page.goto('/sign-in');
    await fillSignIn(page, 'l.brouwer');
    await expect(page).toHaveURL(/\/$/);
    panel.sql('update session set confirmed_at_ms = 0');
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Add an authenticator app' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
    await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
    await a11y.check();
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('This is not your password.')).toBeVisible();
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);

    const key = await keyOf(page);
    await page.getByLabel('Six-digit code').fill(totp(key));
    await page.getByLabel('Name for the list').fill('My phone');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Remove My phone' })).toBeVisible();
    // With the first factor come recovery codes.
    await page.getByLabel('I keep them').check();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText('10 recovery codes left')).toBeVisible();
    await a11y.check();

    await page.getByRole('button', { name: 'Add an authenticator app' }).click();
    const second = await keyOf(page);
    await page.getByLabel('Six-digit code').fill(totp(second));
    await page.getByLabel('Name for the list').fill('Tablet');
    await page.getByRole('button', { name: 'Save' }).click();
    const tablet = page.getByRole('button', { name: 'Ask for Tablet first' });
    await expect(tablet).toBeVisible();
    panel.sql('update session set confirmed_at_ms = 0');
    await tablet.click();
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Ask for My phone first' })).toBeVisible();

    // Closing the question leaves everything as it is.
    panel.sql('update session set confirmed_at_ms = 0');
    await page.getByRole('button', { name: 'New recovery codes' }).click();
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('10 recovery codes left')).toBeVisible();

    for (const name of ['Tablet', 'My phone']) {
      await page.getByRole('button', { name: `Remove ${name}` }).click();
      await page.getByRole('button', { name: 'Yes, remove' }).click();
      if (name === 'Tablet') {
        await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
        await page.keyboard.press('Enter');
      }
      await expect(page.getByRole('button', { name: `Remove ${name}` })).toHaveCount(0);
    }
    await expect(page.getByText('None yet.')).toBeVisible();
  });

  test('the password is changed, and other browsers are signed out', async ({ page, browser, panel, a11y }) => {
    await page.goto('/sign-in');
    await fillSignIn(page, 'j.vandijk');
    await expect(page).toHaveURL(/\/$/);
    const elsewhere = await browser.newContext({ baseURL: panel.url });
    const other = await elsewhere.newPage();
    await other.goto('/sign-in');
    await fillSignIn(other, 'j.vandijk');
    await expect(other).toHaveURL(`${panel.url}/`);

    panel.sql('update session set confirmed_at_ms = 0');
    await page.goto('/account/security');
    await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toBeVisible();
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByLabel('Present password', { exact: true }).fill('not this one');
    await page.getByLabel('New password', { exact: true }).fill(NEW);
    await page.getByLabel('The same again').fill(NEW);
    await page.keyboard.press('Enter');
    await expect(page.getByText('This is not your password.')).toBeVisible();
    await a11y.check();
    await page.getByLabel('Present password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Your password is changed.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Change password' })).toBeFocused();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);

    await fillSignIn(other, 'j.vandijk', NEW);
    await expect(other.getByRole('button', { name: /My account/ })).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: /^Sign out Chrome/ }).click();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await elsewhere.close();
  });
});
