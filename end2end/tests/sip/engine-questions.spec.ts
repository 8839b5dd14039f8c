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

/** Callers from outside, and whether they are anonymous and without a usable number. */
const NAMELESS: [from: string, headers: string[], anonymous: boolean, unavailable: boolean][] = [
  ['<sip:unavailable@trunk.test>', [], false, true],
  ['"Unknown" <sip:Unknown@trunk.test>', [], false, true],
  ['<sip:trunk.test>', [], false, true],
  ['<sip:unavailable@trunk.test>', ['P-Asserted-Identity: <sip:+447700900123@trunk.test>'], false, false],
  ['<sip:anonymous@anonymous.invalid>', [], true, false],
  ['<sip:unavailable@trunk.test>', ['Privacy: id'], true, true],
  ['<sip:+447700900123@trunk.test>', [], false, false],
];

test('a caller without a usable number is told apart from one who hides', async ({ stage }) => {
  stage.panel.plan = reject(480);
  for (const [from, headers, anonymous, unavailable] of NAMELESS) {
    await stage.trunk.isRefused({ from, to: `sip:+442079460044@${ADDRESS}`, headers }, 480).succeeds();
    expect(stage.panel.questions.at(-1)?.from, from).toMatchObject({ anonymous, unavailable });
  }
});

const OFFERED = 'X-Belroute-Offered-By: hunt_group;sip:sales@pbx.test';

/** What a group service writes, and what the panel is told. */
const OFFERS: [header: string, offered: { kind: string; uri: string } | undefined][] = [
  ['hunt_group;sip:sales@pbx.test', { kind: 'hunt_group', uri: 'sip:sales@pbx.test' }],
  ['Call_Queue; <sip:help@pbx.test;x=1>', { kind: 'call_queue', uri: 'sip:help@pbx.test;x=1' }],
  ['pickup_group;sip:600@pbx.test', { kind: 'other', uri: 'sip:600@pbx.test' }],
  ['hunt_group', undefined],
  ['sip:sales@pbx.test', undefined],
];

test('a group service says that it offers a call, and no phone is told', async ({ stage }) => {
  stage.panel.plan = reject(480);
  const from = '<sip:+447700900123@trunk.test>';
  for (const [header, offered] of OFFERS) {
    const headers = [`X-Belroute-Offered-By: ${header}`];
    await stage.trunk.isRefused({ from, to: BAS, headers }, 480).succeeds();
    expect(stage.panel.questions.at(-1)?.offered_by, header).toEqual(offered);
  }
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks();
  await stage.trunk.calls({ from, to: BAS, headers: [OFFERED] }).succeeds();
  await phone.succeeds();
  expect((await phone.sees('INVITE')).headers.has('x-belroute-offered-by')).toBe(false);
});

test('nobody else is believed to offer a call for a group', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.talks();
  await stage.anna.calls({ ...ANNA_CALLS(BAS), headers: [OFFERED] }).succeeds();
  await phone.succeeds();
  expect(stage.panel.questions[0]).not.toHaveProperty('offered_by');
  expect((await phone.sees('INVITE')).headers.has('x-belroute-offered-by')).toBe(false);
});

test('a call that was diverted before says by whom, and a new diversion comes first', async ({ stage }) => {
  stage.panel.plan = ring({
    ...step('sip:+447700900123@127.0.0.60:5060'),
    diversion: { uri: BAS, reason: 'no-answer' },
  });
  stage.crowd.address('+447700900123', 180, 200);
  const headers = ['Diversion: <sip:a@trunk.test>;reason=user-busy', 'Diversion: <sip:b@trunk.test>'];
  const from = '<sip:+447700900999@trunk.test>';
  await stage.trunk.calls({ from, to: BAS, headers }).succeeds();
  expect(stage.panel.questions[0]?.diversion).toBe('<sip:a@trunk.test>;reason=user-busy');
  expect(stage.crowd.heard[0]?.headers.get('diversion')).toEqual([
    `<${BAS}>;reason=no-answer`,
    '<sip:a@trunk.test>;reason=user-busy',
    '<sip:b@trunk.test>',
  ]);
});

test('a caller from nowhere is refused without asking', async ({ stage }) => {
  const from = '<sip:somebody@elsewhere.test>';
  await stage.visitor.isRefused({ from, to: BAS }, 403).succeeds();
  expect(stage.panel.questions).toEqual([]);
});

test('feature codes reach the panel as they were dialled', async ({ stage }) => {
  stage.panel.plan = reject(404);
  for (const [dialled, to] of [
    ['*78', '*78'],
    ['%2376', '#76'],
    ['*72%2A%2B442079460123%23', '*72*+442079460123#'],
    ['*72+442079460123#', '*72+442079460123#'],
    ['%2321%23', '#21#'],
  ]) {
    await stage.anna.isRefused(ANNA_CALLS(`sip:${dialled}@pbx.test`), 404).succeeds();
    expect(stage.panel.questions.at(-1)?.to.uri).toBe(`sip:${to}@pbx.test`);
  }
});

test('the caller sees the reason of a refusal', async ({ stage }) => {
  for (const [reason, seen] of [
    ['Voicemail is off', 'Voicemail is off'],
    ['Doorschakelen: één nummer is $1', 'Doorschakelen: één nummer is $1'],
    ['Two\r\nX-Lines: 1', 'TwoX-Lines: 1'],
    ['', 'Refused'],
  ]) {
    stage.panel.plan = reject(403, reason);
    const call = stage.anna.isRefused(ANNA_CALLS('sip:*86@pbx.test'), 403);
    await call.succeeds();
    expect((await call.sees('SIP/2.0 403')).start).toBe(`SIP/2.0 403 ${seen}`);
  }
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
