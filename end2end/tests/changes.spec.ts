import type { Locator, Page } from '@playwright/test';

import { type CallSettings, expect, test } from '../call-settings.ts';
import { Keyboard } from '../hands.ts';

/** Nobody else's in these tests; what each of them changes is its own. */
const LOGIN = 'q.maas';

/** Opens the history. */
async function opens(page: Page, name = 'History'): Promise<Locator> {
  await page.getByRole('navigation', { name: /^(Calling|Bellen)$/ }).getByRole('link', { name }).click();
  const history = page.getByRole('region', { name, exact: true });
  await expect(history.getByRole('listitem').first()).toBeVisible();
  return history;
}

/** The newest line that begins with this: what comes further on was before. */
function line(history: Locator, words: string): Locator {
  const start = new RegExp(`^\\s*${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  return history.getByRole('listitem').filter({ hasText: start }).first();
}

async function forwards(settings: CallSettings, always: object): Promise<void> {
  await settings.set('callForwarding', { callForwarding: { always } });
}

test('a change is told in the words of the settings, by whom and when, and undone', async ({
  page,
  settingsOf,
  a11y,
}) => {
  const settings = await settingsOf(LOGIN);
  await settings.set('bargeIn', { enabled: false, toneEnabled: false });
  await settings.set('bargeIn', { enabled: true });
  const history = await opens(page);
  await expect(page).toHaveTitle(/^History/);
  const joining = line(history, 'Joining my calls: Colleagues may join your calls, without a tone');
  await expect(joining).toContainText('Before: Nobody can join your calls');
  await expect(joining).toContainText(/\d:\d\d · You/);
  await a11y.check();

  await joining.getByRole('button', { name: /^Undo: Joining my calls: Colleagues may join/ }).click();
  await expect(joining).toContainText('Undone');
  await expect(history.getByRole('status').filter({ hasText: /^Undone: Joining my calls/ })).toBeAttached();
  expect(await settings.stored('bargeIn')).toMatchObject({ enabled: false });
  // The undo is a change itself, and comes to the top.
  const undo = history.getByRole('listitem').first();
  await expect(undo).toContainText('Joining my calls: Nobody can join your calls');
  await undo.getByRole('button', { name: /^Undo/ }).click();
  await expect(undo).not.toContainText('Undone');
  await expect(joining).not.toContainText('Undone');
  expect(await settings.stored('bargeIn')).toMatchObject({ enabled: true });

  // What is changed elsewhere appears by itself.
  await settings.set('bargeIn', { toneEnabled: true });
  await expect(history.getByRole('listitem').first()).toContainText('and you hear a tone');
});

test('rules, numbers and ends by themselves are told one by one', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf(LOGIN, 'en', 'dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  const history = await opens(page);
  await settings.add('selectiveAccept/criteria', {
    name: 'Family',
    callsFrom: 'ANY_PHONE_NUMBER',
    acceptEnabled: true,
  });
  const rule = line(history, 'Let only chosen callers through: rule “Family” added – Let through: everybody, always');
  await expect(rule).toBeVisible();
  await settings.add('callBlock/numbers', { phoneNumber: '+31612345678' });
  const number = line(history, 'Blocked numbers: 06 12345678 added');
  await expect(number).toBeVisible();
  const enabledUntil = new Date(Date.now() + 4_000).toISOString();
  await settings.set('doNotDisturb', { enabled: true, enabledUntil });
  const ended = line(history, 'Do not disturb ended');
  await expect(ended).toContainText('By itself', { timeout: 15_000 });
  await expect(ended).toContainText(/Before: Your phones stay silent until/);
  await expect(ended.getByRole('button')).toHaveCount(0);
  await a11y.check();

  // No ids are shown, of whatever was changed.
  await expect(history).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  for (const made of [rule, number]) {
    await made.getByRole('button', { name: /^Undo/ }).click();
    await expect(made).toContainText('Undone');
  }
  await expect(line(history, 'Let only chosen callers through: rule “Family” removed')).toBeVisible();
  expect(await settings.stored('callBlock')).toEqual({ numbers: [] });
});

test('several changes are undone together, or none of them', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf(LOGIN);
  await settings.set('anonymousCallReject', { enabled: false });
  await settings.set('callWaiting', { enabled: true });
  await forwards(settings, { enabled: false });
  await settings.set('anonymousCallReject', { enabled: true });
  await settings.set('callWaiting', { enabled: false });
  await forwards(settings, { enabled: true, destination: '2041' });
  const history = await opens(page);
  const refusing = line(history, 'Refuse anonymous callers: Callers who hide their number hear');
  const waiting = line(history, 'Second call while I am in a call: While you are in a call, you are busy');
  const forwarding = line(history, 'Forward everyone: Everyone to Anna Jansen');
  for (const one of [refusing, waiting, forwarding]) {
    await one.getByRole('checkbox', { name: /^Select: / }).check();
  }
  const bar = page.getByRole('group', { name: 'Selected changes' });
  await expect(bar).toContainText('All of them or none.');
  // One of them was changed again meanwhile.
  await forwards(settings, { destination: '2047' });
  await expect(line(history, 'Forward everyone: Everyone to Eva Mulder')).toBeVisible();
  await bar.getByRole('button', { name: 'Undo 3 changes' }).click();
  await expect(bar.getByRole('alert')).toContainText(/^Nothing was undone: “Forward everyone: Everyone to Anna Jansen/);
  await expect(forwarding).toContainText('This was changed again since.');
  expect(await settings.stored('callWaiting')).toMatchObject({ enabled: false });
  expect(await settings.stored('anonymousCallReject')).toMatchObject({ enabled: true });
  await a11y.check();

  // Together with what is newer, it goes.
  await line(history, 'Forward everyone: Everyone to Eva Mulder').getByRole('checkbox').check();
  await bar.getByRole('button', { name: 'Undo 4 changes' }).click();
  await expect(bar).toBeHidden();
  for (const one of [refusing, waiting, forwarding]) await expect(one).toContainText('Undone');
  await expect(page.getByRole('heading', { name: 'History', level: 2 })).toBeFocused();
  expect(await settings.stored('callWaiting')).toMatchObject({ enabled: true });
  expect(await settings.stored('anonymousCallReject')).toMatchObject({ enabled: false });
  expect(await settings.stored('callForwarding')).toMatchObject({ callForwarding: { always: { enabled: false } } });
});

test('what was changed again since is explained, and nothing changes', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf(LOGIN);
  await forwards(settings, { enabled: false });
  await forwards(settings, { enabled: true, destination: '2041' });
  await forwards(settings, { destination: '2047' });
  const before = await settings.stored('callForwarding');
  const history = await opens(page);
  const older = line(history, 'Forward everyone: Everyone to Anna Jansen');
  await older.getByRole('button', { name: /^Undo/ }).click();
  const why = older.getByRole('alert');
  await expect(why).toContainText('Nothing was undone; everything is as it was.');
  const now = why.getByRole('definition');
  await expect(now.first()).toHaveText('Everyone to Eva Mulder');
  await expect(now.last()).toHaveText('Calls are not forwarded');
  await expect(why.getByRole('listitem')).toContainText('Forward everyone: Everyone to Eva Mulder');
  expect(await settings.stored('callForwarding')).toEqual(before);
  await a11y.check();
  await why.getByRole('button', { name: 'Close' }).click();
  await expect(why).toBeEmpty();
  await expect(older.getByRole('button', { name: /^Undo/ })).toBeFocused();
  await forwards(settings, { enabled: false });
});

test('by whom, which setting and which days stand in the address', async ({ page, settingsOf }) => {
  const settings = await settingsOf(LOGIN);
  await settings.set('bargeIn', { enabled: false });
  await settings.set('bargeIn', { enabled: true, toneEnabled: true });
  await settings.set('callWaiting', { enabled: false });
  await settings.set('callWaiting', { enabled: true });
  const history = await opens(page);
  await history.getByLabel('Setting').selectOption('Joining my calls');
  await expect(page).toHaveURL(/\/calling\/changes\?setting=bargeIn$/);
  await expect(history.getByRole('listitem').filter({ hasText: 'call, you are busy' })).toHaveCount(0);
  await expect(line(history, 'Joining my calls: Colleagues may join your calls, and you hear a tone')).toBeVisible();
  await history.getByLabel('By whom').selectOption('Others');
  await expect(history).toContainText('No such change');
  await page.reload();
  await expect(history.getByLabel('By whom')).toHaveValue('others');
  await expect(history.getByLabel('Setting')).toHaveValue('bargeIn');
  await history.getByRole('link', { name: 'Show all changes' }).click();
  await expect(page).toHaveURL(/\/calling\/changes$/);
  await expect(line(history, 'Second call while I am in a call: While')).toBeVisible();
  await history.getByLabel('Until', { exact: true }).fill('2020-01-01');
  await history.getByLabel('Until', { exact: true }).blur();
  await expect(page).toHaveURL(/until=2020-01-01$/);
  await expect(history).toContainText('No such change');
});

test('by keyboard alone, in Dutch', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf(LOGIN, 'nl', 'dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await settings.set('anonymousCallReject', { enabled: false });
  await settings.set('callWaiting', { enabled: true });
  await settings.set('anonymousCallReject', { enabled: true });
  await settings.set('callWaiting', { enabled: false });
  const hands = new Keyboard(page);
  const tabs = page.getByRole('navigation', { name: 'Bellen', exact: true });
  await hands.presses(tabs.getByRole('link', { name: 'Geschiedenis' }));
  const history = page.getByRole('region', { name: 'Geschiedenis' });
  const waiting = line(history, 'Tweede gesprek tijdens een gesprek: Tijdens een gesprek ben je bezet');
  await expect(waiting).toContainText('Eerst: Je hoort een toon en kunt wisselen');
  await expect(waiting).toContainText(/\d:\d\d · Jij/);
  await hands.presses(waiting.getByRole('button', { name: /^Ongedaan maken: Tweede gesprek/ }));
  await expect(waiting).toContainText('Ongedaan gemaakt');
  // The focus stays where the button was.
  await expect(waiting.getByText('Ongedaan gemaakt')).toBeFocused();
  await a11y.check();

  const refusing = line(history, 'Anonieme bellers weigeren: Wie zijn nummer verbergt, hoort');
  await hands.presses(refusing.getByRole('checkbox', { name: /^Selecteren: Anonieme bellers/ }));
  await hands.presses(page.getByRole('button', { name: '1 wijziging ongedaan maken' }));
  await expect(refusing).toContainText('Ongedaan gemaakt');
  await expect(page.getByRole('heading', { name: 'Geschiedenis', level: 2 })).toBeFocused();
  expect(await settings.stored('anonymousCallReject')).toMatchObject({ enabled: false });
  expect(await settings.stored('callWaiting')).toMatchObject({ enabled: true });

  // On a phone all of it fits beside one another, too.
  await page.setViewportSize({ width: 360, height: 800 });
  await expect(history).toBeVisible();
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(excess).toBeLessThanOrEqual(0);
  await a11y.check();
});
