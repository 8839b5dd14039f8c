import { expect, type Page, test as base } from '../fixtures.ts';
import { IdentityProvider } from '../identity-provider.ts';

/** A panel whose people sign in at a provider of their own. */
const test = base.extend<object, { provider: IdentityProvider }>({
  provider: [
    async ({ panel }, use) => {
      const provider = await IdentityProvider.start(panel);
      panel.setProvider(provider);
      await use(provider);
      await provider.stops();
    },
    { scope: 'worker' },
  ],
});

const NEWS = 'status';

/** Goes where the organisation of an address signs in. */
async function leave(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Sign in through your organisation' }).click();
  const email = page.getByLabel('E-mail address at work');
  await expect(email).toBeFocused();
  await email.fill('anybody@Example.nl');
  await page.getByRole('button', { name: 'Go there' }).click();
}

async function isSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /My account/ })).toBeVisible();
}

test('who logs in at the provider is signed in here', async ({ page, panel, provider, a11y }) => {
  await page.goto('/single-sign-on');
  await expect(page.getByLabel('E-mail address at work')).toBeVisible();
  await a11y.check();
  await leave(page);
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/login/`));
  await provider.logIn(page, 'farid');
  await expect(page).toHaveURL(`${panel.url}/`);
  await isSignedIn(page);
  await page.getByRole('button', { name: /My account/ }).click();
  await expect(page.getByText('f.haddad@example.nl').first()).toBeVisible();
});

for (const { account, why } of [
  { account: 'koen', why: 'whose address is not verified' },
  { account: 'stranger', why: 'whom nobody knows here' },
]) {
  test(`somebody ${why} is told so on the sign-in page`, async ({ page, provider, a11y }) => {
    await leave(page);
    await provider.logIn(page, account);
    await expect(page.getByRole(NEWS)).toContainText('there is no account here with an e-mail address');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await a11y.check();
  });
}

test('who calls it off at the provider comes back and is told what happened', async ({ page, provider }) => {
  await leave(page);
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/login/`));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole(NEWS)).toContainText('You stopped at the sign-in page of your organisation');
});

test('new keys of the provider are found without anybody noticing', async ({ page, provider, context }) => {
  await leave(page);
  await provider.logIn(page, 'farid');
  await isSignedIn(page);
  await context.clearCookies();
  // The panel has asked for the keys already when they change.
  await leave(page);
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/login/`));
  await provider.starts();
  await leave(page);
  await provider.logIn(page, 'farid');
  await isSignedIn(page);
});

test('the address may be told only to who asks who somebody is', async ({ page, provider }) => {
  await provider.starts({ isTerse: true });
  await leave(page);
  await provider.logIn(page, 'farid');
  await isSignedIn(page);
});

test('a provider that takes our secret in the form only is given it there', async ({ page, provider }) => {
  await provider.starts({ wantsForm: true });
  await leave(page);
  await provider.logIn(page, 'farid');
  await isSignedIn(page);
});

test('a provider that takes no codes is told about in plain words', async ({ page, provider }) => {
  await provider.starts({ isBroken: true });
  await leave(page);
  await provider.logIn(page, 'farid');
  await expect(page.getByRole(NEWS)).toContainText('could not be reached or gave no good answer');
});

test('where the provider is away nobody is sent to a dead page', async ({ page, panel, provider }) => {
  await provider.stops();
  // What it said of itself before is forgotten with the panel's memory, as it is after a minute.
  await panel.stop();
  await panel.start();
  await leave(page);
  await expect(page.getByRole('alert')).toContainText(
    'The sign-in page of your organisation cannot be reached.',
  );
  await expect(page).toHaveURL(/\/single-sign-on$/);
  await provider.starts();
  await page.getByRole('button', { name: 'Go there' }).click();
  await provider.logIn(page, 'farid');
  await isSignedIn(page);
});

test('a provider is not offered to who has another address', async ({ page, provider }) => {
  expect(provider.issuer).not.toBe('');
  await page.goto('/single-sign-on');
  await page.getByLabel('E-mail address at work').fill('somebody@elsewhere.test');
  await page.getByRole('button', { name: 'Go there' }).click();
  await expect(page.getByText('No organisation with such addresses signs in this way.')).toBeVisible();
});
