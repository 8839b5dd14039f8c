import {
  ANSWERER,
  CALLER,
  CARLA,
  expect,
  from,
  GREETING,
  HEARD,
  MOBILE,
  overSince,
  pathOf,
  prompt,
  SPEAKER,
  test,
  wellHeard,
} from '../../sip/mailbox.ts';
import { BEEP } from '../../sip/sound.ts';

/** Two rings, the fewest that can be chosen. */
const SOON = { sendUnansweredCalls: { enabled: true, numberOfRings: 2 } };
const AT_ONCE = { sendAllCalls: { enabled: true } };

test('nobody answers: the caller hears greeting and beep, and Anna has the message', async ({
  anna,
  mailbox,
  annasPhone,
  outside,
}) => {
  test.setTimeout(90_000);
  await anna.set('voicemail', SOON);
  await mailbox.greetsWithTone(2);
  const since = new Date();
  const desk = await annasPhone.rings();
  const voice = await outside.speaks();
  const call = outside.calls(from(CALLER), 10_000);
  const beep = await voice.hearsAllOf(BEEP);
  expect(voice.heard().find(({ hertz }) => hertz === GREETING)?.seconds).toBeCloseTo(2, 1);
  expect(beep.seconds).toBeCloseTo(0.4, 1);
  voice.says(SPEAKER, 3);
  await Promise.all([call.succeeds(), desk.succeeds()]);

  const message = await mailbox.brings();
  expect(message).toMatchObject({ caller: { number: CALLER }, reason: 'noAnswer', isRead: false });
  expect(Date.parse(message.createdAt)).toBeGreaterThan(since.getTime());
  // Neither greeting nor beep.
  expect([...message.tones.keys()]).toEqual([SPEAKER]);
  expect(message.tones.get(SPEAKER)).toBeCloseTo(3, 0);
  const listed = await overSince(anna.api, since);
  expect(listed).toMatchObject({ outcome: 'voicemail', voiceMessage: message.id });
  expect(await pathOf(anna.api, listed)).toEqual(['device noAnswer', 'mailbox answered']);
});

test('Anna is busy: # ends the message, the caller is thanked, and nothing of the key is in it', async ({
  anna,
  mailbox,
  annasPhone,
  outside,
}) => {
  await mailbox.greetsWithTone(0.5, 'busy');
  const since = new Date();
  const desk = await annasPhone.refuses(486);
  const voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER));
  await voice.hearsAllOf(GREETING);
  await voice.hearsAllOf(BEEP);
  voice.says(SPEAKER, 2);
  voice.presses('#');
  await Promise.all([call.succeeds(), desk.succeeds()]);
  expect(wellHeard(voice.sound(), prompt('nl', 'thanks'))).toBeGreaterThan(HEARD);
  const message = await mailbox.brings();
  expect(message).toMatchObject({ caller: { number: CALLER }, reason: 'busy' });
  expect([...message.tones.keys()]).toEqual([SPEAKER]);
  expect(message.tones.get(SPEAKER)).toBeCloseTo(2, 0);
  expect(message.durationMs).toBeLessThan(3_500);
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'voicemail', voiceMessage: message.id });
});

test('a message is no longer than three minutes', async ({ anna, mailbox, outside }) => {
  test.setTimeout(300_000);
  await anna.set('voicemail', AT_ONCE);
  await mailbox.greetsWithTone(0.5);
  const voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER), 240);
  await voice.hearsAllOf(BEEP);
  voice.says(SPEAKER, 200);
  await call.succeeds();
  expect(wellHeard(voice.sound(), prompt('nl', 'thanks'))).toBeGreaterThan(HEARD);
  const message = await mailbox.brings();
  expect(message.durationMs / 1_000).toBeGreaterThanOrEqual(179);
  // The media server cuts off at whole seconds.
  expect(message.durationMs / 1_000).toBeLessThan(182);
});

for (const [whom, destination] of [
  ['a colleague', CARLA.address.slice('sip:'.length, CARLA.address.indexOf('@'))],
  ['a number outside', MOBILE],
] as const) {
  test(`0 during the greeting reaches ${whom} instead`, async ({
    anna,
    mailbox,
    carlasPhone,
    trunk,
    outside,
  }) => {
    const transferToNumber = { enabled: true, destination };
    await anna.set('voicemail', { ...AT_ONCE, transferToNumber });
    await mailbox.greetsWithTone(4);
    const operator = destination === MOBILE ? trunk : carlasPhone;
    const other = await operator.speaks();
    const phone = await operator.talks();
    const voice = await outside.speaks();
    const call = outside.calls(from(CALLER), 6_000);
    await voice.hears(GREETING);
    voice.presses('0');
    await phone.sees('ACK');
    voice.says(SPEAKER, 3);
    await other.hears(SPEAKER);
    other.says(ANSWERER, 1);
    await voice.hears(ANSWERER);
    await Promise.all([call.succeeds(), phone.succeeds()]);
    // It is cut short, and nothing is recorded.
    expect(voice.heard().find(({ hertz }) => hertz === GREETING)?.seconds).toBeLessThan(3);
    expect(voice.heard().some(({ hertz }) => hertz === BEEP)).toBe(false);
    expect(await mailbox.came()).toEqual([]);
  });
}

test('where Anna has named nobody, 0 does nothing', async ({ anna, mailbox, outside }) => {
  await anna.set('voicemail', { ...AT_ONCE, transferToNumber: { enabled: false } });
  await mailbox.greetsWithTone(2);
  const voice = await outside.speaks();
  const call = outside.isHungUpOn(from(CALLER));
  await voice.hears(GREETING);
  voice.presses('0');
  await voice.hearsAllOf(BEEP);
  expect(voice.heard().find(({ hertz }) => hertz === GREETING)?.seconds).toBeCloseTo(2, 1);
  voice.says(SPEAKER, 2);
  voice.presses('#');
  await call.succeeds();
  expect(await mailbox.brings()).toMatchObject({ reason: 'all' });
});
