import { expect, test } from '../call-settings.ts';

test('which calls voicemail answers, and what comes before it', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf('m.vandenberg');
  await page.getByRole('link', { name: 'Voicemail' }).click();
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
  const settings = await settingsOf('m.vandenberg');
  const name = 'Straight to voicemail';
  await expect(settings.line(name)).toContainText('Your phones ring first');
  const row = await settings.opens(name);
  await expect(row).toContainText('Switched on: If someone calls 2055 now, voicemail answers at once.');
  await row.getByRole('switch', { name }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText('Voicemail answers every call at once');
  expect(await settings.stored('voicemail')).toMatchObject({ sendAllCalls: { enabled: true } });
});
