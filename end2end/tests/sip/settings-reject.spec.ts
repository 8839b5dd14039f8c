import {
  ANNA,
  ANYBODY,
  BAS,
  CALLER,
  expect,
  from,
  heardNothing,
  only,
  overSince,
  pathOf,
  STRANGER,
  test,
  WITHHELD,
} from '../../sip/settings.ts';

const ON = { enabled: true };
const BAS_CALLS_ANNA = { from: `"Bas" <${BAS.address}>`, to: ANNA.address };
const BLOCKED = { direction: 'incoming', outcome: 'blocked', isNew: false };

test('reject: whom a rule names is turned away, whoever an exception names rings', async ({
  anna,
  bas,
  annasPhone,
  basPhone,
  outside,
  mediaServer,
}) => {
  await anna.set('selectiveReject', ON);
  await anna.rule('selectiveReject', { ...ANYBODY, rejectEnabled: true });
  await anna.rule('selectiveReject', { ...only(CALLER), rejectEnabled: false });
  const desk = await annasPhone.rings();
  const since = new Date();
  const announcement = await mediaServer.refuses(603);
  await outside.isRefused(from(STRANGER), 603).succeeds();
  await announcement.succeeds();
  expect((await announcement.sees('INVITE')).start).toBe(
    'INVITE sip:say-rejected@127.0.0.51:5060;code=603 SIP/2.0',
  );
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject({ ...BLOCKED, party: { number: STRANGER } });
  // Nothing of the user's was tried.
  expect(await pathOf(anna.api, call)).toEqual([]);

  const later = new Date();
  // Nobody is there to announce it.
  await basPhone.isRefused(BAS_CALLS_ANNA, 603).succeeds();
  expect(await overSince(anna.api, later)).toMatchObject({ ...BLOCKED, party: { number: '2044' } });
  expect(await overSince(bas.api, later)).toMatchObject({ direction: 'outgoing' });
  heardNothing(desk);
  await desk.stop();

  const phone = await annasPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await phone.succeeds();
});

test('anonymous callers hear why they are refused, and are listed as blocked', async ({
  anna,
  annasPhone,
  outside,
  mediaServer,
}) => {
  await anna.set('anonymousCallReject', ON);
  const desk = await annasPhone.rings();
  // Heard to its end, not to be reached, and given up by the caller.
  const ends = [
    async () => {
      const announcement = await mediaServer.declines(433);
      await outside.isRefused(WITHHELD, 433).succeeds();
      await announcement.succeeds();
      expect((await announcement.sees('INVITE')).start).toContain('sip:say-anonymous@127.0.0.51:5060;code=433');
    },
    () => outside.isRefused(WITHHELD, 433).succeeds(),
    async () => {
      const announcement = await mediaServer.rings();
      await outside.givesUp(WITHHELD).succeeds();
      await announcement.succeeds();
    },
  ];
  for (const end of ends) {
    const since = new Date();
    await end();
    const call = await overSince(anna.api, since);
    expect(call).toMatchObject({ ...BLOCKED, party: { isAnonymous: true } });
    expect(call.party).not.toHaveProperty('number');
    expect(await pathOf(anna.api, call)).toEqual([]);
  }
  heardNothing(desk);
});

test('who turns away what a colleague sends on has blocked it, and the colleague has forwarded it', async ({
  anna,
  bas,
  basPhone,
  outside,
}) => {
  await anna.set('callForwarding', { callForwarding: { always: { ...ON, destination: '2044' } } });
  await bas.blocks(CALLER);
  const since = new Date();
  const phone = await basPhone.rings();
  await outside.isRefused(from(CALLER), 603).succeeds();
  heardNothing(phone);
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'forwarded', forwardedTo: 'Bas de Vries' });
  expect(await overSince(bas.api, since)).toMatchObject({ ...BLOCKED, party: { number: CALLER } });
});
