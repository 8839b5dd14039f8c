import {
  ANSWERER,
  ANYBODY,
  CALLER,
  expect,
  from,
  header,
  HEARD,
  MOBILE,
  NOT_HEARD,
  overSince,
  pathOf,
  prompt,
  type Settings,
  SPEAKER,
  test,
  wellHeard,
} from '../../sip/mailbox.ts';
import type { Peer, Run } from '../../sip/sipp.ts';

const ON = { enabled: true };
const along = { ...ON, phoneNumbers: [{ phoneNumber: MOBILE, answerConfirmationEnabled: true }] };
/** So that the desk rings for half a minute before the mailbox answers. */
const PATIENT = { sendUnansweredCalls: { enabled: true, numberOfRings: 5 } };

/** The call is for the mobile as soon as a key is pressed there, and not before. */
async function isTakenWithAKey({ outside, trunk, desk }: { outside: Peer; trunk: Peer; desk: Run }): Promise<void> {
  const asks = prompt('nl', 'press-one');
  const mobile = await trunk.speaks();
  const answers = await trunk.talks(300);
  const voice = await outside.speaks();
  const call = outside.calls(from(CALLER), 5_000);
  await mobile.hearsAsMuchAs(asks);
  expect(wellHeard(mobile.sound(), asks)).toBeGreaterThan(HEARD);
  // Nobody but the one asked hears it, and the call is not answered yet.
  expect(voice.sound()).toHaveLength(0);
  expect(call.messages().some(({ start }) => start.startsWith('SIP/2.0 200'))).toBe(false);
  mobile.presses('1');
  await call.sees('SIP/2.0 200');
  mobile.says(ANSWERER, 2);
  voice.says(SPEAKER, 2);
  await mobile.hears(SPEAKER);
  await voice.hears(ANSWERER);
  await Promise.all([call.succeeds(), answers.succeeds(), desk.succeeds()]);
  expect(wellHeard(voice.sound(), asks)).toBeLessThan(NOT_HEARD);
  const invite = await answers.sees('INVITE');
  expect(header(invite, 'from')).toContain(CALLER);
  expect(invite.headers.has('x-panel-call')).toBe(false);
}

/** What the page of Anna tells of it. */
async function isListedAs(anna: Settings, since: Date, path: string[]): Promise<void> {
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject({ direction: 'incoming', outcome: 'answered', party: { number: CALLER }, isNew: false });
  expect(call).not.toHaveProperty('forwardedTo');
  expect((await pathOf(anna.api, call)).sort()).toEqual(path);
}

test('simultaneous ring: a key takes the call, and the desk phone stops', async ({
  anna,
  server,
  annasPhone,
  trunk,
  outside,
}) => {
  await server.isReady();
  await anna.set('voicemail', PATIENT);
  await anna.set('simultaneousRing', along);
  const since = new Date();
  const desk = await annasPhone.rings();
  await isTakenWithAKey({ outside, trunk, desk });
  await desk.sees('CANCEL');
  await isListedAs(anna, since, ['device elsewhere', 'number answered']);
});

test('simultaneous ring: without a key the number is given up, and the desk rings on', async ({
  anna,
  server,
  annasPhone,
  trunk,
  outside,
}) => {
  await server.isReady();
  await anna.set('', { language: 'en' }, '/v1/account');
  await anna.set('voicemail', PATIENT);
  await anna.set('simultaneousRing', along);
  const since = new Date();
  const mobile = await trunk.speaks();
  // The number is asked twice, each time for eight seconds.
  const [desk, answers] = [await annasPhone.talks(22_000), await trunk.talks(300)];
  const voice = await outside.speaks();
  const call = outside.calls(from(CALLER), 500);
  await answers.succeeds();
  expect(call.messages().some(({ start }) => start.startsWith('SIP/2.0 200'))).toBe(false);
  const [asks, heard] = [prompt('en', 'press-one'), mobile.sound()];
  const half = heard.length / 2;
  expect(wellHeard(heard.subarray(0, half), asks)).toBeGreaterThan(HEARD);
  expect(wellHeard(heard.subarray(half), asks)).toBeGreaterThan(HEARD);
  await Promise.all([call.succeeds(), desk.succeeds()]);
  expect(voice.sound()).toHaveLength(0);
  await isListedAs(anna, since, ['device answered', 'number noAnswer']);
});

test('simultaneous ring: the desk answers first, and the number is rung no longer', async ({
  anna,
  server,
  annasPhone,
  trunk,
  outside,
}) => {
  await server.isReady();
  await anna.set('simultaneousRing', along);
  const since = new Date();
  const [desk, mobile] = [await annasPhone.talks(5_000), await trunk.rings()];
  await outside.calls(from(CALLER)).succeeds();
  await Promise.all([desk.succeeds(), mobile.succeeds()]);
  await mobile.sees('CANCEL');
  await isListedAs(anna, since, ['device answered', 'number elsewhere']);
});

test('sequential ring: the number that is tried next is asked for a key', async ({
  anna,
  server,
  annasPhone,
  trunk,
  outside,
}) => {
  await server.isReady();
  const number = { phoneNumber: MOBILE, answerConfirmationRequiredEnabled: true, numberOfRings: 4 };
  await anna.set('sequentialRing', {
    ...ON,
    ringBaseLocationFirstEnabled: true,
    baseLocationNumberOfRings: 2,
    continueIfBaseLocationIsBusyEnabled: true,
    phoneNumbers: [number],
  });
  await anna.rule('sequentialRing', { ...ANYBODY, ringEnabled: true });
  const since = new Date();
  const desk = await annasPhone.refuses(486);
  await isTakenWithAKey({ outside, trunk, desk });
  await isListedAs(anna, since, ['device busy', 'number answered']);
});

test('single number reach: the other phone is asked for a key', async ({
  anna,
  server,
  annasPhone,
  trunk,
  outside,
}) => {
  await server.isReady();
  await anna.set('voicemail', PATIENT);
  await anna.set('singleNumberReach', ON);
  await anna.reaches(MOBILE, { answerConfirmationEnabled: true });
  const since = new Date();
  const desk = await annasPhone.rings();
  await isTakenWithAKey({ outside, trunk, desk });
  await desk.sees('CANCEL');
  await isListedAs(anna, since, ['device elsewhere', 'number answered']);
});
