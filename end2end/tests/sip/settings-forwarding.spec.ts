import {
  ANNA,
  BAS,
  CALLER,
  CARLA_CALLS_ANNA,
  expect,
  from,
  header,
  heardNothing,
  legsOf,
  MOBILE,
  overSince,
  pathOf,
  test,
} from '../../sip/settings.ts';

const to = (destination: string, more = {}) => ({ enabled: true, destination, ...more });
const always = (destination: string, more = {}) => ({ callForwarding: { always: to(destination, more) } });

const TO_BAS = { outcome: 'forwarded', forwardedTo: 'Bas de Vries', isNew: false };
/** As people write it who are not in that country. */
const SHOWN_MOBILE = '+44 7700 900190';
const TO_MOBILE = { outcome: 'forwarded', forwardedTo: SHOWN_MOBILE, isNew: false };

test('forward always: another phone rings, a reminder at the desk, and all three tell it so', async ({
  anna,
  bas,
  panel,
  annasPhone,
  basPhone,
  carlasPhone,
}) => {
  await anna.set('callForwarding', always('2044', { ringReminderEnabled: true }));
  const since = new Date();
  const desk = await annasPhone.rings();
  const phone = await basPhone.talks();
  await carlasPhone.calls(CARLA_CALLS_ANNA).succeeds();
  await Promise.all([phone.succeeds(), desk.succeeds()]);
  expect(header(await desk.sees('INVITE'), 'alert-info')).toContain('Bellcore-dr5');
  const invite = await phone.sees('INVITE');
  expect(header(invite, 'diversion')).toBe(`<${ANNA.address}>;reason=unconditional`);
  expect(header(invite, 'from')).toContain('sip:2045@pbx.test');

  expect(await overSince(anna.api, since)).toMatchObject({ direction: 'incoming', ...TO_BAS });
  expect(await overSince(bas.api, since)).toMatchObject({
    direction: 'incoming',
    outcome: 'answered',
    isNew: false,
    party: { name: 'Carla Smit', number: '2045' },
  });
  expect(await overSince(await panel.api('c.smit'), since)).toMatchObject({
    direction: 'outgoing',
    outcome: 'answered',
    party: { name: 'Anna Jansen', number: '2041' },
  });
});

test('forward always: who does not answer there has missed it, who forwards has not', async ({
  anna,
  bas,
  annasPhone,
  basPhone,
  outside,
}) => {
  await anna.set('callForwarding', always('2044'));
  const since = new Date();
  const desk = await annasPhone.rings();
  const phone = await basPhone.declines(480);
  await outside.isRefused(from(CALLER), 480).succeeds();
  await phone.succeeds();
  heardNothing(desk);
  expect(await overSince(anna.api, since)).toMatchObject(TO_BAS);
  expect(await overSince(bas.api, since)).toMatchObject({
    direction: 'incoming',
    outcome: 'missed',
    isNew: true,
    party: { number: CALLER },
    via: { kind: 'line', label: 'Anna Jansen' },
  });
});

test('forward always over two users: the next hop is told of the last, and each has his part', async ({
  anna,
  bas,
  annasPhone,
  basPhone,
  outside,
  trunk,
}) => {
  await anna.set('callForwarding', always('2044'));
  await bas.set('callForwarding', always(MOBILE));
  const since = new Date();
  const phones = [await annasPhone.rings(), await basPhone.rings()];
  const mobile = await trunk.talks();
  await outside.calls(from(CALLER)).succeeds();
  await mobile.succeeds();
  const invite = await mobile.sees('INVITE');
  expect(invite.start).toContain(`sip:${MOBILE}@127.0.0.50`);
  expect(header(invite, 'diversion')).toBe(`<sip:${BAS.direct}@pbx.test>;reason=unconditional`);
  expect(header(invite, 'from')).toContain(CALLER);
  phones.forEach(heardNothing);
  expect(await overSince(anna.api, since)).toMatchObject(TO_BAS);
  expect(await overSince(bas.api, since)).toMatchObject(TO_MOBILE);
});

