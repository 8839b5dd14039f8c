import {
  ANNA,
  ANYBODY,
  BAS,
  CALLER,
  expect,
  from,
  header,
  heardNothing,
  HOME,
  legsOf,
  MOBILE,
  only,
  overSince,
  pathOf,
  STRANGER,
  test,
} from '../../sip/settings.ts';
import type { Peer, Run } from '../../sip/sipp.ts';

const ON = { enabled: true };
const PRIORITY = '<urn:alert:priority:high>';
const along = (...numbers: string[]) => ({
  ...ON,
  phoneNumbers: numbers.map((phoneNumber) => ({ phoneNumber, answerConfirmationEnabled: false })),
});

/** Anna calls Bas from another phone of hers, and they talk. */
async function isOnACall(other: Peer, basPhone: Peer): Promise<{ isOver: () => Promise<unknown> }> {
  const phone = await basPhone.talks();
  const call = other.calls({ from: `"Anna" <${ANNA.address}>`, to: BAS.address }, 6_000);
  await call.sees('SIP/2.0 200');
  return { isOver: () => Promise.all([call.succeeds(), phone.succeeds()]) };
}

const wasCancelled = (run: Run): Promise<unknown> => run.sees('CANCEL');

test('simultaneous ring: who is quicker has the call, and the other stops', async ({
  anna,
  annasPhone,
  outside,
  crowd,
}) => {
  await anna.set('simultaneousRing', along(MOBILE, HOME));
  crowd.address(MOBILE, 180);
  crowd.address(HOME, 486);
  let since = new Date();
  const desk = await annasPhone.talks(600);
  await outside.calls(from(CALLER)).succeeds();
  await desk.succeeds();
  const heard = crowd.heard.map(({ method, user }) => `${method} ${user}`);
  expect(heard).toEqual(expect.arrayContaining([`INVITE ${MOBILE}`, `INVITE ${HOME}`, `CANCEL ${MOBILE}`]));
  expect(heard).not.toContain(`CANCEL ${HOME}`);
  let call = await overSince(anna.api, since);
  expect(call).toMatchObject({ outcome: 'answered', answeredBy: 'Desk of Anna' });
  expect((await pathOf(anna.api, call)).sort()).toEqual(['device answered', 'number busy', 'number elsewhere']);

  crowd.forget();
  crowd.address(MOBILE, 180, 200);
  since = new Date();
  const loser = await annasPhone.rings();
  await outside.calls(from(CALLER)).succeeds();
  await wasCancelled(loser);
  await loser.succeeds();
  const invite = crowd.heard.find(({ method, user }) => method === 'INVITE' && user === MOBILE);
  expect(invite?.headers.get('diversion')).toEqual([`<sip:${ANNA.direct}@pbx.test>;reason=follow-me`]);
  call = await overSince(anna.api, since);
  // A phone of her own has answered: nothing was sent on.
  expect(call).toMatchObject({ outcome: 'answered', isNew: false });
  expect(call).not.toHaveProperty('forwardedTo');
});

test('simultaneous ring with a colleague: his phone rings along, and his list says how it went on', async ({
  anna,
  bas,
  annasPhone,
  basPhone,
  outside,
}) => {
  await anna.set('simultaneousRing', along(BAS.direct));
  let since = new Date();
  let [desk, phone] = [await annasPhone.talks(600), await basPhone.rings()];
  await outside.calls(from(CALLER)).succeeds();
  await Promise.all([desk.succeeds(), phone.succeeds()]);
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'answered' });
  expect(await overSince(bas.api, since)).toMatchObject({ outcome: 'answeredElsewhere', isNew: false });

  since = new Date();
  [desk, phone] = [await annasPhone.rings(), await basPhone.talks(600)];
  await outside.calls(from(CALLER)).succeeds();
  await Promise.all([desk.succeeds(), phone.succeeds()]);
  expect(await overSince(anna.api, since)).toMatchObject({
    outcome: 'answeredElsewhere',
    answeredBy: 'Bas de Vries',
  });
  expect(await overSince(bas.api, since)).toMatchObject({ outcome: 'answered', party: { number: CALLER } });
});

test('simultaneous ring, not when on a call: the second call comes to the desk alone', async ({
  anna,
  annasPhone,
  annasOtherPhone,
  basPhone,
  outside,
  crowd,
}) => {
  for (const doNotRingIfOnCallEnabled of [true, false]) {
    await anna.set('simultaneousRing', { ...along(MOBILE), doNotRingIfOnCallEnabled });
    crowd.forget();
    crowd.address(MOBILE, 180);
    const talk = await isOnACall(annasOtherPhone, basPhone);
    const desk = await annasPhone.talks(600);
    await outside.calls(from(CALLER)).succeeds();
    await desk.succeeds();
    await talk.isOver();
    expect(crowd.called()).toEqual(doNotRingIfOnCallEnabled ? [] : [MOBILE]);
  }
});

