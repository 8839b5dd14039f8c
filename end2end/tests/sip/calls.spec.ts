import { ANNA, atEngine, BAS, callsOf, expect, overSince, test } from '../../sip/fixtures.ts';

const MOBILE = '+447700900123';
const OUTSIDE = { from: `<sip:${MOBILE}@trunk.test>`, to: atEngine(ANNA.direct) };
const BAS_CALLS_ANNA = { from: `"Bas" <${BAS.address}>`, to: ANNA.address };

test('an answered call has the talk time that the two talked', async ({ panel, annasPhone, trunk }) => {
  const anna = await panel.api('a.jansen');
  const since = new Date();
  const phone = await annasPhone.talks();
  await trunk.calls(OUTSIDE, 2_000).succeeds();
  await phone.succeeds();
  const call = await overSince(anna, since);
  expect(call).toMatchObject({
    direction: 'incoming',
    outcome: 'answered',
    isInternal: false,
    party: { number: MOBILE, isAnonymous: false },
    via: { kind: 'direct' },
  });
  expect(Math.abs((call.talkSeconds ?? 0) - 2)).toBeLessThanOrEqual(1);
});

test('the called side hangs up, and the talk time is right all the same', async ({
  panel,
  annasPhone,
  trunk,
}) => {
  const anna = await panel.api('a.jansen');
  const since = new Date();
  const phone = await annasPhone.hangsUp(2_000);
  await trunk.isHungUpOn(OUTSIDE).succeeds();
  await phone.succeeds();
  const call = await overSince(anna, since);
  expect(call).toMatchObject({ direction: 'incoming', outcome: 'answered' });
  expect(Math.abs((call.talkSeconds ?? 0) - 2)).toBeLessThanOrEqual(1);
});

test('a call that nobody answers is missed, and new until it is looked at', async ({
  panel,
  annasPhone,
  trunk,
}) => {
  const anna = await panel.api('a.jansen');
  const since = new Date();
  const phone = await annasPhone.declines(480);
  await trunk.isRefused(OUTSIDE, 480).succeeds();
  await phone.succeeds();
  const call = await overSince(anna, since);
  expect(call).toMatchObject({ direction: 'incoming', outcome: 'missed', isNew: true });
  expect(call.talkSeconds).toBeUndefined();

  expect((await anna.put(`/v1/calls/${call.id}/seen`)).status()).toBe(204);
  const [seen] = (await callsOf(anna)).filter(({ id }) => id === call.id);
  expect(seen).toMatchObject({ isNew: false });
});

test('a caller who gives up has been missed', async ({ panel, annasPhone, trunk }) => {
  const anna = await panel.api('a.jansen');
  const since = new Date();
  const phone = await annasPhone.rings();
  await trunk.givesUp(OUTSIDE).succeeds();
  await phone.succeeds();
  const call = await overSince(anna, since);
  expect(call).toMatchObject({ direction: 'incoming', outcome: 'missed' });
  const details = await (await anna.get(`/v1/calls/${call.id}`)).json();
  expect(details.legs).toHaveLength(1);
  expect(details.legs[0]).toMatchObject({ outcome: 'cancelled' });
});

test('a busy phone is told on both sides', async ({ panel, annasPhone, basPhone }) => {
  const since = new Date();
  const phone = await annasPhone.refuses(486);
  await basPhone.isRefused(BAS_CALLS_ANNA, 486).succeeds();
  await phone.succeeds();
  expect(await overSince(await panel.api('a.jansen'), since)).toMatchObject({
    direction: 'incoming',
    outcome: 'busy',
    isInternal: true,
    party: { name: 'Bas de Vries', number: '2044' },
  });
  expect(await overSince(await panel.api('b.devries'), since)).toMatchObject({
    direction: 'outgoing',
    outcome: 'busy',
    isInternal: true,
    party: { name: 'Anna Jansen', number: '2041' },
    via: { kind: 'internal' },
  });
});

test('who declines is not merely missed by the caller', async ({ panel, annasPhone, basPhone }) => {
  const since = new Date();
  const phone = await annasPhone.declines(603);
  await basPhone.isRefused(BAS_CALLS_ANNA, 480).succeeds();
  await phone.succeeds();
  const call = await overSince(await panel.api('b.devries'), since);
  expect(call).toMatchObject({ direction: 'outgoing', outcome: 'declined' });
});

test('an anonymous caller stays anonymous', async ({ panel, annasPhone, trunk }) => {
  const anna = await panel.api('a.jansen');
  const since = new Date();
  const phone = await annasPhone.talks();
  await trunk
    .calls({
      ...OUTSIDE,
      from: '"Anonymous" <sip:anonymous@anonymous.invalid>',
      headers: ['Privacy: id', `P-Asserted-Identity: <sip:${MOBILE}@trunk.test>`],
    })
    .succeeds();
  const invite = await phone.sees('INVITE');
  expect(invite.headers.has('p-asserted-identity')).toBe(false);
  const call = await overSince(anna, since);
  expect(call.party).toEqual({ isAnonymous: true });
});

test('a colleague is seen to be in a call while he is', async ({ panel, annasPhone, basPhone }) => {
  const carla = await panel.api('c.smit');
  const stateOfAnna = async () => {
    const found = await (await carla.get('/v1/phonebook?query=2041')).json();
    return found.sections[0].entries[0].presence.state as string;
  };
  await expect.poll(stateOfAnna).toBe('available');
  const phone = await annasPhone.talks(4_000);
  const call = basPhone.calls(BAS_CALLS_ANNA, 4_000);
  await expect.poll(stateOfAnna).toBe('ringing');
  await expect.poll(stateOfAnna).toBe('inCall');
  await Promise.all([call.succeeds(), phone.succeeds()]);
  await expect.poll(stateOfAnna).toBe('available');
});
