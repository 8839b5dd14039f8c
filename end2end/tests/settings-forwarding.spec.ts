import type { CallSettings } from '../call-settings.ts';
import { expect, test } from '../call-settings.ts';
import { Keyboard } from '../hands.ts';

interface Forwarding {
  callForwarding: Record<'always' | 'busy' | 'noAnswer', Record<string, unknown>>;
  businessContinuity: Record<string, unknown>;
}

const forwarding = async (settings: CallSettings): Promise<Forwarding> =>
  (await settings.stored('callForwarding')) as Forwarding;

test('everyone is forwarded for an hour to a number typed as people type it', async ({ settingsOf }) => {
  const settings = await settingsOf('f.haddad');
  const name = 'Forward everyone';
  await expect(settings.line(name)).toContainText('Calls are not forwarded');
  const row = await settings.opens(name);
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  const to = row.getByRole('combobox', { name: 'To', exact: true });
  await to.fill('06 - 12 34 56 78');
  // What the server makes of it is said below the field, and what will happen below that.
  await expect(to).toHaveAccessibleDescription(/^06 12345678$/);
  await row.getByRole('radio', { name: '1 hour' }).check();
  await expect(row).toContainText(/Once saved: If someone calls 2048 now, the call goes to 06 12345678 until (tomorrow |\w+ \d+ \w+, )?\d?\d:\d\d\./);
  expect((await forwarding(settings)).callForwarding.always).not.toHaveProperty('destination');

  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText(/Everyone to 06 12345678 until (tomorrow |\w+ \d+ \w+, )?\d?\d:\d\d/);
  const { always } = (await forwarding(settings)).callForwarding;
  expect(always).toMatchObject({ enabled: true, destination: '+31612345678' });
  const minutes = (Date.parse(String(always['enabledUntil'])) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(55);
  expect(minutes).toBeLessThanOrEqual(60);

  // What it overrules says so, and leads there.
  await settings.set('doNotDisturb', { enabled: true });
  await expect(settings.line('Do not disturb')).toContainText('Overruled now');
  const silence = await settings.opens('Do not disturb');
  await expect(silence).toContainText(/While Forward everyone is on, until (tomorrow |\w+ \d+ \w+, )?\d?\d:\d\d, this does nothing\./);
  await silence.getByRole('link', { name }).click();
  await expect(settings.line(name)).toBeFocused();

  // Switched off, the number is kept.
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  await expect(settings.line(name)).toContainText('Calls are not forwarded');
  await expect(settings.line('Do not disturb')).not.toContainText('Overruled now');
  const off = (await forwarding(settings)).callForwarding.always;
  expect(off).toMatchObject({ enabled: false, destination: '+31612345678' });
  expect(off).not.toHaveProperty('enabledUntil');
});

test('busy calls go to the voicemail of a colleague who is picked by name', async ({ settingsOf }) => {
  const settings = await settingsOf('g.peters');
  const name = 'When busy';
  await expect(settings.line(name)).toContainText('Voicemail answers');
  const row = await settings.opens(name);
  const to = row.getByRole('combobox', { name: 'To', exact: true });
  await to.fill('hanna');
  await row.getByRole('option', { name: /Hanna de Boer.*2050/ }).click();
  await expect(to).toHaveValue('2050');
  await expect(to).toHaveAccessibleDescription('Hanna de Boer · 2050');
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  await expect(row).toContainText('Once saved: When you are busy, the call goes to Hanna de Boer.');
  await row.getByRole('checkbox', { name: 'Straight to their voicemail' }).check();
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(name)).toContainText('To the voicemail of Hanna de Boer');
  expect((await forwarding(settings)).callForwarding.busy).toEqual({
    enabled: true,
    destination: '2050',
    destinationVoicemailEnabled: true,
  });
});

test('unanswered calls go on after as many rings as are chosen', async ({ settingsOf }) => {
  const settings = await settingsOf('g.peters');
  const name = 'When not answered';
  await expect(settings.line(name)).toContainText('Voicemail answers after 18 seconds');
  const row = await settings.opens(name);
  const rings = row.getByRole('combobox', { name: 'After how many rings' });
  // Two rings are the fewest there may be, and twenty the most.
  await expect(rings.getByRole('option')).toHaveCount(19);
  await expect(rings.getByRole('option').first()).toHaveText(/^2 times/);
  await expect(rings.getByRole('option').last()).toHaveText(/^20 times/);
  await rings.selectOption({ label: '4 times, 24 seconds' });
  await row.getByRole('combobox', { name: 'To', exact: true }).fill('2050');
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  await expect(row).toContainText('Once saved: When nobody answers, the call goes to Hanna de Boer.');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(name)).toContainText('To Hanna de Boer after 24 seconds');
  expect((await forwarding(settings)).callForwarding.noAnswer).toMatchObject({
    enabled: true,
    destination: '2050',
    numberOfRings: 4,
  });
});

test('a number that calls cannot go to is refused beside the field, and stays there', async ({ settingsOf }) => {
  const settings = await settingsOf('g.peters');
  const row = await settings.opens('When not reachable');
  await row.getByRole('switch', { name: 'Forward these calls' }).click();
  const to = row.getByRole('combobox', { name: 'To', exact: true });
  for (const [typed, why] of [
    ['', 'Fill this in.'],
    ['mobile', 'This is not a telephone number.'],
    ['2049', 'This is a number of your own. Choose another one.'],
    ['+44 20 7946 0049', 'This is a number of your own. Choose another one.'],
    ['112', 'Calls cannot be sent to an emergency number.'],
    ['0900 1234', 'Calls cannot be sent to an expensive service number.'],
    ['29', 'Nobody has this internal number.'],
  ] as const) {
    await to.fill(typed);
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(to, typed).toHaveAccessibleDescription(new RegExp(`^${why}`));
    await expect(to, typed).toBeFocused();
    await expect(to, typed).toHaveValue(typed);
  }
  await expect(row.getByRole('switch', { name: 'Forward these calls' })).toBeChecked();
  const stored = (await forwarding(settings)).businessContinuity;
  expect(stored).toEqual({ enabled: false, destinationVoicemailEnabled: false });

  await to.fill('020 794 60 0');
  await to.fill('(020) 794-6000');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  expect((await forwarding(settings)).businessContinuity).toMatchObject({
    enabled: true,
    destination: '+31207946000',
  });
  await expect(settings.line('When not reachable')).toContainText('To 020 794 6000');
});

test('with the keyboard alone: found, opened, a colleague picked, saved, and closed', async ({
  page,
  settingsOf,
  a11y,
}) => {
  const settings = await settingsOf('h.deboer');
  const hands = new Keyboard(page);
  await page.keyboard.press('Tab');
  await hands.types('Find a setting', 'diversion');
  const name = 'Forward everyone';
  await expect(settings.row('Do not disturb')).toBeHidden();
  await hands.presses(settings.line(name));
  const row = settings.row(name);
  await hands.presses(row.getByRole('switch', { name: 'Forward these calls' }));
  const to = row.getByRole('combobox', { name: 'To', exact: true });
  await hands.reaches(to);
  await page.keyboard.type('farid');
  await expect(row.getByRole('option').first()).toBeVisible();
  await a11y.check();
  await page.keyboard.press('ArrowDown');
  await expect(row.getByRole('option', { name: /Farid Haddad.*2048/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(to).toHaveValue('2048');
  await expect(to).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText('Everyone to Farid Haddad');
  expect((await forwarding(settings)).callForwarding.always).toMatchObject({
    enabled: true,
    destination: '2048',
  });
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(settings.line(name)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row).not.toHaveAttribute('open');
});
