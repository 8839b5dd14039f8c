import { expect, test } from '../call-settings.ts';

test('numbers and beginnings of numbers are blocked, and let go again', async ({ settingsOf, a11y }) => {
  const settings = await settingsOf('l.brouwer');
  const name = 'Blocked numbers';
  await expect(settings.line(name)).toContainText('No numbers');
  const row = await settings.opens(name);
  const field = row.getByRole('combobox', { name: 'Number to block' });
  for (const [typed, why] of [
    ['', 'Fill this in.'],
    ['anybody', 'This is not a telephone number.'],
    ['+*', 'This is not a telephone number.'],
  ] as const) {
    await field.fill(typed);
    await row.getByRole('button', { name: 'Add' }).click();
    await expect(field, typed).toHaveAccessibleDescription(new RegExp(`^${why}`));
    await expect(field, typed).toHaveValue(typed);
  }
  await a11y.check();
  await field.fill('0800-1234567');
  await field.press('Enter');
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText('1 number never reaches you');
  await field.fill('+44 7700 9001*');
  await expect(field).toHaveAccessibleDescription('All numbers that begin like this');
  await field.press('Enter');
  await expect(settings.line(name)).toContainText('2 numbers never reach you');
  await field.fill('+31 800 1234567');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/^This is in the list already\./);

  const numbers = async (): Promise<string[]> =>
    ((await settings.stored('callBlock')) as { numbers: { phoneNumber: string }[] }).numbers
      .map(({ phoneNumber }) => phoneNumber)
      .sort();
  expect(await numbers()).toEqual(['+318001234567', '+4477009001*']);
  await row.getByRole('listitem').filter({ hasText: '*' }).getByRole('button', { name: /^Remove/ }).click();
  await expect(settings.line(name)).toContainText('1 number never reaches you');
  expect(await numbers()).toEqual(['+318001234567']);
});

test('anonymous callers are refused', async ({ settingsOf }) => {
  const settings = await settingsOf('l.brouwer');
  const name = 'Refuse anonymous callers';
  const row = await settings.opens(name);
  await row.getByRole('switch', { name }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText('hear that you do not take such calls');
  expect(await settings.stored('anonymousCallReject')).toEqual({ enabled: true });
});
