import {
  ANNA,
  BAS,
  CALLER,
  CARLA_CALLS_ANNA,
  expect,
  from,
  header,
  MOBILE,
  overSince,
  test,
} from '../../sip/settings.ts';
import type { Run } from '../../sip/sipp.ts';

const IDENTITY = [`P-Asserted-Identity: "Bas" <${BAS.address}>`, `Remote-Party-ID: <${BAS.address}>;party=called`];
const NAMED = { headers: IDENTITY };
const always = (destination: string) => ({
  callForwarding: { always: { enabled: true, destination } },
});
const policy = (connectedLineIdPrivacyOnRedirectedCalls: string) => ({ connectedLineIdPrivacyOnRedirectedCalls });

/** Whether the caller is told who answers, by what rings and by what answers. */
async function isToldWho(call: Run): Promise<boolean> {
  const told = [await call.sees('SIP/2.0 180'), await call.sees('SIP/2.0 200')].map(
    (message) => message.headers.has('p-asserted-identity') || message.headers.has('remote-party-id'),
  );
  expect(new Set(told).size, 'both say the same').toBe(1);
  return told.includes(true);
}

test('without any privacy the caller is told who answered in whose place', async ({
  anna,
  basPhone,
  outside,
}) => {
  await anna.set('callForwarding', always('2044'));
  const phone = await basPhone.talks(200, NAMED);
  const call = outside.calls(from(CALLER));
  await Promise.all([call.succeeds(), phone.succeeds()]);
  expect(await isToldWho(call)).toBe(true);
  expect(header(await phone.sees('INVITE'), 'diversion')).toBe(`<${ANNA.address}>;reason=unconditional`);
});

test('privacy for calls from outside: colleagues are told, others are not, and the mobile is not told by whom', async ({
  anna,
  annasPhone,
  basPhone,
  carlasPhone,
  outside,
  trunk,
}) => {
  await anna.set('callPolicies', policy('PRIVACY_FOR_EXTERNAL_CALLS'));
  await anna.set('callForwarding', always('2044'));
  for (const [caller, who, isTold] of [
    [outside, from(CALLER), false],
    [carlasPhone, CARLA_CALLS_ANNA, true],
  ] as const) {
    const phone = await basPhone.talks(200, NAMED);
    const call = caller.calls(who);
    await Promise.all([call.succeeds(), phone.succeeds()]);
    expect(await isToldWho(call), who.from).toBe(isTold);
    // A colleague sees who has sent it on to him.
    expect(header(await phone.sees('INVITE'), 'diversion')).toBe(`<${ANNA.address}>;reason=unconditional`);
  }

  await anna.set('callForwarding', always(MOBILE));
  const mobile = await trunk.talks();
  await annasPhone.stop();
  await outside.calls(from(CALLER)).succeeds();
  await mobile.succeeds();
  expect(header(await mobile.sees('INVITE'), 'diversion')).toBe(
    `<sip:${ANNA.direct}@pbx.test>;reason=unconditional;privacy=full`,
  );
});

test('privacy for all calls: nobody is told, neither the caller nor the next', async ({
  anna,
  bas,
  panel,
  basPhone,
  carlasPhone,
}) => {
  await anna.set('callPolicies', policy('PRIVACY_FOR_ALL_CALLS'));
  await anna.set('callForwarding', always('2044'));
  const since = new Date();
  const phone = await basPhone.talks(200, NAMED);
  const call = carlasPhone.calls(CARLA_CALLS_ANNA);
  await Promise.all([call.succeeds(), phone.succeeds()]);
  expect(await isToldWho(call)).toBe(false);
  expect(header(await phone.sees('INVITE'), 'diversion')).toBe(
    `<${ANNA.address}>;reason=unconditional;privacy=full`,
  );
  // Nor do their lists tell it.
  const his = await overSince(bas.api, since);
  expect(his).toMatchObject({ outcome: 'answered', via: { kind: 'internal' } });
  const hers = await overSince(await panel.api('c.smit'), since);
  expect(hers).toMatchObject({ outcome: 'answered', party: { number: '2041' } });
  expect(JSON.stringify(hers)).not.toContain('Bas');
  // Who has sent it on knows where it went.
  expect(await overSince(anna.api, since)).toMatchObject({ forwardedTo: 'Bas de Vries' });
});

test('who takes forwarded calls may hide himself, and only in these', async ({
  anna,
  bas,
  basPhone,
  carlasPhone,
  outside,
}) => {
  await bas.hidesBehindForwards();
  await anna.set('callForwarding', always('2044'));
  const forwarded = await basPhone.talks(200, NAMED);
  const call = outside.calls(from(CALLER));
  await Promise.all([call.succeeds(), forwarded.succeeds()]);
  expect(await isToldWho(call)).toBe(false);

  const direct = await basPhone.talks(200, NAMED);
  const colleague = carlasPhone.calls({ ...CARLA_CALLS_ANNA, to: BAS.address });
  await Promise.all([colleague.succeeds(), direct.succeeds()]);
  expect(await isToldWho(colleague)).toBe(true);
});

test('the own phones are never touched', async ({ anna, annasPhone, carlasPhone }) => {
  await anna.set('callPolicies', policy('PRIVACY_FOR_ALL_CALLS'));
  await anna.hidesBehindForwards();
  const identity = `P-Asserted-Identity: "Anna" <${ANNA.address}>`;
  const phone = await annasPhone.talks(200, { headers: [identity] });
  const call = carlasPhone.calls(CARLA_CALLS_ANNA);
  await Promise.all([call.succeeds(), phone.succeeds()]);
  expect(await isToldWho(call)).toBe(true);
  expect((await phone.sees('INVITE')).headers.has('diversion')).toBe(false);
});
