import { expect, isLive, SERVER_AWAY, test } from '../fixtures.ts';
import { MadeUpCall } from '../made-up-call.ts';

test.beforeEach(({ signInAs }) => signInAs('a.jansen'));

test('recent calls show who, on which line, when and how long', async ({ page }) => {
  await page.goto('/');
  const calls = page.getByRole('region', { name: 'Recent calls' });
  const rows = calls.getByRole('listitem');
  await expect(rows).toHaveCount(25);
  const first = rows.first();
  await expect(first.getByRole('time')).toBeVisible();
  await expect(first.getByRole('link').first()).toHaveAttribute('href', /\?call=/);
  await isLive(page);
});

test('a filter stands in the address and outlives a reload', async ({ page }) => {
  await page.goto('/');
  const filters = page.getByRole('navigation', { name: 'Which calls' });
  for (const [name, address, shape] of [
    ['Missed', 'missed', /^(Missed|Incoming, )/],
    ['Outgoing', 'outgoing', /^Outgoing/],
    ['Incoming', 'incoming', /^(Incoming|Missed)/],
  ] as const) {
    await filters.getByRole('link', { name }).click();
    await expect(page).toHaveURL(new RegExp(`\\?filter=${address}$`));
    await page.reload();
    await expect(filters.getByRole('link', { name })).toHaveAttribute('aria-current', 'true');
    const rows = page.getByRole('region', { name: 'Recent calls' }).getByRole('listitem');
    await expect(rows.first()).toHaveText(shape);
    for (const text of await rows.allInnerTexts()) expect(text.trim()).toMatch(shape);
  }
  await filters.getByRole('link', { name: 'All' }).click();
  await expect(page).toHaveURL(/\/$/);
});

test('a call rings, is answered and ends before one’s eyes', async ({ page, panel }) => {
  await page.goto('/');
  const calls = page.getByRole('region', { name: 'Recent calls' });
  await isLive(page);
  const call = MadeUpCall.toAnna(panel, '+447700900481');
  const row = calls.getByRole('listitem').filter({ hasText: '900481' });
  await call.rings();
  await expect(row).toContainText('ringing');
  await call.isAnswered();
  await expect(row).toContainText('in a call');
  await call.ends('answered');
  await expect(row).not.toContainText('in a call');
  await expect(row).toHaveCount(1);
});

test('a call that a setting sent on says to whom, and is nobody’s missed call', async ({ page, panel, a11y }) => {
  const anna = await panel.api('a.jansen');
  const forwards = async (enabled: boolean): Promise<void> => {
    const data = { callForwarding: { always: { enabled, destination: '2044' } } };
    const path = '/v1/telephony/config/people/me/settings/callForwarding';
    expect((await anna.put(path, { data })).status()).toBe(204);
  };
  await forwards(true);
  await page.goto('/');
  await isLive(page);
  const calls = page.getByRole('region', { name: 'Recent calls' });
  const number = '+447700900485';
  const call = new MadeUpCall(panel, `sip:${number}@trunk.test`, 'sip:+442079460041@pbx.test', 'sip:2044@pbx.test');
  await call.isAskedAbout();
  await forwards(false);
  await call.rings();
  const row = calls.getByRole('listitem').filter({ hasText: '900485' });
  await expect(row).toContainText('forwarded to Bas de Vries');
  await call.ends('no_answer');
  await expect(row).toContainText('Incoming, forwarded');
  await row.getByRole('link').first().click();
  const details = page.getByRole('dialog', { name: 'Call details' });
  await expect(details).toContainText('Forwarded to Bas de Vries');
  await a11y.check();
});

