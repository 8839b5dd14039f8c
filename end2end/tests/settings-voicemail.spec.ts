import { expect, type Page, test, userNamed } from '../call-settings.ts';
import { Keyboard } from '../hands.ts';

test('which calls voicemail answers, and what comes before it', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf('u.ramdin');
  await page.getByRole('navigation', { name: 'Calling' }).getByRole('link', { name: 'Voicemail' }).click();
  const card = page.getByRole('region', { name: 'Calls that voicemail answers' });
  await card.getByRole('combobox', { name: 'My phones ring first' }).selectOption({ label: '5 times, 30 seconds' });
  await expect(card.getByText('Saved', { exact: true })).toBeVisible();
  await card.getByRole('switch', { name: 'Calls that find me busy' }).click();
  await expect.poll(() => settings.stored('voicemail')).toMatchObject({
    enabled: true,
    sendBusyCalls: { enabled: false },
    sendUnansweredCalls: { enabled: true, numberOfRings: 5 },
  });
  await settings.set('callForwarding', { callForwarding: { noAnswer: { enabled: true, destination: '2050' } } });
  await expect(card).toContainText('While When not answered is on, this does nothing.');
  await a11y.check();
  await card.getByRole('link', { name: 'When not answered' }).click();
  await expect(settings.row('When not answered')).toHaveAttribute('open');
  await expect(settings.line('When not answered')).toContainText('To Hanna de Boer');
});

test('everything goes to voicemail at once, told before it is switched', async ({ settingsOf }) => {
  const settings = await settingsOf('u.ramdin');
  const name = 'Straight to voicemail';
  await expect(settings.line(name)).toContainText('Your phones ring first');
  const row = await settings.opens(name);
  await expect(row).toContainText('Switched on: If someone calls 2063 now, voicemail answers at once.');
  await row.getByRole('switch', { name }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText('Voicemail answers every call at once');
  expect(await settings.stored('voicemail')).toMatchObject({ sendAllCalls: { enabled: true } });
});

/** From the call settings to the page of the mailbox. */
async function opensMailbox(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'Voicemail', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^(Messages|Berichten)$/ })).toBeVisible();
}

test('what becomes of messages is set row by row, and refused beside the field', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf('u.ramdin');
  await opensMailbox(page);

  const mail = 'Mail about messages';
  await expect(settings.line(mail)).toContainText('No mail');
  let row = await settings.opens(mail);
  // Most people mean their own address.
  await row.getByRole('switch', { name: 'Mail me when there is a message' }).click();
  await expect(settings.line(mail)).toContainText('To u.ramdin@example.nl');
  const address = row.getByLabel('E-mail address');
  await address.fill('usha at home');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(address).toHaveAccessibleDescription('This is not an e-mail address.');
  await expect(address).toBeFocused();
  await expect(address).toHaveValue('usha at home');
  await a11y.check();
  await address.fill('usha@example.org');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(mail)).toContainText('To usha@example.org');

  row = await settings.opens('Mail with the message');
  await row.getByRole('switch', { name: 'Mail me each message' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();

  const kept = 'Where messages are kept';
  await expect(settings.line(kept)).toContainText('In your mailbox');
  row = await settings.opens(kept);
  await row.getByRole('radio', { name: 'Only as mail' }).check();
  await row.getByLabel('E-mail address').fill('');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByLabel('E-mail address')).toHaveAccessibleDescription('Fill this in.');
  await row.getByLabel('E-mail address').fill('archive@example.org');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(kept)).toContainText('Only as mail to archive@example.org');

  row = await settings.opens('Light on my phones');
  await row.getByRole('switch', { name: 'Show new messages on my phones' }).click();
  await expect(settings.line('Light on my phones')).toContainText('Phones show nothing');

  row = await settings.opens('Faxes');
  await row.getByRole('switch', { name: 'Faxes come in at a number' }).click();
  const number = row.getByRole('combobox', { name: 'Fax number' });
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(number).toHaveAccessibleDescription(/Fill this in\./);
  await number.fill('020 123 4567');
  await row.getByLabel('Internal number, if there is one').fill('none');
  await row.getByRole('button', { name: 'Save' }).click();
  const extension = row.getByLabel('Internal number, if there is one');
  await expect(extension).toHaveAccessibleDescription('This is not an internal number.');
  await extension.fill('2999');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();

  expect(await settings.stored('voicemail')).toMatchObject({
    notifications: { enabled: true, destination: 'usha@example.org' },
    emailCopyOfMessage: { enabled: true, emailId: 'u.ramdin@example.nl' },
    messageStorage: { mwiEnabled: false, storageType: 'EXTERNAL', externalEmail: 'archive@example.org' },
    faxMessage: { enabled: true, phoneNumber: '+31201234567', extension: '2999' },
  });

  // The history tells each of them in the words of its row.
  await page.goto('/calling/changes');
  await expect(page.getByText('Only as mail to archive@example.org')).toBeVisible();
  await expect(page.getByText('Phones show nothing')).toBeVisible();
});

