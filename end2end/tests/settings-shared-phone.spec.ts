import { expect, test, userNamed } from '../call-settings.ts';
import type { Panel } from '../panel.ts';

const NAME = 'My phone today';

/** Makes somebody's phone one that takes guests. */
async function shares(panel: Panel, part: string, data: object): Promise<string> {
  const { id } = await userNamed(panel, part);
  const answer = await (await panel.api('k.vos')).put(`/v1/company/users/${id}/hotelingHost`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return id;
}

test('a guest takes a shared phone for as long as it takes guests, and leaves it', async ({ settingsOf, panel, a11y }) => {
  const limit = { isActive: true, enforceAssociationLimit: true, associationLimitHours: 8 };
  const host = await shares(panel, 'schouten', limit);
  await shares(panel, 'willems', { isActive: true });
  const settings = await settingsOf('r.jacobs');
  await expect(settings.line(NAME)).toContainText('You sit at no other phone');
  const row = await settings.opens(NAME);
  await row.getByRole('switch', { name: 'I may take my calls at a shared phone' }).click();
  await expect(settings.line(NAME)).toContainText('You may take a shared phone');

  const phones = row.getByRole('group', { name: 'Phones that are free' });
  await expect(phones.getByRole('listitem')).toHaveText([/Sanne Schouten.*at most 8 hours/, /Thijs Willems.*as long as you like/]);
  const find = phones.getByRole('searchbox', { name: 'Find a phone by name or number' });
  await find.fill('nobody');
  await expect(phones).toContainText('No free phone with this name or number.');
  await find.fill('schou');
  await expect(phones.getByRole('listitem')).toHaveCount(1);
  await a11y.check();
  await phones.getByRole('button', { name: 'Take this phone: that of Sanne Schouten' }).click();
  await expect(row).toContainText('The phone of Sanne Schouten (2061)');
  const hours = row.getByLabel('After how many hours');
  await expect(hours).toHaveValue('8');
  for (const [typed, why] of [
    ['9', 'On this phone you can stay for a shorter time only.'],
    ['0', 'This is less than allowed.'],
  ] as const) {
    await hours.fill(typed);
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(hours, typed).toHaveAccessibleDescription(why);
    await expect(hours).toHaveValue(typed);
  }
  await hours.fill('6');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(settings.line(NAME)).toContainText('Your calls ring at the phone of Sanne Schouten (2061)');
  expect(await settings.stored('hoteling/guest')).toMatchObject({
    enabled: true,
    associationLimitEnabled: true,
    associationLimitHours: 6,
    hostId: host,
  });

  await row.getByRole('button', { name: 'Leave this phone' }).click();
  await expect(settings.line(NAME)).toContainText('You may take a shared phone');
  expect(await settings.stored('hoteling/guest')).not.toHaveProperty('hostId', host);
});
