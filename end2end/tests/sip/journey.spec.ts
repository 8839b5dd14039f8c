import { ANNA, atEngine, expect, test } from '../../sip/fixtures.ts';
import { fillSignIn } from '../../fixtures.ts';

test('a user sees a call arrive, chooses another number, and calls with it', async ({
  page,
  sessions,
  annasPhone,
  trunk,
}) => {
  // English from here on; the form is what this test fills in itself.
  await sessions('a.jansen');
  await page.goto('/');
  await fillSignIn(page, 'a.jansen');
  const calls = page.getByRole('region', { name: 'Recent calls' });
  await expect(calls.getByRole('listitem').first()).toBeVisible();

  // A call arrives and appears without a reload.
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
  const phone = await annasPhone.talks(4_000);
  const call = trunk.calls(
    { from: '<sip:+447700900555@trunk.test>', to: atEngine(ANNA.direct) },
    4_000,
  );
  const row = calls.getByRole('listitem').filter({ hasText: '900555' }).first();
  await expect(row).toContainText('ringing');
  await expect(row).toContainText('in a call');
  await Promise.all([call.succeeds(), phone.succeeds()]);
  await expect(row).toContainText(/answered/);
  expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true);

  // Another number, from the menu at the left.
  const dial = { from: `"Anna" <${ANNA.address}>`, to: 'sip:+447700900321@pbx.test' };
  const menu = page.getByRole('button', { name: 'My incoming calls' });
  const numbers = page.getByRole('group', { name: 'The number others see' });
  await menu.click();
  await numbers.getByRole('radio', { name: /Sales/ }).check();
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  let wayOut = await trunk.talks();
  await annasPhone.calls(dial).succeeds();
  let invite = await wayOut.sees('INVITE');
  expect(invite.headers.get('from')?.[0]).toContain('<sip:+442079460000@');
  expect(invite.headers.get('p-asserted-identity')?.[0]).toContain('<sip:+442079460000@');
  await wayOut.succeeds();

  // And no number at all.
  await numbers.getByRole('radio', { name: /Anonymous/ }).check();
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  wayOut = await trunk.talks();
  await annasPhone.calls(dial).succeeds();
  invite = await wayOut.sees('INVITE');
  expect(invite.headers.get('from')?.[0]).toContain('<sip:anonymous@anonymous.invalid>');
  expect(invite.headers.get('privacy')).toEqual(['id']);
  // The trunk is told whose call it is: the number chosen before, which is hidden now.
  expect(invite.headers.get('p-asserted-identity')?.[0]).toContain('<sip:+442079460000@');

  await numbers.getByRole('radio', { name: /My direct number/ }).check();
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
});
