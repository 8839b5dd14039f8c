import {
  ANNA,
  BAS,
  CALLER,
  CARLA_CALLS_ANNA,
  expect,
  from,
  header,
  heardNothing,
  overSince,
  pathOf,
  test,
} from '../../sip/settings.ts';

const ON = { enabled: true };
const BAS_CALLS_ANNA = { from: `"Bas" <${BAS.address}>`, to: ANNA.address };

test('do not disturb: no phone rings, and the mailbox answers as for a busy line', async ({
  anna,
  annasPhone,
  basPhone,
  mediaServer,
}) => {
  await anna.set('doNotDisturb', ON);
  const since = new Date();
  const desk = await annasPhone.rings();
  const mailbox = await mediaServer.talks();
  await basPhone.calls(BAS_CALLS_ANNA).succeeds();
  await mailbox.succeeds();
  const invite = await mailbox.sees('INVITE');
  expect(invite.start).toBe('INVITE sip:vm-2041@127.0.0.51:5060;cause=486 SIP/2.0');
  heardNothing(desk);
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject({ direction: 'incoming', outcome: 'voicemail', isNew: true });
  expect(await pathOf(anna.api, call)).toEqual(['mailbox answered']);
});

test('do not disturb without a mailbox: the caller hears that the line is busy', async ({
  bas,
  basPhone,
  carlasPhone,
}) => {
  await bas.set('doNotDisturb', ON);
  const since = new Date();
  const desk = await basPhone.rings();
  await carlasPhone.isRefused({ ...CARLA_CALLS_ANNA, to: BAS.address }, 486).succeeds();
  heardNothing(desk);
  const call = await overSince(bas.api, since);
  expect(call).toMatchObject({ direction: 'incoming', outcome: 'busy', isNew: true });
  expect(await pathOf(bas.api, call)).toEqual([]);
});

test('do not disturb with a mailbox that takes no busy calls: busy, and a reminder at the desk', async ({
  anna,
  annasPhone,
  outside,
  mediaServer,
}) => {
  await anna.set('voicemail', { sendBusyCalls: { enabled: false } });
  await anna.set('doNotDisturb', { enabled: true, ringSplashEnabled: true });
  const desk = await annasPhone.rings();
  const mailbox = await mediaServer.talks();
  await outside.isRefused(from(CALLER), 486).succeeds();
  await desk.succeeds();
  expect(header(await desk.sees('INVITE'), 'alert-info')).toContain('Bellcore-dr5');
  heardNothing(mailbox);
});

test('do not disturb with a forward for busy: who takes the call instead', async ({
  anna,
  annasPhone,
  basPhone,
  carlasPhone,
}) => {
  await anna.set('doNotDisturb', ON);
  await anna.set('callForwarding', { callForwarding: { busy: { enabled: true, destination: '2044' } } });
  const since = new Date();
  const desk = await annasPhone.rings();
  const phone = await basPhone.talks();
  await carlasPhone.calls(CARLA_CALLS_ANNA).succeeds();
  await phone.succeeds();
  expect(header(await phone.sees('INVITE'), 'diversion')).toBe(`<${ANNA.address}>;reason=user-busy`);
  heardNothing(desk);
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject({ outcome: 'forwarded', forwardedTo: 'Bas de Vries' });
  expect(await pathOf(anna.api, call)).toEqual(['colleague answered']);
});

test('do not disturb ends by itself, and the phone rings again', async ({
  anna,
  annasPhone,
  basPhone,
}) => {
  const enabledUntil = new Date(Date.now() + 4_000).toISOString();
  await anna.set('doNotDisturb', { enabled: true, enabledUntil });
  const isOn = async () =>
    ((await anna.get('/v1/telephony/config/people/me/settings/doNotDisturb')) as { enabled: boolean }).enabled;
  await expect.poll(isOn).toBe(false);
  const desk = await annasPhone.talks();
  await basPhone.calls(BAS_CALLS_ANNA).succeeds();
  await desk.succeeds();
});
