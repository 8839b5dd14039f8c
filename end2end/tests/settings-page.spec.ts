import { expect, grants, test, userNamed } from '../call-settings.ts';

const LANES = [
  'Who gets through',
  'Sent elsewhere at once',
  'Rings',
  'If nobody answers',
  'What others see',
  'Told by mail',
  'Codes and groups',
];

test('settings stand in the order in which they act, and are found by other words, too', async ({ page, settingsOf }) => {
  const settings = await settingsOf('c.smit');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(LANES);
  const find = page.getByRole('searchbox', { name: 'Find a setting' });
  await find.fill('sequential RING');
  await expect(settings.row('Ring other numbers one after another')).toBeVisible();
  await expect(settings.row('Ring other numbers at the same time')).toBeHidden();
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['Rings']);
  await expect(page).toHaveURL(/query=sequential/);

  await find.fill('no such thing');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing found' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(0);
  await find.fill('');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(LANES);

  // A link leads to one of them, open.
  await page.goto('/calling/settings#call-waiting');
  await expect(settings.row('Second call while I am in a call')).toHaveAttribute('open');
  await expect(settings.line('Second call while I am in a call')).toBeFocused();
  await expect(settings.line('Second call while I am in a call')).toBeInViewport();
});

test('what the administrator takes away says so where it is open, and goes', async ({ page, panel, settingsOf }) => {
  const settings = await settingsOf('c.smit');
  const { id } = await userNamed(panel, 'smit');
  const kim = await panel.api('k.vos');
  const access = async (level: string | null): Promise<void> => {
    const path = `/v1/company/users/${id}/featureAccess`;
    const data = { features: { callWaiting: { own: level } } };
    const answer = await kim.put(path, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const name = 'Second call while I am in a call';
  const row = await settings.opens(name);
  await expect(row.getByRole('switch', { name })).toBeVisible();
  await access('NO_ACCESS');
  try {
    await expect(row).toContainText('Your administrator removed access.');
    await expect(row.getByRole('switch', { name })).toHaveCount(0);
    await settings.line(name).click();
    await expect(settings.row(name)).toHaveCount(0);
    await page.reload();
    await expect(settings.row('Forward everyone')).toBeVisible();
    await expect(settings.row(name)).toHaveCount(0);
  } finally {
    await access(null);
  }
  await expect(settings.row(name)).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing with every row open, ${theme}`, async ({ page, panel, settingsOf, a11y }) => {
    test.slow();
    await grants(panel, 'bakker', 'mailbox', 'executive');
    await page.emulateMedia({ colorScheme: theme });
    const settings = await settingsOf('a.bakker', 'en', theme);
    await expect(page.locator('html')).toHaveCSS('color-scheme', theme);
    await settings.set('doNotDisturb', { enabled: true });
    await settings.set('callForwarding', { callForwarding: { always: { enabled: true, destination: '2044' } } });
    // The rows come together, once it is known which ones the user has.
    await expect(settings.row('Codes to dial')).toBeVisible();
    for (const line of await page.locator('main summary').all()) await line.click();
    await expect(page.locator('main details:not([open]):not([hidden])')).toHaveCount(0);
    await expect(settings.row('Codes to dial').getByRole('row').first()).toBeVisible();
    await a11y.check();
  });
}

test('Dutch, on a phone', async ({ page, settingsOf, a11y }) => {
  const settings = await settingsOf('d.visser', 'nl');
  await page.setViewportSize({ width: 360, height: 740 });
  const name = 'Iedereen doorschakelen';
  await page.getByRole('searchbox', { name: 'Zoek een instelling' }).fill('altijd');
  const row = await settings.opens(name);
  await row.getByRole('switch', { name: 'Deze gesprekken doorschakelen' }).click();
  const to = row.getByRole('combobox', { name: 'Naar', exact: true });
  await to.fill('112');
  await to.press('Enter');
  await expect(to).toHaveAccessibleDescription(/^Oproepen kunnen niet naar een alarmnummer\./);
  await expect(to).toHaveValue('112');
  await to.fill('bas de');
  await row.getByRole('option', { name: /Bas de Vries.*2044/ }).click();
  await row.getByRole('radio', { name: 'Morgen 8:00' }).check();
  await row.getByRole('button', { name: 'Opslaan' }).click();
  await expect(row.getByText('Opgeslagen', { exact: true })).toBeVisible();
  await expect(settings.line(name)).toContainText(/Iedereen naar Bas de Vries tot .*8:00/);
  expect(await settings.stored('callForwarding')).toMatchObject({
    callForwarding: { always: { enabled: true, destination: '2044' } },
  });
  await a11y.check();
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
});
