import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, type Page, SERVER_AWAY, test } from '../fixtures.ts';
import { ASSETS, Panel } from '../panel.ts';

/** Everything that the page has asked for so far: address, start, end. */
const requestsOf = (page: Page) =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map((entry) => ({
      path: new URL(entry.name).pathname,
      startedAt: entry.startTime,
      endedAt: entry.responseEnd,
    })),
  );

const isPart = ({ path }: { path: string }) => path.startsWith('/assets/part-');

/** Follows a link to the page of a phone that is to be connected, which is a part of its own. */
async function goToPart(page: Page): Promise<void> {
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/connect/123456789';
    link.textContent = 'Connect';
    document.body.append(link);
  });
  const link = page.getByRole('link', { name: 'Connect' });
  await link.click();
  await link.evaluate((element) => element.remove());
  await expect(page).toHaveURL(/\/connect\/123456789$/);
}

test('signing in asks for no part, and for few files', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const requests = await requestsOf(page);
  expect(requests.filter(isPart)).toEqual([]);
  // And the page itself.
  expect(requests.length + 1).toBeLessThanOrEqual(8);
});

/** What the sentence on the dashboard needs: it is on the first page, and tells before anything is opened. */
const SENTENCE = [
  'account_route',
  'palette_route_schedules_settings',
  'palette_route_settings',
  'route',
  'route_settings',
  'shared',
  'style',
];
const nameOf = ({ path }: { path: string }) => path.split('-')[1] ?? '';

test('parts are loaded ahead, once the calls can be read', async ({ page, signInAs }) => {
  await signInAs('a.jansen');
  await page.goto('/');
  const ahead = [
    'account',
    'account_company',
    'account_company_settings',
    'account_settings_voicemail',
    'calls',
    'calls_settings',
    'company_contacts_links_palette_schedules_security_settings_way_in',
    'devices',
    'palette',
  ];
  await expect
    .poll(async () => (await requestsOf(page)).filter(isPart).map(nameOf).sort())
    .toEqual([...ahead, ...SENTENCE].sort());
  const requests = await requestsOf(page);
  const calls = requests.find(({ path }) => path === '/v1/calls');
  for (const part of requests.filter(isPart).filter((part) => !SENTENCE.includes(nameOf(part)))) {
    expect(part.startedAt, part.path).toBeGreaterThan(calls?.endedAt ?? Infinity);
  }
});

test.describe('without a server', () => {
  // Whatever the page asks for meanwhile is refused, and the browser notes it.
  test.use({ tolerated: SERVER_AWAY });

  test('a page that cannot be loaded says so, and comes when the server is back', async ({
    page,
    panel,
    a11y,
  }) => {
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await panel.stop();
    try {
      await goToPart(page);
      const problem = page.getByRole('alert');
      await expect(problem).toContainText('The server cannot be reached.');
      await a11y.check();
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(problem).toContainText('The server cannot be reached.');
      // The rest of the page goes on working.
      await page.getByRole('button', { name: 'Nederlands' }).click();
      await expect(problem).toContainText('De server is niet bereikbaar.');
      await page.getByRole('button', { name: 'English' }).click();
    } finally {
      await panel.start();
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByLabel('Name of this phone')).toBeVisible();
    await expect(page.getByText('The server cannot be reached.')).toBeHidden();
  });
});

test.describe('after an upgrade', () => {
  test.use({ tolerated: /Failed to load resource|Incorrect response MIME type|HTTP status code is not ok/ });

  test('a page whose part has gone asks to be loaded again', async ({ page, a11y }) => {
    const folder = mkdtempSync(join(tmpdir(), 'belroute-assets-'));
    cpSync(ASSETS, folder, { recursive: true });
    const panel = await Panel.prepare({ assets: folder });
    try {
      await page.goto(`${panel.url}/sign-in`);
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
      const assets = join(folder, 'assets');
      const gone = readdirSync(assets).filter((name) => name.startsWith('part-devices-'));
      for (const name of gone) renameSync(join(assets, name), join(folder, name));
      await goToPart(page);
      await expect(page.getByRole('alert')).toContainText('Belroute was renewed');
      await a11y.check();

      for (const name of gone) renameSync(join(folder, name), join(assets, name));
      await page.getByRole('button', { name: 'Load again' }).click();
      await expect(page.getByLabel('Name of this phone')).toBeVisible();
      await expect(page).toHaveURL(/\/connect\/123456789$/);
    } finally {
      await panel.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