test('sequential ring: the desk first, then one number after the other', async ({
  anna,
  annasPhone,
  outside,
  crowd,
}) => {
  const numbers = [MOBILE, HOME].map((phoneNumber) => ({ phoneNumber, numberOfRings: 2 }));
  await anna.set('sequentialRing', {
    ...ON,
    ringBaseLocationFirstEnabled: true,
    baseLocationNumberOfRings: 2,
    phoneNumbers: numbers,
  });
  // Without a rule it does nothing, and the desk answers in its own time.
  await anna.rule('sequentialRing', { ...ANYBODY, ringEnabled: true });
  crowd.address(MOBILE, 486);
  crowd.address(HOME, 180, 200);
  const since = new Date();
  const desk = await annasPhone.rings();
  await outside.calls(from(CALLER)).succeeds();
  await wasCancelled(desk);
  await desk.succeeds();
  expect(crowd.called()).toEqual([MOBILE, HOME]);
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject({ outcome: 'answered' });
  expect(call).not.toHaveProperty('forwardedTo');
  expect(await pathOf(anna.api, call)).toEqual(['device noAnswer', 'number busy', 'number answered']);
  // Two rings are twelve seconds.
  const [{ ringSeconds = 0 } = {}] = await legsOf(anna.api, call);
  expect(Math.abs(ringSeconds - 12)).toBeLessThanOrEqual(1);
});

test('sequential ring: a busy desk ends the search, unless it is to go on', async ({
  anna,
  annasPhone,
  outside,
  mediaServer,
  crowd,
}) => {
  await anna.rule('sequentialRing', { ...ANYBODY, ringEnabled: true });
  for (const continueIfBaseLocationIsBusyEnabled of [false, true]) {
    await anna.set('sequentialRing', {
      ...ON,
      continueIfBaseLocationIsBusyEnabled,
      phoneNumbers: [{ phoneNumber: MOBILE, numberOfRings: 2 }],
    });
    crowd.forget();
    crowd.address(MOBILE, 180, 200);
    const since = new Date();
    const desk = await annasPhone.refuses(486);
    const mailbox = await mediaServer.talks();
    await outside.calls(from(CALLER)).succeeds();
    await desk.succeeds();
    const call = await overSince(anna.api, since);
    if (continueIfBaseLocationIsBusyEnabled) {
      expect(crowd.called()).toEqual([MOBILE]);
      expect(call).toMatchObject({ outcome: 'answered' });
      heardNothing(mailbox);
      await mailbox.stop();
    } else {
      expect(crowd.called()).toEqual([]);
      expect((await mailbox.sees('INVITE')).start).toContain('sip:vm-2041@127.0.0.51:5060;cause=486');
      await mailbox.succeeds();
      expect(call).toMatchObject({ outcome: 'voicemail' });
    }
  }
});

test('call waiting: on, the desk rings for a second call; off, it is busy', async ({
  anna,
  annasPhone,
  annasOtherPhone,
  basPhone,
  outside,
  mediaServer,
}) => {
  let talk = await isOnACall(annasOtherPhone, basPhone);
  const waiting = await annasPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await waiting.succeeds();
  await talk.isOver();

  await anna.set('callWaiting', { enabled: false });
  talk = await isOnACall(annasOtherPhone, basPhone);
  const since = new Date();
  const desk = await annasPhone.rings();
  const mailbox = await mediaServer.talks();
  await outside.calls(from(CALLER)).succeeds();
  await mailbox.succeeds();
  await talk.isOver();
  expect((await mailbox.sees('INVITE')).start).toContain('sip:vm-2041@127.0.0.51:5060;cause=486');
  heardNothing(desk);
  await desk.stop();
  expect(await overSince(anna.api, since)).toMatchObject({ direction: 'incoming', outcome: 'voicemail' });

  // Not on a call any more, she is called as ever.
  const phone = await annasPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await phone.succeeds();
});

test('priority alert: chosen callers ring otherwise at the desk, and nowhere else', async ({
  anna,
  annasPhone,
  outside,
  crowd,
}) => {
  await anna.set('priorityAlert', ON);
  await anna.set('simultaneousRing', along(MOBILE));
  await anna.rule('priorityAlert', { ...only(CALLER), notificationEnabled: true });
  for (const [number, alert] of [
    [CALLER, PRIORITY],
    [STRANGER, ''],
  ] as const) {
    crowd.forget();
    crowd.address(MOBILE, 180);
    const desk = await annasPhone.talks(600);
    await outside.calls(from(number)).succeeds();
    await desk.succeeds();
    expect(header(await desk.sees('INVITE'), 'alert-info')).toBe(alert);
    const [invite] = crowd.heard.filter(({ method }) => method === 'INVITE');
    expect(invite?.user).toBe(MOBILE);
    expect(invite?.headers.has('alert-info')).toBe(false);
  }
});
