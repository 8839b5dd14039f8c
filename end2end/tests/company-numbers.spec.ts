import { expect, type Page, test } from '../fixtures.ts';

async function openTab(page: Page, name: string): Promise<void> {
  await page.goto('/company/users');
  await page.getByRole('navigation', { name: 'Company panel' }).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

test('an administrator adds a number, gives it to a user, and both stand in the log', async ({ page, signInAs, a11y }) => {
  await signInAs('k.vos');
  await openTab(page, 'Numbers');
  await expect(page.getByRole('listitem').filter({ hasText: 'Default' })).toHaveCount(1);
  await a11y.check();

  await page.getByRole('link', { name: 'Add a number' }).click();
  const number = page.getByLabel('Number', { exact: true });
  await number.fill('not a number');
  await page.keyboard.press('Enter');
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription('This is not a telephone number.');
  await a11y.check();
  // What only the server knows is told in the same place: another organisation has this one.
  await number.fill('+44 20 7946 0941');
  await page.keyboard.press('Enter');
  await expect(number).toHaveAccessibleDescription('Somebody else has this already.');
  await number.fill('010 234 5678');
  await page.getByLabel('Label').fill('Workshop');
  await page.getByRole('button', { name: 'Add a number' }).click();
  await expect(page.getByRole('heading', { name: '010 234 5678' })).toBeVisible();

  // By keyboard alone: whom it reaches, found by name.
  await page.getByRole('radio', { name: 'Nobody' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  const user = page.getByRole('searchbox', { name: 'User' });
  await expect(user).toBeFocused();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(user).toHaveAccessibleDescription('Choose one from the list.');
  await user.fill('usha');
  await expect(page.getByRole('button', { name: /^Usha Ramdin/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Anna Jansen/ })).toBeHidden();
  await user.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Usha Ramdin')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await a11y.check();
  await page.getByRole('link', { name: 'Numbers' }).first().click();
  await expect(page.getByRole('listitem').filter({ hasText: '010 234 5678' })).toContainText('Usha Ramdin');

  await openTab(page, 'Audit log');
  const given = page.getByRole('listitem').filter({ hasText: 'Kim Vos changed the number 010 234 5678' });
  await expect(given).toHaveCount(1);
  await given.getByText('Before and after').click();
  await expect(given.getByRole('row', { name: 'Reaches – Usha Ramdin' })).toBeVisible();
  await a11y.check();
});

test('the default number stays until another one is the default', async ({ page, signInAs }) => {
  await signInAs('k.vos');
  await openTab(page, 'Numbers');
  await page.getByRole('searchbox', { name: 'Find by number' }).fill('main menu');
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('link') })).toHaveCount(1);
  await page.getByRole('link', { name: '+44 20 7946 0010' }).click();
  await expect(page.getByText('The default number stays until another one is the default.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove number' })).toBeHidden();
  await page.goto('/company/numbers/442079460007');
  await page.getByRole('button', { name: 'Make it the default' }).click();
  await expect(page.getByText('The default number stays until another one is the default.')).toBeVisible();
  await page.goto('/company/numbers/442079460010');
  await page.getByRole('button', { name: 'Make it the default' }).click();
  await expect(page.getByRole('button', { name: 'Remove number' })).toBeHidden();
});

test('a dial plan is made, stands in the log, and the log is filtered', async ({ page, signInAs, a11y }) => {
  await signInAs('k.vos');
  await openTab(page, 'Dial plans');
  await a11y.check();
  await page.getByRole('link', { name: 'Add a dial plan' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Night shift');
  const extension = page.getByLabel('Internal number');
  await extension.fill('2041');
  await page.getByRole('radio', { name: 'Hunt group' }).check();
  await page.getByRole('button', { name: 'Add a dial plan' }).click();
  await expect(extension).toHaveAccessibleDescription('Somebody else has this already.');
  await expect(extension).toBeFocused();
  await extension.fill('1099');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Night shift' })).toBeVisible();
  await a11y.check();

  await openTab(page, 'Audit log');
  const made = page.getByText('Kim Vos added the dial plan Night shift');
  await expect(made).toBeVisible();
  await page.getByLabel('Kind of action').selectOption('Numbers');
  await expect(page).toHaveURL(/kind=numbers/);
  await expect(made).toBeHidden();
  await page.getByLabel('Kind of action').selectOption('Dial plans');
  await expect(made).toBeVisible();
  await page.getByRole('searchbox', { name: 'Person' }).fill('anna');
  await page.getByRole('button', { name: /^Anna Jansen/ }).click();
  await expect(page).toHaveURL(/person=/);
  await expect(made).toBeHidden();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Anna Jansen')).toBeVisible();
  await page.getByRole('button', { name: 'Choose another' }).click();
  await expect(made).toBeVisible();
  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('Until').fill('2020-01-31');
  await expect(made).toBeHidden();
  await page.emulateMedia({ colorScheme: 'dark' });
  await a11y.check();
});

test('a user sees what others changed in his account', async ({ page, signInAs, panel, a11y }) => {
  const kim = await panel.api('k.vos');
  const found = await (await kim.get('/v1/company/users?query=bakker')).json();
  const changed = await kim.put(`/v1/company/users/${found.users[0].id}`, { data: { lastName: 'Bakker-Smit' } });
  expect(changed.ok()).toBe(true);
  await signInAs('a.bakker');
  await page.goto('/me');
  const line = page.getByRole('listitem').filter({ hasText: 'Kim Vos changed your details and rights' });
  await expect(line).toBeVisible();
  await line.getByText('Before and after').click();
  await expect(line.getByRole('row', { name: 'Last name Bakker Bakker-Smit' })).toBeVisible();
  await a11y.check();
});
