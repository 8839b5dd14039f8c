import {
  ANNA,
  ANYBODY,
  BAS,
  CALLER,
  CARLA_CALLS_ANNA,
  expect,
  from,
  header,
  heardNothing,
  MOBILE,
  only,
  overSince,
  STRANGER,
  test,
  WITHHELD,
} from '../../sip/settings.ts';
import type { Caller, Peer } from '../../sip/sipp.ts';

const ON = { enabled: true };
const BAS_CALLS_ANNA = { from: `"Bas" <${BAS.address}>`, to: ANNA.address };

/** The desk rings, and whoever calls is answered there. */
async function isAnswered(desk: Peer, caller: Peer, call: Caller): Promise<void> {
  const phone = await desk.talks();
  await caller.calls(call).succeeds();
  await phone.succeeds();
}

test('selective forward by caller: one goes to the number of the rule, everybody else rings', async ({
  anna,
  annasPhone,
  outside,
  trunk,
}) => {
  await anna.set('selectiveForward', { ...ON, defaultPhoneNumberToForward: '2044' });
  const rule = { ...only(CALLER), forwardEnabled: true, forwardToPhoneNumber: MOBILE };
  await anna.rule('selectiveForward', rule);

  const desk = await annasPhone.rings();
  const mobile = await trunk.talks();
  await outside.calls(from(CALLER)).succeeds();
  await mobile.succeeds();
  const invite = await mobile.sees('INVITE');
  expect(invite.start).toContain(`sip:${MOBILE}@127.0.0.50`);
  expect(header(invite, 'diversion')).toBe(`<sip:${ANNA.direct}@pbx.test>;reason=unconditional`);
  heardNothing(desk);
  await desk.stop();

  await isAnswered(annasPhone, outside, from(STRANGER));
});

test('selective forward by caller: a pattern, the default number, and an exception', async ({
  anna,
  annasPhone,
  basPhone,
  outside,
}) => {
  await anna.set('selectiveForward', { ...ON, defaultPhoneNumberToForward: '2044' });
  await anna.rule('selectiveForward', { ...only('+4477009001*'), forwardEnabled: true });
  await anna.rule('selectiveForward', { ...only(STRANGER), forwardEnabled: false });

  const desk = await annasPhone.rings();
  await isAnswered(basPhone, outside, from(CALLER));
  heardNothing(desk);
  await desk.stop();
  await isAnswered(annasPhone, outside, from(STRANGER));
});

test('selective forward by schedule: in force now it forwards, otherwise it does not', async ({
  anna,
  annasPhone,
  basPhone,
  outside,
}) => {
  await anna.set('selectiveForward', { ...ON, defaultPhoneNumberToForward: '2044' });
  const now = await anna.schedule('These days', -1, 3);
  const later = await anna.schedule('Next year', 365, 1);

  await anna.rule('selectiveForward', { ...later, ...ANYBODY, forwardEnabled: true });
  await isAnswered(annasPhone, outside, from(CALLER));

  await anna.rule('selectiveForward', { ...now, ...ANYBODY, forwardEnabled: true });
  const desk = await annasPhone.rings();
  await isAnswered(basPhone, outside, from(CALLER));
  heardNothing(desk);
});

test('selective forward beats do not disturb', async ({
  anna,
  annasPhone,
  outside,
  trunk,
  mediaServer,
}) => {
  await anna.set('doNotDisturb', ON);
  await anna.set('selectiveForward', { ...ON, defaultPhoneNumberToForward: MOBILE });
  await anna.rule('selectiveForward', { ...only(CALLER), forwardEnabled: true });
  const desk = await annasPhone.rings();
  await isAnswered(trunk, outside, from(CALLER));
  await isAnswered(mediaServer, outside, from(STRANGER));
  heardNothing(desk);
});

test('accept: whom no rule lets in is rejected, colleagues too', async ({
  anna,
  bas,
  annasPhone,
  basPhone,
  outside,
  mediaServer,
}) => {
  await anna.set('selectiveAccept', ON);
  await anna.rule('selectiveAccept', { ...only(CALLER), acceptEnabled: true });
  await isAnswered(annasPhone, outside, from(CALLER));

  const desk = await annasPhone.rings();
  const since = new Date();
  for (const [caller, call] of [
    [outside, from(STRANGER)],
    [basPhone, BAS_CALLS_ANNA],
  ] as const) {
    const announcement = await mediaServer.refuses(603);
    await caller.isRefused(call, 603).succeeds();
    await announcement.succeeds();
  }
  heardNothing(desk);
  // What the colleague who called is told.
  const call = await overSince(bas.api, since);
  expect(call).toMatchObject({ direction: 'outgoing', outcome: 'declined' });
});

test('accept by schedule: outside its hours nobody is let in', async ({
  anna,
  annasPhone,
  outside,
  mediaServer,
}) => {
  await anna.set('selectiveAccept', ON);
  const later = await anna.schedule('Next year', 365, 1);
  await anna.rule('selectiveAccept', { ...later, ...ANYBODY, acceptEnabled: true });
  const desk = await annasPhone.rings();
  const announcement = await mediaServer.refuses(603);
  await outside.isRefused(from(CALLER), 603).succeeds();
  await announcement.succeeds();
  heardNothing(desk);
  await desk.stop();

  const now = await anna.schedule('These days', -1, 3);
  await anna.rule('selectiveAccept', { ...now, ...ANYBODY, acceptEnabled: true });
  await isAnswered(annasPhone, outside, from(CALLER));
});

test('anonymous callers are refused without anybody to announce it, others ring', async ({
  anna,
  annasPhone,
  basPhone,
  outside,
}) => {
  await anna.set('anonymousCallReject', ON);
  const desk = await annasPhone.rings();
  await outside.isRefused(WITHHELD, 433).succeeds();
  heardNothing(desk);
  await desk.stop();

  // A number that merely did not come through, and a colleague who withholds his.
  await isAnswered(annasPhone, outside, { ...from(CALLER), from: '<sip:unavailable@trunk.test>' });
  await isAnswered(annasPhone, basPhone, { ...BAS_CALLS_ANNA, headers: ['Privacy: id'] });
});

test('own block list: disconnected at once, without a word and without a mailbox', async ({
  anna,
  annasPhone,
  carlasPhone,
  outside,
  mediaServer,
}) => {
  await anna.blocks(CALLER);
  await anna.blocks('+44770090016*');
  const desk = await annasPhone.rings();
  const server = await mediaServer.talks();
  for (const number of [CALLER, STRANGER]) {
    const since = new Date();
    await outside.isRefused(from(number), 603).succeeds();
    const call = await overSince(anna.api, since);
    expect(call).toMatchObject({ outcome: 'blocked', isNew: false, party: { number } });
  }
  heardNothing(desk);
  heardNothing(server);
  await desk.stop();

  // Who hides his number is on no list, and neither is a colleague.
  await isAnswered(annasPhone, outside, WITHHELD);
  await isAnswered(annasPhone, carlasPhone, CARLA_CALLS_ANNA);
});
