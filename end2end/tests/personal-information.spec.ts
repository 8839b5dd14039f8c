import type { APIRequestContext, Locator } from '@playwright/test';

import { expect, isLive, type Page, test } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { type Language, wordsIn } from '../words.ts';

const ME = '/v1/people/me';

async function opens(page: Page, language: Language = 'en'): Promise<Locator> {
  const t = wordsIn(language);
  await page.goto('/me');
  const information = page.getByRole('dialog', { name: t('account.personal') });
  await expect(information.getByLabel(t('account.first_name'))).toBeVisible();
  return information;
}

/** Waits for what the page asks of an address, and for the answer to it. */
async function answered(page: Page, method: string, path: string, act: () => Promise<void>): Promise<number> {
  const answer = page.waitForResponse(
    (it) => it.request().method() === method && new URL(it.url()).pathname === path,
  );
  await act();
  return (await answer).status();
}

async function isCalled(api: APIRequestContext, firstName: string, lastName: string): Promise<void> {
  const answer = await api.put(ME, { data: { firstName, lastName } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('a new name is saved in place, and colleagues see it at once', async ({
  page,
  browser,
  panel,
  sessions,
  signInAs,
  a11y,
}) => {
  const t = wordsIn('en');
  const omar = await panel.api('o.elamrani');
  await signInAs('o.elamrani');
  const { id } = await (await omar.get(ME)).json();
  const pien = await panel.api('p.kok');
  const starred = await (await pien.get('/v1/favourites')).json();
  expect((await pien.put('/v1/favourites', { data: { entries: [id] } })).ok()).toBe(true);
  const elsewhere = await browser.newContext({ baseURL: panel.url });
  await elsewhere.addCookies((await sessions('p.kok')).cookies);
  const colleague = await elsewhere.newPage();
  await colleague.goto('/');
  await isLive(colleague);
  const book = colleague.getByRole('complementary', { name: 'Phonebook' });
  const row = book.getByRole('listitem').filter({ hasText: 'El Amrani' }).first();
  await expect(row).toContainText('Omar El Amrani');

  const information = await opens(page);
  await expect(information).toContainText('o.elamrani@example.nl');
  const first = information.getByLabel(t('account.first_name'));
  const last = information.getByLabel(t('account.last_name'));
  const save = information.getByRole('button', { name: t('personal.save_names') });
  await first.fill('  ');
  await last.fill('x'.repeat(65));
  await save.click();
  await expect(first).toHaveAccessibleDescription(t('errors.required'));
  await expect(last).toHaveAccessibleDescription(t('errors.too_long'));
  await expect(first).toBeFocused();
  await expect(last).toHaveValue('x'.repeat(65));
  await a11y.check();

  await first.fill('Omaro 🎧');
  await last.fill('El Amrani');
  expect(await answered(page, 'PUT', ME, () => save.click())).toBe(200);
  await expect(information.getByRole('status').filter({ hasText: t('action.saved') })).toBeVisible();
  await expect(row).toContainText('Omaro 🎧 El Amrani');

  await information.getByRole('radio', { name: 'Nederlands' }).check({ force: true });
  const informatie = page.getByRole('dialog', { name: wordsIn('nl')('account.personal') });
  await expect(informatie.getByRole('heading', { name: wordsIn('nl')('account.profile') })).toBeVisible();
  await expect.poll(async () => (await (await omar.get('/v1/account')).json()).language).toBe('nl');
  expect((await omar.put('/v1/account', { data: { language: 'en' } })).ok()).toBe(true);
  await isCalled(omar, 'Omar', 'El Amrani');
  await expect(row).toContainText('Omar El Amrani');
  expect((await pien.put('/v1/favourites', { data: starred })).ok()).toBe(true);
  await elsewhere.close();
});

test('a picture is chosen, cut, seen in the top bar, and removed', async ({ page, panel, signInAs, a11y }) => {
  const t = wordsIn('en');
  const pien = await panel.api('p.kok');
  await pien.delete(`${ME}/picture`);
  await signInAs('p.kok');
  const information = await opens(page);
  const buffer = await page.screenshot();
  const choose = information.getByLabel(t('personal.choose'));
  const refusal = information.getByRole('alert');
  for (const [file, words] of [
    [{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }, 'errors.not_a_picture'],
    [{ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('notes') }, 'errors.not_a_picture'],
    [{ name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(5 * 1024 * 1024 + 1) }, 'errors.too_large'],
  ] as const) {
    await choose.setInputFiles(file);
    await expect(refusal.filter({ hasText: t(words) })).toBeVisible();
  }

  await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  const square = information.getByRole('application', { name: t('personal.crop') });
  await expect(square).toBeFocused();
  await information.getByLabel(t('personal.zoom')).fill('150');
  const before = await drawn(square);
  await square.hover();
  await page.mouse.down();
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await expect.poll(() => drawn(square)).not.toBe(before);
  await a11y.check();
  const save = information.getByRole('button', { name: t('personal.save_picture') });
  expect(await answered(page, 'PUT', `${ME}/picture`, () => save.click())).toBe(204);
  await expect(square).toBeHidden();
  await expect(information.getByRole('status').filter({ hasText: t('action.saved') })).toBeVisible();
  const seen = page.locator('header img').first();
  await expect.poll(() => seen.evaluate((it) => (it as HTMLImageElement).naturalWidth)).toBe(512);

  const remove = information.getByRole('button', { name: t('personal.remove_picture') });
  expect(await answered(page, 'DELETE', `${ME}/picture`, () => remove.click())).toBe(204);
  await expect(remove).toBeHidden();
  await expect(page.locator('header img')).toHaveCount(0);
});

/** What a canvas shows. */
const drawn = (square: Locator): Promise<string> =>
  square.evaluate((element) => (element as HTMLCanvasElement).toDataURL());

test('by keyboard alone, nl: a name, and a picture that is moved, saved and removed', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  const t = wordsIn('nl');
  await signInAs('p.kok');
  const pien = await panel.api('p.kok');
  await pien.delete(`${ME}/picture`);
  expect((await pien.put('/v1/account', { data: { language: 'nl', theme: 'light' } })).ok()).toBe(true);
  await page.setViewportSize({ width: 360, height: 800 });
  const information = await opens(page, 'nl');
  const buffer = await page.screenshot();
  await a11y.check();

  const hands = new Keyboard(page);
  const choose = information.getByLabel(t('personal.choose'));
  await hands.reaches(choose, information.getByText(t('personal.choose')));
  await choose.setInputFiles({ name: 'ik.png', mimeType: 'image/png', buffer });
  const square = information.getByRole('application', { name: t('personal.crop') });
  await expect(square).toBeFocused();
  await expect(square).toHaveAccessibleDescription(t('personal.crop_hint'));
  const before = await drawn(square);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => drawn(square)).not.toBe(before);
  await hands.reaches(information.getByLabel(t('personal.zoom')));
  await page.keyboard.press('ArrowRight');
  await expect(information.getByLabel(t('personal.zoom'))).toHaveValue('105');
  await fits(page);
  await a11y.check();
  const save = information.getByRole('button', { name: t('personal.save_picture') });
  expect(await answered(page, 'PUT', `${ME}/picture`, () => hands.presses(save))).toBe(204);
  await expect(information.getByRole('heading', { name: t('personal.picture') })).toBeFocused();
  await expect(information.getByRole('status').filter({ hasText: t('action.saved') })).toBeVisible();
  const remove = information.getByRole('button', { name: t('personal.remove_picture') });
  expect(await answered(page, 'DELETE', `${ME}/picture`, () => hands.presses(remove))).toBe(204);
  await expect(information.getByRole('status').filter({ hasText: t('personal.picture_removed') })).toBeVisible();

  await hands.types(t('account.first_name'), 'Pienemien');
  expect(await answered(page, 'PUT', ME, () => hands.sends())).toBe(200);
  await expect(information.getByRole('status').filter({ hasText: t('action.saved') })).toBeVisible();
  await fits(page);
  await isCalled(pien, 'Pien', 'Kok');
  expect((await pien.put('/v1/account', { data: { language: 'en' } })).ok()).toBe(true);
});

/** Nothing scrolls sideways. */
async function fits(page: Page): Promise<void> {
  const excess = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(excess).toBe(0);
}
