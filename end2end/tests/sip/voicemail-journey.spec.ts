import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { APIRequestContext, Locator } from '@playwright/test';

import { grants, userNamed } from '../../call-settings.ts';
import { isLive, type Page } from '../../fixtures.ts';
import { Panel } from '../../panel.ts';
import { CALLER, expect, from, MEDIA, overSince, pathOf, test as house } from '../../sip/house.ts';
import type { Lamp } from '../../sip/lamp.ts';
import { until } from '../../sip/processes.ts';
import { prompt } from '../../sip/prompts.ts';
import { BEEP, judge } from '../../sip/sound.ts';
import { MailServer } from '../../smtp.ts';

const MAIL = 'anna@elsewhere.test';
/** So many messages fill a mailbox. */
const MOST = 100;
/** Two rings and then the mailbox. */
const SOON = { enabled: true, numberOfRings: 2 };

/** The house, with a mail server of its own. */
const test = house.extend<object, { post: MailServer }>({
  post: [
    async ({}, use) => {
      const post = await MailServer.start();
      await use(post);
      await post.close();
    },
    { scope: 'worker' },
  ],
  panel: [
    async ({ post }, use) => {
      const panel = await Panel.prepare({ media: MEDIA, mail: post.url() });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
});

/** Messages as the panel lists them, the newest first; those tests look at their ids alone. */
async function listed(api: APIRequestContext): Promise<{ id: string }[]> {
  const response = await api.get('/v1/voiceMessages?max=100');
  expect(response.status()).toBe(200);
  return (await response.json()).messages;
}

const deletes = async (api: APIRequestContext, id: string): Promise<void> =>
  expect((await api.delete(`/v1/telephony/voiceMessages/${id}`)).status(), id).toBe(204);

const line = (page: Page): Locator => page.getByRole('listitem').filter({ hasText: '7700 900150' });

/** Waits until a phone shows so many new and old messages. */
async function shows(lamp: Lamp, isOn: boolean, counts: string): Promise<void> {
  await expect.poll(() => lamp.lights.at(-1), { timeout: 15_000 }).toMatchObject({ isOn, counts });
}

/** Goes to the page of messages, which nobody has left; gives the way there, which counts new ones. */
async function opensMailbox(page: Page): Promise<Locator> {
  await page.goto('/');
  await isLive(page);
  const item = page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: /^Voicemail/ });
  await item.click();
  await expect(page.getByText('No messages')).toBeVisible();
  return item;
}

