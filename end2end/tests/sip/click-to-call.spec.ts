import { ANNA, callsOf, expect, heardNothing, MOBILE, overSince, test } from '../../sip/house.ts';
import { CALLER } from '../../sip/studio.ts';

const DIAL = '/v1/telephony/calls/members/me/dial';

test('a click rings the own phone, then the number, and joins both', async ({ server, anna, annasPhone, trunk }) => {
  expect(server.files('outbox')).toBe(0);
  const since = new Date();
  const [own, other] = [await annasPhone.speaks(), await trunk.speaks()];
  const [desk, answers] = [await annasPhone.hangsUp(4_000), await trunk.talks(300)];
  const placed = await anna.api.post(DIAL, { data: { destination: MOBILE } });
  expect(placed.status(), await placed.text()).toBe(200);
  await answers.sees('ACK');
  own.says(CALLER, 2);
  await other.hears(CALLER);
  await Promise.all([desk.succeeds(), answers.succeeds()]);
  // Outside she is shown as ever, and her list has one call, hers.
  expect((await answers.sees('INVITE')).headers.get('from')?.[0]).toContain(ANNA.direct);
  expect((await desk.sees('INVITE')).headers.get('from')?.[0]).toContain(MOBILE);
  const call = await overSince(anna.api, since);
  expect(call).toMatchObject({ direction: 'outgoing', outcome: 'answered', party: { number: MOBILE } });
  const calls = (await callsOf(anna.api)).filter(({ startedAt }) => Date.parse(startedAt) >= since.getTime());
  expect(calls).toHaveLength(1);
});

test('one call by a click shows no number, and the next one shows the usual one', async ({
  server,
  anna,
  annasPhone,
  trunk,
}) => {
  expect(server.files('outbox')).toBe(0);
  for (const [shown, from, privacy] of [
    [{ callAs: 'anonymous' }, 'anonymous@anonymous.invalid', ['id']],
    [{}, ANNA.direct, []],
  ] as const) {
    const desk = await annasPhone.hangsUp(4_000);
    const answers = await trunk.talks(300);
    const placed = await anna.api.post(DIAL, { data: { destination: MOBILE, ...shown } });
    expect(placed.status(), await placed.text()).toBe(200);
    await Promise.all([desk.succeeds(), answers.succeeds()]);
    const { headers } = await answers.sees('INVITE');
    expect(headers.get('from')?.[0]).toContain(from);
    expect(headers.get('privacy') ?? []).toEqual(privacy);
  }
});

test('the settings of a colleague hold for a call by a click', async ({
  server,
  anna,
  bas,
  annasPhone,
  basPhone,
  trunk,
}) => {
  expect(server.files('outbox')).toBe(0);
  await bas.set('callForwarding', { callForwarding: { always: { enabled: true, destination: MOBILE } } });
  const silent = await basPhone.rings();
  const [own, other] = [await annasPhone.speaks(), await trunk.speaks()];
  const [desk, answers] = [await annasPhone.hangsUp(4_000), await trunk.talks(300)];
  const placed = await anna.api.post(DIAL, { data: { destination: '2044' } });
  expect(placed.status(), await placed.text()).toBe(200);
  await answers.sees('ACK');
  own.says(CALLER, 2);
  await other.hears(CALLER);
  await Promise.all([desk.succeeds(), answers.succeeds()]);
  heardNothing(silent);
});

test('who does not answer at the own phone calls nobody', async ({ server, anna, annasPhone, trunk }) => {
  expect(server.files('outbox')).toBe(0);
  const desk = await annasPhone.refuses(486);
  const silent = await trunk.rings();
  const placed = await anna.api.post(DIAL, { data: { destination: MOBILE } });
  expect(placed.status()).toBe(200);
  await desk.succeeds();
  heardNothing(silent);
});
