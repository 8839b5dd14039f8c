import { statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, isLive, type Page, test } from './fixtures.ts';
import { MadeUpCall } from './made-up-call.ts';

const FOLDER = join(import.meta.dirname, 'screenshots');
const MAX_BYTES = 250_000;

test.use({ viewport: { width: 1280, height: 800 } });

/** Writes one picture of the README. */
async function take(page: Page, name: string): Promise<void> {
  await expect(page.locator('#skeleton')).toHaveCount(0);
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  expect(statSync(path).size, `${name}.png is small`).toBeLessThan(MAX_BYTES);
}

/** The dashboard of Anna in her language and theme, with a call that rings. */
async function dashboard(page: Page, heading = 'Recent calls'): Promise<void> {
  await page.goto('/');
  const calls = page.getByRole('region', { name: heading });
  await isLive(page);
  await expect(calls.getByRole('listitem').first()).toBeVisible();
}

test('pictures of the panel', async ({ page, panel, signInAs }) => {
  test.setTimeout(120_000);
  const anna = await panel.api('a.jansen');
  const account = async (language: string, theme: string): Promise<void> => {
    expect((await anna.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
  };

  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await take(page, 'sign-in');

  await signInAs('a.jansen');
  const talking = new MadeUpCall(panel, 'sip:+447700900123@trunk.test', 'sip:2043@pbx.test');
  await talking.rings();
  await talking.isAnswered();
  const ringing = MadeUpCall.toAnna(panel, '+447700900118');
  await ringing.rings();
  await dashboard(page);
  await take(page, 'dashboard');

  await page.getByRole('button', { name: 'My incoming calls' }).click();
  await expect(page.getByRole('group', { name: 'The number others see' }).getByRole('radio')).toHaveCount(5);
  await take(page, 'menu-incoming-calls');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^My account/ }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await take(page, 'menu-account');

  await account('en', 'dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await dashboard(page);
  await take(page, 'dashboard-dark');

  await account('nl', 'light');
  await page.emulateMedia({ colorScheme: 'light' });
  await dashboard(page, 'Recente gesprekken');
  await take(page, 'dashboard-dutch');

  await account('en', 'light');
  await page.setViewportSize({ width: 390, height: 800 });
  await dashboard(page);
  await take(page, 'dashboard-phone');
  await page.goto('/route');
  await expect(page.getByRole('group', { name: 'The number others see' }).getByRole('radio')).toHaveCount(5);
  await take(page, 'incoming-calls-phone');
  await ringing.ends('cancelled');
  await talking.ends('answered');
});