test('who presses 0 reaches somebody whom the user may call', async ({ page, settingsOf }) => {
  const settings = await settingsOf('u.ramdin');
  await opensMailbox(page);
  const name = 'Press 0 for somebody else';
  const row = await settings.opens(name);
  await row.getByRole('switch', { name: 'Callers may press 0' }).click();
  const to = row.getByRole('combobox', { name: 'Put through to' });
  for (const [number, why] of [
    ['', /Fill this in\./],
    ['2063', /This is a number of your own/],
    ['112', /emergency number/],
    ['2999', /Nobody has this internal number\./],
  ] as const) {
    await to.fill(number);
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(to).toHaveAccessibleDescription(why);
    await expect(to).toBeFocused();
  }
  await to.fill('2050');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(name)).toContainText('Callers who press 0 reach Hanna de Boer');
  expect(await settings.stored('voicemail')).toMatchObject({
    transferToNumber: { enabled: true, destination: '2050' },
  });
});

test('a PIN is refused with the rule that it breaks, while one types and when it is saved', async ({
  page,
  settingsOf,
  a11y,
}) => {
  const settings = await settingsOf('u.ramdin');
  await opensMailbox(page);
  await expect(settings.line('PIN')).toContainText('Not set');
  const row = await settings.opens('PIN');
  const [pin, again] = [row.getByLabel('New PIN'), row.getByLabel('The same once more')];
  const rule = (text: string | RegExp) => row.getByRole('list', { name: 'Rules for a PIN' }).getByText(text);
  for (const [typed, broken] of [
    ['12x456', /^6 to 30 digits, and nothing else/],
    ['490001111', /^The same digit at most 3 times in a row/],
    ['492345', /^Fewer than 4 digits that count up/],
    ['497497', /^Not the same digits over and over/],
    ['9206371', /^Nothing of your own number/],
    // R-A-M-D-I-N on the keys.
    ['726346', /^Not the keys that spell your name/],
  ] as const) {
    await pin.fill(typed);
    await expect(rule(broken), typed).toContainText('(not allowed)');
    await row.getByRole('button', { name: 'Set PIN' }).click();
    await expect(pin).toHaveAccessibleDescription(/This PIN does not meet every rule yet\./);
    await expect(pin).toBeFocused();
  }
  await a11y.check();
  await pin.fill('490275');
  await expect(row.getByText('(not allowed)')).toHaveCount(0);
  await again.fill('490276');
  await expect(again).toHaveAccessibleDescription('This is not the same PIN.');
  await again.fill('490275');
  await row.getByRole('button', { name: 'Set PIN' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line('PIN')).toContainText('Set on');
  await expect(pin).toHaveValue('');

  // Only the server knows the PINs of before.
  for (const [typed, why] of [
    ['490275', /You have used this PIN before\./],
    ['572094', /This is your last PIN backwards\./],
  ] as const) {
    await pin.fill(typed);
    await again.fill(typed);
    await row.getByRole('button', { name: 'Set PIN' }).click();
    await expect(pin).toHaveAccessibleDescription(why);
  }
});

test('by keyboard alone, in Dutch, a PIN is set on a telephone', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf('p.kok', 'nl');
  await page.setViewportSize({ width: 360, height: 740 });
  const hands = new Keyboard(page);
  await hands.presses(page.getByRole('main').getByRole('link', { name: 'Voicemail', exact: true }));
  const row = settings.row('Pincode');
  await hands.presses(row.locator('summary'));
  await hands.reaches(row.getByLabel('Nieuwe pincode'));
  await page.keyboard.type('12345');
  await page.keyboard.press('Enter');
  await expect(row.getByLabel('Nieuwe pincode')).toBeFocused();
  await expect(row.getByLabel('Nieuwe pincode')).toHaveAccessibleDescription(/Deze pincode voldoet nog niet aan elke regel\./);
  await a11y.check();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('490275');
  await hands.reaches(row.getByLabel('Nog een keer dezelfde'));
  await page.keyboard.type('490275');
  await page.keyboard.press('Enter');
  await expect(row.getByText('Opgeslagen', { exact: true })).toBeVisible();
  await expect(settings.line('Pincode')).toContainText('Ingesteld op');
});

test('what the administrator takes away while it is open says so, and the rest stays', async ({
  page,
  panel,
  settingsOf,
}) => {
  const settings = await settingsOf('v.prins');
  await opensMailbox(page);
  const row = await settings.opens('Mail about messages');
  await settings.opens('Light on my phones');
  const { id } = await userNamed(panel, 'prins');
  const kim = await panel.api('k.vos');
  const data = { features: { voicemailNotifications: { own: 'NO_ACCESS' } } };
  const answer = await kim.put(`/v1/company/users/${id}/featureAccess`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  await expect(row).toContainText('Your administrator removed access.');
  await expect(settings.row('Light on my phones').getByRole('switch')).toBeVisible();
  await page.reload();
  await expect(settings.line('Light on my phones')).toBeVisible();
  await expect(settings.line('Mail about messages')).toHaveCount(0);
});

for (const language of ['en', 'nl'] as const) {
  test(`the page has room in 360 px, in light and in dark, ${language}`, async ({ page, settingsOf, a11y }) => {
    test.slow();
    for (const theme of ['light', 'dark'] as const) {
      const settings = await settingsOf('d.visser', language, theme);
      await page.setViewportSize({ width: 360, height: 740 });
      await opensMailbox(page);
      for (const line of await page.locator('summary').all()) await line.click();
      await expect(page.getByRole('group', { name: /^(PIN|Pincode)$/ }).getByRole('list')).toBeVisible();
      await a11y.check();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await page.setViewportSize({ width: 1280, height: 720 });
      await settings.api.put('/v1/account', { data: { language: 'en', theme: 'light' } });
    }
  });
}
