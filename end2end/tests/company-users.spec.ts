import type { APIRequestContext } from '@playwright/test';

import { expect, type Page, test } from '../fixtures.ts';

const AVAILABLE = '/v1/telephony/config/people/me/settings/availableCallerIds';
const SELECTED = '/v1/telephony/config/people/me/settings/selectedCallerId';

/** The button under what an administrator decides about a user; other cards have one of their own. */
const save = (page: Page) => page.getByRole('region', { name: 'Settings' }).getByRole('button', { name: 'Save' });

async function openUsers(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Company panel' }).click();
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
}

async function openUser(page: Page, name: string): Promise<void> {
  await openUsers(page);
  await page.getByRole('searchbox', { name: 'Find by name' }).fill(name);
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('link') })).toHaveCount(1);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

async function selected(user: APIRequestContext): Promise<unknown> {
  return (await user.get(SELECTED)).json();
}

test('an administrator adds a user, and what is wrong is told beside its field', async ({ page, signInAs, a11y }) => {
  await signInAs('k.vos');
  await openUsers(page);
  await a11y.check();
  await page.getByRole('link', { name: 'Add a user' }).click();
  const extension = page.getByLabel('Internal number');
  await page.getByLabel('First name').fill('Nina');
  await page.getByLabel('E-mail address').fill('nina at example');
  await page.getByRole('button', { name: 'Add and invite' }).click();
  const email = page.getByLabel('E-mail address');
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription('This is not an e-mail address.');
  await expect(extension).toHaveAccessibleDescription('Fill this in.');
  await a11y.check();

  // What only the server knows is told in the same place, and nothing typed is lost.
  await email.fill('nina@example.nl');
  await extension.fill('2041');
  await page.getByRole('button', { name: 'Add and invite' }).click();
  await expect(extension).toHaveAccessibleDescription('Somebody else has this already.');
  await expect(extension).toBeFocused();
  await extension.fill('2099');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nina' })).toBeVisible();
  await expect(page.getByText('Invited · never signed in')).toBeVisible();
  await a11y.check();

  await page.getByRole('button', { name: 'Send the invitation again' }).click();
  await expect(page.getByText('Invitation sent to nina@example.nl.')).toBeVisible();
  await page.getByLabel('Last name').fill('Zand');
  await page.getByLabel('Voicemail box').check();
  await save(page).click();
  await expect(page.getByRole('heading', { name: 'Nina Zand' })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Voicemail box')).toBeChecked();
  await page.getByRole('link', { name: 'Users' }).first().click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Nina Zand' })).toContainText('Invited');
});

test('numbers that a user may show are allowed and withdrawn', async ({ page, signInAs, panel, a11y }) => {
  const anna = await panel.api('a.jansen');
  const allowed = async () => {
    const { availableCallerIds } = await (await anna.get(AVAILABLE)).json();
    return availableCallerIds.length as number;
  };
  const before = await allowed();
  expect(before).toBeGreaterThan(2);
  await signInAs('k.vos');
  await openUser(page, 'Anna Jansen');

  // Whoever saves something else takes nothing away.
  await save(page).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await allowed()).toBe(before);

  const withdraw = page.getByRole('button', { name: /^Withdraw / });
  const shown = await withdraw.count();
  const name = (await withdraw.last().getAttribute('aria-label')) ?? '';
  await withdraw.last().click();
  await expect(withdraw).toHaveCount(shown - 1);
  await save(page).click();
  await expect.poll(allowed).toBe(before - 1);

  await page.getByLabel('Allow a number to be shown').fill(name.replace('Withdraw ', ''));
  await expect(page.getByRole('listitem').getByRole('button', { name: name.replace('Withdraw ', '') }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(withdraw).toHaveCount(shown);
  await a11y.check();
  await save(page).click();
  await expect.poll(allowed).toBe(before);
});

test('a temporary password is shown once, and who is disabled can be let in again', async ({ page, signInAs, a11y }) => {
  await signInAs('k.vos');
  await openUser(page, 'Usha Ramdin');
  await page.getByRole('button', { name: 'Temporary password' }).click();
  await page.getByRole('button', { name: 'Replace the password' }).click();
  await expect(page.getByText(/^[a-z2-9]{4}(-[a-z2-9]{4,5}){3}$/)).toBeVisible();
  await a11y.check();
  await page.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('button', { name: 'Shut out' }).click();
  await expect(page.getByText('This user can no longer sign in.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open panel' })).toBeHidden();
  await page.getByRole('button', { name: 'Enable again' }).click();
  await expect(page.getByText('This user can sign in again.')).toBeVisible();
});

test('an administrator opens a panel, changes the outgoing number, and leaves it', async ({ page, context, signInAs, panel, a11y }) => {
  panel.sql(`update "user" set language = 'en'`);
  await signInAs('k.vos');
  const anna = await panel.api('a.jansen');
  const before = await selected(anna);
  await openUser(page, 'Anna Jansen');
  const tab = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Open panel' }).click();
  const opened = await tab;
  const bar = opened.getByRole('region', { name: 'Opened panel' });
  await expect(bar).toContainText('You are looking at the panel of Anna Jansen as Kim Vos');
  await expect(opened.getByRole('link', { name: 'Company panel' })).toBeHidden();

  await opened.getByRole('button', { name: /Anna Jansen/ }).click();
  const sales = opened.getByRole('radio', { name: /Sales/ });
  await sales.check();
  await expect(opened.getByText('Saved', { exact: true })).toBeVisible();
  // Credentials of hers are no business of his.
  await expect(opened.getByRole('button', { name: 'Connect the app' })).toHaveCount(0);
  expect(await selected(anna)).not.toEqual(before);

  await opened.goto('/account/security');
  await expect(opened.getByText('it stays shut in an opened panel')).toBeVisible();
  await expect(opened.getByRole('button', { name: 'Change password' })).toBeHidden();

  // Nothing leads to what is hers alone.
  await opened.goto('/phonebook');
  await expect(opened.getByRole('heading', { name: 'Phonebook' })).toBeVisible();
  await expect(opened.getByRole('link', { name: 'Manage my contacts' })).toHaveCount(0);
  await opened.keyboard.press('Control+k');
  const palette = opened.getByRole('dialog');
  await palette.getByRole('combobox').fill('security');
  await expect(palette.getByRole('status').filter({ hasText: 'Nothing found' })).toBeVisible();
  await opened.keyboard.press('Escape');

  // The administrator's own tab has stayed his own.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Anna Jansen' })).toBeVisible();

  // She sees who it was.
  const { lines } = await (await anna.get('/v1/changes?by=others')).json();
  expect(lines.map((line: { action: string; actorName: string }) => [line.action, line.actorName])).toEqual(
    expect.arrayContaining([['settingChanged', 'Kim Vos'], ['panelOpened', 'Kim Vos']]),
  );

  await anna.put(SELECTED, { data: before });
  await bar.getByRole('button', { name: 'Leave' }).click();
  await expect(opened.getByRole('heading', { name: 'Users' })).toBeVisible();
  await expect(bar).toBeHidden();
  await a11y.check();
});

test('who is no administrator finds the company panel shut', async ({ page, signInAs, a11y }) => {
  await signInAs('a.jansen');
  await page.goto('/company/users');
  await expect(page.getByText('Only administrators of your organisation have this.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Company panel' })).toBeHidden();
  await a11y.check();
});
