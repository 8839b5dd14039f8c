import type { Locator } from '@playwright/test';

import { CallSettings, expect, type Page, test } from '../call-settings.ts';
import { Keyboard } from '../hands.ts';

const BUSY = /^(Greeting when I am busy|Begroeting als ik bezet ben)$/;

/** Opens the greeting for calls that find the user busy. */
async function opensGreeting(page: Page): Promise<Locator> {
  await page.getByRole('main').getByRole('link', { name: 'Voicemail', exact: true }).click();
  const row = page.getByRole('group', { name: BUSY });
  await row.locator('summary').click();
  return row;
}

/** The same, with one of his own chosen. */
async function wantsOwn(page: Page): Promise<Locator> {
  const row = await opensGreeting(page);
  await row.getByRole('radio', { name: 'One of my own' }).check();
  return row;
}

/** How long a sound is that a page has before it, in seconds. */
const secondsOf = (sound: Locator): Promise<number> =>
  sound.evaluate((element) => {
    const audio = element as HTMLAudioElement;
    return new Promise<number>((resolve, reject) => {
      const tell = (): void => resolve(audio.duration);
      if (audio.readyState > 0) tell();
      audio.addEventListener('loadedmetadata', tell, { once: true });
      audio.addEventListener('error', () => reject(new Error(audio.error?.message)), { once: true });
    });
  });

/** Plays a sound to its end. */
const playsToTheEnd = (sound: Locator): Promise<void> =>
  sound.evaluate(async (element) => {
    const audio = element as HTMLAudioElement;
    const ended = new Promise<void>((resolve) => audio.addEventListener('ended', () => resolve(), { once: true }));
    await audio.play();
    await ended;
  });

/** What the greeting says that the server has: how long it is in seconds, and its loudest sample. */
async function heard({ api }: CallSettings): Promise<{ seconds: number; loudest: number }> {
  const answer = await api.get('/v1/voicemailGreetings/busy');
  expect(answer.status()).toBe(200);
  const file = await answer.body();
  expect(file.subarray(0, 4).toString()).toBe('RIFF');
  const samples = file.subarray(file.indexOf('data') + 8);
  let loudest = 0;
  for (let at = 0; at + 1 < samples.length; at += 2) loudest = Math.max(loudest, Math.abs(samples.readInt16LE(at)));
  return { seconds: samples.length / 2 / 8000, loudest };
}

