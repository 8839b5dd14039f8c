import { expect, type Page } from '../fixtures.ts';
import { idOf } from '../administrators.ts';
import { Keyboard } from '../hands.ts';
import { test } from '../mailboxes.ts';

const message = (page: Page, number: string) => page.getByRole('listitem').filter({ hasText: number });

test('a message comes in live, is heard to its end, and is new no longer', async ({ page, panel, hears, a11y }) => {
  await hears('c.smit');
  const menu = page.getByRole('navigation', { name: 'Main menu' });
  const item = menu.getByRole('link', { name: /^Voicemail/ });
  await item.click();
  await expect(page.getByText('No messages')).toBeVisible();
  await panel.leaveMessage('2045', '+447700900811', 2.5);

  const line = message(page, '7700 900811');
  await expect(line).toContainText('not answered');
  await expect(line).toContainText('New message');
  await expect(item).toContainText('New messages: 1');
  await line.getByRole('button', { name: /^Play/ }).click();
  await expect(item).not.toContainText('New messages');
  await expect(line).not.toContainText('New message');
  const place = line.getByRole('slider', { name: 'Place in the message' });
  await expect(place).toHaveAttribute('max', '2500');
  await expect(place).toHaveAttribute('aria-valuetext', '0:03 of 0:03');
  await expect(line.getByRole('button', { name: /^Play/ })).toBeVisible();
  expect(await line.locator('audio').evaluate((audio: HTMLAudioElement) => [audio.duration, audio.ended])).toEqual([2.5, true]);
  await a11y.check();

  await line.getByRole('button', { name: 'Mark as new' }).click();
  await expect(item).toContainText('New messages: 1');
});

test('a message is kept, saved as a file and sent on with a word', async ({ page, panel, hears, a11y }) => {
  await panel.leaveMessage('2046', '+447700900812', 2);
  await hears('d.visser');
  await page.goto('/voicemail');
  const line = message(page, '7700 900812');
  await line.getByRole('button', { expanded: false }).click();
  await line.getByRole('button', { name: 'Keep' }).click();
  await expect(line.getByRole('button', { name: 'Keep', pressed: true })).toBeVisible();
  await page.getByRole('navigation', { name: 'Which messages' }).getByRole('link', { name: 'Kept' }).click();
  await line.getByRole('button', { expanded: false }).click();

  const saving = page.waitForEvent('download');
  await line.getByRole('link', { name: 'Download' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.wav$/);

  await line.getByRole('button', { name: 'Send on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send the message on' });
  await dialog.getByRole('button', { name: 'Send on' }).click();
  await expect(dialog.getByText('Fill this in.')).toBeVisible();
  await dialog.getByLabel('To which colleague').fill('eva');
  await dialog.getByRole('button', { name: /Eva Mulder/ }).click();
  await dialog.getByLabel('A word with it').fill('Can you call him?');
  await dialog.getByLabel('It is urgent').check();
  await a11y.check();
  await dialog.getByRole('button', { name: 'Send on' }).click();
  await expect(dialog.getByText('Sent on to Eva Mulder.')).toBeVisible();

  const eva = await panel.api('e.mulder');
  const { messages } = await (await eva.get('/v1/voiceMessages')).json();
  expect(messages[0]).toMatchObject({ isUrgent: true, isRead: false, forwarded: { by: 'Daan Visser', comment: 'Can you call him?' } });
});

test('what is deleted comes back', async ({ page, panel, hears }) => {
  await panel.leaveMessage('2049', '+447700900813', 2);
  await hears('g.peters');
  await page.goto('/voicemail');
  const line = message(page, '7700 900813');
  await line.getByRole('button', { expanded: false }).click();
  await line.getByRole('button', { name: 'Delete', exact: true }).click();
  const said = page.getByText('The message from +44 7700 900813 is deleted.');
  await expect(said).toBeVisible();
  await expect(line).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(line).toBeVisible();
  await expect(said).toHaveCount(0);
});

test.describe('another window is quicker', () => {
  test.use({ tolerated: /409/ });

  test('what it has deleted says so', async ({ page, panel, hears }) => {
    await panel.leaveMessage('2052', '+447700900816', 2);
    await hears('j.vandijk');
    await page.goto('/voicemail');
    const line = message(page, '7700 900816');
    const joris = await panel.api('j.vandijk');
    await page.route('**/v1/telephony/voiceMessages/*', async (route) => {
      expect((await joris.delete(new URL(route.request().url()).pathname)).status()).toBe(204);
      await route.continue();
    });
    await line.getByRole('button', { expanded: false }).click();
    await line.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByText('This message was deleted already.')).toBeVisible();
    await expect(line).toHaveCount(0);
  });
});

test('a grant that is withdrawn takes the open page away', async ({ page, panel, hears }) => {
  await panel.leaveMessage('2050', '+447700900814', 2);
  await hears('h.deboer');
  await page.goto('/voicemail');
  await expect(message(page, '7700 900814')).toBeVisible();
  const kim = await panel.api('k.vos');
  const id = await idOf(panel, 'boer');
  const data = { features: { voicemail: { own: 'NO_ACCESS' } } };
  const answer = await kim.put(`/v1/company/users/${id}/featureAccess`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  await expect(page.getByText('You have no voicemail.')).toBeVisible();
  await expect(message(page, '7700 900814')).toHaveCount(0);
});

test('on a phone in Dutch, in the dark, by keyboard alone', async ({ page, panel, hears, a11y }) => {
  await panel.leaveMessage('2051', '+447700900815', 2, 'busy');
  await page.setViewportSize({ width: 360, height: 780 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await hears('i.yilmaz', 'nl', 'dark');
  await page.goto('/voicemail');
  const keys = new Keyboard(page);
  const line = message(page, '7700 900815');
  await expect(line).toContainText('je was in gesprek');
  await keys.presses(line.getByRole('button', { name: /afspelen$/ }));
  const place = line.getByRole('slider', { name: 'Plaats in het bericht' });
  await expect(place).toHaveAttribute('aria-valuetext', '0:02 van 0:02');
  // It has come to its end.
  await expect(line.getByRole('button', { name: /afspelen$/ })).toBeVisible();
  await keys.reaches(place);
  await page.keyboard.press('Home');
  await expect(place).toHaveAttribute('aria-valuetext', '0:00 van 0:02');
  await keys.presses(line.getByRole('button', { name: 'Als nieuw markeren' }));
  await expect(line).toContainText('Nieuw bericht');
  await a11y.check();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await keys.presses(line.getByRole('button', { name: 'Verwijderen', exact: true }));
  await keys.presses(page.getByRole('button', { name: 'Ongedaan maken' }));
  await expect(line).toBeVisible();
});
