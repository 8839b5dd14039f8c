import { ANNA, atEngine, BAS, expect, overSince, test } from '../../sip/fixtures.ts';

const BAS_CALLS_ANNA = { from: `"Bas" <${BAS.address}>`, to: ANNA.address };

test('the panel is stopped: the phone rings, and the call appears once it is back', async ({
  panel,
  annasPhone,
  basPhone,
}) => {
  const since = new Date();
  await panel.stop();
  const phone = await annasPhone.talks();
  await basPhone.calls(BAS_CALLS_ANNA, 2_000).succeeds();
  await phone.succeeds();
  await panel.start();
  for (const [user, direction] of [
    ['a.jansen', 'incoming'],
    ['b.devries', 'outgoing'],
  ] as const) {
    const call = await overSince(await panel.api(user), since);
    expect(call).toMatchObject({ direction, outcome: 'answered', isInternal: true });
    expect(Math.abs((call.talkSeconds ?? 0) - 2)).toBeLessThanOrEqual(1);
  }
});

test('the panel hangs: the phone rings within a second and a half', async ({
  panel,
  annasPhone,
  basPhone,
  trunk,
}) => {
  // A call from outside tells the engine where the public number leads.
  const outside = { from: '<sip:+447700900124@trunk.test>', to: atEngine(ANNA.direct) };
  const before = await annasPhone.talks(50);
  await trunk.calls(outside, 50).succeeds();
  await before.succeeds();

  const since = new Date();
  panel.freeze();
  try {
    for (const [peer, call] of [
      [basPhone, BAS_CALLS_ANNA],
      [trunk, outside],
    ] as const) {
      const phone = await annasPhone.talks(50);
      const run = peer.calls(call, 50);
      const placed = await run.sees('INVITE', 'sent');
      const rang = await phone.sees('INVITE');
      expect(rang.at.getTime() - placed.at.getTime()).toBeLessThan(1_500);
      await Promise.all([run.succeeds(), phone.succeeds()]);
    }
  } finally {
    panel.thaw();
  }
  const call = await overSince(await panel.api('a.jansen'), since);
  expect(call).toMatchObject({ direction: 'incoming', outcome: 'answered' });
});

test('the panel is stopped: a call for help reaches the trunk, another call out does not', async ({
  panel,
  basPhone,
  trunk,
}) => {
  await panel.stop();
  try {
    const help = await trunk.talks();
    await basPhone.calls({ from: `"Bas" <${BAS.address}>`, to: 'sip:112@pbx.test' }).succeeds();
    await help.succeeds();
    const out = { from: `"Bas" <${BAS.address}>`, to: 'sip:+447700900124@pbx.test' };
    await basPhone.isRefused(out, 480).succeeds();
  } finally {
    await panel.start();
  }
});

test('an engine that sends rubbish is refused, and calls go on', async ({
  panel,
  annasPhone,
  basPhone,
}) => {
  const question = {
    version: 1,
    sip_call_id: 'rubbish',
    from: { uri: 'sip:2044@pbx.test', origin: 'user' },
    to: { uri: 'sip:2041@pbx.test' },
  };
  for (const [path, body] of [
    ['route', 'no JSON'],
    ['route', '{"version":1}'],
    ['route', '[]'],
    ['events', '{"event":"juggled"}'],
    ['events', `{"event":"ringing","at":${'9'.repeat(400)}}`],
    ['events', 'x'.repeat(10_000)],
    ['nowhere', '{}'],
  ] as const) {
    const status = (await panel.engine(path, body)).status;
    expect(status, `${path} ${body.slice(0, 40)}`).toBeGreaterThanOrEqual(400);
    expect(status, `${path} ${body.slice(0, 40)}`).toBeLessThan(500);
  }
  expect((await panel.engine('route', question, 'a wrong secret')).status).toBe(401);
  expect((await panel.engine('route', question)).status).toBe(200);

  const since = new Date();
  const phone = await annasPhone.talks();
  await basPhone.calls(BAS_CALLS_ANNA).succeeds();
  await phone.succeeds();
  expect(await overSince(await panel.api('a.jansen'), since)).toMatchObject({ outcome: 'answered' });
});