test('forward in a circle: the call ends, no phone rings, and it came to nothing', async ({
  anna,
  bas,
  annasPhone,
  basPhone,
  outside,
  mediaServer,
}) => {
  await anna.set('callForwarding', always('2044'));
  await bas.set('callForwarding', always('2041'));
  const phones = [await annasPhone.rings(), await basPhone.rings()];
  for (const isAnnounced of [true, false]) {
    const since = new Date();
    const announcement = isAnnounced ? await mediaServer.declines(482) : undefined;
    await outside.isRefused(from(CALLER), 482).succeeds();
    await announcement?.succeeds();
    const failed = { direction: 'incoming', outcome: 'failed', isNew: false };
    expect(await overSince(anna.api, since)).toMatchObject(failed);
    expect(await overSince(bas.api, since)).toMatchObject(failed);
  }
  phones.forEach(heardNothing);
});

test('forward when busy: a free desk rings, a busy one sends the call on', async ({
  anna,
  bas,
  annasPhone,
  basPhone,
  outside,
}) => {
  await anna.set('callForwarding', { callForwarding: { busy: to('2044') } });
  const free = await annasPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await free.succeeds();

  const since = new Date();
  const desk = await annasPhone.refuses(486);
  const phone = await basPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await Promise.all([desk.succeeds(), phone.succeeds()]);
  expect(header(await phone.sees('INVITE'), 'diversion')).toBe(`<${ANNA.address}>;reason=user-busy`);
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject(TO_BAS);
  expect(await pathOf(anna.api, call)).toEqual(['device busy', 'colleague answered']);
  expect(await overSince(bas.api, since)).toMatchObject({ outcome: 'answered' });
});

test('forward when not answered: the desk rings as often as was chosen, then the mobile', async ({
  anna,
  annasPhone,
  outside,
  trunk,
  mediaServer,
}) => {
  await anna.set('callForwarding', { callForwarding: { noAnswer: to(MOBILE, { numberOfRings: 2 }) } });
  const since = new Date();
  const desk = await annasPhone.rings();
  const mobile = await trunk.talks();
  const mailbox = await mediaServer.talks();
  await outside.calls(from(CALLER)).succeeds();
  await Promise.all([desk.succeeds(), mobile.succeeds()]);
  const invite = await mobile.sees('INVITE');
  expect(header(invite, 'diversion')).toBe(`<sip:${ANNA.direct}@pbx.test>;reason=no-answer`);
  heardNothing(mailbox);
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject(TO_MOBILE);
  expect(await pathOf(anna.api, call)).toEqual(['device noAnswer', 'number answered']);
  // Two rings are twelve seconds.
  const [{ ringSeconds = 0 } = {}] = await legsOf(anna.api, call);
  expect(Math.abs(ringSeconds - 12)).toBeLessThanOrEqual(1);
});

test('forward when not answered: who declines sends the call on at once', async ({
  anna,
  annasPhone,
  basPhone,
  outside,
}) => {
  await anna.set('callForwarding', { callForwarding: { noAnswer: to('2044', { numberOfRings: 20 }) } });
  const since = new Date();
  const desk = await annasPhone.declines(603);
  const phone = await basPhone.declines(480);
  await outside.isRefused(from(CALLER), 480).succeeds();
  await Promise.all([desk.succeeds(), phone.succeeds()]);
  const call = await overSince(anna.api, since);
  // It rang here as well, and nobody has spoken to the caller.
  expect(call).toMatchObject({ outcome: 'missed', forwardedTo: 'Bas de Vries', isNew: true });
  expect(await pathOf(anna.api, call)).toEqual(['device declined', 'colleague noAnswer']);
});

test('forward when not reachable: a phone that was switched off, and one that lost its network', async ({
  accounts,
  anna,
  annasPhone,
  outside,
  trunk,
}) => {
  await anna.set('callForwarding', { businessContinuity: to(MOBILE) });
  const isForwarded = async (path: string[]): Promise<void> => {
    const since = new Date();
    const mobile = await trunk.talks();
    await outside.calls(from(CALLER)).succeeds();
    await mobile.succeeds();
    const invite = await mobile.sees('INVITE');
    expect(header(invite, 'diversion')).toBe(`<sip:${ANNA.direct}@pbx.test>;reason=unavailable`);
    const call = await overSince(anna.api, since);
    expect(call).toMatchObject(TO_MOBILE);
    expect(await pathOf(anna.api, call)).toEqual(path);
  };
  // Registered, and nothing answers there.
  await isForwarded(['device unreachable', 'number answered']);
  await annasPhone.leaves(accounts.anna);
  const devices = async () => ((await anna.get('/v1/route')) as { devices: unknown[] }).devices;
  await expect.poll(devices).toEqual([]);
  await isForwarded(['number answered']);
});