test('nobody answers: the message is seen, heard, mailed, sent on and deleted', async ({
  page,
  context,
  sessions,
  panel,
  anna,
  annasLamp,
  outside,
  server,
  post,
}) => {
  test.setTimeout(180_000);
  await context.addCookies((await sessions('a.jansen')).cookies);
  await anna.set('', { language: 'en' }, '/v1/account');
  await anna.set('voicemail', {
    sendUnansweredCalls: SOON,
    emailCopyOfMessage: { enabled: true, emailId: MAIL },
  });
  const item = await opensMailbox(page);
  const other = await context.newPage();
  await opensMailbox(other);

  const since = new Date();
  const voice = await outside.speaks();
  const call = outside.calls(from(CALLER), 12_000);
  expect((await voice.hearsAllOf(BEEP)).seconds).toBeCloseTo(0.4, 1);
  voice.says(440, 2);
  voice.says(700, 1);
  await call.succeeds();
  expect(voice.likeness(prompt('en/greeting-no-answer'))).toBeGreaterThan(0.95);

  // The page that was open tells it, and so does the menu.
  await expect(line(page)).toContainText('not answered');
  await expect(line(page)).toContainText('New message');
  await expect(item).toContainText('New messages: 1');
  await shows(annasLamp, true, '1/0');
  await until('the agent keeps nothing', () => server.files('outbox') === 0);
  expect(await pathOf(anna.api, await overSince(anna.api, since))).toEqual(['device noAnswer', 'mailbox answered']);

  // It is what the caller has said, after the beep and without it.
  const [message] = await listed(anna.api);
  if (!message) throw new Error('no message');
  const audio = `/v1/voiceMessages/${message.id}/audio`;
  const sound = await (await anna.api.get(audio)).body();
  const { seconds, tones } = judge(sound);
  expect([...tones.keys()]).toEqual([440, 700]);
  expect(tones.get(440)).toBeCloseTo(2, 0);
  expect(tones.get(700)).toBeCloseTo(1, 0);

  await line(page).getByRole('button', { name: /^Play/ }).click();
  await expect(item).not.toContainText('New messages');
  await expect(line(page)).not.toContainText('New message');
  await shows(annasLamp, false, '0/1');
  const player = line(page).locator('audio');
  await expect
    .poll(() => player.evaluate((it: HTMLAudioElement) => it.ended), { timeout: 30_000 })
    .toBe(true);
  expect(await player.evaluate((it: HTMLAudioElement) => it.duration)).toBeCloseTo(seconds, 1);

  const mail = await post.newest(MAIL, 1);
  expect(mail.subject).toContain('+44 7700 900150');
  expect(mail.sound?.equals(sound)).toBe(true);

  await line(page).getByRole('button', { name: 'Send on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send the message on' });
  await dialog.getByLabel('To which colleague').fill('carla');
  await dialog.getByRole('button', { name: /Carla Smit/ }).click();
  await dialog.getByLabel('A word with it').fill('Will you?');
  await dialog.getByRole('button', { name: 'Send on' }).click();
  await expect(dialog.getByText('Sent on to Carla Smit.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const carla = await panel.api('c.smit');
  const [copy] = await listed(carla);
  if (!copy) throw new Error('Carla has no copy');
  expect(copy).toMatchObject({ isRead: false, forwarded: { by: 'Anna Jansen', comment: 'Will you?' } });

  // It goes from both windows, and Carla keeps hers.
  await expect(line(other)).toHaveCount(1);
  await line(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(line(page)).toHaveCount(0);
  await expect(line(other)).toHaveCount(0);
  expect(await listed(anna.api)).toEqual([]);
  expect((await anna.api.get(audio)).status()).toBe(409);
  const kept = await carla.get(`/v1/voiceMessages/${copy.id}/audio`);
  expect((await kept.body()).equals(sound)).toBe(true);
  await deletes(carla, copy.id);
});

test('the light for messages goes on at a phone when one is left, and off when it was heard', async ({
  panel,
  anna,
  annasLamp: lamp,
  outside,
  server,
}) => {
  test.setTimeout(90_000);
  expect(await lamp.subscribes()).toBe(200);
  await shows(lamp, false, '0/0');

  await anna.set('voicemail', { sendUnansweredCalls: SOON });
  const voice = await outside.speaks();
  const call = outside.calls(from(CALLER), 10_000);
  await voice.hearsAllOf(BEEP);
  voice.says(440, 2);
  await call.succeeds();
  await shows(lamp, true, '1/0');
  await until('the agent keeps nothing', () => server.files('outbox') === 0);

  const [message] = await listed(anna.api);
  if (!message) throw new Error('no message');
  const data = { messageId: message.id };
  expect((await anna.api.post('/v1/telephony/voiceMessages/markAsRead', { data })).status()).toBe(204);
  await shows(lamp, false, '0/1');
  await deletes(anna.api, message.id);
  await shows(lamp, false, '0/0');

  // Who wants no light is told that there is nothing, whatever there is.
  await anna.set('voicemail', { messageStorage: { mwiEnabled: false } });
  const { id } = await userNamed(panel, 'jansen');
  await panel.leaveMessage(id, CALLER, 1);
  lamp.lights.length = 0;
  expect(await lamp.subscribes()).toBe(200);
  await shows(lamp, false, '0/0');
  for (const it of await listed(anna.api)) await deletes(anna.api, it.id);
});

test('a full mailbox says so, and takes a message again when there is room', async ({
  panel,
  anna,
  outside,
  server,
}) => {
  test.setTimeout(120_000);
  await anna.set('voicemail', { sendAllCalls: { enabled: true } });
  const { id: mailbox } = await userNamed(panel, 'jansen');
  for (let left = 0; left < MOST; left++) await panel.leaveMessage(mailbox, CALLER, 1);
  const full = await listed(anna.api);
  expect(full).toHaveLength(MOST);
  let voice = await outside.speaks();
  await outside.isRefused(from(CALLER), 480).succeeds();
  expect(voice.likeness(prompt('nl/mailbox-full'))).toBeGreaterThan(0.95);
  expect(server.files('outbox')).toBe(0);

  const [newest] = full;
  if (newest) await deletes(anna.api, newest.id);
  voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER));
  await voice.hearsAllOf(BEEP);
  voice.says(700, 2);
  voice.presses('#');
  await call.succeeds();
  expect(voice.likeness(prompt('nl/thanks'))).toBeGreaterThan(0.95);
  await expect.poll(async () => (await listed(anna.api))[0]?.id).not.toBe(full[1]?.id);
  for (const { id } of await listed(anna.api)) await deletes(anna.api, id);
});

test('a message for a mailbox that is taken away while it is spoken is kept aside', async ({
  panel,
  anna,
  outside,
  server,
}) => {
  test.setTimeout(90_000);
  await anna.set('voicemail', { sendAllCalls: { enabled: true } });
  const { grants: granted } = await userNamed(panel, 'jansen');
  expect(granted).toContain('mailbox');
  const aside = server.files('refused');
  const voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER));
  await voice.hearsAllOf(BEEP);
  await grants(panel, 'jansen', ...granted.filter((it) => it !== 'mailbox'));
  voice.says(700, 2);
  voice.presses('#');
  await call.succeeds();
  await until('it is put aside', () => server.files('refused') === aside + 2);
  await grants(panel, 'jansen', ...granted);
  expect(server.files('outbox')).toBe(0);
  expect(await listed(anna.api)).toEqual([]);
  const folder = join(panel.folder, 'media', 'refused');
  const [name] = readdirSync(folder).filter((it) => it.endsWith('.wav'));
  expect(judge(readFileSync(join(folder, name ?? ''))).tones.get(700)).toBeCloseTo(2, 0);
  // Whoever looks after the server is told.
  expect(readFileSync(join(panel.folder, 'media.log'), 'utf8')).toContain('a recording was refused');
});
