import { expect, test } from '../fixtures.ts';
import { ha1 } from '../sip/digest.ts';

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
    realm: 'pbx.test',
    registrar: '127.0.0.10:5060',
    transport: 'udp',
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
  await expect(page.getByRole('button', { name: 'Copy: Password' })).toBeVisible();
  await a11y.check();
  await page.reload();
  await page.getByRole('button', { name: 'Connect this phone' }).click();
  await expect(page.getByRole('alert')).toContainText('code');
});

test('a phone without a camera is added by hand, gets another password, and goes again', async ({
  page,
  context,
  panel,
  signInAs,
  a11y,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs('e.mulder');
  await page.goto('/');
  await page.getByRole('button', { name: 'My incoming calls' }).click();
  await page
    .getByRole('dialog', { name: 'My incoming calls' })
    .getByRole('button', { name: /^Connect the app/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Connect the app' });
  await dialog.getByRole('button', { name: 'Add a phone by hand' }).click();
  const name = dialog.getByLabel('Name of this phone');
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(name).toHaveAccessibleDescription(/\S/);
  await name.fill('Hall phone');
  await a11y.check();
  await page.keyboard.press('Enter');

  await expect(dialog.getByText('Enter this in Hall phone:')).toBeFocused();
  const shown = async (what: string): Promise<string> => {
    const copy = dialog.getByRole('button', { name: `Copy: ${what}` });
    await copy.click();
    // It is called otherwise once the text is in the clipboard.
    await expect(copy).toHaveCount(0);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await shown('SIP address')).toBe('sip:2047@pbx.test');
  expect(await shown('Server')).toBe('127.0.0.10:5060');
  const [username, password] = [await shown('User name for signing in'), await shown('Password')];
  const account = { address: 'sip:2047@pbx.test', username, password };
  const known = async (): Promise<unknown> => {
    const answer = await panel.engine('credentials', { username, realm: 'pbx.test' });
    return answer.ok ? answer.json() : answer.status;
  };
  expect(await known()).toMatchObject({ sha256: ha1('SHA-256', account), md5: ha1('MD5', account) });
  await a11y.check();
  await dialog.getByRole('button', { name: 'I have entered it' }).click();
  await expect(dialog.getByText('Enter this in Hall phone:')).toHaveCount(0);
  expect(await page.content()).not.toContain(password);

  const phone = dialog.getByRole('listitem').filter({ hasText: 'Hall phone' });
  await phone.getByRole('button', { name: 'New password for Hall phone' }).click();
  await phone.getByRole('button', { name: 'Yes, end the old one' }).click();
  await expect(dialog.getByText('Enter this in Hall phone:')).toBeVisible();
  const renewed = { ...account, password: await shown('Password') };
  expect(renewed.password).not.toBe(password);
  expect(await known()).toMatchObject({ sha256: ha1('SHA-256', renewed) });
  await dialog.getByRole('button', { name: 'I have entered it' }).click();

  await phone.getByRole('button', { name: 'Disconnect Hall phone' }).click();
  await phone.getByRole('button', { name: 'Yes, disconnect' }).click();
  await expect(phone).toHaveCount(0);
  expect(await known()).toBe(404);
});
