import type { Locator } from '@playwright/test';

import { type CallSettings, expect, test, userNamed } from '../call-settings.ts';

const CALLER = '+44 7700 900150';

/** The rules of a setting, or its exceptions, by what stands over them. */
const half = (row: Locator, name: string): Locator => row.getByRole('group', { name, exact: true });

/** Opens an empty rule; gives its form. */
async function addsTo(part: Locator, button = 'Add a rule'): Promise<Locator> {
  await part.getByRole('button', { name: button }).click();
  return part.getByRole('group', { name: 'New rule' });
}

async function picks(rule: Locator, ...numbers: string[]): Promise<void> {
  await rule.getByRole('radio', { name: 'Chosen numbers' }).check();
  const field = rule.getByRole('combobox', { name: 'Number or name' });
  for (const number of numbers) {
    await field.fill(number);
    await field.press('Enter');
    await expect(field).toHaveValue('');
  }
}

async function criteria(settings: CallSettings, name: string): Promise<Record<string, unknown>[]> {
  const { criteria } = (await settings.stored(name)) as { criteria: { id: string }[] };
  return Promise.all(
    criteria.map(async ({ id }) => (await settings.stored(`${name}/criteria/${id}`)) as Record<string, unknown>),
  );
}

test('chosen callers are turned away during a schedule, with an exception', async ({ settingsOf, panel, a11y }) => {
  const settings = await settingsOf('l.brouwer');
  const schedule = await (await panel.api('l.brouwer')).post('/v1/telephony/config/people/me/schedules', {
    data: { name: 'Lunch', type: 'businessHours' },
  });
  expect(schedule.status(), await schedule.text()).toBe(201);
  const name = 'Turn chosen callers away';
  await expect(settings.line(name)).toContainText('Nobody is turned away by a rule');
  const row = await settings.opens(name);
  await row.getByRole('switch', { name }).click();
  await expect(settings.line(name)).toContainText('Does nothing yet: it needs a rule');
  await expect(row).toContainText('Without a rule this does nothing.');

  const rule = await addsTo(half(row, 'Turn away'));
  await rule.getByRole('radio', { name: 'Chosen numbers' }).check();
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(rule).toContainText('Fill this in.');
  await picks(rule, CALLER, '+44 20*');
  await rule.getByRole('checkbox', { name: 'Also callers who hide their number' }).check();
  await rule.getByRole('combobox', { name: 'When' }).selectOption('Lunch');
  await expect(rule).toContainText(/Turn away: .* callers who hide their number, during Lunch\./);
  await a11y.check();
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(rule).toBeHidden();
  await expect(row.getByText('Saved', { exact: true }).last()).toBeVisible();
  const line = half(row, 'Turn away').getByRole('listitem');
  await expect(line).toContainText('numbers that begin with +4420');
  await expect(line).toContainText('During Lunch');
  await expect(settings.line(name)).toContainText(/^Turn chosen callers away\s*Turn away: /);

  const exception = await addsTo(half(row, 'Do not turn away'), 'Add an exception');
  await picks(exception, '+44 20 7946 0099');
  await exception.getByLabel('Name (not needed)').fill('The bank');
  await exception.getByRole('button', { name: 'Save' }).click();
  await expect(half(row, 'Do not turn away').getByRole('listitem')).toContainText('The bank');
  await expect(settings.line(name)).toContainText('2 rules');
  const stored = await criteria(settings, 'selectiveReject');
  expect(stored).toHaveLength(2);
  expect(stored).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        callsFrom: 'SELECT_PHONE_NUMBERS',
        phoneNumbers: ['+447700900150', '+4420*'],
        anonymousCallersEnabled: true,
        rejectEnabled: true,
        scheduleName: 'Lunch',
        scheduleType: 'businessHours',
      }),
      expect.objectContaining({ name: 'The bank', phoneNumbers: ['+442079460099'], rejectEnabled: false }),
    ]),
  );

  await half(row, 'Do not turn away').getByRole('button', { name: /^Remove the rule/ }).click();
  await row.getByRole('button', { name: 'Remove it' }).click();
  await expect(half(row, 'Do not turn away')).toContainText('No exception.');
  expect(await criteria(settings, 'selectiveReject')).toHaveLength(1);
});

