import { card, expect, idOf, type Page, rowOf, speaks, test } from '../administrators.ts';
import { Keyboard } from '../hands.ts';

const SETTINGS = '/v1/telephony/config/people/me/settings';

async function openCalling(page: Page): Promise<void> {
  await page.goto('/company/users');
  const tabs = page.getByRole('navigation', { name: 'Company panel' });
  await tabs.getByRole('link', { name: 'Calling' }).click();
  await expect(page.getByRole('heading', { name: 'Codes for phones' })).toBeVisible();
}

async function openLog(page: Page): Promise<void> {
  await page.goto('/company/audit-log?kind=calling');
  await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible();
}

// Whoever was here before may have read his pages in another language.
test.beforeEach(({ panel }) => panel.sql(`update "user" set language = 'en', theme = 'system'`));

test('een groep wordt gemaakt met het toetsenbord, en niemand zit in twee van één soort', async ({ page, signInAs, panel, a11y }) => {
  await signInAs('k.vos');
  await speaks(panel, 'k.vos', 'nl');
  const hands = new Keyboard(page);
  await page.goto('/company/calling');
  const groups = card(page, 'Groepen');
  await expect(groups).toContainText('Nog geen groepen');
  await page.emulateMedia({ colorScheme: 'dark' });
  await a11y.check();

  const add = async (name: string, ...members: string[]): Promise<void> => {
    await hands.presses(groups.getByRole('link', { name: 'Groep toevoegen' }));
    await expect(page.getByRole('heading', { name: 'Groep toevoegen' })).toBeVisible();
    await hands.types('Naam', name);
    for (const member of members) {
      await hands.types('Lid toevoegen', member);
      await expect(page.locator('.pick-option')).toHaveText([new RegExp(member)]);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: `Haal ${member} uit de groep` })).toBeVisible();
    }
    await hands.presses(page.getByRole('button', { name: 'Groep toevoegen' }));
  };
  await add('Balie', 'Maud van den Berg', 'Noor Dekker');
  await expect(page.getByRole('heading', { name: 'Balie' })).toBeVisible();
  await expect(page.getByText('Overneemgroep')).toBeVisible();
  await a11y.check();
  const noor = await (await panel.api('n.dekker')).get(`${SETTINGS}/callPickupGroup`);
  expect(await noor.json()).toMatchObject({ groupName: 'Balie' });

  // Whoever is in a group already is refused beside the name, and the rest of the form stays.
  await hands.presses(page.getByRole('link', { name: 'Bellen' }).last());
  await expect(groups.getByRole('listitem')).toContainText('Maud van den Berg en Noor Dekker');
  await add('Magazijn', 'Omar El Amrani', 'Noor Dekker');
  const refused = page.getByRole('listitem').filter({ hasText: 'Noor Dekker' });
  await expect(refused).toContainText('Deze persoon zit al in een andere groep van deze soort.');
  await a11y.check();
  await hands.presses(page.getByRole('button', { name: 'Haal Noor Dekker uit de groep' }));
  await hands.presses(page.getByRole('button', { name: 'Groep toevoegen' }));
  await expect(page.getByRole('heading', { name: 'Magazijn' })).toBeVisible();

  await hands.presses(page.getByRole('button', { name: 'Groep verwijderen' }));
  await hands.presses(page.getByRole('button', { name: 'Definitief verwijderen' }));
  await expect(groups.getByRole('listitem')).toHaveCount(1);
  await expect(groups.getByRole('link', { name: 'Balie' })).toBeVisible();
  await speaks(panel, 'k.vos', 'en');
});

