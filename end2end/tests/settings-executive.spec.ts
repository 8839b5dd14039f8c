import { CallSettings, expect, grants, test } from '../call-settings.ts';

const NAME = 'Assistants take my calls';

test('an executive chooses assistants, their order, and what follows', async ({ settingsOf, panel, a11y }) => {
  const [pien, quinten] = [
    await grants(panel, 'kok', 'mailbox', 'executiveAssistant'),
    await grants(panel, 'maas', 'mailbox', 'executiveAssistant'),
  ];
  await grants(panel, 'amrani', 'mailbox', 'executive');
  const settings = await settingsOf('o.elamrani');
  await expect(settings.line(NAME)).toContainText('Calls come to you yourself');
  const row = await settings.opens(NAME);

  const assistants = row.getByRole('group', { name: /^My assistants/ });
  const choice = row.getByRole('combobox', { name: 'Add an assistant' });
  for (const who of ['Pien Kok', 'Quinten Maas']) {
    await choice.selectOption({ label: await choice.getByRole('option', { name: who }).innerText() });
    await row.getByRole('button', { name: 'Add', exact: true }).click();
  }
  await expect(assistants.getByRole('listitem')).toHaveText([/Pien Kok/, /Quinten Maas/]);
  const up = assistants.getByRole('button', { name: 'Move Quinten Maas up' });
  await up.click();
  await expect(assistants.getByRole('listitem')).toHaveText([/Quinten Maas/, /Pien Kok/]);
  await expect(up).toBeFocused();
  await row.getByRole('checkbox', { name: /^They may say themselves/ }).check();
  const saved = row.getByText('Saved', { exact: true });
  const save = (at: number) => row.getByRole('button', { name: 'Save' }).nth(at).click();
  await save(1);
  await expect(saved).toBeVisible();
  expect(await settings.stored('executive/assignedAssistants')).toMatchObject({
    allowOptInOutEnabled: true,
    assistants: [{ id: quinten }, { id: pien }],
  });

  await row.getByRole('radio', { name: 'From outside' }).check();
  await save(0);
  // What is pressed while that is on its way is saved after it.
  await row.getByRole('switch', { name: NAME }).click();
  await expect(settings.line(NAME)).toContainText('Calls from outside go to your assistants');
  expect(await settings.stored('executive/callFiltering')).toMatchObject({
    enabled: true,
    filterType: 'ALL_EXTERNAL_CALLS',
  });

  await row.getByRole('radio', { name: 'All at once' }).check();
  await row.getByRole('combobox', { name: 'When no assistant takes a call' }).selectOption('To a number');
  const to = row.getByRole('combobox', { name: 'Number or name' });
  await to.fill('0900 1234');
  await save(2);
  await expect(to).toHaveAccessibleDescription(/^Calls cannot be sent to an expensive service number\./);
  await expect(to).toHaveValue('0900 1234');
  await to.fill('06 12345678');
  await save(2);
  await expect.poll(() => settings.stored('executive/alert')).toMatchObject({
    alertingMode: 'SIMULTANEOUS',
    rolloverAction: 'FORWARD',
    rolloverForwardToPhoneNumber: '+31612345678',
  });
  await row.getByRole('switch', { name: 'Tell me about calls that go to my assistants' }).click();
  await expect.poll(() => settings.stored('executive/screening')).toMatchObject({ enabled: true });
  await a11y.check();
});

test('an assistant says whose calls he takes, and sends them on', async ({ page, settingsOf, panel }) => {
  const assistant = await grants(panel, 'maas', 'mailbox', 'executiveAssistant');
  await grants(panel, 'amrani', 'mailbox', 'executive');
  const executive = new CallSettings(page, await panel.api('o.elamrani'));
  await executive.set('executive/assignedAssistants', { allowOptInOutEnabled: true, assistantIds: [assistant] });
  const settings = await settingsOf('q.maas');
  const name = 'I work for';
  const row = await settings.opens(name);
  const takes = row.getByRole('switch', { name: 'Omar El Amrani' });
  await takes.setChecked(true);
  await row.getByRole('checkbox', { name: 'Send these calls to another number' }).check();
  const to = row.getByRole('combobox', { name: 'Number or name' });
  await to.fill('2059');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(to).toHaveAccessibleDescription(/^This is a number of your own\./);
  await expect(to).toHaveValue('2059');
  await to.fill('pien');
  await row.getByRole('option', { name: /Pien Kok.*2058/ }).click();
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(name)).toContainText('Calls of Omar El Amrani go to Pien Kok');
  expect(await settings.stored('executive/assistant')).toMatchObject({
    forwardFilteredCallsEnabled: true,
    forwardToPhoneNumber: '2058',
    executives: [{ optInEnabled: true }],
  });
});

test('a rule of an executive is passed over while it is not in use', async ({ settingsOf, panel }) => {
  await grants(panel, 'amrani', 'mailbox', 'executive');
  const settings = await settingsOf('o.elamrani');
  await settings.set('executive/callFiltering', { enabled: true, filterType: 'CUSTOM_CALL_FILTERS' });
  const row = await settings.opens(NAME);
  const half = row.getByRole('group', { name: 'To my assistants', exact: true });
  await half.getByRole('button', { name: 'Add a rule' }).click();
  const rule = half.getByRole('group', { name: 'New rule' });
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(rule.getByLabel('Name')).toHaveAccessibleDescription('Fill this in.');
  await rule.getByLabel('Name').fill('Everybody');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(NAME)).toContainText('To my assistants: everybody, always');
  const use = half.getByRole('switch', { name: /^Use the rule/ });
  await expect(use).toBeChecked();
  await use.click();
  await expect(use).not.toBeChecked();
  await expect(half.getByRole('listitem')).toContainText('not in use');
  await expect(settings.line(NAME)).toContainText('Does nothing yet: it needs a rule');
  await expect
    .poll(() => settings.stored('executive/callFiltering'))
    .toMatchObject({ criteria: [{ filterName: 'Everybody', activationEnabled: false }] });

  // Where that cannot be saved, the switch says again what holds.
  await settings.page.route('**/settings/executive/callFiltering', (route) =>
    route.request().method() === 'PUT' ? route.fulfill({ status: 500, json: {} }) : route.fallback(),
  );
  await use.click();
  const refusal = row.getByRole('alert').filter({ hasText: 'do not understand each other' });
  await expect(refusal).toBeVisible();
  await expect(use).not.toBeChecked();
  await expect(half.getByRole('listitem')).toContainText('not in use');
});
