import { expect, type Page, test } from '../fixtures.ts';
import type { Panel } from '../panel.ts';

interface Listed {
  path: string;
  heading: RegExp;
  /** Something that comes after the heading. */
  shows?: RegExp;
}

const PAGES: Listed[] = [
  { path: '/', heading: /^(Recent calls|Recente gesprekken)$/ },
  { path: '/calls', heading: /^(Calls|Gesprekken)$/ },
  { path: '/phonebook', heading: /^(Phonebook|Telefoonboek)$/ },
  { path: '/route', heading: /^(My incoming calls|Mijn inkomende gesprekken)$/ },
  { path: '/calling/settings', heading: /^(Calling|Bellen)$/ },
  { path: '/calling/schedules', heading: /^(Calling|Bellen)$/, shows: /^(Your schedules|Jouw schema’s)$/ },
  { path: '/calling/schedules/new', heading: /^(Calling|Bellen)$/, shows: /^(Make a schedule|Schema maken)$/ },
  { path: '/calling/contacts', heading: /^(Calling|Bellen)$/, shows: /^(Speed dials|Snelkiesnummers)$/ },
  { path: '/calling/changes', heading: /^(Calling|Bellen)$/, shows: /^(History|Geschiedenis)$/ },
  { path: '/account', heading: /^(My account|Mijn account)$/ },
  { path: '/account/security', heading: /^(Security|Beveiliging)$/ },
  { path: '/me', heading: /^(Personal information|Persoonlijke gegevens)$/ },
];

/** The pages of administrators. Those of one entry have its name for a heading. */
async function companyPages(panel: Panel): Promise<Listed[]> {
  const kim = await panel.api('k.vos');
  const { users } = await (await kim.get('/v1/company/users?query=bakker')).json();
  const { dialPlans } = await (await kim.get('/v1/company/dialPlans?query=support')).json();
  const nothing = /^(Nothing found|Niets gevonden)$/;
  return [
    { path: '/company/users', heading: /^(Users|Gebruikers)$/, shows: /^Anna Jansen$/ },
    { path: '/company/users?query=zzzz', heading: /^(Users|Gebruikers)$/, shows: nothing },
    { path: '/company/users/new', heading: /^(Add a user|Gebruiker toevoegen)$/ },
    { path: `/company/users/${users[0].id}`, heading: /^Anouk Bakker/ },
    { path: '/company/numbers', heading: /^(Numbers|Nummers)$/, shows: /^(Default|Standaard)$/ },
    { path: '/company/numbers?query=zzzz', heading: /^(Numbers|Nummers)$/, shows: nothing },
    { path: '/company/numbers/new', heading: /^(Add a number|Nummer toevoegen)$/ },
    { path: '/company/numbers/442079460007', heading: /^\+44 20 7946 0007$/ },
    { path: '/company/dial-plans', heading: /^(Dial plans|Belplannen)$/, shows: /^Support$/ },
    { path: '/company/dial-plans/new', heading: /^(Add a dial plan|Belplan toevoegen)$/ },
    { path: `/company/dial-plans/${dialPlans[0].id}`, heading: /^Support$/ },
    { path: '/company/phonebook', heading: /^(Company phonebook|Bedrijfstelefoonboek)$/ },
    { path: '/company/phonebook?query=zzzz', heading: /^(Company phonebook|Bedrijfstelefoonboek)$/, shows: nothing },
    { path: '/company/block-list', heading: /^(Block list|Blokkeerlijst)$/ },
    { path: '/company/calling', heading: /^(Groups|Groepen)$/, shows: /^(Do not disturb: on|Niet storen: aan)$/ },
    { path: '/company/calling/groups/new', heading: /^(Add a group|Groep toevoegen)$/ },
    { path: '/company/features', heading: /^(Features|Functies)$/, shows: /^(Call forwarding|Doorschakelen)$/ },
    { path: '/company/schedules', heading: /^(Schedules|Schema’s)$/ },
    { path: '/company/schedules/new', heading: /^(Make a schedule|Schema maken)$/ },
    { path: '/company/audit-log', heading: /^(Audit log|Logboek)$/, shows: /^(Before and after|Voor en na)$/ },
    { path: '/company/audit-log?kind=strangers', heading: /^(Audit log|Logboek)$/, shows: nothing },
  ];
}

