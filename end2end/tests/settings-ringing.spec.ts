import type { Locator } from '@playwright/test';

import { expect, test } from '../call-settings.ts';

/** Types a number into the field that adds it to a list, and adds it by Enter. */
async function adds(row: Locator, number: string): Promise<void> {
  const field = row.getByRole('combobox', { name: 'Number or name' });
  await field.fill(number);
  await field.press('Enter');
}

const names = (list: Locator): Promise<string[]> => list.getByRole('listitem').locator('b').allInnerTexts();

/** Takes a line of a list by its handle and puts it down where another one stands. */
async function drags(list: Locator, from: number, to: number): Promise<void> {
  const { mouse } = list.page();
  const lines = list.getByRole('listitem');
  const grip = lines.nth(from).locator('.grip');
  await grip.scrollIntoViewIfNeeded();
  const middle = async (of: Locator): Promise<{ x: number; y: number }> => {
    const box = await of.boundingBox();
    if (!box) throw new Error('not on the page');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const [start, goal] = [await middle(grip), await middle(lines.nth(to))];
  await mouse.move(start.x, start.y);
  await mouse.down();
  // A little beyond its middle, as a hand goes.
  const end = goal.y + Math.sign(to - from) * 4;
  await mouse.move(start.x, end, { steps: 5 });
  await mouse.up();
}

test('ten numbers ring at the same time, and no eleventh', async ({ settingsOf }) => {
  const settings = await settingsOf('i.yilmaz');
  const name = 'Ring other numbers at the same time';
  await expect(settings.line(name)).toContainText('No other numbers ring along');
  const row = await settings.opens(name);
  const list = row.getByRole('group', { name: /^Numbers/ });
  for (let at = 0; at < 10; at++) await adds(row, `06 1234 560${at}`);
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await expect(list).toContainText('10 of 10');
  const field = row.getByRole('combobox', { name: 'Number or name' });
  await adds(row, '0612345699');
  await expect(field).toHaveAccessibleDescription(/^These are more than there may be\./);
  await expect(field).toHaveValue('0612345699');
  await expect(list.getByRole('listitem')).toHaveCount(10);

  // Twice is once too often, in whatever way it is written.
  await list.getByRole('button', { name: 'Remove 06 12345609' }).click();
  await adds(row, '+31 6 12345600');
  await expect(field).toHaveAccessibleDescription(/^This is in the list already\./);
  await field.fill('');

  await list.getByRole('listitem').first().getByLabel('Press 1 to accept').check();
  await row.getByRole('checkbox', { name: 'Do not ring them while I am in a call' }).check();
  await row.getByRole('switch', { name: 'Other numbers ring at the same time' }).click();
  await row.getByRole('button', { name: 'Save' }).first().click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText(/06 12345600, .* and 06 12345608 ring along/);
  const stored = (await settings.stored('simultaneousRing')) as { phoneNumbers: unknown[] };
  expect(stored).toMatchObject({ enabled: true, doNotRingIfOnCallEnabled: true });
  expect(stored.phoneNumbers).toHaveLength(9);
  expect(stored.phoneNumbers.slice(0, 2)).toEqual([
    { phoneNumber: '+31612345600', answerConfirmationEnabled: true },
    { phoneNumber: '+31612345601', answerConfirmationEnabled: false },
  ]);
});

test('a number in a list that cannot be called is refused in its line, and the others stay', async ({ settingsOf }) => {
  const settings = await settingsOf('i.yilmaz');
  const row = await settings.opens('Ring other numbers one after another');
  const list = row.getByRole('group', { name: /^Numbers/ });
  await adds(row, '06 12345601');
  await adds(row, '112');
  await adds(row, '+44 20 7946 0051');
  await row.getByRole('button', { name: 'Save' }).first().click();
  const lines = list.getByRole('listitem');
  await expect(lines.nth(1)).toContainText('Calls cannot be sent to an emergency number.');
  await expect(lines.nth(2)).toContainText('This is a number of your own. Choose another one.');
  await expect(lines).toHaveCount(3);
  expect(await settings.stored('sequentialRing')).toMatchObject({ phoneNumbers: [] });
  await lines.nth(2).getByRole('button', { name: /^Remove/ }).click();
  await lines.nth(1).getByRole('button', { name: /^Remove/ }).click();
  await row.getByRole('button', { name: 'Save' }).first().click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  expect(await settings.stored('sequentialRing')).toMatchObject({ phoneNumbers: [{ phoneNumber: '+31612345601' }] });
});

test('numbers are tried in the order that they are put in, each for its own time', async ({ settingsOf }) => {
  const settings = await settingsOf('j.vandijk');
  const name = 'Ring other numbers one after another';
  const row = await settings.opens(name);
  const list = row.getByRole('group', { name: /^Numbers/ });
  for (const last of ['1', '2', '3']) await adds(row, `06 1234560${last}`);
  await expect.poll(() => names(list)).toEqual(['06 12345601', '06 12345602', '06 12345603']);

  const up = list.getByRole('button', { name: 'Move 06 12345603 up' });
  await up.click();
  await expect(up).toBeFocused();
  await up.press('Enter');
  await expect(up).toBeFocused();
  await expect(up).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(() => names(list)).toEqual(['06 12345603', '06 12345601', '06 12345602']);

  const rings = list.getByRole('combobox', { name: 'How long 06 12345603 rings' });
  await expect(rings.getByRole('option').first()).toHaveText(/^2 times/);
  await expect(rings.getByRole('option').last()).toHaveText(/^20 times/);
  await rings.selectOption({ label: '5 times, 30 seconds' });
  await list.getByRole('listitem').nth(2).getByLabel('Press 1 to accept').check();
  await row.getByRole('combobox', { name: 'My own phones ring' }).selectOption({ label: '3 times, 18 seconds' });
  await row.getByRole('checkbox', { name: /^Go on with the list/ }).check();
  await row.getByRole('checkbox', { name: /^Callers may press #/ }).check();
  await row.getByRole('switch', { name: 'Look for me at other numbers' }).click();
  await row.getByRole('button', { name: 'Save' }).first().click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  const number = (last: string, numberOfRings: number, answerConfirmationRequiredEnabled = false): object => ({
    phoneNumber: `+3161234560${last}`,
    numberOfRings,
    answerConfirmationRequiredEnabled,
  });
  expect(await settings.stored('sequentialRing')).toMatchObject({
    enabled: true,
    ringBaseLocationFirstEnabled: true,
    baseLocationNumberOfRings: 3,
    continueIfBaseLocationIsBusyEnabled: true,
    callsToVoicemailEnabled: true,
    phoneNumbers: [number('3', 5), number('1', 3), number('2', 3, true)],
  });
  // It acts by its rules alone, and says so.
  await expect(settings.line(name)).toContainText('Does nothing yet: it needs a rule');
  await settings.add('sequentialRing/criteria', { callsFrom: 'ANY_PHONE_NUMBER', ringEnabled: true });
  await expect(settings.line(name)).toContainText('First your phones, then 06 12345603, 06 12345601 and 06 12345602');
});

test('a number is dragged to another place of the list, on the settings page and on the route', async ({ settingsOf }) => {
  const settings = await settingsOf('k.hendriks');
  const { page } = settings;
  const row = await settings.opens('Ring other numbers one after another');
  const list = row.getByRole('group', { name: /^Numbers/ });
  for (const last of ['1', '2', '3']) await adds(row, `06 1234560${last}`);
  await expect.poll(() => names(list)).toEqual(['06 12345601', '06 12345602', '06 12345603']);
  await drags(list, 2, 0);
  await expect.poll(() => names(list)).toEqual(['06 12345603', '06 12345601', '06 12345602']);
  await drags(list, 0, 1);
  await expect.poll(() => names(list)).toEqual(['06 12345601', '06 12345603', '06 12345602']);
  // Put down where it was taken, nothing moves.
  await drags(list, 1, 1);
  await expect.poll(() => names(list)).toEqual(['06 12345601', '06 12345603', '06 12345602']);
  await row.getByRole('button', { name: 'Save' }).first().click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();

  await page.goto('/route');
  const stop = page.getByRole('listitem').filter({ has: page.locator('summary b', { hasText: 'Ring other numbers one after another' }) });
  await stop.locator('summary').click();
  const same = stop.getByRole('group', { name: /^Numbers/ });
  await expect(same).toBeVisible();
  await expect.poll(() => names(same)).toEqual(['06 12345601', '06 12345603', '06 12345602']);
  await drags(same, 0, 2);
  await expect.poll(() => names(same)).toEqual(['06 12345603', '06 12345602', '06 12345601']);
});

test('my other phones are added, silenced and removed one by one', async ({ settingsOf }) => {
  const settings = await settingsOf('k.hendriks');
  const name = 'My other phones';
  await expect(settings.line(name)).toContainText('No other phones');
  const row = await settings.opens(name);
  const number = row.getByRole('combobox', { name: 'Number', exact: true });
  const called = row.getByLabel('What it is called');
  await number.fill('06 12345678');
  await row.getByRole('button', { name: 'Add a phone' }).click();
  await expect(called).toHaveAccessibleDescription('Fill this in.');
  await expect(called).toBeFocused();
  await expect(number).toHaveValue('06 12345678');
  await called.fill('My mobile');
  await called.press('Enter');
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(number).toBeFocused();
  await number.fill('2052');
  await called.fill('Colleague');
  await called.press('Enter');
  await expect(number).toHaveAccessibleDescription(/^This is not a telephone number\./);
  await expect(number).toHaveValue('2052');
  await expect(called).toHaveValue('Colleague');

  await row.getByRole('switch', { name: 'My other phones ring along' }).click();
  await expect(settings.line(name)).toContainText('My mobile rings along');
  const line = row.getByRole('listitem');
  await line.getByLabel('Press 1 to accept').check();
  await expect(line.getByText('Saved', { exact: true })).toBeVisible();
  await line.getByLabel('Rings', { exact: true }).uncheck();
  await expect(settings.line(name)).toContainText('Your other phones do not ring along');
  expect(await settings.stored('singleNumberReach')).toMatchObject({
    enabled: true,
    numbers: [
      { phoneNumber: '+31612345678', name: 'My mobile', enabled: false, answerConfirmationEnabled: true },
    ],
  });
  await line.getByRole('button', { name: 'Remove My mobile' }).click();
  await expect(settings.line(name)).toContainText('No other phones');
  expect(await settings.stored('singleNumberReach')).toMatchObject({ numbers: [] });
});

test('a second call, and colleagues who join one', async ({ settingsOf }) => {
  const settings = await settingsOf('k.hendriks');
  const waiting = 'Second call while I am in a call';
  await expect(settings.line(waiting)).toContainText('You hear a tone and can switch');
  let row = await settings.opens(waiting);
  await row.getByRole('switch', { name: waiting }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(waiting)).toContainText('While you are in a call, you are busy');
  expect(await settings.stored('callWaiting')).toEqual({ enabled: false });

  const joining = 'Joining my calls';
  await expect(settings.line(joining)).toContainText('Nobody can join your calls');
  row = await settings.opens(joining);
  await row.getByRole('switch', { name: 'Colleagues may join my calls' }).click();
  await expect(settings.line(joining)).toContainText('Colleagues may join your calls, without a tone');
  await row.getByRole('switch', { name: 'A tone when somebody joins' }).click();
  await expect(settings.line(joining)).toContainText('Colleagues may join your calls, and you hear a tone');
  expect(await settings.stored('bargeIn')).toEqual({ enabled: true, toneEnabled: true });
});
