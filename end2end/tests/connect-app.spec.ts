import { expect, test } from '../fixtures.ts';

test('an app is connected with a code that works once, and disconnected again', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  await signInAs('e.mulder');
  await page.goto('/');
  await page.getByRole('button', { name: 'My incoming calls' }).click();
  await page
    .getByRole('dialog', { name: 'My incoming calls' })
    .getByRole('button', { name: /^Connect the app/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Connect the app' });
  await expect(dialog.getByRole('img', { name: 'Code for the app' })).toBeVisible();
  await expect(dialog.getByRole('timer')).toHaveText(/^Valid for another /);
  await a11y.check();

  const link = await dialog.getByRole('link', { name: 'I am on my phone' }).getAttribute('href');
  const code = (link ?? '').split(/[/=]/).at(-1) as string;
  const app = await panel.api();
  const redeem = () =>
    app.post(`/v1/pairings/${code}`, { data: { name: 'Eva’s phone', kind: 'app' } });
  const redeemed = await redeem();
  expect(redeemed.status()).toBe(200);
  expect(await redeemed.json()).toMatchObject({
    address: 'sip:2047@pbx.test',
    displayName: 'Eva Mulder',
    registrar: '127.0.0.10:5060',
  });
  await expect(dialog.getByText('Eva’s phone is connected')).toBeVisible();
  const again = await redeem();
  expect(again.status()).toBeGreaterThanOrEqual(400);
  expect((await again.json()).errors[0].code).toBe('codeSpent');

  const device = dialog.getByRole('listitem').filter({ hasText: 'Eva’s phone' });
  await expect(device).not.toContainText('Connected now');
  await device.getByRole('button', { name: 'Disconnect Eva’s phone' }).click();
  await device.getByRole('button', { name: 'Yes, disconnect' }).click();
  await expect(device).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

test('a phone that opens the link says its name and learns what to enter', async ({
  page,
  panel,
  a11y,
}) => {
  const eva = await panel.api('e.mulder');
  const pairing = (await (await eva.post('/v1/account/devices/pairings')).json()) as {
    link: string;
  };
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto(pairing.link);
  const name = page.getByLabel('Name of this phone');
  await name.fill('');
  await page.getByRole('button', { name: 'Connect this phone' }).click();
  await expect(name).toHaveAccessibleDescription(/\S/);
  await name.fill('Eva’s other phone');
  await a11y.check();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This phone is connected' })).toBeVisible();
  await expect(page.getByText('sip:2047@pbx.test')).toBeVisible();
  await a11y.check();
  await page.reload();
  await page.getByRole('button', { name: 'Connect this phone' }).click();
  await expect(page.getByRole('alert')).toContainText('code');
});
