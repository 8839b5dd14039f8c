import { ADDRESS, ANNA, ANNA_CALLS, BAS, expect, reject, ring, step, test } from '../../sip/theatre.ts';

test('the panel is asked once, with all that it needs to decide', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS('sip:2044@PBX.test:5060;user=phone')).succeeds();
  await phone.succeeds();
  const ended = await stage.panel.ended();
  expect(stage.panel.questions).toHaveLength(1);
  expect(stage.panel.questions[0]).toMatchObject({
    version: 1,
    node: ADDRESS,
    from: { uri: ANNA, display: 'Anna Jansen', origin: 'user', anonymous: false, unavailable: false },
    to: { uri: BAS, active_calls: 0, registered: true },
  });
  expect(stage.panel.story()).toEqual(['ringing 2044', 'answered 2044', 'ended 2044 answered']);
  expect(ended).toMatchObject({
    call: 'a-call-of-the-panel',
    from: ANNA,
    to: BAS,
    contact: stage.bas.contact('2044'),
    ended_by: 'caller',
  });
});

test('a trunk may assert and hide an identity, and a phone never learns it', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks();
  await stage.trunk
    .calls({
      from: '"Anonymous" <sip:anonymous@anonymous.invalid>',
      to: `sip:+442079460044@${ADDRESS}`,
      headers: ['Privacy: id', 'P-Asserted-Identity: <sip:+447700900123@trunk.test>'],
    })
    .succeeds();
  const invite = await phone.sees('INVITE');
  expect(invite.headers.has('p-asserted-identity')).toBe(false);
  expect(stage.panel.questions[0]?.from).toMatchObject({
    origin: 'trunk',
    anonymous: true,
    unavailable: false,
    asserted: 'sip:+447700900123@trunk.test',
  });
  const ended = await stage.panel.ended();
  expect(ended.from).toBe('sip:anonymous@anonymous.invalid');
});

test('a caller without a usable number is told apart from one who hides', async ({ stage }) => {
  stage.panel.plan = reject(480);
  const from = '<sip:unavailable@trunk.test>';
  await stage.trunk.isRefused({ from, to: `sip:+442079460044@${ADDRESS}` }, 480).succeeds();
  expect(stage.panel.questions[0]?.from).toMatchObject({ anonymous: false, unavailable: true });
});

test('a caller from nowhere is refused without asking', async ({ stage }) => {
  const from = '<sip:somebody@elsewhere.test>';
  await stage.visitor.isRefused({ from, to: BAS }, 403).succeeds();
  expect(stage.panel.questions).toEqual([]);
});

test('a dialled # reaches the panel as such', async ({ stage }) => {
  stage.panel.plan = reject(404);
  await stage.anna.isRefused(ANNA_CALLS('sip:%2321%23@pbx.test'), 404).succeeds();
  expect(stage.panel.questions[0]?.to.uri).toBe('sip:#21#@pbx.test');
});

test('a user cannot assert an identity', async ({ stage }) => {
  stage.panel.plan = ring(step('sip:+447700900123@127.0.0.50:5060'));
  const trunk = await stage.trunk.talks();
  const headers = ['P-Asserted-Identity: <sip:+442079460099@pbx.test>', 'Diversion: <sip:x@y.test>'];
  await stage.anna.calls({ ...ANNA_CALLS('sip:+447700900123@pbx.test'), headers }).succeeds();
  const invite = await trunk.sees('INVITE');
  expect(invite.headers.has('p-asserted-identity')).toBe(false);
  expect(invite.headers.has('diversion')).toBe(false);
  expect(stage.panel.questions[0]).not.toHaveProperty('diversion');
});

test('a plan that nobody understands rings the phone', async ({ stage }) => {
  stage.panel.plan = { action: 'juggle' };
  const phone = await stage.bas.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
});

test('a panel without an opinion is asked again at the next call', async ({ stage }) => {
  stage.panel.questionStatus = 404;
  for (const _ of [1, 2]) {
    const phone = await stage.bas.talks();
    await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
    await phone.succeeds();
  }
  expect(stage.panel.questions).toHaveLength(2);
});
