import { ANNA_CALLS, BAS, expect, ring, step, test } from '../../sip/theatre.ts';

test('the called side hangs up', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.hangsUp(600);
  await stage.anna.isHungUpOn(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'answered', ended_by: 'callee' });
});

test('both sides put the call on hold, and nobody is asked who he is again', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.holds();
  const call = stage.anna.callsAndHolds(ANNA_CALLS(BAS));
  await Promise.all([call.succeeds(), phone.succeeds()]);
  const challenges = call.messages().filter(({ start }) => start.startsWith('SIP/2.0 407'));
  expect(challenges).toHaveLength(1);
  await stage.panel.ended();
  expect(stage.panel.story()).toEqual(['ringing 2044', 'answered 2044', 'ended 2044 answered']);
});

test('the caller gives up while it rings', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  const phone = await stage.bas.rings();
  await stage.anna.givesUp(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'cancelled', code: 487 });
  expect(stage.panel.story()).toEqual([
    'ringing 2044',
    'leg_ended 2044 cancelled',
    'ended cancelled',
  ]);
});

test('the caller gives up while the panel thinks', async ({ stage }) => {
  stage.panel.plan = ring(step(BAS));
  stage.panel.delayMs = 400;
  await stage.anna.givesUpEarly(ANNA_CALLS(BAS), 200).succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'cancelled', code: 487 });
  expect(stage.panel.story()).toEqual(['ended cancelled']);
});

test('a caller who gives up hears so, whatever one of several devices has said', async ({ stage }) => {
  stage.panel.plan = ring(step(stage.crowd.address('+441', 486), BAS));
  const phone = await stage.bas.rings();
  await stage.anna.givesUp(ANNA_CALLS(BAS)).succeeds();
  await phone.succeeds();
  expect(await stage.panel.ended()).toMatchObject({ outcome: 'cancelled', code: 487 });
});