test('who lets only chosen callers through is warned before nobody gets through', async ({ settingsOf, panel }) => {
  const settings = await settingsOf('m.vandenberg');
  const mine = await panel.api('m.vandenberg');
  const office = await mine.post('/v1/telephony/config/people/me/schedules', {
    data: { name: 'Mornings', type: 'businessHours' },
  });
  expect(office.status(), await office.text()).toBe(201);
  const name = 'Let only chosen callers through';
  const row = await settings.opens(name);
  await expect(settings.line(name)).toContainText('Everybody gets through');

  const exception = await addsTo(half(row, 'Do not let through'), 'Add an exception');
  await exception.getByRole('radio', { name: 'Chosen numbers' }).check();
  await exception.getByRole('combobox', { name: 'Number or name' }).fill(CALLER);
  await expect(exception).toContainText('There are only exceptions, so nobody gets through.');
  // A number that is typed and not added is meant all the same.
  await exception.getByRole('button', { name: 'Save' }).click();
  await expect(exception).toBeHidden();

  const rule = await addsTo(half(row, 'Let through'));
  await rule.getByRole('combobox', { name: 'When' }).selectOption('Mornings');
  await expect(rule).toContainText('Outside Mornings nobody gets through, whoever calls.');
  await rule.getByRole('button', { name: 'Save' }).click();
  await row.getByRole('switch', { name }).click();
  await expect(row.getByRole('status').filter({ hasText: 'Outside Mornings' })).toBeVisible();
  await expect(settings.line(name)).toContainText('2 rules');
  const stored = await criteria(settings, 'selectiveAccept');
  expect(stored).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ phoneNumbers: ['+447700900150'], acceptEnabled: false }),
      expect.objectContaining({ callsFrom: 'ANY_PHONE_NUMBER', scheduleName: 'Mornings', acceptEnabled: true }),
    ]),
  );
  expect(await settings.stored('selectiveAccept')).toMatchObject({ enabled: true });
});

test('calls from outside are forwarded by a rule, to a number of its own', async ({ settingsOf }) => {
  const settings = await settingsOf('n.dekker');
  const name = 'Forward chosen callers';
  const row = await settings.opens(name);
  await row.getByRole('switch', { name }).click();
  await row.getByRole('button', { name: 'Save' }).first().click();
  const usual = row.getByRole('combobox', { name: /^To, unless/ });
  await expect(usual).toHaveAccessibleDescription(/^Fill this in\./);
  await usual.fill('2050');
  await row.getByRole('button', { name: 'Save' }).first().click();
  await expect(settings.line(name)).toContainText('Does nothing yet: it needs a rule');

  const rule = await addsTo(half(row, 'Forward'));
  await rule.getByRole('radio', { name: 'From outside' }).check();
  const to = rule.getByRole('combobox', { name: /^To \(empty/ });
  await to.fill('112');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(to).toHaveAccessibleDescription(/^Calls cannot be sent to an emergency number\./);
  await expect(to).toBeFocused();
  await to.fill('06 12345678');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(half(row, 'Forward').getByRole('listitem')).toContainText('to 06 12345678');
  await expect(settings.line(name)).toContainText('Forward: callers from outside, always, to 06 12345678');
  expect(await settings.stored('selectiveForward')).toMatchObject({
    enabled: true,
    defaultPhoneNumberToForward: '2050',
  });
  expect(await criteria(settings, 'selectiveForward')).toEqual([
    expect.objectContaining({
      callsFrom: 'ANY_EXTERNAL',
      forwardEnabled: true,
      forwardToPhoneNumber: '+31612345678',
    }),
  ]);

  // Changed in its place, to the usual number.
  await half(row, 'Forward').getByRole('button', { name: /^Change the rule/ }).click();
  const change = row.getByRole('group', { name: 'Change the rule' });
  await change.getByRole('combobox', { name: /^To \(empty/ }).fill('');
  await change.getByRole('radio', { name: 'Colleagues' }).check();
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(name)).toContainText('Forward: colleagues, always, to Hanna de Boer');
  const [changed] = await criteria(settings, 'selectiveForward');
  expect(changed).toMatchObject({ callsFrom: 'ANY_INTERNAL' });
  expect(changed).not.toHaveProperty('forwardToPhoneNumber');
});

test('chosen callers ring differently', async ({ settingsOf }) => {
  const settings = await settingsOf('n.dekker');
  const name = 'Another ring for chosen callers';
  const row = await settings.opens(name);
  await row.getByRole('switch', { name }).click();
  const part = half(row, 'Ring differently');
  const given = await addsTo(part);
  await expect(given.getByRole('heading', { name: 'New rule' })).toBeFocused();
  await given.getByRole('button', { name: 'Cancel' }).click();
  await expect(part.getByRole('button', { name: 'Add a rule' })).toBeFocused();
  const rule = await addsTo(part);
  await rule.getByRole('radio', { name: 'Chosen numbers' }).check();
  await rule.getByRole('combobox', { name: 'Number or name' }).fill('anouk');
  await rule.getByRole('option', { name: /Anouk Bakker/ }).first().click();
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(name)).toContainText('Ring differently: Anouk Bakker, always');
  expect(await criteria(settings, 'priorityAlert')).toEqual([
    expect.objectContaining({ phoneNumbers: ['+442079460043'], notificationEnabled: true }),
  ]);
});

