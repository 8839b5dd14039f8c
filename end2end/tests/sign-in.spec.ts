import { expect, fillSignIn, PASSWORD, test } from '../fixtures.ts';

for (const { locale, failure, title } of [
  { locale: 'en-GB', failure: 'Login name or password is not right.', title: 'Sign in' },
  { locale: 'nl-NL', failure: 'Inlognaam of wachtwoord klopt niet.', title: 'Inloggen' },
]) {
  test.describe(`a browser that prefers ${locale}`, () => {
    test.use({ locale });

    test('says in its language that name or password is wrong, and keeps the name', async ({
      page,
      a11y,
    }) => {
      await page.goto('/');
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      // An unknown name and a wrong password are told in the same words.
      for (const login of ['n.obody', 'k.kok']) {
        await fillSignIn(page, login, 'not the password');
        await expect(page.getByRole('alert')).toHaveText(failure);
      }
      await expect(page.getByRole('textbox').first()).toHaveValue('k.kok');
      await a11y.check();
    });
  });
}

test('an empty form says what is missing', async ({ page, a11y }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Type your login name or e-mail address.')).toBeVisible();
  await expect(page.getByText('Type your password.')).toBeVisible();
  await expect(page.getByLabel('Login name or e-mail address')).toBeFocused();
  await a11y.check();
});

test('one signs in by keyboard alone, and comes back to where one was going', async ({ page }) => {
  await page.goto('/phonebook?query=bakker');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByLabel('Login name or e-mail address')).toBeFocused();
  await page.keyboard.type('  E.MULDER ');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/phonebook\?query=bakker$/);
});

test('the e-mail address signs in, too', async ({ page }) => {
  await page.goto('/sign-in');
  await fillSignIn(page, 'f.haddad@example.nl');
  await expect(page).toHaveURL(/\/$/);
});

test('the language of the sign-in page can be chosen', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Nederlands' }).click();
  await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
});

test('too many failures make one wait', async ({ page }) => {
  await page.goto('/sign-in');
  const alert = page.getByRole('alert');
  await expect(async () => {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await fillSignIn(page, 'g.peters', 'a guess');
    await answered;
    await expect(alert).toHaveText(/^Too many attempts\. You can try again in /, { timeout: 500 });
  }).toPass();
});
