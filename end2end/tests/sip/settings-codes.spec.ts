import { ANNA, CALLER, callsOf, expect, from, heardNothing, MOBILE, overSince, test } from '../../sip/settings.ts';
import type { Settings } from '../../sip/settings.ts';
import type { Peer } from '../../sip/sipp.ts';

const SETTINGS = '/v1/telephony/config/people/me/settings';

/** Anna dials; phones send a hash as `%23`. */
const dials = (code: string) => ({
  from: `"Anna" <${ANNA.address}>`,
  to: `sip:${code.replaceAll('#', '%23')}@pbx.test`,
});

const isSilent = async (anna: Settings): Promise<boolean> =>
  ((await anna.get(`${SETTINGS}/doNotDisturb`)) as { enabled: boolean }).enabled;

const always = async (anna: Settings): Promise<unknown> =>
  ((await anna.get(`${SETTINGS}/callForwarding`)) as { callForwarding: { always: unknown } }).callForwarding.always;

/** Dials where nobody speaks: the phone shows words. */
async function isShown(phone: Peer, code: string, status = 480): Promise<string> {
  const call = phone.isRefused(dials(code), status);
  await call.succeeds();
  const { start } = await call.sees(`SIP/2.0 ${status}`);
  return start.slice(`SIP/2.0 ${status} `.length);
}

test('*78 and *79 dialled at the phone switch do not disturb, and the media server says so', async ({
  anna,
  annasPhone,
  annasOtherPhone,
  outside,
  mediaServer,
}) => {
  // What the codes do is taken back at the end.
  await anna.set('doNotDisturb', { enabled: false });
  const since = new Date();
  for (const [code, said, isOn] of [
    ['*78', 'code-do-not-disturb-on', true],
    ['*79', 'code-do-not-disturb-off', false],
  ] as const) {
    const speaks = await mediaServer.talks();
    await annasOtherPhone.calls(dials(code)).succeeds();
    await speaks.succeeds();
    expect((await speaks.sees('INVITE')).start).toBe(`INVITE sip:${said}@127.0.0.51:5060 SIP/2.0`);
    expect(await isSilent(anna)).toBe(isOn);
  }
  // Codes call nobody.
  const mine = (await callsOf(anna.api)).filter(({ startedAt }) => Date.parse(startedAt) >= since.getTime());
  expect(mine).toEqual([]);

  await isShown(annasOtherPhone, '*78');
  const silenced = new Date();
  const desk = await annasPhone.rings();
  const mailbox = await mediaServer.talks();
  await outside.calls(from(CALLER)).succeeds();
  await mailbox.succeeds();
  heardNothing(desk);
  await desk.stop();
  expect(await overSince(anna.api, silenced)).toMatchObject({ outcome: 'voicemail' });

  await isShown(annasOtherPhone, '*79');
  const phone = await annasPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await phone.succeeds();
});

test('where nobody speaks, the phone shows what a code did, in the language of its user', async ({
  anna,
  annasOtherPhone,
}) => {
  await anna.set('doNotDisturb', { enabled: false });
  expect(await isShown(annasOtherPhone, '*78')).toBe('Niet storen staat aan');
  expect(await isShown(annasOtherPhone, '*79')).toBe('Niet storen staat uit');
  expect(await isShown(annasOtherPhone, '*0815', 404)).toBe('Deze code bestaat niet');
});

test('*72 with a number forwards every call there, *73 ends it', async ({
  anna,
  bas,
  annasPhone,
  annasOtherPhone,
  basPhone,
  outside,
}) => {
  await anna.set('callForwarding', { callForwarding: { always: { enabled: false } } });
  await isShown(annasOtherPhone, '*722044#');
  expect(await always(anna)).toMatchObject({ enabled: true, destination: '2044' });
  const since = new Date();
  const desk = await annasPhone.rings();
  const phone = await basPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await phone.succeeds();
  heardNothing(desk);
  await desk.stop();
  expect(await overSince(anna.api, since)).toMatchObject({ outcome: 'forwarded', forwardedTo: 'Bas de Vries' });
  expect(await overSince(bas.api, since)).toMatchObject({ direction: 'incoming', outcome: 'answered' });

  await isShown(annasOtherPhone, '*73');
  // The number stays, for the next time.
  expect(await always(anna)).toMatchObject({ enabled: false, destination: '2044' });
  const again = await annasPhone.talks();
  await outside.calls(from(CALLER)).succeeds();
  await again.succeeds();
});

test('*72 with a number outside, written as people dial it; her own is refused', async ({
  anna,
  annasOtherPhone,
  outside,
  trunk,
}) => {
  await anna.set('callForwarding', { callForwarding: { always: { enabled: false } } });
  await isShown(annasOtherPhone, `*7200${MOBILE.slice(1)}`);
  expect(await always(anna)).toMatchObject({ enabled: true, destination: MOBILE });
  const mobile = await trunk.talks();
  await outside.calls(from(CALLER)).succeeds();
  await mobile.succeeds();

  expect(await isShown(annasOtherPhone, '*722041#', 403)).toContain('dit is je eigen nummer');
  expect(await always(anna)).toMatchObject({ enabled: true, destination: MOBILE });
});
