import { ADDRESS, ANNA_CALLS, BAS, CARLA, PHONES, expect, ring, step, test } from '../../sip/theatre.ts';

// These stand last: for three seconds after each, the engine leaves the panel alone.

test('a silent panel never silences a phone, and is left alone for a while', async ({ stage }) => {
  // Learn where the public number leads.
  stage.panel.plan = ring(step(BAS));
  const number = `sip:+442079460044@${ADDRESS}`;
  const from = '<sip:+447700900123@trunk.test>';
  const learnt = await stage.bas.talks();
  await stage.trunk.calls({ from, to: number }).succeeds();
  await learnt.succeeds();

  stage.panel.delayMs = 4_000;
  const phone = await stage.bas.talks();
  const call = stage.trunk.calls({ from, to: number });
  const placed = await call.sees('INVITE', 'sent');
  const rang = await phone.sees('INVITE');
  expect(rang.at.getTime() - placed.at.getTime()).toBeLessThan(1_500);
  await Promise.all([call.succeeds(), phone.succeeds()]);

  const asked = stage.panel.questions.length;
  const again = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await again.succeeds();
  for (const code of ['*21', '%2376', '*72*442079460123%23']) {
    await stage.anna.isRefused(ANNA_CALLS(`sip:${code}@pbx.test`), 480).succeeds();
  }
  expect(stage.panel.questions).toHaveLength(asked);
});

test('a silent panel forwards nobody', async ({ stage }) => {
  await stage.engine.asksThePanel();
  stage.panel.plan = ring(step(CARLA));
  const forwarded = await stage.carla.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await forwarded.succeeds();
  stage.panel.questionStatus = 404;
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
});

for (const silence of ['hangs', 'is down', 'has no opinion'] as const) {
  test(`a feature code is refused when the panel ${silence}`, async ({ stage }) => {
    await stage.engine.asksThePanel();
    if (silence === 'hangs') stage.panel.delayMs = 4_000;
    else if (silence === 'has no opinion') stage.panel.questionStatus = 404;
    else await stage.panel.stop();
    // Nobody asks who a trunk is; afterwards the panel is left alone for a while.
    const from = '<sip:+447700900123@trunk.test>';
    await stage.trunk.isRefused({ from, to: 'sip:*78@pbx.test' }, 480).succeeds();
    for (const code of ['*78', '%2376']) {
      await stage.anna.isRefused(ANNA_CALLS(`sip:${code}@pbx.test`), 480).succeeds();
    }
    if (silence === 'is down') await stage.panel.start();
    const toCodes = stage.panel.events.filter(({ to }) => /sip:[*#]/.test(to ?? ''));
    expect(toCodes.filter(({ event }) => event === 'ringing')).toEqual([]);
  });
}

test('events wait for the panel and arrive in order', async ({ stage }) => {
  await stage.panel.stop();
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  const [callId] = (await phone.sees('INVITE')).headers.get('call-id') ?? [];
  stage.panel.eventStatus = 503;
  await stage.panel.start();
  await stage.bas.registers(PHONES.bas);
  stage.panel.eventStatus = 204;
  const arrived = () =>
    stage.panel.events
      .filter(({ sip_call_id }) => sip_call_id === callId || sip_call_id === undefined)
      .map(({ event }) => event);
  await expect.poll(arrived).toEqual(['ringing', 'answered', 'ended', 'registered']);
});
