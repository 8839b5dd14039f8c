import type { APIRequestContext, Locator } from '@playwright/test';

import { expect, type Page, test } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { wordsIn } from '../words.ts';

const PATH = '/v1/extraNumbers';
const DO_NOT_DISTURB = '/v1/telephony/config/people/me/settings/doNotDisturb';

interface Extra {
  number: string;
  label?: string;
  shownToColleagues?: boolean;
}

async function keep(api: APIRequestContext, extraNumbers: Extra[]): Promise<void> {
  const answer = await api.put(PATH, { data: { extraNumbers } });
  expect(answer.status(), await answer.text()).toBe(204);
}

async function stored(api: APIRequestContext): Promise<Extra[]> {
  const { extraNumbers } = await (await api.get(PATH)).json();
  return extraNumbers.map(({ number, label, shownToColleagues }: Extra) => ({ number, label, shownToColleagues }));
}

/** Presses what saves the numbers; gives the status of the answer. */
async function saves(page: Page, press: () => Promise<void>): Promise<number> {
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && new URL(answer.url()).pathname === PATH,
  );
  await press();
  return (await answered).status();
}

function numbersIn(page: Page, language: 'en' | 'nl'): Locator {
  return page.getByRole('region', { name: wordsIn(language)('extra_numbers.title'), exact: true });
}

test('an extra number is added, a bad one keeps what was typed, and settings offer it', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  const ibrahim = await panel.api('i.yilmaz');
  await keep(ibrahim, []);
  await signInAs('i.yilmaz');
  await page.goto('/me');
  const numbers = numbersIn(page, 'en');
  await expect(numbers.getByText('No extra numbers yet.')).toBeVisible();
  await numbers.getByRole('button', { name: 'Add an extra number' }).click();
  const first = numbers.getByLabel('Extra number 1', { exact: true });
  await expect(first).toBeFocused();
  const save = numbers.getByRole('button', { name: 'Save extra numbers' });
  const wrong = wordsIn('en')('errors.not_a_number');

  // This can be told here; that there is no such number, only the server knows.
  await first.fill('at home');
  await save.click();
  await expect(first).toHaveAccessibleDescription(wrong);
  await first.fill('06 12');
  expect(await saves(page, () => save.click())).toBe(400);
  await expect(first).toHaveAccessibleDescription(wrong);
  await expect(first).toHaveValue('06 12');
  await expect(first).toBeFocused();
  await a11y.check();

  await first.fill('0044 7700 900397');
  await numbers.getByLabel('Kind of extra number 1').selectOption('home');
  expect(await saves(page, () => save.click())).toBe(204);
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  await expect(first).toHaveAccessibleDescription('');
  expect(await stored(ibrahim)).toEqual([{ number: '+447700900397', label: 'home', shownToColleagues: false }]);
  await page.reload();
  await expect(first).toHaveValue(/900397$/);
  await expect(numbers.getByLabel('Colleagues see extra number 1')).not.toBeChecked();

  await page.goto('/calling/settings');
  const row = page.getByRole('group', { name: 'Forward everyone', exact: true });
  await row.locator('summary').click();
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  const to = row.getByRole('combobox', { name: 'To', exact: true });
  await to.focus();
  await row.getByRole('option', { name: /My own number, Home/ }).click();
  await expect(to).toHaveValue('+447700900397');
  await keep(ibrahim, []);
});

test('colleagues find in the phonebook what is shown to them, and nothing else', async ({ page, panel, signInAs, a11y }) => {
  const maud = await panel.api('m.vandenberg');
  await keep(maud, [
    { number: '+447700900411', shownToColleagues: true },
    { number: '+447700900412', shownToColleagues: false },
  ]);
  await signInAs('i.yilmaz');
  await page.goto('/phonebook');
  const search = page.getByRole('searchbox', { name: 'Search the phonebook' });
  const colleagues = page.getByRole('main').getByRole('region', { name: 'Colleagues' });
  await search.fill('Maud');
  const row = colleagues.getByRole('listitem').filter({ hasText: 'Maud van den Berg' });
  await expect(row.getByRole('link', { name: /900411/ })).toHaveAttribute('href', 'tel:+447700900411');
  await expect(row.getByRole('link', { name: /900412/ })).toHaveCount(0);
  await a11y.check();
  await search.fill('07700900411');
  await expect(row.getByRole('link', { name: /900411/ })).toBeVisible();
  await search.fill('07700900412');
  await expect(row).toHaveCount(0);
  await keep(maud, []);
});

test('what is switched on leads to its screen, beside the number that others see', async ({ page, panel, signInAs, a11y }) => {
  const ibrahim = await panel.api('i.yilmaz');
  expect((await ibrahim.put(DO_NOT_DISTURB, { data: { enabled: true } })).status()).toBe(204);
  await signInAs('i.yilmaz');
  await page.goto('/me');
  const settings = page.getByRole('region', { name: 'User settings', exact: true });
  await expect(settings.getByRole('radio', { checked: true })).toHaveCount(1);
  const list = page.getByRole('region', { name: 'Switched on for me', exact: true });
  const line = list.getByRole('listitem').filter({ hasText: 'Do not disturb' });
  await expect(line).toContainText('On');
  await expect(line).toContainText('Everybody in the company has this');
  await a11y.check();

  // What is off, and everybody has, is not on the list.
  expect((await ibrahim.put(DO_NOT_DISTURB, { data: { enabled: false } })).status()).toBe(204);
  await page.reload();
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await expect(line).toHaveCount(0);
  const waiting = 'Second call while I am in a call';
  await list.getByRole('link', { name: waiting, exact: true }).click();
  await expect(page).toHaveURL(/\/calling\/settings#call-waiting$/);
  await expect(page.getByRole('group', { name: waiting, exact: true })).toBeVisible();
});

test('by keyboard alone, in Dutch on a phone: a number is added, shown to colleagues and removed', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  const t = wordsIn('nl');
  const ibrahim = await panel.api('i.yilmaz');
  await keep(ibrahim, []);
  await signInAs('i.yilmaz');
  expect((await ibrahim.put('/v1/account', { data: { language: 'nl' } })).ok()).toBe(true);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('/me');
  const numbers = numbersIn(page, 'nl');
  const hands = new Keyboard(page);
  await hands.presses(numbers.getByRole('button', { name: t('extra_numbers.add') }));
  await expect(numbers.getByLabel(t('extra_numbers.number_of', { place: '1' }), { exact: true })).toBeFocused();
  await page.keyboard.type('+44 7700 900 413');
  await hands.presses(numbers.getByLabel(t('extra_numbers.shown_of', { place: '1' })));
  const save = numbers.getByRole('button', { name: t('extra_numbers.save') });
  expect(await saves(page, () => hands.presses(save))).toBe(204);
  await expect(numbers.getByText(t('action.saved'), { exact: true })).toBeVisible();
  await fits(page);
  await a11y.check();
  expect(await stored(ibrahim)).toEqual([{ number: '+447700900413', label: 'mobile', shownToColleagues: true }]);

  await hands.presses(numbers.getByRole('button', { name: t('extra_numbers.remove', { place: '1' }) }));
  await expect(numbers.getByText(t('extra_numbers.none'))).toBeVisible();
  expect(await saves(page, () => hands.presses(save))).toBe(204);
  expect(await stored(ibrahim)).toEqual([]);
  expect((await ibrahim.put('/v1/account', { data: { language: 'en' } })).ok()).toBe(true);
});

/** Nothing scrolls sideways. */
async function fits(page: Page): Promise<void> {
  const excess = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(excess).toBe(0);
}
