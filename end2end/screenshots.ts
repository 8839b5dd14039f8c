import { statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, isLive, type Page, test } from './fixtures.ts';
import { MadeUpCall, registers } from './made-up-call.ts';
import type { Panel } from './panel.ts';

interface Entry {
  id: string;
  numbers: { number: string }[];
}

const FOLDER = join(import.meta.dirname, 'screenshots');
const MAX_BYTES = 250_000;

test.use({ viewport: { width: 1280, height: 800 } });

/** Writes one picture of the README. */
async function take(page: Page, name: string): Promise<void> {
  await expect(page.locator('#skeleton')).toHaveCount(0);
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  expect(statSync(path).size, `${name}.png is small`).toBeLessThan(MAX_BYTES);
}

/** The dashboard of Anna in her language and theme, with a call that rings. */
async function dashboard(page: Page, heading = 'Recent calls'): Promise<void> {
  await page.goto('/');
  const calls = page.getByRole('region', { name: heading });
  await isLive(page);
  await expect(calls.getByRole('listitem').first()).toBeVisible();
}

test('pictures of the panel', async ({ page, panel, signInAs }) => {
  test.setTimeout(120_000);
  const anna = await panel.api('a.jansen');
  const account = async (language: string, theme: string): Promise<void> => {
    expect((await anna.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
  };

  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await take(page, 'sign-in');

  const goingOn = await livelyMorning(panel);
  await signInAs('a.jansen');
  await dashboard(page);
  await take(page, 'dashboard');

  await page.getByRole('button', { name: 'My incoming calls' }).click();
  await expect(page.getByRole('group', { name: 'The number others see' }).getByRole('radio')).toHaveCount(5);
  await take(page, 'menu-incoming-calls');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /My account/ }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await take(page, 'menu-account');

  await account('en', 'dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await dashboard(page);
  await take(page, 'dashboard-dark');

  await account('nl', 'light');
  await page.emulateMedia({ colorScheme: 'light' });
  await dashboard(page, 'Recente gesprekken');
  await take(page, 'dashboard-dutch');

  await account('en', 'light');
  await page.setViewportSize({ width: 390, height: 800 });
  await dashboard(page);
  await take(page, 'dashboard-phone');
  await page.goto('/route');
  await expect(page.getByRole('group', { name: 'The number others see' }).getByRole('radio')).toHaveCount(5);
  await take(page, 'incoming-calls-phone');
  for (const call of goingOn) await call.ends('answered');
});

/** Phones that are there, a few calls of today, and two that go on. */
async function livelyMorning(panel: Panel): Promise<MadeUpCall[]> {
  for (let extension = 2040; extension <= 2060; extension++) {
    if (extension % 6 !== 0) await registers(panel, String(extension));
  }
  const anna = await panel.api('a.jansen');
  const { sections } = await (await anna.get('/v1/phonebook')).json();
  const firms: Entry[] = sections.find(({ kind }: { kind: string }) => kind === 'company').entries;
  const colleagues: Entry[] = sections.find(({ kind }: { kind: string }) => kind === 'colleague').entries;
  for (const { id } of [colleagues[0], colleagues[4], firms[2]].filter((entry) => entry !== undefined)) {
    expect((await anna.put(`/v1/favourites/${id}`)).status()).toBe(204);
  }
  for (const [index, { minutesAgo, talkSeconds }] of [
    { minutesAgo: 52, talkSeconds: 134 },
    { minutesAgo: 31, talkSeconds: 0 },
    { minutesAgo: 12, talkSeconds: 41 },
  ].entries()) {
    const call = MadeUpCall.toAnna(panel, firms[index]?.numbers[0]?.number ?? '');
    await call.rings(minutesAgo * 60);
    if (talkSeconds > 0) await call.isAnswered(minutesAgo * 60 - 5);
    const outcome = talkSeconds > 0 ? 'answered' : 'cancelled';
    await call.ends(outcome, minutesAgo * 60 - 14 - talkSeconds);
  }
  const talking = new MadeUpCall(panel, 'sip:+447700900123@trunk.test', 'sip:2043@pbx.test');
  await talking.rings(150);
  await talking.isAnswered(140);
  const ringing = MadeUpCall.toAnna(panel, firms[4]?.numbers[0]?.number ?? '');
  await ringing.rings(4);
  return [talking, ringing];
}
