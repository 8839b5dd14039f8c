import { ANNA, CALLER, expect, from, test } from '../../sip/house.ts';
import type { Settings } from '../../sip/house.ts';
import { until } from '../../sip/processes.ts';
import { prompt } from '../../sip/prompts.ts';
import type { Peer } from '../../sip/sipp.ts';
import { BEEP, judge, tone, wav } from '../../sip/sound.ts';
import type { Voice } from '../../sip/voice.ts';

/** Two rings and then the mailbox. */
const SOON = { sendUnansweredCalls: { numberOfRings: 2 } };
/** Her own greetings, and what she says. */
const [BUSY, NO_ANSWER, SPOKEN] = [600, 700, 800];

/** Somebody calls from outside and says nothing; gives what he heard. */
async function hears(outside: Peer): Promise<Voice> {
  const voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER));
  await voice.hearsAllOf(BEEP);
  // A moment of silence: a key that comes before anything is recorded ends nothing.
  voice.says(0, 1);
  voice.presses('#');
  await call.succeeds();
  return voice;
}

/** How long each tone was heard that came before the beep. */
function tones(voice: Voice): [number, number][] {
  const heard = voice.heard().map(({ hertz, seconds }): [number, number] => [hertz, Math.round(seconds)]);
  return heard.slice(0, heard.findIndex(([hertz]) => hertz === BEEP));
}

const greetings = async ({ api }: Settings): Promise<unknown> =>
  (await api.get('/v1/telephony/config/people/me/settings/voicemail')).json();

/** Who was slow to press the key has left a moment of silence. */
test.afterEach(async ({ anna }) => {
  const { messages } = (await anna.get('/v1/voiceMessages')) as { messages: { id: string }[] };
  for (const { id } of messages) {
    expect((await anna.api.delete(`/v1/telephony/voiceMessages/${id}`)).status()).toBe(204);
  }
});

test('who finds her busy hears one greeting, and whom she does not answer another', async ({
  anna,
  annasLamp,
  outside,
  server,
}) => {
  test.setTimeout(90_000);
  await anna.set('voicemail', SOON);
  await anna.greets('busy', wav(tone(BUSY, 2)));
  await anna.greets('noAnswer', wav(tone(NO_ANSWER, 1)));
  annasLamp.called = '486 Busy Here';
  expect(tones(await hears(outside))).toEqual([[BUSY, 2]]);
  annasLamp.called = '180 Ringing';
  expect(tones(await hears(outside))).toEqual([[NO_ANSWER, 1]]);
  expect(server.files('refused')).toBe(0);
});

test('a greeting that she records at her phone is heard by the next caller', async ({
  anna,
  annasOtherPhone,
  outside,
  server,
}) => {
  test.setTimeout(90_000);
  await anna.set('voicemail', { sendAllCalls: { enabled: true } });
  let voice = await annasOtherPhone.speaks();
  const call = annasOtherPhone.isHungUpOn({ from: `"Anna" <${ANNA.address}>`, to: 'sip:*621@pbx.test' });
  await voice.hearsAllOf(BEEP);
  voice.says(SPOKEN, 2);
  voice.presses('#');
  await call.succeeds();
  expect(voice.likeness(prompt('nl/record-greeting'))).toBeGreaterThan(0.95);
  expect(voice.likeness(prompt('nl/greeting-recorded'))).toBeGreaterThan(0.95);
  await expect
    .poll(() => greetings(anna))
    .toMatchObject({ sendUnansweredCalls: { greeting: 'CUSTOM' }, sendBusyCalls: { greeting: 'DEFAULT' } });
  anna.greetsAsUsual('noAnswer');
  await until('the agent keeps nothing', () => server.files('outbox') === 0);

  voice = await hears(outside);
  const spoken = voice.heard().find(({ hertz }) => hertz === SPOKEN);
  expect(spoken?.seconds).toBeCloseTo(2, 0);
  const stored = await (await anna.api.get('/v1/voicemailGreetings/noAnswer')).body();
  expect([...judge(stored).tones.keys()]).toEqual([SPOKEN]);
  expect(voice.likeness(stored)).toBeGreaterThan(0.95);
});

test('a greeting that she records in the browser is heard by the next caller', async ({
  page,
  context,
  sessions,
  anna,
  annasLamp,
  outside,
  server,
}) => {
  test.setTimeout(120_000);
  await context.addCookies((await sessions('a.jansen')).cookies);
  await context.grantPermissions(['microphone']);
  await anna.set('', { language: 'en' }, '/v1/account');
  annasLamp.called = '486 Busy Here';
  let voice = await hears(outside);
  expect(voice.likeness(prompt('en/greeting-busy'))).toBeGreaterThan(0.95);

  await page.goto('/calling/voicemail');
  const row = page.getByRole('group', { name: 'Greeting when I am busy' });
  await row.locator('summary').click();
  await row.getByRole('radio', { name: 'One of my own' }).check();
  await row.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(row.getByText(/^0:(0[3-9]|[1-5]\d)$/)).toBeVisible();
  await row.getByRole('button', { name: 'Stop' }).click();
  await row.getByRole('button', { name: 'Use this recording' }).click();
  await expect(row.locator('summary')).toContainText('Your own greeting');
  anna.greetsAsUsual('busy');
  const stored = await (await anna.api.get('/v1/voicemailGreetings/busy')).body();
  const recorded = judge(stored);
  // The microphone of the browser beeps once a second.
  expect(recorded.seconds).toBeGreaterThan(2.9);
  expect(recorded.tones.size).toBeGreaterThan(0);

  voice = await hears(outside);
  expect(voice.likeness(stored)).toBeGreaterThan(0.95);
  expect(voice.likeness(prompt('en/greeting-busy'))).toBeLessThan(0.5);
  expect(server.files('refused')).toBe(0);
});
