import { ANNA_CALLS, BAS, CARLA, expect, reject, ring, step, test } from '../../sip/theatre.ts';

test('targets of one step ring together; who is slower is told why', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS, CARLA));
  const slower = await stage.bas.rings();
  const faster = await stage.carla.talks(500);
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([slower.succeeds(), faster.succeeds()]);
  await stage.panel.ended();
  const story = stage.panel.story();
  expect(story.slice(0, 2).sort()).toEqual(['ringing 2044', 'ringing 2045']);
  expect(story.slice(2)).toEqual([
    'answered 2045',
    'leg_ended 2044 elsewhere',
    'ended 2045 answered',
  ]);
});

test('steps ring one after the other', async ({ stage }) => {
  stage.panel.plan = ring({ ...step(BAS), ring_seconds: 1 }, step(CARLA));
  const first = await stage.bas.rings();
  const second = await stage.carla.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([first.succeeds(), second.succeeds()]);
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual([
    'ringing 2044',
    'leg_ended 2044 no_answer',
    'ringing 2045',
    'answered 2045',
    'ended 2045 answered',
  ]);
});

test('a busy phone leads to the plan for busy', async ({ stage }) => {
  stage.panel.plan = {
    ...ring(step(BAS)),
    on_busy: ring({
      ...step('sip:vm-2044@127.0.0.50:5060;cause=486'),
      diversion: { uri: BAS, reason: 'user-busy', privacy: 'full' },
    }),
  };
  const busy = await stage.bas.refuses(486);
  const mailbox = await stage.trunk.talks();
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await busy.succeeds();
  const invite = await mailbox.sees('INVITE');
  expect(invite.start).toContain(';cause=486');
  expect(invite.headers.get('diversion')).toEqual([`<${BAS}>;reason=user-busy;privacy=full`]);
  await stage.panel.ended();
  expect(stage.panel.story()[0]).toBe('leg_ended 2044 busy');
});

test("a phone's own do-not-disturb key counts as busy", async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.refuses(480);
  await stage.anna.isRefused(ANNA_CALLS(BAS), 486).succeeds();
  await phone.succeeds();
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual(['leg_ended 2044 busy', 'ended busy']);
});

for (const code of [486, 603]) {
  test(`who declines with ${code} ends the ringing of all, whatever next_on says`, async ({ stage }) => {
    stage.panel.plan = {
      ...ring({ ...step(BAS, CARLA), next_on: ['no_answer'] }, step(BAS)),
      on_no_answer: reject(480),
    };
    const declines = await stage.bas.declines(code);
    const other = await stage.carla.rings();
    await stage.anna.isRefused(ANNA_CALLS(BAS), 480).succeeds();
    await Promise.all([declines.succeeds(), other.succeeds()]);
    expect(await stage.panel.ended()).toMatchObject({ outcome: 'declined', code: 480 });
    expect(stage.panel.story()).toContain('leg_ended 2044 declined');
    expect(stage.panel.story()).toContain('leg_ended 2045 elsewhere');
  });
}

test('one refusal of several does not end the ringing of the others', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS, CARLA));
  const busy = await stage.bas.refuses(600);
  const phone = await stage.carla.talks(800);
  await stage.anna.calls(ANNA_CALLS(BAS)).succeeds();
  await Promise.all([busy.succeeds(), phone.succeeds()]);
  await stage.panel.ended();
  expect(stage.panel.story()).toContain('answered 2045');
});

test('not reachable is treated as busy where the plan says nothing else', async ({ stage }) => {
  stage.panel.plan = { ...ring(step('sip:2099@pbx.test')), on_busy: ring(step(CARLA)) };
  const phone = await stage.carla.talks();
  await stage.anna.calls(ANNA_CALLS('sip:2099@pbx.test')).succeeds();
  await phone.succeeds();
  await stage.panel.ended();
  expect(stage.panel.story()[0]).toBe('leg_ended 2099 unreachable');

  stage.panel.forget();
  stage.panel.plan = {
    ...ring(step('sip:2099@pbx.test')),
    on_busy: reject(486),
    on_unreachable: reject(404),
  };
  await stage.anna.isRefused(ANNA_CALLS('sip:2099@pbx.test'), 404).succeeds();
});

test('a phone that says nothing at all is given up after three seconds', async ({ stage }) => {
  stage.panel.plan = ring(step('sip:+442079460999@127.0.0.99:5060'));
  const call = stage.anna.isRefused(ANNA_CALLS('sip:+442079460999@pbx.test'), 480);
  await call.succeeds();
  const [placed, refused] = [await call.sees('INVITE', 'sent'), await call.sees('SIP/2.0 480')];
  expect(refused.at.getTime() - placed.at.getTime()).toBeLessThan(5_000);
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'unreachable' });
});
