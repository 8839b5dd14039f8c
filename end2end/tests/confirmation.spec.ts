import { expect, test as base } from '../fixtures.ts';
import { ADMINISTRATOR, Panel } from '../panel.ts';
import { totp } from '../totp.ts';
import { WayIn } from '../way-in.ts';

/** An organisation whose administrator has a second factor. */
const test = base.extend({
  panel: [
    async ({}, use) => {
      const panel = await Panel.found();
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
});

test('what opens an account asks for password and second step, and goes on', async ({ page, panel, a11y }) => {
  const ada = await WayIn.to(panel.url);
  await ada.signIn(ADMINISTRATOR.email, ADMINISTRATOR.password);
  const key = await ada.enrols();
  await ada.speaks('en');
  const nina = await ada.invites('nina@elsewhere.test', '201');
  await page.context().addCookies(await ada.cookies());
  await ada.close();
  panel.sql('update session set confirmed_at_ms = 0, factor_at_ms = 0');

  await page.goto(nina.replace('/v1', ''));
  await page.getByRole('button', { name: 'Temporary password' }).click();
  await page.getByRole('button', { name: 'Replace the password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
  const password = dialog.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await a11y.check();
  const code = dialog.getByLabel('Six-digit code');

  // What is missing, what is wrong; nothing typed is lost.
  await page.keyboard.press('Enter');
  await expect(password).toHaveAccessibleDescription('Type your password.');
  await expect(code).toHaveAccessibleDescription('Fill this in.');
  await password.fill(ADMINISTRATOR.password);
  await code.fill(totp(key, 5));
  await page.keyboard.press('Enter');
  await expect(code).toHaveAccessibleDescription('That code is not right.');
  await expect(code).toBeFocused();
  await expect(password).toHaveValue(ADMINISTRATOR.password);
  await a11y.check();
  await code.fill(totp(key, 1));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Shown this once,')).toBeVisible();
});