test('the log names the people of a group, also who has left it', async ({ page, signInAs, panel, a11y }) => {
  const kim = await panel.api('k.vos');
  const [hanna, thijs] = [await idOf(panel, 'Hanna'), await idOf(panel, 'Thijs')];
  const group = { name: 'Projects', kind: 'callPark', memberIds: [hanna] };
  const made = await kim.post('/v1/company/callGroups', { data: group });
  const { id } = await made.json();
  await signInAs('k.vos');
  await page.goto(`/company/calling/groups/${id}`);
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  await page.getByRole('button', { name: 'Take Hanna de Boer out of the group' }).click();
  await page.getByRole('searchbox', { name: 'Add a member' }).fill('thijs');
  await page.getByRole('button', { name: /^Thijs Willems/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const { memberIds } = await (await kim.get(`/v1/company/callGroups/${id}`)).json();
  expect(memberIds).toEqual([thijs]);

  await openLog(page);
  const line = page.getByRole('listitem').filter({ hasText: 'Kim Vos changed the group Projects' });
  await line.getByText('Before and after').click();
  await expect(line.getByRole('row', { name: 'Members Hanna de Boer Thijs Willems' })).toBeVisible();
  await a11y.check();
  expect((await kim.delete(`/v1/company/callGroups/${id}`)).status()).toBe(204);
});

test('a phone takes guests for a limited time, and a guest is sent away', async ({ page, signInAs, panel, a11y }) => {
  await signInAs('k.vos');
  await openCalling(page);
  const hosts = card(page, 'Phones for guests');
  await expect(hosts).toContainText('No phone takes guests');
  await a11y.check();
  await hosts.getByRole('searchbox', { name: 'Let guests use another phone' }).fill('vera');
  await page.getByRole('button', { name: /^Vera Prins/ }).click();
  await expect(page.getByRole('heading', { name: 'Guests at this phone' })).toBeFocused();

  const guests = card(page, 'Guests at this phone');
  await guests.getByRole('checkbox', { name: 'Guests may use this phone' }).check();
  await guests.getByRole('checkbox', { name: 'Guests stay only so long' }).check();
  const hours = guests.getByRole('textbox', { name: 'Hours, 1 to 999' });
  for (const [typed, told] of [['0', 'This is less than allowed.'], ['1000', 'This is more than allowed.'], ['eight', 'This is less than allowed.']] as const) {
    await hours.fill(typed);
    await guests.getByRole('button', { name: 'Save' }).click();
    await expect(hours).toHaveAccessibleDescription(told);
    await expect(hours).toBeFocused();
  }
  await a11y.check();
  await hours.fill('8');
  await page.keyboard.press('Enter');
  await expect(guests.getByText('Saved', { exact: true })).toBeVisible();

  const joris = await panel.api('j.vandijk');
  const sits = { enabled: true, associationLimitEnabled: true, associationLimitHours: 4, hostId: await idOf(panel, 'Vera') };
  const sat = await joris.put(`${SETTINGS}/hoteling/guest`, { data: sits });
  expect(sat.status(), await sat.text()).toBe(204);
  await openCalling(page);
  const row = hosts.getByRole('listitem').filter({ hasText: 'Vera Prins' });
  await expect(row).toContainText(/Joris van Dijk uses it until .* Guests stay for at most 8 hours/);
  await page.emulateMedia({ colorScheme: 'dark' });
  await a11y.check();
  await row.getByRole('button', { name: 'Send the guest away: Joris van Dijk' }).click();
  await row.getByRole('button', { name: 'End the stay' }).click();
  await expect(row).toContainText('Free');
  const { hostId } = await (await joris.get(`${SETTINGS}/hoteling/guest`)).json();
  expect(hostId).toBeUndefined();

  await openLog(page);
  await expect(page.getByText('Kim Vos sent the guest Joris van Dijk away from the phone of Vera Prins')).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: /whether the phone of Vera Prins takes guests/ });
  await line.getByText('Before and after').click();
  await expect(line.getByRole('row', { name: 'Guests may use this phone Off On' })).toBeVisible();
});

