import { expect, test } from '../call-settings.ts';

const NAME = 'Do not disturb';

/** Eight o'clock tomorrow on the wall of the organisation, which is in Amsterdam like the browser. */
function tomorrowAtEight(): Date {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' });
  const date = day.format(Date.now() + 86_400_000);
  const summer = new Date(`${date}T08:00:00+02:00`);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });
  return time.format(summer) === '08:00' ? summer : new Date(`${date}T08:00:00+01:00`);
}

test('the phones are silenced at once, and until tomorrow morning', async ({ page, settingsOf }) => {
  const settings = await settingsOf('e.mulder');
  await expect(settings.line(NAME)).toContainText('Your phones ring');
  await expect(settings.line(NAME)).toContainText('Off');
  const row = await settings.opens(NAME);

  // What it would do stands there before anything is pressed.
  await expect(row).toContainText('Switched on: If someone calls 2047 now, your phones stay silent because of do not disturb, and voicemail answers.');
  await row.getByRole('switch', { name: NAME }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(NAME)).toContainText('Your phones stay silent');
  await expect(settings.line(NAME)).toContainText('On');
  expect(await settings.stored('doNotDisturb')).toEqual({
    enabled: true,
    ringSplashEnabled: false,
    webexGoOverrideEnabled: false,
  });

  await row.getByRole('radio', { name: 'Tomorrow 8:00' }).check();
  await row.getByRole('checkbox', { name: /^A short tone/ }).check();
  await expect(row).toContainText(/Once saved: If someone calls 2047 now, your phones stay silent until tomorrow 8:00 because of do not disturb/);
  expect(await settings.stored('doNotDisturb')).not.toHaveProperty('enabledUntil');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(NAME)).toContainText(/Your phones stay silent until .*8:00/);
  const stored = (await settings.stored('doNotDisturb')) as { enabledUntil: string };
  expect(stored).toMatchObject({ enabled: true, ringSplashEnabled: true });
  expect(new Date(stored.enabledUntil)).toEqual(tomorrowAtEight());

  await page.reload();
  await expect(row.getByRole('switch', { name: NAME })).toBeChecked();
  await expect(row.getByLabel('Ends at')).toHaveValue(/T08:00$/);

  // Switched off, the end goes with it.
  await row.getByRole('switch', { name: NAME }).click();
  await expect(settings.line(NAME)).toContainText('Your phones ring');
  expect(await settings.stored('doNotDisturb')).toEqual({
    enabled: false,
    ringSplashEnabled: true,
    webexGoOverrideEnabled: false,
  });
});

test('an end that has passed is refused beside it, and nothing typed is lost', async ({ settingsOf }) => {
  const settings = await settingsOf('e.mulder');
  await settings.set('doNotDisturb', { enabled: true });
  const row = await settings.opens(NAME);
  await row.getByRole('radio', { name: 'Date and time' }).check();
  const end = row.getByLabel('Ends at');
  await end.fill('2020-01-01T12:00');
  await end.blur();
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(end).toHaveAccessibleDescription('This moment has passed.');
  await expect(end).toBeFocused();
  await expect(end).toHaveValue('2020-01-01T12:00');
  expect(await settings.stored('doNotDisturb')).not.toHaveProperty('enabledUntil');

  await row.getByRole('radio', { name: 'I switch it off' }).check();
  await expect(row.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
});

test('what a phone or another window switches appears by itself', async ({ settingsOf }) => {
  const settings = await settingsOf('e.mulder');
  const row = await settings.opens(NAME);
  for (const enabled of [true, false]) {
    await settings.set('doNotDisturb', { enabled });
    await expect(row.getByRole('switch', { name: NAME })).toBeChecked({ checked: enabled });
    await expect(settings.line(NAME)).toContainText(enabled ? 'Your phones stay silent' : 'Your phones ring');
  }
});