test('other numbers ring along, and are tried in turn, for chosen callers only', async ({ settingsOf, a11y }) => {
  const settings = await settingsOf('h.deboer');
  for (const name of ['simultaneousRing', 'sequentialRing']) {
    await settings.set(name, { enabled: true, phoneNumbers: [{ phoneNumber: '+31612345678' }] });
  }
  const together = await settings.opens('Ring other numbers at the same time');
  await expect(half(together, 'Ring')).toHaveCount(0);
  const some = together.getByRole('switch', { name: 'Only for chosen calls' });
  await some.click();
  await expect(settings.line('Ring other numbers at the same time')).toContainText('it needs a rule');
  const rule = await addsTo(half(together, 'Ring'));
  const exception = await addsTo(half(together, 'Do not ring'), 'Add an exception');
  await picks(rule, CALLER);
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(half(together, 'Ring').getByRole('listitem')).toContainText(CALLER);
  await picks(exception, '+44 20 7946 0099');
  await exception.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line('Ring other numbers at the same time')).toContainText('rings along, 2 rules');
  await a11y.check();
  expect(await settings.stored('simultaneousRing')).toMatchObject({ enabled: true, criteriasEnabled: true });
  expect(await criteria(settings, 'simultaneousRing')).toEqual([
    expect.objectContaining({ phoneNumbers: ['+447700900150'], ringEnabled: true }),
    expect.objectContaining({ phoneNumbers: ['+442079460099'], ringEnabled: false }),
  ]);
  await some.click();
  await expect(half(together, 'Ring')).toHaveCount(0);
  await expect(settings.line('Ring other numbers at the same time')).not.toContainText('2 rules');

  const inTurn = 'Ring other numbers one after another';
  const row = await settings.opens(inTurn);
  await expect(settings.line(inTurn)).toContainText('Does nothing yet: it needs a rule');
  const always = await addsTo(half(row, 'Ring'));
  await always.getByRole('radio', { name: 'Everybody' }).check();
  await always.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(inTurn)).toContainText('First your phones, then 06 12345678');
  expect(await criteria(settings, 'sequentialRing')).toEqual([
    expect.objectContaining({ callsFrom: 'ANY_PHONE_NUMBER', ringEnabled: true }),
  ]);
});

test('a rule with a number that may no longer be called keeps its setting off', async ({ settingsOf, panel }) => {
  const settings = await settingsOf('p.kok');
  const name = 'Forward chosen callers';
  await settings.set('selectiveForward', { defaultPhoneNumberToForward: '2050' });
  await settings.add('selectiveForward/criteria', {
    callsFrom: 'ANY_EXTERNAL',
    forwardEnabled: true,
    forwardToPhoneNumber: CALLER,
  });
  const { id } = await userNamed(panel, 'kok');
  const kim = await panel.api('k.vos');
  const access = `/v1/company/users/${id}/featureAccess`;
  expect((await kim.put(access, { data: { outgoingPermission: 'INTERNAL' } })).ok()).toBe(true);
  const row = await settings.opens(name);
  const on = row.getByRole('switch', { name });
  await on.click();
  await expect(row).toContainText(/In one of the rules: /);
  await expect(on).not.toBeChecked();
  expect(await settings.stored('selectiveForward')).toMatchObject({ enabled: false });
  expect((await kim.put(access, { data: { outgoingPermission: 'ALL' } })).ok()).toBe(true);
  await on.click();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(on).toBeChecked();
  expect(await settings.stored('selectiveForward')).toMatchObject({ enabled: true });
});
