import { expect, fillSignIn, type Page, test } from '../fixtures.ts';
import { totp } from '../totp.ts';
import { type Language, wordsIn } from '../words.ts';

/** Who goes all the way in, one for each language. */
const USERS: Record<Language, string> = { en: 's.schouten', nl: 't.willems' };
const LOCALES: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL' };
const NEW = 'Wb7!kqztx';

async function keyOf(page: Page): Promise<string> {
  return (await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).innerText()).trim();
}

for (const language of ['en', 'nl'] as const) {
  test.describe(`on the narrowest phone, in ${language}`, () => {
    test.use({ locale: LOCALES[language], viewport: { width: 320, height: 640 } });
    test.afterEach(({ panel }) => panel.sql('update organisation set requires_second_factor = 0'));

    test('each step of signing in fits and is clean, by day and by night', async ({ page, panel, a11y }) => {
      test.slow();
      const words = wordsIn(language);
      const login = USERS[language];
      panel.sql('update organisation set requires_second_factor = 1');
      panel.sql(
        `update "user" set language = '${language}', theme = 'system', must_change_password = 1
         where email = '${login}@example.nl'`,
      );
      const heading = (key: string) => page.getByRole('heading', { name: words(key), level: 1 });
      const shows = async (key: string) => {
        await expect(heading(key)).toBeVisible();
        await expect(page.locator('#skeleton')).toHaveCount(0);
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme });
          const excess = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(excess, key).toBe(0);
          await a11y.check();
        }
      };

      await page.goto('/forgot');
      await shows('links.forgot');
      await page.goto('/single-sign-on');
      await expect(page.getByLabel(words('single_sign_on.email'))).toBeVisible();
      await shows('single_sign_on.title');
      await page.goto('/reset/thisisnotoneofours');
      await shows('links.unknown');
      await page.goto('/invite/thisisnotoneofours');
      await shows('links.unknown');
      await page.goto('/confirm-email/thisisnotoneofours');
      await shows('links.unknown');
      await page.goto('/sign-in');
      await page.getByRole('button', { name: words('sign_in.submit'), exact: true }).click();
      await expect(page.getByText(words('sign_in.password_missing'))).toBeVisible();
      await shows('sign_in.title');

      await fillSignIn(page, login);
      await expect(page.getByLabel(words('password.again'), { exact: true })).toBeVisible();
      await page.getByLabel(words('password.new_password'), { exact: true }).fill('Schouten');
      await shows('password.title');
      await page.getByLabel(words('password.new_password'), { exact: true }).fill(NEW);
      await page.getByLabel(words('password.again'), { exact: true }).fill(NEW);
      await page.keyboard.press('Enter');

      const code = page.getByLabel(words('second_factor.code'));
      await expect(code).toBeVisible();
      await shows('second_factor.set_up_title');
      const key = await keyOf(page);
      await code.fill(totp(key));
      await page.keyboard.press('Enter');
      const keep = page.getByLabel(words('recovery_codes.keep'));
      await expect(keep).toBeVisible();
      await shows('recovery_codes.title');
      await keep.check();
      await page.getByRole('button', { name: words('second_factor.go_on') }).click();
      await expect(page).toHaveURL(`${panel.url}/`);

      await page.context().clearCookies();
      await page.goto('/sign-in');
      await fillSignIn(page, login, NEW);
      await expect(code).toBeVisible();
      await code.fill('12');
      await page.keyboard.press('Enter');
      await shows('second_factor.title');
      await page.getByRole('button', { name: words('second_factor.use_recovery') }).click();
      await expect(page.getByLabel(words('second_factor.recovery_code'), { exact: true })).toBeFocused();
      await shows('second_factor.title');

      // What it looks like to whoever has a second step, afterwards.
      await page.getByRole('button', { name: words('second_factor.use_app') }).click();
      await code.fill(totp(key, 1));
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(`${panel.url}/`);
      await page.goto('/account/security');
      await expect(page.getByText(words('security.codes_left', { count: '10' }))).toBeVisible();
      await shows('security.title');
      await page.getByRole('button', { name: words('security.add_factor') }).click();
      await expect(code).toBeVisible();
      await page.getByRole('button', { name: words('security.change_password') }).click();
      await expect(page.getByLabel(words('security.current'), { exact: true })).toBeFocused();
      await shows('security.title');
      // Escape gives a form up, and the focus is where it was.
      await page.keyboard.press('Escape');
      await expect(page.getByLabel(words('security.current'), { exact: true })).toHaveCount(0);
      await expect(page.getByRole('button', { name: words('security.change_password') })).toBeFocused();
    });
  });
}
