import { card, expect, idOf, rowOf, speaks, test } from '../administrators.ts';
import { isLive, type Page } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import type { Panel } from '../panel.ts';

const SETTINGS = '/v1/telephony/config/people/me/settings';
const FORWARDING = `${SETTINGS}/callForwarding`;
const MOBILE = '+31612345678';

/** Opens the call settings once the page hears what others change. */
async function openSettings(page: Page, address = '/calling/settings'): Promise<void> {
  await page.goto('/');
  await isLive(page);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: /^(Call settings|Belinstellingen)$/, level: 2 })).toBeVisible();
}

/** Where a call from outside goes that the engine asks about. */
async function plan(panel: Panel, called: string): Promise<string> {
  const answer = await panel.engine('route', {
    version: 1,
    node: '127.0.0.10',
    sip_call_id: `${Math.random()}@127.0.0.20`,
    from: { uri: 'sip:+31201234567@trunk.test', display: '', origin: 'trunk', anonymous: false },
    to: { uri: `sip:${called}@127.0.0.10`, active_calls: 0, registered: true },
  });
  expect(answer.ok).toBe(true);
  return answer.text();
}

// Whoever was here before may have read his pages in another language.
test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en', theme = 'system'`));

test('a feature that is withdrawn vanishes from the open page, is refused, and keeps working', async ({ page, beside, signInAs, panel, a11y }) => {
  const pien = await panel.api('p.kok');
  const always = { enabled: true, destination: MOBILE };
  const set = await pien.put(FORWARDING, { data: { callForwarding: { always } } });
  expect(set.status(), await set.text()).toBe(204);
  const direct = '+442079460058';
  expect(await plan(panel, direct)).toContain(MOBILE);

  await signInAs('p.kok');
  await openSettings(page, '/calling/settings#forward-everyone');
  const open = rowOf(page, 'Forward everyone');
  await expect(open.getByRole('switch', { name: 'Forward these calls' })).toBeChecked();
  await expect(rowOf(page, 'When busy')).toBeVisible();

  const kim = await beside('k.vos');
  await kim.goto(`/company/users/${await idOf(panel, 'Pien')}`);
  const features = card(kim, 'Features');
  await features.getByRole('combobox', { name: 'Call forwarding', exact: true }).selectOption('Hidden');
  await expect(features.getByText('Saved', { exact: true })).toBeVisible();
  await expect(features).toContainText('One feature is decided for this user alone.');

  // Nobody has touched this page: what is open says why, and what was closed is gone.
  await expect(open).toContainText('Your administrator removed access.');
  await expect(open.getByRole('switch')).toHaveCount(0);
  await expect(rowOf(page, 'When busy')).toHaveCount(0);
  await a11y.check();
  for (const answer of [await pien.get(FORWARDING), await pien.put(FORWARDING, { data: { callForwarding: { always: { enabled: false } } } })]) {
    expect(answer.status()).toBe(403);
    expect((await answer.json()).errors[0].code).toBe('featureNotGranted');
  }
  expect(await plan(panel, direct)).toContain(MOBILE);

  // Given back, it is as it was left.
  await features.getByRole('combobox', { name: 'Call forwarding', exact: true }).selectOption('As the company: shown');
  await expect(rowOf(page, 'When busy')).toBeVisible();
  await expect(open.getByRole('switch', { name: 'Forward these calls' })).toBeChecked();
  expect((await pien.get(FORWARDING)).status()).toBe(200);
});

test('de organisatie verbergt een functie, en één gebruiker houdt die: met het toetsenbord', async ({ page, beside, signInAs, panel, a11y }) => {
  const waiting = `${SETTINGS}/callWaiting`;
  await signInAs('k.vos');
  const [quinten, renee] = [await beside('q.maas'), await beside('r.jacobs')];
  const logins = ['k.vos', 'q.maas', 'r.jacobs'];
  for (const login of logins) await speaks(panel, login, 'nl');
  const row = 'Tweede gesprek tijdens een gesprek';
  for (const one of [quinten, renee]) {
    await openSettings(one);
    await expect(rowOf(one, row)).toBeVisible();
  }

  const hands = new Keyboard(page);
  await page.goto(`/company/users/${await idOf(panel, 'Quinten')}`);
  const own = card(page, 'Functies').getByRole('combobox', { name: 'Tweede oproep', exact: true });
  await own.focus();
  await page.keyboard.type('Get');
  await expect(own).toHaveValue('shown');
  await expect(card(page, 'Functies').getByText('Opgeslagen', { exact: true })).toBeVisible();

  await page.goto('/company/features');
  const all = page.getByRole('switch', { name: 'Tweede oproep', exact: true });
  await expect(all).toBeChecked();
  await hands.presses(page.getByRole('searchbox', { name: 'Zoek functies en mensen' }));
  await page.keyboard.type('tweede');
  await hands.presses(all);
  await expect(all).not.toBeChecked();
  await expect(card(page, 'Functies').getByText('Opgeslagen', { exact: true })).toBeVisible();

  await expect(rowOf(renee, row)).toHaveCount(0);
  await expect(rowOf(quinten, row)).toBeVisible();
  expect((await (await panel.api('r.jacobs')).get(waiting)).status()).toBe(403);
  expect((await (await panel.api('q.maas')).get(waiting)).status()).toBe(200);
  await page.emulateMedia({ colorScheme: 'dark' });
  await a11y.check();

  await hands.presses(all);
  await expect(rowOf(renee, row)).toBeVisible();
  await expect(all).toBeChecked();
  for (const login of logins) await speaks(panel, login, 'en');
});

test('a user whose calls stay in the country cannot forward them abroad', async ({ page, beside, signInAs, panel, a11y }) => {
  const farid = await panel.api('f.haddad');
  const kim = await beside('k.vos');
  await kim.goto(`/company/users/${await idOf(panel, 'Farid')}`);
  const permission = kim.getByRole('group', { name: 'Where calls may be sent' });
  await permission.getByRole('radio', { name: 'Own country' }).check();
  await expect(card(kim, 'Features').getByText('Saved', { exact: true })).toBeVisible();

  await signInAs('f.haddad');
  await openSettings(page, '/calling/settings#forward-everyone');
  const row = rowOf(page, 'Forward everyone');
  const to = row.getByRole('combobox', { name: 'To', exact: true });
  await to.fill('+32 2 555 12 34');
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  const save = row.getByRole('button', { name: 'Save' });
  await save.click();
  await expect(to).toHaveAccessibleDescription(/Your administrator does not allow calls to this number\./);
  await expect(to).toHaveAttribute('aria-invalid', 'true');
  await a11y.check();
  const stored = async () => (await (await farid.get(FORWARDING)).json()).callForwarding.always;
  expect(await stored()).toMatchObject({ enabled: false });

  await to.fill('06 12345678');
  await save.click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  expect(await stored()).toMatchObject({ enabled: true, destination: MOBILE });

  // Narrowed further, what is set keeps working, and another number outside is refused.
  const narrowed = kim.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await permission.getByRole('radio', { name: 'Colleagues' }).check();
  await narrowed;
  const refused = await farid.put(FORWARDING, { data: { callForwarding: { always: { destination: '+31687654321' } } } });
  expect(refused.status()).toBe(400);
  expect(await plan(panel, '+442079460048')).toContain(MOBILE);
});