test('missed calls are marked until they are looked at', async ({ page, panel, a11y }) => {
  await page.goto('/');
  await isLive(page);
  const calls = page.getByRole('region', { name: 'Recent calls' });
  for (const number of ['+447700900482', '+447700900484']) {
    const call = MadeUpCall.toAnna(panel, number);
    await call.rings();
    await call.ends('cancelled');
  }
  const filters = page.getByRole('navigation', { name: 'Which calls' });
  const missed = filters.getByRole('link', { name: 'Missed' });
  const unseen = async () => Number(/(\d+) missed, not yet seen/.exec(await missed.innerText())?.[1]);
  const row = calls.getByRole('listitem').filter({ hasText: '900482' });
  // Both are counted once both are on the page; others may have been missed before.
  for (const one of [row, calls.getByRole('listitem').filter({ hasText: '900484' })]) {
    await expect(one).toBeVisible();
    await expect(one).not.toContainText('ringing');
  }
  await expect.poll(unseen).toBeGreaterThanOrEqual(2);
  const before = await unseen();

  await row.getByRole('link').first().click();
  const details = page.getByRole('dialog', { name: 'Call details' });
  await expect(details).toContainText('What was tried');
  await expect(details).toContainText('The call came in');
  await expect(page).toHaveURL(/\?call=/);
  await a11y.check();
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await expect(page).toHaveURL(/\/$/);
  await expect.poll(unseen).toBe(before - 1);

  const seen = page.waitForResponse((answer) => answer.url().endsWith('/v1/calls/seen') && answer.ok());
  await calls.getByRole('button', { name: 'Mark all as seen' }).click();
  await expect(missed).not.toContainText('not yet seen');
  await seen;
  await page.reload();
  await expect(row).toBeVisible();
  await expect(missed).not.toContainText('not yet seen');
});

test('details of a call can be opened by their address', async ({ page, panel }) => {
  const anna = await panel.api('a.jansen');
  const { calls } = await (await anna.get('/v1/calls?filter=incoming&max=1')).json();
  await page.goto(`/?call=${calls[0].id}`);
  await expect(page.getByRole('dialog', { name: 'Call details' })).toContainText('Talk time');
});

test('all calls are loaded in parts', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(page).toHaveURL(/\/calls$/);
  const rows = page.getByRole('region', { name: 'Calls' }).getByRole('listitem');
  await expect(rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(50);
});

test('a colleague’s state changes while one looks', async ({ page, panel }) => {
  await page.goto('/');
  const book = page.getByRole('complementary', { name: 'Phonebook' });
  const daan = book
    .getByRole('region', { name: 'Colleagues' })
    .getByRole('listitem')
    .filter({ hasText: 'Daan Visser' });
  await expect(daan).toBeVisible();
  await isLive(page);
  const call = new MadeUpCall(panel, 'sip:+447700900773@trunk.test', 'sip:2046@pbx.test');
  await call.rings();
  await expect(daan).toContainText('Ringing');
  await call.isAnswered();
  await expect(daan).toContainText('In a call');
  await call.ends('answered');
  await expect(daan).not.toContainText('In a call');
});

test('the page says that the demo is made up', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('Demo: these calls are made up.')).toBeVisible();
});

test.describe('without a server', () => {
  // Whatever the page asks for meanwhile is refused, and the browser notes it.
  test.use({ tolerated: SERVER_AWAY });

  test('the panel goes away and comes back', async ({ page, panel }) => {
    await page.goto('/');
    const calls = page.getByRole('region', { name: 'Recent calls' });
    await isLive(page);
    const book = page.getByRole('complementary', { name: 'Phonebook' });
    await expect(book.getByRole('listitem').first()).toBeVisible();
    // The page is not to come back by itself before anybody presses.
    await page.route('**/v1/events*', (route) => route.abort());
    await panel.stop();
    try {
      await expect(page.getByTitle('New calls appear by themselves')).toBeHidden();
      // What was there stays; what has to be fetched says why it is not.
      await expect(calls.getByRole('listitem').first()).toBeVisible();
      await page.getByRole('link', { name: 'Show all' }).click();
      await expect(page.getByRole('alert')).toContainText('The server cannot be reached.');
    } finally {
      await panel.start();
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('region', { name: 'Calls' }).getByRole('listitem').first()).toBeVisible();
    await page.unroute('**/v1/events*');
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await isLive(page);
  });
});