/** A sound file: 8 kHz, 16 bits, one channel. */
function wav(seconds: number): Buffer {
  const samples = Buffer.alloc(seconds * 16_000);
  for (let at = 0; at < samples.length; at += 2) samples.writeInt16LE(Math.round(9_000 * Math.sin(at / 5)), at);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

test('a greeting is recorded, heard, used, and is what callers hear', async ({ context, page, settingsOf, a11y }) => {
  await context.grantPermissions(['microphone']);
  const settings = await settingsOf('k.hendriks');
  const row = await wantsOwn(page);
  await expect(row).toContainText('A recording may last');
  await row.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(row.getByRole('status').getByText('Recording. Speak now.')).toBeVisible();
  await expect(row.getByRole('meter', { name: 'Loudness' })).toBeVisible();
  await expect(row.getByText(/^0:(0[3-9]|[1-5]\d)$/)).toBeVisible();
  await a11y.check();
  await row.getByRole('button', { name: 'Stop' }).click();
  await expect(row.getByRole('status').getByText(/^Recorded: 0:(0[3-9]|[1-5]\d)\./)).toBeVisible();
  const recording = row.getByLabel('Your recording');
  const seconds = await secondsOf(recording);
  expect(seconds).toBeGreaterThan(2.9);
  await playsToTheEnd(recording);
  await a11y.check();
  await row.getByRole('button', { name: 'Use this recording' }).click();
  await expect(settings.line('Greeting when I am busy')).toContainText('Your own greeting');
  expect(await settings.stored('voicemail')).toMatchObject({
    sendBusyCalls: { greeting: 'CUSTOM', greetingUploaded: true, audioFile: { name: 'recording.wav' } },
    sendUnansweredCalls: { greeting: 'DEFAULT', greetingUploaded: false },
  });
  const stored = await heard(settings);
  expect(Math.abs(stored.seconds - seconds)).toBeLessThan(0.05);
  // The browser's own microphone beeps once a second.
  expect(stored.loudest).toBeGreaterThan(1_000);
  const mine = row.getByLabel('Your greeting');
  expect(Math.abs((await secondsOf(mine)) - seconds)).toBeLessThan(0.05);

  // The usual one again, with one's own kept, and then for good.
  await row.getByRole('radio', { name: 'The usual greeting' }).check();
  await expect(settings.line('Greeting when I am busy')).toContainText('The usual greeting');
  await row.getByRole('radio', { name: 'One of my own' }).check();
  await expect(settings.line('Greeting when I am busy')).toContainText('Your own greeting');
  await row.getByRole('button', { name: 'Delete this greeting' }).click();
  await row.getByRole('button', { name: 'Delete for good' }).click();
  await expect(settings.line('Greeting when I am busy')).toContainText('The usual greeting');
  await expect(mine).toHaveCount(0);
  expect(await settings.stored('voicemail')).toMatchObject({
    sendBusyCalls: { greeting: 'DEFAULT', greetingUploaded: false },
  });
});

test('a page that may not use the microphone says so, and goes on once it may', async ({
  context,
  page,
  settingsOf,
  a11y,
}) => {
  // Whatever is not named is refused.
  await context.grantPermissions(['geolocation']);
  await settingsOf('m.vandenberg');
  const row = await wantsOwn(page);
  await row.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(row.getByRole('alert').getByText('The browser does not let Belroute use the microphone.')).toBeVisible();
  await a11y.check();
  await context.grantPermissions(['microphone']);
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(row.getByRole('button', { name: 'Stop' })).toBeVisible();
});

test('a file that is no greeting is refused beside it, and one that is is taken', async ({
  page,
  settingsOf,
  a11y,
}) => {
  const settings = await settingsOf('n.dekker');
  const row = await wantsOwn(page);
  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    await row.locator('input[type=file]').setInputFiles({ name, mimeType: 'audio/wav', buffer });
  };
  for (const [name, buffer, why] of [
    ['letter.wav', Buffer.from('Dear Sir or Madam'), 'This is not sound in a WAV file.'],
    ['half.wav', wav(4).subarray(0, 20_000), 'The file ends before its sound does.'],
    ['long.wav', wav(250), 'This takes longer than it may.'],
    ['large.wav', Buffer.alloc(5_000 * 1_024 + 1), 'This is too large.'],
  ] as const) {
    await choose(name, buffer);
    await expect(row.getByRole('alert').getByText(why), name).toBeVisible();
    expect(await settings.stored('voicemail')).toMatchObject({ sendBusyCalls: { greetingUploaded: false } });
  }
  await a11y.check();
  await choose('office.wav', wav(4));
  await expect(settings.line('Greeting when I am busy')).toContainText('Your own greeting');
  await expect(row.getByText('office.wav')).toBeVisible();
  expect((await heard(settings)).seconds).toBeCloseTo(4, 1);
});

test('by keyboard alone, in Dutch, a greeting is recorded and used', async ({ context, page, settingsOf, a11y }) => {
  await context.grantPermissions(['microphone']);
  const settings = await settingsOf('p.kok', 'nl');
  const row = await opensGreeting(page);
  const hands = new Keyboard(page);
  await hands.reaches(row.getByRole('radio', { name: 'De gewone begroeting' }));
  await page.keyboard.press('ArrowRight');
  await hands.presses(row.getByRole('button', { name: 'Opnemen' }));
  const stop = row.getByRole('button', { name: 'Stoppen' });
  await expect(stop).toBeFocused();
  await expect(row.getByText(/^0:(0[1-9]|[1-5]\d)$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row.getByLabel('Je opname')).toBeFocused();
  await a11y.check();
  await hands.presses(row.getByRole('button', { name: 'Deze opname gebruiken' }));
  await expect(settings.line('Begroeting als ik bezet ben')).toContainText('Je eigen begroeting');
});

test('the recorder has room in 360 px', async ({ context, page, settingsOf, a11y }) => {
  await context.grantPermissions(['microphone']);
  await settingsOf('q.maas', 'nl', 'dark');
  await page.setViewportSize({ width: 360, height: 740 });
  const row = await opensGreeting(page);
  await row.getByRole('radio', { name: 'Een eigen begroeting' }).check();
  await row.getByRole('button', { name: 'Opnemen' }).click();
  await expect(row.getByText(/^0:(0[1-9]|[1-5]\d)$/)).toBeVisible();
  await a11y.check();
  await row.getByRole('button', { name: 'Stoppen' }).click();
  await expect(row.getByLabel('Je opname')).toBeVisible();
  await a11y.check();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
