import { readFileSync } from 'node:fs';

import type { APIRequestContext, Download, Locator } from '@playwright/test';

import { expect, type Page, test } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { MadeUpCall } from '../made-up-call.ts';
import { type Language, wordsIn } from '../words.ts';

const CONTACTS = '/calling/contacts';

async function openContacts(page: Page): Promise<void> {
  await page.goto(CONTACTS);
  await expect(page.getByRole('heading', { name: 'My contacts' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Speed dials' })).toBeVisible();
}

function mine(page: Page): Locator {
  return page.getByRole('region', { name: 'My contacts' });
}

function dials(page: Page): Locator {
  return page.getByRole('region', { name: 'Speed dials' });
}

async function make(api: APIRequestContext, data: object): Promise<string> {
  const answer = await api.post('/v1/contacts', { data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).id;
}

/** All contacts of a user without their ids; speed dials are in no file. */
async function stored(api: APIRequestContext): Promise<object[]> {
  const { contacts } = await (await api.get('/v1/contacts?max=100')).json();
  return contacts.map(({ id: _, speedDial: __, ...rest }: Record<string, unknown>) => rest);
}

async function removeAll(api: APIRequestContext): Promise<void> {
  const { contacts } = await (await api.get('/v1/contacts?max=100')).json();
  for (const { id } of contacts) expect((await api.delete(`/v1/contacts/${id}`)).status()).toBe(204);
}

test('an unknown caller is added from the call, and has a name from then on', async ({ page, panel, signInAs, a11y }) => {
  await signInAs('g.peters');
  const number = '+447700900811';
  const call = new MadeUpCall(panel, `sip:${number}@trunk.test`, 'sip:+442079460049@pbx.test', 'sip:2049@pbx.test');
  await call.rings();
  await call.ends('cancelled');
  await page.goto('/calls');
  const row = page.getByRole('listitem').filter({ hasText: '900811' });
  await row.getByRole('link').first().click();
  const details = page.getByRole('dialog', { name: 'Call details' });
  const add = details.getByRole('link', { name: 'Add to phonebook' });
  await expect(add).toBeVisible();
  await a11y.check();
  await add.click();

  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  await expect(dialog.getByLabel('Number 1', { exact: true })).toHaveValue(number);
  const first = dialog.getByLabel('First name');
  await expect(first).toBeFocused();
  await a11y.check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(first).toHaveAccessibleDescription('Fill in a name, or the firm.');
  await first.fill('Wilma');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${CONTACTS}$`));
  await expect(mine(page).getByRole('button', { name: 'Wilma' })).toBeVisible();

  await page.goto('/calls');
  const known = page.getByRole('region', { name: 'Calls', exact: true }).getByRole('listitem').filter({ hasText: 'Wilma' });
  await known.getByRole('link').first().click();
  await expect(details).toContainText('Wilma');
  await expect(add).toHaveCount(0);

  // The phonebook has it in a section of its own.
  await page.goto('/phonebook');
  await page.getByRole('searchbox', { name: 'Search the phonebook' }).fill('0044 7700900811');
  await expect(page.getByRole('main').getByRole('region', { name: 'My contacts' })).toContainText('Wilma');
});

test('a number that is known is told as whose, and goes to the contact that has it or to another', async ({ page, panel, signInAs, a11y }) => {
  await signInAs('g.peters');
  const gijs = await panel.api('g.peters');
  await make(gijs, { firstName: 'Xander', numbers: [{ number: '+447700900821' }] });
  const yara = await make(gijs, { firstName: 'Yara', numbers: [{ number: '+447700900822' }] });

  await page.goto(`${CONTACTS}?add=%2B447700900821`);
  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  await expect(dialog.getByRole('status').first()).toContainText('is known already, as Xander, one of your contacts.');
  await a11y.check();
  await dialog.getByLabel('E-mail address').fill('xander@example.org');
  await dialog.getByRole('button', { name: 'Add to Xander' }).click();
  const known = page.getByRole('dialog', { name: 'Contact', exact: true });
  await expect(known.getByLabel('First name')).toHaveValue('Xander');
  await expect(known.getByLabel('E-mail address')).toHaveValue('xander@example.org');
  await expect(known.getByLabel(/^Number \d$/)).toHaveCount(1);
  await known.getByRole('button', { name: 'Save' }).click();
  await expect(known).toBeHidden();

  // A number that nobody has may belong to somebody who is there.
  await page.goto(`${CONTACTS}?add=%2B447700900823`);
  await dialog.getByRole('searchbox', { name: 'Add it to a contact that is there' }).fill('yar');
  await dialog.getByRole('button', { name: /^Yara/ }).click();
  await expect(known.getByLabel('First name')).toHaveValue('Yara');
  await expect(known.getByLabel('Number 2', { exact: true })).toHaveValue('+447700900823');
  await known.getByRole('button', { name: 'Save' }).click();
  await expect(known).toBeHidden();
  const { numbers } = await (await gijs.get(`/v1/contacts/${yara}`)).json();
  expect(numbers.map(({ number }: { number: string }) => number)).toEqual(['+447700900822', '+447700900823']);

  // A colleague's number can be one's own contact all the same.
  await openContacts(page);
  await mine(page).getByRole('button', { name: 'Add a contact' }).click();
  await dialog.getByLabel('First name').fill('Bas at work');
  await dialog.getByLabel('Number 1', { exact: true }).fill('+44 20 7946 0044');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('status').first()).toContainText('is known already, as Bas de Vries.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(mine(page).getByRole('button', { name: 'Bas at work' })).toBeVisible();
});

test('a contact has up to five numbers, and one that is taken away makes room', async ({ page, panel, signInAs }) => {
  await signInAs('g.peters');
  const gijs = await panel.api('g.peters');
  const id = await make(gijs, { firstName: 'Vijf', numbers: [{ number: '+447700900451' }] });
  await openContacts(page);
  await mine(page).getByRole('button', { name: 'Vijf' }).click();
  const dialog = page.getByRole('dialog', { name: 'Contact', exact: true });
  const add = dialog.getByRole('button', { name: 'Add a number' });
  for (const place of [2, 3, 4, 5]) {
    await add.click();
    await dialog.getByLabel(`Number ${place}`, { exact: true }).fill(`+44770090045${place}`);
  }
  await expect(add).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Remove number 2' }).click();
  await add.click();
  const last = dialog.getByLabel('Number 5', { exact: true });
  await expect(last).toHaveValue('');
  await last.fill('+447700900456');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const saved = await (await gijs.get(`/v1/contacts/${id}`)).json();
  expect(saved.numbers.map((it: { number: string }) => it.number.slice(-3))).toEqual(['451', '453', '454', '455', '456']);
});

test('what somebody else has changed meanwhile is told, and nothing typed is lost', async ({ page, panel, signInAs, a11y }) => {
  await signInAs('g.peters');
  const gijs = await panel.api('g.peters');
  const id = await make(gijs, { firstName: 'Tineke', numbers: [{ number: '+447700900831' }] });
  await openContacts(page);
  await mine(page).getByRole('button', { name: 'Tineke' }).click();
  const dialog = page.getByRole('dialog', { name: 'Contact', exact: true });
  await dialog.getByLabel('Note').fill('Typed here');
  expect((await gijs.put(`/v1/contacts/${id}`, { data: { company: 'Elsewhere' } })).status()).toBe(204);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Nothing of yours is lost.')).toBeVisible();
  await expect(dialog.getByLabel('Note')).toHaveValue('Typed here');
  await a11y.check();
  await dialog.getByRole('button', { name: 'Save mine' }).click();
  await expect(dialog).toBeHidden();
  expect(await (await gijs.get(`/v1/contacts/${id}`)).json()).toMatchObject({ note: 'Typed here' });
});

test('a contact and a colleague get codes to dial them by, each its own', async ({ page, panel, signInAs, a11y }) => {
  await signInAs('i.yilmaz');
  const ibrahim = await panel.api('i.yilmaz');
  await make(ibrahim, { company: 'Dakwerken Roos', numbers: [{ number: '+447700900841' }] });
  await openContacts(page);
  await expect(dials(page).getByText('No speed dials yet')).toBeVisible();
  await a11y.check();
  await mine(page).getByRole('button', { name: 'Dakwerken Roos' }).click();
  const contact = page.getByRole('dialog', { name: 'Contact', exact: true });
  await contact.getByLabel('Among my speed dials').check();
  await expect(contact.getByText('Dial *74 and a code of one digit')).toBeVisible();
  const code = contact.getByLabel('Code (optional)');
  await code.fill('1');
  await contact.getByRole('button', { name: 'Save' }).click();
  await expect(code).toHaveAccessibleDescription('A code is one digit from 2 to 9, or two digits.');
  await expect(code).toBeFocused();
  await code.fill('2');
  await contact.getByLabel('Text beside the key (optional)').fill('Roof');
  await a11y.check();
  await contact.getByRole('button', { name: 'Save' }).click();
  await expect(contact).toBeHidden();
  await expect(mine(page).getByRole('listitem')).toContainText('*74 2');
  await expect(dials(page).getByRole('listitem')).toContainText('Roof');

  await dials(page).getByRole('button', { name: 'Add a colleague' }).click();
  const dial = page.getByRole('dialog', { name: 'Add a colleague' });
  await dial.getByRole('searchbox', { name: 'Colleague' }).fill('eva');
  await dial.getByRole('button', { name: /^Eva Mulder/ }).click();
  const other = dial.getByLabel('Code (optional)');
  await other.fill('2');
  await dial.getByRole('button', { name: 'Save' }).click();
  await expect(other).toHaveAccessibleDescription('Another speed dial has this code.');
  await other.fill('07');
  await a11y.check();
  await dial.getByRole('button', { name: 'Save' }).click();
  await expect(dial).toBeHidden();
  const eva = dials(page).getByRole('listitem').filter({ hasText: 'Eva Mulder' });
  await expect(eva).toContainText('*75 07');
  const { speedDials } = await (await ibrahim.get('/v1/speedDials')).json();
  expect(speedDials).toMatchObject([{ code: '2', phoneNumber: '+447700900841' }, { code: '07', name: 'Eva Mulder' }]);

  // What is saved at once is undone at once: a new page begins anew.
  await openContacts(page);
  await eva.getByRole('button', { name: 'Eva Mulder' }).click();
  const known = page.getByRole('dialog', { name: 'Eva Mulder' });
  await known.getByRole('button', { name: 'Remove Eva Mulder' }).click();
  await known.getByRole('button', { name: 'Yes, remove' }).click();
  await expect(eva).toHaveCount(0);
  await page.getByRole('region', { name: 'What was just saved' }).getByRole('button', { name: 'Undo' }).click();
  await expect(eva).toContainText('*75 07');
});

test('a file is looked at before anything is saved, and what is wrong is told by its line', async ({ page, panel, signInAs, a11y }) => {
  await signInAs('t.willems');
  const thijs = await panel.api('t.willems');
  await openContacts(page);
  await expect(mine(page).getByText('Nobody else sees them.')).toBeVisible();
  await mine(page).getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import contacts' });
  const file = (name: string, text: string) =>
    dialog
      .getByLabel('Choose a file, or drop it here')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await file('nothing.csv', 'one,two\n1,2\n');
  await expect(dialog.getByRole('alert')).toContainText('The first line has to name the columns');
  await file(
    'contacts.csv',
    'voornaam;achternaam;bedrijf;mobiel;e-mail\nWiebe;de Wit;;+44 7700 900 851;\n;;;+44 7700 900 852;\nZwaan;;;anna;\nMail;;;;post@example.org\n',
  );
  await expect(dialog.getByText('2 good')).toBeVisible();
  await expect(dialog.getByText('2 with mistakes')).toBeVisible();
  const wrong = dialog.getByRole('list', { name: 'Left out' });
  await expect(wrong).toContainText('Line 3, First name: Fill this in.');
  await expect(wrong).toContainText('Line 4, Number: This is not a telephone number.');
  await a11y.check();
  expect(await stored(thijs)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add 2 contacts' }).click();
  await expect(dialog.getByText('2 contacts were added.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(mine(page).getByRole('button', { name: 'Wiebe de Wit' })).toBeVisible();

  await mine(page).getByRole('button', { name: 'Import' }).click();
  await file('again.vcf', 'BEGIN:VCARD\nVERSION:4.0\nFN:Wiebe\nTEL:+447700900851\nEND:VCARD\n');
  await expect(dialog.getByText('1 known already')).toBeVisible();
  await expect(wrong).toContainText('This number is known already: Wiebe de Wit.');
  await expect(dialog.getByRole('button', { name: /^Add/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await removeAll(thijs);
});

test('what is exported and imported again is the same, in both kinds of files', async ({ page, panel, signInAs }) => {
  await signInAs('t.willems');
  const thijs = await panel.api('t.willems');
  await removeAll(thijs);
  const numbers = [
    { number: '+447700900861', label: 'mobile' },
    { number: '+442079460861', label: 'work' },
  ];
  await make(thijs, { firstName: 'Zoë', lastName: 'van Ørsted; jr.', company: 'Müller, "Söhne"', numbers, email: 'zoe@example.org', note: 'One\nTwo' });
  await make(thijs, { firstName: '=1+1', numbers: [{ number: '+447700900862', label: 'home' }] });
  await make(thijs, { company: 'Roos', email: 'roos@example.org' });
  const before = await stored(thijs);
  for (const [name, kind] of [
    ['Export as CSV', 'contacts.csv'],
    ['Export as vCard', 'contacts.vcf'],
  ] as const) {
    await openContacts(page);
    const download = page.waitForEvent('download');
    await mine(page).getByRole('link', { name }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(kind);
    const buffer = await contentOf(file);
    await removeAll(thijs);
    await mine(page).getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import contacts' });
    await dialog
      .getByLabel('Choose a file, or drop it here')
      .setInputFiles({ name: kind, mimeType: 'text/plain', buffer });
    await dialog.getByRole('button', { name: 'Add 3 contacts' }).click();
    await expect(dialog.getByText('3 contacts were added.')).toBeVisible();
    expect(await stored(thijs), kind).toEqual(before);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await removeAll(thijs);
});

test('the phonebook says what a number is for in the language of who reads it', async ({ page, panel, signInAs }) => {
  await signInAs('t.willems');
  const thijs = await panel.api('t.willems');
  const numbers = [
    { number: '+447700900863', label: 'mobile' },
    { number: '+442079460863', label: 'home' },
  ];
  await make(thijs, { firstName: 'Yvonne', numbers });
  const row = page.getByRole('listitem').filter({ hasText: 'Yvonne' });
  for (const language of ['nl', 'en'] as const) {
    expect((await thijs.put('/v1/account', { data: { language } })).ok()).toBe(true);
    await page.goto('/phonebook');
    const t = wordsIn(language);
    await expect(row.getByRole('link', { name: t('contacts.mobile') })).toContainText('900863');
    await expect(row.getByRole('link', { name: t('contacts.home') })).toBeVisible();
  }
  await removeAll(thijs);
});

async function contentOf(file: Download): Promise<Buffer> {
  return readFileSync(await file.path());
}

for (const { language, login, width, theme } of [
  { language: 'en', login: 'z.grosse', width: 1280, theme: 'dark' },
  { language: 'nl', login: 's.schouten', width: 360, theme: 'light' },
] as const) {
  test(`by keyboard alone, ${language}: a contact is made, dialled by a code, changed, removed and brought back`, async ({
    page,
    panel,
    signInAs,
    a11y,
  }) => {
    const t = wordsIn(language satisfies Language);
    await signInAs(login);
    const api = await panel.api(login);
    expect((await api.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
    await page.setViewportSize({ width, height: 800 });
    await page.goto(CONTACTS);
    const card = page.getByRole('region', { name: t('phonebook.contacts'), exact: true });
    await expect(card.getByText(t('contacts.none_of_mine'))).toBeVisible();
    await fits(page);
    await a11y.check();

    const hands = new Keyboard(page);
    await hands.presses(card.getByRole('button', { name: t('contacts.add') }));
    const added = page.getByRole('dialog', { name: t('contacts.add') });
    await expect(added.getByLabel(t('contacts.first_name'))).toBeFocused();
    await page.keyboard.type('Ursula');
    await page.keyboard.press('Enter');
    const number = added.getByLabel(t('contacts.number_of', { place: '1' }), { exact: true });
    await expect(number).toBeFocused();
    await expect(number).toHaveAccessibleDescription(t('contacts.no_number'));
    await page.keyboard.type('+44 7700 900 871');
    await hands.presses(added.getByLabel(t('contacts.is_speed_dial')));
    await hands.types(t('contacts.dial_code'), '3');
    await fits(page);
    await a11y.check();
    await page.keyboard.press('Enter');
    await expect(added).toBeHidden();
    const row = card.getByRole('listitem').filter({ hasText: 'Ursula' });
    await expect(row).toContainText('*74 3');
    await fits(page);
    await a11y.check();

    await hands.presses(row.getByRole('button', { name: 'Ursula' }));
    const known = page.getByRole('dialog', { name: t('contacts.edit'), exact: true });
    await expect(known.getByLabel(t('contacts.first_name'))).toBeFocused();
    await hands.types(t('contacts.last_name'), 'Wit');
    await page.keyboard.press('Enter');
    await expect(known).toBeHidden();
    await expect(card.getByRole('button', { name: 'Ursula Wit' })).toBeVisible();
    // What is saved at once is undone at once: a new page begins anew.
    await page.reload();
    await hands.presses(card.getByRole('button', { name: 'Ursula Wit' }));
    await expect(known.getByLabel(t('contacts.first_name'))).toBeFocused();
    await hands.presses(known.getByRole('button', { name: t('contacts.remove_name', { name: 'Ursula Wit' }) }));
    await hands.presses(known.getByRole('button', { name: t('contacts.remove_mine') }));
    await expect(known).toBeHidden();
    await expect(card.getByText(t('contacts.none_of_mine'))).toBeVisible();
    const saved = page.getByRole('region', { name: t('undo.title') });
    await hands.presses(saved.getByRole('button', { name: t('undo.undo') }));
    await expect(card.getByRole('button', { name: 'Ursula Wit' })).toBeVisible();
    await expect(row).toContainText('*74 3');
    await removeAll(api);
  });
}

/** Nothing scrolls sideways. */
async function fits(page: Page): Promise<void> {
  const excess = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(excess).toBe(0);
}
