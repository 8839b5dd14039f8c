import { expect, type Page, test } from '../fixtures.ts';

async function openPhonebook(page: Page): Promise<void> {
  await page.goto('/company/phonebook');
  await expect(page.getByRole('heading', { name: 'Company phonebook' })).toBeVisible();
  await expect(page.getByRole('listitem').first()).toBeVisible();
}

async function find(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find by name, firm or number' }).fill(query);
}

/** What stands in the phonebook beside the dashboard. */
async function beside(page: Page, query: string) {
  await page.goto('/');
  const book = page.getByRole('complementary', { name: 'Phonebook' });
  await book.getByRole('searchbox', { name: 'Search the phonebook' }).fill(query);
  return book.getByRole('region', { name: 'Company phonebook' }).getByRole('listitem');
}

test('a contact is added with the keyboard alone, found by everybody, changed and removed', async ({ page, signInAs, a11y }) => {
  await signInAs('k.vos');
  await openPhonebook(page);
  await a11y.check();
  await page.getByRole('button', { name: 'Add a contact' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  const number = dialog.getByLabel('Number 1', { exact: true });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Quinten Zonneveld');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Quirkel');
  await page.keyboard.press('Tab');
  await page.keyboard.type('anna');
  await page.keyboard.press('Enter');
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription('This is not a telephone number.');
  await a11y.check();

  // What only the server knows is told in the same place, and nothing typed is lost.
  await number.fill('2041');
  await page.keyboard.press('Enter');
  await expect(number).toHaveAccessibleDescription('This is not a telephone number.');
  await expect(dialog.getByLabel('Name')).toHaveValue('Quinten Zonneveld');
  await number.fill('+44 7700 900 456');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const found = await beside(page, '0044 7700900456');
  await expect(found.filter({ hasText: 'Quinten Zonneveld' })).toBeVisible();

  await openPhonebook(page);
  await find(page, 'quirkel');
  await page.getByRole('button', { name: 'Quinten Zonneveld' }).click();
  const known = page.getByRole('dialog', { name: 'Contact' });
  await known.getByLabel('Name').fill('Quinten van Zonneveld');
  await known.getByRole('button', { name: 'Add a number' }).click();
  await expect(known.getByLabel('Number 2', { exact: true })).toBeFocused();
  await page.keyboard.type('+44 7700 900 457');
  await known.getByLabel('Kind of number 2').selectOption('home');
  await known.getByLabel('Note').fill('Rings back');
  await a11y.check();
  await known.getByRole('button', { name: 'Save' }).click();
  await expect(known).toBeHidden();
  const renamed = page.getByRole('button', { name: 'Quinten van Zonneveld' });
  await renamed.click();
  await expect(known.getByLabel('Kind of number 2')).toHaveValue('home');
  await known.getByRole('button', { name: 'Remove Quinten van Zonneveld' }).click();
  await known.getByRole('button', { name: 'Remove for everybody' }).click();
  await expect(known).toBeHidden();
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('a file is looked at before anything is saved, and what is wrong is told by its line', async ({ page, signInAs, panel, a11y }) => {
  await signInAs('k.vos');
  const kim = await panel.api('k.vos');
  const theme = async (theme: string) => kim.put('/v1/account', { data: { theme } });
  await openPhonebook(page);
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import contacts' });
  const input = dialog.getByLabel('Choose a file, or drop it here');
  const file = (name: string, text: string) =>
    input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

  await file('nothing.csv', 'one,two\n1,2\n');
  await expect(dialog.getByRole('alert')).toContainText('The first line has to name the columns');
  await file('contacts.csv', 'naam;bedrijf;mobiel\nWiebe Imports;Firma;+44 7700 900 461\nNobody;;\n=1+1;;+44 7700 900 462\n;;anna\n');
  await expect(dialog.getByText('2 good')).toBeVisible();
  await expect(dialog.getByText('2 with mistakes')).toBeVisible();
  const wrong = dialog.getByRole('list', { name: 'Left out' });
  await expect(wrong).toContainText('Line 3, Number: Fill this in.');
  await expect(wrong).toContainText('Line 5, Number: This is not a telephone number.');
  await a11y.check();
  for (const it of ['dark', 'light']) {
    await theme(it);
    await expect(page.locator('html')).toHaveAttribute('data-theme', it);
    await a11y.check();
  }
  await expect((await kim.get('/v1/company/contacts?query=wiebe')).json()).resolves.toEqual({ contacts: [] });
  await dialog.getByRole('button', { name: 'Add 2 contacts' }).click();
  await expect(dialog.getByText('2 contacts were added.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await find(page, '=1+1');
  await expect(page.getByRole('button', { name: '=1+1' })).toBeVisible();
  const found = await beside(page, 'wiebe');
  await expect(found.filter({ hasText: 'Wiebe Imports' })).toBeVisible();

  await openPhonebook(page);
  await page.getByRole('button', { name: 'Import' }).click();
  await file('again.vcf', 'BEGIN:VCARD\nVERSION:4.0\nFN:Wiebe\nTEL:+447700900461\nEND:VCARD\n');
  await expect(dialog.getByText('1 known already')).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Add/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toBe('phonebook.csv');
});

test('a number is blocked, told once, and let through again', async ({ page, signInAs, a11y }) => {
  await signInAs('k.vos');
  await page.goto('/company/users');
  await page.getByRole('link', { name: 'Block list' }).click();
  await expect(page.getByText('Nobody is blocked')).toBeVisible();
  await a11y.check();
  const number = page.getByLabel('Telephone number');
  await number.fill('+44 7700 900 470');
  await page.getByLabel('Note (optional)').fill('Sells windows');
  await page.keyboard.press('Enter');
  const row = page.getByRole('listitem').filter({ hasText: 'Sells windows' });
  await expect(row).toContainText('+44 7700 900470');
  await expect(number).toBeFocused();
  await number.fill('00447700900470');
  await page.keyboard.press('Enter');
  await expect(number).toHaveAccessibleDescription('This number is on the list already.');
  await a11y.check();
  await row.getByRole('button', { name: /^Let through: / }).click();
  await row.getByRole('button', { name: 'Yes, let through' }).click();
  await expect(page.getByText('Nobody is blocked')).toBeVisible();
});

test('who was given the phonebook has that page of the panel and no other', async ({ page, signInAs, panel, a11y }) => {
  const kim = await panel.api('k.vos');
  const { users } = await (await kim.get('/v1/company/users?query=carla')).json();
  await kim.put(`/v1/company/users/${users[0].id}`, { data: { grants: ['phonebookManager'] } });
  await signInAs('c.smit');
  await page.goto('/phonebook');
  await page.getByRole('link', { name: 'Manage the company phonebook' }).click();
  await expect(page.getByRole('button', { name: 'Add a contact' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Users' })).toHaveCount(0);
  await a11y.check();
  await page.goto('/company/block-list');
  await expect(page.getByText('Only administrators of your organisation have this.')).toBeVisible();
});
