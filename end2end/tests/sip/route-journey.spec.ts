import { BAS, CALLER, expect, from, heardNothing, overSince, test } from '../../sip/settings.ts';

/** The wall clock of the organisation, which is that of the browser in these tests or an hour off. */
const clock = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(moment);

/** The next whole minute that is more than a minute away: two minutes at the most. */
const soon = (): Date => new Date(Math.ceil((Date.now() + 61_000) / 60_000) * 60_000);

test('forwarding until a time two minutes away, from the palette to the phone and back', async ({
  page,
  sessions,
  context,
  anna,
  annasPhone,
  basPhone,
  outside,
}) => {
  test.setTimeout(240_000);
  await context.addCookies((await sessions('a.jansen')).cookies);
  const session = await (await anna.api.get('/v1/session')).text();
  const timeZone = /"timeZone":"([^"]+)"/.exec(session)?.[1] ?? 'unknown';
  const began = new Date();
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Recent calls' })).toBeVisible();
  const end = soon();
  const time = clock(end, timeZone);

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and do' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(`forward to bas de vries until ${time}`);
  await expect(palette.getByRole('option').first()).toContainText('Forward everyone to Bas de Vries until');
  await expect(palette.getByRole('status')).toContainText('the call goes to Bas de Vries until');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();

  // The ring's word beside the avatar, the line on top, and the sentence.
  const main = page.getByRole('main');
  await expect(page.getByRole('banner')).toContainText('Forwarded');
  await expect(main).toContainText(/All calls go to Bas de Vries until/);
  await expect(main).toContainText(/If someone calls 2041 now, the call goes to Bas de Vries until .*After that,/);

  // A call is forwarded.
  let since = new Date();
  let desk = await annasPhone.rings();
  const colleague = await basPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await colleague.succeeds();
  heardNothing(desk);
  await desk.stop();
  const first = await overSince(anna.api, since);

  // It ends by itself, and the page says so without a reload.
  await expect(page.getByRole('banner')).not.toContainText('Forwarded', { timeout: 130_000 });
  await expect(main).not.toContainText('All calls go to Bas de Vries');
  await expect(main).toContainText(/If someone calls 2041 now, your desk phone/);
  expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
  since = new Date();
  desk = await annasPhone.talks();
  const silent = await basPhone.rings();
  await outside.calls(from(CALLER)).succeeds();
  await desk.succeeds();
  heardNothing(silent);

  // The history tells both changes, the newest first.
  const changes = `/v1/changes?setting=callForwarding&from=${encodeURIComponent(began.toISOString())}`;
  const history = async (): Promise<string[]> => {
    const { lines } = (await (await anna.api.get(changes)).json()) as { lines: { action: string }[] };
    return lines.map((line) => line.action);
  };
  await expect.poll(history).toEqual(['settingEnded', 'settingChanged']);
  await page.goto('/calling/changes');
  await expect(main).toContainText('Everyone to Bas de Vries');

  // And the first call knows why it went to Bas.
  await page.goto(`/?call=${String(first['id'])}`);
  const details = page.getByRole('dialog', { name: 'Call details' });
  await expect(details).toContainText('Forward everyone');
  await expect(details).toContainText('Bas de Vries');
  expect(BAS.address).toContain('2044');
});
