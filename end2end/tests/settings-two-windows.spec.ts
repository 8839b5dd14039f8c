import type { Locator } from '@playwright/test';

import { CallSettings, expect, type Page, test } from '../call-settings.ts';

const FORWARD = 'Forward everyone';

/** Types a destination and switches it on, without saving it. */
async function forwardsTo(settings: CallSettings, number: string): Promise<Locator> {
  const row = await settings.opens(FORWARD);
  await row.getByRole('combobox', { name: 'To', exact: true }).fill(number);
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  return row;
}

const conflictIn = (row: Locator): Locator =>
  row.getByRole('alert').filter({ hasText: 'This was changed elsewhere meanwhile. Nothing of yours is lost.' });

/** Somebody else saves between the next press and its request; the server answers for itself. */
async function isOvertaken(page: Page, saves: () => Promise<void>): Promise<void> {
  let isFirst = true;
  await page.route('**/settings/callForwarding', async (route) => {
    if (isFirst && route.request().method() === 'PUT') {
      isFirst = false;
      await saves();
    }
    await route.continue();
  });
}

const destination = async (settings: CallSettings): Promise<unknown> => {
  const { callForwarding } = (await settings.stored('callForwarding')) as Record<string, { always: object }>;
  return callForwarding?.always;
};

test('two windows change one setting: both values are shown where something is typed', async ({
  context,
  settingsOf,
  a11y,
}) => {
  const mine = await settingsOf('c.smit');
  const window = await context.newPage();
  await window.goto('/calling/settings');
  const theirs = new CallSettings(window, mine.api);
  const row = await forwardsTo(mine, '2050');
  const there = await forwardsTo(theirs, '2043');
  await there.getByRole('button', { name: 'Save' }).click();
  await expect(theirs.line(FORWARD)).toContainText('Everyone to Anouk Bakker');

  // It is told before anybody presses a button here.
  await expect(conflictIn(row)).toContainText('Everyone to Anouk Bakker');
  await expect(conflictIn(row)).toContainText('Everyone to Hanna de Boer');
  await expect(row.getByRole('combobox', { name: 'To', exact: true })).toHaveValue('2050');
  await a11y.check();
  await row.getByRole('button', { name: 'Take theirs' }).click();
  await expect(conflictIn(row)).toHaveCount(0);
  await expect(row.getByRole('combobox', { name: 'To', exact: true })).toHaveValue('2043');
  expect(await destination(mine)).toMatchObject({ enabled: true, destination: '2043' });
});

test('who is overtaken while he saves is refused, sees both values, and may save his own', async ({
  page,
  settingsOf,
}) => {
  const settings = await settingsOf('c.smit');
  await settings.set('callForwarding', { callForwarding: { always: { enabled: false, destination: null } } });
  const row = await forwardsTo(settings, '2050');
  const always = { enabled: true, destination: '2043' };
  await isOvertaken(page, () => settings.set('callForwarding', { callForwarding: { always } }));
  const refused = page.waitForResponse((answer) => answer.status() === 412);
  await row.getByRole('button', { name: 'Save' }).click();
  await refused;
  await expect(conflictIn(row)).toContainText('Everyone to Anouk Bakker');
  await expect(conflictIn(row)).toContainText('Everyone to Hanna de Boer');
  expect(await destination(settings)).toMatchObject(always);
  await row.getByRole('button', { name: 'Save mine' }).click();
  await expect(conflictIn(row)).toHaveCount(0);
  await expect(settings.line(FORWARD)).toContainText('Everyone to Hanna de Boer');
  expect(await destination(settings)).toMatchObject({ enabled: true, destination: '2050' });
});

test('what the sentence of a setting leaves out is told where two values differ', async ({ settingsOf }) => {
  const settings = await settingsOf('t.willems');
  await settings.set('doNotDisturb', { enabled: true });
  const row = await settings.opens('Do not disturb');
  const tone = 'A short tone on my phones for each call that is held off';
  await row.getByRole('checkbox', { name: tone }).check();
  await settings.set('doNotDisturb', { enabled: false });
  await expect(conflictIn(row).getByRole('definition')).toHaveText([
    'Your phones ring',
    `Your phones stay silent · ${tone}`,
  ]);
  await row.getByRole('button', { name: 'Save mine' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  expect(await settings.stored('doNotDisturb')).toMatchObject({ enabled: true, ringSplashEnabled: true });
  // The button is gone, and the focus has not gone with it.
  await expect(row.locator(':focus')).toHaveCount(1);
});

test('a part of a setting that somebody else changed elsewhere is no reason to ask', async ({ page, settingsOf }) => {
  const settings = await settingsOf('c.smit');
  const row = await settings.opens('When busy');
  await row.getByRole('combobox', { name: 'To', exact: true }).fill('2050');
  const noAnswer = { numberOfRings: 7 };
  await isOvertaken(page, () => settings.set('callForwarding', { callForwarding: { noAnswer } }));
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  expect(await settings.stored('callForwarding')).toMatchObject({
    callForwarding: { busy: { destination: '2050' }, noAnswer: { numberOfRings: 7 } },
  });
});

test('a switch that is pressed again before the answer has come is saved as it was pressed last', async ({
  settingsOf,
}) => {
  const settings = await settingsOf('c.smit');
  const name = 'Refuse anonymous callers';
  const row = await settings.opens(name);
  const toggle = row.getByRole('switch', { name });
  for (const presses of [2, 3]) {
    const isOn = presses % 2 === 1;
    await toggle.click({ clickCount: presses });
    await expect(row.getByText('Saved', { exact: true })).toBeVisible();
    await expect.poll(() => settings.stored('anonymousCallReject')).toEqual({ enabled: isOn });
    await expect(toggle).toBeChecked({ checked: isOn });
    await expect(settings.line(name)).toContainText(isOn ? 'do not take such calls' : 'get through');
  }
});
