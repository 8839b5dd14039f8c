import { expect, test, userNamed } from '../call-settings.ts';

test('who is called, and who calls, sees less', async ({ settingsOf }) => {
  const settings = await settingsOf('v.prins');
  for (const { name, before, after, setting, field } of [
    {
      name: 'Hide my number',
      before: 'Whoever you call sees your number',
      after: 'Whoever you call does not see your number',
      setting: 'callerId',
      field: 'callingLineIdDeliveryBlockingEnabled',
    },
    {
      name: 'Hide who answers',
      before: 'Callers see your name and number when you answer',
      after: 'Callers do not see your name and number when you answer',
      setting: 'callerId',
      field: 'connectedLineIdentificationRestrictionEnabled',
    },
  ]) {
    await expect(settings.line(name)).toContainText(before);
    const row = await settings.opens(name);
    await row.getByRole('switch', { name }).click();
    await expect(row.getByText('Saved', { exact: true })).toBeVisible();
    await expect(settings.line(name)).toContainText(after);
    expect(await settings.stored(setting)).toMatchObject({ [field]: true });
  }
});

test('what is seen of forwarded calls', async ({ settingsOf, panel }) => {
  const settings = await settingsOf('v.prins');
  const mine = 'Hide me in calls forwarded to me';
  let row = await settings.opens(mine);
  await row.getByRole('switch', { name: mine }).click();
  await expect(settings.line(mine)).toContainText('Callers do not see that it was you who answered');
  const api = await panel.api('v.prins');
  const hidden = await (await api.get('/v1/people/me/features/callerId')).json();
  expect(hidden).toMatchObject({ blockInForwardCallsEnabled: true });

  const theirs = 'Hide who answers my forwarded calls';
  await expect(settings.line(theirs)).toContainText('Callers see who answered');
  row = await settings.opens(theirs);
  const from = row.getByRole('group', { name: 'Hidden from' });
  await from.getByRole('radio', { name: 'Callers from outside' }).check();
  await expect(row.getByText('Saved', { exact: true })).toBeVisible();
  await expect(settings.line(theirs)).toContainText('Callers from outside do not see who answered');
  expect(await settings.stored('callPolicies')).toMatchObject({
    connectedLineIdPrivacyOnRedirectedCalls: 'PRIVACY_FOR_EXTERNAL_CALLS',
  });
  await from.getByRole('radio', { name: 'Everybody' }).check();
  await expect(settings.line(theirs)).toContainText('No caller sees who answered');
});

test('calls that a rule names are told by mail, to an address that is one', async ({ settingsOf }) => {
  const settings = await settingsOf('v.prins');
  const name = 'Mail about calls';
  await expect(settings.line(name)).toContainText('No mail about calls');
  const row = await settings.opens(name);
  // Most people mean their own address.
  await row.getByRole('switch', { name: 'Mail me about calls' }).click();
  const address = row.getByLabel('Send the mail to');
  await expect(address).toHaveValue('v.prins@example.nl');
  await address.fill('vera at home');
  await row.getByRole('button', { name: 'Save' }).first().click();
  await expect(address).toHaveAccessibleDescription('This is not an e-mail address.');
  await expect(address).toBeFocused();
  await expect(address).toHaveValue('vera at home');
  await address.fill('vera@example.org');
  await row.getByRole('button', { name: 'Save' }).first().click();
  await expect(settings.line(name)).toContainText('Does nothing yet: it needs a rule');
  const half = row.getByRole('group', { name: 'Mail me', exact: true });
  await half.getByRole('button', { name: 'Add a rule' }).click();
  await half.getByRole('group', { name: 'New rule' }).getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(name)).toContainText('Mail me: everybody, always, to vera@example.org');
  expect(await settings.stored('callNotify')).toMatchObject({
    enabled: true,
    emailAddress: 'vera@example.org',
    criteria: [{ notificationEnabled: true }],
  });
});

test('codes to dial, groups and recording are there to be read', async ({ settingsOf, panel, a11y }) => {
  const ids = await Promise.all(['prins', 'willems'].map(async (part) => (await userNamed(panel, part)).id));
  const kim = await panel.api('k.vos');
  const group = { name: 'Second floor', kind: 'callPickup', memberIds: ids };
  const made = await kim.post('/v1/company/callGroups', { data: group });
  expect(made.status(), await made.text()).toBe(201);
  const settings = await settingsOf('v.prins');
  const { featureAccessCodeList: codes } = (await settings.stored('featureAccessCode')) as {
    featureAccessCodeList: { name: string; code: string }[];
  };
  const name = 'Codes to dial';
  await expect(settings.line(name)).toContainText(`${codes.length} codes`);
  const row = await settings.opens(name);
  // The first row is that of the headings.
  await expect(row.getByRole('row')).toHaveCount(codes.length + 1);
  await expect(row.getByRole('row', { name: /^Do not disturb: on/ })).toContainText('*78');

  await expect(settings.line('Taking calls of my group')).toContainText('Second floor, with 2 people');
  const members = await settings.opens('Taking calls of my group');
  await expect(members.getByRole('listitem')).toHaveText([/Vera Prins/, /Thijs Willems/]);
  await expect(settings.row('Parking calls')).toBeHidden();
  await expect(settings.row('Recording my calls')).toBeHidden();
  await a11y.check();
});
