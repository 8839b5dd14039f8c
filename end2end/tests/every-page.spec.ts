import { expect, test } from '../fixtures.ts';

const PAGES = [
  { path: '/', heading: /^(Recent calls|Recente gesprekken)$/ },
  { path: '/calls', heading: /^(Calls|Gesprekken)$/ },
  { path: '/phonebook', heading: /^(Phonebook|Telefoonboek)$/ },
  { path: '/route', heading: /^(My incoming calls|Mijn inkomende gesprekken)$/ },
  { path: '/account', heading: /^(My account|Mijn account)$/ },
  { path: '/account/security', heading: /^(Security|Beveiliging)$/ },
  { path: '/me', heading: /^(Personal information|Persoonlijke gegevens)$/ },
];

for (const theme of ['light', 'dark']) {
  for (const language of ['en', 'nl']) {
    test(`axe finds nothing on any page, ${theme}, in ${language}`, async ({
      page,
      panel,
      signInAs,
      a11y,
    }) => {
      await signInAs('d.visser');
      const daan = await panel.api('d.visser');
      expect((await daan.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
      for (const { path, heading } of PAGES) {
        await page.goto(path);
        await expect(page.getByRole('heading', { name: heading, level: 1 }).last()).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.locator('#skeleton')).toHaveCount(0);
        await a11y.check();
      }
    });
  }
}

test('the sign-in page is clean in the dark, and so is that for a forgotten password', async ({
  page,
  a11y,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/forgot');
  await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible();
  await a11y.check();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await a11y.check();
});

test('nothing scrolls sideways on the narrowest phone', async ({ page, signInAs, a11y }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const excess = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await excess()).toBe(0);
  await page.goto('/forgot');
  await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible();
  expect(await excess()).toBe(0);
  await signInAs('a.jansen');
  for (const { path, heading } of PAGES) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: heading, level: 1 }).last()).toBeVisible();
    await expect(page.locator('#skeleton')).toHaveCount(0);
    expect(await excess(), path).toBe(0);
    await a11y.check();
  }
});

test('a phone has the two menus as pages', async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs('a.jansen');
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: /My incoming calls/ }).click();
  await expect(page).toHaveURL(/\/route$/);
  await expect(page.getByRole('group', { name: 'The number others see' })).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: /My account/ }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('without JavaScript the page says what it needs', async ({ browser, panel }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: panel.url });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('main').first()).toContainText('Belroute needs JavaScript');
  await context.close();
});
