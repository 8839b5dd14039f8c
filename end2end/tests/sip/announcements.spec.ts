import {
  ANNA,
  ANYBODY,
  BAS,
  CALLER,
  expect,
  from,
  HEARD,
  heardNothing,
  NOT_HEARD,
  overSince,
  pathOf,
  prompt,
  test,
  wellHeard,
  WITHHELD,
} from '../../sip/mailbox.ts';
import type { Caller, Peer } from '../../sip/sipp.ts';

const ON = { enabled: true };
const LANGUAGES = ['nl', 'en'] as const;
const other = (language: 'nl' | 'en') => (language === 'nl' ? 'en' : 'nl');

/** A caller hears a sound, all of it and nothing else, before the call is refused; gives what was heard. */
async function isTold(caller: Peer, whom: Caller, code: number, sound: Int16Array): Promise<Int16Array> {
  const voice = await caller.speaks();
  const call = caller.isRefused(whom, code);
  await call.succeeds();
  const heard = voice.sound();
  expect(wellHeard(heard, sound)).toBeGreaterThan(HEARD);
  expect(heard.length / sound.length).toBeCloseTo(1, 1);
  // It comes before an answer: it costs nothing.
  const statuses = call.messages().map(({ start }) => start.split(' ')[1]);
  expect(statuses).toContain('183');
  expect(statuses).not.toContain('200');
  return heard;
}

for (const language of LANGUAGES) {
  test(`who hides his number hears in the language of Anna that she takes no such calls: ${language}`, async ({
    anna,
    server,
    annasPhone,
    outside,
  }) => {
    await server.isReady();
    await anna.set('', { language }, '/v1/account');
    await anna.set('anonymousCallReject', ON);
    const since = new Date();
    const desk = await annasPhone.rings();
    const heard = await isTold(outside, WITHHELD, 433, prompt(language, 'refused-anonymous'));
    // The words of the other language are no such sound.
    expect(wellHeard(heard, prompt(other(language), 'refused-anonymous'))).toBeLessThan(NOT_HEARD);
    heardNothing(desk);
    const call = await overSince(anna.api, since);
    expect(call).toMatchObject({ outcome: 'blocked', party: { isAnonymous: true } });
    expect(await pathOf(anna.api, call)).toEqual([]);
  });
}

test('whom a rule turns away hears it, and is refused with 603', async ({ anna, server, outside }) => {
  await server.isReady();
  await anna.set('selectiveReject', ON);
  await anna.rule('selectiveReject', { ...ANYBODY, rejectEnabled: true });
  const since = new Date();
  await isTold(outside, from(CALLER), 603, prompt('nl', 'refused-rejected'));
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'blocked', party: { number: CALLER } });
});

test('a call that two colleagues send to each other is ended with words', async ({
  anna,
  bas,
  server,
  outside,
}) => {
  await server.isReady();
  const always = (destination: string) => ({ callForwarding: { always: { ...ON, destination } } });
  await anna.set('callForwarding', always('2044'));
  await bas.set('callForwarding', always('2041'));
  const since = new Date();
  await isTold(outside, from(CALLER), 482, prompt('nl', 'refused-loop'));
  expect((await overSince(anna.api, since)).outcome).toBe('failed');
});

for (const language of LANGUAGES) {
  test(`a code is answered in words: ${language}`, async ({ anna, server, annasOtherPhone }) => {
    await server.isReady();
    await anna.set('', { language }, '/v1/account');
    await anna.set('doNotDisturb', { enabled: false });
    for (const [code, said] of [
      ['*78', 'code-is-on'],
      ['*79', 'code-is-off'],
    ] as const) {
      const voice = await annasOtherPhone.speaks();
      // Many phones play nothing before an answer.
      await annasOtherPhone
        .isHungUpOn({ from: `"Anna" <${ANNA.address}>`, to: `sip:${code}@pbx.test` })
        .succeeds();
      const sound = prompt(language, 'code-do-not-disturb', said);
      expect(wellHeard(voice.sound(), sound)).toBeGreaterThan(HEARD);
      expect(voice.sound().length / sound.length).toBeCloseTo(1, 1);
      const told = await anna.get('/v1/telephony/config/people/me/settings/doNotDisturb');
      expect(told).toMatchObject({ enabled: code === '*78' });
    }
  });
}

test('a colleague who is refused hears it, too', async ({ anna, server, basPhone }) => {
  await server.isReady();
  await anna.set('selectiveReject', ON);
  await anna.rule('selectiveReject', { ...ANYBODY, rejectEnabled: true });
  const whom = { from: `"Bas" <${BAS.address}>`, to: ANNA.address };
  await isTold(basPhone, whom, 603, prompt('nl', 'refused-rejected'));
});
