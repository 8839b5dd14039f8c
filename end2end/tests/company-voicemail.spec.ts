import { card, idOf } from '../administrators.ts';
import { expect, type Page } from '../fixtures.ts';
import { Keyboard } from '../hands.ts';
import { test } from '../mailboxes.ts';

async function saves(part: ReturnType<typeof card>): Promise<void> {
  await part.getByRole('button', { name: 'Save' }).click();
}

const message = (page: Page, number: string) => page.getByRole('listitem').filter({ hasText: number });

test('how long messages stay is decided by keyboard alone, and refused beside the field', async ({ page, hears, panel, a11y }) => {
  await hears('k.vos');
  await page.goto('/company/users');
  await page.getByRole('navigation', { name: 'Company panel' }).getByRole('link', { name: 'Voicemail' }).click();
  const messages = card(page, 'Messages');
  const days = messages.getByLabel('After how many days');
  await expect(days).toHaveValue('7');
  await a11y.check();
  const keys = new Keyboard(page);
  await keys.reaches(days);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('181');
  await page.keyboard.press('Enter');
  await expect(days).toBeFocused();
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await a11y.check();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('30');
  await keys.presses(messages.getByLabel('Also those that nobody has heard'));
  await keys.presses(messages.getByRole('button', { name: 'Save' }));
  await expect(messages.getByText('Saved', { exact: true })).toBeVisible();
  const kim = await panel.api('k.vos');
  const stored = await (await kim.get('/v1/telephony/config/voicemail/settings')).json();
  expect(stored).toMatchObject({ numberOfDaysForMessageExpiry: 30, strictDeletionEnabled: true });
});

test('what a PIN has to be', async ({ page, hears, panel, a11y }) => {
  await hears('k.vos');
  await page.goto('/company/voicemail');
  const pin = card(page, 'PIN of a mailbox');
  await pin.getByLabel('At least so many digits').fill('16');
  await saves(pin);
  await expect(pin.getByLabel('At least so many digits')).toHaveAttribute('aria-invalid', 'true');
  await pin.getByLabel('At least so many digits').fill('8');
  await pin.getByLabel('It has to be replaced').check();
  await pin.getByLabel('After how many days').first().fill('90');
  await saves(pin);
  await expect(pin.getByText('Saved', { exact: true })).toBeVisible();
  await a11y.check();
  const kim = await panel.api('k.vos');
  const stored = await (await kim.get('/v1/telephony/config/voicemail/rules')).json();
  expect(stored).toMatchObject({
    defaultVoicemailPinRules: { length: { min: 8, max: 30 } },
    expirePasscode: { enabled: true, numberOfDays: 90 },
  });
});

test('a mailbox is shared; what one of its people deletes is gone for all, and is said before', async ({ page, browser, sessions, hears, panel, a11y }) => {
  await panel.leaveMessage('2056', '+447700900821', 2);
  await hears('k.vos');
  await page.goto(`/company/users/${await idOf(panel, 'dekker')}`);
  const mailbox = card(page, 'Mailbox');
  await expect(mailbox.getByText('Nobody else.')).toBeVisible();
  await mailbox.getByLabel('Share it with').fill('omar');
  await mailbox.getByRole('button', { name: /Omar El Amrani/ }).click();
  await saves(mailbox);
  await expect(mailbox.getByText('Saved', { exact: true })).toBeVisible();
  await a11y.check();

  const omar = await browser.newContext({ baseURL: panel.url });
  await omar.addCookies((await sessions('o.elamrani')).cookies);
  const his = await omar.newPage();
  await his.goto('/voicemail');
  await expect(his.getByLabel('Mailbox').getByRole('option')).toHaveText(['All mailboxes', 'My own', 'Noor Dekker (1 new)']);
  const line = message(his, '7700 900821');
  await line.getByRole('button', { expanded: false }).click();
  await line.getByRole('button', { name: /^Delete the message/ }).click();
  await line.getByRole('button', { name: 'Delete for all 2 people' }).click();
  await expect(line).toHaveCount(0);
  await expect(his.getByText('The message from +44 7700 900821 is deleted.')).toBeVisible();
  await omar.close();
  const noor = await (await panel.api('n.dekker')).get('/v1/voiceMessages');
  expect((await noor.json()).messages).toEqual([]);
});

test('by keyboard alone, in Dutch, a mailbox is shared on a telephone', async ({ page, hears, panel, a11y }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await hears('k.vos', 'nl');
  await page.goto(`/company/users/${await idOf(panel, 'kok')}`);
  const mailbox = card(page, 'Voicemailbox');
  const hands = new Keyboard(page);
  await hands.reaches(mailbox.getByLabel('Delen met'));
  await page.keyboard.type('omar');
  await hands.presses(mailbox.getByRole('button', { name: /Omar El Amrani/ }));
  await expect(mailbox.getByText('Niemand anders.')).toBeHidden();
  await a11y.check();
  await hands.presses(mailbox.getByRole('button', { name: 'Opslaan' }));
  await expect(mailbox.getByText('Opgeslagen', { exact: true })).toBeVisible();
});
