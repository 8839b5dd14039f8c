import { expect, fillSignIn, isLive, type Page, SERVER_AWAY, test } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';

// The browser may keep what it read; and it notes what nobody answers.
test.use({ serviceWorkers: 'allow', tolerated: new RegExp(`${SERVER_AWAY.source}|ERR_FAILED`) });

/** The answers that the browser has kept: path, and what was answered. */
const keptBy = (page: Page): Promise<Map<string, Record<string, unknown>>> =>
  page
    .evaluate(async () => {
      if (!(await caches.has('belroute.kept'))) return [];
      const answers = await caches.open('belroute.kept');
      const keys = await answers.keys();
      return Promise.all(
        keys.map(async (key) => [new URL(key.url).pathname, await (await answers.match(key))?.json()] as const),
      );
    })
    .then((entries) => new Map(entries));

/** Waits until the page has kept what it shows. */
async function isKept(page: Page): Promise<void> {
  const wanted = ['/v1/session', '/v1/calls', '/v1/phonebook', '/v1/route'];
  await expect
    .poll(async () => [...(await keptBy(page)).keys()], { timeout: 20_000 })
    .toEqual(expect.arrayContaining(wanted));
}

const calls = (page: Page) => page.getByRole('region', { name: /^(Recent calls|Recente gesprekken)$/ });
const book = (page: Page) => page.getByRole('complementary', { name: /^(Phonebook|Telefoonboek)$/ });

test('with the server away a reload shows calls, phonebook and route, and of when they are', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await isLive(page);
  await isKept(page);
  const first = await calls(page).getByRole('listitem').first().getByRole('link').first().innerText();
  const colleague = await book(page).getByRole('listitem').first().innerText();
  await page.goto('/calls');
  const all = page.getByRole('region', { name: 'Calls', exact: true });
  await expect(all.getByRole('listitem').first()).toBeVisible();
  await page.goto('/');
  await isLive(page);
  const away = page.getByRole('status').filter({ hasText: 'No connection.' });
  await panel.stop();
  try {
    await page.reload();
    await expect(away).toContainText(/This is the state of .*\d?\d:\d\d\. Changes have to wait/);
    await expect(calls(page).getByRole('listitem')).toHaveCount(25);
    await expect(calls(page).getByRole('listitem').first()).toContainText(first.split('\n')[0] ?? '');
    await expect(calls(page)).toContainText(/You see the state of .*\d?\d:\d\d\./);
    await expect(book(page).getByRole('listitem').first()).toContainText(colleague.split('\n')[0] ?? '');
    await a11y.check();

    // A star needs the server: it says so, and nothing is starred.
    await book(page).getByRole('button', { name: /^Favourite: / }).last().click();
    await expect(book(page)).toContainText('The server cannot be reached.');

    await page.goto('/route');
    await expect(page.getByRole('heading', { name: 'My incoming calls' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('My incoming callsIf someone calls 2041 now, ');
    await expect(away).toBeVisible();
    await a11y.check();
    await page.goto('/calls');
    await expect(all.getByRole('listitem').first()).toBeVisible();

    // What was not kept is not made up.
    await page.goto('/calling/settings');
    await expect(page.getByRole('alert').first()).toContainText('The server cannot be reached.');
  } finally {
    await panel.start();
  }
  await page.goto('/');
  await isLive(page);
  await expect(away).toBeHidden();
  await expect(calls(page)).not.toContainText('You see the state of');
});

test('zonder verbinding, op een telefoon en met het toetsenbord; uitloggen laat niets achter', async ({
  page,
  panel,
  a11y,
}) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  const api = await panel.api('b.devries');
  const speaks = async (language: string) =>
    expect((await api.put('/v1/account', { data: { language } })).ok()).toBe(true);
  await speaks('nl');
  // He signs out here, so the session is his own.
  await page.goto('/sign-in');
  await fillSignIn(page, 'b.devries');
  await isLive(page);
  await isKept(page);
  await panel.stop();
  const away = page.getByRole('status').filter({ hasText: 'Geen verbinding.' });
  try {
    // Also in a page that is open, without anybody loading it again.
    await expect(away).toContainText(/Dit is de stand van .*\d?\d:\d\d\./, { timeout: 20_000 });
    await page.reload();
    await expect(away).toBeVisible();
    await expect(calls(page).getByRole('listitem')).toHaveCount(25);
    await page.emulateMedia({ colorScheme: 'dark' });
    await a11y.check();
  } finally {
    await panel.start();
  }
  await page.reload();
  await isLive(page);
  await page.goto('/account');
  const hands = new Keyboard(page);
  await hands.presses(page.getByRole('button', { name: 'Uitloggen' }));
  await expect(page.getByRole('button', { name: 'Inloggen', exact: true })).toBeVisible();
  expect(await keptBy(page)).toEqual(new Map());
  await panel.stop();
  try {
    await page.goto('/');
    await expect(page.getByRole('alert')).toContainText('De server is niet bereikbaar.');
    await expect(page.getByRole('listitem')).toHaveCount(0);
  } finally {
    await panel.start();
  }
  await speaks('en');
});

test('the panel of somebody else is looked at, and not kept', async ({ page, context, panel }) => {
  const language = { language: 'en' };
  expect((await (await panel.api('k.vos')).put('/v1/account', { data: language })).ok()).toBe(true);
  // Opening a panel wants the password of the last quarter of an hour: whoever signed in before
  // other journeys were played may have to give it again.
  await page.goto('/sign-in');
  await fillSignIn(page, 'k.vos');
  await isLive(page);
  await isKept(page);
  const kim = (await keptBy(page)).get('/v1/session');
  await page.goto('/company/users');
  await page.getByRole('searchbox').fill('Anna');
  await page.getByRole('link', { name: /Anna Jansen/ }).click();
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Open panel' }).click();
  const opened = await opening;
  await expect(opened.getByRole('region', { name: /^(Opened panel|Geopend paneel)$/ })).toBeVisible();
  await expect(calls(opened).getByRole('listitem').first()).toBeVisible();
  expect((await keptBy(page)).get('/v1/session')).toEqual(kim);
  await opened.close();
});

test('what is kept is shown no longer than a session may go unused', async ({ page, panel, signInAs }) => {
  await signInAs('c.smit');
  await page.goto('/');
  await isLive(page);
  await isKept(page);
  // Before the page tells that somebody is there.
  await panel.stop();
  try {
    await page.evaluate(async () => {
      const answers = await caches.open('belroute.kept');
      const session = await answers.match('/v1/session');
      if (!session) throw new Error('no session');
      const { idleSeconds } = await session.clone().json();
      const headers = new Headers(session.headers);
      headers.set('X-Belroute-Used-At', new Date(Date.now() - (idleSeconds + 1) * 1_000).toISOString());
      await answers.put('/v1/session', new Response(await session.text(), { headers }));
    });
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
    expect(await keptBy(page)).toEqual(new Map());
  } finally {
    await panel.start();
  }
});
