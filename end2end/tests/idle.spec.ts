import { expect, fillSignIn, isLive, type Page, PASSWORD, test } from '../fixtures.ts';
import { type Panel } from '../panel.ts';

/** Signs in anew: the session is one that no other test uses. */
async function comes(page: Page, panel: Panel, login: string, path: string): Promise<void> {
  panel.sql(`update "user" set language = 'en', theme = 'system' where login = '${login}'`);
  await page.goto(`/sign-in?next=${path}`);
  await fillSignIn(page, login);
  await expect(page).toHaveURL(path);
}

/** Nobody has used the newest session for as long as it may be left alone. */
function leaves(panel: Panel): void {
  panel.sql(`update session set last_active_at_ms = last_active_at_ms - idle_ms
    where id = (select max(id) from session)`);
}

const cover = (page: Page) => page.getByRole('dialog', { name: 'You were away' });

test('whoever was away gives his password, and finds what he had begun', async ({ page, panel, a11y }) => {
  await comes(page, panel, 'k.vos', '/');
  await isLive(page);
  await page.getByRole('link', { name: 'Company panel' }).click();
  await page.getByRole('link', { name: 'Add a user' }).click();
  const name = page.getByLabel('First name');
  await name.fill('Nina');
  leaves(panel);

  const away = cover(page);
  const password = away.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(away).toContainText('k.vos@');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await a11y.check();
  }
  // No key leads behind it.
  for (const key of ['Escape', 'Escape', 'Escape', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab']) {
    await page.keyboard.press(key);
    await expect(away).toBeVisible();
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(false);
  }
  expect(await behind(page)).toBe(false);

  await password.fill('');
  await password.press('Enter');
  await expect(password).toHaveAccessibleDescription('Type your password.');
  await password.fill('wrong');
  await password.press('Enter');
  await expect(password).toHaveAccessibleDescription('This is not your password.');
  await expect(password).toBeFocused();
  await a11y.check();
  await password.fill(PASSWORD);
  await password.press('Enter');
  await expect(away).toBeHidden();
  await expect(name).toHaveValue('Nina');
  await page.getByLabel('E-mail address').fill('nina.idle@example.nl');
  await page.getByLabel('Internal number').fill('2077');
  await page.getByRole('button', { name: 'Add and invite' }).click();
  await expect(page.getByRole('heading', { name: 'Nina' })).toBeVisible();
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await isLive(page);
});

/** Whether a press in the corner reaches anything of the page behind the cover. */
function behind(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const found = document.elementFromPoint(40, 40);
    return found !== null && found.closest('.cover') === null && found !== document.documentElement;
  });
}

test('a window that was open stays open, and all tabs come back at once', async ({ page, panel }) => {
  await comes(page, panel, 'k.vos', '/company/phonebook');
  await page.getByRole('button', { name: 'Add a contact' }).click();
  const draft = page.getByRole('dialog', { name: 'Add a contact' }).getByRole('textbox').first();
  await draft.fill('Bakery');
  const other = await page.context().newPage();
  await other.goto('/');
  await isLive(other);
  leaves(panel);
  await expect(cover(other)).toBeVisible();
  await page.bringToFront();
  const password = cover(page).getByLabel('Password', { exact: true });
  await expect(password).toBeVisible();
  await password.fill(PASSWORD);
  await password.press('Enter');
  await expect(cover(page)).toBeHidden();
  await expect(draft).toHaveValue('Bakery');
  await expect(cover(other)).toBeHidden();
  await isLive(other);
});

test('somebody else signs in on a page of his own', async ({ page, panel }) => {
  await comes(page, panel, 'l.brouwer', '/calls');
  await expect(page.getByRole('region', { name: 'Calls' }).getByRole('listitem').first()).toBeVisible();
  leaves(panel);
  await cover(page).getByRole('button', { name: 'Sign in as somebody else' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\?next=(%2F|\/)calls$/);
});

test('who was away for longer than any session lasts signs in anew', async ({ page, panel }) => {
  await comes(page, panel, 'l.brouwer', '/');
  await isLive(page);
  leaves(panel);
  const password = cover(page).getByLabel('Password', { exact: true });
  await expect(password).toBeVisible();
  panel.sql('update session set ends_at_ms = 0 where id = (select max(id) from session)');
  await password.fill(PASSWORD);
  await password.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test.describe('in Dutch, on a phone', () => {
  test.use({ locale: 'nl-NL', viewport: { width: 360, height: 740 } });

  test('the cover fits, and is left by keyboard alone', async ({ page, panel, a11y }) => {
    await comes(page, panel, 'l.brouwer', '/');
    panel.sql(`update "user" set language = 'nl' where login = 'l.brouwer'`);
    await page.reload();
    await isLive(page);
    leaves(panel);
    const away = page.getByRole('dialog', { name: 'Je was even weg' });
    await expect(away.getByLabel('Wachtwoord', { exact: true })).toBeFocused();
    await a11y.check();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(away).toBeHidden();
    await isLive(page);
  });
});
