import { card, expect, idOf, type Page, speaks, test } from '../administrators.ts';
import { Keyboard } from '../hands.ts';

async function openFeatures(page: Page): Promise<void> {
  await page.goto('/company/users');
  const tabs = page.getByRole('navigation', { name: 'Company panel' });
  await tabs.getByRole('link', { name: 'Features' }).click();
  await expect(page.getByRole('heading', { name: 'Features', level: 2 })).toBeVisible();
}

// Whoever was here before may have read his pages in another language.
test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en', theme = 'system'`));

test('features are found by words, hidden for everybody, and the change stands in the log', async ({ page, beside, signInAs, panel, a11y }) => {
  await signInAs('k.vos');
  await openFeatures(page);
  const features = card(page, 'Features');
  await expect(features.getByRole('switch')).toHaveCount(25);
  await a11y.check();

  // What a feature does is looked through as well as its name, and accents do not matter.
  const find = page.getByRole('searchbox', { name: 'Find features and people' });
  await find.fill('anóther desk');
  await expect(features.getByRole('switch')).toHaveCount(1);
  await expect(page).toHaveURL(/query=/);
  const hoteling = features.getByRole('switch', { name: 'Guest at another desk' });
  await hoteling.uncheck();
  await expect(features.getByText('Saved', { exact: true })).toBeVisible();
  const mine = async () => (await (await (await panel.api('k.hendriks')).get('/v1/features')).json()).hidden as string[];
  expect(await mine()).toContain('hoteling');
  await page.reload();
  await expect(features.getByRole('switch')).toHaveCount(1);
  await expect(hoteling).not.toBeChecked();

  // Another administrator's page follows.
  const other = await beside('k.vos');
  await other.goto('/company/features');
  const there = other.getByRole('switch', { name: 'Guest at another desk' });
  await expect(there).not.toBeChecked();
  await hoteling.check();
  await expect(there).toBeChecked();
  expect(await mine()).not.toContain('hoteling');

  await find.fill('zzzz');
  await expect(page.getByText('No feature is called so.')).toBeVisible();
  await a11y.check();
  await page.goto('/company/audit-log?kind=features');
  await expect(page.getByText('Kim Vos changed which features people see').first()).toBeVisible();
});

test('wie afwijkt staat in een lijst, die leidt naar de gebruiker: met het toetsenbord', async ({ page, signInAs, panel, a11y }) => {
  await signInAs('k.vos');
  await speaks(panel, 'k.vos', 'nl');
  const kim = await panel.api('k.vos');
  const lars = `/v1/company/users/${await idOf(panel, 'Lars')}/featureAccess`;
  const decided = { features: { bargeIn: { own: 'NO_ACCESS' } }, outgoingPermission: 'NATIONAL' };
  expect((await kim.put(lars, { data: decided })).status()).toBe(204);

  const hands = new Keyboard(page);
  await page.goto('/company/features');
  const list = card(page, 'Anders voor één gebruiker');
  const row = list.getByRole('listitem').filter({ hasText: 'Lars Brouwer' });
  await expect(row).toContainText('Verborgen: Meedoen aan een gesprek · Oproepen mogen naar: Eigen land');
  await page.emulateMedia({ colorScheme: 'dark' });
  await a11y.check();
  await hands.presses(page.getByRole('searchbox', { name: 'Zoek functies en mensen' }));
  await page.keyboard.type('brouwer');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await hands.presses(row.getByRole('link'));

  // The page of the user begins with what was looked for.
  const heading = page.getByRole('heading', { name: 'Functies', level: 2 });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  const own = card(page, 'Functies').getByRole('combobox').filter({ hasText: 'Verborgen' });
  await expect(own.first()).toBeVisible();
  const all = { features: { bargeIn: { own: null } }, outgoingPermission: 'ALL' };
  expect((await kim.put(lars, { data: all })).status()).toBe(204);
  await page.goto('/company/features?query=brouwer');
  await expect(page.getByText('Geen functie heet zo.')).toBeVisible();
  await expect(list).toBeHidden();
  await speaks(panel, 'k.vos', 'en');
});