async function open(page: Page, { path, heading, shows }: Listed): Promise<void> {
  await page.goto(path);
  const level = path.startsWith('/company') ? 2 : 1;
  await expect(page.getByRole('heading', { name: heading, level }).last()).toBeVisible();
  if (shows) await expect(page.getByText(shows).first()).toBeVisible();
  await expect(page.locator('#skeleton')).toHaveCount(0);
}

/** How many pixels the page is wider than the window. */
function excess(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The log is not empty, and has a line of each kind of value. */
async function fillLog(panel: Panel): Promise<void> {
  const kim = await panel.api('k.vos');
  const { users } = await (await kim.get('/v1/company/users?query=usha')).json();
  const { grants } = users[0];
  for (const data of [{ grants: ['mailbox', 'phonebookManager'], callerNumbers: ['+442079460001'] }, { grants }]) {
    expect((await kim.put(`/v1/company/users/${users[0].id}`, { data })).ok()).toBe(true);
  }
}

for (const theme of ['light', 'dark']) {
  for (const language of ['en', 'nl']) {
    test(`axe finds nothing on any page, ${theme}, in ${language}`, async ({
      page,
      panel,
      signInAs,
      a11y,
    }) => {
      test.slow();
      await signInAs('d.visser');
      const daan = await panel.api('d.visser');
      expect((await daan.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
      for (const listed of PAGES) {
        await open(page, listed);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await a11y.check();
      }
    });

    test(`axe finds nothing on any page of the company panel, ${theme}, in ${language}`, async ({
      page,
      panel,
      signInAs,
      a11y,
    }) => {
      test.slow();
      await fillLog(panel);
      await signInAs('k.vos');
      const kim = await panel.api('k.vos');
      expect((await kim.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
      for (const listed of await companyPages(panel)) {
        await open(page, listed);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await a11y.check();
      }
    });
  }
}

test('the sign-in page is clean in the dark, and so is that for a forgotten password', async ({
  page,
  a11y,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/forgot');
  await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible();
  await a11y.check();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await a11y.check();
});

test('nothing scrolls sideways on the narrowest phone', async ({ page, signInAs, a11y }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await signInAs('a.jansen');
  for (const listed of PAGES) {
    await open(page, listed);
    expect(await excess(page), listed.path).toBe(0);
    await a11y.check();
  }
});

for (const language of ['en', 'nl']) {
  test(`nothing of the company panel scrolls sideways on the narrowest phone, in ${language}`, async ({
    page,
    panel,
    signInAs,
    a11y,
  }) => {
    test.slow();
    await fillLog(panel);
    await page.setViewportSize({ width: 320, height: 640 });
    await signInAs('k.vos');
    const kim = await panel.api('k.vos');
    expect((await kim.put('/v1/account', { data: { language, theme: 'light' } })).ok()).toBe(true);
    for (const listed of await companyPages(panel)) {
      await open(page, listed);
      expect(await excess(page), listed.path).toBe(0);
      // One sees on which page of the panel one is.
      await expect(page.locator('.panel-tabs [aria-current]')).toBeInViewport({ ratio: 1 });
      await a11y.check();
    }
  });
}

test('a phone has the two menus as pages', async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs('a.jansen');
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: /My incoming calls/ }).click();
  await expect(page).toHaveURL(/\/route$/);
  await expect(page.getByRole('group', { name: 'The number others see' })).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: /My account/ }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('without JavaScript the page says what it needs', async ({ browser, panel }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: panel.url });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('main').first()).toContainText('Belroute needs JavaScript');
  await context.close();
});
