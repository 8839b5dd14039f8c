import type { Message } from '../../sip/sipp.ts';
import {
  ADDRESS,
  ANNA,
  ANNA_CALLS,
  BAS,
  CARLA,
  expect,
  reject,
  ring,
  step,
  test,
} from '../../sip/theatre.ts';

const callId = (message: Message): string | undefined => message.headers.get('call-id')?.[0];

test('a splash is one short ring that no phone lists as missed', async ({ stage }) => {
  stage.panel.plan = { ...ring(step(CARLA)), splash: [BAS] };
  const reminded = await stage.bas.rings();
  const phone = await stage.carla.talks(1_000);
  const call = stage.anna.calls(ANNA_CALLS(BAS));
  const invite = await reminded.sees('INVITE');
  const cancel = await reminded.sees('CANCEL');
  await Promise.all([call.succeeds(), phone.succeeds(), reminded.succeeds()]);
  expect(invite.headers.get('alert-info')).toEqual(['<http://127.0.0.1/Bellcore-dr5>']);
  expect(invite.headers.get('from')?.[0]).toContain(`"Anna Jansen" <${ANNA}>`);
  expect([...invite.headers.keys()].filter((name) => name.startsWith('x-'))).toEqual([]);
  expect(cancel.headers.get('reason')?.[0]).toMatch(/^SIP *;cause=200;text="Call completed elsewhere"$/);
  expect(cancel.at.getTime() - invite.at.getTime()).toBeLessThan(2_000);
  // A call of its own, and nothing is told of it.
  expect(callId(invite)).not.toBe(callId(await call.sees('SIP/2.0 200')));
  await stage.panel.ended();
  expect(stage.panel.events.map(({ sip_call_id }) => sip_call_id)).not.toContain(callId(invite));
  expect(stage.panel.story()).toEqual(['ringing 2045', 'answered 2045', 'ended 2045 answered']);
});

test('a plan that refuses reminds too, and does not wait', async ({ stage }) => {
  stage.panel.plan = { ...reject(486), splash: [BAS, 'sip:2099@pbx.test', CARLA] };
  const [bas, carla] = [await stage.bas.rings(), await stage.carla.rings()];
  const call = stage.anna.isRefused(ANNA_CALLS(BAS), 486);
  await Promise.all([call.succeeds(), bas.succeeds(), carla.succeeds()]);
  const refused = await call.sees('SIP/2.0 486');
  for (const phone of [bas, carla]) {
    const cancel = await phone.sees('CANCEL');
    expect(refused.at.getTime()).toBeLessThan(cancel.at.getTime());
    expect(stage.panel.events.map(({ sip_call_id }) => sip_call_id)).not.toContain(callId(cancel));
  }
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual(['ended busy']);
});

test('a plan that follows another may remind', async ({ stage }) => {
  stage.panel.plan = {
    ...ring(step('sip:2099@pbx.test')),
    on_busy: { ...ring(step(CARLA)), splash: [BAS] },
  };
  const reminded = await stage.bas.rings();
  const phone = await stage.carla.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([phone.succeeds(), reminded.succeeds()]);
});

test('a splash shows the caller as the plan does', async ({ stage }) => {
  const from = ({ headers }: Message) => headers.get('from')?.[0]?.replace(/;tag=.*$/, '');
  const shown = { uri: 'sip:+442079460000@pbx.test', display: 'Sales $1', anonymous: false };
  const trunk = {
    from: '"Secret" <sip:anonymous@anonymous.invalid>',
    to: `sip:+442079460044@${ADDRESS}`,
    headers: ['P-Asserted-Identity: <sip:+447700900123@trunk.test>', 'Privacy: id'],
  };
  for (const [caller_id, expected] of [
    [shown, '"Sales $1" <sip:+442079460000@pbx.test>'],
    [{ ...shown, anonymous: true }, '"Anonymous" <sip:anonymous@anonymous.invalid>'],
    [null, '"Anonymous" <sip:anonymous@anonymous.invalid>'],
  ] as const) {
    stage.panel.plan = { ...reject(486), caller_id, splash: [BAS] };
    const reminded = await stage.bas.rings();
    await stage.trunk.isRefused(trunk, 486).succeeds();
    await reminded.succeeds();
    expect(from(await reminded.sees('INVITE'))).toBe(expected);
  }
});

test('who answers a splash at once is hung up on', async ({ stage }) => {
  stage.panel.plan = { ...reject(486), splash: [BAS] };
  const quick = await stage.bas.talks(0);
  await stage.anna.isRefused(ANNA_CALLS(BAS), 486).succeeds();
  // It is acknowledged and ended, else sipp fails.
  await quick.succeeds();
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual(['ended busy']);
  stage.panel.plan = reject(404);
  await stage.carla.isRefused({ from: `<${CARLA}>`, to: BAS }, 404).succeeds();
  expect(stage.panel.questions.at(-1)?.to.active_calls).toBe(0);
});

test('only home addresses are reminded, and rubbish is passed over', async ({ stage }) => {
  const outside = stage.crowd.address('+441', 180);
  for (const splash of [[outside], [outside, 7, null, ''], [], 'sip:2044@pbx.test', { a: 1 }]) {
    stage.panel.plan = { ...ring(step(CARLA)), splash };
    const phone = await stage.carla.talks();
    await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
    await phone.succeeds();
  }
  expect(stage.crowd.heard).toEqual([]);
});

test('nobody else can make a phone ring so', async ({ stage }) => {
  const headers = ['X-Belroute-Splash: 1', 'X-Belroute-Onward: 1'];
  stage.panel.plan = ring(step(CARLA));
  const phone = await stage.carla.talks();
  await stage.anna.calls({ ...ANNA_CALLS(BAS), headers }).succeeds();
  await phone.succeeds();
  expect(stage.panel.questions).toHaveLength(1);
  const names = [...(await phone.sees('INVITE')).headers.keys()];
  expect(names.filter((name) => name.startsWith('x-'))).toEqual([]);
});

test('what the caller would hear from a media server is passed over', async ({ stage }) => {
  const caller_hears = { announcement: 'search', every_seconds: 20, stop_key: '#' };
  stage.panel.plan = {
    ...ring({ ...step(BAS), ring_seconds: 1 }, step(CARLA)),
    caller_hears,
    on_no_answer: { ...reject(408), caller_hears },
  };
  const [first, second] = [await stage.bas.rings(), await stage.carla.talks()];
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([first.succeeds(), second.succeeds()]);
});