test('calls of a user are recorded, which the user sees, and the list tells whose', async ({ page, beside, signInAs, a11y }) => {
  await signInAs('k.vos');
  await openCalling(page);
  const recorded = card(page, 'Recording');
  await expect(recorded).toContainText('Nobody’s calls are recorded');
  await recorded.getByRole('searchbox', { name: 'Record the calls of somebody' }).fill('daan');
  await page.getByRole('button', { name: /^Daan Visser/ }).click();
  await expect(page.getByRole('heading', { name: 'Recording' })).toBeFocused();
  await recorded.getByRole('combobox', { name: 'Which calls' }).selectOption('All; the user may pause');
  await recorded.getByRole('checkbox', { name: 'Repeat a tone while recording' }).check();
  const seconds = recorded.getByRole('textbox', { name: 'Seconds between tones, 10 to 1800' });
  await seconds.fill('9');
  const address = recorded.getByRole('textbox', { name: 'Where they are heard (link)' });
  await address.fill('javascript:alert(1)');
  await recorded.getByRole('button', { name: 'Save' }).click();
  await expect(seconds).toHaveAccessibleDescription('This is less than allowed.');
  await expect(address).toHaveAccessibleDescription('This is not a link: it begins with https://.');
  await a11y.check();
  await seconds.fill('10');
  await address.fill('');
  await recorded.getByRole('radio', { name: 'A beep' }).check();
  await recorded.getByRole('button', { name: 'Save' }).click();
  await expect(recorded.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(seconds).toHaveValue('10');

  const daan = await beside('d.visser');
  await daan.goto('/calling/settings#recording');
  await expect(rowOf(daan, 'Recording my calls')).toContainText('All your calls are recorded; you may pause');
  await openCalling(page);
  await expect(recorded.getByRole('listitem')).toContainText('Daan Visser · 2046');
  await expect(recorded.getByRole('listitem')).toContainText('All; the user may pause');
  await page.emulateMedia({ colorScheme: 'dark' });
  await a11y.check();
  await openLog(page);
  const line = page.getByRole('listitem').filter({ hasText: 'Kim Vos changed the recording of calls of Daan Visser' });
  await line.getByText('Before and after').click();
  await expect(line.getByRole('row', { name: 'Which calls None All; the user may pause' })).toBeVisible();

  await openCalling(page);
  await recorded.getByRole('link', { name: 'Daan Visser' }).click();
  await recorded.getByRole('combobox', { name: 'Which calls' }).selectOption('None');
  await recorded.getByRole('button', { name: 'Save' }).click();
  await expect(recorded.getByText('Saved', { exact: true })).toBeVisible();
  await openCalling(page);
  await expect(recorded).toContainText('Nobody’s calls are recorded');
});

test('a code is found, refused where it does something else, changed, and taken back', async ({ page, signInAs, panel, a11y }) => {
  await signInAs('k.vos');
  await openCalling(page);
  const find = page.getByRole('searchbox', { name: 'Find groups, people and codes' });
  await find.fill('disturb on');
  const codes = card(page, 'Codes for phones');
  await expect(codes.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Groups' })).toBeHidden();
  const row = codes.getByRole('listitem');
  await expect(row).toContainText('*78');
  const hands = new Keyboard(page);
  const change = row.getByRole('button', { name: 'Change the code: Do not disturb: on' });
  await hands.presses(change);
  const code = row.getByRole('textbox', { name: 'Code', exact: true });
  await expect(code).toBeFocused();
  for (const [typed, told] of [
    ['78', 'A code begins with * or # and goes on with digits, at most eight characters.'],
    ['*79', 'This code does something else already.'],
    ['', 'Fill this in.'],
  ] as const) {
    await code.fill(typed);
    await page.keyboard.press('Enter');
    await expect(code).toHaveAccessibleDescription(told);
  }
  await a11y.check();
  await code.fill('*178');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Usually *78');
  await expect(change).toBeFocused();
  const dialled = async () => {
    const { featureAccessCodeList } = await (await (await panel.api('a.jansen')).get(`${SETTINGS}/featureAccessCode`)).json();
    const list = featureAccessCodeList as { name: string; code: string }[];
    return list.find(({ name }) => name === 'Do Not Disturb Activation')?.code;
  };
  expect(await dialled()).toBe('*178');
  await find.fill('*178');
  await expect(codes.getByRole('listitem')).toHaveCount(1);

  await hands.presses(change);
  await row.getByRole('button', { name: 'Back to the usual code' }).click();
  await expect(code).toHaveValue('*78');
  await row.getByRole('button', { name: 'Save' }).click();
  await expect.poll(dialled).toBe('*78');
  await openLog(page);
  await expect(page.getByText('Kim Vos changed the code for Do not disturb: on').first()).toBeVisible();
  await page.goto('/company/calling?query=zzzz');
  await expect(page.getByText('Nothing found').filter({ visible: true })).toHaveCount(1);
  await expect(page.getByRole('region')).toHaveCount(0);
  await a11y.check();
});
