import { expect, fillSignIn, type Page, test } from '../fixtures.ts';
import { gate } from '../gate.ts';

const menuOf = (page: Page) => page.getByRole('button', { name: /My account|Mijn account/ });

test('language and theme change without a reload, and are remembered', async ({
  page,
  panel,
  signInAs,
}) => {
  await signInAs('c.smit');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Recent calls' })).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
  await menuOf(page).click();
  await page.getByRole('radio', { name: 'Nederlands' }).check({ force: true });
  await expect(page.getByRole('heading', { name: 'Recente gesprekken' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('radio', { name: 'Donker' }).check({ force: true });
  await expect.poll(background).not.toBe(light);
  expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true);

  const carla = await panel.api('c.smit');
  const saved = async () => (await carla.get('/v1/account')).json();
  await expect.poll(saved).toEqual({ language: 'nl', theme: 'dark' });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Recente gesprekken' })).toBeVisible();
  expect(await background()).not.toBe(light);
  await carla.put('/v1/account', { data: { language: 'en', theme: 'light' } });
});

test('of two languages pressed one upon the other the last one stays', async ({ page, panel, signInAs }) => {
  await signInAs('c.smit');
  await page.goto('/');
  await menuOf(page).click();
  const late = gate();
  let asked = 0;
  await page.route('**/v1/session', async (route) => {
    const response = await route.fetch();
    asked += 1;
    if (asked === 1) await late.opened;
    await route.fulfill({ response });
  });
  await page.getByRole('radio', { name: 'Nederlands' }).check({ force: true });
  await expect.poll(() => asked).toBe(1);
  // The answer that is held says Dutch.
  const held = page.waitForEvent('requestfinished', (it) => new URL(it.url()).pathname === '/v1/session');
  await page.getByRole('radio', { name: 'English' }).check({ force: true });
  const carla = await panel.api('c.smit');
  await expect.poll(async () => (await (await carla.get('/v1/account')).json()).language).toBe('en');
  late.open();
  await held;
  await expect.poll(() => asked).toBeGreaterThan(1);
  await expect(page.getByRole('radio', { name: 'English' })).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('the name leads to personal information', async ({ page, signInAs, a11y }) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await menuOf(page).click();
  await page.getByRole('dialog', { name: 'My account' }).getByRole('link', { name: /Anna Jansen/ }).click();
  const information = page.getByRole('dialog', { name: 'Personal information' });
  await expect(information).toContainText('a.jansen@example.nl');
  await expect(information).toContainText('2041');
  await a11y.check();
  await information.getByRole('button', { name: 'Close' }).click();
  await expect(information).toBeHidden();
});

test('who signs out is out in every tab', async ({ page, context, panel }) => {
  const account = await (await panel.api('h.deboer')).put('/v1/account', { data: { language: 'en' } });
  expect(account.ok()).toBe(true);
  await page.goto('/');
  await fillSignIn(page, 'h.deboer');
  await expect(page.getByRole('heading', { name: 'Recent calls' })).toBeVisible();
  const other = await context.newPage();
  await other.goto('/calls');
  await expect(other.getByRole('heading', { name: 'Calls' })).toBeVisible();

  await menuOf(page).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(other).toHaveURL(/\/sign-in/);
  await page.goto('/calls');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcalls$/);
});

test('an address that leads nowhere leads back', async ({ page, signInAs, a11y }) => {
  await signInAs('a.jansen');
  await page.goto('/nothing/here');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await a11y.check();
  await page.getByRole('link', { name: 'To the dashboard' }).click();
  await expect(page.getByRole('heading', { name: 'Recent calls' })).toBeVisible();
});
